using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Hearsay.Claims.Reviewing;
using Hearsay.Cli.Work;
using Hearsay.Export.Records;
using Hearsay.Storage;
using Hearsay.Storage.Queries;

namespace Hearsay.Cli.Commands;

/// <summary><c>hearsay claims</c>: finds claims in the ledger.</summary>
internal static class ClaimsCommand
{
    private const int PageSize = 500;

    private static readonly string[] Shown = ["id", "published", "outlet", "speaker", "stance", "review", "content…"];

    private static readonly string[] Columns =
    [
        "id", "document", "revision", "name", "title", "outlet", "published", "address", "speaker", "kind", "country", "stance", "form", "content", "cue", "type", "actor", "recipient", "object", "status", "confidence",
        "review", "reliability", "credibility", "copy_of", "family", "voice", "marking",
    ];

    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var countBy = new Option<string>("--count-by") { Description = "Counts claims by a facet instead of listing them.", HelpName = "FACET" };
        countBy.AcceptOnlyFromAmong([.. Enum.GetNames<Facet>().Select(name => name.ToLowerInvariant())]);
        var sort = new Option<string>("--sort") { Description = "newest: last added first, the usual. oldest: as they were added. published: by day of publication, latest first.", HelpName = "newest|oldest|published" };
        sort.AcceptOnlyFromAmong("newest", "oldest", "published");
        var command = new GuidedCommand("claims", "Finds claims in the ledger.")
        {
            Details =
            [
                "JSON Lines are records of hearsay.claim/1 with one more field, 'ledger': document, outlet, publication, confidence, review and grades. A speaker, actor or recipient is found by words of its name, by its state's ISO 3166 alpha-3 code, or by its id in the registry of parties.",
                "Facets: " + string.Join(", ", Enum.GetNames<Facet>().Select(name => name.ToLowerInvariant())) + ". What a claim has several of, counts once for each.",
            ],
            Examples =
            [
                ("hearsay claims speaker:iran stance:denies", "What Iran denies."),
                ("hearsay claims '\"suicide drones\"' after:2022-10 before:2022-11 -outlet:tass", "Words, days of publication, and one outlet left out."),
                ("hearsay claims actor:IRN recipient:RUS type:transfer --count-by stance", "How the transfers from Iran to Russia are spoken of."),
                ("hearsay claims voice:narration actor:IRN", "What outlets say themselves, with no source named. Without voice: claims of sources are found."),
                ("hearsay claims review:open --format csv > open.csv", "Everything that nobody has looked at."),
                ("hearsay claims speaker:putin --as-of 2022-12-31", "What the ledger held at the end of that day."),
            ],
            ExitCodes = [(ExitCode.Found, "claims were found"), (ExitCode.Nothing, "none were"), (ExitCode.Error, "the query or the ledger is at fault")],
        };
        LedgerOptions options = LedgerOptions.AddQuery(command, pages: true);
        command.Options.Add(countBy);
        command.Options.Add(sort);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Query query = options.Understand(parsed);
            await using Ledger ledger = await Ledger.OpenAsync(options.Place(parsed), LedgerAccess.Read, terminal.Clock, cancellationToken);
            await using OutputTarget target = options.Open(parsed, terminal);
            if (parsed.GetValue(countBy) is { } name)
            {
                Listing counts = options.Listing(parsed, terminal, [name + "…", "claims"], [name, "claims"]);
                IReadOnlyList<FacetCount> found = await ledger.CountByAsync(query, Enum.Parse<Facet>(name, ignoreCase: true), options.Limit(parsed, terminal), cancellationToken);
                await target.WriteAsync(
                    counts.Page(
                        found, count => [count.Value ?? "—", Number(count.Count)], count => [count.Value, Number(count.Count)],
                        (json, count) =>
                        {
                            json.WriteStartObject();
                            json.WriteString(name, count.Value);
                            json.WriteNumber("claims", count.Count);
                            json.WriteEndObject();
                        }),
                    flush: true, cancellationToken);
                await target.CompleteAsync();
                return found.Count > 0 ? ExitCode.Found : ExitCode.Nothing;
            }

