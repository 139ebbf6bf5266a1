using Hearsay.Text.Layers;

namespace Hearsay.Reading.Network;

/// <summary>
/// What encoders see of each token: row numbers into their embedding tables. The trainer writes these very columns, so
/// nothing about features is written twice. Columns are reused from document to document.
/// </summary>
public sealed class TokenFeatures
{
    /// <summary>Rows of the prefix and suffix tables; hashes are spread over them.</summary>
    public const int AffixRows = 4096;

    /// <summary>Rows of the table of last two characters.</summary>
    public const int ShortRows = 2048;

    /// <summary>Rows of the table of last four characters.</summary>
    public const int LongRows = 8192;

    /// <summary>Rows of the shape table.</summary>
    public const int ShapeRows = 1024;

    /// <summary>Rows of the place table: six quotation states × four places (inside, sentence start, paragraph start, document start).</summary>
    public const int PlaceRows = 24;

    private const int AffixLength = 3;
    private const int ShortLength = 2;
    private const int LongLength = 4;

    private readonly Vocabulary _vocabulary;
    private readonly int[][] _columns = [.. Enum.GetValues<FeatureColumn>().Select(_ => Array.Empty<int>())];

    /// <summary>Features over the words of <paramref name="vocabulary"/>.</summary>
    public TokenFeatures(Vocabulary vocabulary) => _vocabulary = vocabulary;

    /// <summary>Number of tokens described.</summary>
    public int Count { get; private set; }

    /// <summary>Row of each token in the table of <paramref name="column"/>; for words 0 when it has none. Length = <see cref="Count"/>.</summary>
    public ReadOnlySpan<int> this[FeatureColumn column] => _columns[(int)column].AsSpan(0, Count);

    /// <summary>Describes every token of a document; what was described before is forgotten.</summary>
    public void Describe(Tokens tokens, Sentences sentences, Quotations quotations)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(sentences);
        ArgumentNullException.ThrowIfNull(quotations);
        Count = tokens.Count;
        if (_columns[0].Length < Count)
        {
            int size = Math.Max(1024, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Count));
            for (int column = 0; column < _columns.Length; column++)
            {
                _columns[column] = new int[size];
            }
        }

        int[] words = _columns[(int)FeatureColumn.Word];
        int[] prefixes = _columns[(int)FeatureColumn.Prefix];
        int[] suffixes = _columns[(int)FeatureColumn.Suffix];
        int[] shorts = _columns[(int)FeatureColumn.ShortEnding];
        int[] longs = _columns[(int)FeatureColumn.LongEnding];
        int[] shapes = _columns[(int)FeatureColumn.Shape];
        int[] places = _columns[(int)FeatureColumn.Place];
        Span<char> form = stackalloc char[WordForm.MaximumLength];
        for (int i = 0; i < Count; i++)
        {
            ReadOnlySpan<char> token = tokens[i];
            ReadOnlySpan<char> normal = form[..WordForm.Normalize(token, form)];
            words[i] = _vocabulary.Row(WordForm.Hash(normal));
            prefixes[i] = WordForm.Bucket(WordForm.Hash(normal[..Math.Min(AffixLength, normal.Length)]), AffixRows);
            suffixes[i] = WordForm.Bucket(WordForm.Hash(normal[Math.Max(0, normal.Length - AffixLength)..]), AffixRows);
            shorts[i] = WordForm.Bucket(WordForm.Hash(normal[Math.Max(0, normal.Length - ShortLength)..]), ShortRows);
            longs[i] = WordForm.Bucket(WordForm.Hash(normal[Math.Max(0, normal.Length - LongLength)..]), LongRows);
            shapes[i] = WordForm.Bucket(WordForm.Hash(form[..WordForm.Shape(token, form)]), ShapeRows);
            places[i] = (int)quotations[i] * 4;
        }

        for (int s = 0; s < sentences.Count; s++)
        {
            int place = s == 0 ? 3 : sentences.Paragraphs[s] != sentences.Paragraphs[s - 1] ? 2 : 1;
            places[sentences.Starts[s]] += place;
        }
    }
}
