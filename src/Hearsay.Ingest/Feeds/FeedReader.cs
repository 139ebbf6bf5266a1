using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Hearsay.Ingest.Html;
using Hearsay.Ingest.Language;
using Hearsay.Ingest.Plain;
using Hearsay.Text;

namespace Hearsay.Ingest.Feeds;

/// <summary>
/// Turns a feed into one article per item: the headline and the text that the item carries. An item with a summary only is an article of that summary; the page behind its link is
/// named in <see cref="Ingested.FullText"/> and not opened. Items keep their ids from one poll to the next.
/// </summary>
internal static class FeedReader
{
    /// <summary>Characters from which a description is taken for the whole text: 1,500, about a dozen sentences. Feeds without a field for the text put it there.</summary>
    private const int WholeText = 1500;

    /// <summary>Longest id that is kept as it is: 300 characters; a longer one is cut.</summary>
    private const int LongestId = 300;

    private static readonly Regex DeclaredEncoding = new("^<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"'](?<name>[A-Za-z0-9_.:-]{1,40})[\"']", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    /// <summary>Reads one feed. Items before a place where the XML breaks off are given, then the defect.</summary>
    /// <param name="bytes">All bytes of the feed.</param>
    /// <param name="envelope">Name and id of the feed.</param>
    /// <param name="options">What wins over the feed.</param>
    public static IEnumerable<Ingested> Read(ReadOnlyMemory<byte> bytes, Envelope envelope, IngestOptions options)
    {
        var defects = new List<Defect>();
        string xml = WithoutControls(TextDecoder.Decode(bytes.Span, envelope.Charset ?? Declared(bytes.Span), defects)).TrimStart();
        var original = new Original(bytes, envelope);
        using var parser = new FeedParser(xml);
        int number = 0;
        while (true)
        {
            FeedItem? item = null;
            Defect? failure = null;
            try
            {
                item = parser.Next();
            }
            catch (XmlException exception)
            {
                failure = exception.Message.Contains("DTD", StringComparison.Ordinal) ? IngestDefects.ForFeedWithDocumentType() : IngestDefects.ForFeedDamaged(exception.Message, number);
            }

            if (failure is null && item is null && number == 0)
            {
                failure = parser.IsFeed ? IngestDefects.ForFeedEmpty() : IngestDefects.ForXmlNotRead("XML");
            }

            if (item is not null)
            {
                number++;
                Ingested read = Item(item, number, parser.Title, envelope, options);
                yield return (number == 1 ? read with { Defects = [.. defects, .. read.Defects] } : read) with { Original = original };
                continue;
            }

            if (failure is not null)
            {
                yield return new Ingested(envelope.Name, null, number == 0 ? [.. defects, failure] : [failure]) { Original = original };
            }

            yield break;
        }
    }

    private static Ingested Item(FeedItem item, int number, string? feedTitle, Envelope envelope, IngestOptions options)
    {
        var defects = new List<Defect>();
        string origin = $"{envelope.Name}:{number}";
        string content = Text(item.Content, item.IsPlain);
        string summary = content.Length > 0 ? "" : Text(item.Summary, item.IsPlain);
        string body = content.Length > 0 ? content : summary;
        string? title = item.Title is null ? null : string.Join(' ', Text(item.Title, plain: false).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        title = string.IsNullOrEmpty(title) ? null : StoredText.Clean(title, []);
        string text = StoredText.Clean(title is null || body.StartsWith(title, StringComparison.OrdinalIgnoreCase) ? body : body.Length == 0 ? title : title + "\n\n" + body, defects);
        if (string.IsNullOrWhiteSpace(text))
        {
            return new Ingested(origin, null, [IngestDefects.ForNoText()]);
        }

        Uri? address = Address(item.Link, envelope.Address);
        if (address is null && !string.IsNullOrEmpty(item.Link))
        {
            defects.Add(IngestDefects.ForAddressNotUnderstood(item.Link));
        }

        PublicationDate? published = options.Published ?? StatedDate.TryParse(item.Published) ?? StatedDate.TryParse(item.Updated);
        if (published is null && (item.Published ?? item.Updated) is { Length: > 0 } stated)
        {
            defects.Add(IngestDefects.ForDateNotUnderstood(stated));
        }

        string? outlet = options.Outlet ?? Line(item.Source) ?? Line(feedTitle);
        string language = LanguageVerdict.Of(text).Report(defects);
        var article = new Article(Id(item, address, number, envelope.DocumentId), new RawText(text), title, outlet, published, address, language) { Authors = [.. item.Authors] };
        bool whole = content.Length > 0 ? content.Length > summary.Length : body.Length >= WholeText;
        return new Ingested(origin, article, defects) { FullText = whole ? null : address };
    }

    /// <summary>The text of markup, one paragraph per block, apart by blank lines.</summary>
    private static string Text(string? value, bool plain)
    {
        if (string.IsNullOrWhiteSpace(value) || value.Length > IngestLimits.PageCharacters)
        {
            return "";
        }

        bool markup = !plain && (value.Contains('<', StringComparison.Ordinal) || value.Contains('&', StringComparison.Ordinal));
        return markup ? PageReader.Fragment(value) : plain ? value.Trim() : string.Join("\n\n", value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private static Uri? Address(string? link, Uri? feed) =>
        StatedAddress.TryParse(link) ?? (feed is not null && !string.IsNullOrWhiteSpace(link) && Uri.TryCreate(feed, link.Trim(), out Uri? joined) ? StatedAddress.TryParse(joined.AbsoluteUri) : null);

    /// <summary>What stays the same when the feed is polled again: the id the item states, else its address, else its place.</summary>
    private static string Id(FeedItem item, Uri? address, int number, string feed)
    {
        string stated = string.IsNullOrWhiteSpace(item.Id) ? address?.AbsoluteUri ?? $"{feed}:{number}" : item.Id.Trim();
        var id = new StringBuilder(Math.Min(stated.Length, LongestId));
        foreach (char value in stated.AsSpan(0, Math.Min(stated.Length, LongestId)))
        {
            id.Append(char.IsControl(value) || char.IsSurrogate(value) ? ' ' : value);
        }

        return id.ToString();
    }

    private static string? Line(string? value)
    {
        string line = string.Join(' ', WebUtility.HtmlDecode(value ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length is > 0 and <= 200 ? StoredText.Clean(line, []) : null;
    }

    private static string? Declared(ReadOnlySpan<byte> bytes)
    {
        Match match = DeclaredEncoding.Match(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 256)]));
        return match.Success ? match.Groups["name"].Value : null;
    }

    /// <summary>Control characters that XML does not allow stand in many feeds; one would end the reading.</summary>
    private static string WithoutControls(string xml)
    {
        if (!xml.AsSpan().ContainsAnyInRange('\0', '\u0008') && !xml.AsSpan().ContainsAny('\u000B', '\u000C') && !xml.AsSpan().ContainsAnyInRange('\u000E', '\u001F'))
        {
            return xml;
        }

        var kept = new StringBuilder(xml.Length);
        foreach (char value in xml)
        {
            kept.Append(value < ' ' && value is not ('\t' or '\n' or '\r') ? ' ' : value);
        }

        return kept.ToString();
    }
}
