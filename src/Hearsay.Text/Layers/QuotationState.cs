namespace Hearsay.Text.Layers;

/// <summary>How a token stands to quotation marks.</summary>
public enum QuotationState : byte
{
    /// <summary>Outside every quotation.</summary>
    Outside,

    /// <summary>An opening mark.</summary>
    Opens,

    /// <summary>A closing mark.</summary>
    Closes,

    /// <summary>Inside one quotation.</summary>
    Inside,

    /// <summary>Inside a quotation within a quotation.</summary>
    Nested,

    /// <summary>A quotation mark without a partner, or an apostrophe standing alone.</summary>
    Stray,
}
