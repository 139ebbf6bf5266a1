using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Hearsay.Text;

namespace Hearsay.Ingest.Html;

/// <summary>What a page states about its article outside the text.</summary>
/// <param name="Title">Headline without the name of the site, or null.</param>
/// <param name="Outlet">Name of the site or publisher, or null.</param>
/// <param name="Published">Publication date, or null.</param>
/// <param name="Address">Canonical address, or null.</param>
/// <param name="Body">Text that the page repeats in its linked data, or null.</param>
internal sealed record PageMetadata(string? Title, string? Outlet, PublicationDate? Published, Uri? Address, string? Body)
{
    /// <summary>Names of the authors, in order, without "By"; empty when none is stated.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>Longest title that is kept: 500 characters; what is longer is a text in the wrong place.</summary>
    private const int LongestTitle = 500;

    /// <summary>Longest line of author, day and time in which a date is looked for: 120 characters; in a longer one the date may be part of the story.</summary>
    private const int LongestDateline = 120;

    /// <summary>Names under which pages state when they were first published, the most reliable first.</summary>
    private static readonly string[] DateNames =
    [
        "article:published_time", "og:article:published_time", "datepublished", "og:published_time", "parsely-pub-date", "sailthru.date", "article.published", "rnews:datepublished", "dcterms.created", "dcterms.date",
        "dc.date.issued", "dc.date.created", "dc.date", "citation_publication_date", "citation_date", "cxenseparse:recs:publishtime", "pubdate", "publishdate", "publish-date", "publication_date", "publish_date", "publisheddate",
        "originalpublicationdate", "article_date_original", "date", "displaydate", "dat", "created", "mediator_published_time",
    ];

    /// <summary>Reads the metadata of <paramref name="page"/>, which is left as it is.</summary>
    public static PageMetadata Of(IHtmlDocument page)
    {
        LinkedData linked = LinkedData.Read(page.QuerySelectorAll("script").Where(script => script.GetAttribute("type")?.Contains("ld+json", StringComparison.OrdinalIgnoreCase) == true).Select(script => script.TextContent));
        var meta = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (IElement element in page.QuerySelectorAll("meta[content]"))
        {
            string? name = element.GetAttribute("property") ?? element.GetAttribute("name") ?? element.GetAttribute("itemprop");
            string? value = element.GetAttribute("content")?.Trim();
            if (!string.IsNullOrEmpty(name) && !string.IsNullOrEmpty(value))
            {
                meta.TryAdd(name.Trim(), value);
            }
        }

        string? outlet = Site(page, meta, linked);
        return new PageMetadata(Headline(page, meta, linked, outlet), outlet, Date(page, meta, linked), Canonical(page, meta, linked), linked.Body) { Authors = Bylines.Of(page, meta, linked, outlet) };
    }

    private static string? Site(IHtmlDocument page, Dictionary<string, string> meta, LinkedData linked)
    {
        string? stated = OneLine(meta.GetValueOrDefault("og:site_name") ?? linked.Publisher ?? meta.GetValueOrDefault("application-name") ?? meta.GetValueOrDefault("dc.publisher") ?? meta.GetValueOrDefault("publisher"));
        if (stated is not null || page.QuerySelector("[id*=site-title], [class*=site-title], [class*=site-name]") is not { } logo)
        {
            return stated;
        }

        // Old pages state the site nowhere but above the headline, and again in the title element, which confirms it.
        return OneLine(BlockText.Inline(logo)) is { } site && OneLine(page.Title)?.Contains(site, StringComparison.OrdinalIgnoreCase) == true ? site : null;
    }

