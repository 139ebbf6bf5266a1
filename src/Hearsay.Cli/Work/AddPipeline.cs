using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Hearsay.Claims;
using Hearsay.Claims.Extracting;
using Hearsay.Claims.Formats;
using Hearsay.Claims.Parties;
using Hearsay.Claims.Reviewing;
using Hearsay.Ingest;
using Hearsay.Ingest.Fetching;
using Hearsay.Reading;
using Hearsay.Storage;
using Hearsay.Storage.Inbox;
using Hearsay.Text.Layers;
using Hearsay.Text;

namespace Hearsay.Cli.Work;

/// <summary>
/// The way into the ledger: file → <see cref="Ingester"/> → known already? → <see cref="Reader"/> → <see cref="ClaimExtractor"/> → <see cref="Ledger"/>. Articles are read on several threads
/// and added in the order of the input, in batches: what was reported as added is durable, and a run that was broken off goes on where it stopped. The queue is bounded, so memory does not
/// grow with the input.
/// </summary>
/// <param name="ledger">Where it goes.</param>
/// <param name="settings">How to read.</param>
/// <param name="reader">The reader; asked for when the first article needs it.</param>
/// <param name="registry">Distinguishes readings with other party files; empty for ours.</param>
/// <param name="terminal">Gives standard input.</param>
internal sealed class AddPipeline(Ledger ledger, ReadSettings settings, Lazy<Reader> reader, string registry, Terminal terminal) : IDisposable
{
    /// <summary>A file up to this size is one piece of work; a larger one is taken apart item by item.</summary>
    private const long OnePiece = 1 << 20;

    /// <summary>Pieces of work per thread that may wait for being added: what is read while a batch is written, so that no core is idle.</summary>
    public const int LookAhead = 64;

    /// <summary>Whole mebibytes that may wait for being added; large pieces wait for each other.</summary>
    private const int MostWaiting = 32;

    /// <summary>Behind the hash of the model when a reading holds what articles say in their own voice, too: it is another reading.</summary>
    public const string WithNarration = "+narration";

    /// <summary>Articles added at one time. Each batch costs one flush to the disk; larger ones gain little and lose more in a crash.</summary>
    public const int BatchArticles = 64;

    /// <summary>Bytes of originals and texts in one batch.</summary>
    private const long BatchBytes = 16 << 20;

    /// <summary>A batch does not wait longer for its articles: what was read is to be safe soon.</summary>
    private static readonly TimeSpan BatchTime = TimeSpan.FromSeconds(1);

    private readonly Ingester _ingester = new(settings.Ingest);
    private readonly Fetcher _fetcher = new(settings.Fetching, terminal.Clock);
    private readonly ClaimExtractor _extractor = new(settings.Parties ?? PartyRegistry.Standard, settings.Titles);
    private ReaderVersion? _version;
    private bool _caughtUp;
    private bool _taken;
    private Defect? _wrong;

    /// <inheritdoc/>
    public void Dispose() => _fetcher.Dispose();

