using Hearsay.Text.Layers;

namespace Hearsay.Reading.Tagging;

/// <summary>The columns of <see cref="Words"/> while they are filled, from the first token to the last.</summary>
internal sealed class WordColumns
{
    private readonly byte[] _tags;
    private readonly short[] _features;
    private readonly int[] _lemmaEnds;
    private readonly IReadOnlyList<string> _featureNames;
    private char[] _lemmas;
    private int _lemmaEnd;

    /// <param name="count">Tokens of the document.</param>
    /// <param name="characters">About how many characters its tokens have.</param>
    /// <param name="featureNames">Sets of features.</param>
    public WordColumns(int count, int characters, IReadOnlyList<string> featureNames)
    {
        _tags = new byte[count];
        _features = new short[count];
        _lemmaEnds = new int[count];
        _lemmas = GC.AllocateUninitializedArray<char>(Math.Max(16, characters));
        _featureNames = featureNames;
    }

    public void Set(int token, PartOfSpeech tag, int features)
    {
        _tags[token] = (byte)tag;
        _features[token] = (short)features;
    }

    /// <summary>Writes the lemma of the next token; tokens must come in order.</summary>
    public void AppendLemma(int token, ReadOnlySpan<char> form, LemmaScript script)
    {
        int room = _lemmaEnd + script.Room(form.Length);
        if (room > _lemmas.Length)
        {
            Array.Resize(ref _lemmas, Math.Max(room, _lemmas.Length * 3 / 2));
        }

        _lemmaEnd += script.Apply(form, _lemmas.AsSpan(_lemmaEnd));
        _lemmaEnds[token] = _lemmaEnd;
    }

    public Words Finish() => new(_tags, _features, _featureNames, _lemmas, _lemmaEnds);
}
