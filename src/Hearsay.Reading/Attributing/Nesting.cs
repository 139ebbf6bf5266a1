using System.Collections.Immutable;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Attributing;

/// <summary>Finds which attribution stands inside the content of which: reported reporting.</summary>
internal static class Nesting
{
    /// <summary>Attributions on either side, in text order, among which the one that holds another is looked for: as many as the longest turn of a transcript holds. Keeps the work linear.</summary>
    private const int Reach = 64;

    /// <summary>Orders the attributions by cue and sets each one's parent: the smallest content that holds its cue and all its own content.</summary>
    public static Attributions Of(List<Attribution> found)
    {
        if (found.Count == 0)
        {
            return Attributions.None;
        }

        // Two may have one cue: what comes first must not depend on how many others there are.
        found.Sort(static (a, b) => (Start(a), a.Content[0].Start, a.Cue.End, a.Content[^1].End, a.Source.Start).CompareTo((Start(b), b.Content[0].Start, b.Cue.End, b.Content[^1].End, b.Source.Start)));
        int[] lengths = [.. found.Select(attribution => Length(attribution.Content))];
        var nested = new Attribution[found.Count];
        for (int i = 0; i < nested.Length; i++)
        {
            int parent = -1;
            int size = int.MaxValue;
            for (int j = Math.Max(0, i - Reach); j < Math.Min(nested.Length, i + Reach + 1); j++)
            {
                int other = lengths[j];
                if (j != i && other < size && other > lengths[i] && Holds(found[j].Content, found[i]))
                {
                    parent = j;
                    size = other;
                }
            }

            nested[i] = found[i] with { Parent = parent };
        }

        return new Attributions(nested);
    }

    /// <summary>Where an attribution stands in the text: its cue, or its content where it has none.</summary>
    private static int Start(Attribution attribution) => attribution.Cue.IsEmpty ? attribution.Content[0].Start : attribution.Cue.Start;

    private static bool Holds(ImmutableArray<TokenRange> content, Attribution inner)
    {
        if (!inner.Cue.IsEmpty && !Holds(content, inner.Cue))
        {
            return false;
        }

        foreach (TokenRange range in inner.Content)
        {
            if (!Holds(content, range))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Holds(ImmutableArray<TokenRange> content, TokenRange inner)
    {
        foreach (TokenRange range in content)
        {
            if (range.Start <= inner.Start && inner.End <= range.End)
            {
                return true;
            }
        }

        return false;
    }

    private static int Length(ImmutableArray<TokenRange> ranges)
    {
        int length = 0;
        foreach (TokenRange range in ranges)
        {
            length += range.Length;
        }

        return length;
    }
}
