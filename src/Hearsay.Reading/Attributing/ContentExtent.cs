using System.Collections.Immutable;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Attributing;

/// <summary>
/// Mends the borders of a content by what is known of quotation marks and sentences: half a quotation is made whole, what the
/// window cut off is added, and a quotation that an opened mark carries into the next paragraphs is followed there.
/// </summary>
internal static class ContentExtent
{
    /// <summary>
    /// Tokens by which a content may grow beyond what was decoded: longer than any quotation in the training corpora. Without it, text that
    /// has neither stops nor closing marks would give thousands of claims the whole rest of the document.
    /// </summary>
    private const int MaximumGrowth = 400;

    /// <summary>The content's ranges in text order, or none when nothing but marks is left.</summary>
    /// <param name="content">As decoded, in text order.</param>
    /// <param name="window">The tokens that were looked at.</param>
    /// <param name="tokens">Of the document.</param>
    /// <param name="sentences">Of the document.</param>
    /// <param name="quotations">Of the document.</param>
    public static ImmutableArray<TokenRange> Of(List<TokenRange> content, TokenRange window, Tokens tokens, Sentences sentences, Quotations quotations)
    {
        ImmutableArray<TokenRange>.Builder ranges = ImmutableArray.CreateBuilder<TokenRange>(content.Count);
        foreach (TokenRange decoded in content)
        {
            if (HasWord(tokens, decoded))
            {
                TokenRange range = decoded.End == window.End && window.End < tokens.Count ? new(decoded.Start, CutOff(decoded, sentences, quotations)) : decoded;
                range = range.Start == window.Start ? new(CutOffBefore(range, sentences, quotations), range.End) : range;
                ranges.Add(WithMarks(range, quotations));
            }
        }

        if (ranges.Count > 0)
        {
            Follow(ranges, quotations);
        }

        return ranges.DrainToImmutable();
    }

    /// <summary>Where a content goes on to that reaches the window's end: the end of the quotation it stands in, or of its sentence.</summary>
    private static int CutOff(TokenRange range, Sentences sentences, Quotations quotations)
    {
        int last = range.End - 1;
        int quotation = Holding(last, quotations);
        int end = quotation >= 0 ? quotations.Ranges[quotation].Tokens.End : sentences[sentences.Of(last)].End;
        return Math.Min(end, range.End + MaximumGrowth);
    }

    /// <summary>Where a content comes from that reaches the window's start: the start of the quotation it stands in, or of its sentence.</summary>
    private static int CutOffBefore(TokenRange range, Sentences sentences, Quotations quotations)
    {
        int quotation = Holding(range.Start, quotations);
        int start = quotation >= 0 ? quotations.Ranges[quotation].Tokens.Start : sentences[sentences.Of(range.Start)].Start;
        return Math.Max(start, range.Start - MaximumGrowth);
    }

    /// <summary>Takes in the mark right before or after when its partner, or all that it opens, is inside.</summary>
    private static TokenRange WithMarks(TokenRange range, Quotations quotations)
    {
        (int start, int end) = (range.Start, range.End);
        int quotation = start > 0 && quotations[start - 1] == QuotationState.Opens ? Holding(start - 1, quotations) : -1;
        if (quotation >= 0 && quotations.Ranges[quotation].Tokens is var opened && opened.Start == start - 1 && end >= opened.End - 1)
        {
            start--;
        }

        quotation = Holding(end - 1, quotations);
        if (quotation >= 0 && quotations.Ranges[quotation] is { Closed: true } closing && closing.Tokens.End == end + 1 && start <= closing.Tokens.Start)
        {
            end++;
        }

        return new TokenRange(start, end);
    }

    /// <summary>Adds the quotations that carry on the one with which the content ends.</summary>
    private static void Follow(ImmutableArray<TokenRange>.Builder ranges, Quotations quotations)
    {
        int current = Holding(ranges[^1].End - 1, quotations);
        if (current < 0 || quotations.Ranges[current].Closed || ranges[^1].End < quotations.Ranges[current].Tokens.End - 1)
        {
            return;
        }

        int limit = ranges[^1].End + MaximumGrowth;
        for (int next = current + 1; next < quotations.Ranges.Count; next++)
        {
            Quotation candidate = quotations.Ranges[next];
            if (candidate.Tokens.End > limit)
            {
                return;
            }

            if (candidate.Continues == current)
            {
                ranges.Add(candidate.Tokens);
                current = next;
                if (candidate.Closed)
                {
                    return;
                }
            }
            else if (candidate.Tokens.Start > quotations.Ranges[current].Tokens.End)
            {
                return;
            }
        }
    }

    /// <summary>
    /// Puts the paragraphs before it to a content that begins with a mark opened again (“The stones are loose. / “I have asked for a plan,” she said), as far as nobody else says them.
    /// </summary>
    /// <param name="found">The attributions of the document.</param>
    /// <param name="quotations">Of the document.</param>
    public static void GoBack(List<Attribution> found, Quotations quotations)
    {
        for (int index = 0; index < found.Count; index++)
        {
            ImmutableArray<TokenRange> content = found[index].Content;
            int current = Holding(content[0].Start, quotations);
            if (current < 0 || content[0].Start > quotations.Ranges[current].Tokens.Start + 1)
            {
                continue;
            }

            int limit = content[0].Start - MaximumGrowth;
            while (quotations.Ranges[current].Continues is >= 0 and int before && quotations.Ranges[before].Tokens is var range && range.Start >= limit
                && !found.Exists(other => range.Overlaps(other.Cue) || other.Content.Any(range.Overlaps)))
            {
                content = content.Insert(0, range);
                current = before;
            }

            found[index] = found[index] with { Content = content };
        }
    }

    /// <summary>Index of the innermost quotation that holds <paramref name="token"/>, or −1.</summary>
    private static int Holding(int token, Quotations quotations)
    {
        IReadOnlyList<Quotation> all = quotations.Ranges;
        int low = 0;
        int high = all.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = all[middle].Tokens.Start <= token ? (middle + 1, high) : (low, middle);
        }

        // Nested ones follow the one that holds them, and are few.
        for (int i = low - 1; i >= Math.Max(0, low - Quoting.QuotationFinder.MaximumDepth); i--)
        {
            if (all[i].Tokens.Contains(token))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool HasWord(Tokens tokens, TokenRange range)
    {
        for (int i = range.Start; i < range.End; i++)
        {
            if (char.IsLetterOrDigit(tokens[i][0]) || char.IsSurrogate(tokens[i][0]))
            {
                return true;
            }
        }

        return false;
    }
}
