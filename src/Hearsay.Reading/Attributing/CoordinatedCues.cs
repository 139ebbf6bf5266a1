using System.Collections.Immutable;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Attributing;

/// <summary>
/// Two cues of one speaker joined by "and" ("noted that talks had failed and says they will go on"): the first one's content, where the network drew it over the second, ends before it.
/// </summary>
internal static class CoordinatedCues
{
    /// <summary>Attributions on either side in the list among which the second is looked for: keeps the work linear.</summary>
    private const int Reach = 32;

    /// <summary>Cuts them. True when one was changed.</summary>
    public static bool Part(List<Attribution> all, Document read)
    {
        if (read.Syntax.Count == 0)
        {
            return false;
        }

        bool changed = false;
        for (int index = 0; index < all.Count; index++)
        {
            for (int other = Math.Max(0, index - Reach); other < Math.Min(all.Count, index + Reach + 1); other++)
            {
                (Attribution first, Attribution second) = (all[index], all[other]);
                if (second.Cue.IsEmpty || first.Cue.IsEmpty || second.Cue.Start < first.Cue.End || second.Source != first.Source || second.Content[0].Start < second.Cue.Start
                    || Joined(first.Cue, second.Cue, read.Syntax) is not (>= 0 and int border))
                {
                    continue;
                }

                int at = RangeOf(first.Content, second.Cue.Start);
                if (at < 0 || first.Content[at].Start >= border || read.Quotations[second.Cue.Start] != QuotationState.Outside)
                {
                    continue;
                }

                all[index] = first with { Content = [.. first.Content[..at], new TokenRange(first.Content[at].Start, border)] };
                changed = true;
            }
        }

        return changed;
    }

    private static int RangeOf(ImmutableArray<TokenRange> content, int token)
    {
        for (int index = 0; index < content.Length; index++)
        {
            if (content[index].Contains(token))
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>Where what joins the second cue to something before it begins, the first cue or, by the reader's mistake, what it says; −1 when nothing does.</summary>
    private static int Joined(TokenRange first, TokenRange second, Dependencies syntax)
    {
        for (int token = second.Start; token < second.End; token++)
        {
            if (syntax.Relation(token) == DependencyRelation.Conj && syntax.Heads[token] < token)
            {
                int border = second.Start;
                for (int child = syntax.FirstDependent(token); child >= 0; child = syntax.NextDependent(child))
                {
                    border = child < border && child > first.End && syntax.Relation(child) is DependencyRelation.Cc or DependencyRelation.Punct ? child : border;
                }

                return border;
            }
        }

        return -1;
    }
}
