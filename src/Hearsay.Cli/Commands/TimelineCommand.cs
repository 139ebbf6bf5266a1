using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Replaying;
using Hearsay.Claims.Timelines;
using Hearsay.Cli.Work;
using Hearsay.Storage;

namespace Hearsay.Cli.Commands;

/// <summary><c>hearsay timeline</c>: events by their own time and by the time in which they were told.</summary>
internal static class TimelineCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var lane = new Option<string[]>("--lane") { Description = "Only the lane of this party: a name, a state's ISO 3166 alpha-3 code, or an id of the party registry; may be given several times. Usual: the parties with most events.", HelpName = "PARTY" };
        var command = new GuidedCommand("timeline", "Shows events by the time in which they took place, and by the days on which they were told, with a lane for each party.")
        {
            Details =
            [
                "An event is a cluster of claims about one proposition. Its band runs over all days that any claim allows (░), with those that all claims allow in full (█). Marks below are days of publication: + affirms, − denies, · is silent or intends. Events that nobody dates have marks only.",
            ],
            Examples =
            [
                ("hearsay timeline type:transfer", "Arms transfers, a lane for each party."),
                ("hearsay timeline --lane IRN --lane RUS after:2022-08", "Two lanes."),
                ("hearsay timeline --format csv", "A line for each statement, for a spreadsheet."),
            ],
            ExitCodes = [(ExitCode.Found, "there are events"), (ExitCode.Nothing, "there are none"), (ExitCode.Error, "the query or the ledger is at fault")],
        };
        LedgerOptions options = LedgerOptions.AddQuery(command, pages: false);
        ReplayOptions replay = ReplayOptions.Add(command);
        command.Options.Add(lane);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Ledger ledger = await Ledger.OpenAsync(options.Place(parsed), LedgerAccess.Read, terminal.Clock, cancellationToken);
            await using OutputTarget target = options.Open(parsed, terminal);
            Comparison comparison = await replay.CompareAsync(parsed, ledger, options.Understand(parsed), terminal, cancellationToken);
            Timeline timeline = Timeline.Of(comparison.All.Where(cluster => Replay.Stands(cluster, replay.LeastOrigins(parsed))));
            string[] wanted = parsed.GetValue(lane) ?? [];
            foreach (string name in wanted.Where(name => !timeline.Lanes.Any(one => TimelineLines.IsLane(one, name))))
            {
                terminal.Report(false, CliErrors.UnknownName, name, "no party of the events that were found is called so; 'hearsay parties' lists the names");
            }

            TimelineLane[] lanes = [.. timeline.Lanes.Where(one => wanted.Length == 0 || wanted.Any(name => TimelineLines.IsLane(one, name)))];
            HashSet<string> inside = [.. lanes.SelectMany(one => one.Events)];
            TimelineEvent[] events = [.. timeline.Events.Where(item => inside.Contains(item.Id))];
            int most = options.Limit(parsed, terminal);
            byte[] bytes = options.Format(parsed, terminal) switch
            {
                "table" => Encoding.UTF8.GetBytes(TimelineLines.Told(events, lanes, most, terminal.Width)),
                "csv" => options.Listing(parsed, terminal, [], TimelineLines.Columns).Page([.. events.Take(most).SelectMany(item => item.Statements.Select(statement => (item, statement)))], _ => [], line => TimelineLines.Values(line.item, line.statement), (_, _) => { }),
                _ => options.Listing(parsed, terminal, [], []).Page([.. events.Take(most)], _ => [], _ => [], TimelineLines.Write),
            };
            await target.WriteAsync(bytes, flush: true, cancellationToken);
            await target.CompleteAsync();
            return events.Length > 0 ? ExitCode.Found : ExitCode.Nothing;
        });
        return command;
    }
}
