using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
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

    /// <summary>Most bytes of one line that <see cref="Read"/> takes: a claim quotes at most its document, and documents are read up to 64 MiB.</summary>
    public const int LongestLine = 64 * 1024 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = new LineEncoder(), SkipValidation = true };

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
            json.WriteString("form", NameOf(claim.Form));
            json.WriteString("stance", NameOf(claim.Stance));
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

    /// <summary>
    /// Reads a line back. Quotes are taken from <paramref name="text"/>, so that they are the text's words whatever the line says.
    /// What the record does not hold is filled in: <see cref="Claim.Marked"/> and
    /// <see cref="Claim.MarkedSource"/> repeat the spans of content and first mention, <see cref="Claim.Confidence"/> is 1.
    /// </summary>
    /// <param name="line">One line of UTF-8, with or without its line feed.</param>
    /// <param name="text">The text of the claim's document.</param>
    /// <exception cref="JsonException">The line is no JSON, has another schema, lacks a field or has an unknown value; belongs to another text (its hash
    /// differs); or a quote is not what stands at its offsets.</exception>
    public static Claim Read(ReadOnlySpan<byte> line, RawText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (line.Length > LongestLine)
        {
            throw new JsonException($"a claim of {line.Length} bytes; at most {LongestLine} are read");
        }

        var reader = new Utf8JsonReader(line);
        using JsonDocument parsed = JsonDocument.ParseValue(ref reader);
        JsonElement root = parsed.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException($"a claim is an object, this is {root.ValueKind}");
        }

        if (StringOf(root, "schema") is var schema && schema != Schema)
        {
            throw new JsonException($"schema is \"{schema}\"; only \"{Schema}\" is read");
        }

        string sha256 = StringOf(root, "sha256");
        if (sha256 != text.Sha256)
        {
            throw new JsonException($"the claim is about the text with SHA-256 {sha256}, not about {text.Sha256}");
        }

        ImmutableArray<Evidence> content = [.. Items(root, "content").Select(item => EvidenceOf(item, "text", text))];
        if (content.IsEmpty)
        {
            throw new JsonException("content is empty; a claim has at least one span");
        }

        ImmutableArray<Speaker> sources = [.. Items(root, "sources").Select(item => SpeakerOf(item, text))];
        JsonElement reading = Field(root, "reading");
        return new Claim(
            new ClaimId(StringOf(root, "id")),
            StringOf(root, "document"),
            sha256,
            sources,
            Field(root, "cue") is { ValueKind: not JsonValueKind.Null } cue ? EvidenceOf(cue, "text", text) : null,
            content,
            [.. content.Select(evidence => evidence.Span)],
            sources.FirstOrDefault()?.Mention?.Span,
            ValueOf<Form>(root, "form"),
            ValueOf<Stance>(root, "stance"),
            [.. Items(root, "answers").Select(item => new ClaimId(StringOf(item, "answers")))],
            [.. Items(root, "propositions").Select(PropositionOf)],
            Field(root, "parent") is { ValueKind: not JsonValueKind.Null } parent ? new ClaimId(StringOf(parent, "parent")) : null,
            IntegerOf(root, "sentence"),
            new ReaderVersion(StringOf(reading, "version"), StringOf(reading, "model")),
            Confidence: 1);
    }

    private static void WriteSpeaker(Utf8JsonWriter json, Speaker speaker, TextSpan? mention, RawText text)
    {
        json.WriteStartObject();
        if (mention is { } span)
        {
            WriteWords(json, "mention", span, text);
        }
        else
        {
            json.WriteNull("mention");
            json.WriteNull("start");
            json.WriteNull("end");
        }

        json.WriteString("name", speaker.Name);
        json.WriteString("kind", NameOf(speaker.Kind));
        json.WriteString("country", speaker.Country);
        json.WriteString("party", speaker.Party);
        json.WriteEndObject();
    }

    private static void WritePassage(Utf8JsonWriter json, TextSpan span, RawText text)
    {
        json.WriteStartObject();
        WriteWords(json, "text", span, text);
        json.WriteEndObject();
    }

    /// <summary>The words of a span under a name, and where they stand.</summary>
    private static void WriteWords(Utf8JsonWriter json, string name, TextSpan span, RawText text)
    {
        json.WriteString(name, text[span]);
        json.WriteNumber("start", text.CodePoints.FromUtf16(span.Start));
        json.WriteNumber("end", text.CodePoints.FromUtf16(span.End));
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

    private static string NameOf<T>(T value)
        where T : struct, Enum => Names<T>.Lower[value];

    private static JsonElement Field(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement field) ? field : throw new JsonException($"the field {name} is missing");

    private static JsonElement[] Items(JsonElement parent, string name) =>
        Field(parent, name) is { ValueKind: JsonValueKind.Array } array ? [.. array.EnumerateArray()] : throw new JsonException($"the field {name} is no list");

    private static string StringOf(JsonElement parent, string name)
    {
        JsonElement field = parent.ValueKind == JsonValueKind.Object ? Field(parent, name) : parent;
        try
        {
            return field.ValueKind == JsonValueKind.String ? field.GetString()! : throw new JsonException($"{name} is {field.ValueKind}, not a string");
        }
        catch (InvalidOperationException unpaired)
        {
            throw new JsonException($"{name} is no text", unpaired);
        }
    }

    private static string? OptionalString(JsonElement parent, string name) => Field(parent, name).ValueKind == JsonValueKind.Null ? null : StringOf(parent, name);

    private static int IntegerOf(JsonElement parent, string name) =>
        Field(parent, name) is { ValueKind: JsonValueKind.Number } field && field.TryGetInt32(out int value) && value >= 0 ? value : throw new JsonException($"{name} is no whole number from 0");

    private static T ValueOf<T>(JsonElement parent, string name)
        where T : struct, Enum =>
        Names<T>.Values.TryGetValue(StringOf(parent, name), out T value) ? value : throw new JsonException($"{name} is \"{StringOf(parent, name)}\"; known are {string.Join(", ", Names<T>.Lower.Values)}");

    private static Evidence EvidenceOf(JsonElement parent, string words, RawText text)
    {
        int start = IntegerOf(parent, "start");
        int end = IntegerOf(parent, "end");
        if (start > end || end > text.CodePoints.Count)
        {
            throw new JsonException($"offsets {start}:{end} lie outside a text of {text.CodePoints.Count} code points");
        }

        var span = new TextSpan(text.CodePoints.ToUtf16(start), text.CodePoints.ToUtf16(end));
        string quote = text.Words(span);
        if (!Storable(quote).Equals(StringOf(parent, words), StringComparison.Ordinal))
        {
            throw new JsonException($"offsets {start}:{end} hold \"{quote}\", not \"{StringOf(parent, words)}\"");
        }

        return new Evidence(span, quote);
    }

    /// <summary>The words as UTF-8 can hold them: an unpaired surrogate becomes U+FFFD.</summary>
    private static string Storable(string words) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(words));

    private static Speaker SpeakerOf(JsonElement item, RawText text) => new(
        Field(item, "mention").ValueKind == JsonValueKind.Null ? null : EvidenceOf(item, "mention", text),
        StringOf(item, "name"),
        ValueOf<SpeakerKind>(item, "kind"),
        OptionalString(item, "country"),
        OptionalString(item, "party"));

    private static Proposition PropositionOf(JsonElement item) => new(
        StringOf(item, "type"),
        [.. Items(item, "actor").Select(name => StringOf(name, "name"))],
        [.. Items(item, "recipient").Select(name => StringOf(name, "name"))]);

    /// <summary>The names of an enumeration's values as the record writes them: in lower case.</summary>
    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Lower = Enum.GetValues<T>().ToDictionary(value => value, value => value.ToString().ToLowerInvariant());

        public static readonly Dictionary<string, T> Values = Lower.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}
