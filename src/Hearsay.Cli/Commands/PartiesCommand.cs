using System.CommandLine;
using System.Globalization;
using Hearsay.Cli.Work;
using Hearsay.Storage;
using Hearsay.Storage.Queries;

namespace Hearsay.Cli.Commands;

/// <summary><c>hearsay parties</c>: who stands in the claims of the ledger.</summary>
internal static class PartiesCommand
{
    private static readonly string[] Columns = ["id", "name", "kind", "country", "state", "same_as", "speaks", "acts", "receives"];

    private static readonly string[] EvidenceColumns = ["party", "name", "role", "mentions", "documents", "first", "last", "claim"];

    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var state = new Option<string>("--state") { Description = "Only parties in this state.", HelpName = "candidate|registered|confirmed|rejected|merged" };
        state.AcceptOnlyFromAmong("candidate", "registered", "confirmed", "rejected", "merged");
        var show = new Option<string>("--show") { Description = "Shows what one party rests on instead: the names that it goes by and the claims they stand in, with those that were merged into it.", HelpName = "ID" };
        var command = new GuidedCommand("parties", "Lists who speaks, acts or has something done to it in the claims that a query finds.")
        {
            Details = ["A party is registered when the registry knows it, and a candidate when it is derived from a name alone; 'hearsay review confirm-party', 'reject-party' and 'merge-party' decide about candidates. Words of the query are looked for in claims."],
            Examples =
            [
                ("hearsay parties --state candidate", "Names that wait for a decision, most frequent first."),
                ("hearsay parties --show candidate:1f0c6d3a9b2e", "The evidence for a candidate, before it is confirmed, rejected or merged."),
                ("hearsay claims party:candidate:1f0c6d3a9b2e", "All claims that it stands in; for a party that others were merged into, theirs, too."),
                ("hearsay parties type:transfer after:2022", "Who stands in claims on arms transfers."),
            ],
            ExitCodes = [(ExitCode.Found, "parties were found"), (ExitCode.Nothing, "none were"), (ExitCode.Error, "the query or the ledger is at fault")],
        };
        LedgerOptions options = LedgerOptions.AddQuery(command, pages: false);
        command.Options.Add(state);
        command.Options.Add(show);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Query query = options.Understand(parsed);
            await using Ledger ledger = await Ledger.OpenAsync(options.Place(parsed), LedgerAccess.Read, terminal.Clock, cancellationToken);
            await using OutputTarget target = options.Open(parsed, terminal);
            if (parsed.GetValue(show) is { } id)
            {
                IReadOnlyList<PartyEvidence> evidence = await ledger.EvidenceAsync(id, query.AsOf, cancellationToken);
                await target.WriteAsync(
                    options.Listing(parsed, terminal, EvidenceColumns, EvidenceColumns).Page(
                        evidence, Cells, Cells,
                        (json, row) =>
                        {
                            json.WriteStartObject();
                            json.WriteString("party", row.Party);
                            json.WriteString("name", row.Name);
                            json.WriteString("role", row.Role);
                            json.WriteNumber("mentions", row.Mentions);
                            json.WriteNumber("documents", row.Documents);
                            json.WriteString("first", row.First);
                            json.WriteString("last", row.Last);
                            json.WriteString("claim", row.Claim);
                            json.WriteEndObject();
                        }),
                    flush: true, cancellationToken);
                await target.CompleteAsync();
                return evidence.Count > 0 ? ExitCode.Found : ExitCode.Nothing;
            }

            IReadOnlyList<FoundParty> found = await ledger.PartiesAsync(query, parsed.GetValue(state), options.Limit(parsed, terminal), cancellationToken);
            Listing listing = options.Listing(parsed, terminal, ["id", "name…", "kind", "country", "state", "speaks", "acts", "receives"], Columns);
            await target.WriteAsync(
                listing.Page(
                    found,
                    party => [party.Id, party.Name, party.Kind, party.Country, party.State, Number(party.Speaks), Number(party.Acts), Number(party.Receives)],
                    party => [party.Id, party.Name, party.Kind, party.Country, party.State, party.SameAs, Number(party.Speaks), Number(party.Acts), Number(party.Receives)],
                    (json, party) =>
                    {
                        json.WriteStartObject();
                        json.WriteString("id", party.Id);
                        json.WriteString("name", party.Name);
                        json.WriteString("kind", party.Kind);
                        json.WriteString("country", party.Country);
                        json.WriteString("state", party.State);
                        json.WriteString("same_as", party.SameAs);
                        json.WriteNumber("speaks", party.Speaks);
                        json.WriteNumber("acts", party.Acts);
                        json.WriteNumber("receives", party.Receives);
                        json.WriteEndObject();
                    }),
                flush: true, cancellationToken);
            await target.CompleteAsync();
            return found.Count > 0 ? ExitCode.Found : ExitCode.Nothing;
        });
        return command;
    }

    private static string?[] Cells(PartyEvidence row) => [row.Party, row.Name, row.Role, Number(row.Mentions), Number(row.Documents), row.First, row.Last, row.Claim];

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