    private static string? Headline(IHtmlDocument page, Dictionary<string, string> meta, LinkedData linked, string? outlet)
    {
        string? document = OneLine(page.Title);
        string? stated = WithoutSite(OneLine(meta.GetValueOrDefault("og:title") ?? meta.GetValueOrDefault("twitter:title")), outlet);
        string? linkedTitle = WithoutSite(OneLine(linked.Headline), outlet);

        // What the reader sees as the headline wins when the page's own title confirms it: og:title is often rewritten for sharing.
        string[] headings = [.. page.QuerySelectorAll("h1").Select(heading => OneLine(BlockText.Inline(heading))).OfType<string>()
            .Where(heading => !heading.Equals(outlet, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.Ordinal)];
        foreach (string heading in headings)
        {
            if (Confirms(linkedTitle, heading) || Confirms(stated, heading) || Confirms(document, heading))
            {
                return heading;
            }
        }

        return linkedTitle ?? stated ?? (headings.Length == 1 ? headings[0] : null) ?? WithoutSite(document, outlet);
    }

    /// <summary>True when <paramref name="title"/> holds the whole heading, which is more than a rubric of one word.</summary>
    private static bool Confirms(string? title, string heading) => title is not null && heading.Contains(' ', StringComparison.Ordinal) && title.Contains(heading, StringComparison.OrdinalIgnoreCase);

    /// <summary>Cuts " | Site" or " - Site" off the end: always when it is the outlet's name, and behind a bar whatever it is, as long as the rest is longer.</summary>
    private static string? WithoutSite(string? title, string? outlet)
    {
        if (title is null)
        {
            return null;
        }

        foreach (string separator in (ReadOnlySpan<string>)[" | ", " - ", " – ", " — ", " « ", " » "])
        {
            int at = title.LastIndexOf(separator, StringComparison.Ordinal);
            if (at > 0 && (title[(at + separator.Length)..].Equals(outlet, StringComparison.OrdinalIgnoreCase) || (separator == " | " && at > title.Length / 2)))
            {
                return WithoutSite(title[..at].TrimEnd(), outlet);
            }

            int first = title.IndexOf(separator, StringComparison.Ordinal);
            if (first > 0 && title[..first].Trim().Equals(outlet, StringComparison.OrdinalIgnoreCase))
            {
                return WithoutSite(title[(first + separator.Length)..].TrimStart(), outlet);
            }
        }

        return title;
    }

    private static PublicationDate? Date(IHtmlDocument page, Dictionary<string, string> meta, LinkedData linked)
    {
        if (StatedDate.TryParse(linked.Published) is { } stated)
        {
            return stated;
        }

        foreach (string name in DateNames)
        {
            if (StatedDate.TryParse(meta.GetValueOrDefault(name)) is { } date)
            {
                return date;
            }
        }

        // In the text of the page: first what is marked as the publication date, then the first time element.
        foreach (IElement element in page.QuerySelectorAll("[itemprop=datePublished], [pubdate], time[datetime], time"))
        {
            if ((StatedDate.TryParse(element.GetAttribute("datetime") ?? element.GetAttribute("content")) ?? StatedDate.TryParse(OneLine(BlockText.Inline(element)))) is { } date)
            {
                return date;
            }
        }

        foreach (IElement element in page.QuerySelectorAll("[class*=date], [class*=Date], [class*=time], [class*=Time], [class*=posted], [class*=byline], [class*=meta]"))
        {
            if (element.TextContent.Length <= LongestDateline && OneLine(BlockText.Inline(element)) is { } line && StatedDate.TryParse(line) is { } shown)
            {
                return shown;
            }
        }

        return null;
    }

    private static Uri? Canonical(IHtmlDocument page, Dictionary<string, string> meta, LinkedData linked) =>
        StatedAddress.TryParse(page.QuerySelector("link[rel~=canonical]")?.GetAttribute("href")) ?? StatedAddress.TryParse(meta.GetValueOrDefault("og:url")) ?? StatedAddress.TryParse(linked.Address);

    private static string? OneLine(string? value)
    {
        string line = string.Join(' ', (value ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestTitle && line.Any(char.IsLetterOrDigit) ? line : null;
    }
}
