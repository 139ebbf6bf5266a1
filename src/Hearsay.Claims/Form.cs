namespace Hearsay.Claims;

/// <summary>Whether the content is given in the source's own words.</summary>
public enum Form
{
    /// <summary>All content stands in quotation marks.</summary>
    Direct,

    /// <summary>No content stands in quotation marks.</summary>
    Indirect,

    /// <summary>Part of the content stands in quotation marks.</summary>
    Mixed,
}
