using System.Buffers;
using System.Collections.Immutable;
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

    /// <summary>Pieces of work per thread that may wait for being added.</summary>
    private const int LookAhead = 16;

    /// <summary>Articles added at one time. Each batch costs one flush to the disk; larger ones gain little and lose more in a crash.</summary>
    private const int BatchArticles = 64;

    /// <summary>Bytes of originals and texts in one batch.</summary>
    private const long BatchBytes = 16 << 20;

    /// <summary>A batch does not wait longer for its articles: what was read is to be safe soon.</summary>
    private static readonly TimeSpan BatchTime = TimeSpan.FromSeconds(1);

    private readonly Ingester _ingester = new(settings.Ingest);
    private readonly Fetcher _fetcher = new(settings.Fetching, terminal.Clock);
    private readonly ClaimExtractor _extractor = new(settings.Parties ?? PartyRegistry.Standard, settings.Titles);
    private ReaderVersion? _version;

    /// <inheritdoc/>
    public void Dispose() => _fetcher.Dispose();

    /// <summary>Adds all inputs.</summary>
    /// <param name="inputs">Files; may be enumerated while others are read.</param>
    /// <param name="report">Told of each item when it is durable, in order, never two at a time; the outcome is null for what is not an article.</param>
    /// <param name="progress">Told of every byte read, from any thread.</param>
    /// <param name="cancellationToken">Stops the work; what was reported stays.</param>
    public async Task<AddTotals> RunAsync(IEnumerable<SizedInput> inputs, Func<Prepared, Added?, ValueTask> report, Action<int> progress, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var gate = new SemaphoreSlim(settings.Threads);
        var queue = Channel.CreateBounded<Task<List<Prepared>>>(new BoundedChannelOptions(settings.Threads * LookAhead) { SingleReader = true, SingleWriter = true });
        Task producer = Task.Run(() => ProduceAsync(inputs, queue.Writer, gate, progress, stop.Token), CancellationToken.None);
        var totals = new AddTotals();
        List<Prepared> batch = [];
        long begun = terminal.Clock.GetTimestamp();
        long bytes = 0;
        try
        {
            await foreach (Task<List<Prepared>> work in queue.Reader.ReadAllAsync(stop.Token))
            {
                if (batch.Count > 0 && !work.IsCompleted && terminal.Clock.GetElapsedTime(begun) > BatchTime)
                {
                    await FlushAsync(batch, totals, report, stop.Token);
                    bytes = 0;
                }

                foreach (Prepared item in await work)
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
            return totals;
        }
        finally
        {
            await stop.CancelAsync();
            await producer.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).WaitAsync(TimeSpan.FromSeconds(1), CancellationToken.None)
                .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
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

    private ReaderVersion Version => _version ??= reader.Value.Version with { Model = reader.Value.Version.Model + registry };

    private async Task ProduceAsync(IEnumerable<SizedInput> inputs, ChannelWriter<Task<List<Prepared>>> queue, SemaphoreSlim gate, Action<int> progress, CancellationToken cancellationToken)
    {
        Task<List<Prepared>> Start(Func<Task<List<Prepared>>> work) => Task.Run(
            async () =>
            {
                await gate.WaitAsync(cancellationToken);
                try
                {
                    return await work();
                }
                finally
                {
                    gate.Release();
                }
            },
            cancellationToken);

        try
        {
            foreach (SizedInput file in inputs)
            {
                if (file.Length <= OnePiece)
                {
                    await queue.WriteAsync(Start(() => ReadWholeAsync(file, progress, cancellationToken)), cancellationToken);
                    continue;
                }

                await foreach (Func<Task<Prepared>> piece in TakeApartAsync(file, progress, cancellationToken))
                {
                    await queue.WriteAsync(Start(async () => [await piece()]), cancellationToken);
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
        await foreach (Func<Task<Prepared>> piece in TakeApartAsync(file, progress, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            all.Add(await piece());
        }

        return all;
    }

    /// <summary>Ingests a file; each item that comes out is a piece of work, and so is its end.</summary>
    private async IAsyncEnumerable<Func<Task<Prepared>>> TakeApartAsync(SizedInput file, Action<int> progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string path = file.File.Path;
        if (file.File.Defect is { } defect)
        {
            Prepared refused = Refused(path, defect, default) with { LastOfFile = true };
            yield return () => Task.FromResult(refused);
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
                hash = file.Length is null || file.Origin is not null ? null : await HashOfAsync(file, terminal, settings, Version, cancellationToken);
            }
            catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
            {
                failure = Unreadable(reason);
            }

            if (hash is not null && await ledger.IsFinishedAsync(hash, cancellationToken))
            {
                progress((int)Math.Min(int.MaxValue, file.Length!.Value));
                yield return () => Task.FromResult(new Prepared(null, true, null, []) { LastOfFile = true, Skipped = true });
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
                            items = _ingester.ReadAsync(stream, file.Origin is null ? envelope : envelope with { Name = name }, cancellationToken).GetAsyncEnumerator(cancellationToken);
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
                    // One item, set aside before: it is to be found under its own name again.
                    taken = taken with { Origin = file.Origin };
                }

                yield return () => PrepareAsync(taken, again: file.Origin is not null, cancellationToken);
            }

            broken = failure is not null;
            Prepared end = failure is null ? new Prepared(null, false, null, []) : Refused(name, failure, default);
            end = end with { LastOfFile = true, Finished = hash is null || broken ? null : new FinishedFile(hash, path, count) };
            yield return () => Task.FromResult(end);
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

    private async Task<Prepared> PrepareAsync(Ingested item, bool again, CancellationToken cancellationToken)
    {
        List<Notice> notices = [.. item.Defects.Select(defect => Notice.Of(item.Origin, defect))];
        if (item.Article is not { } article)
        {
            // Without an error it is a note about the input as a whole, and nothing is missing.
            Defect? why = item.Defects.FirstOrDefault(defect => defect.Severity == DefectSeverity.Error);
            return new Prepared(null, false, why is null ? null : new Rejection(item.Origin, why, item.Bytes), notices);
        }

        var arrival = new Arrival(article, item.Bytes, item.Origin) { Marking = settings.Marking, MarkedBy = Reviewer.Name };
        bool readable = article.Language == "en";
        try
        {
            // What is tried again goes to the ledger in any case, which notes that it is set aside no longer.
            if (!again && await ledger.KnowsAsync(arrival, readable ? Version : null, cancellationToken))
            {
                return new Prepared(arrival, true, null, []);
            }

            if (!readable)
            {
                return new Prepared(arrival, false, null, notices);
            }

            Document doc = reader.Value.Read(article);
            notices.AddRange(doc.Defects.Select(defect => Notice.Of(item.Origin, defect)));
            return new Prepared(arrival with { Reader = Version, Claims = Records(article, _extractor.Extract(doc)) }, false, null, notices);
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
            ClaimJson.Write(to, claim, article.Text, SpanConvention.Claims);
            records.Add(new ReadClaim(to.WrittenSpan.ToArray(), claim.Confidence));
        }

        return records.MoveToImmutable();
    }

    private static Defect Unreadable(Exception reason) => new(IngestDefects.PathUnreadable, $"cannot be read: {reason.Message}", DefectSeverity.Error);

    private static Prepared Refused(string origin, Defect defect, ReadOnlyMemory<byte> bytes) =>
        defect.Severity == DefectSeverity.Error ? new Prepared(null, false, new Rejection(origin, defect, bytes), [Notice.Of(origin, defect)]) : new Prepared(null, false, null, [Notice.Of(origin, defect)]);

    /// <summary>Finds the copies of what has come in, also in a run that did not come so far.</summary>
    private async Task CompareAsync(CancellationToken cancellationToken)
    {
        while (await ledger.CompareAsync(settings.Parties ?? PartyRegistry.Standard, BatchArticles, cancellationToken) == BatchArticles)
        {
            // As many as were asked for: there may be more.
        }
    }

    /// <summary>Adds what was prepared, and reports it when it is durable.</summary>
    private async Task FlushAsync(List<Prepared> batch, AddTotals totals, Func<Prepared, Added?, ValueTask> report, CancellationToken cancellationToken)
    {
        ImmutableArray<Arrival> arrivals = [.. batch.Where(item => item is { Arrival: not null, Known: false }).Select(item => item.Arrival!)];
        ImmutableArray<Rejection> rejections = [.. batch.Select(item => item.Rejection).OfType<Rejection>()];
        ImmutableArray<FinishedFile> finished = [.. batch.Select(item => item.Finished).OfType<FinishedFile>()];
        IReadOnlyList<Added> outcomes = [];
        if (arrivals.Length + rejections.Length + finished.Length > 0)
        {
            outcomes = await ledger.AddAsync(new Delivery(arrivals) { Rejections = rejections, Finished = finished }, cancellationToken);
        }

        await CompareAsync(cancellationToken);

        int at = 0;
        foreach (Prepared item in batch)
        {
            Added? outcome = item is { Arrival: not null, Known: false } ? outcomes[at++] : null;
            totals.Added += outcome?.State == AddState.Added ? 1 : 0;
            totals.Revised += outcome?.State == AddState.Revised ? 1 : 0;
            totals.Reread += outcome?.State == AddState.Reread ? 1 : 0;
            totals.Known += outcome?.State == AddState.Known || item is { Arrival: not null, Known: true } ? 1 : 0;
            totals.Claims += outcome?.New ?? 0;
            totals.SetAside += item.Rejection is null ? 0 : 1;
            totals.Files += item.Skipped ? 1 : 0;
            await report(item, outcome);
        }

        batch.Clear();
    }
}
