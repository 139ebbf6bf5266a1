using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Registers;
using Hearsay.Claims.Replaying;
using Hearsay.Cli.Tables;
using Hearsay.Cli.Work;
using Hearsay.Storage;
using Hearsay.Storage.Queries;

namespace Hearsay.Cli.Commands;

/// <summary><c>hearsay replay</c>: which conclusions flip when part of the evidence is left out.</summary>
internal static class ReplayCommand
{
    private static readonly string[] Columns = ["kind", "id", "about", "before", "after"];

    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new GuidedCommand("replay", "Shows which rows of the register, disputes and positions are others when a source is left out, at an earlier day, or when more origins are asked for.")
        {
            Details =
            [
                "Everything is drawn anew from the rest of the claims and compared with what the whole ledger says. A source is left out with what rests on it: reports that name it and copies of these (docs/comparing.md). --as-of leaves out what came later.",
            ],
            Examples =
            [
                ("hearsay replay --without-source Reuters", "What rests on Reuters."),
                ("hearsay replay type:transfer --min-independent 2", "What rests on one origin."),
                ("hearsay replay --as-of 2022-10-31 --by published", "What only articles after October 2022 made so."),
            ],
            ExitCodes = [(ExitCode.Found, "conclusions flip"), (ExitCode.Nothing, "none does"), (ExitCode.Error, "the query or the ledger is at fault")],
        };
        LedgerOptions options = LedgerOptions.AddQuery(command, pages: false);
        ReplayOptions replay = ReplayOptions.Add(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Ledger ledger = await Ledger.OpenAsync(options.Place(parsed), LedgerAccess.Read, terminal.Clock, cancellationToken);
            await using OutputTarget target = options.Open(parsed, terminal);
            Query query = options.Understand(parsed);
            if (query.AsOf is null && replay.Without(parsed).IsEmpty && replay.LeastOrigins(parsed) <= 1)
            {
                throw new CommandFailure(CliErrors.Usage, null, "nothing is left out: name --without-source, --min-independent or --as-of");
            }

            IReadOnlyList<ReviewedReport> all = await ledger.ReviewedReportsAsync(query with { AsOf = null }, null, cancellationToken);
            IReadOnlyList<ReviewedReport> rest = replay.Keep(parsed, await replay.ReadAllAsync(parsed, ledger, query, cancellationToken), terminal);
            ImmutableArray<ClaimPair> pairs = await ledger.PairsAsync(cancellationToken);
            Flip[] flips = [.. Replay.Of(all, 1, pairs).Flips(Replay.Of(rest, replay.LeastOrigins(parsed), pairs)).Take(options.Limit(parsed, terminal))];
            byte[] bytes = options.Format(parsed, terminal) == "table"
                ? Encoding.UTF8.GetBytes(Told(flips, all.Count, rest.Count, terminal.Width))
                : options.Listing(parsed, terminal, [], Columns).Page(flips, _ => [], flip => [flip.Kind, flip.Id, flip.About, flip.Before, flip.After], (json, flip) =>
                {
                    json.WriteStartObject();
                    json.WriteString("kind", flip.Kind);
                    json.WriteString("id", flip.Id);
                    json.WriteString("about", flip.About);
                    json.WriteString("before", flip.Before);
                    json.WriteString("after", flip.After);
                    json.WriteEndObject();
                });
            await target.WriteAsync(bytes, flush: true, cancellationToken);
            await target.CompleteAsync();
            return flips.Length > 0 ? ExitCode.Found : ExitCode.Nothing;
        });
        return command;
    }

    private static string Told(Flip[] flips, int all, int rest, int width)
    {
        var to = new StringBuilder();
        RegisterLines.Line(to, "", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{rest} of {all} claims are left; {flips.Length} conclusions flip"), width);
        foreach (Flip flip in flips)
        {
            string about = CellText.Clean($"{flip.Kind} {flip.Id}  {flip.About}");
            to.Append(CellText.Fit(about, width)).Append('\n');
            RegisterLines.Line(to, "    ", $"{flip.Before} → {flip.After}", width);
        }

        return to.ToString();
    }
}
