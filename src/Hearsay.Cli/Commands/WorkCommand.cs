using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hearsay.Cli.Tables;
using Hearsay.Cli.Work;
using Hearsay.Ingest;
using Hearsay.Reading;
using Hearsay.Storage;
using Hearsay.Storage.Inbox;

namespace Hearsay.Cli.Commands;

/// <summary><c>hearsay work</c>: reads what waits in the inbox.</summary>
internal static class WorkCommand
{
    /// <summary>Time between two tries to reach a ledger that has gone: the first, doubled for each further one.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>Longest time between two tries.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>How often it is looked whether the inbox is empty.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var numbers = new Argument<long[]>("NUMBER") { Description = "With --retry: only these items; all when none is named.", Arity = ArgumentArity.ZeroOrMore };
        var workers = new Option<int>("--workers", "-j") { Description = "Articles read at the same time in this process. Usual: one per processor.", HelpName = "N", CustomParser = ReadCommand.ParseThreads };
        var broker = new Option<BrokerAddress?>("--broker")
        {
            Description = "RabbitMQ nodes that carry references to the items, as amqp://user:password@one,two,three/vhost; amqps:// for TLS. One virtual host per ledger. Usual: $HEARSAY_BROKER, or none: items are taken from the ledger itself.",
            HelpName = "ADDRESS",
            CustomParser = ParseBroker,
        };
        var untilEmpty = new Option<bool>("--until-empty") { Description = "Ends when nothing waits any more and nobody is reading." };
        var status = new Option<bool>("--status") { Description = "Shows how far behind the workers are, and ends." };
        var dead = new Option<bool>("--dead") { Description = "Lists the items that were given up, with the reason, and ends." };
        var retry = new Option<bool>("--retry") { Description = "Puts items that were given up back into the inbox, and ends." };
        var declare = new Option<bool>("--declare") { Description = "Declares the queues at the broker, and ends. Once, when the system is set up: workers never do it." };
        var forget = new Option<int?>("--forget") { Description = "Forgets which items were done more than so many days ago, and ends. Their documents stay.", HelpName = "DAYS" };
        var lease = new Option<TimeSpan>("--lease") { Description = "How long a worker may be silent before others take what it was reading: 5s or more. Usual: 60s.", HelpName = "TIME", CustomParser = ParseTime, DefaultValueFactory = _ => TimeSpan.FromSeconds(60) };
        var resend = new Option<TimeSpan>("--resend") { Description = "With --broker: a message that nobody answered for so long is sent again: 5s or more. Usual: 10m.", HelpName = "TIME", CustomParser = ParseTime, DefaultValueFactory = _ => TimeSpan.FromMinutes(10) };
        var monitor = new Option<IPEndPoint?>("--monitor") { Description = "Serves /metrics (Prometheus), /livez and /readyz on this address: 127.0.0.1:9464.", HelpName = "ADDRESS:PORT", CustomParser = ParseEndPoint };
        var parties = new Option<string>("--parties") { Description = "Your own parties over ours, as for 'hearsay add'.", HelpName = "FILE" };
        var format = new Option<string>("--format", "-f") { Description = "summary: what it came to at the end, the usual on a terminal. jsonl: a line for each article when it is durable; with --status and --dead: a line for each item.", HelpName = "summary|jsonl" };
        format.AcceptOnlyFromAmong("summary", "jsonl");
        FetchArguments fetching = new();
        var command = new GuidedCommand("work", "Reads what waits in the inbox, until it is stopped.")
        {
            HandlesSignals = true,
            Details =
            [
                "'hearsay add --queue' and the workbench put articles into the inbox; any number of workers on any number of machines read them into the same ledger. An item is taken under a lease and settled in the transaction that adds its articles: a worker may be killed at any moment, and nothing is lost or there twice. What fails for a reason that may pass is tried again, ever later; what cannot be taken in, or was tried too often, is given up and listed by --dead.",
                "SIGTERM or Ctrl-C: nothing more is taken, what was taken is read to its end. A second time: it ends at once, and others take what it had.",
                "Metrics and spans go by OTLP to where OTEL_EXPORTER_OTLP_ENDPOINT points (docs/deployment.md).",
            ],
            Examples =
            [
                ("hearsay work --ledger postgres://desk@db/hearsay", "A worker, for as long as the machine runs."),
                ("hearsay work --until-empty", "Reads what there is, and ends."),
                ("hearsay work --status", "How much waits, and since when."),
                ("hearsay work --declare --broker amqp://desk@mq1,mq2,mq3/hearsay", "Sets up the queues of a cluster."),
                ("hearsay work --retry 17 18", "Two items once more."),
            ],
            ExitCodes =
            [
                (ExitCode.Found, "it was stopped, or the inbox is empty; with --status, --dead and --retry: there is something"),
                (ExitCode.Nothing, "with --until-empty, --status, --dead and --retry: there was nothing"),
                (ExitCode.Error, "something was given up, or the ledger or the broker cannot be used"),
                (ExitCode.Interrupted, "ended at once by a second signal"),
            ],
        };
        Option<bool> noNarration = CommandLine.NoNarrationOption();
        Option<AttributionModel> attributions = CommandLine.AttributionsOption();
        command.Arguments.Add(numbers);
        foreach (Option option in (Option[])[workers, broker, untilEmpty, status, dead, retry, declare, forget, lease, resend, monitor, parties, attributions, noNarration, .. fetching.Options, format])
        {
            command.Options.Add(option);
        }

