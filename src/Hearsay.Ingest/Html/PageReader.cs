using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Hearsay.Ingest.Language;
using Hearsay.Ingest.Plain;
using Hearsay.Text;
using SmartReader;
using Article = Hearsay.Text.Article;

namespace Hearsay.Ingest.Html;

/// <summary>
/// Finds the article in a web page. The stored text is the title and then one paragraph per block, apart by a blank line. Nothing is loaded: the page is parsed from
/// memory, without scripts, and no address in it is opened.
/// </summary>
internal static class PageReader
{
    /// <summary>Fewest characters of an article's text: 20, a short sentence. What is shorter is a label.</summary>
    private const int ShortestArticle = 20;

    /// <summary>Share of the page's text in links above which a short find is taken for a page of links: half.</summary>
    private const double PageOfLinks = 0.5;

    /// <summary>Characters below which a find is short: 280, two sentences of news.</summary>
    private const int ShortFind = 280;

    /// <summary>Characters below which a page is so small that all of it is taken when the extraction finds little: 2,000, twenty sentences.</summary>
    private const int SmallPage = 2000;

    /// <summary>How much longer the text in the linked data must be to be preferred: a half. It is the whole article where the page shows the beginning only.</summary>
    private const double LinkedDataLonger = 1.5;

    /// <summary>An address for pages that state none; the name is reserved never to exist (RFC 2606).</summary>
    private const string NoAddress = "https://page.invalid/";

    /// <summary>Paragraph break of the stored text.</summary>
    private const string Break = "\n\n";

    /// <summary>Reads one page.</summary>
    /// <param name="bytes">All bytes of the page.</param>
    /// <param name="envelope">What is known of it.</param>
    /// <param name="options">What wins over the page.</param>
    public static Ingested Read(ReadOnlyMemory<byte> bytes, Envelope envelope, IngestOptions options) =>
        Read(bytes.Span, envelope, options) with { Original = new Original(bytes, envelope) };

    /// <summary>The text of a piece of markup, as feeds and mails carry it: one paragraph per block, apart by blank lines, without what is furniture wherever it stands.</summary>
    public static string Fragment(string markup)
    {
        using IHtmlDocument page = new HtmlParser().ParseDocument(MarkupGuard.Over(markup).Markup);
        return page.Body is null ? "" : Join(BlockText.Of(page.Body).Where(paragraph => !Boilerplate.Is(paragraph)).Select(paragraph => paragraph.Text));
    }

    private static Ingested Read(ReadOnlySpan<byte> bytes, Envelope envelope, IngestOptions options)
    {
        var defects = new List<Defect>();
        string name = envelope.Name;
        string markup = TextDecoder.Decode(bytes, envelope.Charset ?? DeclaredCharset.Find(bytes), defects);
        if (string.IsNullOrWhiteSpace(markup))
        {
            return new Ingested(name, null, [.. defects, IngestDefects.ForNoText()]);
        }

        if (markup.Length > IngestLimits.PageCharacters)
        {
            return new Ingested(name, null, [.. defects, IngestDefects.ForPageTooLong(markup.Length)]);
        }

        var guard = MarkupGuard.Over(markup);
        if (guard.IgnoredTags > 0)
        {
            defects.Add(IngestDefects.ForPageTooDeep(guard.IgnoredTags));
        }

        using IHtmlDocument page = new HtmlParser().ParseDocument(guard.Markup);
        PageMetadata metadata = PageMetadata.Of(page);
        double linkShare = page.Body is null ? 0 : LinkShare(BlockText.Of(page.Body));
        IReadOnlyList<Paragraph> paragraphs = guard.Elements > IngestLimits.PageElements ? Whole(page, guard.Elements, defects) : Found(page, metadata);
        paragraphs = [.. paragraphs.Where(paragraph => !Boilerplate.Is(paragraph))];
        if (LinkShare(paragraphs) > PageOfLinks)
        {
            paragraphs = [];
        }

        string body = Join(paragraphs.Select(paragraph => paragraph.Text));
        if (metadata.Body is { } linked && linked.Length > LinkedDataLonger * body.Length)
        {
            body = Join(LinkedParagraphs(linked));
        }

        if (body.Length < ShortestArticle || (body.Length < ShortFind && linkShare > PageOfLinks))
        {
            string reason = body.Length == 0 ? "no paragraph that reads as text" : $"{body.Length} characters, and {(int)(linkShare * 100)} % of the page are links";
            return new Ingested(name, null, [.. defects, IngestDefects.ForNoArticle(reason)]);
        }

        string text = StoredText.Clean(WithTitle(metadata.Title, body), defects);
        string language = LanguageVerdict.Of(text).Report(defects);
        string? title = metadata.Title is null ? null : StoredText.Clean(metadata.Title, []);
        var article = new Article(envelope.DocumentId, new RawText(text), title, options.Outlet ?? metadata.Outlet, options.Published ?? metadata.Published, metadata.Address ?? envelope.Address, language)
        {
            Authors = metadata.Authors,
        };
        return new Ingested(name, article, defects);
    }

