using System.CommandLine;
using System.Text;
using Hearsay.Cli.Evaluating;
using Hearsay.Reading;

namespace Hearsay.Cli.Commands;

/// <summary><c>hearsay evaluate</c>: how well the reader reads, on the development data.</summary>
internal static class EvaluateCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var shared = new Option<string>("--shared") { Description = "Folder that holds data, claims and score. Usual: 'shared' beside the repository.", HelpName = "DIR" };
        var save = new Option<bool>("--save") { Description = "Writes the numbers to quality/evaluation.json, with date, commit and model." };
        var command = new GuidedCommand("evaluate", "Measures the reader on the development data and prints one table.")
        {
            Details =
            [
                "Attribution is scored on the development part of PolNeAR and claims on hand-annotated articles, each by its own scorer, a Python script that needs python3. Tokens and sentences are scored on the development parts of EWT and GUM, from raw text. The data is not part of the repository.",
            ],
            Examples =
            [
                ("hearsay evaluate", "Prints the table."),
                ("hearsay evaluate --shared ~/shared --save", "Also keeps the numbers."),
            ],
            ExitCodes = [(ExitCode.Found, "everything was measured"), (ExitCode.Error, "the data is not there, a scorer failed, or a document could not be read")],
        };
        command.Options.Add(shared);
        command.Options.Add(save);
        command.SetAction((parsed, cancellationToken) => RunAsync(terminal, parsed.GetValue(shared), parsed.GetValue(save), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string? folder, bool save, CancellationToken cancellationToken)
    {
        string? root = RepositoryRoot();
        folder ??= root is null ? null : Path.Combine(Path.GetDirectoryName(root) ?? root, "shared");
        if (folder is null || !Directory.Exists(Path.Combine(folder, "score")) || !Directory.Exists(Path.Combine(folder, "data")))
        {
            throw new CommandFailure(CliErrors.NoEvaluationData, folder, "no evaluation data here: it is not part of the repository; name the folder that holds data, claims and score with --shared DIR");
        }

        if (save && root is null)
        {
            throw new CommandFailure(CliErrors.CannotWrite, null, "--save writes into the repository's folder 'quality': run it inside the repository");
        }

        Reader reader = CommandLine.LoadReader();
        EvaluationReport report = await new Evaluation(folder, reader, terminal).RunAsync(root, cancellationToken);
        terminal.Output.Write(Encoding.UTF8.GetBytes(report.ToTable()));
        if (save)
        {
            string path = Path.Combine(root!, "quality", "evaluation.json");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, report.ToJson(), cancellationToken);
        }

        return report.Failures > 0 ? ExitCode.Error : ExitCode.Found;
    }

    /// <summary>The nearest folder, from the current one up, that holds Hearsay.slnx.</summary>
    private static string? RepositoryRoot()
    {
        for (string? at = Environment.CurrentDirectory; at is not null; at = Path.GetDirectoryName(at))
        {
            if (File.Exists(Path.Combine(at, "Hearsay.slnx")))
            {
                return at;
            }
        }

        return null;
    }
}
