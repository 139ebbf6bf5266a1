using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Reflection;
using System.Text;
using Hearsay.Cli.Tables;
using Hearsay.Reading;
using Hearsay.Storage;
using Hearsay.Text;

namespace Hearsay.Cli.Commands;

/// <summary>The commands of <c>hearsay</c>, and how a command line is understood and answered.</summary>
internal static class CommandLine
{
    /// <summary>How long a command may tidy up after Ctrl-C before the process ends under it.</summary>
    private static readonly TimeSpan TidyUp = TimeSpan.FromSeconds(2);

    /// <summary>Understands and runs one command line.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancellationToken = default)
    {
        RootCommand root = Build(terminal);
        ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        try
        {
            if (parsed.Errors.Count > 0 && parsed.Action is not { ClearsParseErrors: true })
            {
                return Misunderstood(parsed, terminal);
            }

            TimeSpan? tidyUp = parsed.CommandResult.Command is GuidedCommand { HandlesSignals: true } ? null : TidyUp;
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = tidyUp }, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (CommandFailure failure)
        {
            terminal.Report(true, failure.Code, failure.Origin, failure.Message);
            return ExitCode.Error;
        }
        catch (LedgerException failure)
        {
            terminal.Report(true, failure.Code, failure.Origin, failure.Message);
            return ExitCode.Error;
        }
        catch (Exception bug) when (bug is not (OutOfMemoryException or StackOverflowException))
        {
            terminal.Report(true, CliErrors.CommandFailed, null, $"a bug in Hearsay, please report it: {bug}");
            return ExitCode.Error;
        }
    }

    /// <summary>All commands and options, each defined once.</summary>
    public static RootCommand Build(Terminal terminal)
    {
        var root = new RootCommand("Hearsay reads news and finds who says what: each claim with its speaker, the words that carry it, and whether it is asserted, denied, admitted, threatened and so on.");
        root.Subcommands.Add(ReadCommand.Create(terminal));
        root.Subcommands.Add(AddCommand.Create(terminal));
        root.Subcommands.Add(WatchCommand.Create(terminal));
        root.Subcommands.Add(WorkCommand.Create(terminal));
        root.Subcommands.Add(ServeCommand.Create(terminal));
        root.Subcommands.Add(UsersCommand.Create(terminal));
        root.Subcommands.Add(ClaimsCommand.Create(terminal));
        root.Subcommands.Add(DocumentsCommand.Create(terminal));
        root.Subcommands.Add(PartiesCommand.Create(terminal));
        root.Subcommands.Add(SourcesCommand.Create(terminal));
        root.Subcommands.Add(DisputesCommand.Create(terminal));
        root.Subcommands.Add(PositionsCommand.Create(terminal));
        root.Subcommands.Add(RegisterCommand.Create(terminal));
        root.Subcommands.Add(TimelineCommand.Create(terminal));
        root.Subcommands.Add(ReplayCommand.Create(terminal));
        root.Subcommands.Add(WhyCommand.Create(terminal));
        root.Subcommands.Add(ReviewCommand.Create(terminal));
        root.Subcommands.Add(ReviewCommand.CreateLog(terminal));
        root.Subcommands.Add(AsideCommand.Create(terminal));
        root.Subcommands.Add(ExportCommand.Create(terminal));
        root.Subcommands.Add(ImportCommand.Create(terminal));
        root.Subcommands.Add(CompareRegisterCommand.Create(terminal));
        root.Subcommands.Add(PackCommand.Create(terminal));
        root.Subcommands.Add(VerifyCommand.Create(terminal));
        root.Subcommands.Add(EvaluateCommand.Create(terminal));
        root.Subcommands.Add(DocsCommand.Create(terminal, root));
        foreach (Option option in root.Options)
        {
            switch (option)
            {
                case HelpOption help:
                    help.Action = new HelpText.Show(terminal);
                    help.Description = "Says what a command does, with examples.";
                    break;
                case VersionOption version:
                    version.Action = new ShowVersion(terminal);
                    version.Description = "Prints the version, and which model the reader reads with.";
                    break;
            }
        }

        root.SetAction(_ =>
        {
            terminal.Output.Write(Encoding.UTF8.GetBytes(HelpText.ForScreen(root, terminal.Width)));
            return ExitCode.Error;
        });
        return root;
    }

    /// <summary>Loads the reader; a missing or damaged model is a message, not a crash.</summary>
    /// <param name="confidence">Confidence, 0 … 1, from which an attribution is read.</param>
    /// <param name="model">Which model finds who says what.</param>
    /// <exception cref="CommandFailure">The model cannot be loaded.</exception>
    public static Reader LoadReader(float confidence = Reader.DefaultThreshold, AttributionModel model = AttributionModel.Polnear)
    {
        try
        {
            return Reader.Load(confidence, model);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or InvalidOperationException or FormatException)
        {
            throw new CommandFailure(CliErrors.NoModel, null, $"the reader's model cannot be loaded: {failure.Message}");
        }
    }

