using System.Buffers;
using System.Globalization;
using System.Text;
using Hearsay.Ingest.Archives;

namespace Hearsay.Ingest.Warc;

/// <summary>
/// Reads the records of a WARC file one after the other (ISO 28500:2017, versions 1.0 and 1.1), plain or with a gzip member per record. Holds one buffer; the caller decides per record
/// whether its block is read or passed over. Where a length is wrong it goes on at the next line that begins a record. Not safe to share between threads.
/// </summary>
/// <param name="stream">The records, decompressed.</param>
/// <param name="members">The same stream when it is compressed, to ask for the positions of its members; else null.</param>
internal sealed class RecordReader(Stream stream, GzipReader? members)
{
    /// <summary>Most bytes in the header of a record: 64 KiB. The longest fields are addresses.</summary>
    private const int HeaderBytes = 64 << 10;

    private readonly byte[] _buffer = new byte[32 << 10];
    private readonly ArrayBufferWriter<byte> _line = new();
    private long _bufferAt;
    private int _from;
    private int _to;
    private long _left;
    private long _lineAt;

    /// <summary>What was wrong before the record last read, or null: "…, read on at byte …".</summary>
    public string? Damage { get; private set; }

    /// <summary>Whether the file ended within the record last read.</summary>
    public bool CutOff { get; private set; }

    /// <summary>Reads the header of the next record and passes over what is left of the one before.</summary>
    /// <returns>Null at the end of the file.</returns>
    public async ValueTask<WarcRecord?> NextAsync(CancellationToken cancellation)
    {
        Damage = null;
        await SkipAsync(cancellation).ConfigureAwait(false);
        if (CutOff)
        {
            return null;
        }

        long? damagedAt = null;
        while (await LineAsync(cancellation).ConfigureAwait(false) is { } line)
        {
            if (line.Length == 0)
            {
                continue;
            }

            if (!line.StartsWith("WARC/1.", StringComparison.Ordinal))
            {
                damagedAt ??= _lineAt;
                continue;
            }

            long offset = _lineAt;
            Dictionary<string, string> headers = await HeadersAsync(cancellation).ConfigureAwait(false);
            if (!long.TryParse(headers.GetValueOrDefault("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out _left))
            {
                _left = 0;
                damagedAt ??= offset;
                continue;
            }

            Damage = damagedAt is { } at ? string.Create(CultureInfo.InvariantCulture, $"no record begins at byte {at}; read on at byte {offset}") : null;
            return new WarcRecord(offset, headers, _left);
        }

        Damage = damagedAt is { } last ? string.Create(CultureInfo.InvariantCulture, $"no record begins at byte {last}, nor behind it") : null;
        return null;
    }

    /// <summary>Reads the block of the current record.</summary>
    /// <returns>The bytes, fewer than stated when the file ends within it; <see cref="CutOff"/> says so.</returns>
    public async ValueTask<byte[]> BlockAsync(CancellationToken cancellation)
    {
        // The stated length may be a lie: memory is taken as the bytes come.
        using var block = new MemoryStream((int)Math.Min(_left, 64 << 10));
        while (_left > 0 && await FillAsync(cancellation).ConfigureAwait(false))
        {
            int length = (int)Math.Min(_left, _to - _from);
            block.Write(_buffer, _from, length);
            _from += length;
            _left -= length;
        }

        CutOff = _left > 0;
        return block.ToArray();
    }

    private async ValueTask SkipAsync(CancellationToken cancellation)
    {
        while (_left > 0 && !CutOff)
        {
            CutOff = !await FillAsync(cancellation).ConfigureAwait(false);
            int length = (int)Math.Min(_left, _to - _from);
            _from += length;
            _left -= length;
        }
    }

    /// <summary>The fields up to the empty line; a line that begins with white space goes on with the one before.</summary>
    private async ValueTask<Dictionary<string, string>> HeadersAsync(CancellationToken cancellation)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string? last = null;
        int total = 0;
        while (await LineAsync(cancellation).ConfigureAwait(false) is { Length: > 0 } line)
        {
            total += line.Length;
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (total > HeaderBytes)
            {
                // Read to its end, so that the block is found, but not kept.
                continue;
            }

            if (line[0] is ' ' or '\t' && last is not null)
            {
                headers[last] += " " + line.Trim();
            }
            else if (colon > 0)
            {
                last = line[..colon].Trim();
                headers[last] = line[(colon + 1)..].Trim();
            }
        }

        return headers;
    }

    /// <summary>The next line without its end, in UTF-8; cut at 64 KiB. Null at the end of the file.</summary>
    private async ValueTask<string?> LineAsync(CancellationToken cancellation)
    {
        _line.ResetWrittenCount();
        bool any = false;
        while (await FillAsync(cancellation).ConfigureAwait(false))
        {
            if (!any)
            {
                _lineAt = members is null ? _bufferAt + _from : members.MemberStart;
                any = true;
            }

            int length = _buffer.AsSpan(_from, _to - _from).IndexOf((byte)'\n');
            int kept = Math.Min(length < 0 ? _to - _from : length, HeaderBytes - _line.WrittenCount);
            _line.Write(_buffer.AsSpan(_from, kept));
            if (length >= 0)
            {
                _from += length + 1;
                break;
            }

            _from = _to;
        }

        return any ? Encoding.UTF8.GetString(_line.WrittenSpan).TrimEnd('\r') : null;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        if (_from < _to)
        {
            return true;
        }

        _bufferAt += _to;
        _from = 0;
        _to = await stream.ReadAsync(_buffer, cancellation).ConfigureAwait(false);
        return _to > 0;
    }
}
