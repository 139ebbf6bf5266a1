using System.Text;
using Hearsay.Ingest.Jsonl;
using Hearsay.Ingest.Mail;
using Hearsay.Ingest.Plain;
using Hearsay.Text;

namespace Hearsay.Ingest;

/// <summary>What a file is, told from its first bytes and then from its name.</summary>
/// <param name="Kind">How to read it; means nothing when it is refused.</param>
/// <param name="Unicode">The Unicode encoding it shows, or null: UTF-8 without a mark or an older character set.</param>
/// <param name="Refusal">Why it is not read, or null.</param>
internal sealed record FileNature(FileKind Kind, UnicodeForm? Unicode = null, Defect? Refusal = null)
{
    /// <summary>Beginnings of web pages, in lower case; what follows must not be a letter or digit.</summary>
    private static readonly string[] PageStarts =
    [
        "<!doctype html", "<html", "<head", "<body", "<meta", "<title", "<link", "<script", "<style", "<base", "<article", "<main", "<section", "<header", "<nav", "<div", "<p", "<h1", "<h2", "<h3",
        "<table", "<center", "<font", "<span", "<a", "<b", "<i", "<em", "<strong", "<ul", "<ol", "<blockquote", "<br", "<img", "<iframe", "<form", "<pre",
    ];

    private static readonly string[] FeedStarts = ["<rss", "<feed", "<rdf:rdf"];

    /// <summary>Decides by content first and by the extension of its name where the content leaves it open.</summary>
    /// <param name="prefix">The first <see cref="IngestLimits.PrefixBytes"/> bytes, or all when there are fewer.</param>
    /// <param name="isWhole">Whether <paramref name="prefix"/> is the whole file.</param>
    /// <param name="envelope">What is known of the file; of its name only the extension is used, and that only where no media type is stated.</param>
    public static FileNature Of(ReadOnlySpan<byte> prefix, bool isWhole, Envelope envelope)
    {
        if (prefix.IsEmpty)
        {
            return new FileNature(FileKind.Plain, Refusal: IngestDefects.ForNoText());
        }

        if (ContainerOf(prefix) is { } container)
        {
            return new FileNature(container);
        }

        if (BinarySignature.Find(prefix) is { } known)
        {
            return new FileNature(FileKind.Plain, Refusal: known);
        }

        UnicodeForm? unicode = UnicodeForm.Find(prefix);
        if ((unicode is null || unicode.IsUtf8) && BinarySignature.HasTooManyControls(prefix, IsUtf8(prefix, isWhole)))
        {
            return new FileNature(FileKind.Plain, Refusal: IngestDefects.ForBinary("binary data of no known format"));
        }

        string head = unicode is null ? Encoding.UTF8.GetString(prefix) : unicode.Encoding.GetString(prefix[unicode.MarkBytes..]);
        string extension = envelope.MediaType switch
        {
            "text/html" or "application/xhtml+xml" => ".HTML",
            "application/rss+xml" or "application/atom+xml" or "application/rdf+xml" => ".RSS",
            "application/xml" or "text/xml" => ".XML",
            "application/jsonl" or "application/x-ndjson" or "application/ndjson" => ".JSONL",
            "message/rfc822" => ".EML",
            "text/plain" => ".TXT",
            _ => Path.GetExtension(envelope.Name).ToUpperInvariant(),
        };
        if (extension is ".JSONL" or ".NDJSON")
        {
            return new FileNature(FileKind.Jsonl, unicode);
        }

        string start = head.TrimStart();
        if (start.StartsWith('{') && FirstLineIsObject(start, isWhole))
        {
            return new FileNature(FileKind.Jsonl, unicode);
        }

        if (extension == ".EML" ? MailStart.LooksLikeMail(head, fields: 1) : MailStart.LooksLikeMail(head, fields: 3))
        {
            return new FileNature(FileKind.Mail, unicode);
        }

        if (start.StartsWith('<') || extension is ".HTML" or ".HTM" or ".XHTML" or ".RSS" or ".ATOM")
        {
            return OfMarkup(WithoutComments(start), extension, unicode);
        }

        return new FileNature(FileKind.Plain, unicode);
    }

