using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Hearsay.Text;

namespace Hearsay.Claims.Formats;

/// <summary>
/// Claims as JSON, schema hearsay.claim/1, one object per line (docs/claim-record.md). Offsets are Unicode code points of the
/// document's stored text, half-open. Written as UTF-8; control and direction characters are escaped.
/// </summary>
public static class ClaimJson
{
    /// <summary>Name and version of the record.</summary>
    public const string Schema = "hearsay.claim/1";

    private static readonly JsonWriterOptions Options = new() { Encoder = LineEncoder(), SkipValidation = true };

    /// <summary>Writes one claim and a line feed.</summary>
    /// <param name="to">Receives the bytes.</param>
    /// <param name="claim">The claim.</param>
    /// <param name="text">The stored text of the claim's document.</param>
    /// <param name="convention">Where the borders of contents are drawn; ids do not depend on it.</param>
    public static void Write(IBufferWriter<byte> to, Claim claim, RawText text, SpanConvention convention)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(text);
        using (var json = new Utf8JsonWriter(to, Options))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("id", claim.Id.Value);
            json.WriteString("document", claim.Document);
            json.WriteString("sha256", claim.Sha256);
            json.WriteStartArray("sources");
            for (int i = 0; i < claim.Sources.Length; i++)
            {
                Speaker speaker = claim.Sources[i];
                WriteSpeaker(json, speaker, i == 0 && convention == SpanConvention.Parc ? claim.MarkedSource : speaker.Mention?.Span, text);
            }

            json.WriteEndArray();
            json.WritePropertyName("cue");
            if (claim.Cue is { } cue)
            {
                WritePassage(json, cue.Span, text);
            }
            else
            {
                json.WriteNullValue();
            }

            json.WriteStartArray("content");
            if (convention == SpanConvention.Parc)
            {
                foreach (TextSpan span in claim.Marked)
                {
                    WritePassage(json, span, text);
                }
            }
            else
            {
                foreach (Evidence part in claim.Content)
                {
                    WritePassage(json, part.Span, text);
                }
            }

            json.WriteEndArray();
            json.WriteString("form", claim.Form.ToString().ToLowerInvariant());
            json.WriteString("stance", claim.Stance.ToString().ToLowerInvariant());
            json.WriteStartArray("answers");
            foreach (ClaimId answered in claim.Answers)
            {
                json.WriteStringValue(answered.Value);
            }

            json.WriteEndArray();
            json.WriteStartArray("propositions");
            foreach (Proposition proposition in claim.Propositions)
            {
                WriteProposition(json, proposition);
            }

