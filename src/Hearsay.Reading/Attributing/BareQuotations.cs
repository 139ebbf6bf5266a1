using System.Collections.Immutable;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Attributing;

/// <summary>
/// Quotations without a cue of their own. A paragraph that is nothing but a quotation
/// has the speaker of the quotation before it, and no cue.
/// </summary>
internal static class BareQuotations
{
    /// <summary>Chosen, not measured: a paragraph of pure quotation mostly goes on with the last speaker.</summary>
    private const float Confidence = 0.6f;

    /// <summary>Paragraphs between a quotation and the one before it that has a speaker.</summary>
    private const int Reach = 2;

    /// <summary>Adds them. True when something was changed.</summary>
    public static bool Add(List<Attribution> all, Document read, float threshold)
    {
        bool[] taken = new bool[read.Tokens.Count];
        foreach (Attribution attribution in all)
        {
            foreach (TokenRange range in attribution.Content)
            {
                taken.AsSpan(range.Start..range.End).Fill(true);
            }
        }

        bool changed = false;
        int last = -1;
        int lastParagraph = int.MinValue;
        int next = 0;
        int sentence = 0;
        int[] order = [.. Enumerable.Range(0, all.Count).Where(index => !all[index].Cue.IsEmpty).OrderBy(index => all[index].Cue.Start)];
        int found = order.Length;
        while (sentence < read.Sentences.Count)
        {
            int paragraph = read.Sentences.Paragraphs[sentence];
            int first = sentence;
            while (sentence < read.Sentences.Count && read.Sentences.Paragraphs[sentence] == paragraph)
            {
                sentence++;
            }

            var range = new TokenRange(read.Sentences[first].Start, read.Sentences[sentence - 1].End);
            bool hasCue = next < found && all[order[next]].Cue.Start < range.End;
            if (!hasCue && IsPure(range, read) && !taken.AsSpan(range.Start..range.End).Contains(true))
            {
                if (last >= 0 && paragraph - lastParagraph <= Reach && Confidence >= threshold)
                {
                    all.Add(new Attribution(all[last].Source, default, [range], -1, Math.Min(Confidence, all[last].Confidence)));
                    lastParagraph = paragraph;
                    changed = true;
                }

                continue;
            }

            for (; next < found && all[order[next]].Cue.Start < range.End; next++)
            {
                if (!all[order[next]].Source.IsEmpty && all[order[next]].Content.Any(content => IsQuoted(content, read)))
                {
                    last = order[next];
                    lastParagraph = paragraph;
                }
            }
        }

        return changed;
    }

    /// <summary>True when all words of the paragraph stand in quotation marks, and it begins with one.</summary>
    private static bool IsPure(TokenRange range, Document read) =>
        range.Length > ShortestQuotation && read.Quotations[range.Start] == QuotationState.Opens && IsQuoted(range, read) && EndsSentence(range, read.Tokens);

    /// <summary>A title in quotation marks is no speech: there must be a stop within the marks.</summary>
    private static bool EndsSentence(TokenRange range, Tokens tokens)
    {
        for (int token = range.End - 1; token > range.Start && token >= range.End - 3; token--)
        {
            if (tokens[token] is "." or "?" or "!" or "…" or "..." or "—" or "–")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A mark, two words, a mark: less is a heading or a name.</summary>
    private const int ShortestQuotation = 5;

    private static bool IsQuoted(TokenRange range, Document read)
    {
        bool any = false;
        for (int token = range.Start; token < range.End; token++)
        {
            if (char.IsLetterOrDigit(read.Tokens[token][0]))
            {
                if (read.Quotations[token] is not (QuotationState.Inside or QuotationState.Nested))
                {
                    return false;
                }

                any = true;
            }
        }

        return any;
    }
}
