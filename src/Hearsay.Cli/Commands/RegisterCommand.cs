using System.CommandLine;
using System.Text;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Registers;
using Hearsay.Cli.Work;
using Hearsay.Storage;

namespace Hearsay.Cli.Commands;

/// <summary><c>hearsay register</c>: the arms register, folded from claims.</summary>
internal static class RegisterCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new GuidedCommand("register", "Shows who is claimed to provide which arms to whom: what parties acknowledge apart from what others allege, and what would change each row.")
        {
            Details =
            [
                "A row is one supplier, one recipient and one kind of goods; its id stays whatever is claimed. Numbers and years are intervals over all claims, with '?' where they are uncertain. How rows are folded: docs/register.md. 'hearsay export sipri' writes the same rows in SIPRI's columns.",
            ],
            Examples =
            [
                ("hearsay register", "The whole register."),
                ("hearsay register actor:iran after:2022-08", "Folded from claims in which Iran acts."),
                ("hearsay register --format csv --output register.csv", "As a spreadsheet."),
            ],
            ExitCodes = [(ExitCode.Found, "there are rows"), (ExitCode.Nothing, "there are none"), (ExitCode.Error, "the query or the ledger is at fault")],
        };
        LedgerOptions options = LedgerOptions.AddQuery(command, pages: false);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Ledger ledger = await Ledger.OpenAsync(options.Place(parsed), LedgerAccess.Read, terminal.Clock, cancellationToken);
            await using OutputTarget target = options.Open(parsed, terminal);
            var reports = new List<ReviewedReport>();
            await foreach (ReviewedReport report in LedgerReports.Read(ledger, options.Understand(parsed), cancellationToken))
            {
                reports.Add(report);
            }

            Register register = Register.Fold(reports);
            RegisterRow[] rows = [.. register.Rows.Take(options.Limit(parsed, terminal))];
            byte[] bytes = options.Format(parsed, terminal) == "table"
                ? Encoding.UTF8.GetBytes(Told(rows, reports, terminal.Width))
                : options.Listing(parsed, terminal, [], RegisterLines.Columns).Page(rows, _ => [], RegisterLines.Values, RegisterLines.Write);
            await target.WriteAsync(bytes, flush: true, cancellationToken);
            await target.CompleteAsync();
            return rows.Length > 0 ? ExitCode.Found : ExitCode.Nothing;
        });
        return command;
    }

    private static string Told(RegisterRow[] rows, List<ReviewedReport> reports, int width)
    {
        Dictionary<string, string> words = reports.DistinctBy(report => report.Report.Claim.Id).ToDictionary(report => report.Report.Claim.Id.Value, report => Comparison.Words(new Comparand(report.Report, -1)), StringComparer.Ordinal);
        var to = new StringBuilder();
        foreach (IGrouping<RegisterSection, RegisterRow> section in rows.GroupBy(row => row.Section))
        {
            to.Append(to.Length > 0 ? "\n" : "").Append(RegisterLines.Heading(section.Key)).Append("\n\n");
            foreach (RegisterRow row in section)
            {
                to.Append(RegisterLines.Told(row, words.GetValueOrDefault, width));
            }
        }

        return to.ToString();
    }
}
