namespace Hearsay.Reading.Network;

/// <summary>
/// Turns the features of tokens into vectors that know their neighbourhood: the sum of their embeddings, normalised, then gated
/// dilated convolutions. A vector depends on <see cref="Reach"/> tokens on either side and on nothing else, so a long text can be
/// encoded in stretches with the same result.
/// </summary>
public sealed class Encoder
{
    private readonly (EmbeddingTable Table, FeatureColumn Column)[] _tables;
    private readonly LayerNorm _first;
    private readonly GatedConvolution[] _blocks;
    private readonly LayerNorm _last;

    /// <summary>Takes the encoder's part out of a model.</summary>
    /// <exception cref="InvalidDataException">A field is missing.</exception>
    public Encoder(ModelFile model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _tables = [.. Enum.GetValues<FeatureColumn>().Where(column => model.Has(Field(column))).Select(column => (model.Table(Field(column)), column))];
        _first = model.Norm("norm");
        _blocks = model.Blocks("blocks");
        _last = model.Norm("last");
        Width = _blocks[0].Width;
        Reach = _blocks.Sum(block => block.Dilation);
    }

    /// <summary>Numbers per token.</summary>
    public int Width { get; }

    /// <summary>Tokens on either side that a vector depends on.</summary>
    public int Reach { get; }

    /// <summary>Floats that <paramref name="rows"/> tokens need as scratch.</summary>
    public int Scratch(int rows) => _blocks.Max(block => block.Scratch(rows));

    /// <summary>Encodes the tokens <paramref name="start"/> … <paramref name="end"/>−1 as if there were no others.</summary>
    /// <param name="features">Of the whole document.</param>
    /// <param name="start">First token.</param>
    /// <param name="end">After the last token.</param>
    /// <param name="vectors">Room for (end − start) × <see cref="Width"/> floats.</param>
    /// <param name="scratch">At least <see cref="Scratch"/> floats.</param>
    public void Encode(TokenFeatures features, int start, int end, Span<float> vectors, Span<float> scratch)
    {
        ArgumentNullException.ThrowIfNull(features);
        int rows = end - start;
        vectors = vectors[..(rows * Width)];
        vectors.Clear();
        foreach ((EmbeddingTable table, FeatureColumn column) in _tables)
        {
            ReadOnlySpan<int> of = features[column];
            for (int i = 0; i < rows; i++)
            {
                table.AddTo(of[start + i], vectors.Slice(i * Width, Width));
            }
        }

        _first.Apply(vectors, vectors, rows);
        foreach (GatedConvolution block in _blocks)
        {
            block.Apply(vectors, rows, scratch);
        }

        _last.Apply(vectors, vectors, rows);
    }

    private static string Field(FeatureColumn column) => column switch
    {
        FeatureColumn.Word => "word",
        FeatureColumn.Prefix => "prefix",
        FeatureColumn.Suffix => "suffix",
        FeatureColumn.ShortEnding => "short",
        FeatureColumn.LongEnding => "long",
        FeatureColumn.Shape => "shape",
        _ => "place",
    };
}
