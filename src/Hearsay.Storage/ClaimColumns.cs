using System.Text;
using System.Text.Json;
using Hearsay.Claims.Formats;

namespace Hearsay.Storage;

/// <summary>What a claim is found by, taken out of its record. The ledger reads the record and not the object it was written from, so that claims of other programs can be stored, too.</summary>
internal sealed class ClaimColumns
{
    /// <summary>Voice of what somebody is said to say.</summary>
    public const string Attributed = "attributed";

    /// <summary>Voice of what an article says itself.</summary>
    public const string Narration = "narration";

    private ClaimColumns(string record, string id)
    {
        Record = record;
        Id = id;
    }

    /// <summary>The record, without a line feed.</summary>
    public string Record { get; }

    /// <summary>The claim's id.</summary>
    public string Id { get; }

    /// <summary>Name of the one who speaks: the first of the chain.</summary>
    public required string Speaker { get; init; }

    /// <summary>Stance, as the record writes it.</summary>
    public required string Stance { get; init; }

    /// <summary>Form, as the record writes it.</summary>
    public required string Form { get; init; }

    /// <summary>The quoted words of all contents, parted by " … ".</summary>
    public required string Content { get; init; }

    /// <summary>"narration" for what an article says in its own voice, else "attributed". The record tells: narration has no cue and no words that name who speaks.</summary>
    public required string Voice { get; init; }

    /// <summary>The propositions, in the order of the record.</summary>
    public required List<Fact> Facts { get; init; }

    /// <summary>Everybody who stands in it.</summary>
    public required List<Named> Names { get; init; }

    /// <summary>One proposition of the record.</summary>
    internal sealed record Fact(string Type, string? Status, string? Certainty, string? Polarity, string? Object, string? System, double? Least, double? Most, string? Earliest, string? Latest, string? Place, string? Country, bool Transfer);

    /// <summary>Somebody in a role: speaker, actor or recipient. A proposition of -1 means the claim itself.</summary>
    internal sealed record Named(string Role, int Proposition, int Ordinal, string Name, string? Kind, string? Country, string? Party);

    /// <summary>Reads a record.</summary>
    /// <exception cref="LedgerException">It is no record of hearsay.claim/1.</exception>
    public static ClaimColumns Of(ReadOnlySpan<byte> record)
    {
        try
        {
            var reader = new Utf8JsonReader(record);
            using JsonDocument parsed = JsonDocument.ParseValue(ref reader);
            JsonElement root = parsed.RootElement;
            if (Text(root, "schema") is var schema && schema != ClaimJson.Schema)
            {
                throw new JsonException($"its schema is \"{schema}\", not \"{ClaimJson.Schema}\"");
            }

            List<Named> names = [];
            AddNames(names, root, "sources", "speaker", -1);
            List<Fact> facts = [];
            foreach (JsonElement proposition in List(root, "propositions"))
            {
                AddNames(names, proposition, "actor", "actor", facts.Count);
                AddNames(names, proposition, "recipient", "recipient", facts.Count);
                facts.Add(FactOf(proposition));
            }

            return new ClaimColumns(Encoding.UTF8.GetString(record.TrimEnd((byte)'\n')), Needed(root, "id"))
            {
                Speaker = names.Find(named => named.Role == "speaker")?.Name ?? throw new JsonException("it has no source"),
                Stance = Needed(root, "stance"),
                Form = Needed(root, "form"),
                Content = string.Join(" … ", List(root, "content").Select(part => Needed(part, "text"))),
                Voice = VoiceOf(root),
                Facts = facts,
                Names = names,
            };
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException)
        {
            throw new LedgerException(StorageErrors.BadRecord, null, $"a claim cannot be stored: {wrong.Message}", wrong);
        }
    }

    /// <summary>The words that full text finds the claim by: plain for what it says, with a field's prefix for the rest.</summary>
    /// <param name="outlet">Who published it, or null.</param>
    /// <param name="day">Day of publication, ISO 8601, or null.</param>
    public string Words(string? outlet, string? day)
    {
        var to = new StringBuilder(256);
        SearchWords.Append(to, Content);
        foreach (Named named in Names)
        {
            string prefix = named.Role switch { "speaker" => Prefix.Speaker, "actor" => Prefix.Actor, _ => Prefix.Recipient };
            // The bare underscore keeps phrases from running from one field into the next.
            to.Append("_ ");
            SearchWords.Append(to, named.Name);
            foreach (string? words in (ReadOnlySpan<string?>)[named.Name, named.Country, named.Party])
            {
                if (words is { Length: > 0 })
                {
                    to.Append("_ ");
                    SearchWords.Append(to, words, prefix);
                }
            }

            if (named.Party is { Length: > 0 })
            {
                to.Append("_ ");
                SearchWords.Append(to, named.Party, Prefix.Party);
            }

            if (named.Country is { Length: > 0 })
            {
                SearchWords.Append(to, named.Country, Prefix.Country);
            }
        }

        foreach (Fact fact in Facts)
        {
            Field(to, fact.Object, Prefix.Object);
            Field(to, fact.System, Prefix.Object);
            Field(to, fact.Type, Prefix.Type);
            Field(to, fact.Status, Prefix.Status);
            Field(to, fact.Polarity, Prefix.Polarity);
            Field(to, fact.Place, Prefix.Place);
            if (fact.Transfer)
            {
                to.Append(Prefix.Type).Append("transfer ");
            }
        }

        Field(to, Stance, Prefix.Stance);
        Field(to, Form, Prefix.Form);
        Field(to, outlet, Prefix.Outlet);
        to.Append(DayWord(day)).Append(' ');
        return to.ToString();
    }

