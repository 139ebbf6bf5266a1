using System.Collections.Immutable;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Attributing;

/// <summary>
/// A quotation over several paragraphs with a cue at either end ("…," said the mayor. "… "… "…," she added) was read as the content of both. What stands
/// before the paragraph of the second cue is the first one's, the rest the second's.
/// </summary>
internal static class SharedQuotations
{
    /// <summary>Parts what two attributions share that do not stand in each other. True when one was changed.</summary>
    public static bool Part(List<Attribution> all, Document read)
    {
        bool changed = false;
        int[] order = [.. Enumerable.Range(0, all.Count).Where(index => !all[index].Cue.IsEmpty).OrderBy(index => all[index].Cue.Start)];
        for (int at = 0; at + 1 < order.Length; at++)
        {
            Attribution first = all[order[at]];
            Attribution second = all[order[at + 1]];
            int paragraph = ParagraphStart(second.Cue.Start, read);
            if (first.Cue.Start >= paragraph || !Overlap(first.Content, second.Content) || Holds(first.Content, second.Cue.Start) || Holds(second.Content, first.Cue.Start))
            {
                continue;
            }

            ImmutableArray<TokenRange> before = Cut(first.Content, 0, paragraph);
            ImmutableArray<TokenRange> after = Cut(second.Content, paragraph, int.MaxValue);
            if (!before.IsEmpty && !after.IsEmpty)
            {
                all[order[at]] = first with { Content = before };
                all[order[at + 1]] = second with { Content = after };
                changed = true;
            }
        }

        return changed;
    }

    private static int ParagraphStart(int token, Document read)
    {
        int sentence = read.Sentences.Of(token);
        while (sentence > 0 && read.Sentences.Paragraphs[sentence - 1] == read.Sentences.Paragraphs[sentence])
        {
            sentence--;
        }

        return read.Sentences[sentence].Start;
    }

    private static bool Overlap(ImmutableArray<TokenRange> first, ImmutableArray<TokenRange> second) => first.Any(one => second.Any(one.Overlaps));

    private static bool Holds(ImmutableArray<TokenRange> content, int token) => content.Any(range => range.Contains(token));

    private static ImmutableArray<TokenRange> Cut(ImmutableArray<TokenRange> content, int start, int end) =>
        [.. content.Select(range => new TokenRange(Math.Max(range.Start, start), Math.Min(range.End, end))).Where(range => range.Start < range.End)];
}
