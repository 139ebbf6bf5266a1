using System.Globalization;
using System.Text;
using System.Text.Json;
using Hearsay.Ingest;
using Hearsay.Storage;
using Hearsay.Storage.Inbox;
using Hearsay.Text;

namespace Hearsay.Cli.Work;

/// <summary>
/// The way into the inbox: files and addresses, as they are, for workers to read. A small file is one item, whatever it holds; a large one is taken apart here, so that its articles can be read on several machines.
/// </summary>
/// <param name="ledger">Whose inbox it is.</param>
/// <param name="ingest">What the user knows of the publication.</param>
/// <param name="terminal">Gives standard input, takes messages.</param>
internal sealed class Queueing(Ledger ledger, IngestOptions ingest, Terminal terminal)
{
    /// <summary>A file up to this size is one item: a worker holds it in memory, and reads it within the time of a lease.</summary>
    private const long OneItem = 1 << 20;

    /// <summary>Items put into the inbox at one time.</summary>
    private const int BatchItems = 256;

    /// <summary>Bytes put into the inbox at one time.</summary>
    private const long BatchBytes = 16 << 20;

    private readonly Ingester _ingester = new(ingest);
    private readonly List<Submission> _batch = [];
    private long _bytes;
    private int _queued;
    private bool _failed;

    /// <summary>Queues all inputs.</summary>
    /// <param name="inputs">Files and addresses.</param>
    /// <param name="lines">Whether to print a line for each item when it is durable, else one for all.</param>
    /// <param name="cancellationToken">Stops; what was reported stays.</param>
    public async Task<int> RunAsync(IEnumerable<SizedInput> inputs, bool lines, CancellationToken cancellationToken)
    {
        await using OutputTarget target = OutputTarget.Open(terminal, null);
        foreach (SizedInput input in inputs)
        {
            await foreach (Submission submission in SubmissionsAsync(input, cancellationToken))
            {
                _batch.Add(submission with { Outlet = ingest.Outlet, Published = ingest.Published });
                _bytes += submission.Bytes.Length;
                if (_batch.Count >= BatchItems || _bytes >= BatchBytes)
                {
                    await FlushAsync(target, lines, cancellationToken);
                }
            }
        }

        await FlushAsync(target, lines, cancellationToken);
        if (!lines)
        {
            await target.WriteAsync(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{_queued} {(_queued == 1 ? "item" : "items")} in the inbox; 'hearsay work' reads {(_queued == 1 ? "it" : "them")}\n")), flush: true, cancellationToken);
        }

        return _failed ? ExitCode.Error : _queued > 0 ? ExitCode.Found : ExitCode.Nothing;
    }

    private async IAsyncEnumerable<Submission> SubmissionsAsync(SizedInput input, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string path = input.File.Path;
        if (input.File.Defect is { } defect)
        {
            Report(path, defect);
            yield break;
        }

        if (input.File.Address is { } address)
        {
            yield return new Submission(path, default) { DocumentId = input.File.DocumentId, Address = address };
            yield break;
        }

        Stream stream;
        try
        {
            stream = input.Open(terminal.Input);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            Report(path, Unreadable(reason));
            yield break;
        }

        await using (stream)
        {
            var envelope = new Envelope(path == Inputs.StandardInput ? "stdin" : path, input.File.DocumentId);
            if (input.Length <= OneItem)
            {
                byte[] bytes = new byte[input.Length.Value];
                int length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
                if (length > 0)
                {
                    yield return Of(envelope, bytes.AsMemory(0, length));
                    yield break;
                }
            }

            await foreach (Ingested item in _ingester.ReadAsync(stream, envelope, cancellationToken))
            {
                if (item.Original is { Bytes.IsEmpty: false } original)
                {
                    // Two texts of one address must not overtake one another: the inbox is told what the item says itself.
                    yield return Of(original.Envelope with { Address = original.Envelope.Address ?? item.Article?.Address }, original.Bytes);
                    continue;
                }

                foreach (Defect why in item.Defects)
                {
                    Report(item.Origin, why);
                }
            }
        }
    }

    private static Submission Of(Envelope envelope, ReadOnlyMemory<byte> bytes) =>
        new(envelope.Name, bytes) { DocumentId = envelope.DocumentId, Address = envelope.Address, MediaType = envelope.MediaType, Charset = envelope.Charset };

    private static Defect Unreadable(Exception reason) => new(IngestDefects.PathUnreadable, $"cannot be read: {reason.Message}", DefectSeverity.Error);

    private void Report(string origin, Defect defect)
    {
        var notice = Notice.Of(origin, defect);
        terminal.Report(notice.Error, notice.Code, notice.Origin, notice.Message);
        _failed |= notice.Error;
    }

    private async Task FlushAsync(OutputTarget target, bool lines, CancellationToken cancellationToken)
    {
        if (_batch.Count == 0)
        {
            return;
        }

        IReadOnlyList<long> numbers = await ledger.SubmitAsync(_batch, cancellationToken);
        _queued += numbers.Count;
        if (lines && !target.Closed)
        {
            using var to = new MemoryStream();
            for (int at = 0; at < numbers.Count; at++)
            {
                using (var json = new Utf8JsonWriter(to, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }))
                {
                    json.WriteStartObject();
                    json.WriteString("state", "queued");
                    json.WriteString("origin", _batch[at].Name);
                    json.WriteNumber("number", numbers[at]);
                    json.WriteEndObject();
                }

                to.WriteByte((byte)'\n');
            }

            await target.WriteAsync(to.ToArray(), flush: true, cancellationToken);
        }

        _batch.Clear();
        _bytes = 0;
    }
}
