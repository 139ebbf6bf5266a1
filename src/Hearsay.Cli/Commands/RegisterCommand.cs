using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Registers;
using Hearsay.Claims.Replaying;
using Hearsay.Claims.Reviewing;
using Hearsay.Cli.Tables;
using Hearsay.Cli.Work;
using Hearsay.Storage;
using Hearsay.Storage.Queries;
using Hearsay.Text;

namespace Hearsay.Cli.Commands;

/// <summary><c>hearsay register</c>: the arms register, folded from claims.</summary>
internal static class RegisterCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var diff = new Option<(DateTimeOffset From, DateTimeOffset To)?>("--diff")
        {
            Description = "What moved between two days, and which claims and decisions moved it. The end of each day (UTC) counts.",
            HelpName = "FROM..TO",
            CustomParser = ParseDiff,
        };
        var command = new GuidedCommand("register", "Shows who is claimed to provide which arms to whom: what parties acknowledge apart from what others allege, and what would change each row.")
        {
            Details =
            [
                "A row is one supplier, one recipient and one kind of goods; its id stays whatever is claimed. Numbers and years are intervals over all claims, with '?' where they are uncertain. How rows are folded: docs/register.md. 'hearsay why ID' and 'hearsay why ID.delivered' show what a row or a cell rests on; 'hearsay export sipri' writes the same rows in SIPRI's columns.",
            ],
            Examples =
            [
                ("hearsay register", "The whole register."),
                ("hearsay register actor:iran after:2022-08", "Folded from claims in which Iran acts."),
                ("hearsay register --diff 2022-10-01..2022-11-30 --by published", "What articles of October and November 2022 moved, and why."),
                ("hearsay register --without-source Reuters --min-independent 2", "What stands on two independent origins without Reuters."),
                ("hearsay register --format csv --output register.csv", "As a spreadsheet."),
            ],
            ExitCodes = [(ExitCode.Found, "there are rows, or changes"), (ExitCode.Nothing, "there are none"), (ExitCode.Error, "the query or the ledger is at fault")],
        };
        LedgerOptions options = LedgerOptions.AddQuery(command, pages: false);
        ReplayOptions replay = ReplayOptions.Add(command);
        command.Options.Add(diff);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Ledger ledger = await Ledger.OpenAsync(options.Place(parsed), LedgerAccess.Read, terminal.Clock, cancellationToken);
            await using OutputTarget target = options.Open(parsed, terminal);
            Query query = options.Understand(parsed);
            int most = options.Limit(parsed, terminal);
            bool table = options.Format(parsed, terminal) == "table";
            byte[] bytes;
            bool any;
            if (parsed.GetValue(diff) is { } span)
            {
                IReadOnlyList<ReviewedReport> earlier = await replay.ReadAsync(parsed, ledger, query with { AsOf = span.From }, cancellationToken);
                IReadOnlyList<ReviewedReport> later = replay.Keep(parsed, await replay.ReadAllAsync(parsed, ledger, query with { AsOf = span.To }, cancellationToken), terminal);
                RegisterChange[] changes = [.. RegisterChange.Between(Fold(earlier, replay.LeastOrigins(parsed)), Fold(later, replay.LeastOrigins(parsed))).Take(most)];
                ILookup<string, Review> log = await DecisionsAsync(ledger, changes, span, replay.ByPublication(parsed), cancellationToken);
                bytes = table
                    ? Encoding.UTF8.GetBytes(string.Concat(changes.Select(change => RegisterChangeLines.Told(change, Words([.. earlier, .. later]), log, terminal.Width))))
                    : options.Listing(parsed, terminal, [], RegisterChangeLines.Columns).Page(
                        options.Format(parsed, terminal) == "csv" ? RegisterChangeLines.Lines(changes) : [.. changes.Select(change => (change, (RegisterMove?)null))],
                        _ => [], line => RegisterChangeLines.Values(line.Change, line.Move, log), (json, line) => RegisterChangeLines.Write(json, line.Change, log));
                any = changes.Length > 0;
                if (!any && earlier.Count == 0 && later.Count == 0 && !replay.ByPublication(parsed))
                {
                    terminal.Error.Write("hearsay: nothing had been added by then; --by published goes by the days of the articles\n");
                }
            }
            else
            {
                IReadOnlyList<ReviewedReport> reports = replay.Keep(parsed, await replay.ReadAllAsync(parsed, ledger, query, cancellationToken), terminal);
                RegisterRow[] rows = [.. Fold(reports, replay.LeastOrigins(parsed)).Rows.Take(most)];
                bytes = table
                    ? Encoding.UTF8.GetBytes(Told(rows, Words(reports), terminal.Width))
                    : options.Listing(parsed, terminal, [], RegisterLines.Columns).Page(rows, _ => [], RegisterLines.Values, RegisterLines.Write);
                any = rows.Length > 0;
            }

            await target.WriteAsync(bytes, flush: true, cancellationToken);
            await target.CompleteAsync();
            return any ? ExitCode.Found : ExitCode.Nothing;
        });
        return command;
    }

    private static Register Fold(IReadOnlyList<ReviewedReport> reports, int leastOrigins)
    {
        Register register = Register.Fold(reports);
        return register with { Rows = [.. register.Rows.Where(row => Replay.Stands(row, leastOrigins))] };
    }

    private static Func<string, string?> Words(IReadOnlyList<ReviewedReport> reports) =>
        reports.DistinctBy(report => report.Report.Claim.Id).ToDictionary(report => report.Report.Claim.Id.Value, report => Comparison.Words(new Comparand(report.Report, -1)), StringComparer.Ordinal).GetValueOrDefault;

    private static string Told(RegisterRow[] rows, Func<string, string?> words, int width)
    {
        var to = new StringBuilder();
        foreach (IGrouping<RegisterSection, RegisterRow> section in rows.GroupBy(row => row.Section))
        {
            to.Append(to.Length > 0 ? "\n" : "").Append(RegisterLines.Heading(section.Key)).Append("\n\n");
            foreach (RegisterRow row in section)
            {
                to.Append(RegisterLines.Told(row, words, width));
            }
        }

        return to.ToString();
    }

    /// <summary>The entries of the review log behind claims that came, went or were decided upon.</summary>
    private static async Task<ILookup<string, Review>> DecisionsAsync(Ledger ledger, RegisterChange[] changes, (DateTimeOffset From, DateTimeOffset To) span, bool byPublication, CancellationToken cancellationToken)
    {
        HashSet<string> claims = [.. changes.SelectMany(change => change.Removed.Concat(change.Reviewed).Concat(change.Added)).Select(one => one.Claim)];
        IReadOnlyList<Review> log = claims.Count == 0 ? [] : await ledger.LogAsync(cancellationToken: cancellationToken);
        return log.Where(entry => claims.Contains(entry.Subject) && (byPublication || (entry.At > span.From && entry.At <= span.To))).ToLookup(entry => entry.Subject, StringComparer.Ordinal);
    }

    private static (DateTimeOffset From, DateTimeOffset To)? ParseDiff(ArgumentResult result)
    {
        string value = result.Tokens[0].Value;
        string[] days = value.Split("..");
        if (days.Length == 2 && EndOf(days[0]) is { } from && EndOf(days[1]) is { } to && from < to)
        {
            return (from, to);
        }

        result.AddError($"--diff: '{CellText.Clean(value)}' is no span of time; write 2022-10-01..2022-11-30, the earlier day first");
        return null;

        static DateTimeOffset? EndOf(string day) => PublicationDate.TryParse(day) is { } date ? date.Moment ?? new DateTimeOffset(date.Day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddDays(1).AddTicks(-1) : null;
    }
}
