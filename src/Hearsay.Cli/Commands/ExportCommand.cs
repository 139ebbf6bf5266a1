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
        ExportFormat[] formats = [.. ExportFormat.All, .. ExportFormat.Others];
        string[] names = [.. formats.Select(one => one.Name), ExportFormat.Brat];
        var format = new Argument<string>("FORMAT") { Description = string.Join(", ", names) + "." };
        format.AcceptOnlyFromAmong(names);
        var cluster = new Option<string>("--cluster") { Description = "Only the claims of this cluster, or of the one that holds this claim ('hearsay disputes' shows the ids).", HelpName = "ID" };
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
                "Formats of several files (" + string.Join(", ", formats.Where(one => one.Files.Length > 1).Select(one => one.Name).Append(ExportFormat.Brat)) + ") need a folder: --output FOLDER. The others go to standard output, or to --output FILE.",
                "What each format holds and loses is told in docs/exports.md. A format without a field for the speaker makes accusations look like facts: read its table first.",
            ],
            Examples =
            [
                ("hearsay export plover stance:admits > events.jsonl", "Events that somebody admits, as PLOVER."),
                ("hearsay export sipri type:transfer --output register", "A register of arms transfers with its evidence."),
                ("hearsay export stix speaker:iran --producer \"Example Institute\" --marking amber --output iran.json", "A STIX 2.1 bundle, marked TLP:AMBER."),
                ("hearsay export html drones after:2022-10 --title \"Drones, autumn 2022\" --output drones.html", "A dossier to read and print."),
                ("hearsay export pdf --cluster 3f2a --output dispute.pdf", "A dossier of one cluster, printed by a browser that is installed."),
                ("hearsay export records --max-marking green > public.jsonl", "Everything that may be shared with the community, without loss."),
            ],
            ExitCodes = [(ExitCode.Found, "claims were written"), (ExitCode.Nothing, "none were"), (ExitCode.Error, "the query, the ledger or the output is at fault")],
        };
        command.Arguments.Add(format);
        LedgerOptions options = LedgerOptions.AddExport(command);
        foreach (Option option in (Option[])[cluster, losses, producer, marking, most, title])
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            ExportFormat? known = Array.Find(formats, one => one.Name == parsed.GetValue(format));
            string? output = options.Output(parsed);
            if (known is not { Files.Length: 1 } && output is null or "-")
            {
                throw new CommandFailure(CliErrors.Usage, null, $"{parsed.GetValue(format)} is several files: name a folder with --output");
            }

            var settings = new ExportSettings(parsed.GetValue(producer)!, Markings.TryParse(parsed.GetValue(marking)), parsed.GetValue(title));
            await using Ledger ledger = await Ledger.OpenAsync(options.Place(parsed), LedgerAccess.Read, terminal.Clock, cancellationToken);
            Query query = await OfClusterAsync(ledger, options.Understand(parsed), parsed.GetValue(cluster), cancellationToken);
            TrafficLight? limit = Markings.TryParse(parsed.GetValue(most));
            if (known is not { Files.Length: 1 })
            {
                CreateFolder(output!);
            }

            if (known is not { } chosen)
            {
                return await WriteBratAsync(terminal, ledger, query, limit, settings, output!, parsed.GetValue(losses) ?? Path.Combine(output!, "losses.jsonl"), cancellationToken);
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
                    await chosen.WriteAsync(ExportSource.Shareable(ExportSource.Read(ledger, query, cancellationToken), limit, settings.Marking, told, cancellationToken), streams, settings, told, cancellationToken);
                    (written, dropped, lost) = (told.Claims, told.Dropped, told.Losses);
                }

                foreach (OutputTarget target in targets)
                {
                    await target.CompleteAsync();
                }

                return Tell(terminal, written, dropped, lost, report);
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

    private static int Tell(Terminal terminal, long written, long dropped, long lost, string? report)
    {
        terminal.Error.Write(string.Create(
            CultureInfo.InvariantCulture, $"hearsay: {written} claims written, {dropped} left out, {lost} losses{(report is null ? "; --losses FILE tells which" : $"; see {report}")}\n"));
        return written > 0 ? ExitCode.Found : ExitCode.Nothing;
    }

    private static async Task<int> WriteBratAsync(
        Terminal terminal, Ledger ledger, Query query, TrafficLight? limit, ExportSettings settings, string folder, string report, CancellationToken cancellationToken)
    {
        await using OutputTarget target = OutputTarget.Open(terminal, report);
        long written;
        long dropped;
        long lost;
        await using (var told = new LossReport(new TargetStream(target), ExportFormat.Brat))
        {
            await ReadingExport.WriteBratAsync(
                losses => ExportSource.Shareable(ExportSource.Read(ledger, query, cancellationToken), limit, settings.Marking, losses, cancellationToken),
                async (name, bytes) =>
                {
                    await using OutputTarget file = OutputTarget.Open(terminal, Path.Combine(folder, name));
                    await file.WriteAsync(bytes, flush: false, cancellationToken);
                    await file.CompleteAsync();
                },
                told, cancellationToken);
            (written, dropped, lost) = (told.Claims, told.Dropped, told.Losses);
        }

        await target.CompleteAsync();
        return Tell(terminal, written, dropped, lost, report);
    }

    /// <summary>The query, narrowed to the claims of a cluster.</summary>
    private static async Task<Query> OfClusterAsync(Ledger ledger, Query query, string? cluster, CancellationToken cancellationToken)
    {
        if (cluster is null)
        {
            return query;
        }

        string[] claims = [.. (await ledger.ClusterAsync(cluster, cancellationToken: cancellationToken)).SelectMany(found => found.Members).Select(member => member.Report.Claim.Id.Value).Distinct(StringComparer.Ordinal)];
        return claims.Length > 0
            ? query with { Terms = [.. query.Terms, new QueryTerm(QueryField.Id, [.. claims], Negated: false)] }
            : throw new CommandFailure(CliErrors.Usage, cluster, "the ledger has no such cluster, and no claim of this id in one; 'hearsay disputes' shows their ids");
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
