using System.Text;
using Hearsay.Ingest.Html;
using Hearsay.Ingest.Language;
using Hearsay.Ingest.Plain;
using Hearsay.Text;
using MimeKit;
using MimeKit.Text;

namespace Hearsay.Ingest.Mail;

/// <summary>
/// Turns a mail (RFC 5322 and MIME) into an article: the subject and the text, taken from the plain alternative or else from the HTML one. Attached texts, pages, PDFs, archives and forwarded
/// mails are parts of their own.
/// </summary>
internal static class MailReader
{
    /// <summary>Deepest nesting of parts in parts: 16. Forwarded mails in real archives stay below ten.</summary>
    private const int DeepestPart = 16;

    /// <summary>How much of the HTML text the plain one must have to be the one that is read: a third. A shorter one only says that the mail is in HTML.</summary>
    private const double PlainEnough = 1.0 / 3;

    /// <summary>Words in a header may be in any character set (RFC 2047).</summary>
    static MailReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Reads one mail.</summary>
    /// <param name="bytes">All bytes of the mail.</param>
    /// <param name="envelope">Its name and id.</param>
    /// <param name="options">What wins over the mail.</param>
    /// <returns>The mail itself, and what is attached to it, to be read in turn.</returns>
    public static (Ingested Mail, IReadOnlyList<Part> Attachments) Read(ReadOnlyMemory<byte> bytes, Envelope envelope, IngestOptions options)
    {
        var original = new Original(bytes, envelope);
        if (MailGuard.IsTooLarge(bytes.Span))
        {
            return (new Ingested(envelope.Name, null, [IngestDefects.ForMailTooLarge()]) { Original = original }, []);
        }

        MimeMessage message;
        try
        {
            using var stream = new MemoryStream(bytes.ToArray(), writable: false);
            message = MimeMessage.Load(new ParserOptions { MaxMimeDepth = DeepestPart }, stream);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or ArgumentException or NotSupportedException or IOException)
        {
            return (new Ingested(envelope.Name, null, [IngestDefects.ForMailDamaged(exception.Message)]) { Original = original }, []);
        }

        using (message)
        {
            var parts = new List<Part>();
            var skipped = new SortedDictionary<string, int>(StringComparer.Ordinal);
            var texts = new List<string>();
            var defects = new List<Defect>();
            Walk(message.Body, texts, parts, skipped, defects, envelope, 0);
            return (Article(message, texts, skipped, defects, original, options), parts);
        }
    }

    private static Ingested Article(MimeMessage message, List<string> texts, SortedDictionary<string, int> skipped, List<Defect> defects, Original original, IngestOptions options)
    {
        Envelope envelope = original.Envelope;
        if (skipped.Count > 0)
        {
            defects.Add(IngestDefects.ForPartsSkipped("attachment", skipped));
        }

        string? title = string.Join(' ', (message.Subject ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } subject ? StoredText.Clean(subject, []) : null;
        string body = string.Join("\n\n", texts.Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => text.Trim()));
        string text = StoredText.Clean(title is null || body.StartsWith(title, StringComparison.OrdinalIgnoreCase) ? body : title + "\n\n" + body, defects);
        if (string.IsNullOrWhiteSpace(body))
        {
            return new Ingested(envelope.Name, null, [.. defects, IngestDefects.ForNoText()]) { Original = original };
        }

        DateTimeOffset date = message.Date;
        PublicationDate? published = options.Published ?? (date == default ? null : StatedDate.Sensible(new PublicationDate(DateOnly.FromDateTime(date.DateTime), date)));
        MailboxAddress? from = message.From.Mailboxes.FirstOrDefault();
        string? author = string.IsNullOrWhiteSpace(from?.Name) ? from?.Address : from.Name;
        string language = LanguageVerdict.Of(text).Report(defects);
        string id = envelope.DocumentId;
        var article = new Article(id, new RawText(text), title, options.Outlet, published, StatedAddress.TryParse(message.Headers["Archived-At"]?.Trim('<', '>', ' ')) ?? envelope.Address, language)
        {
            Authors = author is null ? [] : [StoredText.Clean(author, [])],
        };
        return new Ingested(envelope.Name, article, defects) { Original = original };
    }

