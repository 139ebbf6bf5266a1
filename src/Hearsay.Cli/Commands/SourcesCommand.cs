using System.CommandLine;
using System.Globalization;
using Hearsay.Cli.Work;
using Hearsay.Storage;
using Hearsay.Storage.Queries;

namespace Hearsay.Cli.Commands;

/// <summary><c>hearsay sources</c>: who speaks in the ledger, and how.</summary>
internal static class SourcesCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new GuidedCommand("sources", "Lists who speaks in the claims that a query finds: how often, in how many documents, with which stances.")
        {
            Details = ["A source is one who speaks; who published it is an outlet ('hearsay claims --count-by outlet')."],
            Examples =
            [
                ("hearsay sources recipient:RUS type:transfer", "Who speaks of transfers to Russia."),
                ("hearsay sources outlet:reuters --format csv", "Whom an outlet quotes."),
            ],
            ExitCodes = [(ExitCode.Found, "sources were found"), (ExitCode.Nothing, "none were"), (ExitCode.Error, "the query or the ledger is at fault")],
        };
        LedgerOptions options = LedgerOptions.AddQuery(command, pages: false);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Query query = options.Understand(parsed);
            await using Ledger ledger = await Ledger.OpenAsync(options.Place(parsed), LedgerAccess.Read, terminal.Clock, cancellationToken);
            await using OutputTarget target = options.Open(parsed, terminal);
            IReadOnlyList<FoundSource> found = await ledger.SourcesAsync(query, options.Limit(parsed, terminal), cancellationToken);
            Listing listing = options.Listing(parsed, terminal, ["speaker", "claims", "documents", "first", "last", "stances…"], ["speaker", "claims", "documents", "first", "last", "stances"]);
            static string?[] Row(FoundSource source) => [source.Name, Number(source.Claims), Number(source.Documents), source.First, source.Last, string.Join(", ", source.Stances.Select(stance => $"{Number(stance.Count)} {stance.Value}"))];
            await target.WriteAsync(
                listing.Page(
                    found, Row, Row,
                    (json, source) =>
                    {
                        json.WriteStartObject();
                        json.WriteString("speaker", source.Name);
                        json.WriteNumber("claims", source.Claims);
                        json.WriteNumber("documents", source.Documents);
                        json.WriteString("first", source.First);
                        json.WriteString("last", source.Last);
                        json.WriteStartObject("stances");
                        foreach (FacetCount stance in source.Stances)
                        {
                            json.WriteNumber(stance.Value!, stance.Count);
                        }

                        json.WriteEndObject();
                        json.WriteEndObject();
                    }),
                flush: true, cancellationToken);
            await target.CompleteAsync();
            return found.Count > 0 ? ExitCode.Found : ExitCode.Nothing;
        });
        return command;
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
