using System.Buffers;

namespace Hearsay.Ingest.Jsonl;

/// <summary>
/// Reads a stream line by line as bytes, holding one line at a time. Lines end with LF; a CR before it stays, as white space to JSON. Not safe to share between threads.
/// </summary>
internal sealed class LineReader(Stream stream, int longestLine)
{
    private const int ChunkBytes = 64 << 10;

    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly byte[] _chunk = new byte[ChunkBytes];
    private int _from;
    private int _to;
    private bool _ended;

    /// <summary>Number of the line last read, from 1; 0 before the first.</summary>
    public int LineNumber { get; private set; }

    /// <summary>Whether the line last read was longer than allowed; its bytes were dropped as they came.</summary>
    public bool TooLong { get; private set; }

    /// <summary>The bytes of the line last read, without LF; valid until the next call. Empty when it was too long.</summary>
    public ReadOnlyMemory<byte> Line => _line.WrittenMemory;

    /// <summary>Reads the next line.</summary>
    /// <returns>False at the end of the stream. A last line without LF counts; nothing after the last LF does not.</returns>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        _line.ResetWrittenCount();
        TooLong = false;
        bool any = false;
        while (true)
        {
            if (_from == _to && !await FillAsync(cancellation).ConfigureAwait(false))
            {
                LineNumber += any ? 1 : 0;
                return any;
            }

            any = true;
            int length = _chunk.AsSpan(_from, _to - _from).IndexOf((byte)'\n');
            Keep(_chunk.AsSpan(_from, length < 0 ? _to - _from : length));
            if (length >= 0)
            {
                _from += length + 1;
                LineNumber++;
                return true;
            }

            _from = _to;
        }
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        if (_ended)
        {
            return false;
        }

        _from = 0;
        _to = await stream.ReadAsync(_chunk, cancellation).ConfigureAwait(false);
        _ended = _to == 0;
        return !_ended;
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        if (TooLong)
        {
            return;
        }

        if (_line.WrittenCount + part.Length > longestLine)
        {
            TooLong = true;
            _line.ResetWrittenCount();
            return;
        }

        _line.Write(part);
    }
}