    /// <summary>Collects the texts of the message itself in order, and puts aside what is attached.</summary>
    private static void Walk(MimeEntity? entity, List<string> texts, List<Part> parts, SortedDictionary<string, int> skipped, List<Defect> defects, Envelope envelope, int depth)
    {
        switch (entity)
        {
            case null:
                break;
            case MultipartAlternative alternative:
                texts.Add(Best(alternative, defects, depth));
                break;
            case Multipart multipart when depth <= DeepestPart:
                foreach (MimeEntity part in multipart)
                {
                    Walk(part, texts, parts, skipped, defects, envelope, depth + 1);
                }

                break;
            case MessagePart { Message: MimeMessage forwarded }:
                var bytes = new MemoryStream();
                forwarded.WriteTo(bytes);
                parts.Add(Attached(envelope, parts.Count, "forwarded.eml", "message/rfc822", bytes));
                break;
            case TextPart { IsAttachment: false } text:
                texts.Add(Text(text, defects));
                break;
            case MimePart { Content: not null } attached:
                Attach(attached, parts, skipped, envelope);
                break;
            default:
                break;
        }
    }

    private static void Attach(MimePart attached, List<Part> parts, SortedDictionary<string, int> skipped, Envelope envelope)
    {
        string media = attached.ContentType.MimeType.ToLowerInvariant();
        string type = attached.ContentType.MediaType.ToLowerInvariant();

        // What is nested deeper than it is taken apart comes as one part of the type multipart.
        if (media is "application/pgp-signature" or "application/pkcs7-signature" or "application/x-pkcs7-signature" || type is "image" or "audio" or "video" or "multipart")
        {
            string kind = media.EndsWith("signature", StringComparison.Ordinal) ? "signature" : type;
            skipped[kind] = skipped.GetValueOrDefault(kind) + 1;
            return;
        }

        var bytes = new MemoryStream();
        attached.Content!.DecodeTo(bytes);
        string name = attached.FileName is { Length: > 0 and < 200 } given ? given.Replace('\\', '/') : $"part{parts.Count + 1}";
        parts.Add(Attached(envelope, parts.Count, name[(name.LastIndexOf('/') + 1)..], media, bytes) is var part && attached.ContentType.Charset is { } charset
            ? part with { Envelope = part.Envelope with { Charset = charset } }
            : part);
    }

    private static Part Attached(Envelope envelope, int number, string name, string media, MemoryStream bytes)
    {
        bytes.Position = 0;
        return new Part(new Envelope($"{envelope.Name}/{name}", $"{envelope.DocumentId}/{number + 1}-{Path.GetFileNameWithoutExtension(name)}") { MediaType = media }, bytes);
    }

    /// <summary>The plain text among alternatives, or the HTML one when the plain one says next to nothing.</summary>
    private static string Best(MultipartAlternative alternative, List<Defect> defects, int depth)
    {
        string plain = "";
        string html = "";
        List<Defect> ofPlain = [];
        List<Defect> ofHtml = [];
        var waiting = new Stack<(MimeEntity Entity, int Depth)>(alternative.Reverse().Select(entity => (entity, depth)));
        while (waiting.TryPop(out (MimeEntity Entity, int Depth) next))
        {
            if (next.Entity is TextPart text)
            {
                if (text.IsHtml)
                {
                    html = html.Length == 0 ? Text(text, ofHtml) : html;
                }
                else if (text.IsPlain || text.IsFlowed)
                {
                    plain = plain.Length == 0 ? Text(text, ofPlain) : plain;
                }
            }
            else if (next.Entity is Multipart inner && next.Depth < DeepestPart)
            {
                foreach (MimeEntity part in inner.Reverse())
                {
                    waiting.Push((part, next.Depth + 1));
                }
            }
        }

        bool readPlain = plain.Length >= html.Length * PlainEnough && plain.Length > 0;
        defects.AddRange(readPlain ? ofPlain : ofHtml);
        return readPlain ? plain : html;
    }

    private static string Text(TextPart part, List<Defect> defects)
    {
        if (part.Content is null)
        {
            return "";
        }

        using var bytes = new MemoryStream();
        part.Content.DecodeTo(bytes);
        string text = TextDecoder.Decode(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), part.ContentType.Charset, defects);
        if (part.IsHtml)
        {
            return text.Length > IngestLimits.PageCharacters ? "" : PageReader.Fragment(text);
        }

        if (!part.IsFlowed)
        {
            return text.ReplaceLineEndings("\n");
        }

        // format=flowed (RFC 3676): a line that ends with a space goes on in the next.
        var joined = new StringBuilder(text.Length);
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            string content = line.StartsWith(' ') ? line[1..] : line;
            joined.Append(content).Append(content.EndsWith(' ') && content != "-- " ? "" : "\n");
        }

        return joined.ToString();
    }
}
