using System.Diagnostics;
using System.Diagnostics.Metrics;
using Hearsay.Storage;
using Hearsay.Storage.Inbox;

namespace Hearsay.Cli.Work;

/// <summary>
/// What a running Hearsay measures of itself, under the name <see cref="Name"/>: counters and durations of the stages (docs/deployment.md lists them) and a span per article. Costs next to nothing while nobody listens.
/// </summary>
internal static class Telemetry
{
    /// <summary>Name of the meter and of the source of spans.</summary>
    public const string Name = "Hearsay";

    private static readonly Meter Measures = new(Name, Commands.CommandLine.Version);

    private static readonly Counter<long> Articles = Measures.CreateCounter<long>("hearsay.articles", "{article}", "Articles that went into the ledger, by what became of them");

    private static readonly Counter<long> Claims = Measures.CreateCounter<long>("hearsay.claims", "{claim}", "Claims that the ledger did not have");

    private static readonly Counter<long> Tokens = Measures.CreateCounter<long>("hearsay.tokens", "{token}", "Tokens read");

    private static readonly Counter<long> Errors = Measures.CreateCounter<long>("hearsay.errors", "{error}", "Inputs that could not be taken in or failed, by code");

    private static readonly Counter<long> Items = Measures.CreateCounter<long>("hearsay.inbox.items", "{item}", "Items of the inbox at their end, by what became of them");

    private static readonly Histogram<double> Stages = Measures.CreateHistogram(
        "hearsay.stage.duration", "s", "Time that a stage took for one article, or for one batch in the ledger",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });

    private static readonly ActivitySource Spans = new(Name, Commands.CommandLine.Version);

    private static InboxLag? _lag;
    private static TimeProvider _clock = TimeProvider.System;

    static Telemetry()
    {
        Measures.CreateObservableGauge("hearsay.inbox.waiting", () => Lag(lag => lag.Waiting), "{item}", "Items that could be taken now");
        Measures.CreateObservableGauge("hearsay.inbox.delayed", () => Lag(lag => lag.Delayed), "{item}", "Items that failed and are tried again later");
        Measures.CreateObservableGauge("hearsay.inbox.leased", () => Lag(lag => lag.Leased), "{item}", "Items that are being read");
        Measures.CreateObservableGauge("hearsay.inbox.dead", () => Lag(lag => lag.Dead), "{item}", "Items that were given up");
        Measures.CreateObservableGauge("hearsay.inbox.age", () => Lag(lag => lag.Oldest is { } since ? (_clock.GetUtcNow() - since).TotalSeconds : 0.0), "s", "How long the oldest waiting item has been waiting");
    }

    /// <summary>Makes the state of the inbox known to whoever asks next.</summary>
    public static void Tell(InboxLag lag, TimeProvider clock)
    {
        _clock = clock;
        Volatile.Write(ref _lag, lag);
    }

    /// <summary>A span, or null while nobody listens.</summary>
    public static Activity? Span(string name) => Spans.StartActivity(name);

    /// <summary>Counts the time that a stage took.</summary>
    /// <param name="stage">read, extract or store (with finding copies).</param>
    /// <param name="time">How long.</param>
    public static void Stage(string stage, TimeSpan time) => Stages.Record(time.TotalSeconds, new KeyValuePair<string, object?>("stage", stage));

    /// <summary>Counts the tokens of an article.</summary>
    public static void Read(int tokens) => Tokens.Add(tokens);

    /// <summary>Counts what became of a piece of work.</summary>
    public static void Count(Prepared piece, Added? outcome)
    {
        if (piece.Arrival is not null)
        {
            AddState state = outcome?.State ?? AddState.Known;
            Articles.Add(1, new KeyValuePair<string, object?>("state", state switch { AddState.Added => "added", AddState.Revised => "revised", AddState.Reread => "reread", _ => "known" }));
            Claims.Add(outcome?.New ?? 0);
        }

        if (piece.Rejection is { } rejection)
        {
            Errors.Add(1, new KeyValuePair<string, object?>("code", rejection.Defect.Code));
        }
        else if (piece.Passing)
        {
            Errors.Add(1, new KeyValuePair<string, object?>("code", piece.Notices[0].Code));
        }
    }

    /// <summary>Counts an item of the inbox that is at its end.</summary>
    /// <param name="outcome">settled or postponed.</param>
    public static void End(string outcome) => Items.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    private static IEnumerable<Measurement<T>> Lag<T>(Func<InboxLag, T> value)
        where T : struct => Volatile.Read(ref _lag) is { } lag ? [new Measurement<T>(value(lag))] : [];
}
