using System.Text;
using System.Text.Json;
using Hearsay.Ingest.Language;
using Hearsay.Ingest.Plain;
using Hearsay.Text;

namespace Hearsay.Ingest.Objects;

/// <summary>
/// Takes documents out of the objects of other programs: reports of a STIX 2.1 bundle (name and description, with the address of the first external reference), and documents of FollowTheMoney
/// (title and text). Each document has the bytes of its own object, which give it again when they are read alone.
/// </summary>
internal static class ObjectReader
{
    /// <summary>Schemata of FollowTheMoney that are documents with a text.</summary>
    private static readonly string[] Documents = ["Document", "Article", "HyperText", "PlainText", "Pages", "Email", "Message"];

    /// <summary>True for an object that <see cref="ReadObject"/> takes: a report of STIX, or a document of FollowTheMoney.</summary>
    public static bool IsDocument(JsonElement item) => IsReport(item) || IsEntity(item);

    /// <summary>Whether some JSON is a STIX bundle or report, or an entity of FollowTheMoney.</summary>
    public static bool Fits(JsonElement root) => IsReport(root) || IsEntity(root) || (TextOf(root, "type") == "bundle" && root.TryGetProperty("objects", out JsonElement objects) && objects.ValueKind == JsonValueKind.Array);

    /// <summary>Reads a bundle or a single object.</summary>
    /// <param name="root">The JSON.</param>
    /// <param name="envelope">What is known of the file.</param>
    /// <param name="options">What wins over the objects.</param>
    public static IEnumerable<Ingested> Read(JsonElement root, Envelope envelope, IngestOptions options)
    {
        if (TextOf(root, "type") != "bundle")
        {
            yield return ReadObject(root, envelope, options, null, Encoding.UTF8.GetBytes(root.GetRawText()));
            yield break;
        }

        // A report names who made it by reference.
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        foreach (JsonElement item in root.GetProperty("objects").EnumerateArray())
        {
            if (TextOf(item, "type") == "identity" && TextOf(item, "id") is { } id && TextOf(item, "name") is { } name)
            {
                names[id] = name;
            }
        }

        bool any = false;
        foreach (JsonElement item in root.GetProperty("objects").EnumerateArray())
        {
            if (IsReport(item))
            {
                any = true;
                string id = TextOf(item, "id") ?? "report";
                yield return ReadObject(
                    item, envelope with { Name = $"{envelope.Name}/{id}", DocumentId = id }, options, TextOf(item, "created_by_ref") is { } by ? names.GetValueOrDefault(by) : null,
                    Encoding.UTF8.GetBytes(item.GetRawText()));
            }
        }

        if (!any)
        {
            yield return new Ingested(envelope.Name, null, [IngestDefects.ForNoReport()]);
        }
    }

    /// <summary>Reads one object.</summary>
    /// <param name="item">A report of STIX, or a document of FollowTheMoney.</param>
    /// <param name="envelope">What is known of it.</param>
    /// <param name="options">What wins over the object.</param>
    /// <param name="maker">Who made it, or null.</param>
    /// <param name="bytes">Its bytes.</param>
    public static Ingested ReadObject(JsonElement item, Envelope envelope, IngestOptions options, string? maker, ReadOnlyMemory<byte> bytes)
    {
        List<Defect> defects = [];
        (string? title, string? body, string? outlet, string? published, string? address, string? id) = IsReport(item) ? OfReport(item, maker) : OfEntity(item);
        string text = StoredText.Clean(string.Join("\n\n", new[] { title, body }.Where(part => !string.IsNullOrWhiteSpace(part))), defects).Trim();
        var original = new Original(bytes, envelope with { MediaType = null });
        if (text.Length == 0)
        {
            return new Ingested(envelope.Name, null, [.. defects, IngestDefects.ForNoText()]) { Original = original };
        }

        PublicationDate? date = published is null ? null : StatedDate.TryParse(published);
        if (published is not null && date is null)
        {
            defects.Add(IngestDefects.ForDateNotUnderstood(published));
        }

        string language = LanguageVerdict.Of(text).Report(defects);
        var article = new Article(id ?? envelope.DocumentId, new RawText(text), title, options.Outlet ?? outlet, options.Published ?? date, StatedAddress.TryParse(address), language);
        return new Ingested(envelope.Name, article, defects) { Original = original };
    }

    private static bool IsReport(JsonElement item) => TextOf(item, "type") == "report" && TextOf(item, "spec_version") is not null && TextOf(item, "name") is not null;

    private static bool IsEntity(JsonElement item) =>
        TextOf(item, "schema") is { } schema && Documents.Contains(schema, StringComparer.Ordinal) && item.TryGetProperty("properties", out JsonElement properties) && properties.ValueKind == JsonValueKind.Object;

    private static (string? Title, string? Body, string? Outlet, string? Published, string? Address, string? Id) OfReport(JsonElement item, string? maker)
    {
        string? address = null;
        string? source = null;
        if (item.TryGetProperty("external_references", out JsonElement references) && references.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement reference in references.EnumerateArray())
            {
                if (address is null && TextOf(reference, "url") is { } url)
                {
                    (address, source) = (url, TextOf(reference, "source_name"));
                }
            }
        }

        return (TextOf(item, "name"), TextOf(item, "description"), maker ?? source, TextOf(item, "published"), address, TextOf(item, "id"));
    }

    private static (string? Title, string? Body, string? Outlet, string? Published, string? Address, string? Id) OfEntity(JsonElement item)
    {
        JsonElement properties = item.GetProperty("properties");
        string? First(params ReadOnlySpan<string> names)
        {
            foreach (string name in names)
            {
                if (properties.TryGetProperty(name, out JsonElement values) && values.ValueKind == JsonValueKind.Array)
                {
                    foreach (JsonElement value in values.EnumerateArray())
                    {
                        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } words)
                        {
                            return words;
                        }
                    }
                }
            }

            return null;
        }

        return (First("title", "name"), First("bodyText", "description", "summary"), First("publisher"), First("publishedAt", "date", "authoredAt"), First("sourceUrl"), TextOf(item, "id"));
    }

    private static string? TextOf(JsonElement item, string name)
    {
        try
        {
            return item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return null;
        }
    }
}