    /// <summary>Adds all inputs.</summary>
    /// <param name="inputs">Files; may be enumerated while others are read.</param>
    /// <param name="report">Told of each item when it is durable, in order, never two at a time; the outcome is null for what is not an article.</param>
    /// <param name="progress">Told of every byte read, from any thread.</param>
    /// <param name="cancellationToken">Stops the work; what was reported stays.</param>
    public async Task<AddTotals> RunAsync(IAsyncEnumerable<SizedInput> inputs, Func<Prepared, Added?, ValueTask> report, Action<int> progress, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var gate = new Gate(settings.Threads);
        using var room = new SemaphoreSlim(MostWaiting);
        var queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(settings.Threads * LookAhead) { SingleReader = true, SingleWriter = true });
        Task producer = Task.Run(() => ProduceAsync(inputs, queue.Writer, gate, room, progress, stop.Token), CancellationToken.None);
        var totals = new AddTotals();
        List<Prepared> batch = [];
        long begun = terminal.Clock.GetTimestamp();
        long bytes = 0;
        try
        {
            while (true)
            {
                Task<bool> more = queue.Reader.WaitToReadAsync(stop.Token).AsTask();
                if (batch.Count > 0 && !await SoonAsync(more, begun))
                {
                    await FlushAsync(batch, totals, report, stop.Token);
                    bytes = 0;
                }

                // Nothing comes for a while: time for what was put off.
                if (batch.Count == 0 && !await SoonAsync(more, terminal.Clock.GetTimestamp()))
                {
                    await GroupAsync(rest: true, stop.Token);
                }

                if (!await more || !queue.Reader.TryRead(out Pending work))
                {
                    break;
                }

                if (work.Room > 0)
                {
                    room.Release(work.Room);
                }

                if (batch.Count > 0 && !await SoonAsync(work.Done, begun))
                {
                    await FlushAsync(batch, totals, report, stop.Token);
                    bytes = 0;
                }

                foreach (Prepared item in await work.Done)
                {
                    if (batch.Count == 0)
                    {
                        begun = terminal.Clock.GetTimestamp();
                    }

                    batch.Add(item);
                    bytes += item.Arrival is { Bytes.Length: var length } && !item.Known ? length : 0;
                    if (batch.Count >= BatchArticles || bytes >= BatchBytes)
                    {
                        await FlushAsync(batch, totals, report, stop.Token);
                        bytes = 0;
                    }
                }
            }

            await producer;
            await FlushAsync(batch, totals, report, stop.Token);
            await GroupAsync(rest: true, stop.Token);
            return totals;
        }
        finally
        {
            await stop.CancelAsync();
            await producer.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).WaitAsync(TimeSpan.FromSeconds(1), CancellationToken.None)
                .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    /// <summary>Waits for the next article, but only as long as those in the batch may wait.</summary>
    /// <returns>False when their time is over.</returns>
    private async Task<bool> SoonAsync(Task next, long begun)
    {
        TimeSpan rest = BatchTime - terminal.Clock.GetElapsedTime(begun);
        return next.IsCompleted || (rest > TimeSpan.Zero && await Task.WhenAny(next, Task.Delay(rest, terminal.Clock, CancellationToken.None)) == next);
    }

