using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Hearsay.Ingest.Html;

/// <summary>Who wrote an article, as its page states it.</summary>
internal static class Bylines
{
    /// <summary>Most authors of one article that are kept: 20.</summary>
    private const int MostAuthors = 20;

    /// <summary>Longest name of an author in characters: 80. What is longer is a sentence about one.</summary>
    private const int LongestName = 80;

    /// <summary>Names of meta elements that state an author, the most reliable first.</summary>
    private static readonly string[] MetaNames = ["author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "citation_author", "byl", "twitter:data1"];

    private static readonly Regex Between = new(@"\s*(,| and | & |;|\||\bwith\b)\s+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);

    /// <summary>The authors that a page states: in its linked data, its meta elements, or in an element marked as author.</summary>
    /// <param name="page">The page.</param>
    /// <param name="meta">Its meta elements by name.</param>
    /// <param name="linked">Its linked data.</param>
    /// <param name="outlet">Who published it, or null; not an author of its own.</param>
    public static IReadOnlyList<string> Of(IHtmlDocument page, Dictionary<string, string> meta, LinkedData linked, string? outlet)
    {
        string[] stated = Names(linked.Authors, outlet);
        foreach (string name in MetaNames)
        {
            if (stated.Length > 0)
            {
                return stated;
            }

            stated = meta.TryGetValue(name, out string? value) && (name != "twitter:data1" || value.StartsWith("by ", StringComparison.OrdinalIgnoreCase)) ? Names([value], outlet) : [];
        }

        if (stated.Length > 0)
        {
            return stated;
        }

        foreach (string marked in (ReadOnlySpan<string>)["[rel=author]", "[itemprop=author] [itemprop=name], [itemprop=author]", ".byline a, .author-name, .byline__name, [class*=byline] [class*=name], .author a"])
        {
            stated = Names(page.QuerySelectorAll(marked).Take(MostAuthors).Select(BlockText.Inline), outlet);
            if (stated.Length > 0)
            {
                return stated;
            }
        }

        return [];
    }

    private static string[] Names(IEnumerable<string> values, string? outlet) =>
    [
        .. values.SelectMany(value => Between.Split(WithoutBy(value)))
            .Select(WithoutBy)
            .Where(name => name.Length is > 1 and <= LongestName && name.Any(char.IsLetter) && !name.Contains("://", StringComparison.Ordinal) && !name.Contains('@', StringComparison.Ordinal) && !name.Equals(outlet, StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(MostAuthors),
    ];

    private static string WithoutBy(string value)
    {
        string line = string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.StartsWith("by ", StringComparison.OrdinalIgnoreCase) ? line[3..] : line;
    }
}