        LedgerOptions options = LedgerOptions.AddPlace(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            BrokerAddress? nodes = parsed.GetValue(broker) ?? BrokerOfEnvironment();
            bool lines = (parsed.GetValue(format) ?? (terminal.OutputIsTerminal ? "summary" : "jsonl")) == "jsonl";
            if (parsed.GetValue(declare))
            {
                await RabbitQueue.DeclareAsync(nodes ?? throw new CommandFailure(CliErrors.Usage, null, "--declare needs a broker: name it by --broker or HEARSAY_BROKER"), cancellationToken);
                return ExitCode.Found;
            }

            bool looks = parsed.GetValue(status) || parsed.GetValue(dead);
            await using Ledger ledger = await Ledger.OpenAsync(options.Place(parsed), looks ? LedgerAccess.Read : LedgerAccess.Create, terminal.Clock, cancellationToken);
            if (parsed.GetValue(status))
            {
                return await ShowAsync(terminal, ledger, nodes, lines, cancellationToken);
            }

            if (parsed.GetValue(dead))
            {
                return await ListAsync(terminal, ledger, lines, cancellationToken);
            }

            if (parsed.GetValue(retry))
            {
                return await ledger.RetryAsync(parsed.GetValue(numbers) is { Length: > 0 } some ? some : null, cancellationToken) > 0 ? ExitCode.Found : ExitCode.Nothing;
            }

            if (parsed.GetValue(forget) is { } days)
            {
                return await ledger.ForgetAsync(terminal.Clock.GetUtcNow().AddDays(-days), cancellationToken) > 0 ? ExitCode.Found : ExitCode.Nothing;
            }

            string? own = parsed.GetValue(parties);
            int threads = parsed.GetValue(workers) is > 0 and int asked ? asked : Environment.ProcessorCount;
            var settings = new ReadSettings(new IngestOptions(), Reader.DefaultThreshold, threads)
            {
                Parties = own is null ? null : PartyFiles.Registry(own, terminal),
                Fetching = fetching.Read(parsed),
                Narration = !parsed.GetValue(noNarration),
                Attributions = parsed.GetValue(attributions),
            };
            string registry = own is null ? "" : "+parties." + Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(own, cancellationToken)).AsSpan(0, 8));
            TimeSpan held = parsed.GetValue(lease);
            string name = Worker.NameOf(terminal.Clock);
            IWorkQueue Queue() => nodes is null
                ? new LedgerQueue(ledger, name, held, threads * AddPipeline.LookAhead / 2, terminal.Clock)
                : new RabbitQueue(nodes, ledger, name, held, (ushort)Math.Min(1_000, (threads * AddPipeline.LookAhead) + AddPipeline.BatchArticles), parsed.GetValue(resend), terminal);
            await using Monitoring monitoring = Monitoring.Start(ledger, parsed.GetValue(monitor), terminal);
            return await RunAsync(terminal, ledger, Queue, settings, registry, held, parsed.GetValue(untilEmpty), lines, monitoring, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        Terminal terminal, Ledger ledger, Func<IWorkQueue> open, ReadSettings settings, string registry, TimeSpan lease, bool untilEmpty, bool lines, Monitoring monitoring, CancellationToken cancellationToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            (stopping.IsCancellationRequested ? ending : stopping).Cancel();
        }

        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        var reader = new Lazy<Reader>(() => CommandLine.LoadReader(settings.MinimumConfidence, settings.Attributions));
        await using OutputTarget target = OutputTarget.Open(terminal, null);
        bool failed = false;
        bool any = false;
        int articles = 0;
        int claims = 0;
        TimeSpan pause = FirstPause;
        Task looking = untilEmpty ? StopWhenEmptyAsync(ledger, terminal, stopping) : Task.CompletedTask;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using IWorkQueue queue = open();
                await new Worker(ledger, queue, settings, reader, registry, lease, terminal).RunAsync(
                    async (piece, outcome) =>
                    {
                        monitoring.Note(null);
                        pause = FirstPause;
                        foreach (Notice notice in piece.Notices)
                        {
                            terminal.Report(notice.Error && !piece.Passing, notice.Code, notice.Origin, notice.Message);
                        }

                        any |= piece.Arrival is not null;
                        failed |= piece.Rejection is not null;
                        articles += piece.Arrival is null ? 0 : 1;
                        claims += outcome?.New ?? 0;
                        if (lines && !target.Closed && AddCommand.Line(piece, outcome) is { } line)
                        {
                            await target.WriteAsync(line, flush: true, ending.Token);
                        }
                    },
                    stopping.Token,
                    ending.Token);
            }
            catch (LedgerException failure) when (failure.MayPass && !stopping.IsCancellationRequested)
            {
                // What was being read is taken again when its lease ends.
                monitoring.Note(failure.Message);
                terminal.Report(false, failure.Code, failure.Origin, string.Create(CultureInfo.InvariantCulture, $"{failure.Message}; trying again in {pause.TotalSeconds:0} s"));
                await Task.Delay(pause, terminal.Clock, stopping.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }

        await looking;
        if (!lines)
        {
            await target.WriteAsync(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{articles} articles read; {claims} new claims\n")), flush: true, CancellationToken.None);
        }

        return failed ? ExitCode.Error : any || !untilEmpty ? ExitCode.Found : ExitCode.Nothing;
    }

    private static async Task StopWhenEmptyAsync(Ledger ledger, Terminal terminal, CancellationTokenSource stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await ledger.InboxLagAsync(CancellationToken.None) is { Waiting: 0, Leased: 0 })
                {
                    await stopping.CancelAsync();
                }
            }
            catch (LedgerException)
            {
                // The worker says so.
            }

            await Task.Delay(LookInterval, terminal.Clock, stopping.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private static async Task<int> ShowAsync(Terminal terminal, Ledger ledger, BrokerAddress? nodes, bool lines, CancellationToken cancellationToken)
    {
        InboxLag lag = await ledger.InboxLagAsync(cancellationToken);
        (uint Queued, uint Dead)? messages = nodes is null ? null : await RabbitQueue.CountAsync(nodes, cancellationToken);
        double? age = lag.Oldest is { } since ? Math.Max(0, (terminal.Clock.GetUtcNow() - since).TotalSeconds) : null;
        await using OutputTarget target = OutputTarget.Open(terminal, null);
        if (lines)
        {
            using var to = new MemoryStream();
            using (var json = new Utf8JsonWriter(to))
            {
                json.WriteStartObject();
                json.WriteNumber("waiting", lag.Waiting);
                json.WriteNumber("delayed", lag.Delayed);
                json.WriteNumber("leased", lag.Leased);
                json.WriteNumber("dead", lag.Dead);
                json.WriteNumber("done_last_minute", lag.DoneLastMinute);
                if (age is { } seconds)
                {
                    json.WriteNumber("oldest_seconds", Math.Round(seconds));
                }

                if (messages is { } counts)
                {
                    json.WriteNumber("messages", counts.Queued);
                    json.WriteNumber("dead_messages", counts.Dead);
                }

                json.WriteEndObject();
            }

            to.WriteByte((byte)'\n');
            await target.WriteAsync(to.ToArray(), flush: true, cancellationToken);
        }
        else
        {
            string oldest = age is { } seconds ? string.Create(CultureInfo.InvariantCulture, $", the oldest for {TimeSpan.FromSeconds(Math.Round(seconds)):c}") : "";
            string broker = messages is { } counts ? string.Create(CultureInfo.InvariantCulture, $"\nmessages  {counts.Queued} in the queue, {counts.Dead} in the dead-letter queue") : "";
            string text = string.Create(
                CultureInfo.InvariantCulture,
                $"waiting   {lag.Waiting}{oldest}\ndelayed   {lag.Delayed}\nbeing read {lag.Leased}\ngiven up  {lag.Dead}\ndone      {lag.DoneLastMinute} in the last minute{broker}\n");
            await target.WriteAsync(Encoding.UTF8.GetBytes(text), flush: true, cancellationToken);
        }

        return lag.Waiting + lag.Delayed + lag.Leased + lag.Dead > 0 ? ExitCode.Found : ExitCode.Nothing;
    }

    private static async Task<int> ListAsync(Terminal terminal, Ledger ledger, bool lines, CancellationToken cancellationToken)
    {
        const int PageSize = 500;
        var listing = new Listing(lines ? "jsonl" : "table", ["number", "code", "name", "tries", "message…"], [], terminal.Width, terminal.ColourOutput);
        await using OutputTarget target = OutputTarget.Open(terminal, null);
        long after = 0;
        while (await ledger.InboxAsync(InboxState.Dead, after, PageSize, cancellationToken) is { Count: > 0 } items)
        {
            await target.WriteAsync(
                listing.Page(
                    items,
                    item => [Number(item.Number), item.Code, item.Name, Number(item.Tries), item.Message],
                    _ => [],
                    (json, item) =>
                    {
                        json.WriteStartObject();
                        json.WriteNumber("number", item.Number);
                        json.WriteString("name", item.Name);
                        json.WriteString("code", item.Code);
                        json.WriteString("message", item.Message);
                        json.WriteNumber("tries", item.Tries);
                        json.WriteString("content", item.Content);
                        json.WriteString("address", item.Address);
                        json.WriteString("added_by", item.AddedBy);
                        json.WriteString("added", item.Added.ToString("O", CultureInfo.InvariantCulture));
                        json.WriteEndObject();
                    }),
                flush: true, cancellationToken);
            after = items[^1].Number;
        }

        return after > 0 ? ExitCode.Found : ExitCode.Nothing;
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static BrokerAddress? BrokerOfEnvironment() => Environment.GetEnvironmentVariable("HEARSAY_BROKER") is not { Length: > 0 } named ? null
        : BrokerAddress.TryParse(named) ?? throw new CommandFailure(CliErrors.Usage, null, "HEARSAY_BROKER cannot be understood; write amqp://user:password@host,host/vhost");

    private static BrokerAddress? ParseBroker(ArgumentResult result)
    {
        var address = BrokerAddress.TryParse(result.Tokens[0].Value);
        if (address is null)
        {
            result.AddError("--broker: this is no address of a broker; write amqp://user:password@host,host/vhost");
        }

        return address;
    }

    private static IPEndPoint? ParseEndPoint(ArgumentResult result)
    {
        string value = result.Tokens[0].Value;
        if (IPEndPoint.TryParse(value, out IPEndPoint? point) && point.Port > 0)
        {
            return point;
        }

        result.AddError($"--monitor: '{CellText.Clean(value)}' is no address with a port; write 127.0.0.1:9464");
        return null;
    }

    private static TimeSpan ParseTime(ArgumentResult result)
    {
        string value = result.Tokens[0].Value;
        double unit = value.Length == 0 ? 0 : value[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        if (unit > 0 && double.TryParse(value.AsSpan(0, value.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number * unit is >= 5 and <= 86_400)
        {
            return TimeSpan.FromSeconds(number * unit);
        }

        result.AddError($"{((OptionResult)result.Parent!).IdentifierToken?.Value ?? "time"}: '{CellText.Clean(value)}' is no time of at least five seconds and at most a day; write 30s, 5m or 1h");
        return TimeSpan.FromMinutes(1);
    }
}
