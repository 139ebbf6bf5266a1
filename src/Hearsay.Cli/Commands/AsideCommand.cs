using System.CommandLine;
using System.Globalization;
using Hearsay.Cli.Work;
using Hearsay.Ingest;
using Hearsay.Reading;
using Hearsay.Storage;

namespace Hearsay.Cli.Commands;

/// <summary><c>hearsay aside</c>: what could not be taken in.</summary>
internal static class AsideCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var numbers = new Argument<long[]>("NUMBER") { Description = "Only these; all when none is named.", Arity = ArgumentArity.ZeroOrMore };
        var retry = new Option<bool>("--retry") { Description = "Tries them again, from the bytes that were kept; where there are none, from where they came." };
        var drop = new Option<bool>("--drop") { Description = "Gives them up: they are listed no longer. Their bytes stay." };
        var format = new Option<string>("--format") { Description = "table: for people, the usual on a terminal. csv, jsonl.", HelpName = "table|csv|jsonl" };
        format.AcceptOnlyFromAmong("table", "csv", "jsonl");
        var command = new GuidedCommand("aside", "Lists the inputs that could not be taken in, and tries them again.")
        {
            Examples = [("hearsay aside", "What there is, with the reason."), ("hearsay aside --retry", "All of it once more, with a newer Hearsay."), ("hearsay aside 3 4 --drop", "Two that are not worth it.")],
            ExitCodes = [(ExitCode.Found, "inputs are set aside (with --retry: all went in)"), (ExitCode.Nothing, "none are"), (ExitCode.Error, "some could not be taken in again, there is none of a number to retry or drop, or the ledger is at fault")],
        };
        command.Arguments.Add(numbers);
        foreach (Option option in (Option[])[retry, drop, format])
        {
            command.Options.Add(option);
        }

        LedgerOptions options = LedgerOptions.AddPlace(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            bool again = parsed.GetValue(retry);
            bool dropped = parsed.GetValue(drop);
            await using Ledger ledger = await Ledger.OpenAsync(options.Place(parsed), again || dropped ? LedgerAccess.Write : LedgerAccess.Read, terminal.Clock, cancellationToken);
            long[] wanted = parsed.GetValue(numbers) ?? [];
            List<SetAside> found = [.. (await ledger.ListSetAsideAsync(cancellationToken)).Where(item => wanted.Length == 0 || wanted.Contains(item.Number))];
            long[] missing = [.. wanted.Except(found.Select(item => item.Number))];
            if (missing.Length > 0 && (again || dropped))
            {
                throw new LedgerException("HS0510", Number(missing[0]), "nothing is set aside under this number, and nothing was done; 'hearsay aside' lists what is");
            }

            if (found.Count == 0)
            {
                return ExitCode.Nothing;
            }

            if (dropped)
            {
                foreach (SetAside item in found)
                {
                    await ledger.SolveAsync(item.Number, cancellationToken);
                }

                return ExitCode.Found;
            }

            if (again)
            {
                return await RetryAsync(terminal, ledger, found, cancellationToken);
            }

            var listing = new Listing(
                parsed.GetValue(format) ?? (terminal.OutputIsTerminal ? "table" : "jsonl"), ["number", "code", "origin", "tries", "message…"], ["number", "origin", "code", "message", "original", "at", "tries"], terminal.Width,
                terminal.ColourOutput);
            await using OutputTarget target = OutputTarget.Open(terminal, null);
            await target.WriteAsync(
                listing.Page(
                    found,
                    item => [Number(item.Number), item.Code, item.Origin, Number(item.Tries), item.Message],
                    item => [Number(item.Number), item.Origin, item.Code, item.Message, item.Original, item.At.ToString("O", CultureInfo.InvariantCulture), Number(item.Tries)],
                    (json, item) =>
                    {
                        json.WriteStartObject();
                        json.WriteNumber("number", item.Number);
                        json.WriteString("origin", item.Origin);
                        json.WriteString("code", item.Code);
                        json.WriteString("message", item.Message);
                        json.WriteString("original", item.Original);
                        json.WriteString("at", item.At.ToString("O", CultureInfo.InvariantCulture));
                        json.WriteNumber("tries", item.Tries);
                        json.WriteEndObject();
                    }),
                flush: true, cancellationToken);
            return ExitCode.Found;
        });
        return command;
    }

    private static async Task<int> RetryAsync(Terminal terminal, Ledger ledger, List<SetAside> items, CancellationToken cancellationToken)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("hearsay-aside-");
        try
        {
            List<SizedInput> inputs = [];
            foreach (SetAside item in items)
            {
                if (item.Original is null)
                {
                    inputs.AddRange(SizedInput.Expand([item.Origin]).Select(input => input with { Again = true }));
                    continue;
                }

                byte[] bytes = await ledger.BytesAsync(item.Original, cancellationToken) ?? [];
                string path = Path.Combine(folder.FullName, Number(item.Number) + Extension(item.Origin));
                await File.WriteAllBytesAsync(path, bytes, cancellationToken);
                inputs.Add(new SizedInput(new InputFile(path, Path.GetFileNameWithoutExtension(item.Origin)), bytes.Length) { Origin = item.Origin, MediaType = item.StatedMediaType(), Again = true });
            }

            var settings = new ReadSettings(new IngestOptions(), Reader.DefaultThreshold, Environment.ProcessorCount) { Narration = true };
            return await AddCommand.RunAsync(terminal, ledger, settings, "", inputs, lines: !terminal.OutputIsTerminal, progressWanted: true, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>".jsonl" of "corpus.jsonl:12".</summary>
    private static string Extension(string origin)
    {
        string extension = Path.GetExtension(origin);
        int colon = extension.IndexOf(':', StringComparison.Ordinal);
        return new string([.. (colon < 0 ? extension : extension[..colon]).Where(letter => letter == '.' || char.IsAsciiLetterOrDigit(letter))]);
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
