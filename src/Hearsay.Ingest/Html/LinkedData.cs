using System.Net;
using System.Text;
using System.Text.Json;

namespace Hearsay.Ingest.Html;

/// <summary>What a page says of its article in schema.org terms (JSON-LD). Every value is null when it is not stated.</summary>
/// <param name="Headline">The headline, entities decoded.</param>
/// <param name="Published">The publication date as written.</param>
/// <param name="Publisher">Name of the publisher.</param>
/// <param name="Address">Address of the article as written.</param>
/// <param name="Body">The text of the article as written, entities decoded; paragraphs may run together.</param>
internal sealed record LinkedData(string? Headline = null, string? Published = null, string? Publisher = null, string? Address = null, string? Body = null)
{
    /// <summary>Names of the authors, in order; empty when none is stated.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>Most objects looked at on one page: 2,000, more than any graph that describes one article.</summary>
    private const int MostObjects = 2000;

    /// <summary>Reads the scripts of one page; those that are not JSON are passed over. The first article of them is taken, and what it lacks from those after it.</summary>
    /// <param name="scripts">Contents of the page's ld+json scripts, in order.</param>
    public static LinkedData Read(IEnumerable<string> scripts)
    {
        var found = new LinkedData();
        foreach (string script in scripts)
        {
            using JsonDocument? json = Parse(script);
            if (json is not null)
            {
                found = Merge(found, json.RootElement);
            }
        }

        return found;
    }

    private static LinkedData Merge(LinkedData found, JsonElement root)
    {
        var waiting = new Stack<JsonElement>();
        waiting.Push(root);
        for (int seen = 0; waiting.Count > 0 && seen < MostObjects; seen++)
        {
            JsonElement element = waiting.Pop();
            if (element.ValueKind == JsonValueKind.Array)
            {
                foreach (JsonElement item in element.EnumerateArray().Reverse())
                {
                    waiting.Push(item);
                }
            }
            else if (element.ValueKind == JsonValueKind.Object)
            {
                if (IsArticle(element))
                {
                    found = new LinkedData(
                        found.Headline ?? Text(element, "headline") ?? Text(element, "name"),
                        found.Published ?? Text(element, "datePublished"),
                        found.Publisher ?? Name(element, "publisher") ?? Name(element, "sourceOrganization"),
                        found.Address ?? Id(element, "mainEntityOfPage") ?? Text(element, "url"),
                        found.Body ?? Text(element, "articleBody")) { Authors = found.Authors.Count > 0 ? found.Authors : Names(element, "author") };
                }

                foreach (string member in (ReadOnlySpan<string>)["@graph", "mainEntity", "mainEntityOfPage"])
                {
                    if (element.TryGetProperty(member, out JsonElement inner) && inner.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
                    {
                        waiting.Push(inner);
                    }
                }
            }
        }

        return found;
    }

    /// <summary>True for Article and all its kinds (NewsArticle, ReportageNewsArticle …), blog postings and reports.</summary>
    private static bool IsArticle(JsonElement element)
    {
        if (!element.TryGetProperty("@type", out JsonElement type))
        {
            return false;
        }

        return type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Any(IsArticleType) : IsArticleType(type);
    }

    private static bool IsArticleType(JsonElement type) =>
        String(type) is { } name && (name.EndsWith("Article", StringComparison.Ordinal) || name.EndsWith("BlogPosting", StringComparison.Ordinal) || name == "Report");

    private static string? Text(JsonElement element, string member) =>
        element.TryGetProperty(member, out JsonElement value) && String(value) is { } text && !string.IsNullOrWhiteSpace(text) ? WebUtility.HtmlDecode(text).Trim() : null;

    private static string? Name(JsonElement element, string member)
    {
        if (!element.TryGetProperty(member, out JsonElement value))
        {
            return null;
        }

        value = value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 ? value[0] : value;
        return value.ValueKind == JsonValueKind.Object ? Text(value, "name") : Text(element, member);
    }

    /// <summary>The names in a member that holds a name, a person, or several of either.</summary>
    private static string[] Names(JsonElement element, string member)
    {
        if (!element.TryGetProperty(member, out JsonElement value))
        {
            return [];
        }

        IEnumerable<JsonElement> all = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];
        return [.. all.Select(one => one.ValueKind == JsonValueKind.Object ? Text(one, "name") : String(one)).OfType<string>().Select(name => WebUtility.HtmlDecode(name).Trim())];
    }

    private static string? Id(JsonElement element, string member) =>
        !element.TryGetProperty(member, out JsonElement value) ? null : value.ValueKind == JsonValueKind.Object ? Text(value, "@id") : Text(element, member);

    private static string? String(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Parses leniently: many pages write raw line breaks into their strings.</summary>
    private static JsonDocument? Parse(string script)
    {
        var lenient = new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
        try
        {
            return JsonDocument.Parse(script, lenient);
        }
        catch (JsonException)
        {
            var flat = new StringBuilder(script.Length);
            foreach (char value in script)
            {
                flat.Append(char.IsControl(value) ? ' ' : value);
            }

            try
            {
                return JsonDocument.Parse(flat.ToString().Trim().TrimEnd(';'), lenient);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}
