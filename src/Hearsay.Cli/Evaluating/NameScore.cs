using System.Collections.Immutable;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Cli.Evaluating;

/// <summary>
/// Names against those marked by hand, summed over texts. A name is right when both borders and the kind are; a leading article ("the UN") belongs to no name on either side.
/// Names of kinds that the corpus does not mark are left out. Percent with one decimal.
/// </summary>
/// <param name="kinds">Kinds that the corpus marks.</param>
internal sealed class NameScore(params ImmutableArray<NameKind> kinds)
{
    private readonly int[] _gold = new int[Enum.GetValues<NameKind>().Length];
    private readonly int[] _system = new int[Enum.GetValues<NameKind>().Length];
    private readonly int[] _both = new int[Enum.GetValues<NameKind>().Length];
    private int _overlapping;

    /// <summary>Kinds that are compared.</summary>
    public ImmutableArray<NameKind> Kinds => kinds;

    /// <summary>False when the reader found no name of any kind in any text: it does not read this layer.</summary>
    public bool IsRead { get; private set; }

    /// <summary>Names marked by hand.</summary>
    public int Gold => _gold.Sum();

    /// <summary>Right names among those found.</summary>
    public double Precision => Score.Percent(_both.Sum(), _system.Sum());

    /// <summary>Right names among those marked by hand.</summary>
    public double Recall => Score.Percent(_both.Sum(), _gold.Sum());

    /// <summary>F1 over all kinds together.</summary>
    public double F1 => Score.F1(_both.Sum(), _gold.Sum(), _system.Sum());

    /// <summary>F1 when names of the same kind that share a character count as right, each once.</summary>
    public double OverlapF1 => Score.F1(_overlapping, _gold.Sum(), _system.Sum());

    /// <summary>Names of one kind marked by hand.</summary>
    public int GoldOf(NameKind kind) => _gold[(int)kind];

    /// <summary>F1 of one kind.</summary>
    public double F1Of(NameKind kind) => Score.F1(_both[(int)kind], _gold[(int)kind], _system[(int)kind]);

    /// <summary>Adds one text.</summary>
    /// <param name="gold">What was marked by hand.</param>
    /// <param name="found">What the reader found, disjoint, in order.</param>
    public void Add(NamedText gold, IReadOnlyList<NamedSpan> found)
    {
        IsRead |= found.Count > 0;
        List<NamedSpan> system = [];
        foreach (NamedSpan name in found)
        {
            NamedSpan bare = name with { Span = WithoutArticle(gold.Text, name.Span) };
            if (kinds.Contains(bare.Kind) && (!Overlap(gold.Ignored, bare.Span) || Overlap(gold.Names, bare.Span)))
            {
                system.Add(bare);
                _system[(int)bare.Kind]++;
            }
        }

        HashSet<NamedSpan> all = [.. system];
        int from = 0;
        foreach (NamedSpan name in gold.Names)
        {
            _gold[(int)name.Kind]++;
            _both[(int)name.Kind] += all.Contains(name) ? 1 : 0;
            while (from < system.Count && system[from].Span.End <= name.Span.Start)
            {
                from++;
            }

            int match = from;
            while (match < system.Count && system[match].Span.Start < name.Span.End && system[match].Kind != name.Kind)
            {
                match++;
            }

            if (match < system.Count && system[match].Span.Start < name.Span.End)
            {
                _overlapping++;
                from = match + 1;
            }
        }
    }

    /// <summary>The span without "the", "a" or "an" before more words.</summary>
    public static TextSpan WithoutArticle(RawText text, TextSpan span)
    {
        ReadOnlySpan<char> words = text[span];
        int space = words.IndexOf(' ');
        ReadOnlySpan<char> first = space < 0 ? [] : words[..space];
        bool article = first.Equals("the", StringComparison.OrdinalIgnoreCase) || first.Equals("a", StringComparison.OrdinalIgnoreCase) || first.Equals("an", StringComparison.OrdinalIgnoreCase);
        return article ? new TextSpan(span.Start + space + 1, span.End) : span;
    }

    private static bool Overlap(IReadOnlyList<TextSpan> spans, TextSpan span) => spans.Any(span.Overlaps);

    private static bool Overlap(IReadOnlyList<NamedSpan> names, TextSpan span) => names.Any(name => span.Overlaps(name.Span));
}
