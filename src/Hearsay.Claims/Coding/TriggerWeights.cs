using System.Globalization;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Coding;

/// <summary>
/// How far the lexicon, the network of words that tell events (<see cref="Triggers"/>) and the other claims of a document are believed, together: two logistic regressions, in triggers.tsv, learnt from
/// events annotated by hand (training/README.md). The first does not know the other claims; what it finds is what the second knows of them.
/// </summary>
internal sealed class TriggerWeights
{
    private static readonly string[][] Table = [.. EmbeddedTable.Rows("triggers.tsv", columns: 3)];

    private readonly float _type;
    private readonly float _none;
    private readonly float[] _forType;
    private readonly float[] _forNone;
    private readonly float[] _biases;
    private readonly float[] _others;

    private TriggerWeights(int column)
    {
        Dictionary<string, float> table = Table.ToDictionary(row => row[0], row => float.Parse(row[column], CultureInfo.InvariantCulture), StringComparer.Ordinal);
        _type = table["network.type"];
        _none = table["network.none"];
        _forType = [.. Enum.GetNames<LexiconVerdict>().Select(name => table["type." + name])];
        _forNone = [.. Enum.GetNames<LexiconVerdict>().Select(name => table["none." + name])];
        _biases = [.. Enum.GetNames<EventType>().Select(name => table["bias." + name])];
        _others = [0, table["others.1"], table["others.2"], table["others.3"]];
    }

    /// <summary>Of a word by itself.</summary>
    public static TriggerWeights Alone { get; } = new(1);

    /// <summary>Of a word in a document whose other claims are known.</summary>
    public static TriggerWeights Together { get; } = new(2);

    /// <summary>The likeliest type of a word, and how probable it is, 0 … 1, that the word tells an event at all.</summary>
    /// <param name="triggers">What the network says.</param>
    /// <param name="token">The word, a verb or noun.</param>
    /// <param name="verdict">What the lexicon says.</param>
    /// <param name="types">Types that it says so of, a bit each.</param>
    /// <param name="others">Per type, how many other claims of the document tell events of it.</param>
    public (EventType Type, float Probability) Of(Triggers triggers, int token, LexiconVerdict verdict, int types, ReadOnlySpan<int> others)
    {
        float none = (_none * triggers.LogProbability(token, null)) + _forNone[(int)verdict];
        float any = 0;
        float highest = float.NegativeInfinity;
        int best = 0;
        for (int type = 0; type < _biases.Length; type++)
        {
            float score = (_type * triggers.LogProbability(token, (EventType)type)) + _biases[type] + ((types >> type & 1) != 0 ? _forType[(int)verdict] : 0) + _others[others[type] switch { <= 0 => 0, 1 => 1, <= 3 => 2, _ => 3 }];
            any += MathF.Exp(score - none);
            if (score > highest)
            {
                (highest, best) = (score, type);
            }
        }

        return ((EventType)best, any / (1 + any));
    }
}
