using System.IO.Compression;
using System.Text.Json;
using Hearsay.Claims;
using Hearsay.Claims.Coding;
using Hearsay.Claims.Parties;
using Hearsay.Reading;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Cli.Evaluating;

/// <summary>Codes the sentences of the PLOVER gold standard (data/events/peer-gold-dev.jsonl.gz, suite plover-gsr-cameo) and compares type and states.</summary>
/// <param name="shared">Folder that holds data.</param>
internal sealed class EventEvaluation(string shared)
{
    private const string Suite = "plover-gsr-cameo";

    private readonly PartyRegistry _registry = PartyRegistry.Standard;
    private readonly EventCoder _coder = new(PartyRegistry.Standard);

    /// <summary>Codes every sentence and counts.</summary>
    /// <param name="reader">Reads the sentences.</param>
    /// <param name="each">Told of every sentence: its id, its text, what was expected and what was coded; or null.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public EventScores Run(Reader reader, Action<string, string, string, string>? each, CancellationToken cancellationToken)
    {
        int sentences = 0;
        int type = 0;
        int right = 0;
        int exact = 0;
        int coded = 0;
        using FileStream packed = File.OpenRead(Path.Combine(shared, "data", "events", "peer-gold-dev.jsonl.gz"));
        using var lines = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        while (lines.ReadLine() is { } line)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using JsonDocument json = JsonDocument.Parse(line);
            JsonElement record = json.RootElement;
            if (record.GetProperty("suite").GetString() != Suite)
            {
                continue;
            }

            string text = record.GetProperty("text").GetString()!;
            List<Comparable> gold = [.. record.GetProperty("expected").EnumerateArray().Select(Expected)];
            var article = new Article("sentence", new RawText(text), Published: PublicationDate.TryParse(record.TryGetProperty("date", out JsonElement date) ? date.GetString() : null));
            List<Comparable> found = [.. _coder.Code(reader.Read(article)).Select(Found)];
            sentences++;
            coded += found.Count > 0 ? 1 : 0;
            type += gold.TrueForAll(one => found.Exists(other => other.Type == one.Type)) ? 1 : 0;
            bool all = gold.TrueForAll(one => found.Exists(other => Agree(one, other)));
            right += all ? 1 : 0;
            exact += all && found.TrueForAll(other => gold.Exists(one => Agree(one, other))) ? 1 : 0;
            each?.Invoke(record.GetProperty("id").GetString()!, text, string.Join("; ", gold), string.Join("; ", found));
        }

        return new EventScores(sentences, type, right, exact, coded);
    }

    private static bool Agree(Comparable gold, Comparable found) => gold.Type == found.Type
        && (gold.Recipients.Count == 0 && gold.Actors.Count > 1
            ? gold.Actors.SetEquals(found.Actors.Concat(found.Recipients))
            : gold.Actors.SetEquals(found.Actors) && gold.Recipients.SetEquals(found.Recipients));

    private static Comparable Expected(JsonElement one)
    {
        // The suite uses labels of an older edition of PLOVER, and some codes that ISO 3166 does not have.
        string type = one.GetProperty("plover").GetString()! switch { "DEMAND" => "REQUEST", "DISAPPROVE" or "INVESTIGATE" => "ACCUSE", "FIGHT" => "ASSAULT", var other => other };
        return new Comparable(Enum.Parse<EventType>(type, ignoreCase: true), Codes(one, "source"), Codes(one, "target"));
    }

    private static SortedSet<string> Codes(JsonElement one, string role) =>
        new(one.GetProperty(role).EnumerateArray().Select(entity => entity.GetProperty("code").GetString()!).Select(code => code switch { "JAP" => "JPN", "ITL" => "ITA", "VTN" => "VNM", _ => code }), StringComparer.Ordinal);

    private Comparable Found(CodedEvent one) => new(one.Type, Codes(one.Actors), Codes(one.Recipients));

    private SortedSet<string> Codes(IEnumerable<Participant> participants) => new(participants.Select(CodeOf), StringComparer.Ordinal);

    /// <summary>As PLOVER codes entities: a state's code, IGO for organisations of states, NGO for others, "---" for whom nothing is known.</summary>
    private string CodeOf(Participant participant) => participant.Country ?? (participant.Party is { } id && _registry.FindId(id) is { } party ? party.Sort switch
    {
        PartySort.International => "IGO",
        PartySort.Institute or PartySort.Movement => "NGO",
        PartySort.ArmedGroup => "IMG",
        PartySort.Company => "MNC",
        _ => "---",
    } : "---");

    private sealed record Comparable(EventType Type, SortedSet<string> Actors, SortedSet<string> Recipients)
    {
        public override string ToString() => $"{string.Join('+', Actors)} {Type.ToString().ToUpperInvariant()} {string.Join('+', Recipients)}";
    }
}
