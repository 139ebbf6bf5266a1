using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hearsay.Claims.Parties;
using Hearsay.Claims.Reviewing;
using Hearsay.Cli.Work;
using Hearsay.Ingest;
using Hearsay.Reading;
using Hearsay.Storage;
using Hearsay.Text;

namespace Hearsay.Cli.Commands;

/// <summary><c>hearsay add</c>: files in, ledger grown.</summary>
internal static class AddCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("SOURCE")
        {
            Description = "As for 'hearsay read': articles, web pages, PDFs, mails, feeds, corpora (JSONL), web archives, ZIP or gzip files, folders with all that is in them, patterns, or web addresses. '-' reads standard input, and so does no SOURCE when something is piped in.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var published = new Option<PublicationDate?>("--published") { Description = "Day or moment of publication (2022-12-25, 2022-12-25T14:05:00+03:00); wins over what an input says itself.", HelpName = "DATE", CustomParser = ReadCommand.ParseDate };
        var outlet = new Option<string>("--outlet") { Description = "Who published it; wins over what an input says itself.", HelpName = "NAME" };
        var parties = new Option<string>("--parties") { Description = "Your own parties over ours (docs/parties.md). A reading with other parties is a reading of its own.", HelpName = "FILE" };
        var threads = new Option<int>("--threads", "-j") { Description = "Articles read at the same time. Usual: one per processor. What is stored does not depend on it.", HelpName = "N", CustomParser = ReadCommand.ParseThreads };
        var format = new Option<string>("--format", "-f")
        {
            Description = "summary: what it came to, the usual on a terminal. jsonl: a line for each article when it is durable, the usual in a pipe.",
            HelpName = "summary|jsonl",
        };
        format.AcceptOnlyFromAmong("summary", "jsonl");
        var queue = new Option<bool>("--queue") { Description = "Reads nothing: puts everything into the ledger's inbox, from which 'hearsay work' takes it, here or on other machines." };
        Option<bool> noNarration = CommandLine.NoNarrationOption();
        FetchArguments fetching = new();
        var noProgress = new Option<bool>("--no-progress") { Description = "No progress line. It is only drawn on a terminal anyway." };
        var command = new GuidedCommand("add", "Reads articles and adds them to the ledger, with their original bytes and their claims.")
        {
            Details =
            [
                "What was added is durable when it is reported. A run that was broken off goes on where it stopped when it is given again: what the ledger has is told by its bytes and not read. An article that was edited at the same address is a new revision of the same document; what was decided about claims that stayed is carried over. A newer reader reads again what an older one read.",
                "What cannot be taken in is reported and set aside: 'hearsay aside' lists it and tries it again. Texts that are not English are kept, but not read.",
            ],
            Examples =
            [
                ("hearsay add inbox/", "Every file in a folder, into hearsay.db."),
                ("hearsay add page.html --outlet Reuters --published 2022-12-25", "A web page, with what is known of its publication."),
                ("hearsay add corpus.jsonl --ledger postgres://desk@db/hearsay", "A corpus, into the team's database."),
                ("hearsay add inbox/ --queue --ledger postgres://desk@db/hearsay", "For the workers of a team to read."),
                ("hearsay add new/ --format jsonl | jq -r 'select(.state==\"revised\").document'", "Documents that have changed."),
            ],
            ExitCodes =
            [
                (ExitCode.Found, "everything that was named is in the ledger now"),
                (ExitCode.Nothing, "there was nothing to add"),
                (ExitCode.Error, "something was set aside, or the ledger cannot be written to"),
                (ExitCode.Interrupted, "stopped by Ctrl-C; what was reported is kept"),
            ],
        };
        var marking = new Option<string>("--marking") { Description = "With whom the documents may be shared (Traffic Light Protocol 2.0): clear, green, amber, amber+strict, red. Their claims inherit it. What is marked more narrowly stays so.", HelpName = "TLP" };
        marking.AcceptOnlyFromAmong([.. Markings.Names]);
        Option<AttributionModel> attributions = CommandLine.AttributionsOption();
        command.Arguments.Add(files);
        foreach (Option option in (Option[])[published, outlet, marking, parties, attributions, noNarration, threads, queue, .. fetching.Options, format, noProgress])
        {
            command.Options.Add(option);
        }

        LedgerOptions options = LedgerOptions.AddPlace(command);
        command.Validators.Add(result => ReadCommand.RefuseUnknownOptions(result, files));
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string[] paths = parsed.GetValue(files) ?? [];
            if (paths.Length == 0)
            {
                paths = terminal.InputIsTerminal
                    ? throw new CommandFailure(CliErrors.NothingToRead, null, "nothing to add: name a file or folder, or pipe a text in ('hearsay add --help')")
                    : [Inputs.StandardInput];
            }

            string? own = parsed.GetValue(parties);
            if (own is not null && parsed.GetValue(queue))
            {
                throw new CommandFailure(CliErrors.Usage, null, "--parties goes with the reading: give it to 'hearsay work', not to 'hearsay add --queue'");
            }

            var settings = new ReadSettings(new IngestOptions(parsed.GetValue(published), parsed.GetValue(outlet)), Reader.DefaultThreshold, parsed.GetValue(threads) is > 0 and int asked ? asked : Environment.ProcessorCount)
            {
                Parties = own is null ? null : PartyFiles.Registry(own, terminal),
                Fetching = fetching.Read(parsed),
                Marking = Markings.TryParse(parsed.GetValue(marking)),
                Narration = !parsed.GetValue(noNarration),
                Attributions = parsed.GetValue(attributions),
            };
            string registry = own is null ? "" : "+parties." + Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(own, cancellationToken)).AsSpan(0, 8));
            string place = options.Place(parsed);
            await using Ledger ledger = await Ledger.OpenAsync(place, LedgerAccess.Create, terminal.Clock, cancellationToken);
            bool lines = (parsed.GetValue(format) ?? (terminal.OutputIsTerminal ? "summary" : "jsonl")) == "jsonl";
            HashSet<string> ours = [Path.GetFullPath(ledger.Place), Path.GetFullPath(ledger.Place + "-wal"), Path.GetFullPath(ledger.Place + "-shm")];
            IEnumerable<SizedInput> inputs = SizedInput.Expand(paths).Where(input => !ours.Contains(Path.GetFullPath(input.File.Path)));
            if (parsed.GetValue(queue))
            {
                return await new Queueing(ledger, settings.Ingest, terminal).RunAsync(inputs, lines, cancellationToken);
            }

            return await RunAsync(terminal, ledger, settings, registry, inputs, lines, !parsed.GetValue(noProgress), cancellationToken);
        });
        return command;
    }

    /// <summary>Adds inputs and says what it came to.</summary>
    public static async Task<int> RunAsync(Terminal terminal, Ledger ledger, ReadSettings settings, string registry, IEnumerable<SizedInput> inputs, bool lines, bool progressWanted, CancellationToken cancellationToken)
    {
        var reader = new Lazy<Reader>(() => CommandLine.LoadReader(settings.MinimumConfidence, settings.Attributions));
        _ = Task.Run(() => settings.Parties ?? PartyRegistry.Standard, CancellationToken.None);
        _ = Task.Run(() => reader.Value, CancellationToken.None).ContinueWith(failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        ProgressLine? progress = null;
        if (progressWanted && terminal.ErrorIsTerminal)
        {
            SizedInput[] all = [.. inputs];
            inputs = all;
            progress = new ProgressLine(terminal, all.Length, Array.TrueForAll(all, file => file.Length is not null) ? all.Sum(file => file.Length!.Value) : null);
        }

        await using OutputTarget target = OutputTarget.Open(terminal, null);
        bool failed = false;
        try
        {
            using var pipeline = new AddPipeline(ledger, settings, reader, registry, terminal);
            AddTotals totals = await pipeline.RunAsync(
                inputs.ToAsyncEnumerable(),
                async (item, outcome) =>
                {
                    progress?.Count(item.Arrival is null ? 0 : 1, item.LastOfFile);
                    if (item.Notices.Count > 0)
                    {
                        progress?.Hide();
                    }

                    foreach (Notice notice in item.Notices)
                    {
                        terminal.Report(notice.Error, notice.Code, notice.Origin, notice.Message);
                    }

                    failed |= item.Rejection is not null;
                    if (lines && !target.Closed && Line(item, outcome) is { } line)
                    {
                        await target.WriteAsync(line, flush: true, cancellationToken);
                    }

                    progress?.Draw();
                },
                read => progress?.Count(read),
                cancellationToken);
            progress?.Hide();
            if (!lines)
            {
                await target.WriteAsync(Encoding.UTF8.GetBytes(Summary(totals) + "\n"), flush: true, cancellationToken);
            }

            bool any = totals.Added + totals.Revised + totals.Reread + totals.Known + totals.Files > 0;
            return failed ? ExitCode.Error : any ? ExitCode.Found : ExitCode.Nothing;
        }
        finally
        {
            progress?.Hide();
        }
    }

    private static string Summary(AddTotals totals)
    {
        static string Of(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}");
        List<string> parts = [Of(totals.Added, totals.Added == 1 ? "document added" : "documents added")];
        foreach ((int count, string what) in new[] { (totals.Revised, "revised"), (totals.Reread, "read anew"), (totals.Known, "known"), (totals.Files, totals.Files == 1 ? "file known as a whole" : "files known as a whole"), (totals.SetAside, "set aside") })
        {
            if (count > 0)
            {
                parts.Add(Of(count, what));
            }
        }

        string own = totals.Narration > 0 ? $" and {Of(totals.Narration, "in the outlets' own voice")}" : "";
        return $"{string.Join(", ", parts)}; {Of(totals.Claims, totals.Claims == 1 ? "new claim" : "new claims")}{own}";
    }

    /// <summary>One line of JSON for an item that went in or was set aside; null for anything else.</summary>
    public static byte[]? Line(Prepared item, Added? outcome)
    {
        if (item.Arrival is null && item.Rejection is null)
        {
            return null;
        }

        using var to = new MemoryStream();
        using (var json = new Utf8JsonWriter(to, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("state", item.Rejection is not null ? "set-aside" : (outcome?.State ?? AddState.Known).ToString().ToLowerInvariant());
            json.WriteString("origin", item.Arrival?.Origin ?? item.Rejection!.Origin);
            if (item.Rejection is { } rejection)
            {
                json.WriteString("code", rejection.Defect.Code);
            }
            else
            {
                json.WriteString("sha256", item.Arrival!.Article.Text.Sha256);
            }

            if (outcome is not null)
            {
                json.WriteString("document", outcome.Document);
                json.WriteNumber("revision", outcome.Revision);
                json.WriteNumber("claims", outcome.Claims);
                json.WriteNumber("new", outcome.New);
                json.WriteNumber("gone", outcome.Gone);
                json.WriteNumber("narration", outcome.Narration);
            }

            json.WriteEndObject();
        }

        to.WriteByte((byte)'\n');
        return to.ToArray();
    }
}
