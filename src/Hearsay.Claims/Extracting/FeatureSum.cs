namespace Hearsay.Claims.Extracting;

/// <summary>Sums the weights of a candidate's features; those without a weight count nothing.</summary>
/// <param name="weights">Weights by the hash of a feature's whole name.</param>
internal sealed class FeatureSum(Dictionary<ulong, float> weights) : IFeatureSink
{
    /// <summary>The sum so far.</summary>
    public float Total { get; set; }

    /// <inheritdoc/>
    public bool Named => false;

    /// <inheritdoc/>
    public void Add(params ReadOnlySpan<NamedFeature> parts)
    {
        ulong hash = 0;
        foreach (NamedFeature part in parts)
        {
            hash = NamedFeature.Join(hash, part.Hash);
        }

        Total += weights.GetValueOrDefault(hash);
    }
}
