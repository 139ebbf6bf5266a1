using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Hearsay.Ingest.Archives;
using Hearsay.Ingest.Feeds;
using Hearsay.Ingest.Html;
using Hearsay.Ingest.Jsonl;
using Hearsay.Ingest.Language;
using Hearsay.Ingest.Mail;
using Hearsay.Ingest.Objects;
using Hearsay.Ingest.Pdf;
using Hearsay.Ingest.Plain;
using Hearsay.Ingest.Warc;
using Hearsay.Text;

namespace Hearsay.Ingest;

/// <summary>
/// Turns bytes into articles: texts, web pages and PDFs into one each, JSON Lines and feeds into one per line or item, and what holds files (ZIP, gzip, web archives, mails) into what they
/// hold. It never throws for what a file holds and never opens an address that it reads: what cannot be read is returned as a defect. The same bytes give the same articles. Immutable and
/// safe to share between threads.
/// </summary>
public sealed class Ingester
{
    private readonly IngestOptions _options;

    /// <summary>Makes an ingester that applies <paramref name="options"/> to every document.</summary>
    public Ingester(IngestOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
    }

    /// <summary>Opens <paramref name="input"/> and reads it. A file that cannot be opened or read to its end gives an item with a defect, after the items read before.</summary>
    /// <param name="input">A file from <see cref="Inputs.Expand"/>.</param>
    /// <param name="cancellation">Ends the reading between two documents or blocks of a file.</param>
    /// <returns>As <see cref="ReadAsync(Stream, Envelope, CancellationToken)"/>.</returns>
    public async IAsyncEnumerable<Ingested> ReadAsync(InputFile input, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Defect is not null)
        {
            yield return new Ingested(input.Path, null, [input.Defect]);
            yield break;
        }

        Stream? stream = null;
        Defect? failure = null;
        try
        {
            stream = input.Path == Inputs.StandardInput
                ? Console.OpenStandardInput()
                : new FileStream(input.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            failure = Unreadable(input, exception);
        }

        if (stream is not null)
        {
            await using (stream.ConfigureAwait(false))
            {
                var envelope = new Envelope(input.Path == Inputs.StandardInput ? "stdin" : input.Path, input.DocumentId);
                IAsyncEnumerator<Ingested> items = ReadAsync(stream, envelope, cancellation).GetAsyncEnumerator(cancellation);
                await using (items.ConfigureAwait(false))
                {
                    while (failure is null)
                    {
                        try
                        {
                            if (!await items.MoveNextAsync().ConfigureAwait(false))
                            {
                                break;
                            }
                        }
                        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
                        {
                            failure = Unreadable(input, exception);
                            break;
                        }

                        yield return items.Current;
                    }
                }
            }
        }

        if (failure is not null)
        {
            yield return new Ingested(input.Path, null, [failure]);
        }
    }

