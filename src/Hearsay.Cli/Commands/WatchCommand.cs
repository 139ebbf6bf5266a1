using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hearsay.Cli.Tables;
using Hearsay.Cli.Work;
using Hearsay.Ingest;
using Hearsay.Ingest.Fetching;
using Hearsay.Reading;
using Hearsay.Storage;

namespace Hearsay.Cli.Commands;

/// <summary><c>hearsay watch</c>: feeds polled, ledger grown.</summary>
internal static class WatchCommand
{
    /// <summary>Shortest time between two polls of a feed: one minute. No feed is made to be asked more often.</summary>
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMinutes(1);

    /// <summary>Longest time between two polls of a feed that fails: a day.</summary>
    private static readonly TimeSpan LongestInterval = TimeSpan.FromDays(1);

    /// <summary>Part of the interval by which polls are moved to and fro, so that feeds of one host are not asked for in step: a tenth.</summary>
    private const double Jitter = 0.1;

    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var feeds = new Argument<string[]>("FEED") { Description = "Addresses of RSS or Atom feeds.", Arity = ArgumentArity.OneOrMore };
        var interval = new Option<TimeSpan>("--interval")
        {
            Description = "Time between two polls of a feed: 90s, 15m, 2h or 1d; at least 1m. Usual: 15m. A feed that fails is asked ever less often, down to once a day.",
            HelpName = "TIME",
            CustomParser = ParseInterval,
            DefaultValueFactory = _ => TimeSpan.FromMinutes(15),
        };
        var once = new Option<bool>("--once") { Description = "Polls every feed once and ends." };
        var summaries = new Option<bool>("--summaries") { Description = "Takes items that carry a summary only as they are; their pages are not fetched." };
        var memory = new Option<string>("--memory")
        {
            Description = "Where it is kept what feeds were asked for and which items went in. Usual: 'hearsay-watch.json' in the working folder.",
            HelpName = "FILE",
            DefaultValueFactory = _ => "hearsay-watch.json",
        };
        var threads = new Option<int>("--threads", "-j") { Description = "Articles read at the same time. Usual: one per processor.", HelpName = "N", CustomParser = ReadCommand.ParseThreads };
        var format = new Option<string>("--format", "-f") { Description = "summary: a line per poll, and one per new article. jsonl: a line for each article when it is durable, as 'hearsay add' writes it. Usual: by whether a terminal reads it.", HelpName = "summary|jsonl" };
        format.AcceptOnlyFromAmong("summary", "jsonl");
        FetchArguments fetching = new();
        var command = new GuidedCommand("watch", "Polls feeds and adds what is new to the ledger, until it is stopped.")
        {
            Details =
            [
                "A feed is asked only for what has changed since it was asked last. Items that carry a summary only are fetched from their pages, one per second and host, as robots.txt allows; where that fails, the summary is kept. What went in is remembered from one run to the next.",
                "Ctrl-C ends it; everything that was reported is in the ledger.",
            ],
            Examples =
            [
                ("hearsay watch https://example.org/feed --contact desk@example.net", "One feed, every quarter of an hour."),
                ("hearsay watch $(cat feeds.txt) --interval 1h --once", "From a timetable of your own."),
            ],
            ExitCodes =
            [
                (ExitCode.Found, "with --once: something new was added"),
                (ExitCode.Nothing, "with --once: nothing was new"),
                (ExitCode.Error, "with --once: a feed or an article of it could not be had; or the ledger cannot be written to"),
                (ExitCode.Interrupted, "stopped by Ctrl-C"),
            ],
        };
        Option<bool> noNarration = CommandLine.NoNarrationOption();
        Option<AttributionModel> attributions = CommandLine.AttributionsOption();
        command.Arguments.Add(feeds);
        foreach (Option option in (Option[])[interval, once, summaries, memory, attributions, noNarration, threads, format, .. fetching.Options])
        {
            command.Options.Add(option);
        }

