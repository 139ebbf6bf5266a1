namespace Hearsay.Reading.Network;

/// <summary>
/// Turns the features of tokens into vectors that know their neighbourhood: the sum of five embeddings, normalised, then gated
/// dilated convolutions. A vector depends on <see cref="Reach"/> tokens on either side and on nothing else, so a long text can be
/// encoded in stretches with the same result.
/// </summary>
public sealed class Encoder
{
    private readonly EmbeddingTable _words;
    private readonly EmbeddingTable _prefixes;
    private readonly EmbeddingTable _suffixes;
    private readonly EmbeddingTable _shapes;
    private readonly EmbeddingTable _places;
    private readonly LayerNorm _first;
    private readonly GatedConvolution[] _blocks;
    private readonly LayerNorm _last;

    /// <summary>Takes the encoder's part out of a model.</summary>
    /// <exception cref="InvalidDataException">A field is missing.</exception>
    public Encoder(ModelFile model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _words = model.Table("word");
        _prefixes = model.Table("prefix");
        _suffixes = model.Table("suffix");
        _shapes = model.Table("shape");
        _places = model.Table("place");
        _first = model.Norm("norm");
        _blocks = model.Blocks("blocks");
        _last = model.Norm("last");
        Width = _words.Width;
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
        for (int i = 0; i < rows; i++)
        {
            Span<float> sum = vectors.Slice(i * Width, Width);
            int token = start + i;
            _words.AddTo(features.Words[token], sum);
            _prefixes.AddTo(features.Prefixes[token], sum);
            _suffixes.AddTo(features.Suffixes[token], sum);
            _shapes.AddTo(features.Shapes[token], sum);
            _places.AddTo(features.Places[token], sum);
        }

        _first.Apply(vectors, vectors, rows);
        foreach (GatedConvolution block in _blocks)
        {
            block.Apply(vectors, rows, scratch);
        }

        _last.Apply(vectors, vectors, rows);
    }
}
