using Hearsay.Text;

namespace Hearsay.Cli.Evaluating;

/// <summary>Expressions of time that agree, summed over documents.</summary>
/// <param name="name">Names the corpus.</param>
internal sealed class TimeScore(string name)
{
    private int _overlapping;
    private int _same;
    private int _sameValue;

    /// <summary>The corpus.</summary>
    public string Name { get; } = name;

    /// <summary>Expressions in the annotation.</summary>
    public int Gold { get; private set; }

    /// <summary>Expressions found.</summary>
    public int Found { get; private set; }

    /// <summary>F1 of expressions that overlap, in percent, one decimal.</summary>
    public double Relaxed => F1(_overlapping);

    /// <summary>F1 of expressions with the same borders.</summary>
    public double Strict => F1(_same);

    /// <summary>F1 of expressions that overlap and have the same value.</summary>
    public double Value => F1(_sameValue);

    /// <summary>Adds one document. Each expression found counts for one expression of the annotation at most: the one it shares most with, in the order of the text.</summary>
    public void Add(IReadOnlyList<(TextSpan Span, string? Value)> gold, IReadOnlyList<(TextSpan Span, string? Value)> found)
    {
        Gold += gold.Count;
        Found += found.Count;
        bool[] used = new bool[found.Count];
        foreach ((TextSpan span, string? value) in gold)
        {
            int best = -1;
            int most = 0;
            for (int i = 0; i < found.Count; i++)
            {
                int shared = Math.Min(span.End, found[i].Span.End) - Math.Max(span.Start, found[i].Span.Start);
                if (!used[i] && shared > most)
                {
                    (best, most) = (i, shared);
                }
            }

            if (best < 0)
            {
                continue;
            }

            used[best] = true;
            _overlapping++;
            _same += found[best].Span == span ? 1 : 0;
            _sameValue += TimeEvaluation.Comparable(value) == TimeEvaluation.Comparable(found[best].Value) ? 1 : 0;
        }
    }

    private double F1(int agreeing) => Gold + Found == 0 ? 0 : Math.Round(200.0 * agreeing / (Gold + Found), 1, MidpointRounding.AwayFromZero);
}
