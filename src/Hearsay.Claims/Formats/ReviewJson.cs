using System.Globalization;
using System.Text;
using System.Text.Json;
using Hearsay.Claims.Reviewing;

namespace Hearsay.Claims.Formats;

/// <summary>
/// Entries of the review log as JSON, one object with all fields in this order: number, at, reviewer, kind, subject, other, relation, reliability, credibility, note, undoes. The same entry gives
/// the same bytes anywhere: the chain of the log is made from them. Since 0.1.
/// </summary>
public static class ReviewJson
{
    private const string Time = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>Writes an entry in UTF-8, without a line feed.</summary>
    public static byte[] Write(Review entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        using var to = new MemoryStream();
        using (var json = new Utf8JsonWriter(to))
        {
            json.WriteStartObject();
            json.WriteNumber("number", entry.Number);
            json.WriteString("at", entry.At.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture));
            json.WriteString("reviewer", entry.Reviewer);
            json.WriteString("kind", NameOf(entry.Kind));
            json.WriteString("subject", entry.Subject);
            json.WriteString("other", entry.Other);
            json.WriteString("relation", entry.Relation);
            json.WriteString("reliability", entry.Reliability?.ToString());
            WriteNumber(json, "credibility", entry.Credibility);
            json.WriteString("note", entry.Note);
            WriteNumber(json, "undoes", entry.Undoes);
            json.WriteEndObject();
        }

        return to.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">It is no entry.</exception>
    public static Review Read(string record)
    {
        try
        {
            using var json = JsonDocument.Parse(record);
            JsonElement root = json.RootElement;
            string? Text(string name) => root.GetProperty(name).GetString();
            long? Number(string name) => root.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : null;
            return new Review(
                root.GetProperty("number").GetInt64(),
                DateTimeOffset.ParseExact(Text("at")!, Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                Text("reviewer")!,
                Enum.Parse<ReviewKind>(Text("kind")!.Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
                Text("subject")!,
                Text("other"),
                Text("relation"),
                Text("reliability")?[0],
                (int?)Number("credibility"),
                Text("note"),
                Number("undoes"));
        }
        catch (Exception wrong) when (wrong is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new JsonException($"no entry of the review log: {wrong.Message}", wrong);
        }
    }

    /// <summary>The kind as it is written: "accept", "confirm-party".</summary>
    public static string NameOf(ReviewKind kind)
    {
        var name = new StringBuilder();
        foreach (char letter in kind.ToString())
        {
            name.Append(char.IsUpper(letter) && name.Length > 0 ? "-" : "").Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
