using System.CommandLine;
using System.Globalization;
using System.Text;
using Hearsay.Claims.Reviewing;
using Hearsay.Cli.Work;
using Hearsay.Export;
using Hearsay.Export.Packs;
using Hearsay.Storage;
using Hearsay.Storage.Queries;

namespace Hearsay.Cli.Commands;

/// <summary><c>hearsay pack</c>: claims with all that they rest on, in one file that anybody can check.</summary>
internal static class PackCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var producer = new Option<string>("--producer") { Description = "Who hands the pack out. Usual: Hearsay user.", HelpName = "NAME", DefaultValueFactory = _ => "Hearsay user" };
        var marking = new Option<string>("--marking") { Description = "Traffic Light Protocol 2.0 marking of the pack: clear, green, amber, amber+strict, red. Usual: the narrowest among its claims.", HelpName = "TLP" };
        marking.AcceptOnlyFromAmong([.. Markings.Names]);
        Option<string> most = LedgerOptions.MaxMarking();
        var title = new Option<string>("--title") { Description = "Heading of the viewer and of dossiers.", HelpName = "WORDS" };
        var formats = new Option<string[]>("--exports") { Description = "Formats to add, parted by commas, or none. Usual: all that are text.", HelpName = "FORMATS", AllowMultipleArgumentsPerToken = false };
        var command = new GuidedCommand("pack", "Puts what a query finds into one file with all that it rests on: original bytes, texts, claims, reviews, exports, and a page that shows it.")
        {
            Details =
            [
                "The hash that is printed stands for the whole pack: tell it to the receiver by another way. 'hearsay verify PACK' checks every hash, every passage, every id and the chain of reviews, and reads the original bytes again. docs/pack.md describes the form.",
            ],
            Examples =
            [
                ("hearsay pack type:transfer speaker:iran --output case.zip", "The claims of one search."),
                ("hearsay pack drones --max-marking green --producer \"Example Institute\" --output public.zip", "Without what is marked more narrowly than TLP:GREEN."),
                ("hearsay verify case.zip", "What the receiver does."),
            ],
            ExitCodes = [(ExitCode.Found, "the pack was written"), (ExitCode.Nothing, "the query finds nothing that may go out: no pack was written"), (ExitCode.Error, "the query, the ledger or the output is at fault")],
        };
        LedgerOptions options = LedgerOptions.AddExport(command);
        options.RequireOutput();
        foreach (Option option in (Option[])[producer, marking, most, title, formats])
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            Query query = options.Understand(parsed);
            IReadOnlyList<ExportFormat> chosen = Chosen(parsed.GetValue(formats));
            var settings = new ExportSettings(parsed.GetValue(producer)!, Markings.TryParse(parsed.GetValue(marking)), parsed.GetValue(title));
            await using Ledger ledger = await Ledger.OpenAsync(options.Place(parsed), LedgerAccess.Read, terminal.Clock, cancellationToken);
            DirectoryInfo folder = Directory.CreateTempSubdirectory("hearsay-pack-");
            try
            {
                var contents = new PackFolder(ledger, query, settings, Markings.TryParse(parsed.GetValue(most)), folder.FullName);
                await contents.WriteAsync(options.Words(parsed), chosen, cancellationToken);
                if (contents.Claims == 0)
                {
                    terminal.Error.Write(string.Create(CultureInfo.InvariantCulture, $"hearsay: nothing to pack; {contents.LeftOut} claims left out for their marking\n"));
                    return ExitCode.Nothing;
                }

                await using OutputTarget target = OutputTarget.Open(terminal, options.Output(parsed));
                string hash;
                string archive = Path.Combine(folder.FullName, "..", folder.Name + ".zip");
                await using (var bytes = new FileStream(archive, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose))
                {
                    hash = await PackWriter.WriteAsync(folder.FullName, bytes, cancellationToken);
                    bytes.Seek(0, SeekOrigin.Begin);
                    await bytes.CopyToAsync(new TargetStream(target), cancellationToken);
                }

                await target.CompleteAsync();
                await using OutputTarget told = OutputTarget.Open(terminal, null);
                await told.WriteAsync(Encoding.ASCII.GetBytes(hash + "\n"), flush: true, cancellationToken);
                terminal.Error.Write(string.Create(CultureInfo.InvariantCulture, $"hearsay: {contents.Claims} claims packed, {contents.LeftOut} left out for their marking; the hash above stands for the pack\n"));
                return ExitCode.Found;
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        });
        return command;
    }

    private static IReadOnlyList<ExportFormat> Chosen(string[]? names)
    {
        if (names is null or { Length: 0 })
        {
            return ExportFormat.All;
        }

        List<ExportFormat> chosen = [];
        foreach (string name in names.SelectMany(list => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Where(name => name != "none").Distinct())
        {
            chosen.Add(ExportFormat.All.FirstOrDefault(format => format.Name == name)
                ?? throw new CommandFailure(CliErrors.Usage, null, $"there is no format '{Tables.CellText.Clean(name)}'; there are {string.Join(", ", ExportFormat.All.Select(format => format.Name))}"));
        }

        return chosen;
    }
}
