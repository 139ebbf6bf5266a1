using Hearsay.Reading.Network;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Tagging;

/// <summary>
/// Finds part of speech, features and lemma of each token from its vector: three linear layers. Features are chosen among those that the treebanks have with
/// the part of speech; the lemma layer is asked for words that the lexicon does not have.
/// </summary>
internal sealed class Tagger
{
    /// <summary>Rows scored at a time, so that their scores stay in the first-level cache.</summary>
    private const int Stripe = 16;

    /// <summary>Characters of the words that are looked up in lower case: no word of the treebanks is longer.</summary>
    private const int LongestWord = 40;

    private readonly Matrix _tags;
    private readonly ByteMatrix _features;
    private readonly ByteMatrix _lemmas;
    private readonly string[] _featureNames;
    private readonly (int Start, int End)[] _featuresOf;
    private readonly LemmaScript[] _scripts;
    private readonly LemmaLexicon _lexicon;

    /// <summary>Takes the tagger's part out of a model.</summary>
    /// <exception cref="InvalidDataException">A field is missing or does not fit.</exception>
    public Tagger(ModelFile model)
    {
        _tags = model.Matrix("tag");
        _features = model.ByteMatrix("feature");
        _lemmas = model.ByteMatrix("lemma");
        string[] lines = model.Words("features").Split('\n');
        _scripts = [.. model.Words("scripts").Split('\n').Select(LemmaScript.Parse)];
        _lexicon = new LemmaLexicon(model.Longs("lexicon"));
        if (lines.Length != _features.Outputs || _scripts.Length < _lemmas.Outputs)
        {
            throw ReaderErrors.Mismatch(model.Sha256[..12], $"{lines.Length} feature sets and {_scripts.Length} lemma scripts, but scores for {_features.Outputs} and {_lemmas.Outputs}");
        }

        // Lines are "UPOS<tab>features", those of one tag together.
        _featureNames = [.. lines.Select(line => line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..])];
        _featuresOf = new (int, int)[_tags.Outputs];
        for (int at = 0; at < lines.Length; at++)
        {
            ref (int Start, int End) range = ref _featuresOf[(int)UniversalNames.Tag(lines[at].Split('\t')[0])];
            range = range.End == 0 ? (at, at + 1) : range.End == at ? (range.Start, at + 1) : throw ReaderErrors.Mismatch(model.Sha256[..12], "the feature sets are not ordered by tag");
        }
    }

    /// <summary>Sets of features, as the columns refer to them.</summary>
    public IReadOnlyList<string> FeatureNames => _featureNames;

    /// <summary>Floats of scratch.</summary>
    public int Scratch => Math.Max(Stripe * _tags.PaddedOutputs, Math.Max(_features.PaddedOutputs, _lemmas.PaddedOutputs));

    /// <summary>Tags the tokens of <paramref name="range"/>, whose vectors are the rows of <paramref name="vectors"/> and, in bytes, of <paramref name="encoded"/>.</summary>
    public void Tag(ReadOnlySpan<float> vectors, in ByteRows encoded, TokenRange range, Tokens tokens, WordColumns columns, Span<float> scratch)
    {
        int width = _tags.Inputs;
        Span<PartOfSpeech> tags = stackalloc PartOfSpeech[Stripe];
        for (int start = 0; start < range.Length; start += Stripe)
        {
            int rows = Math.Min(Stripe, range.Length - start);
            _tags.Multiply(vectors[(start * width)..], width, 1, 0, rows, scratch);
            for (int row = 0; row < rows; row++)
            {
                tags[row] = (PartOfSpeech)Highest(scratch.Slice(row * _tags.PaddedOutputs, _tags.Outputs));
            }

            for (int row = start; row < start + rows; row++)
            {
                PartOfSpeech tag = tags[row - start];
                int token = range.Start + row;
                (int from, int to) = _featuresOf[(int)tag];
                int features = from;
                if (to - from > 1)
                {
                    _features.MultiplyPart(encoded, row, from, to, scratch);
                    features += Highest(scratch[from..to]);
                }

                columns.Set(token, tag, features);
                int script = InLexicon(tokens[token], tag);
                if (script < 0)
                {
                    _lemmas.MultiplyPart(encoded, row, 0, _lemmas.Outputs, scratch);
                    script = Highest(scratch[.._lemmas.Outputs]);
                }

                columns.AppendLemma(token, tokens[token], _scripts[script]);
            }
        }
    }

    /// <summary>Number of the script for this word as it stands, or else in lower case; −1 when the lexicon has neither.</summary>
    private int InLexicon(ReadOnlySpan<char> form, PartOfSpeech tag)
    {
        int script = _lexicon.Find(form, tag);
        if (script >= 0 || form.Length > LongestWord || !form.ContainsAnyInRange('A', 'Z'))
        {
            return script;
        }

        Span<char> lower = stackalloc char[LongestWord];
        return _lexicon.Find(lower[..form.ToLowerInvariant(lower)], tag);
    }

    /// <summary>Index of the first highest score; 0 when there is none.</summary>
    private static int Highest(ReadOnlySpan<float> scores)
    {
        int best = 0;
        for (int at = 1; at < scores.Length; at++)
        {
            best = scores[at] > scores[best] ? at : best;
        }

        return best;
    }
}