            Order order = Enum.Parse<Order>(parsed.GetValue(sort) ?? "newest", ignoreCase: true);
            Listing listing = options.Listing(parsed, terminal, Shown, Columns);
            int left = options.Limit(parsed, terminal);
            string? cursor = options.From(parsed);
            bool any = false;
            do
            {
                Page<FoundClaim> page = await ledger.ClaimsAsync(query, order, Math.Min(PageSize, left), cursor, cancellationToken);
                any |= page.Items.Count > 0;
                left -= page.Items.Count;
                cursor = page.Next;
                await target.WriteAsync(listing.Page(page.Items, Row, Values, Write), flush: true, cancellationToken);
            }
            while (cursor is not null && left > 0 && !target.Closed);

            await target.CompleteAsync();
            if (cursor is not null && !target.Closed)
            {
                terminal.Error.Write($"hearsay: there is more: --from {cursor}\n");
            }

            return any ? ExitCode.Found : ExitCode.Nothing;
        });
        return command;
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string?[] Row(FoundClaim claim)
    {
        using var json = JsonDocument.Parse(claim.Record);
        JsonElement root = json.RootElement;
        string grade = claim is { Reliability: null, Credibility: null } ? "" : $" {claim.Reliability?.ToString() ?? "–"}{claim.Credibility?.ToString(CultureInfo.InvariantCulture) ?? "–"}";
        return [claim.Id[..8], claim.Published, claim.Outlet, Speaker(root, "name"), root.GetProperty("stance").GetString(), claim.Verdict + grade + (MarkingOf(claim) is { } marking ? $" {marking}" : ""), Content(root)];
    }

    private static string?[] Values(FoundClaim claim)
    {
        using var json = JsonDocument.Parse(claim.Record);
        JsonElement root = json.RootElement;
        JsonElement? fact = root.GetProperty("propositions") is { ValueKind: JsonValueKind.Array } facts && facts.GetArrayLength() > 0 ? facts[0] : null;
        string Names(string role) => fact is { } some && some.TryGetProperty(role, out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? string.Join("; ", list.EnumerateArray().Select(item => Text(item, "name") ?? Text(item, "text"))) : "";
        return
        [
            claim.Id, claim.Document, Number(claim.Revision), claim.Name, claim.Title, claim.Outlet, claim.Published, claim.Address, Speaker(root, "name"), Speaker(root, "kind"), Speaker(root, "country"),
            root.GetProperty("stance").GetString(), root.GetProperty("form").GetString(), Content(root), Text(root.GetProperty("cue"), "text"), fact is { } first ? Text(first, "type") : null, Names("actor"), Names("recipient"),
            Names("object"), fact is { } only ? Text(only, "status") : null, claim.Confidence.ToString("0.###", CultureInfo.InvariantCulture), claim.Verdict, claim.Reliability?.ToString(),
            claim.Credibility?.ToString(CultureInfo.InvariantCulture), claim.CopyOf, claim.Family, claim.Voice, MarkingOf(claim),
        ];
    }

    private static void Write(Utf8JsonWriter to, FoundClaim claim)
    {
        // The record as it is stored, byte for byte, with one field more before its closing brace.
        using var own = new MemoryStream();
        using (var json = new Utf8JsonWriter(own, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("document", claim.Document);
            json.WriteNumber("revision", claim.Revision);
            json.WriteString("title", claim.Title);
            json.WriteString("outlet", claim.Outlet);
            json.WriteString("published", claim.Published);
            json.WriteString("address", claim.Address);
            json.WriteNumber("confidence", Math.Round(claim.Confidence, 4));
            json.WriteString("review", claim.Verdict);
            json.WriteString("reliability", claim.Reliability?.ToString());
            if (claim.Credibility is { } credibility)
            {
                json.WriteNumber("credibility", credibility);
            }
            else
            {
                json.WriteNull("credibility");
            }

            json.WriteString("copy_of", claim.CopyOf);
            json.WriteString("family", claim.Family);
            json.WriteString("voice", claim.Voice);
            json.WriteString("marking", MarkingOf(claim));
            json.WriteEndObject();
        }

        to.WriteRawValue($"{RecordWriter.Opened(claim.Record)},\"ledger\":{System.Text.Encoding.UTF8.GetString(own.ToArray())}}}", skipInputValidation: true);
    }

    private static string? MarkingOf(FoundClaim claim) => claim.Marking is { } marking ? Markings.NameOf(marking) : null;

    private static string? Speaker(JsonElement root, string field) => root.GetProperty("sources")[0].GetProperty(field).GetString();

    private static string Content(JsonElement root) => string.Join(" … ", root.GetProperty("content").EnumerateArray().Select(part => part.GetProperty("text").GetString()));

    private static string? Text(JsonElement parent, string field) => parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
