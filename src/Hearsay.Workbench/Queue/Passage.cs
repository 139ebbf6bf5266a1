using Hearsay.Text;

namespace Hearsay.Workbench.Queue;

/// <summary>Words around a claim, so that it can be judged without the whole text.</summary>
/// <param name="Start">Where it begins, in code points of the stored text.</param>
/// <param name="Text">The words.</param>
internal sealed record Passage(int Start, string Text)
{
    /// <summary>Longest stretch shown on either side of what matters: some lines of print.</summary>
    private const int Reach = 400;

    /// <summary>The paragraphs that hold everything from <paramref name="start"/> to <paramref name="end"/>.</summary>
    /// <param name="text">The stored text.</param>
    /// <param name="start">Code points.</param>
    /// <param name="end">Code points, exclusive.</param>
    public static Passage Paragraphs(RawText text, int start, int end)
    {
        (int from, int to) = Clamp(text, start, end);
        ReadOnlySpan<char> all = text.AsSpan();
        int begin = all[..from].LastIndexOf('\n') + 1;
        int stop = all[to..].IndexOf('\n') is >= 0 and int found ? to + found : all.Length;
        return Of(text, Inside(all, Math.Max(begin, from - (4 * Reach))), Inside(all, Math.Min(stop, to + (4 * Reach))));
    }

    /// <summary>The sentences, as far as stops tell, that hold everything from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public static Passage Sentences(RawText text, int start, int end)
    {
        (int from, int to) = Clamp(text, start, end);
        ReadOnlySpan<char> all = text.AsSpan();
        int begin = from;
        while (begin > 0 && from - begin < Reach && !EndsSentence(all, begin - 1))
        {
            begin--;
        }

        while (begin < from && char.IsWhiteSpace(all[begin]))
        {
            begin++;
        }

        int stop = to;
        while (stop < all.Length && stop - to < Reach && all[stop] != '\n' && !(stop > to && EndsSentence(all, stop - 1)))
        {
            stop++;
        }

        return Of(text, Inside(all, begin), Inside(all, stop));
    }

    private static Passage Of(RawText text, int begin, int stop) => new(text.CodePoints.FromUtf16(begin), text.Words(new TextSpan(begin, Math.Max(begin, stop))).TrimEnd());

    private static (int From, int To) Clamp(RawText text, int start, int end)
    {
        int from = Math.Clamp(start, 0, text.CodePoints.Count);
        return (text.CodePoints.ToUtf16(from), text.CodePoints.ToUtf16(Math.Clamp(end, from, text.CodePoints.Count)));
    }

    /// <summary>Not between the halves of a surrogate pair.</summary>
    private static int Inside(ReadOnlySpan<char> all, int at) => at > 0 && at < all.Length && char.IsLowSurrogate(all[at]) && char.IsHighSurrogate(all[at - 1]) ? at - 1 : at;

    /// <summary>A line's end, or a stop after a small letter, digit or bracket (so not after an initial) before a space.</summary>
    private static bool EndsSentence(ReadOnlySpan<char> all, int at)
    {
        if (all[at] == '\n')
        {
            return true;
        }

        if (!char.IsWhiteSpace(all[at]) || at < 2)
        {
            return false;
        }

        int stop = at - 1;
        while (stop > 0 && all[stop] is '"' or '”' or '’' or '\'' or ')')
        {
            stop--;
        }

        return all[stop] is '?' or '!' or '…' || (all[stop] == '.' && stop > 1 && (char.IsLower(all[stop - 1]) || char.IsDigit(all[stop - 1]) || all[stop - 1] is ')' or '"' or '”') && !char.IsUpper(all[stop - 2])
            && (at + 1 >= all.Length || !char.IsLower(all[at + 1])));
    }
}
