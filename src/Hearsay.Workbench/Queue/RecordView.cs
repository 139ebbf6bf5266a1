using System.Text.Json;

namespace Hearsay.Workbench.Queue;

/// <summary>A claim's record as the screens need it: what is missing in a record of another program is empty here.</summary>
internal sealed class RecordView
{
    private readonly JsonElement _root;

    private RecordView(JsonElement root) => _root = root;

    /// <summary>The record.</summary>
    public JsonElement Json => _root;

    /// <summary>SHA-256 of the text that the offsets point into.</summary>
    public string Sha256 => Text(_root, "sha256") ?? "";

    /// <summary>One of the nine stances.</summary>
    public string Stance => Text(_root, "stance") ?? "";

    /// <summary>direct, indirect, mixed.</summary>
    public string Form => Text(_root, "form") ?? "";

    /// <summary>The words of the attribution, or null.</summary>
    public string? Cue => _root.TryGetProperty("cue", out JsonElement cue) && cue.ValueKind == JsonValueKind.Object ? Text(cue, "text") : null;

    /// <summary>The words of all contents.</summary>
    public string Content => string.Join(" … ", List(_root, "content").Select(part => OneLine(Text(part, "text") ?? "")));

    /// <summary>The chain of sources, outermost first; of one without a name the words.</summary>
    public IReadOnlyList<string> Chain => [.. List(_root, "sources").Select(Named)];

    /// <summary>The sources.</summary>
    public IReadOnlyList<JsonElement> Sources => List(_root, "sources");

    /// <summary>Ids of the claims that this one answers.</summary>
    public IReadOnlyList<string> Answers => [.. List(_root, "answers").Select(item => item.GetString()).OfType<string>()];

    /// <summary>The propositions.</summary>
    public IReadOnlyList<JsonElement> Propositions => List(_root, "propositions");

    /// <summary>From the first to the last word of speaker, cue and content, in code points; (0, 0) for none.</summary>
    public (int Start, int End) Extent
    {
        get
        {
            List<JsonElement> parts = [.. List(_root, "content")];
            if (_root.TryGetProperty("cue", out JsonElement cue) && cue.ValueKind == JsonValueKind.Object)
            {
                parts.Add(cue);
            }

            int start = int.MaxValue;
            int end = 0;
            foreach (JsonElement part in parts)
            {
                start = Math.Min(start, Number(part, "start") ?? int.MaxValue);
                end = Math.Max(end, Number(part, "end") ?? 0);
            }

            return start <= end ? (start, end) : (0, 0);
        }
    }

    /// <summary>Reads a record.</summary>
    public static RecordView Of(string record)
    {
        using var json = JsonDocument.Parse(record);
        return new RecordView(json.RootElement.Clone());
    }

    /// <summary>Names of the participants in a role of a proposition.</summary>
    public static IReadOnlyList<string> Names(JsonElement proposition, string role) => [.. List(proposition, role).Select(item => Text(item, "name") ?? Text(item, "text") ?? "").Where(name => name.Length > 0)];

    /// <summary>A field of words, or null.</summary>
    public static string? Text(JsonElement parent, string field) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A field of a number, or null.</summary>
    public static int? Number(JsonElement parent, string field) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : null;

    /// <summary>A field of a list; empty when it is none.</summary>
    public static IReadOnlyList<JsonElement> List(JsonElement parent, string field) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(field, out JsonElement list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    /// <summary>What a source is called: its name, or its words when it has none.</summary>
    public static string Named(JsonElement source) => OneLine((Text(source, "kind") == "unnamed" ? Text(source, "mention") : null) ?? Text(source, "name") ?? "unnamed");

    /// <summary>White space, line breaks among it, as single spaces.</summary>
    public static string OneLine(string words) => string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
