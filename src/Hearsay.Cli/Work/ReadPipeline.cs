using System.Buffers;
using System.Collections.Immutable;
using System.Threading.Channels;
using Hearsay.Claims;
using Hearsay.Claims.Extracting;
using Hearsay.Claims.Parties;
using Hearsay.Ingest;
using Hearsay.Ingest.Fetching;
using Hearsay.Reading;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Cli.Work;

/// <summary>
/// Where the stages meet: file → <see cref="Ingester"/> → <see cref="Reader"/> → <see cref="ClaimExtractor"/> → bytes. Work is done on several threads and
/// printed in the order of the input, so the output does not depend on their number. The queue is bounded: memory does not grow with the input.
/// </summary>
/// <param name="settings">How to read.</param>
/// <param name="reader">The reader; asked for when the first article needs it.</param>
/// <param name="format">What is printed.</param>
/// <param name="terminal">Gives standard input.</param>
internal sealed class ReadPipeline(ReadSettings settings, Lazy<Reader> reader, IOutputFormat format, Terminal terminal) : IDisposable
{
    /// <summary>A file up to this size is one piece of work, from its bytes on. A larger one is taken apart article by article: it may be a corpus that does not fit into memory.</summary>
    private const long OnePiece = 1 << 20;

    /// <summary>Pieces of work per thread that may wait for being printed.</summary>
    private const int LookAhead = 4;

    /// <summary>How long a run that was called off waits for its parts.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    private readonly Ingester _ingester = new(settings.Ingest);
    private readonly Fetcher _fetcher = new(settings.Fetching, terminal.Clock);
    private readonly ClaimExtractor _extractor = new(settings.Parties ?? PartyRegistry.Standard, settings.Titles);

    /// <inheritdoc/>
    public void Dispose() => _fetcher.Dispose();

    /// <summary>Reads all inputs and hands each result to <paramref name="print"/>, in order, never two at a time.</summary>
    /// <param name="inputs">Files; may be enumerated while others are read.</param>
    /// <param name="print">Takes a result; the flag says that no other is ready, so it is a good moment to flush.</param>
    /// <param name="progress">Told of every byte read, from any thread.</param>
    /// <param name="cancellationToken">Stops the work; what was handed over stays.</param>
    public async Task<ReadTotals> RunAsync(IEnumerable<SizedInput> inputs, Func<Result, bool, ValueTask> print, Action<int> progress, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var gate = new Gate(settings.Threads);
        var queue = Channel.CreateBounded<Task<Result>>(new BoundedChannelOptions(settings.Threads * LookAhead) { SingleReader = true, SingleWriter = true });
        Task producer = Task.Run(() => ProduceAsync(inputs, queue.Writer, gate, progress, stop.Token), CancellationToken.None);
        var totals = new ReadTotals(0, 0, 0, 0);
        try
        {
            await foreach (Task<Result> work in queue.Reader.ReadAllAsync(stop.Token))
            {
                Result result = await work;
                totals = new ReadTotals(totals.Articles + result.Articles, totals.Claims + result.Claims, totals.Failures + result.Failures, totals.Bytes + result.Bytes.Length);
                bool idle = !(queue.Reader.TryPeek(out Task<Result>? next) && next.IsCompleted);
                await print(result, idle);
            }

            await producer;
            return totals;
        }
        finally
        {
            await stop.CancelAsync();
            await SettleAsync(producer, queue.Reader);
        }
    }

    /// <summary>
    /// Waits for what is under way, so that no file is read after the run. Not for ever: a read from a pipe that nobody fills cannot be called off.
    /// </summary>
    private static async Task SettleAsync(Task producer, ChannelReader<Task<Result>> rest)
    {
        await Task.WhenAny(producer, Task.Delay(Grace));
        while (rest.TryRead(out Task<Result>? work))
        {
            await Task.WhenAny(work, Task.Delay(Grace));
        }
    }

