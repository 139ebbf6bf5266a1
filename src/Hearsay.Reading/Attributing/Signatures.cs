using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Attributing;

/// <summary>
/// Words with the name of who said them behind a dash: readers' letters and mottos ("“The port must stay open.” — Anna Keller"), posts that a page embeds ("Talks go on — Anna Keller
/// (@akeller)"). The cue is the dash.
/// </summary>
internal static class Signatures
{
    /// <summary>Chosen, not measured: nothing else looks like this.</summary>
    private const float Confidence = 0.9f;

    /// <summary>Tokens of the longest name.</summary>
    private const int LongestName = 6;

    /// <summary>Marks and words of the shortest quotation, or of the shortest post.</summary>
    private const int Shortest = 4;

    /// <summary>Adds them. True when something was changed.</summary>
    public static bool Add(List<Attribution> all, Document read, float threshold)
    {
        if (Confidence < threshold)
        {
            return false;
        }

        bool changed = false;
        int quotation = 0;
        for (int dash = 1; dash + 1 < read.Tokens.Count; dash++)
        {
            if (!(read.Tokens[dash] is "―" or "—" or "–" or "--" or "-") || !IsSpaced(dash, read))
            {
                continue;
            }

            while (quotation < read.Quotations.Ranges.Count && read.Quotations.Ranges[quotation].Tokens.End < dash)
            {
                quotation++;
            }

            TokenRange name = Name(dash + 1, read);
            if (name.IsEmpty)
            {
                continue;
            }

            bool post = IsHandle(name.End, read);
            TokenRange said = post ? new TokenRange(LineStart(dash, read), dash)
                : quotation < read.Quotations.Ranges.Count && read.Quotations.Ranges[quotation].Tokens is var marked && marked.End == dash && EndsHere(name.End, read) ? marked : default;
            if (said.Length >= Shortest && !all.Exists(other => other.Content.Any(said.Overlaps)))
            {
                all.Add(new Attribution(post ? name with { End = name.End + 3 } : name, new TokenRange(dash, dash + 1), [said], -1, Confidence));
                changed = true;
            }
        }

        return changed;
    }

    /// <summary>One to six tokens with capitals on one line; empty for anything else.</summary>
    private static TokenRange Name(int start, Document read)
    {
        int end = start;
        while (end < read.Tokens.Count && end - start < LongestName && (end == start || !BreaksBefore(end, read))
            && (char.IsUpper(read.Tokens[end][0]) || (end > start && (read.Tokens[end] is "-" or "’" or "'" || (read.Tokens[end] is "." && read.Tokens[end - 1].Length <= 2) || read.Tokens[end] is "de" or "da" or "von" or "van" or "al" or "bin" or "el"))))
        {
            end++;
        }

        while (end > start && !char.IsLetter(read.Tokens[end - 1][0]))
        {
            end--;
        }

        return end > start && read.Tokens[start].Length > 1 ? new TokenRange(start, end) : default;
    }

    private static bool EndsHere(int end, Document read) => end >= read.Tokens.Count || BreaksBefore(end, read) || read.Tokens[end] is "." or "," or "(" || read.Quotations[end] == QuotationState.Opens;

    private static bool IsHandle(int token, Document read) => token + 2 < read.Tokens.Count && read.Tokens[token] is "(" && read.Tokens[token + 1] is ['@', _, ..] && read.Tokens[token + 2] is ")";

    private static int LineStart(int token, Document read)
    {
        int start = token;
        while (start > 0 && !BreaksBefore(start, read))
        {
            start--;
        }

        return start;
    }

    /// <summary>True for a dash that does not join words.</summary>
    private static bool IsSpaced(int dash, Document read) => read.Tokens[dash] is not "-" || read.Tokens.SpaceBefore(dash);

    private static bool BreaksBefore(int token, Document read) =>
        token > 0 && read.Article.Text.Words(new TextSpan(read.Tokens.Span(token - 1).End, read.Tokens.Span(token).Start)).Contains('\n', StringComparison.Ordinal);
}
