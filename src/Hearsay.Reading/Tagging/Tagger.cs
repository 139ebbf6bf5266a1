using Hearsay.Reading.Network;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Tagging;

/// <summary>Finds part of speech, features and lemma of each token from its vector: three linear layers. Features are chosen among those that the treebanks have with the part of speech.</summary>
internal sealed class Tagger
{
    /// <summary>Rows scored at a time, so that their scores stay in the first-level cache.</summary>
    private const int Stripe = 16;

    private readonly Matrix _tags;
    private readonly Matrix _features;
    private readonly Matrix _lemmas;
    private readonly string[] _featureNames;
    private readonly (int Start, int End)[] _featuresOf;
    private readonly LemmaScript[] _scripts;

    /// <summary>Takes the tagger's part out of a model.</summary>
    /// <exception cref="InvalidDataException">A field is missing or does not fit.</exception>
    public Tagger(ModelFile model)
    {
        _tags = model.Matrix("tag");
        _features = model.Matrix("feature");
        _lemmas = model.Matrix("lemma");
        string[] lines = model.Words("features").Split('\n');
        _scripts = [.. model.Words("scripts").Split('\n').Select(LemmaScript.Parse)];
        if (lines.Length != _features.Outputs || _scripts.Length != _lemmas.Outputs)
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
    public int Scratch => Stripe * Math.Max(_tags.PaddedOutputs, Math.Max(_features.PaddedOutputs, _lemmas.PaddedOutputs));

    /// <summary>Tags the tokens of <paramref name="range"/>, whose vectors are the rows of <paramref name="vectors"/>.</summary>
    public void Tag(ReadOnlySpan<float> vectors, TokenRange range, Tokens tokens, WordColumns columns, Span<float> scratch)
    {
        int width = _tags.Inputs;
        Span<PartOfSpeech> tags = stackalloc PartOfSpeech[Stripe];
        for (int start = 0; start < range.Length; start += Stripe)
        {
            int rows = Math.Min(Stripe, range.Length - start);
            ReadOnlySpan<float> of = vectors[(start * width)..];
            _tags.Multiply(of, width, 1, 0, rows, scratch);
            for (int row = 0; row < rows; row++)
            {
                tags[row] = (PartOfSpeech)Highest(scratch.Slice(row * _tags.PaddedOutputs, _tags.Outputs));
            }

            _features.Multiply(of, width, 1, 0, rows, scratch);
            for (int row = 0; row < rows; row++)
            {
                (int from, int to) = _featuresOf[(int)tags[row]];
                columns.Set(range.Start + start + row, tags[row], from + Highest(scratch[((row * _features.PaddedOutputs) + from)..((row * _features.PaddedOutputs) + to)]));
            }

            _lemmas.Multiply(of, width, 1, 0, rows, scratch);
            for (int row = 0; row < rows; row++)
            {
                int token = range.Start + start + row;
                columns.AppendLemma(token, tokens[token], _scripts[Highest(scratch.Slice(row * _lemmas.PaddedOutputs, _lemmas.Outputs))]);
            }
        }
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
