namespace Hearsay.Text.Layers;

/// <summary>Which words tell events, and of which PLOVER type: "shelled" ASSAULT, "talks" CONSULT. Whether the event is real, and who takes part in it, is told elsewhere.</summary>
public sealed class Triggers
{
    /// <summary>What a word may tell: nothing, or one of the <see cref="EventType"/>s.</summary>
    public const int Outcomes = 17;

    /// <summary>Steps in one natural unit of log probability: they are kept as bytes.</summary>
    public const float Steps = 8;

    private readonly int[] _rows;
    private readonly byte[] _costs;

    /// <summary>Takes over the columns.</summary>
    /// <param name="rows">Per token: its row in <paramref name="costs"/>, −1 for words that were not looked at.</param>
    /// <param name="costs">Rows of <see cref="Outcomes"/>: minus the natural logarithm of the probability that the word tells nothing, or an event of each type in order, in <see cref="Steps"/>ths, 255 at most.</param>
    public Triggers(int[] rows, byte[] costs)
    {
        _rows = rows;
        _costs = costs;
    }

    /// <summary>No words: of an empty text, or where the layer was not read.</summary>
    public static Triggers None { get; } = new([], []);

    /// <summary>Number of tokens described.</summary>
    public int Count => _rows.Length;

    /// <summary>True for words that were looked at: verbs and nouns, but for those that hardly ever tell events.</summary>
    public bool Has(int token) => (uint)token < (uint)_rows.Length && _rows[token] >= 0;

    /// <summary>Natural logarithm of the probability that the word tells an event of this type, or none where <paramref name="type"/> is null; −31.875 at least. Only for words that <see cref="Has"/> names.</summary>
    public float LogProbability(int token, EventType? type) => -_costs[(_rows[token] * Outcomes) + (type is { } one ? (int)one + 1 : 0)] / Steps;
}