    /// <summary>Hash over all that decides what comes out of a file: its bytes, what the user said of it, and who reads it.</summary>
    private static async Task<string> HashOfAsync(SizedInput file, Terminal terminal, ReadSettings settings, ReaderVersion reader, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', "hearsay.file/1", Path.GetExtension(file.File.Path), settings.Ingest.Outlet, settings.Ingest.Published?.ToString(), reader.Version, reader.Model, CommandVersion, settings.Marking is { } marking ? Markings.NameOf(marking) : "")));
        byte[] buffer = ArrayPool<byte>.Shared.Rent(1 << 17);
        try
        {
            await using Stream stream = file.Open(terminal.Input);
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
            {
                hash.AppendData(buffer.AsSpan(0, read));
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string CommandVersion => Commands.CommandLine.Version;

    private ReaderVersion Version => _version ??= reader.Value.Version with { Model = reader.Value.Version.Model + registry + (settings.Narration ? WithNarration : "") };

    private async Task ProduceAsync(IAsyncEnumerable<SizedInput> inputs, ChannelWriter<Pending> queue, Gate gate, SemaphoreSlim room, Action<int> progress, CancellationToken cancellationToken)
    {
        async Task StartAsync(Func<Task<List<Prepared>>> work, long bytes)
        {
            int taken = (int)Math.Min(bytes >> 20, MostWaiting);
            for (int unit = 0; unit < taken; unit++)
            {
                await room.WaitAsync(cancellationToken);
            }

            await queue.WriteAsync(new Pending(gate.Start(work, cancellationToken), taken), cancellationToken);
        }

        try
        {
            await foreach (SizedInput file in inputs.WithCancellation(cancellationToken))
            {
                if (file.Length <= OnePiece)
                {
                    await StartAsync(() => ReadWholeAsync(file, progress, cancellationToken), file.Length!.Value);
                    continue;
                }

                await foreach (Piece piece in TakeApartAsync(file, progress, cancellationToken))
                {
                    await StartAsync(async () => [await piece.Prepare()], piece.Bytes);
                }
            }

            queue.Complete();
        }
        catch (Exception failure)
        {
            queue.Complete(failure);
            throw;
        }
    }

    private async Task<List<Prepared>> ReadWholeAsync(SizedInput file, Action<int> progress, CancellationToken cancellationToken)
    {
        List<Prepared> all = [];
        await foreach (Piece piece in TakeApartAsync(file, progress, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            all.Add(await piece.Prepare());
        }

        return all;
    }

    /// <summary>Ingests a file; each item that comes out is a piece of work, and so is its end.</summary>
    private async IAsyncEnumerable<Piece> TakeApartAsync(SizedInput file, Action<int> progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string path = file.File.Path;
        if (file.File.Defect is { } defect)
        {
            Prepared refused = Refused(path, defect, default) with { LastOfFile = true };
            yield return new Piece(() => Task.FromResult(refused), 0);
            yield break;
        }

        string name = file.Origin ?? (path == Inputs.StandardInput ? "stdin" : path);
        string? hash = null;
        Defect? failure = null;
        Stream? stream = null;
        IAsyncEnumerator<Ingested>? items = null;
        int count = 0;
        bool broken = false;
        try
        {
            try
            {
                hash = file.Length is null || file.Again || file.Item is not null ? null : await HashOfAsync(file, terminal, settings, Version, cancellationToken);
            }
            catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
            {
                failure = Unreadable(reason);
            }

            if (hash is not null && await ledger.IsFinishedAsync(hash, cancellationToken))
            {
                progress((int)Math.Min(int.MaxValue, file.Length!.Value));
                yield return new Piece(() => Task.FromResult(new Prepared(null, true, null, []) { LastOfFile = true, Skipped = true }), 0);
                yield break;
            }

            if (failure is null)
            {
                try
                {
                    if (file.Items is not null)
                    {
                        items = file.Items.GetAsyncEnumerator(cancellationToken);
                    }
                    else
                    {
                        (Stream? bytes, Envelope envelope, failure) = await file.OpenAsync(terminal.Input, _fetcher, cancellationToken);
                        if (bytes is not null)
                        {
                            stream = new CountedStream(bytes, progress);
                            Ingester ingester = file.Ingest is { } known ? new Ingester(known) : _ingester;
                            items = ingester.ReadAsync(stream, file.Origin is null ? envelope : envelope with { Name = name, MediaType = file.MediaType }, cancellationToken).GetAsyncEnumerator(cancellationToken);
                        }
                    }
                }
                catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
                {
                    failure = Unreadable(reason);
                }
            }

            while (items is not null && failure is null)
            {
                Ingested? item = null;
                try
                {
                    item = await items.MoveNextAsync() ? items.Current : null;
                }
                catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
                {
                    failure = Unreadable(reason);
                }

                if (item is null)
                {
                    break;
                }

                Ingested taken = item;
                count++;
                if (file.Origin is not null)
                {
                    // One item, set aside before: it is to be found under its own name again, which names its line where it has one.
                    taken = taken with { Origin = file.Origin, Defects = [.. taken.Defects.Select(found => found with { Line = null })] };
                }

                yield return new Piece(() => PrepareAsync(taken, file, cancellationToken), taken.Bytes.Length);
            }

            broken = failure is not null;
            bool passing = file.Item is not null && failure?.Code is IngestDefects.FetchFailed or IngestDefects.FetchTooSlow;
            Prepared end = failure is null ? new Prepared(null, false, null, []) : passing ? new Prepared(null, false, null, [Notice.Of(name, failure)]) : Refused(name, failure, default);
            end = end with { LastOfFile = true, Item = file.Item, Passing = passing, Finished = hash is null || broken ? null : new FinishedFile(hash, path, count) };
            yield return new Piece(() => Task.FromResult(end), 0);
        }
        finally
        {
            if (items is not null)
            {
                await items.DisposeAsync();
            }

            if (stream is not null)
            {
                await stream.DisposeAsync();
            }
        }
    }

    private async Task<Prepared> PrepareAsync(Ingested item, SizedInput file, CancellationToken cancellationToken)
    {
        List<Notice> notices = [.. item.Defects.Select(defect => Notice.Of(item.Origin, defect))];
        if (item.Article is not { } article)
        {
            // Without an error it is a note about the input as a whole, and nothing is missing.
            Defect? why = item.Defects.FirstOrDefault(defect => defect.Severity == DefectSeverity.Error);
            return new Prepared(null, false, why is null ? null : new Rejection(item.Origin, why, item.Bytes), notices);
        }

        var arrival = new Arrival(article, item.Bytes, item.Origin) { Item = file.Item?.Number, Marking = settings.Marking, MarkedBy = Reviewer.Name };
        bool readable = article.Language == "en";
        try
        {
            // What is tried again goes to the ledger in any case, which notes that it is set aside no longer.
            if (!file.Again && await ledger.KnowsAsync(arrival, readable ? Version : null, cancellationToken))
            {
                // What came out of the inbox goes to the ledger, too: its item is to name the document.
                return new Prepared(arrival, file.Item is null, null, []);
            }

            if (!readable)
            {
                return new Prepared(arrival, false, null, notices);
            }

            using Activity? span = Telemetry.Span("article");
            span?.SetTag("hearsay.origin", item.Origin);
            long begun = terminal.Clock.GetTimestamp();
            Document doc = reader.Value.Read(article);
            notices.AddRange(doc.Defects.Select(defect => Notice.Of(item.Origin, defect)));
            long read = terminal.Clock.GetTimestamp();
            ImmutableArray<Claim> claims = _extractor.Extract(doc);
            if (settings.Narration)
            {
                claims = [.. claims.AddRange(_extractor.Narrate(doc)).OrderBy(claim => claim.Sentence)];
            }

            Telemetry.Read(doc.Tokens.Count);
            Telemetry.Stage("read", terminal.Clock.GetElapsedTime(begun, read));
            Telemetry.Stage("extract", terminal.Clock.GetElapsedTime(read));
            span?.SetTag("hearsay.tokens", doc.Tokens.Count);
            span?.SetTag("hearsay.claims", claims.Length);
            return new Prepared(arrival with { Reader = Version, Claims = Records(article, claims) }, false, null, notices);
        }
        catch (Exception bug) when (bug is not (OperationCanceledException or LedgerException or CommandFailure or OutOfMemoryException))
        {
            var defect = new Defect(CliErrors.ArticleFailed, $"a bug in Hearsay: {bug.GetType().Name}: {bug.Message.ReplaceLineEndings(" ")}; the other articles are added. Please report it with this text", DefectSeverity.Error);
            return Refused(item.Origin, defect, item.Bytes);
        }
    }

    private static ImmutableArray<ReadClaim> Records(Article article, ImmutableArray<Claim> claims)
    {
        var to = new ArrayBufferWriter<byte>(4096);
        var records = ImmutableArray.CreateBuilder<ReadClaim>(claims.Length);
        foreach (Claim claim in claims)
        {
            to.ResetWrittenCount();
            ClaimJson.Write(to, claim, article.Text, AttributionConvention.Claims);
            records.Add(new ReadClaim(to.WrittenSpan.ToArray(), claim.Confidence));
        }

        return records.MoveToImmutable();
    }

    private static Defect Unreadable(Exception reason) => new(IngestDefects.PathUnreadable, $"cannot be read: {reason.Message}", DefectSeverity.Error);

    private static Prepared Refused(string origin, Defect defect, ReadOnlyMemory<byte> bytes) =>
        defect.Severity == DefectSeverity.Error ? new Prepared(null, false, new Rejection(origin, defect, bytes), [Notice.Of(origin, defect)]) : new Prepared(null, false, null, [Notice.Of(origin, defect)]);

    /// <summary>Finds the copies of what came in by an older Hearsay or another program.</summary>
    private async Task CompareAsync(CancellationToken cancellationToken)
    {
        while (await ledger.CompareAsync(settings.Parties ?? PartyRegistry.Standard, BatchArticles, cancellationToken) == BatchArticles)
        {
            // As many as were asked for: there may be more.
        }
    }

    /// <summary>How an item of the inbox ends, when this is the last of it: done when anything could be taken from it, else given up for the first thing that was wrong with it.</summary>
    private Settlement? Settle(Prepared piece)
    {
        _taken |= piece.Arrival is not null;
        _wrong ??= piece.Rejection?.Defect;
        if (!piece.LastOfFile)
        {
            return null;
        }

        Defect? why = _taken ? null : _wrong;
        _taken = false;
        _wrong = null;
        return piece is { Item: { } item, Passing: false } ? new Settlement(item) { Code = why?.Code, Message = why?.Message } : null;
    }

    /// <summary>Puts every claim into its cluster, also those of a run that did not come so far.</summary>
    private async Task GroupAsync(bool rest, CancellationToken cancellationToken)
    {
        while (await ledger.GroupAsync(rest: rest, cancellationToken: cancellationToken) > 0)
        {
            // One transaction after the other: others may write in between.
        }
    }

    /// <summary>Adds what was prepared, and reports it when it is durable.</summary>
    private async Task FlushAsync(List<Prepared> batch, AddTotals totals, Func<Prepared, Added?, ValueTask> report, CancellationToken cancellationToken)
    {
        ImmutableArray<Arrival> arrivals = [.. batch.Where(item => item is { Arrival: not null, Known: false }).Select(item => item.Arrival!)];
        ImmutableArray<Rejection> rejections = [.. batch.Select(item => item.Rejection).OfType<Rejection>()];
        ImmutableArray<FinishedFile> finished = [.. batch.Select(item => item.Finished).OfType<FinishedFile>()];
        ImmutableArray<Settlement> settled = [.. batch.Select(Settle).OfType<Settlement>()];
        IReadOnlyList<Added> outcomes = [];
        using Activity? span = Telemetry.Span("batch");
        span?.SetTag("hearsay.articles", arrivals.Length);
        if (!_caughtUp)
        {
            await CompareAsync(cancellationToken);
            _caughtUp = true;
        }

        long begun = terminal.Clock.GetTimestamp();
        if (arrivals.Length + rejections.Length + finished.Length + settled.Length > 0)
        {
            outcomes = await ledger.AddAsync(new Delivery(arrivals) { Rejections = rejections, Finished = finished, Settled = settled, Registry = settings.Parties ?? PartyRegistry.Standard }, cancellationToken);
        }

        await GroupAsync(rest: false, cancellationToken);

        Telemetry.Stage("store", terminal.Clock.GetElapsedTime(begun));

        int at = 0;
        foreach (Prepared item in batch)
        {
            Added? outcome = item is { Arrival: not null, Known: false } ? outcomes[at++] : null;
            totals.Added += outcome?.State == AddState.Added ? 1 : 0;
            totals.Revised += outcome?.State == AddState.Revised ? 1 : 0;
            totals.Reread += outcome?.State == AddState.Reread ? 1 : 0;
            totals.Known += outcome?.State == AddState.Known || item is { Arrival: not null, Known: true } ? 1 : 0;
            totals.Claims += outcome?.New ?? 0;
            totals.Narration += outcome?.Narration ?? 0;
            totals.SetAside += item.Rejection is null ? 0 : 1;
            totals.Files += item.Skipped ? 1 : 0;
            Telemetry.Count(item, outcome);
            await report(item, outcome);
        }

        batch.Clear();
    }

    /// <summary>One item of a file, to be read when its turn comes.</summary>
    /// <param name="Prepare">Reads it.</param>
    /// <param name="Bytes">Its size.</param>
    private readonly record struct Piece(Func<Task<Prepared>> Prepare, long Bytes);

    /// <summary>What waits for being added.</summary>
    /// <param name="Done">What comes of it.</param>
    /// <param name="Room">Whole mebibytes that it takes.</param>
    private readonly record struct Pending(Task<List<Prepared>> Done, int Room);
}