        LedgerOptions options = LedgerOptions.AddPlace(command);
        command.Validators.Add(result => ReadCommand.RefuseUnknownOptions(result, feeds));
        command.SetAction(async (parsed, cancellationToken) =>
        {
            List<Uri> addresses = [];
            foreach (InputFile input in Inputs.Expand(parsed.GetValue(feeds) ?? []))
            {
                addresses.Add(input.Address ?? throw new CommandFailure(CliErrors.Usage, input.Path, $"'{CellText.Clean(input.Path)}' is no address: a feed is named by http:// or https://; 'hearsay add' takes files"));
            }

            int workers = parsed.GetValue(threads) is > 0 and int asked ? asked : Environment.ProcessorCount;
            var settings = new ReadSettings(new IngestOptions(), Reader.DefaultThreshold, workers) { Fetching = fetching.Read(parsed), Narration = !parsed.GetValue(noNarration), Attributions = parsed.GetValue(attributions) };
            await using Ledger ledger = await Ledger.OpenAsync(options.Place(parsed), LedgerAccess.Create, terminal.Clock, cancellationToken);
            bool lines = (parsed.GetValue(format) ?? (terminal.OutputIsTerminal ? "summary" : "jsonl")) == "jsonl";
            return await RunAsync(terminal, ledger, settings, [.. addresses.Distinct()], WatchMemory.Load(parsed.GetValue(memory)!), parsed.GetValue(interval), parsed.GetValue(once), !parsed.GetValue(summaries), lines, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, Ledger ledger, ReadSettings settings, Uri[] feeds, WatchMemory memory, TimeSpan interval, bool once, bool follow, bool lines, CancellationToken cancellationToken)
    {
        var reader = new Lazy<Reader>(() => CommandLine.LoadReader(settings.MinimumConfidence, settings.Attributions));
        using var fetcher = new Fetcher(settings.Fetching, terminal.Clock);
        using var pipeline = new AddPipeline(ledger, settings, reader, "", terminal);
        var ingester = new Ingester(settings.Ingest);
        await using OutputTarget target = OutputTarget.Open(terminal, null);
        DateTimeOffset[] due = [.. feeds.Select(_ => terminal.Clock.GetUtcNow())];
        int[] failures = new int[feeds.Length];
        int polls = 0;
        bool failed = false;
        bool any = false;
        while (!once || polls < feeds.Length)
        {
            int next = Array.IndexOf(due, due.Min());
            TimeSpan wait = due[next] - terminal.Clock.GetUtcNow();
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, terminal.Clock, cancellationToken);
            }

            var poll = new FeedPoll(feeds[next], fetcher, ingester, memory, follow);
            var input = new SizedInput(new InputFile(feeds[next].AbsoluteUri, "") { Address = feeds[next] }, null) { Items = poll.NewAsync(cancellationToken) };
            List<string> titles = [];
            bool setAside = false;
            AddTotals totals = await pipeline.RunAsync(
                new[] { input }.ToAsyncEnumerable(),
                async (item, outcome) =>
                {
                    foreach (Notice notice in item.Notices)
                    {
                        terminal.Report(notice.Error, notice.Code, notice.Origin, notice.Message);
                    }

                    setAside |= item.Rejection is not null;
                    if (outcome?.State is AddState.Added or AddState.Revised)
                    {
                        string mark = outcome.State == AddState.Added ? "+" : "~";
                        titles.Add($"  {mark} {CellText.Clean(item.Arrival!.Article.Title ?? item.Arrival.Article.Id)} ({outcome.New} {(outcome.New == 1 ? "claim" : "claims")})");
                    }

                    if (lines && !target.Closed && AddCommand.Line(item, outcome) is { } line)
                    {
                        await target.WriteAsync(line, flush: true, cancellationToken);
                    }
                },
                _ => { },
                cancellationToken);
            foreach (Notice notice in poll.Notices)
            {
                terminal.Report(notice.Error, notice.Code, notice.Origin, notice.Message);
            }

            if (!poll.Failed && !poll.NotModified)
            {
                memory.Keep(feeds[next], poll.Validators, poll.Items);
                await memory.SaveAsync(cancellationToken);
            }

            if (!lines)
            {
                string what = poll.Failed ? "failed" : poll.NotModified ? "not modified" : $"{totals.Added} new, {totals.Revised} revised, {totals.Known + poll.Known} known";
                string line = string.Create(CultureInfo.InvariantCulture, $"{terminal.Clock.GetUtcNow():yyyy-MM-dd HH:mm}Z  {what}  {feeds[next].AbsoluteUri}\n{string.Concat(titles.Select(title => title + "\n"))}");
                await target.WriteAsync(Encoding.UTF8.GetBytes(line), flush: true, cancellationToken);
            }

            failed |= poll.Failed || setAside;
            any |= totals.Added + totals.Revised > 0;
            failures[next] = poll.Failed ? failures[next] + 1 : 0;
            polls++;
            due[next] = once ? DateTimeOffset.MaxValue : terminal.Clock.GetUtcNow() + Next(interval, failures[next], feeds[next], polls);
        }

        return failed ? ExitCode.Error : any ? ExitCode.Found : ExitCode.Nothing;
    }

    /// <summary>Time to the next poll: the interval, doubled for each failure in a row, moved by up to a tenth that depends on the feed and the poll.</summary>
    internal static TimeSpan Next(TimeSpan interval, int failures, Uri feed, int poll)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{feed.AbsoluteUri}\n{poll}")));
        double moved = 1 + (Jitter * ((hash[0] / 127.5) - 1));
        TimeSpan next = interval * Math.Pow(2, Math.Min(failures, 16)) * moved;
        return next < LongestInterval || interval > LongestInterval ? next : LongestInterval;
    }

    private static TimeSpan ParseInterval(ArgumentResult result)
    {
        string value = result.Tokens[0].Value;
        double unit = value.Length == 0 ? 0 : value[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, _ => 0 };
        if (unit > 0 && double.TryParse(value.AsSpan(0, value.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number * unit <= TimeSpan.FromDays(30).TotalSeconds)
        {
            var interval = TimeSpan.FromSeconds(number * unit);
            if (interval >= ShortestInterval)
            {
                return interval;
            }
        }

        result.AddError($"--interval: '{CellText.Clean(value)}' is no time of at least a minute and at most 30 days; write 90s, 15m, 2h or 1d");
        return ShortestInterval;
    }
}
