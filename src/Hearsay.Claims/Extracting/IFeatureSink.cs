namespace Hearsay.Claims.Extracting;

/// <summary>Takes the features of a candidate: a program sums their weights, the trainer writes their names.</summary>
internal interface IFeatureSink
{
    /// <summary>True when the texts of the parts are wanted.</summary>
    public bool Named { get; }

    /// <summary>Takes a feature.</summary>
    public void Add(params ReadOnlySpan<NamedFeature> parts);
}
