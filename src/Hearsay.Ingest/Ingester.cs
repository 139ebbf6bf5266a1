using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Hearsay.Ingest.Html;
using Hearsay.Ingest.Jsonl;
using Hearsay.Ingest.Language;
using Hearsay.Ingest.Plain;
using Hearsay.Text;

namespace Hearsay.Ingest;

/// <summary>
/// Turns files into articles: plain text and web pages into one each, JSON Lines into one per line. It never throws for what a file holds and never opens an address:
/// what cannot be read is returned as a defect. The same bytes give the same articles. Immutable and safe to share between threads.
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
    /// <returns>As <see cref="ReadAsync(Stream, string, string, CancellationToken)"/>.</returns>
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
                string name = input.Path == Inputs.StandardInput ? "stdin" : input.Path;
                IAsyncEnumerator<Ingested> items = ReadAsync(stream, name, input.DocumentId, cancellation).GetAsyncEnumerator(cancellation);
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

    /// <summary>Reads one file. What it is (text, web page, JSON Lines, or nothing that is read) is decided by its content first and by its name where the content leaves it open.</summary>
    /// <param name="stream">The bytes of the file, read forward from where the stream stands; left open.</param>
    /// <param name="name">Path or name of the file, for messages and for its extension.</param>
    /// <param name="documentId">Id of the document when the file holds one. A JSON line without an id is called "documentId:line".</param>
    /// <param name="cancellation">Ends the reading between two documents or blocks of the file.</param>
    /// <returns>One item for a text or page, one per line that is not blank for JSON Lines; at least one. Memory is bounded by <see cref="IngestLimits"/>, whatever the size of the file.</returns>
    /// <exception cref="IOException">The stream fails.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public async IAsyncEnumerable<Ingested> ReadAsync(Stream stream, string name, string documentId, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(documentId);
        byte[] prefix = new byte[IngestLimits.PrefixBytes];
        int length = await stream.ReadAtLeastAsync(prefix, prefix.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        FileNature nature = FileNature.Of(prefix.AsSpan(0, length), length < prefix.Length, name);
        if (nature.Refusal is not null)
        {
            yield return new Ingested(name, null, [nature.Refusal]);
            yield break;
        }

        var whole = new ReplayedStream(prefix.AsMemory(0, length), stream);
        if (nature.Kind == FileKind.Jsonl)
        {
            await foreach (Ingested item in ReadLinesAsync(whole, nature.Unicode, name, documentId, cancellation).ConfigureAwait(false))
            {
                yield return item;
            }

            yield break;
        }

        byte[]? bytes = await ReadWholeAsync(whole, cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (bytes is null)
        {
            yield return new Ingested(name, null, [IngestDefects.ForDocumentTooLarge()]);
            yield break;
        }

        Ingested single = nature.Kind == FileKind.Html ? PageReader.Read(bytes, name, documentId, _options) : ReadPlain(bytes, name, documentId);
        yield return single with { Bytes = bytes };
    }

    private Ingested ReadPlain(byte[] bytes, string name, string documentId)
    {
        var defects = new List<Defect>();
        string text = StoredText.Clean(TextDecoder.Decode(bytes, null, defects), defects);
        if (string.IsNullOrWhiteSpace(text))
        {
            return new Ingested(name, null, [.. defects, IngestDefects.ForNoText()]);
        }

        if (IsJson(text))
        {
            return new Ingested(name, null, [IngestDefects.ForJsonNotLines()]);
        }

        string language = LanguageVerdict.Of(text).Report(defects);
        return new Ingested(name, new Article(documentId, new RawText(text), Outlet: _options.Outlet, Published: _options.Published, Language: language), defects);
    }

    private async IAsyncEnumerable<Ingested> ReadLinesAsync(Stream stream, UnicodeForm? unicode, string name, string documentId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Stream utf8 = unicode is null || unicode.IsUtf8 ? stream : Encoding.CreateTranscodingStream(stream, unicode.Encoding, new UTF8Encoding(false), leaveOpen: true);
        var lines = new LineReader(utf8, IngestLimits.LineBytes);
        bool any = false;
        while (await lines.ReadAsync(cancellation).ConfigureAwait(false))
        {
            ReadOnlyMemory<byte> line = lines.Line;
            if (lines.LineNumber == 1 && line.Span.StartsWith("\uFEFF"u8))
            {
                line = line[3..];
            }

            if (lines.TooLong)
            {
                any = true;
                yield return new Ingested($"{name}:{lines.LineNumber}", null, [IngestDefects.ForLineTooLong(lines.LineNumber)]);
            }
            else if (line.Span.IndexOfAnyExcept(" \t\r"u8) >= 0)
            {
                any = true;
                yield return JsonLine.Read(line, lines.LineNumber, name, documentId, _options) with { Bytes = line.ToArray() };
            }
        }

        if (!any)
        {
            yield return new Ingested(name, null, [IngestDefects.ForNoText()]);
        }
    }

    /// <summary>All bytes of the stream, or null when they are more than <see cref="IngestLimits.DocumentBytes"/>.</summary>
    private static async ValueTask<byte[]?> ReadWholeAsync(Stream stream, CancellationToken cancellation)
    {
        byte[] bytes = new byte[IngestLimits.PrefixBytes * 2];
        int length = 0;
        while (true)
        {
            int read = await stream.ReadAsync(bytes.AsMemory(length), cancellation).ConfigureAwait(false);
            length += read;
            if (length > IngestLimits.DocumentBytes)
            {
                return null;
            }

            if (read == 0)
            {
                return bytes[..length];
            }

            if (length == bytes.Length)
            {
                Array.Resize(ref bytes, Math.Min(bytes.Length * 2, IngestLimits.DocumentBytes + 1));
            }
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

    private static Defect Unreadable(InputFile input, Exception exception) => IngestDefects.ForPathUnreadable(input.Path, exception.Message);
}
