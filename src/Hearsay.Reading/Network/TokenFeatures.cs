using Hearsay.Text.Layers;

namespace Hearsay.Reading.Network;

/// <summary>
/// What the encoder sees of each token: row numbers into its embedding tables. The trainer writes these very columns, so
/// nothing about features is written twice. Columns are reused from document to document.
/// </summary>
public sealed class TokenFeatures
{
    /// <summary>Rows of the prefix and suffix tables; hashes are spread over them.</summary>
    public const int AffixRows = 4096;

    /// <summary>Rows of the shape table.</summary>
    public const int ShapeRows = 1024;

    /// <summary>Rows of the place table: six quotation states × four places (inside, sentence start, paragraph start, document start).</summary>
    public const int PlaceRows = 24;

    /// <summary>Rows of the table of last two characters.</summary>
    public const int ShortEndingRows = 2048;

    /// <summary>Rows of the table of last four characters.</summary>
    public const int LongEndingRows = 8192;

    private const int AffixLength = 3;
    private const int ShortEnding = 2;
    private const int LongEnding = 4;

    private readonly Vocabulary _vocabulary;
    private int[] _words = [];
    private int[] _prefixes = [];
    private int[] _suffixes = [];
    private int[] _shortEndings = [];
    private int[] _longEndings = [];
    private int[] _shapes = [];
    private int[] _places = [];

    /// <summary>Features over the words of <paramref name="vocabulary"/>.</summary>
    public TokenFeatures(Vocabulary vocabulary) => _vocabulary = vocabulary;

    /// <summary>Number of tokens described.</summary>
    public int Count { get; private set; }

    /// <summary>Row of each token's word, 0 when it has none; length = <see cref="Count"/>, as for all columns.</summary>
    public ReadOnlySpan<int> Words => _words.AsSpan(0, Count);

    /// <summary>Row of the first three characters of the normal form.</summary>
    public ReadOnlySpan<int> Prefixes => _prefixes.AsSpan(0, Count);

    /// <summary>Row of the last three characters of the normal form.</summary>
    public ReadOnlySpan<int> Suffixes => _suffixes.AsSpan(0, Count);

    /// <summary>Row of the last two characters of the normal form.</summary>
    public ReadOnlySpan<int> ShortEndings => _shortEndings.AsSpan(0, Count);

    /// <summary>Row of the last four characters of the normal form.</summary>
    public ReadOnlySpan<int> LongEndings => _longEndings.AsSpan(0, Count);

    /// <summary>Row of the shape.</summary>
    public ReadOnlySpan<int> Shapes => _shapes.AsSpan(0, Count);

    /// <summary>Row of quotation state and place.</summary>
    public ReadOnlySpan<int> Places => _places.AsSpan(0, Count);

    /// <summary>Describes every token of a document; what was described before is forgotten.</summary>
    public void Describe(Tokens tokens, Sentences sentences, Quotations quotations)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(sentences);
        ArgumentNullException.ThrowIfNull(quotations);
        Count = tokens.Count;
        if (_words.Length < Count)
        {
            int size = Math.Max(1024, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Count));
            _words = new int[size];
            _prefixes = new int[size];
            _suffixes = new int[size];
            _shortEndings = new int[size];
            _longEndings = new int[size];
            _shapes = new int[size];
            _places = new int[size];
        }

        Span<char> form = stackalloc char[WordForm.MaximumLength];
        for (int i = 0; i < Count; i++)
        {
            ReadOnlySpan<char> token = tokens[i];
            ReadOnlySpan<char> normal = form[..WordForm.Normalize(token, form)];
            _words[i] = _vocabulary.Row(WordForm.Hash(normal));
            _prefixes[i] = WordForm.Bucket(WordForm.Hash(normal[..Math.Min(AffixLength, normal.Length)]), AffixRows);
            _suffixes[i] = WordForm.Bucket(WordForm.Hash(normal[Math.Max(0, normal.Length - AffixLength)..]), AffixRows);
            _shortEndings[i] = WordForm.Bucket(WordForm.Hash(normal[Math.Max(0, normal.Length - ShortEnding)..]), ShortEndingRows);
            _longEndings[i] = WordForm.Bucket(WordForm.Hash(normal[Math.Max(0, normal.Length - LongEnding)..]), LongEndingRows);
            _shapes[i] = WordForm.Bucket(WordForm.Hash(form[..WordForm.Shape(token, form)]), ShapeRows);
            _places[i] = (int)quotations[i] * 4;
        }

        for (int s = 0; s < sentences.Count; s++)
        {
            int place = s == 0 ? 3 : sentences.Paragraphs[s] != sentences.Paragraphs[s - 1] ? 2 : 1;
            _places[sentences.Starts[s]] += place;
        }
    }
}