    private async Task ProduceAsync(IEnumerable<SizedInput> inputs, ChannelWriter<Task<Result>> queue, Gate gate, Action<int> progress, CancellationToken cancellationToken)
    {
        try
        {
            foreach (SizedInput file in inputs)
            {
                if (file.Length <= OnePiece)
                {
                    await queue.WriteAsync(gate.Start(() => ReadWholeAsync(file, progress, cancellationToken), cancellationToken), cancellationToken);
                    continue;
                }

                await foreach (Func<Result> piece in TakeApartAsync(file, progress, cancellationToken))
                {
                    await queue.WriteAsync(gate.Start(() => Task.FromResult(piece()), cancellationToken), cancellationToken);
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

    /// <summary>Reads a small file from first byte to last.</summary>
    private async Task<Result> ReadWholeAsync(SizedInput file, Action<int> progress, CancellationToken cancellationToken)
    {
        var bytes = new ArrayBufferWriter<byte>();
        List<Notice> notices = [];
        int articles = 0;
        int claims = 0;
        int failures = 0;
        ImmutableArray<LearntTitle>.Builder titles = ImmutableArray.CreateBuilder<LearntTitle>();
        await foreach (Func<Result> piece in TakeApartAsync(file, progress, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Result result = piece();
            bytes.Write(result.Bytes.Span);
            notices.AddRange(result.Notices);
            articles += result.Articles;
            claims += result.Claims;
            failures += result.Failures;
            titles.AddRange(result.Titles);
        }

        return new Result(bytes.WrittenMemory, notices, articles, claims, failures, LastOfFile: true) { Titles = titles.ToImmutable() };
    }

    /// <summary>Ingests a file; each item that comes out is a piece of work, and so is what went wrong.</summary>
    private async IAsyncEnumerable<Func<Result>> TakeApartAsync(SizedInput file, Action<int> progress, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (file.File.Defect is { } defect)
        {
            Notice notice = Notice.Of(file.File.Path, defect);
            yield return () => new Result(ReadOnlyMemory<byte>.Empty, [notice], 0, 0, notice.Error ? 1 : 0, LastOfFile: true);
            yield break;
        }

        string name = file.File.Path == Inputs.StandardInput ? "stdin" : file.File.Path;
        CountedStream? stream = null;
        IAsyncEnumerator<Ingested>? items = null;
        Notice? failure = null;
        try
        {
            try
            {
                (Stream? bytes, Envelope envelope, Defect? refusal) = await file.OpenAsync(terminal.Input, _fetcher, cancellationToken);
                failure = refusal is null ? null : Notice.Of(envelope.Name, refusal);
                if (bytes is not null)
                {
                    stream = new CountedStream(bytes, progress);
                    items = _ingester.ReadAsync(stream, envelope, cancellationToken).GetAsyncEnumerator(cancellationToken);
                }
            }
            catch (Exception reason) when (reason is not OperationCanceledException)
            {
                failure = NoticeOf(name, reason);
            }

            while (items is not null && failure is null)
            {
                Ingested? item = null;
                try
                {
                    item = await items.MoveNextAsync() ? items.Current : null;
                }
                catch (Exception reason) when (reason is not OperationCanceledException)
                {
                    failure = NoticeOf(name, reason);
                }

                if (item is null)
                {
                    break;
                }

                Ingested taken = item;
                yield return () => Read(taken);
            }

            Notice[] last = failure is null ? [] : [failure];
            yield return () => new Result(ReadOnlyMemory<byte>.Empty, last, 0, 0, last.Length, LastOfFile: true);
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

    private static Notice NoticeOf(string origin, Exception reason) => reason is IOException or UnauthorizedAccessException
        ? new Notice(true, IngestDefects.PathUnreadable, origin, $"cannot be read: {reason.Message}")
        : Bug(origin, reason);

    private static Notice Bug(string origin, Exception reason) =>
        new(true, CliErrors.ArticleFailed, origin, $"a bug in Hearsay: {reason.GetType().Name}: {reason.Message.ReplaceLineEndings(" ")} {Place(reason)}; the other articles are read. Please report it with this text");

    /// <summary>Where in our own code it came from, in one line.</summary>
    private static string Place(Exception reason) => reason.StackTrace?.Split('\n').FirstOrDefault(frame => frame.Contains(" Hearsay.", StringComparison.Ordinal))?.Trim() ?? "";

    private Result Read(Ingested item)
    {
        List<Notice> notices = [.. item.Defects.Select(defect => Notice.Of(item.Origin, defect))];
        if (item.Article is null && !notices.Exists(notice => notice.Error))
        {
            // A note about the input as a whole: nothing is missing.
            return new Result(ReadOnlyMemory<byte>.Empty, notices, 0, 0, 0, LastOfFile: false);
        }

        bool failed = item.Article is null || notices.Exists(notice => notice.Error);
        bool readable = item.Article is { } found && (format.Needs == Depth.Article || found.Language == "en");
        if (!readable)
        {
            // Ingesting warns of a language that is not read; for one who asked for claims it is what went wrong.
            notices = [.. notices.Select(notice => notice.Code is IngestDefects.NotEnglish or IngestDefects.LanguageUnknown ? notice with { Error = true } : notice)];
            return new Result(ReadOnlyMemory<byte>.Empty, notices, 0, 0, 1, LastOfFile: false);
        }

        try
        {
            var bytes = new ArrayBufferWriter<byte>(4096);
            ReadArticle reading = Read(item.Article!, item.IsCorpusLine);
            notices.AddRange((reading.Document?.Defects ?? []).Select(defect => Notice.Of(item.Origin, defect)));
            format.Write(bytes, reading);
            return new Result(bytes.WrittenMemory, notices, 1, reading.Claims.Length, failed || notices.Exists(notice => notice.Error) ? 1 : 0, LastOfFile: false) { Titles = reading.Titles };
        }
        catch (Exception reason) when (reason is not (OperationCanceledException or CommandFailure))
        {
            notices.Add(Bug(item.Origin, reason));
            return new Result(ReadOnlyMemory<byte>.Empty, notices, 0, 0, 1, LastOfFile: false);
        }
    }

    private ReadArticle Read(Article article, bool corpus)
    {
        if (format.Needs == Depth.Article)
        {
            return new ReadArticle(article, null, []);
        }

        if (format.Needs == Depth.Document)
        {
            return new ReadArticle(article, reader.Value.ReadBase(article), []);
        }

        AttributionConvention convention = settings.Convention ?? (corpus ? AttributionConvention.Parc : AttributionConvention.Claims);
        Document doc = reader.Value.Read(article, convention);
        ImmutableArray<Claim> claims = _extractor.Extract(doc);
        if (settings.Narration)
        {
            claims = [.. claims.AddRange(_extractor.Narrate(doc)).OrderBy(claim => claim.Sentence)];
        }

        float least = settings.MinimumConfidence;
        return new ReadArticle(article, doc, least > 0 ? [.. claims.Where(claim => claim.Confidence >= least)] : claims) { Convention = convention, Titles = settings.LearnTitles ? _extractor.Learn(doc) : [] };
    }
}
