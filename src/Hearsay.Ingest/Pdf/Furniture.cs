using System.Text;

namespace Hearsay.Ingest.Pdf;

/// <summary>Finds what stands on every page and belongs to none: running heads, feet and page numbers.</summary>
internal static class Furniture
{
    /// <summary>Lines at the upper and lower end of a page among which heads and feet are looked for: three.</summary>
    private const int EdgeLines = 3;

    /// <summary>Part of the page's height at either end in which heads and feet stand: 15 %.</summary>
    private const double EdgeShare = 0.15;

    /// <summary>Characters of the longest page number ("Page 112 of 340").</summary>
    private const int LongestNumber = 24;

    /// <summary>The lines to leave out, by reference.</summary>
    /// <param name="pages">Per page its blocks of lines.</param>
    /// <param name="heights">Per page its height in points.</param>
    public static HashSet<TextLine> Find(IReadOnlyList<IReadOnlyList<IReadOnlyList<TextLine>>> pages, IReadOnlyList<double> heights)
    {
        var furniture = new HashSet<TextLine>(ReferenceEqualityComparer.Instance);
        var seen = new Dictionary<string, List<(int Page, TextLine Line)>>(StringComparer.Ordinal);
        for (int page = 0; page < pages.Count; page++)
        {
            TextLine[] lines = [.. pages[page].SelectMany(block => block).OrderBy(line => line.Middle)];
            foreach (TextLine line in lines.Take(EdgeLines).Concat(lines.Skip(Math.Max(EdgeLines, lines.Length - EdgeLines))))
            {
                bool atEdge = line.Middle < heights[page] * EdgeShare || line.Middle > heights[page] * (1 - EdgeShare);
                if (!atEdge)
                {
                    continue;
                }

                if (IsPageNumber(line.Text))
                {
                    furniture.Add(line);
                    continue;
                }

                string key = Key(line.Text);
                if (!seen.TryGetValue(key, out List<(int, TextLine)>? places))
                {
                    seen[key] = places = [];
                }

                places.Add((page, line));
            }
        }

        // The same words at the same height of several pages, but for the numbers in them. Left and right pages may have heads of their own.
        int least = pages.Count <= 3 ? 2 : Math.Max(3, pages.Count / 4);
        foreach (List<(int Page, TextLine Line)> places in seen.Values)
        {
            if (places.Select(place => place.Page).Distinct().Count() >= least)
            {
                double[] heightsOf = [.. places.Select(place => place.Line.Middle).Order()];
                double middle = heightsOf[heightsOf.Length / 2];
                furniture.UnionWith(places.Where(place => Math.Abs(place.Line.Middle - middle) <= Math.Max(6, place.Line.Size)).Select(place => place.Line));
            }
        }

        return furniture;
    }

    /// <summary>"7", "- 7 -", "Page 7 of 12", "vii".</summary>
    private static bool IsPageNumber(string text)
    {
        if (text.Length > LongestNumber)
        {
            return false;
        }

        string[] words = text.Split([' ', '-', '–', '—', '|', '/', '.', '[', ']'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length is > 0 and <= 4
            && words.Any(word => word.All(char.IsAsciiDigit) || IsRoman(word))
            && words.All(word => word.All(char.IsAsciiDigit) || IsRoman(word) || word.Equals("page", StringComparison.OrdinalIgnoreCase) || word is "p" or "P" or "of");
    }

    private static bool IsRoman(string word) => word.Length is > 0 and <= 7 && word.All(letter => letter is 'i' or 'v' or 'x' or 'l' or 'c');

    /// <summary>The letters of a line in lower case, with one sign for every number.</summary>
    private static string Key(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (char value in text)
        {
            if (char.IsAsciiDigit(value))
            {
                if (key.Length == 0 || key[^1] != '#')
                {
                    key.Append('#');
                }
            }
            else if (!char.IsWhiteSpace(value))
            {
                key.Append(char.ToLowerInvariant(value));
            }
        }

        return key.ToString();
    }
}
