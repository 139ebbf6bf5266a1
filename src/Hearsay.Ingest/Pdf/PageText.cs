using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace Hearsay.Ingest.Pdf;

/// <summary>Joins the lines of a PDF to paragraphs: over lines, columns and pages, with words that were divided at the end of a line put together again.</summary>
internal static class PageText
{
    /// <summary>Gap between two lines, in sizes of their letters, from which a paragraph ends: 0.9. Lines of one paragraph are 0.1 to 0.6 apart.</summary>
    private const double ParagraphGap = 0.9;

    /// <summary>Part of the width of a block that the last line of a paragraph leaves free: 12 %.</summary>
    private const double ShortLine = 0.12;

    /// <summary>Indent of the first line of a paragraph in sizes of its letters.</summary>
    private const double Indent = 0.8;

    /// <summary>Words that keep their hyphen when it stands at the end of a line.</summary>
    private static readonly FrozenSet<string> KeepHyphen = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "self", "ex", "anti", "non", "pro", "pre", "co", "vice", "so", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "long", "short", "well", "high", "low", "mid", "half", "air", "post", "cross", "part");

    /// <summary>Joins the lines of all pages.</summary>
    /// <param name="pages">Per page its blocks of lines in reading order.</param>
    /// <param name="furniture">Lines to leave out.</param>
    /// <returns>The text, paragraphs apart by a blank line, and where each page begins in it.</returns>
    public static (string Text, ImmutableArray<int> Pages) Join(IReadOnlyList<IReadOnlyList<IReadOnlyList<TextLine>>> pages, HashSet<TextLine> furniture)
    {
        var text = new StringBuilder();
        ImmutableArray<int>.Builder starts = ImmutableArray.CreateBuilder<int>(pages.Count);
        HashSet<string> words = Words(pages);
        TextLine? last = null;
        double lastRight = 0;
        double lastWidth = 0;
        foreach (IReadOnlyList<IReadOnlyList<TextLine>> page in pages)
        {
            bool pageBegins = true;
            foreach (IReadOnlyList<TextLine> block in page)
            {
                TextLine[] lines = [.. block.Where(line => !furniture.Contains(line))];
                if (lines.Length == 0)
                {
                    continue;
                }

                double left = lines.Min(line => line.Left);
                double right = lines.Max(line => line.Right);
                bool blockBegins = true;
                foreach (TextLine line in lines)
                {
                    if (text.Length > 0)
                    {
                        bool continues = last is not null && (blockBegins ? ContinuesAcross(last, line, lastRight, lastWidth) : !Ends(last, line, left, right));
                        Append(text, line.Text, continues, words);
                    }
                    else
                    {
                        text.Append(line.Text);
                    }

                    if (pageBegins)
                    {
                        // A divided word that goes on here belongs to the page before.
                        starts.Add(text.Length - Math.Min(text.Length, line.Text.Length));
                        pageBegins = false;
                    }

                    last = line;
                    blockBegins = false;
                }

                lastRight = right;
                lastWidth = right - left;
            }

            if (pageBegins)
            {
                starts.Add(text.Length);
            }
        }

        return (text.ToString(), starts.ToImmutable());
    }

    private static bool Ends(TextLine last, TextLine line, double left, double right)
    {
        double size = Math.Max(4, Math.Max(last.Size, line.Size));
        bool gap = last.Bottom - line.Top > ParagraphGap * size;
        bool otherSize = Math.Abs(last.Size - line.Size) > 0.15 * size;
        bool indented = line.Left > left + (Indent * size) && last.Left <= left + (Indent * size / 2);
        bool shortLine = last.Right < right - (ShortLine * (right - left)) && EndsSentence(last.Text) && !StartsSmall(line.Text);
        return gap || otherSize || indented || shortLine;
    }

    /// <summary>Whether a paragraph goes on in another column or on the next page: its last line is full and ends no sentence, or the next begins with a small letter.</summary>
    private static bool ContinuesAcross(TextLine last, TextLine line, double right, double width) =>
        Math.Abs(last.Size - line.Size) <= 0.15 * Math.Max(last.Size, line.Size)
        && last.Right >= right - (ShortLine * width)
        && !EndsSentence(last.Text)
        && (StartsSmall(line.Text) || last.Text[^1] is '-' or ',' or '\u00AD' || last.Text.Contains(' ', StringComparison.Ordinal));

    private static bool EndsSentence(string text)
    {
        ReadOnlySpan<char> end = text.AsSpan().TrimEnd("\"'”’»)]");
        return !end.IsEmpty && end[^1] is '.' or '!' or '?' or ':' or '…';
    }

    private static bool StartsSmall(string text) => text.Length > 0 && char.IsLower(text[0]);

    private static void Append(StringBuilder text, string line, bool continues, HashSet<string> words)
    {
        if (!continues)
        {
            text.Append("\n\n").Append(line);
            return;
        }

        char end = text[^1];
        if (end is '\u00AD' or '\u2010' or '-' && text.Length > 1 && char.IsLetter(text[^2]) && StartsSmall(line))
        {
            string before = LastWord(text);
            int length = 0;
            while (length < line.Length && char.IsLetter(line[length]))
            {
                length++;
            }

            // The whole word, or the compound, may stand elsewhere in the same document: it decides.
            string joined = before + line[..length];
            bool keep = end != '\u00AD' && !words.Contains(joined) && (words.Contains(before + "-" + line[..length]) || KeepHyphen.Contains(before));
            if (!keep)
            {
                text.Length--;
            }

            text.Append(line);
            return;
        }

        text.Append(end is '-' or '–' or '—' or '/' ? "" : " ").Append(line);
    }

    private static string LastWord(StringBuilder text)
    {
        int start = text.Length - 1;
        while (start > 0 && char.IsLetter(text[start - 1]))
        {
            start--;
        }

        return text.ToString(start, text.Length - 1 - start);
    }

    /// <summary>The words and compounds that stand within a line anywhere in the document.</summary>
    private static HashSet<string> Words(IReadOnlyList<IReadOnlyList<IReadOnlyList<TextLine>>> pages)
    {
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (TextLine line in pages.SelectMany(page => page).SelectMany(block => block))
        {
            foreach (string word in line.Text.Split([' ', ',', '.', ';', ':', '(', ')', '"', '“', '”', '’'], StringSplitOptions.RemoveEmptyEntries))
            {
                if (word[^1] is not ('-' or '\u00AD' or '\u2010'))
                {
                    words.Add(word);
                }
            }
        }

        return words;
    }
}