    /// <summary>The paragraphs of the article that the extraction finds. Changes <paramref name="page"/>.</summary>
    private static IReadOnlyList<Paragraph> Found(IHtmlDocument page, PageMetadata metadata)
    {
        Boilerplate.Remove(page);
        IReadOnlyList<Paragraph> all = page.Body is null ? [] : BlockText.Of(page.Body);
        IReadOnlyList<Paragraph> found = [];
        using var reader = new Reader(metadata.Address?.AbsoluteUri ?? NoAddress, page);
        reader.AddCustomOperationEnd(element => found = BlockText.Of(element));
#pragma warning disable CA1031 // A page that the extraction stumbles over is bad input, whatever it throws: it is reported as having no article.
        try
        {
            reader.GetArticle();
        }
        catch (Exception)
        {
            return [];
        }
#pragma warning restore CA1031
        if (found.Sum(paragraph => paragraph.Text.Length) < ShortFind && all.Sum(paragraph => paragraph.Text.Length) < SmallPage)
        {
            // The extraction compares blocks with each other; a page of a few sentences gives it nothing to compare.
            return [.. all.Where(paragraph => paragraph.LinkShare <= PageOfLinks)];
        }

        return GapFiller.Fill(found, all);
    }

    private static IReadOnlyList<Paragraph> Whole(IHtmlDocument page, int elements, List<Defect> defects)
    {
        defects.Add(IngestDefects.ForPageTakenWhole(elements));
        Boilerplate.Remove(page);
        return page.Body is null ? [] : [.. BlockText.Of(page.Body).Where(paragraph => paragraph.LinkShare < PageOfLinks)];
    }

    /// <summary>Share of the characters that stand in links, 0 … 1.</summary>
    private static double LinkShare(IReadOnlyList<Paragraph> paragraphs)
    {
        long all = paragraphs.Sum(paragraph => (long)paragraph.Text.Length);
        return all == 0 ? 0 : (double)paragraphs.Sum(paragraph => (long)paragraph.LinkedCharacters) / all;
    }

    /// <summary>The paragraphs of a text from linked data: its lines, with any markup in it resolved.</summary>
    private static string[] LinkedParagraphs(string body)
    {
        if (body.Contains("</p>", StringComparison.OrdinalIgnoreCase) || body.Contains("<br", StringComparison.OrdinalIgnoreCase))
        {
            using IHtmlDocument page = new HtmlParser().ParseDocument(MarkupGuard.Over(body).Markup);
            return page.Body is null ? [] : [.. BlockText.Of(page.Body).Select(paragraph => paragraph.Text)];
        }

        return body.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static string Join(IEnumerable<string> paragraphs)
    {
        var text = new StringBuilder();
        string? last = null;
        foreach (string paragraph in paragraphs)
        {
            // A pull quote or caption set twice says nothing new directly behind itself.
            if (paragraph != last)
            {
                text.Append(text.Length == 0 ? "" : Break).Append(paragraph);
                last = paragraph;
            }
        }

        return text.ToString();
    }

    private static string WithTitle(string? title, string body) => title is null || body.StartsWith(title, StringComparison.OrdinalIgnoreCase) ? body : title + Break + body;
}