    /// <summary>Reads one file of which nothing but its name is known, as <see cref="ReadAsync(Stream, Envelope, CancellationToken)"/> does.</summary>
    /// <param name="stream">The bytes of the file.</param>
    /// <param name="name">Path or name of the file, for messages and for its extension.</param>
    /// <param name="documentId">Id of the document when the file holds one.</param>
    /// <param name="cancellation">Ends the reading between two documents or blocks of the file.</param>
    /// <exception cref="IOException">The stream fails.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public IAsyncEnumerable<Ingested> ReadAsync(Stream stream, string name, string documentId, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(documentId);
        return ReadAsync(stream, new Envelope(name, documentId), cancellation);
    }

    /// <summary>Reads one input. What it is, is decided by its content first and by its name and stated type where the content leaves it open; and so for each thing inside it.</summary>
    /// <param name="stream">The bytes, read forward from where the stream stands (a ZIP archive: from its start, where the stream allows that); left open.</param>
    /// <param name="envelope">What is known of them.</param>
    /// <param name="cancellation">Ends the reading between two documents or blocks of the file.</param>
    /// <returns>
    /// At least one item, as they are read. Memory is bounded by <see cref="IngestLimits"/>, whatever the size of the input; an item with all it refers to may be dropped before the next is
    /// asked for.
    /// </returns>
    /// <exception cref="IOException">The stream fails.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public IAsyncEnumerable<Ingested> ReadAsync(Stream stream, Envelope envelope, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(envelope);
        return ReadAsync(stream, envelope, new Unpacking(), 0, cancellation);
    }

    private async IAsyncEnumerable<Ingested> ReadAsync(Stream stream, Envelope envelope, Unpacking unpacking, int depth, [EnumeratorCancellation] CancellationToken cancellation)
    {
        long start = stream.CanSeek ? stream.Position : 0;
        byte[] prefix = new byte[IngestLimits.PrefixBytes];
        int length = await stream.ReadAtLeastAsync(prefix, prefix.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        FileNature nature = FileNature.Of(prefix.AsSpan(0, length), length < prefix.Length, envelope);
        if (nature.Refusal is not null)
        {
            yield return new Ingested(envelope.Name, null, [nature.Refusal]);
            yield break;
        }

        Stream whole = new ReplayedStream(prefix.AsMemory(0, length), stream);
        if (depth == 0 && nature.Kind is FileKind.Gzip or FileKind.Warc or FileKind.Zip)
        {
            whole = new CountedStream(whole, unpacking.Receive);
        }

        switch (nature.Kind)
        {
            case FileKind.Jsonl:
                await foreach (Ingested item in ReadLinesAsync(whole, nature.Unicode, envelope, cancellation).ConfigureAwait(false))
                {
                    yield return item;
                }

                yield break;
            case FileKind.Gzip or FileKind.Zip or FileKind.Warc:
                if (stream.CanSeek && nature.Kind == FileKind.Zip && start == 0)
                {
                    stream.Position = 0;
                    whole = stream;
                }

                await foreach (Ingested item in ReadPartsAsync(Open(whole, nature.Kind, envelope, unpacking, cancellation), envelope, unpacking, depth, mayBeEmpty: false, cancellation).ConfigureAwait(false))
                {
                    yield return item;
                }

                yield break;
        }

        if (await WholeStream.ReadAsync(whole, cancellation).ConfigureAwait(false) is not { } bytes)
        {
            yield return new Ingested(envelope.Name, null, [IngestDefects.ForDocumentTooLarge()]);
            yield break;
        }

        cancellation.ThrowIfCancellationRequested();
        switch (nature.Kind)
        {
            case FileKind.Feed:
                foreach (Ingested item in FeedReader.Read(bytes, envelope, _options))
                {
                    cancellation.ThrowIfCancellationRequested();
                    yield return item;
                }

                break;
            case FileKind.Mail:
                (Ingested mail, IReadOnlyList<Part> attachments) = MailReader.Read(bytes, envelope, _options);
                yield return mail;
                await foreach (Ingested item in ReadPartsAsync(attachments.ToAsyncEnumerable(), envelope, unpacking, depth, mayBeEmpty: true, cancellation).ConfigureAwait(false))
                {
                    yield return item;
                }

                break;
            case FileKind.Pdf:
                yield return PdfReader.Read(bytes, envelope, _options, cancellation);
                break;
            case FileKind.Html:
                yield return PageReader.Read(bytes, envelope, _options);
                break;
            default:
                foreach (Ingested item in ReadObjects(bytes, envelope) ?? [ReadPlain(bytes, envelope)])
                {
                    cancellation.ThrowIfCancellationRequested();
                    yield return item;
                }

                break;
        }
    }

    /// <summary>The documents of a file that holds objects of STIX or FollowTheMoney; null for any other file.</summary>
    private List<Ingested>? ReadObjects(ReadOnlyMemory<byte> bytes, Envelope envelope)
    {
        ReadOnlySpan<byte> start = bytes.Span.TrimStart("\uFEFF \t\r\n"u8);
        if (start.IsEmpty || start[0] != (byte)'{')
        {
            return null;
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(bytes[^start.Length..]);
            return ObjectReader.Fits(json.RootElement) ? [.. ObjectReader.Read(json.RootElement, envelope, _options)] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What a container holds.</summary>
    private static IAsyncEnumerable<Part> Open(Stream stream, FileKind kind, Envelope envelope, Unpacking unpacking, CancellationToken cancellation) => kind switch
    {
        FileKind.Zip => ZipReader.PartsAsync(stream, envelope, unpacking, cancellation),
        FileKind.Warc => WarcReader.PartsAsync(stream, null, envelope, unpacking, cancellation),
        _ => GzipPartsAsync(stream, envelope, unpacking, cancellation),
    };

    /// <summary>The one file in a gzip file, under its name without ".gz"; a web archive is taken apart at once, since its records are found by the members they lie in.</summary>
    private static async IAsyncEnumerable<Part> GzipPartsAsync(Stream stream, Envelope envelope, Unpacking unpacking, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var members = new GzipReader(stream);
        await using (members.ConfigureAwait(false))
        {
            var counted = new CountedStream(members, unpacking.Unpack);
            await using (counted.ConfigureAwait(false))
            {
                byte[] first = new byte[8];
                int length = await counted.ReadAtLeastAsync(first, first.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
                var whole = new ReplayedStream(first.AsMemory(0, length), counted);
                if (first.AsSpan().StartsWith("WARC/1."u8))
                {
                    await foreach (Part part in WarcReader.PartsAsync(whole, members, envelope, unpacking, cancellation).ConfigureAwait(false))
                    {
                        yield return part;
                    }
                }
                else
                {
                    yield return new Part(envelope with { Name = WithoutExtension(envelope.Name, ".gz"), DocumentId = WithoutKnownExtension(envelope.DocumentId), MediaType = null }, whole);
                }
            }
        }
    }

    /// <summary>Reads each part as an input of its own; what is wrong with the container is a defect behind the parts that came before.</summary>
    private async IAsyncEnumerable<Ingested> ReadPartsAsync(IAsyncEnumerable<Part> parts, Envelope container, Unpacking unpacking, int depth, bool mayBeEmpty, [EnumeratorCancellation] CancellationToken cancellation)
    {
        bool any = mayBeEmpty;
        IAsyncEnumerator<Part> next = parts.GetAsyncEnumerator(cancellation);
        await using (next.ConfigureAwait(false))
        {
            while (!unpacking.Refused)
            {
                Defect? failure = null;
                bool more = false;
                try
                {
                    more = await next.MoveNextAsync().ConfigureAwait(false);
                }
                catch (Exception exception) when (DefectOf(exception) is { } damage)
                {
                    failure = damage;
                }

                if (failure is not null)
                {
                    any = true;
                    yield return new Ingested(container.Name, null, [failure]);
                }

                if (!more)
                {
                    break;
                }

                any = true;
                Part part = next.Current;
                if (part.Bytes is null || depth >= IngestLimits.ContainerDepth)
                {
                    yield return new Ingested(part.Envelope.Name, null, [part.Defect ?? IngestDefects.ForNestedTooDeep()]);
                    continue;
                }

                await foreach (Ingested item in ReadPartAsync(part.Bytes, part.Envelope, unpacking, depth + 1, cancellation).ConfigureAwait(false))
                {
                    yield return item;
                }
            }
        }

        if (!any)
        {
            yield return new Ingested(container.Name, null, [IngestDefects.ForNoText()]);
        }
    }

    private async IAsyncEnumerable<Ingested> ReadPartAsync(Stream stream, Envelope envelope, Unpacking unpacking, int depth, [EnumeratorCancellation] CancellationToken cancellation)
    {
        IAsyncEnumerator<Ingested> items = ReadAsync(stream, envelope, unpacking, depth, cancellation).GetAsyncEnumerator(cancellation);
        await using (items.ConfigureAwait(false))
        {
            while (true)
            {
                Defect? failure = null;
                bool more = false;
                try
                {
                    more = await items.MoveNextAsync().ConfigureAwait(false);
                }
                catch (Exception exception) when (DefectOf(exception) is { } damage)
                {
                    failure = damage;
                }

                if (failure is not null)
                {
                    yield return new Ingested(envelope.Name, null, [failure]);
                }

                if (!more)
                {
                    yield break;
                }

                yield return items.Current;
            }
        }
    }

    /// <summary>What damaged or hostile data in a container threw, or null for everything else.</summary>
    private static Defect? DefectOf(Exception exception) => exception switch
    {
        UnpackingException bomb => IngestDefects.ForUnpacksTooFar(bomb.Received, bomb.Unpacked),
        InvalidDataException damage => IngestDefects.ForDamagedArchive(damage.Message),
        EndOfStreamException => IngestDefects.ForDamagedArchive("it ends too early"),
        _ => null,
    };

    private Ingested ReadPlain(ReadOnlyMemory<byte> bytes, Envelope envelope)
    {
        var defects = new List<Defect>();
        var original = new Original(bytes, envelope);
        string text = StoredText.Clean(TextDecoder.Decode(bytes.Span, envelope.Charset, defects), defects);
        if (string.IsNullOrWhiteSpace(text))
        {
            return new Ingested(envelope.Name, null, [.. defects, IngestDefects.ForNoText()]) { Original = original };
        }

        if (IsJson(text))
        {
            return new Ingested(envelope.Name, null, [IngestDefects.ForJsonNotLines()]) { Original = original };
        }

        string language = LanguageVerdict.Of(text).Report(defects);
        var article = new Article(envelope.DocumentId, new RawText(text), Outlet: _options.Outlet, Published: _options.Published, Address: envelope.Address, Language: language);
        return new Ingested(envelope.Name, article, defects) { Original = original };
    }

    private async IAsyncEnumerable<Ingested> ReadLinesAsync(Stream stream, UnicodeForm? unicode, Envelope envelope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Stream utf8 = unicode is null || unicode.IsUtf8 ? stream : Encoding.CreateTranscodingStream(stream, unicode.Encoding, new UTF8Encoding(false), leaveOpen: true);
        var lines = new LineReader(utf8, IngestLimits.LineBytes);
        bool any = false;
        SortedDictionary<string, int> passedOver = new(StringComparer.Ordinal);
        while (await lines.ReadAsync(cancellation).ConfigureAwait(false))
        {
            ReadOnlyMemory<byte> line = lines.Line;
            if (lines.LineNumber == 1 && line.Span.StartsWith("\uFEFF"u8))
            {
                line = line[3..];
            }

            string origin = $"{envelope.Name}:{lines.LineNumber}";
            if (lines.TooLong)
            {
                any = true;
                yield return new Ingested(origin, null, [IngestDefects.ForLineTooLong(lines.LineNumber)]) { IsCorpusLine = true };
            }
            else if (line.Span.IndexOfAnyExcept(" \t\r"u8) >= 0)
            {
                any = true;
                if ((line.Span.IndexOf("\"objects\""u8) >= 0 || line.Span.IndexOf("\"spec_version\""u8) >= 0) && ReadObjects(line, envelope) is { } objects)
                {
                    // A bundle, or a report out of one, on one line.
                    foreach (Ingested one in objects)
                    {
                        yield return one;
                    }

                    continue;
                }

                if (line.Span.IndexOf("\"properties\""u8) >= 0 && ReadEntity(line, envelope with { Name = origin, DocumentId = $"{envelope.DocumentId}:{lines.LineNumber}" }, passedOver) is { } entity)
                {
                    foreach (Ingested one in entity)
                    {
                        yield return one;
                    }

                    continue;
                }

                Ingested item = JsonLine.Read(line, lines.LineNumber, envelope.Name, envelope.DocumentId, _options);
                var alone = new Envelope(origin, $"{envelope.DocumentId}:{lines.LineNumber}") { MediaType = "application/jsonl" };
                yield return item with { IsCorpusLine = true, Original = new Original(line.ToArray(), alone) };
            }
        }

        if (passedOver.Count > 0)
        {
            yield return new Ingested(envelope.Name, null, [IngestDefects.ForPartsSkipped("object", passedOver)]);
        }

        if (!any)
        {
            yield return new Ingested(envelope.Name, null, [IngestDefects.ForNoText()]);
        }
    }

    /// <summary>A line that is an entity of FollowTheMoney: its document, or nothing when it is none; null for any other line.</summary>
    private Ingested[]? ReadEntity(ReadOnlyMemory<byte> line, Envelope envelope, SortedDictionary<string, int> passedOver)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(line);
            JsonElement root = json.RootElement;
            if (ObjectReader.Fits(root))
            {
                return [ObjectReader.ReadObject(root, envelope, _options, null, line.ToArray())];
            }

            if (root.ValueKind == JsonValueKind.Object && !root.TryGetProperty("text", out _) && root.TryGetProperty("schema", out JsonElement schema) && schema.ValueKind == JsonValueKind.String
                && root.TryGetProperty("properties", out JsonElement properties) && properties.ValueKind == JsonValueKind.Object)
            {
                string name = schema.GetString()!;
                passedOver[name] = passedOver.GetValueOrDefault(name) + 1;
                return [];
            }

            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>True when the text as a whole is a JSON object or array: data, not prose.</summary>
    private static bool IsJson(string text)
    {
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim();
        if (!((trimmed[0] == '{' && trimmed[^1] == '}') || (trimmed[0] == '[' && trimmed[^1] == ']')))
        {
            return false;
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string WithoutExtension(string name, string extension) => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase) ? name[..^extension.Length] : name;

    /// <summary>"story.html" of "story.html.gz" has lost one ending only by now.</summary>
    private static string WithoutKnownExtension(string documentId)
    {
        foreach (string extension in (ReadOnlySpan<string>)[".jsonl", ".html", ".htm", ".txt", ".xml", ".warc", ".pdf", ".eml"])
        {
            if (documentId.Length > extension.Length && documentId.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            {
                return documentId[..^extension.Length];
            }
        }

        return documentId;
    }

    private static Defect Unreadable(InputFile input, Exception exception) => IngestDefects.ForPathUnreadable(input.Path, exception.Message);
}