    /// <summary>The kinds that are told by the number they begin with.</summary>
    private static FileKind? ContainerOf(ReadOnlySpan<byte> prefix) =>
        prefix.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? FileKind.Gzip
        : prefix.StartsWith("PK\u0003\u0004"u8) || prefix.StartsWith("PK\u0005\u0006"u8) ? FileKind.Zip
        : prefix.StartsWith("WARC/1."u8) ? FileKind.Warc
        : prefix[..Math.Min(prefix.Length, 1024)].IndexOf("%PDF-"u8) is 0 or (> 0 and < 1024) && IsPdf(prefix) ? FileKind.Pdf
        : null;

    /// <summary>The mark may stand behind up to a kilobyte of something else (ISO 32000-1, annex H.3.4.1); a text that speaks of it has no object behind it.</summary>
    private static bool IsPdf(ReadOnlySpan<byte> prefix) => prefix.StartsWith("%PDF-"u8) || prefix.IndexOf(" obj"u8) > 0;

    private static FileNature OfMarkup(ReadOnlySpan<char> start, string extension, UnicodeForm? unicode)
    {
        if (start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase))
        {
            int end = start.IndexOf("?>", StringComparison.Ordinal);
            ReadOnlySpan<char> body = end < 0 ? [] : WithoutComments(start[(end + 2)..]);
            return StartsWithAny(body, ["<!doctype html", "<html"]) ? new FileNature(FileKind.Html, unicode) : Xml(body);
        }

        if (StartsWithAny(start, FeedStarts) || (start.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase) && !StartsWithAny(start, ["<!doctype html"])))
        {
            return Xml(start);
        }

        return StartsWithAny(start, PageStarts) || extension is ".HTML" or ".HTM" or ".XHTML" ? new FileNature(FileKind.Html, unicode)
            : start.StartsWith("<") && extension is ".RSS" or ".ATOM" or ".XML" ? Xml(start)
            : new FileNature(FileKind.Plain, unicode);
    }

    private static FileNature Xml(ReadOnlySpan<char> body)
    {
        ReadOnlySpan<char> first = body[..Math.Min(body.Length, 4096)];
        bool feed = StartsWithAny(body, FeedStarts) || (body.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase) && (first.Contains("<rss", StringComparison.OrdinalIgnoreCase) || first.Contains("<feed", StringComparison.OrdinalIgnoreCase)));
        return feed ? new FileNature(FileKind.Feed) : new FileNature(FileKind.Plain, Refusal: IngestDefects.ForXmlNotRead("XML"));
    }

    private static bool StartsWithAny(ReadOnlySpan<char> text, ReadOnlySpan<string> starts)
    {
        foreach (string start in starts)
        {
            if (text.StartsWith(start, StringComparison.OrdinalIgnoreCase) && (text.Length == start.Length || !char.IsAsciiLetterOrDigit(text[start.Length])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary><paramref name="text"/> from the first character that is neither white space nor part of a leading comment.</summary>
    private static ReadOnlySpan<char> WithoutComments(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        while (text.StartsWith("<!--"))
        {
            int end = text.IndexOf("-->", StringComparison.Ordinal);
            if (end < 0)
            {
                return text;
            }

            text = text[(end + 3)..].TrimStart();
        }

        return text;
    }

    private static bool FirstLineIsObject(string start, bool isWhole)
    {
        int end = start.IndexOf('\n', StringComparison.Ordinal);
        bool complete = end >= 0 || isWhole;
        string line = end >= 0 ? start[..end] : start;

        // An incomplete line ends within a character now and then: the replacement that stands for its first bytes is cut off.
        return JsonLine.IsObject(Encoding.UTF8.GetBytes(complete ? line : line.TrimEnd('\uFFFD')), complete);
    }

    /// <summary>Whether <paramref name="prefix"/> is valid UTF-8, not counting a character that its end cuts in two.</summary>
    private static bool IsUtf8(ReadOnlySpan<byte> prefix, bool isWhole)
    {
        if (!isWhole)
        {
            int cut = prefix.Length;
            for (int back = 1; back <= 4 && back <= prefix.Length; back++)
            {
                if (prefix[^back] >= 0xC0)
                {
                    cut = prefix.Length - back;
                    break;
                }
            }

            prefix = prefix[..cut];
        }

        return System.Text.Unicode.Utf8.IsValid(prefix);
    }
}