    /// <summary>The word that a day of publication is found by.</summary>
    public static string DayWord(string? day) => Prefix.Day + (day is null ? "none" : day.Replace("-", "", StringComparison.Ordinal));

    private static void Field(StringBuilder to, string? words, string prefix)
    {
        if (words is { Length: > 0 })
        {
            to.Append("_ ");
            SearchWords.Append(to, words, prefix);
        }
    }

    private static Fact FactOf(JsonElement proposition)
    {
        JsonElement[] objects = [.. List(proposition, "object").Take(16)];
        JsonElement? quantity = Part(proposition, "quantity");
        JsonElement? time = Part(proposition, "time");
        JsonElement? place = Part(proposition, "place");
        return new Fact(
            Needed(proposition, "type"),
            Text(proposition, "status"),
            Text(proposition, "certainty"),
            Text(proposition, "polarity"),
            objects.Length == 0 ? null : string.Join("; ", objects.Select(item => Text(item, "text") ?? "")),
            objects.Select(item => Text(item, "system")).FirstOrDefault(system => system is not null),
            Number(quantity, "min"),
            Number(quantity, "max"),
            Text(time, "earliest"),
            Text(time, "latest"),
            Text(place, "text"),
            Text(place, "country"),
            proposition.TryGetProperty("transfer", out JsonElement transfer) && transfer.ValueKind == JsonValueKind.True);
    }

    private static string VoiceOf(JsonElement root)
    {
        bool named = List(root, "sources").Count() != 1 || Text(List(root, "sources").First(), "mention") is not null;
        return Part(root, "cue") is null && !named && Text(root, "form") == "indirect" ? Narration : Attributed;
    }

    private static void AddNames(List<Named> names, JsonElement parent, string field, string role, int proposition)
    {
        int ordinal = 0;
        foreach (JsonElement item in List(parent, field))
        {
            names.Add(new Named(role, proposition, ordinal++, Text(item, "name") ?? Text(item, "mention") ?? "unnamed", Text(item, "kind"), Text(item, "country"), Text(item, "party")));
        }
    }

    private static JsonElement.ArrayEnumerator List(JsonElement parent, string field) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(field, out JsonElement list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    private static JsonElement? Part(JsonElement parent, string field) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(field, out JsonElement part) && part.ValueKind == JsonValueKind.Object ? part : null;

    private static string Needed(JsonElement parent, string field) => Text(parent, field) ?? throw new JsonException($"the field {field} is missing");

    private static string? Text(JsonElement? parent, string field) =>
        parent is { ValueKind: JsonValueKind.Object } some && some.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? Number(JsonElement? parent, string field) =>
        parent is { } some && some.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    /// <summary>Prefixes that part the fields in the one stream of words. An underscore is no letter, so no word of a text starts like one.</summary>
    internal static class Prefix
    {
        /// <summary>Names, states and parties of speakers.</summary>
        public const string Speaker = "s_";

        /// <summary>Those of actors.</summary>
        public const string Actor = "a_";

        /// <summary>Those of recipients.</summary>
        public const string Recipient = "r_";

        /// <summary>Objects and weapon systems.</summary>
        public const string Object = "o_";

        /// <summary>Event types, and "transfer".</summary>
        public const string Type = "t_";

        /// <summary>Statuses of propositions.</summary>
        public const string Status = "u_";

        /// <summary>Polarities.</summary>
        public const string Polarity = "y_";

        /// <summary>Places.</summary>
        public const string Place = "l_";

        /// <summary>Stances.</summary>
        public const string Stance = "v_";

        /// <summary>Forms.</summary>
        public const string Form = "f_";

        /// <summary>Outlets.</summary>
        public const string Outlet = "w_";

        /// <summary>Days of publication, eight digits, or "none".</summary>
        public const string Day = "d_";

        /// <summary>Parties in any role.</summary>
        public const string Party = "p_";

        /// <summary>States of anybody in any role.</summary>
        public const string Country = "c_";
    }
}