    /// <summary>The option that trades recall for precision.</summary>
    public static Option<float> ConfidenceOption() => new("--min-confidence")
    {
        Description = string.Create(CultureInfo.InvariantCulture, $"Reads claims that are at least this probable, 0 to 1: a higher number gives fewer that are more often right, a lower one more (docs/confidence.md). Usual: {Reader.DefaultThreshold}."),
        HelpName = "P",
        DefaultValueFactory = _ => Reader.DefaultThreshold,
        CustomParser = ParseConfidence,
    };

    /// <summary>The option that chooses what attributions were learnt from.</summary>
    public static Option<AttributionModel> AttributionsOption()
    {
        var option = new Option<AttributionModel>("--attributions")
        {
            Description = "Which model finds who says what. polnear: the better one, learnt from a corpus whose texts are under unclear licence; the usual. open: learnt from our own and openly licensed texts only (docs/attribution-models.md).",
            HelpName = "polnear|open",
            CustomParser = result => result.Tokens[0].Value == "open" ? AttributionModel.Open : AttributionModel.Polnear,
        };
        option.AcceptOnlyFromAmong("polnear", "open");
        return option;
    }

    /// <summary>The option that keeps the outlets' own voice out of a ledger.</summary>
    public static Option<bool> NoNarrationOption() => new("--no-narration") { Description = "Leaves out what articles say in their own voice: events that they attribute to nobody. Usually kept, as claims of the outlet, which are found with voice:narration. A reading without is a reading of its own." };

    /// <summary>Version of this program, without the commit that the build adds.</summary>
    public static string Version { get; } =
        (typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];

    /// <summary>One line per thing not understood, with the nearest known option.</summary>
    private static int Misunderstood(ParseResult parsed, Terminal terminal)
    {
        Command command = parsed.CommandResult.Command;
        List<string> known = [.. command.Options.SelectMany(option => option.Aliases.Append(option.Name)), .. command.Subcommands.Where(sub => !sub.Hidden).Select(sub => sub.Name)];
        foreach (ParseError error in parsed.Errors)
        {
            string message = error.Message.TrimEnd('.');
            string? unknown = parsed.UnmatchedTokens.FirstOrDefault(token => message.Contains($"'{token}'", StringComparison.Ordinal));
            terminal.Report(true, CliErrors.Usage, null, unknown is null ? message : Unknown(unknown, known));
            if (unknown is not null && !unknown.StartsWith('-'))
            {
                // After a command that does not exist every further word is unknown, too.
                break;
            }
        }

        return ExitCode.Error;
    }

    /// <summary>"unknown option '--fromat': did you mean '--format'?".</summary>
    internal static string Unknown(string word, IEnumerable<string> known)
    {
        (string? near, int away) = known.Where(name => name.StartsWith('-') == word.StartsWith('-')).Select(name => (name, Distance(word, name))).DefaultIfEmpty((null!, int.MaxValue)).MinBy(pair => pair.Item2);
        string what = word.StartsWith('-') ? "option" : "command";
        string advice = away <= Math.Max(1, word.Length / 3) ? $"did you mean '{near}'?" : "'hearsay --help' and 'hearsay read --help' name what there is";
        return $"unknown {what} '{word}': {advice}";
    }

    /// <summary>Edits that turn one word into the other: insert, delete, replace, swap neighbours (optimal string alignment).</summary>
    private static int Distance(string from, string to)
    {
        int[,] cost = new int[from.Length + 1, to.Length + 1];
        for (int i = 0; i <= from.Length; i++)
        {
            for (int j = 0; j <= to.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    cost[i, j] = i + j;
                    continue;
                }

                int replace = cost[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(replace, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[from.Length, to.Length];
    }

    private sealed class ShowVersion(Terminal terminal) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            ReaderVersion reader = LoadReader().Version;
            string line = $"hearsay {Version} (reader {reader.Version}, model {reader.Model[..Math.Min(12, reader.Model.Length)]})\n";
            terminal.Output.Write(Encoding.UTF8.GetBytes(line));
            return ExitCode.Found;
        }
    }

    private static float ParseConfidence(ArgumentResult result)
    {
        string value = result.Tokens[0].Value;
        if (float.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out float parsed) && parsed is >= 0 and <= 1)
        {
            return parsed;
        }

        result.AddError($"--min-confidence: '{CellText.Clean(value)}' is no probability; write a number from 0 to 1, as in 0.5");
        return 0;
    }
}
