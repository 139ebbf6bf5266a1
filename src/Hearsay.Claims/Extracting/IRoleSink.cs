namespace Hearsay.Claims.Extracting;

/// <summary>Takes the features of a candidate.</summary>
internal interface IRoleSink
{
    /// <summary>True when the texts of the parts are wanted.</summary>
    public bool Named { get; }

    /// <summary>Takes a feature.</summary>
    public void Add(params ReadOnlySpan<RoleFeature> parts);
}
