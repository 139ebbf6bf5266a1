using Hearsay.Reading.Network;

namespace Hearsay.Reading.Tokenizing;

/// <summary>
/// Weights that decide where a sentence ends: one whole number per bucket of hashed features (<see cref="BoundaryCursor"/>). A sum above zero is a border. Sums of whole numbers
/// are the same everywhere. Immutable.
/// </summary>
public sealed class BoundaryModel
{
    /// <summary>Number of buckets, a power of two.</summary>
    public const int Buckets = 1 << 17;

    /// <summary>What one unit of log odds is worth in weights.</summary>
    public const int Unit = 24;

    private static readonly Lazy<BoundaryModel> Loaded = new(Load);
    private readonly sbyte[] _weights;
    private readonly int _bias;

    /// <summary>Takes over the weights.</summary>
    /// <param name="weights">One per bucket; length = <see cref="Buckets"/>.</param>
    /// <param name="bias">Added to every sum.</param>
    /// <exception cref="ArgumentException">The number of weights is not <see cref="Buckets"/>.</exception>
    public BoundaryModel(sbyte[] weights, int bias)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Length != Buckets)
        {
            throw new ArgumentException($"{weights.Length} weights, not {Buckets}", nameof(weights));
        }

        _weights = weights;
        _bias = bias;
    }

    /// <summary>The model that ships with the product.</summary>
    /// <exception cref="InvalidDataException">It is missing or damaged.</exception>
    public static BoundaryModel Shipped => Loaded.Value;

    /// <summary>True when these features speak for a border.</summary>
    /// <param name="features">Buckets, from <see cref="BoundaryCursor.Features"/>.</param>
    /// <param name="lean">Added to the sum: what speaks for a border beside the features.</param>
    internal bool IsBorder(ReadOnlySpan<int> features, int lean)
    {
        int sum = _bias + lean;
        foreach (int feature in features)
        {
            sum += _weights[feature];
        }

        return sum > 0;
    }

    /// <summary>SHA-256 of the model file, 64 hexadecimal digits; empty for weights that came from no file.</summary>
    internal string Sha256 { get; private init; } = "";

    private static BoundaryModel Load()
    {
        const string Path = "models/en/sentences.hsm";
        using Stream stream = typeof(BoundaryModel).Assembly.GetManifestResourceStream("sentences.hsm") ?? throw ReaderErrors.NoModel("sentences.hsm");
        ModelFile model = ModelFile.Read(stream, Path);
        return new BoundaryModel(model.SignedBytes("weights").ToArray(), (int)model.Floats("bias")[0]) { Sha256 = model.Sha256 };
    }
}
