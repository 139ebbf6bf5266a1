using System.CommandLine;
using System.Globalization;
using Hearsay.Claims.Reviewing;
using Hearsay.Cli.Work;
using Hearsay.Export;
using Hearsay.Storage;
using Hearsay.Storage.Queries;

namespace Hearsay.Cli.Commands;

/// <summary><c>hearsay export</c>: writes claims of the ledger in the formats of others, with a report of what these cannot say.</summary>
internal static class ExportCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var format = new Argument<string>("FORMAT") { Description = string.Join(", ", ExportFormat.All.Select(one => one.Name)) + "." };
        format.AcceptOnlyFromAmong([.. ExportFormat.All.Select(one => one.Name)]);
        var losses = new Option<string>("--losses") { Description = "Writes the loss report to this file: which claims, fields and distinctions the format could not carry. Usual: losses.jsonl in the folder, or beside the file.", HelpName = "FILE" };
        var producer = new Option<string>("--producer") { Description = "Who exports, as the receiving side shall see it. Usual: Hearsay user.", HelpName = "NAME", DefaultValueFactory = _ => "Hearsay user" };
        var marking = new Option<string>("--marking") { Description = "Traffic Light Protocol 2.0 marking of the export: clear, green, amber, amber+strict, red.", HelpName = "TLP" };
        marking.AcceptOnlyFromAmong([.. Markings.Names]);
        Option<string> most = LedgerOptions.MaxMarking();
        var title = new Option<string>("--title") { Description = "Heading of a dossier.", HelpName = "WORDS" };
        var command = new GuidedCommand("export", "Writes claims of the ledger in the formats of others.")
        {
            Details =
            [
                "Formats of several files (" + string.Join(", ", ExportFormat.All.Where(one => one.Files.Length > 1).Select(one => one.Name)) + ") need a folder: --output FOLDER. The others go to standard output, or to --output FILE.",
                "What each format holds and loses is told in docs/exports.md. A format without a field for the speaker makes accusations look like facts: read its table first.",
            ],
            Examples =
            [
                ("hearsay export plover stance:admits > events.jsonl", "Events that somebody admits, as PLOVER."),
                ("hearsay export sipri type:transfer --output register", "A register of arms transfers with its evidence."),
                ("hearsay export stix speaker:iran --producer \"Example Institute\" --marking amber --output iran.json", "A STIX 2.1 bundle, marked TLP:AMBER."),
                ("hearsay export html drones after:2022-10 --title \"Drones, autumn 2022\" --output drones.html", "A dossier to read and print."),
            ],
            ExitCodes = [(ExitCode.Found, "claims were written"), (ExitCode.Nothing, "none were"), (ExitCode.Error, "the query, the ledger or the output is at fault")],
        };
        command.Arguments.Add(format);
        LedgerOptions options = LedgerOptions.AddExport(command);
        foreach (Option option in (Option[])[losses, producer, marking, most, title])
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            ExportFormat chosen = ExportFormat.All.Single(one => one.Name == parsed.GetValue(format));
            Query query = options.Understand(parsed);
            string? output = options.Output(parsed);
            if (chosen.Files.Length > 1 && output is null or "-")
            {
                throw new CommandFailure(CliErrors.Usage, null, $"{chosen.Name} is {chosen.Files.Length} files: name a folder with --output");
            }

            var settings = new ExportSettings(parsed.GetValue(producer)!, Markings.TryParse(parsed.GetValue(marking)), parsed.GetValue(title));
            await using Ledger ledger = await Ledger.OpenAsync(options.Place(parsed), LedgerAccess.Read, terminal.Clock, cancellationToken);
            if (chosen.Files.Length > 1)
            {
                CreateFolder(output!);
            }

            string? report = parsed.GetValue(losses) ?? (output is null or "-" ? null : chosen.Files.Length > 1 ? Path.Combine(output, "losses.jsonl") : output + ".losses.jsonl");
            var targets = new List<OutputTarget>();
            try
            {
                targets.AddRange(chosen.Files.Length > 1 ? chosen.Files.Select(file => OutputTarget.Open(terminal, Path.Combine(output!, file))) : [OutputTarget.Open(terminal, output)]);
                if (report is not null)
                {
                    targets.Add(OutputTarget.Open(terminal, report));
                }

                Stream[] streams = [.. targets.Select(target => new TargetStream(target))];
                long written;
                long dropped;
                long lost;
                await using (var told = new LossReport(report is null ? Stream.Null : streams[^1], chosen.Name))
                {
                    await chosen.WriteAsync(ExportSource.Shareable(ExportSource.Read(ledger, query, cancellationToken), Markings.TryParse(parsed.GetValue(most)), settings.Marking, told, cancellationToken), streams, settings, told, cancellationToken);
                    (written, dropped, lost) = (told.Claims, told.Dropped, told.Losses);
                }

                foreach (OutputTarget target in targets)
                {
                    await target.CompleteAsync();
                }

                terminal.Error.Write(string.Create(
                    CultureInfo.InvariantCulture,
                    $"hearsay: {written} claims written, {dropped} left out, {lost} losses{(report is null ? "; --losses FILE tells which" : $"; see {report}")}\n"));
                return written > 0 ? ExitCode.Found : ExitCode.Nothing;
            }
            finally
            {
                foreach (OutputTarget target in targets)
                {
                    await target.DisposeAsync();
                }
            }
        });
        return command;
    }

    private static void CreateFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandFailure(CliErrors.CannotWrite, folder, failure.Message);
        }
    }
}
