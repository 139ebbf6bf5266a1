using System.Globalization;
using System.IO.Compression;
using System.Text;
using Hearsay.Ingest.Archives;

namespace Hearsay.Ingest.Warc;

/// <summary>An HTTP response as a crawler stored it: status line, fields, and a body that may still be chunked and compressed (RFC 9112).</summary>
/// <param name="Status">Status code, or 0 when there is no status line.</param>
/// <param name="Headers">The fields; names without regard to case, the first of equal ones.</param>
/// <param name="Body">The body as it was sent.</param>
internal sealed record HttpMessage(int Status, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>Takes a response apart. What has no empty line behind its fields has no body.</summary>
    public static HttpMessage Parse(ReadOnlyMemory<byte> bytes)
    {
        int end = bytes.Span.IndexOf("\r\n\r\n"u8);
        int gap = 4;
        if (end < 0)
        {
            end = bytes.Span.IndexOf("\n\n"u8);
            gap = 2;
        }

        ReadOnlyMemory<byte> head = end < 0 ? bytes[..Math.Min(bytes.Length, 64 << 10)] : bytes[..end];
        string[] lines = Encoding.Latin1.GetString(head.Span[..Math.Min(head.Length, 64 << 10)]).Split('\n');
        string[] status = lines[0].Split(' ', 3);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string line in lines.Skip(1))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                headers.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim());
            }
        }

        bool stated = status.Length > 1 && status[0].StartsWith("HTTP/", StringComparison.OrdinalIgnoreCase);
        int code = stated && int.TryParse(status[1].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int parsed) ? parsed : 0;
        return new HttpMessage(code, headers, end < 0 ? default : bytes[(end + gap)..]);
    }

    /// <summary>The body without its transfer coding and content coding. A crawler that undid them but left the fields is believed by the look of the bytes.</summary>
    /// <param name="unpacking">Takes account of what is decompressed.</param>
    /// <param name="cancellation">Stops decompressing.</param>
    /// <returns>Null when the body is larger than <see cref="IngestLimits.DocumentBytes"/>.</returns>
    /// <exception cref="InvalidDataException">The compressed body is damaged, or its coding is not known.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> DecodedAsync(Unpacking unpacking, CancellationToken cancellation)
    {
        ReadOnlyMemory<byte> body = Headers.GetValueOrDefault("Transfer-Encoding", "").Contains("chunked", StringComparison.OrdinalIgnoreCase) ? Unchunked(Body) : Body;
        string coding = Headers.GetValueOrDefault("Content-Encoding", "").ToLowerInvariant();
        bool gzip = body.Span.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);
        if (coding is "" or "identity" or "none" || (coding is "gzip" or "x-gzip" && !gzip) || (coding is "br" or "deflate" && LooksLikeText(body.Span)))
        {
            return body;
        }

        using var packed = new MemoryStream(body.ToArray(), writable: false);
        await using Stream unpacked = coding switch
        {
            "gzip" or "x-gzip" => new GzipReader(packed),
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            "deflate" => body.Length > 1 && (body.Span[0] & 0x0F) == 8 && ((body.Span[0] << 8) | body.Span[1]) % 31 == 0 ? new ZLibStream(packed, CompressionMode.Decompress) : new DeflateStream(packed, CompressionMode.Decompress),
            _ => throw new InvalidDataException($"content coding \"{(coding.Length > 40 ? coding[..40] : coding)}\" is not known"),
        };
        using var counted = new CountedStream(unpacked, unpacking.Unpack);
        return await WholeStream.ReadAsync(counted, cancellation).ConfigureAwait(false);
    }

    /// <summary>Joins the chunks (RFC 9112, 7.1); what does not begin with the length of a chunk is taken as it is, and what breaks off keeps its beginning.</summary>
    private static ReadOnlyMemory<byte> Unchunked(ReadOnlyMemory<byte> body)
    {
        using var joined = new MemoryStream(body.Length);
        ReadOnlySpan<byte> rest = body.Span;
        while (!rest.IsEmpty)
        {
            int line = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> size = line < 0 ? default : rest[..line].TrimEnd((byte)'\r');
            int extension = size.IndexOf((byte)';');
            size = (extension < 0 ? size : size[..extension]).Trim((byte)' ');
            if (size.IsEmpty || !int.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int length) || length < 0)
            {
                return joined.Length == 0 ? body : joined.ToArray();
            }

            rest = rest[(line + 1)..];
            if (length == 0)
            {
                break;
            }

            joined.Write(rest[..Math.Min(length, rest.Length)]);
            rest = rest[Math.Min(length, rest.Length)..];
            rest = rest.StartsWith("\r\n"u8) ? rest[2..] : rest.StartsWith("\n"u8) ? rest[1..] : rest;
        }

        return joined.ToArray();
    }

    private static bool LooksLikeText(ReadOnlySpan<byte> bytes) => bytes.Length > 0 && bytes[..Math.Min(bytes.Length, 256)].IndexOfAnyInRange((byte)0, (byte)8) < 0 && bytes.TrimStart(" \t\r\n"u8).StartsWith("<"u8);
}
