using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;
using Hearsay.Claims;
using Hearsay.Claims.Parties;
using Hearsay.Cli.Tables;
using Hearsay.Cli.Work;
using Hearsay.Ingest;
using Hearsay.Ingest.Fetching;
using Hearsay.Reading;
using Hearsay.Text.Layers;
using Hearsay.Text;

namespace Hearsay.Cli.Commands;

/// <summary><c>hearsay read</c>: files in, claims out.</summary>
internal static class ReadCommand
{
    /// <summary>Reading fewer bytes than this is over before a progress line could be read.</summary>
    private const long WorthWatching = 1 << 20;

    private static readonly string[] Formats = ["table", "jsonl", "conllu", "text"];

    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Articles (plain text, HTML, PDF, mails), feeds, corpora (JSONL, one document per line), web archives (WARC), ZIP or gzip files, folders, which are read with all that is in them, patterns (**/*.html), or web addresses. '-' reads standard input, and so does no FILE when something is piped in.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var format = new Option<string>("--format", "-f")
        {
            Description = "table: for people, the usual on a terminal. jsonl: one claim per line (hearsay.claim/1), the usual in a pipe. conllu: the words with their tags, trees and names, as docs/conllu.md explains. text: the stored text that all offsets refer to.",
            HelpName = "table|jsonl|conllu|text",
        };
        var published = new Option<PublicationDate?>("--published")
        {
            Description = "Day or moment of publication (2022-12-25, 2022-12-25T14:05:00+03:00); wins over what an input says itself.",
            HelpName = "DATE",
            CustomParser = ParseDate,
        };
        var outlet = new Option<string>("--outlet") { Description = "Who published it; wins over what an input says itself.", HelpName = "NAME" };
        var spans = new Option<string>("--spans")
        {
            Description = "Whose habits JSONL output follows. claims: the claim record's, contents without outer quotation marks and final stop, a span per sentence; the usual for articles. parc: what PARC and PolNeAR annotate, with their borders; the usual for corpora.",
            HelpName = "claims|parc",
        };
        Option<float> confidence = CommandLine.ConfidenceOption();
        Option<AttributionModel> attributions = CommandLine.AttributionsOption();
        var threads = new Option<int>("--threads", "-j") { Description = "Articles read at the same time. Usual: one per processor. The output is the same for any number.", HelpName = "N", CustomParser = ParseThreads };
        var parties = new Option<string>("--parties") { Description = "Your own parties over ours: a file with lines that add, override or drop (docs/parties.md).", HelpName = "FILE" };
        var titles = new Option<string>("--learn-titles")
        {
            Description = "A register of who has which post. What it holds when the run begins helps to tell who speaks; what the articles say of posts is added at its end when the run is over. The output does not depend on the number of threads.",
            HelpName = "FILE",
        };
        var output = new Option<string>("--output", "-o") { Description = "Writes to this file, which appears only when it is whole.", HelpName = "FILE" };
        var narration = new Option<bool>("--narration") { Description = "Also prints what an article says in its own voice: events that it attributes to nobody, as claims of the outlet." };
        FetchArguments fetching = new();
        var noProgress = new Option<bool>("--no-progress") { Description = "No progress line. It is only drawn on a terminal anyway." };
        format.AcceptOnlyFromAmong(Formats);
        spans.AcceptOnlyFromAmong("claims", "parc");

        var command = new GuidedCommand("read", "Reads articles and prints the claims in them: who says what, in which words, and how they put it.")
        {
            Details =
            [
                "Each claim has a speaker, a stance (asserts, accuses, admits, denies, declines, pledges, threatens, urges, asks), a content and the cue that carries it. Offsets in JSONL count Unicode code points of the text that --format text prints.",
                "An input that cannot be read is reported on standard error; all others are read and printed nevertheless.",
            ],
            Examples =
            [
                ("hearsay read article.txt", "A table on the terminal."),
                ("hearsay read page.html --outlet Reuters --published 2022-12-25", "A web page, with what is known of its publication."),
                ("hearsay read https://example.org/story --contact desk@example.net", "A page or feed at an address, fetched as robots.txt allows."),
                ("hearsay read inbox/ --output claims.jsonl", "Every file in a folder, one claim per line."),
                ("curl -s https://example.org/story | hearsay read - | jq .stance", "In a pipe."),
                ("hearsay read corpus.jsonl --threads 8 > claims.jsonl", "A corpus: documents with doc_id or id, text, and optionally title, date, publisher, url."),
            ],
            ExitCodes =
            [
                (ExitCode.Found, "claims were found (with --format conllu or text: something was printed)"),
                (ExitCode.Nothing, "everything was read, no claim was found"),
                (ExitCode.Error, "at least one input could not be read, or the command line was wrong"),
                (ExitCode.Interrupted, "stopped by Ctrl-C"),
            ],
        };
        command.Arguments.Add(files);
        foreach (Option option in (Option[])[format, published, outlet, spans, confidence, attributions, narration, threads, parties, titles, .. fetching.Options, output, noProgress])
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result => RefuseUnknownOptions(result, files));
        command.SetAction((parsed, cancellationToken) =>
        {
            AttributionConvention? convention = parsed.GetValue(spans) switch { "claims" => AttributionConvention.Claims, "parc" => AttributionConvention.Parc, _ => null };
            string? path = parsed.GetValue(output);
            string form = parsed.GetValue(format) ?? (terminal.OutputIsTerminal && path is null ? "table" : "jsonl");
            bool toFile = path is not null and not "-";
            IOutputFormat made = form switch
            {
                "table" => new TableFormat(terminal.Width, terminal.ColourOutput && !toFile),
                "conllu" => new ConlluFormat(),
                "text" => new TextFormat(),
                _ => new JsonlFormat(),
            };
            int workers = parsed.GetValue(threads) is > 0 and int asked ? asked : Environment.ProcessorCount;
            string? register = parsed.GetValue(titles);
            var settings = new ReadSettings(new IngestOptions(parsed.GetValue(published), parsed.GetValue(outlet)), parsed.GetValue(confidence), workers)
            {
                Parties = parsed.GetValue(parties) is { } own ? PartyFiles.Registry(own, terminal) : null,
                Titles = PartyFiles.Titles(register, terminal),
                LearnTitles = register is not null,
                Narration = parsed.GetValue(narration),
                Convention = made is JsonlFormat ? convention : AttributionConvention.Claims,
                Attributions = parsed.GetValue(attributions),
                Fetching = fetching.Read(parsed),
            };
            return RunAsync(terminal, parsed.GetValue(files) ?? [], settings, made, path, register, !parsed.GetValue(noProgress), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string[] paths, ReadSettings settings, IOutputFormat format, string? outputPath, string? register, bool progressWanted, CancellationToken cancellationToken)
    {
        if (paths.Length == 0)
        {
            paths = terminal.InputIsTerminal
                ? throw new CommandFailure(CliErrors.NothingToRead, null, "nothing to read: name a file or folder, or pipe a text in ('hearsay read --help')")
                : [Inputs.StandardInput];
        }

        var reader = new Lazy<Reader>(() => CommandLine.LoadReader(settings.MinimumConfidence, settings.Attributions));
        if (format.Needs > Depth.Document)
        {
            // The parties load beside the model.
            _ = Task.Run(() => settings.Parties ?? PartyRegistry.Standard, CancellationToken.None);
        }

        if (format.Needs > Depth.Article)
        {
            // The model loads while the first file is opened; a failure is met again where the reader is asked for.
            _ = Task.Run(() => reader.Value, CancellationToken.None).ContinueWith(failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }

        await using OutputTarget target = OutputTarget.Open(terminal, outputPath);
        IEnumerable<SizedInput> inputs = SizedInput.Expand(paths).Where(input => !target.IsSame(input.File.Path));
        ProgressLine? progress = null;
        if (progressWanted && terminal.ErrorIsTerminal)
        {
            SizedInput[] all = [.. inputs];
            inputs = all;
            long? bytes = Array.TrueForAll(all, file => file.Length is not null) ? all.Sum(file => file.Length!.Value) : null;
            progress = all.Length > 1 || bytes is null or >= WorthWatching ? new ProgressLine(terminal, all.Length, bytes) : null;
        }

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bool failed = false;
        bool printed = false;
        int claims = 0;
        int articles = 0;
        List<LearntTitle> learnt = [];
        try
        {
            using var pipeline = new ReadPipeline(settings, reader, format, terminal);
            await pipeline.RunAsync(
                inputs,
                async (result, idle) =>
                {
                    progress?.Count(result);
                    if (result.Notices.Count > 0 || result.Bytes.Length > 0)
                    {
                        progress?.Hide();
                    }

                    foreach (Notice notice in result.Notices)
                    {
                        terminal.Report(notice.Error, notice.Code, notice.Origin, notice.Message);
                    }

                    failed |= result.Failures > 0;
                    printed |= result.Bytes.Length > 0;
                    claims += result.Claims;
                    articles += result.Articles;
                    learnt.AddRange(result.Titles);
                    await target.WriteAsync(result.Bytes, idle, enough.Token);
                    if (target.Closed)
                    {
                        await enough.CancelAsync();
                        enough.Token.ThrowIfCancellationRequested();
                    }

                    progress?.Draw();
                },
                read => progress?.Count(read),
                enough.Token);
            if (format is TableFormat && articles > 1)
            {
                progress?.Hide();
                string total = string.Create(CultureInfo.InvariantCulture, $"{articles} articles, {claims} claims\n");
                await target.WriteAsync(Encoding.UTF8.GetBytes(total), flush: true, enough.Token);
            }

            await target.CompleteAsync();
            if (register is not null)
            {
                await PartyFiles.AppendAsync(register, settings.Titles, learnt, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (target.Closed && !cancellationToken.IsCancellationRequested)
        {
            // The other end has seen enough: that is no error.
        }
        finally
        {
            progress?.Hide();
        }

        bool found = format.Needs == Depth.Claims ? claims > 0 : printed;
        return failed ? ExitCode.Error : found ? ExitCode.Found : ExitCode.Nothing;
    }

    /// <summary>"--fromat" would else be taken for a file of that name. A file that starts with "-" can be named after "--" or as "./-name".</summary>
    internal static void RefuseUnknownOptions(CommandResult result, Argument<string[]> files)
    {
        if (result.GetResult(files) is not { } given)
        {
            return;
        }

        foreach (Token token in given.Tokens)
        {
            if (token.Value.Length > 1 && token.Value[0] == '-' && !File.Exists(token.Value))
            {
                result.AddError(CommandLine.Unknown(token.Value, result.Command.Options.Where(option => !option.Hidden).SelectMany(option => option.Aliases.Append(option.Name))));
            }
        }
    }

    internal static PublicationDate? ParseDate(ArgumentResult result)
    {
        string value = result.Tokens[0].Value;
        if (PublicationDate.TryParse(value) is { } date)
        {
            return date;
        }

        result.AddError($"--published: '{CellText.Clean(value)}' is no date; write 2022-12-25 or 2022-12-25T14:05:00+03:00");
        return null;
    }

    internal static int ParseThreads(ArgumentResult result)
    {
        string value = result.Tokens[0].Value;
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int parsed) && parsed is >= 1 and <= 1024)
        {
            return parsed;
        }

        result.AddError($"--threads: '{CellText.Clean(value)}' is no number of threads; write 1 to 1024");
        return 1;
    }
}
