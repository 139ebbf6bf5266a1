using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Hearsay.Claims.Transfers;
using Hearsay.Text;
using Hearsay.Text.Layers;

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

    /// <summary>How JSON is written everywhere: one line, letters of every script as they are.</summary>
    internal static readonly JsonWriterOptions Options = new() { Encoder = new LineEncoder(), SkipValidation = true };

    /// <summary>PLOVER writes its types in capitals.</summary>
    private static readonly Dictionary<EventType, string> TypeNames = Enum.GetValues<EventType>().ToDictionary(type => type, type => type.ToString().ToUpperInvariant());

    private static readonly Dictionary<string, EventType> Types = TypeNames.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Writes one claim and a line feed.</summary>
    /// <param name="to">Receives the bytes.</param>
    /// <param name="claim">The claim.</param>
    /// <param name="text">The stored text of the claim's document.</param>
    /// <param name="convention">Where the borders of contents are drawn; ids do not depend on it.</param>
    public static void Write(IBufferWriter<byte> to, Claim claim, RawText text, AttributionConvention convention)
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
                WriteSpeaker(json, speaker, i == 0 && convention == AttributionConvention.Parc ? claim.MarkedSource : speaker.Mention?.Span, text);
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
            if (convention == AttributionConvention.Parc)
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
                WriteProposition(json, proposition, text);
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
        return ReadLine(line, text);
    }

    /// <summary>Reads a line back without the text that it is about, for comparing claims. Quotes are as the line gives them, and spans count code points, not UTF-16 characters.</summary>
    /// <param name="line">One line of UTF-8, with or without its line feed.</param>
    /// <exception cref="JsonException">The line is no JSON, has another schema, lacks a field or has an unknown value.</exception>
    public static Claim ReadQuotes(ReadOnlySpan<byte> line) => ReadLine(line, null);

    private static Claim ReadLine(ReadOnlySpan<byte> line, RawText? text)
    {
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
        if (text is not null && sha256 != text.Sha256)
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
            [.. Items(root, "propositions").Select(item => PropositionOf(item, text))],
            Field(root, "parent") is { ValueKind: not JsonValueKind.Null } parent ? new ClaimId(StringOf(parent, "parent")) : null,
            IntegerOf(root, "sentence"),
            new ReaderVersion(StringOf(reading, "version"), StringOf(reading, "model")),
            Confidence: 1);
    }

    private static void WriteSpeaker(Utf8JsonWriter json, Speaker speaker, TextSpan? mention, RawText text)
    {
        json.WriteStartObject();
        WriteMention(json, mention, text);
        json.WriteString("name", speaker.Name);
        json.WriteString("kind", NameOf(speaker.Kind));
        json.WriteString("country", speaker.Country);
        json.WriteString("party", speaker.Party);
        if (speaker.IsPrivate)
        {
            json.WriteBoolean("private", true);
        }

        json.WriteEndObject();
    }

    private static void WriteMention(Utf8JsonWriter json, TextSpan? mention, RawText text)
    {
        if (mention is { } span)
        {
            WriteWords(json, "mention", span, text);
        }
        else
        {
            WriteNoWords(json, "mention");
        }
    }

    private static void WriteNoWords(Utf8JsonWriter json, string name)
    {
        json.WriteNull(name);
        json.WriteNull("start");
        json.WriteNull("end");
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

    private static void WriteProposition(Utf8JsonWriter json, Proposition proposition, RawText text)
    {
        json.WriteStartObject();
        json.WriteString("type", TypeNames[proposition.Type]);
        json.WriteString("mode", proposition.Mode);
        json.WriteStartArray("contexts");
        foreach (string context in proposition.Contexts)
        {
            json.WriteStringValue(context);
        }

        json.WriteEndArray();
        json.WriteString("cameo", proposition.Cameo);
        WriteOptional(json, "predicate", proposition.Predicate, text);
        WriteParticipants(json, "actor", proposition.Actors, text);
        WriteParticipants(json, "recipient", proposition.Recipients, text);
        json.WriteStartArray("object");
        foreach (EventObject goods in proposition.Objects)
        {
            json.WriteStartObject();
            WriteWords(json, "text", goods.Words.Span, text);
            json.WriteString("system", goods.System);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteQuantity(json, "quantity", proposition.Quantity, text);
        WriteTime(json, "time", proposition.Time, text);
        WritePlace(json, "place", proposition.Place, text);
        json.WriteString("certainty", NameOf(proposition.Certainty));
        json.WriteString("polarity", NameOf(proposition.Polarity));
        json.WriteString("status", NameOf(proposition.Status));
        json.WriteBoolean("transfer", proposition.Transfer is not null);
        json.WritePropertyName("arms_transfer");
        if (proposition.Transfer is { } transfer)
        {
            WriteTransfer(json, transfer, text);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteEndObject();
    }

    private static void WriteTransfer(Utf8JsonWriter json, ArmsTransfer transfer, RawText text)
    {
        json.WriteStartObject();
        json.WriteString("kind", NameOf(transfer.Kind));
        json.WriteString("stage", NameOf(transfer.Stage));
        WriteParticipants(json, "supplier", transfer.Suppliers, text);
        WriteParticipants(json, "recipient", transfer.Recipients, text);
        WriteTime(json, "ordered", transfer.Ordered, text);
        WriteTime(json, "delivered", transfer.Delivered, text);
        WriteQuantity(json, "value", transfer.Value, text);
        WritePlace(json, "produced_at", transfer.ProducedAt, text);
        WriteParticipants(json, "intermediaries", transfer.Intermediaries, text);
        WriteOptional(json, "end_use", transfer.EndUse, text);
        json.WriteEndObject();
    }

    private static void WriteParticipants(Utf8JsonWriter json, string role, ImmutableArray<Participant> participants, RawText text)
    {
        json.WriteStartArray(role);
        foreach (Participant participant in participants)
        {
            json.WriteStartObject();
            WriteMention(json, participant.Mention?.Span, text);
            json.WriteString("name", participant.Name);
            json.WriteString("country", participant.Country);
            json.WriteString("party", participant.Party);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, Evidence? words, RawText text)
    {
        json.WritePropertyName(name);
        if (words is null)
        {
            json.WriteNullValue();
        }
        else
        {
            WritePassage(json, words.Span, text);
        }
    }

    private static void WriteQuantity(Utf8JsonWriter json, string name, EventQuantity? quantity, RawText text)
    {
        if (quantity is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        WriteWords(json, "text", quantity.Words.Span, text);
        WriteNumber(json, "min", quantity.Min);
        WriteNumber(json, "max", quantity.Max);
        json.WriteString("unit", quantity.Unit);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteTime(Utf8JsonWriter json, string name, EventTime? time, RawText text)
    {
        if (time is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        if (time.Words is { } words)
        {
            WriteWords(json, "text", words.Span, text);
        }
        else
        {
            WriteNoWords(json, "text");
        }

        json.WriteString("earliest", time.Earliest?.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("latest", time.Latest?.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("precision", time.Precision is { } precision ? NameOf(precision) : null);
        json.WriteBoolean("inferred", time.Inferred);
        json.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter json, string name, EventPlace? place, RawText text)
    {
        if (place is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        WriteWords(json, "text", place.Words.Span, text);
        json.WriteString("country", place.Country);
        json.WriteEndObject();
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
        ValueOf(StringOf(parent, name), name, Names<T>.Values);

    private static T ValueOf<T>(string word, string name, Dictionary<string, T> known)
        where T : struct, Enum =>
        known.TryGetValue(word, out T value) ? value : throw new JsonException($"{name} is \"{word}\"; known are {string.Join(", ", known.Keys)}");

    private static Evidence EvidenceOf(JsonElement parent, string words, RawText? text)
    {
        int start = IntegerOf(parent, "start");
        int end = IntegerOf(parent, "end");
        if (text is null)
        {
            return new Evidence(start <= end ? new TextSpan(start, end) : throw new JsonException($"offsets {start}:{end} end before they begin"), StringOf(parent, words));
        }

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

    private static Speaker SpeakerOf(JsonElement item, RawText? text) => new(
        Field(item, "mention").ValueKind == JsonValueKind.Null ? null : EvidenceOf(item, "mention", text),
        StringOf(item, "name"),
        ValueOf<SpeakerKind>(item, "kind"),
        OptionalString(item, "country"),
        OptionalString(item, "party"))
    {
        IsPrivate = item.TryGetProperty("private", out JsonElement known) && known.ValueKind == JsonValueKind.True,
    };

    private static Proposition PropositionOf(JsonElement item, RawText? text) => new(
        ValueOf(StringOf(item, "type"), "type", Types),
        OptionalString(item, "mode"),
        [.. Items(item, "contexts").Select(context => StringOf(context, "contexts"))],
        OptionalString(item, "cameo"),
        EvidenceOf(Field(item, "predicate"), "text", text),
        ParticipantsOf(item, "actor", text),
        ParticipantsOf(item, "recipient", text),
        [.. Items(item, "object").Select(goods => new EventObject(EvidenceOf(goods, "text", text), OptionalString(goods, "system")))],
        QuantityOf(item, "quantity", text),
        TimeOf(item, "time", text),
        PlaceOf(item, "place", text),
        ValueOf<Certainty>(item, "certainty"),
        ValueOf<Polarity>(item, "polarity"),
        ValueOf<EventStatus>(item, "status"),
        TransferOf(item, text));

    private static ArmsTransfer? TransferOf(JsonElement item, RawText? text)
    {
        JsonElement? transfer = OptionalObject(item, "arms_transfer");
        if (BooleanOf(item, "transfer") != transfer is not null)
        {
            throw new JsonException("transfer does not agree with arms_transfer");
        }

        return transfer is not { } frame ? null : new ArmsTransfer(
            ValueOf<TransferKind>(frame, "kind"),
            ValueOf<TransferStage>(frame, "stage"),
            ParticipantsOf(frame, "supplier", text),
            ParticipantsOf(frame, "recipient", text),
            TimeOf(frame, "ordered", text),
            TimeOf(frame, "delivered", text),
            QuantityOf(frame, "value", text),
            PlaceOf(frame, "produced_at", text),
            ParticipantsOf(frame, "intermediaries", text),
            OptionalObject(frame, "end_use") is { } use ? EvidenceOf(use, "text", text) : null);
    }

    private static ImmutableArray<Participant> ParticipantsOf(JsonElement parent, string role, RawText? text) => [.. Items(parent, role).Select(item => new Participant(
        Field(item, "mention").ValueKind == JsonValueKind.Null ? null : EvidenceOf(item, "mention", text), StringOf(item, "name"), OptionalString(item, "country"), OptionalString(item, "party")))];

    private static EventQuantity? QuantityOf(JsonElement parent, string name, RawText? text) => OptionalObject(parent, name) is { } quantity
        ? new EventQuantity(EvidenceOf(quantity, "text", text), DecimalOf(quantity, "min"), DecimalOf(quantity, "max"), OptionalString(quantity, "unit"))
        : null;

    private static EventTime? TimeOf(JsonElement parent, string name, RawText? text) => OptionalObject(parent, name) is { } time
        ? new EventTime(
            Field(time, "text").ValueKind == JsonValueKind.Null ? null : EvidenceOf(time, "text", text),
            DayOf(time, "earliest"),
            DayOf(time, "latest"),
            Field(time, "precision").ValueKind == JsonValueKind.Null ? null : ValueOf<TimePrecision>(time, "precision"),
            BooleanOf(time, "inferred"))
        : null;

    private static EventPlace? PlaceOf(JsonElement parent, string name, RawText? text) =>
        OptionalObject(parent, name) is { } place ? new EventPlace(EvidenceOf(place, "text", text), OptionalString(place, "country")) : null;

    /// <summary>The field's object, or null where it is null.</summary>
    private static JsonElement? OptionalObject(JsonElement parent, string name) => Field(parent, name) is { ValueKind: not JsonValueKind.Null } field ? field : null;

    private static decimal? DecimalOf(JsonElement parent, string name) => OptionalObject(parent, name) is not { } field ? null
        : field.ValueKind == JsonValueKind.Number && field.TryGetDecimal(out decimal value) ? value : throw new JsonException($"{name} is no number");

    private static bool BooleanOf(JsonElement parent, string name) => Field(parent, name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        var kind => throw new JsonException($"{name} is {kind}, not true or false"),
    };

    private static DateOnly? DayOf(JsonElement parent, string name) => OptionalString(parent, name) is not { } words ? null
        : DateOnly.TryParseExact(words, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : throw new JsonException($"{name} is \"{words}\", no day such as 2022-10-15");

    /// <summary>The names of an enumeration's values as the record writes them: in lower case, words joined by hyphens.</summary>
    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Lower = Enum.GetValues<T>().ToDictionary(value => value, value => Hyphened(value.ToString()));

        public static readonly Dictionary<string, T> Values = Lower.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

        private static string Hyphened(string name) => string.Concat(name.Select((c, at) => char.IsAsciiLetterUpper(c) ? (at > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
    }
}
