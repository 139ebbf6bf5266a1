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
        var only = new Option<string>("--only") { Description = "Measures one part. Usual: all.", HelpName = string.Join('|', Evaluation.Parts) };
        only.AcceptOnlyFromAmong([.. Evaluation.Parts]);
        var save = new Option<bool>("--save") { Description = "Writes the numbers to quality/evaluation.json, with date, commit and model." };
        var diagram = new Option<string>("--diagram") { Description = "Writes the reliability diagram of the confidence to this file, as SVG.", HelpName = "FILE" };
        Option<float> confidence = CommandLine.ConfidenceOption();
        Option<AttributionModel> attributions = CommandLine.AttributionsOption();
        var command = new GuidedCommand("evaluate", "Measures the reader on the development data and prints one table.")
        {
            Details =
            [
                "Attribution is scored on the development part of PolNeAR and claims on hand-annotated articles, each by its own scorer, a Python script that needs python3. The data is not part of the repository.",
                "FactAppeal has sources and contents in single sentences; a span is right when its first and last words are. Confidence is measured on PolNeAR dev: how many attributions of each tenth of the scale are right (cue overlaps, source and content share half their words), and what each --min-confidence finds.",
                "Stances are scored where source, cue and content are given: on PolNeAR's training part, whose attributions were given stances by hand for this project; attributions of which the rules make no claim are left out. The stances lie in the repository, so it is measured only inside it.",
                "Tokens, sentences, tags, lemmas and trees are scored on the development parts of EWT and GUM, by the measures of the CoNLL 2018 shared task: from raw text, and over the treebank's own words. LAS compares relations without subtype; the column beside it with.",
                "Names are scored on UNER-EWT, re3d, CrossNER politics and Wikigold, from raw text: a name is right when its borders and kind are; 'overlap' asks for the kind and one common character. A leading article does not count, and kinds that a corpus does not mark are left out. re3d also marks groups and places without a name, as 'rebels': they are ignored, but for the row 'with descriptions'. All but UNER-EWT dev are also training data: their rows show what was learnt, not how well it carries over.",
                "Coreference is scored on the development part of GUM, in GUM's scheme and that of OntoNotes: over the treebank's words and trees, over trees that the reader draws on those words, and from raw text. A mention is right when both borders are; the packed corpus is opened with tar.",
                "Copies are scored on labelled pairs of articles: copies, edited and partial copies must be joined, the same statement and independent reports kept apart. Derived reports are counted in neither precision nor recall, but in a row of their own. The thresholds are chosen anew on four fifths of the clusters and counted on the fifth, five times over, in the row 'thresholds cross-validated'. 'In families' counts pairs that one family holds, joined by others or not. The last row compares all documents of different clusters.",
                "Web pages are scored on saved news pages by the words of their text (runs of letters and digits, as a bag), without the headline; a file that holds what is expected of several pages of a site is compared with the one that fits best.",
                "Factuality is Pearson's r with people's judgements of whether a thing happened, on the development part of UDS It-Happened, over the corpus's tokens and the reader's own trees.",
                "A dash stands for a layer that the reader does not read.",
            ],
            Examples =
            [
                ("hearsay evaluate", "Prints the table."),
                ("hearsay evaluate --shared ~/shared --save", "Also keeps the numbers."),
                ("hearsay evaluate --only names", "Measures names and nothing else."),
                ("hearsay evaluate --only attribution --attributions open", "Measures the model without texts of unclear licence."),
                ("hearsay evaluate --only confidence --diagram docs/confidence.svg", "Draws how far the confidence can be trusted."),
            ],
            ExitCodes = [(ExitCode.Found, "everything was measured"), (ExitCode.Error, "the data is not there, a scorer failed, or a document could not be read")],
        };
        command.Options.Add(shared);
        command.Options.Add(only);
        command.Options.Add(save);
        command.Options.Add(confidence);
        command.Options.Add(attributions);
        command.Options.Add(diagram);
        command.SetAction((parsed, cancellationToken) => RunAsync(terminal, parsed.GetValue(shared), parsed.GetValue(only), parsed.GetValue(save), parsed.GetValue(confidence), parsed.GetValue(attributions), parsed.GetValue(diagram), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string? folder, string? part, bool save, float confidence, AttributionModel attributions, string? diagram, CancellationToken cancellationToken)
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

        if (part == "stances" && root is null)
        {
            throw new CommandFailure(CliErrors.NoEvaluationData, null, "the stances lie in the repository: run this inside it");
        }

        if (save && part is not null)
        {
            throw new CommandFailure(CliErrors.Usage, null, "--save keeps all numbers together: leave out --only");
        }

        if (diagram is not null && part is not null and not "confidence")
        {
            throw new CommandFailure(CliErrors.Usage, null, "--diagram draws the confidence: leave out --only, or write --only confidence");
        }

        Reader reader = CommandLine.LoadReader(confidence, attributions);
        EvaluationReport report = await new Evaluation(folder, reader, terminal).RunAsync(part, root, cancellationToken);
        terminal.Output.Write(Encoding.UTF8.GetBytes(report.ToTable()));
        if (diagram is not null && report.Confidence is { } measured)
        {
            await File.WriteAllTextAsync(diagram, measured.ToSvg(), cancellationToken);
        }

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