            json.WriteEndArray();
            json.WriteString("parent", claim.Parent?.Value);
            json.WriteNumber("sentence", claim.Sentence);
            json.WriteStartObject("reading");
            json.WriteString("version", claim.Reading.Version);
            json.WriteString("model", claim.Reading.Model);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        to.Write("\n"u8);
    }

    /// <summary>Reads a claim that was written under <see cref="SpanConvention.Claims"/>. Its confidence and its marked spans are not part of the record: they come back as 1 and empty.</summary>
    /// <param name="line">One JSON object.</param>
    /// <param name="text">The stored text of the claim's document.</param>
    /// <exception cref="JsonException">The line is not such an object, or its words are not those of the text.</exception>
    public static Claim Read(ReadOnlyMemory<byte> line, RawText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        using JsonDocument json = JsonDocument.Parse(line);
        JsonElement root = json.RootElement;
        try
        {
            if (root.GetProperty("schema").GetString() != Schema)
            {
                throw new JsonException($"the schema is {root.GetProperty("schema")}, not {Schema}");
            }

            JsonElement reading = root.GetProperty("reading");
            return new Claim(
                new ClaimId(root.GetProperty("id").GetString()!),
                root.GetProperty("document").GetString()!,
                root.GetProperty("sha256").GetString()!,
                [.. root.GetProperty("sources").EnumerateArray().Select(source => ReadSpeaker(source, text))],
                root.GetProperty("cue") is { ValueKind: JsonValueKind.Object } cue ? ReadPassage(cue, "text", text) : null,
                [.. root.GetProperty("content").EnumerateArray().Select(part => ReadPassage(part, "text", text))],
                [],
                null,
                Enum.Parse<Form>(root.GetProperty("form").GetString()!, ignoreCase: true),
                Enum.Parse<Stance>(root.GetProperty("stance").GetString()!, ignoreCase: true),
                [.. root.GetProperty("answers").EnumerateArray().Select(id => new ClaimId(id.GetString()!))],
                [.. root.GetProperty("propositions").EnumerateArray().Select(ReadProposition)],
                root.GetProperty("parent").GetString() is { } parent ? new ClaimId(parent) : null,
                root.GetProperty("sentence").GetInt32(),
                new ReaderVersion(reading.GetProperty("version").GetString()!, reading.GetProperty("model").GetString()!),
                1);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or ArgumentException or FormatException)
        {
            throw new JsonException($"not a {Schema} record: {e.Message}", e);
        }
    }

    private static void WriteSpeaker(Utf8JsonWriter json, Speaker speaker, TextSpan? mention, RawText text)
    {
        json.WriteStartObject();
        if (mention is { } span)
        {
            json.WriteString("mention", text[span]);
            json.WriteNumber("start", text.CodePoints.FromUtf16(span.Start));
            json.WriteNumber("end", text.CodePoints.FromUtf16(span.End));
        }
        else
        {
            json.WriteNull("mention");
            json.WriteNull("start");
            json.WriteNull("end");
        }

        json.WriteString("name", speaker.Name);
        json.WriteString("kind", speaker.Kind.ToString().ToLowerInvariant());
        json.WriteString("country", speaker.Country);
        json.WriteString("party", speaker.Party);
        json.WriteEndObject();
    }

    private static void WritePassage(Utf8JsonWriter json, TextSpan span, RawText text)
    {
        json.WriteStartObject();
        json.WriteString("text", text[span]);
        json.WriteNumber("start", text.CodePoints.FromUtf16(span.Start));
        json.WriteNumber("end", text.CodePoints.FromUtf16(span.End));
        json.WriteEndObject();
    }

    private static void WriteProposition(Utf8JsonWriter json, Proposition proposition)
    {
        json.WriteStartObject();
        json.WriteString("type", proposition.Type);
        WriteNames("actor", proposition.Actor);
        WriteNames("recipient", proposition.Recipient);
        json.WriteEndObject();

        void WriteNames(string role, ImmutableArray<string> names)
        {
            json.WriteStartArray(role);
            foreach (string name in names)
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }

    private static Speaker ReadSpeaker(JsonElement source, RawText text) => new(
        source.GetProperty("mention").ValueKind == JsonValueKind.Null ? null : ReadPassage(source, "mention", text),
        source.GetProperty("name").GetString()!,
        Enum.Parse<SpeakerKind>(source.GetProperty("kind").GetString()!, ignoreCase: true),
        source.GetProperty("country").GetString(),
        source.GetProperty("party").GetString());

    private static Proposition ReadProposition(JsonElement proposition) => new(
        proposition.GetProperty("type").GetString()!,
        [.. proposition.GetProperty("actor").EnumerateArray().Select(party => party.GetProperty("name").GetString()!)],
        [.. proposition.GetProperty("recipient").EnumerateArray().Select(party => party.GetProperty("name").GetString()!)]);

    private static Evidence ReadPassage(JsonElement passage, string words, RawText text)
    {
        var span = new TextSpan(text.CodePoints.ToUtf16(passage.GetProperty("start").GetInt32()), text.CodePoints.ToUtf16(passage.GetProperty("end").GetInt32()));
        string quote = passage.GetProperty(words).GetString()!;
        return text[span].SequenceEqual(quote) ? new Evidence(span, quote) : throw new JsonException($"the words at {span.Start} are not \"{quote}\"");
    }

    /// <summary>Letters of every script as they are; controls, direction marks and line separators escaped, so that a line is a line.</summary>
    private static JavaScriptEncoder LineEncoder()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.All);
        settings.ForbidRange(UnicodeRange.Create('\u2028', '\u202E'));
        settings.ForbidRange(UnicodeRange.Create('\u2066', '\u2069'));
        settings.ForbidCharacters('\u200E', '\u200F', '\u061C', '\uFEFF');
        return JavaScriptEncoder.Create(settings);
    }
}
