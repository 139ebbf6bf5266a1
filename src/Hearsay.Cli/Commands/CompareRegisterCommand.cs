using System.CommandLine;
using System.Globalization;
using Hearsay.Claims.Reviewing;
using Hearsay.Cli.Work;
using Hearsay.Export;
using Hearsay.Export.Registers;
using Hearsay.Storage;
using Hearsay.Storage.Queries;

namespace Hearsay.Cli.Commands;

/// <summary><c>hearsay compare-register</c>: another register of arms transfers beside ours.</summary>
internal static class CompareRegisterCommand
{
    private static readonly string[] Columns = ["difference", "table", "recipient", "supplier", "weapon", "column", "theirs", "ours", "line"];

    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "A register of arms transfers: a table (CSV) with the columns of SIPRI's, UTF-8 or Latin-1. Titles above the header are passed over." };
        var command = new GuidedCommand("compare-register", "Compares a register of arms transfers with what the claims that a query finds amount to.")
        {
            Details =
            [
                "Rows are the same when recipient, supplier and weapon are. Listed are rows that only one side has, and cells that differ: year of order, numbers, years of delivery. A question mark stands for what a register doubts.",
                "Ours is the register of 'hearsay export sipri': 'main' for what a party to the deal acknowledges, 'alleged' for the rest.",
            ],
            Examples =
            [
                ("hearsay compare-register trade-register.csv type:transfer", "All differences."),
                ("hearsay compare-register trade-register.csv country:IRN --format csv > differences.csv", "Those that concern one state, as a table."),
            ],
            ExitCodes = [(ExitCode.Found, "there are differences"), (ExitCode.Nothing, "there are none"), (ExitCode.Error, "the file, the query or the ledger is at fault")],
        };
        command.Arguments.Add(file);
        LedgerOptions options = LedgerOptions.AddQuery(command, pages: false);
        Option<string> most = LedgerOptions.MaxMarking();
        command.Options.Add(most);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string path = parsed.GetValue(file)!;
            IReadOnlyList<RegisterEntry> theirs;
            IReadOnlyList<int> passed;
            try
            {
                (theirs, passed) = await RegisterTable.ReadAsync(await File.ReadAllBytesAsync(path, cancellationToken), cancellationToken);
            }
            catch (Exception reason) when (reason is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                throw new CommandFailure(CliErrors.ImportUnreadable, path, $"the register cannot be read: {reason.Message}");
            }

            foreach (int line in passed)
            {
                terminal.Report(false, CliErrors.ImportLine, $"{path}:{line.ToString(CultureInfo.InvariantCulture)}", "the row has no recipient, supplier or weapon; it was passed over");
            }

            await using Ledger ledger = await Ledger.OpenAsync(options.Place(parsed), LedgerAccess.Read, terminal.Clock, cancellationToken);
            await using OutputTarget target = options.Open(parsed, terminal);
            RegisterDifference[] found = [.. RegisterComparison.Find(theirs, await OursAsync(ledger, options.Understand(parsed), Markings.TryParse(parsed.GetValue(most)), cancellationToken)).Take(options.Limit(parsed, terminal))];
            Listing listing = options.Listing(parsed, terminal, ["difference", "recipient", "supplier", "weapon", "column", "theirs", "ours…"], Columns);
            await target.WriteAsync(
                listing.Page(
                    found,
                    one => [one.Kind + (one.Table == "alleged" ? " (alleged)" : ""), one.Recipient, one.Supplier, one.Designation, one.Column, one.Theirs, one.Ours],
                    one => [one.Kind, one.Table, one.Recipient, one.Supplier, one.Designation, one.Column, one.Theirs, one.Ours, one.Line?.ToString(CultureInfo.InvariantCulture)],
                    (json, one) =>
                    {
                        json.WriteStartObject();
                        json.WriteString("difference", one.Kind);
                        json.WriteString("table", one.Table);
                        json.WriteString("recipient", one.Recipient);
                        json.WriteString("supplier", one.Supplier);
                        json.WriteString("weapon", one.Designation);
                        json.WriteString("column", one.Column);
                        json.WriteString("theirs", one.Theirs);
                        json.WriteString("ours", one.Ours);
                        json.WritePropertyName("line");
                        if (one.Line is { } line)
                        {
                            json.WriteNumberValue(line);
                        }
                        else
                        {
                            json.WriteNullValue();
                        }

                        json.WriteEndObject();
                    }),
                flush: true, cancellationToken);
            await target.CompleteAsync();
            return found.Length > 0 ? ExitCode.Found : ExitCode.Nothing;
        });
        return command;
    }

    /// <summary>Our register, as it is exported: whatever makes it, this is what it says.</summary>
    private static async Task<IEnumerable<(string Table, RegisterEntry Entry)>> OursAsync(Ledger ledger, Query query, TrafficLight? most, CancellationToken cancellationToken)
    {
        ExportFormat register = ExportFormat.All.Single(format => format.Name == "sipri");
        MemoryStream[] tables = [.. register.Files.Select(_ => new MemoryStream())];
        await using (var losses = new LossReport(Stream.Null, register.Name))
        {
            await register.WriteAsync(ExportSource.Shareable(ExportSource.Read(ledger, query, cancellationToken), most, null, losses, cancellationToken), [.. tables], new ExportSettings("Hearsay"), losses, cancellationToken);
        }

        List<(string, RegisterEntry)> rows = [];
        foreach ((string file, MemoryStream table) in register.Files.Zip(tables).Where(pair => pair.First is "main.csv" or "alleged.csv"))
        {
            rows.AddRange((await RegisterTable.ReadAsync(table.ToArray(), cancellationToken)).Entries.Select(entry => (Path.GetFileNameWithoutExtension(file), entry)));
        }

        return rows;
    }
}
