using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Hearsay.Claims.Parties;
using Hearsay.Cli.Work;
using Hearsay.Export;
using Hearsay.Storage;
using Hearsay.Storage.Queries;

namespace Hearsay.Cli.Commands;

/// <summary><c>hearsay import</c>: claims and parties that others wrote down.</summary>
internal static class ImportCommand
{
    /// <summary>The command with its sub-commands.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new GuidedCommand("import", "Takes in claims and parties of another ledger or program. Nothing that is there is changed.")
        {
            Details =
            [
                "Documents are added with 'hearsay add', which also takes STIX 2.1 bundles (each report is a document) and FollowTheMoney entities (Document, Article, HyperText, PlainText). A register of transfers is compared with 'hearsay compare-register'. docs/import.md has the columns.",
            ],
            Examples =
            [
                ("hearsay export records --output desk.jsonl && hearsay import claims desk.jsonl --ledger other.db", "From one ledger to another, without loss."),
                ("hearsay export csv --output tables && hearsay import claims tables/claims.csv", "Claims that were changed in a spreadsheet: what differs becomes a corrected copy."),
                ("hearsay parties --state confirmed --format csv > parties.csv && hearsay import parties parties.csv --ledger other.db", "Who is who, as another desk decided."),
            ],
            ExitCodes = [(ExitCode.Found, "all of it is in the ledger now"), (ExitCode.Nothing, "there was nothing to take in"), (ExitCode.Error, "some lines could not be taken, or the ledger or file is at fault")],
        };
        command.Subcommands.Add(Claims(terminal));
        command.Subcommands.Add(Parties(terminal));
        return command;
    }

    private static Command Claims(Terminal terminal)
    {
        Argument<string> file = File("JSON Lines of 'hearsay export records' or 'hearsay claims', or a table (CSV) of 'hearsay export csv' or made by hand.");
        var documents = new Option<string?>("--documents") { Description = "Table of the documents with their texts. Usual: documents.csv beside the table of claims, if there is one.", HelpName = "FILE" };
        var without = new Option<bool>("--no-decisions") { Description = "Leaves out verdicts and grades. Markings are always taken over." };
        Option<string> by = By();
        var command = new Command("claims", "Takes in claims, with their documents where the file holds them.");
        command.Arguments.Add(file);
        foreach (Option option in (Option[])[documents, without, by])
        {
            command.Options.Add(option);
        }

        LedgerOptions options = LedgerOptions.AddPlace(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string path = parsed.GetValue(file)!;
            await using Ledger ledger = await Ledger.OpenAsync(options.Place(parsed), LedgerAccess.Create, terminal.Clock, cancellationToken);
            var import = new ClaimImport(
                ledger, parsed.GetValue(by) ?? Reviewer.Name, !parsed.GetValue(without), (line, message) => terminal.Report(true, CliErrors.ImportLine, $"{path}:{line.ToString(CultureInfo.InvariantCulture)}", message));
            try
            {
                await using FileStream from = System.IO.File.OpenRead(path);
                if (IsJson(from))
                {
                    await import.ReadLinesAsync(from, Path.GetFileName(path), cancellationToken);
                }
                else
                {
                    using var rows = new StreamReader(from, new UTF8Encoding(false));
                    string beside = parsed.GetValue(documents) ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, "documents.csv");
                    Func<TextReader>? texts = parsed.GetValue(documents) is not null || (System.IO.File.Exists(beside) && Path.GetFullPath(path) != Path.GetFullPath(beside)) ? () => new StreamReader(beside, new UTF8Encoding(false)) : null;
                    await import.ReadTableAsync(rows, texts, Path.GetFileName(path), cancellationToken);
                }
            }
            catch (Exception reason) when (reason is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                throw new CommandFailure(CliErrors.ImportUnreadable, path, $"it cannot be read: {reason.Message}");
            }

            // As for what is added: copies are found before anybody counts origins, also those of an import that did not come so far.
            while (await ledger.CompareAsync(PartyRegistry.Standard, cancellationToken: cancellationToken) > 0)
            {
                // Until none is left.
            }

            while (await ledger.GroupAsync(cancellationToken: cancellationToken) > 0)
            {
                // Until none is left.
            }

            await TellAsync(
                terminal,
                $"{import.Added} claims added, {import.Documents} documents added, {import.Known} known, {import.Different} there with another record and left as they are, {import.Renamed} under a new id, {import.Wrong} lines not taken",
                cancellationToken);
            return import.Wrong > 0 ? ExitCode.Error : import.Added + import.Known + import.Different > 0 ? ExitCode.Found : ExitCode.Nothing;
        });
        return command;
    }

    private static Command Parties(Terminal terminal)
    {
        Argument<string> file = File("JSON Lines or a table (CSV) of 'hearsay parties': id, name, kind, country, state, same_as.");
        Option<string> by = By();
        var command = new Command("parties", "Takes in parties and what was decided about them. A decision that was made here stays.");
        command.Arguments.Add(file);
        command.Options.Add(by);
        LedgerOptions options = LedgerOptions.AddPlace(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string path = parsed.GetValue(file)!;
            string importer = parsed.GetValue(by) ?? Reviewer.Name;
            await using Ledger ledger = await Ledger.OpenAsync(options.Place(parsed), LedgerAccess.Create, terminal.Clock, cancellationToken);
            int added = 0;
            int known = 0;
            int wrong = 0;
            List<(int Line, FoundParty Party)> merged = [];
            async Task TakeAsync(int line, FoundParty party)
            {
                try
                {
                    bool isNew = await ledger.ImportPartyAsync(party, importer, "imported from " + Path.GetFileName(path), cancellationToken);
                    added += isNew ? 1 : 0;
                    known += isNew ? 0 : 1;
                }
                catch (LedgerException refused) when (refused.Code is "HS0510" or "HS0512")
                {
                    wrong++;
                    terminal.Report(true, CliErrors.ImportLine, $"{path}:{line.ToString(CultureInfo.InvariantCulture)}", refused.Message);
                }
            }

            await foreach ((int line, FoundParty? party, string? problem) in PartiesOfAsync(path, cancellationToken))
            {
                if (party is null)
                {
                    wrong++;
                    terminal.Report(true, CliErrors.ImportLine, $"{path}:{line.ToString(CultureInfo.InvariantCulture)}", problem!);
                }
                else if (party.State == "merged")
                {
                    // Into one that may stand further down.
                    merged.Add((line, party));
                }
                else
                {
                    await TakeAsync(line, party);
                }
            }

            foreach ((int line, FoundParty party) in merged)
            {
                await TakeAsync(line, party);
            }

            await TellAsync(terminal, $"{added} parties added or decided, {known} known, {wrong} lines not taken", cancellationToken);
            return wrong > 0 ? ExitCode.Error : added + known > 0 ? ExitCode.Found : ExitCode.Nothing;
        });
        return command;
    }

    private static Argument<string> File(string description) => new("FILE") { Description = description };

    private static Option<string> By() => new("--by") { Description = "Who imports: entries of the review log are theirs. Usual: $HEARSAY_REVIEWER, or the name of the user of this system.", HelpName = "NAME" };

    private static async Task TellAsync(Terminal terminal, FormattableString told, CancellationToken cancellationToken)
    {
        await using OutputTarget target = OutputTarget.Open(terminal, null);
        await target.WriteAsync(Encoding.UTF8.GetBytes(told.ToString(CultureInfo.InvariantCulture) + "\n"), flush: true, cancellationToken);
    }

    private static bool IsJson(FileStream from)
    {
        int first;
        do
        {
            first = from.ReadByte();
        }
        while (first is 0xEF or 0xBB or 0xBF or ' ' or '\t' or '\r' or '\n');

        from.Seek(0, SeekOrigin.Begin);
        return first == '{';
    }

    private static async IAsyncEnumerable<(int Line, FoundParty? Party, string? Problem)> PartiesOfAsync(string path, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        FileStream from;
        try
        {
            from = System.IO.File.OpenRead(path);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(CliErrors.ImportUnreadable, path, $"it cannot be read: {reason.Message}");
        }

        await using (from)
        {
            bool json = IsJson(from);
            using var text = new StreamReader(from, new UTF8Encoding(false));
            if (json)
            {
                int number = 0;
                while (await text.ReadLineAsync(cancellationToken) is { } line)
                {
                    number++;
                    if (!string.IsNullOrWhiteSpace(line))
                    {
                        (FoundParty? party, string? problem) = PartyOf(line);
                        yield return (number, party, problem);
                    }
                }

                yield break;
            }

            var rows = new DelimitedReader(text);
            string[] header = await rows.ReadAsync(cancellationToken) ?? [];
            if (!header.Contains("id", StringComparer.OrdinalIgnoreCase) || !header.Contains("name", StringComparer.OrdinalIgnoreCase))
            {
                throw new CommandFailure(CliErrors.ImportUnreadable, path, "the first line names no columns 'id' and 'name'");
            }

            while (await rows.ReadAsync(cancellationToken) is { } row)
            {
                if (row is not [""])
                {
                    string? Cell(string name) => Array.FindIndex(header, one => one.Trim().Equals(name, StringComparison.OrdinalIgnoreCase)) is >= 0 and var at && at < row.Length && row[at].Length > 0 ? row[at] : null;
                    (FoundParty? party, string? problem) = Sound(Cell);
                    yield return (rows.Line, party, problem);
                }
            }
        }
    }

    private static (FoundParty? Party, string? Problem) PartyOf(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            JsonElement root = json.RootElement;
            return Sound(name => root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null);
        }
        catch (JsonException broken)
        {
            return (null, broken.Message);
        }
    }

    private static (FoundParty? Party, string? Problem) Sound(Func<string, string?> cell)
    {
        string state = cell("state") ?? "registered";
        return (cell("id"), cell("name")) is not ({ Length: > 0 } id, { Length: > 0 } name) ? (null, "a party needs an id and a name")
            : state is not ("candidate" or "registered" or "confirmed" or "rejected" or "merged") ? (null, $"'{state}' is no state; there are candidate, registered, confirmed, rejected, merged")
            : state == "merged" && cell("same_as") is null ? (null, "a merged party needs same_as")
            : (new FoundParty(id, name, cell("kind") ?? "unknown", cell("country"), state, cell("same_as"), 0, 0, 0), null);
    }
}
