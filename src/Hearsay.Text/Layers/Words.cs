namespace Hearsay.Text.Layers;

/// <summary>
/// Part of speech, lemma and morphological features of every token, as Universal Dependencies has them. Columns of equal length <see cref="Count"/>.
/// </summary>
public sealed class Words
{
    private readonly byte[] _tags;
    private readonly short[] _features;
    private readonly IReadOnlyList<string> _featureNames;
    private readonly char[] _lemmas;
    private readonly int[] _lemmaEnds;

    /// <summary>Takes over the columns.</summary>
    /// <param name="tags">Per token: <see cref="PartOfSpeech"/>.</param>
    /// <param name="features">Per token: index into <paramref name="featureNames"/>.</param>
    /// <param name="featureNames">Sets of features as CoNLL-U writes them, "Number=Sing|Person=3"; "" for none.</param>
    /// <param name="lemmas">All lemmas, one after the other.</param>
    /// <param name="lemmaEnds">Per token: where its lemma ends in <paramref name="lemmas"/>; it begins where the one before ends.</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public Words(byte[] tags, short[] features, IReadOnlyList<string> featureNames, char[] lemmas, int[] lemmaEnds)
    {
        ArgumentNullException.ThrowIfNull(tags);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(lemmaEnds);
        if (tags.Length != features.Length || tags.Length != lemmaEnds.Length)
        {
            throw new ArgumentException($"{tags.Length} tags, {features.Length} feature sets and {lemmaEnds.Length} lemmas", nameof(tags));
        }

        _tags = tags;
        _features = features;
        _featureNames = featureNames;
        _lemmas = lemmas;
        _lemmaEnds = lemmaEnds;
    }

    /// <summary>No words: of an empty text, or where the layer was not read.</summary>
    public static Words None { get; } = new([], [], [], [], []);

    /// <summary>Number of tokens described.</summary>
    public int Count => _tags.Length;

    /// <summary>Part of speech of the token with index <paramref name="token"/>.</summary>
    public PartOfSpeech this[int token] => (PartOfSpeech)_tags[token];

    /// <summary>Features of the token, "Number=Sing|Person=3", sorted by name; "" for none.</summary>
    public string Features(int token) => _featureNames[_features[token]];

    /// <summary>True when the token has this feature, "VerbForm=Part".</summary>
    public bool Has(int token, string feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        ReadOnlySpan<char> features = Features(token);
        while (true)
        {
            int at = features.IndexOf(feature, StringComparison.Ordinal);
            if (at < 0)
            {
                return false;
            }

            int end = at + feature.Length;
            if ((at == 0 || features[at - 1] == '|') && (end == features.Length || features[end] == '|'))
            {
                return true;
            }

            features = features[end..];
        }
    }

    /// <summary>Dictionary form of the token, as UD writes it: "say" for "said", "Iran" for "Iran".</summary>
    public ReadOnlySpan<char> Lemma(int token) => _lemmas.AsSpan((token == 0 ? 0 : _lemmaEnds[token - 1]).._lemmaEnds[token]);
}
