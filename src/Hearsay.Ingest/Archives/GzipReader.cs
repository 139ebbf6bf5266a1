using System.Buffers.Binary;
using System.IO.Compression;

namespace Hearsay.Ingest.Archives;

/// <summary>
/// Reads a gzip file member by member (RFC 1952) and knows where each member begins, which <see cref="GZipStream"/> does not tell: a web archive has one member per record,
/// and the record is found again by that position. One read never crosses the border of two members. Read forward and asynchronously only.
/// </summary>
/// <param name="packed">The compressed bytes; left open.</param>
internal sealed class GzipReader(Stream packed) : Stream
{
    /// <summary>Compressed bytes read at a time.</summary>
    private const int ChunkBytes = 32 << 10;

    /// <summary>Checksum and length behind every member.</summary>
    private const int TrailerBytes = 8;

    /// <summary>Longest name, comment or extra field in the header of a member: 64 KiB, which is what an extra field may have.</summary>
    private const int LongestField = 64 << 10;

    private readonly byte[] _chunk = new byte[ChunkBytes];
    private long _chunkAt;
    private int _from;
    private int _to;
    private int _lastGiven;
    private bool _ended;
    private DeflateStream? _member;
    private uint _crc;
    private uint _length;
    private long _members;

    /// <summary>Position in the compressed bytes where the member begins that the last bytes read belong to.</summary>
    public long MemberStart { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The data is not gzip, damaged or cut off.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        while (_member is not null || await OpenMemberAsync(cancellationToken).ConfigureAwait(false))
        {
            int read = await _member!.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (read > 0)
            {
                _crc = Crc32.Append(_crc, buffer.Span[..read]);
                _length += (uint)read;
                return read;
            }

            await CloseMemberAsync(cancellationToken).ConfigureAwait(false);
        }

        return 0;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _member?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Reads the header of the next member.</summary>
    /// <returns>False at the end of the file.</returns>
    private async ValueTask<bool> OpenMemberAsync(CancellationToken cancellationToken)
    {
        int first = await ByteAsync(cancellationToken).ConfigureAwait(false);
        while (first == 0 && _members > 0)
        {
            // Files that came from a tape are filled up with zeros.
            first = await ByteAsync(cancellationToken).ConfigureAwait(false);
        }

        if (first < 0)
        {
            return false;
        }

        MemberStart = _chunkAt + _from - 1;
        if (first != 0x1F || await ByteAsync(cancellationToken).ConfigureAwait(false) != 0x8B || await ByteAsync(cancellationToken).ConfigureAwait(false) != 8)
        {
            throw new InvalidDataException($"no gzip member at byte {MemberStart}");
        }

        int flags = await HeaderByteAsync(cancellationToken).ConfigureAwait(false);
        for (int skipped = 0; skipped < 6; skipped++)
        {
            await HeaderByteAsync(cancellationToken).ConfigureAwait(false);
        }

        if ((flags & 4) != 0)
        {
            int length = await HeaderByteAsync(cancellationToken).ConfigureAwait(false) | (await HeaderByteAsync(cancellationToken).ConfigureAwait(false) << 8);
            for (int skipped = 0; skipped < length; skipped++)
            {
                await HeaderByteAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        // Name and comment end with a zero; the checksum of the header has two bytes.
        for (int field = 0; field < ((flags >> 3) & 1) + ((flags >> 4) & 1); field++)
        {
            int length = 0;
            while (await HeaderByteAsync(cancellationToken).ConfigureAwait(false) != 0)
            {
                if (++length > LongestField)
                {
                    throw new InvalidDataException($"the header of the gzip member at byte {MemberStart} does not end");
                }
            }
        }

        for (int skipped = 0; skipped < (flags & 2); skipped++)
        {
            await HeaderByteAsync(cancellationToken).ConfigureAwait(false);
        }

        _members++;
        _crc = 0;
        _length = 0;
        _lastGiven = _from;
        _member = new DeflateStream(new Compressed(this), CompressionMode.Decompress);
        return true;
    }

    /// <summary>
    /// Finds the end of the member that was just read out: the decompressor does not say how many bytes of the last piece it left, but checksum and length, which it has to be
    /// followed by, are known. That they agree by chance elsewhere in the piece has a probability below 2⁻⁴⁸.
    /// </summary>
    private async ValueTask CloseMemberAsync(CancellationToken cancellationToken)
    {
        await _member!.DisposeAsync().ConfigureAwait(false);
        _member = null;
        byte[] trailer = new byte[TrailerBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, _crc);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer.AsSpan(4), _length);
        if (_to - _from < TrailerBytes)
        {
            // The trailer may go on behind the chunk.
            int kept = _to - _lastGiven;
            _chunk.AsSpan(_lastGiven, kept).CopyTo(_chunk);
            _chunkAt += _lastGiven;
            _from -= _lastGiven;
            _lastGiven = 0;
            _to = kept;
            while (_to - _from < TrailerBytes && !_ended && _to < _chunk.Length)
            {
                int read = await packed.ReadAsync(_chunk.AsMemory(_to), cancellationToken).ConfigureAwait(false);
                _ended |= read == 0;
                _to += read;
            }
        }

        int found = _chunk.AsSpan(_lastGiven, Math.Min(_to, _from + TrailerBytes) - _lastGiven).IndexOf(trailer);
        if (found < 0)
        {
            throw new InvalidDataException(_ended ? $"the gzip member at byte {MemberStart} is cut off or damaged" : $"the gzip member at byte {MemberStart} is damaged: its checksum does not fit");
        }

        _from = _lastGiven + found + TrailerBytes;
    }

    private async ValueTask<int> HeaderByteAsync(CancellationToken cancellationToken)
    {
        int value = await ByteAsync(cancellationToken).ConfigureAwait(false);
        return value >= 0 ? value : throw new InvalidDataException($"the header of the gzip member at byte {MemberStart} is cut off");
    }

    private async ValueTask<int> ByteAsync(CancellationToken cancellationToken)
    {
        if (_from == _to && !await FillAsync(cancellationToken).ConfigureAwait(false))
        {
            return -1;
        }

        return _chunk[_from++];
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        _chunkAt += _to;
        _from = 0;
        _to = 0;
        _lastGiven = 0;
        if (!_ended)
        {
            // Room for a trailer stays free, so that one can be completed in place.
            _to = await packed.ReadAsync(_chunk.AsMemory(0, ChunkBytes - TrailerBytes), cancellationToken).ConfigureAwait(false);
            _ended = _to == 0;
        }

        return _to > 0;
    }

    private async ValueTask<int> GiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_from == _to && !await FillAsync(cancellationToken).ConfigureAwait(false))
        {
            return 0;
        }

        int length = Math.Min(buffer.Length, _to - _from);
        _chunk.AsMemory(_from, length).CopyTo(buffer);
        _lastGiven = _from;
        _from += length;
        return length;
    }

    /// <summary>What the decompressor reads from.</summary>
    private sealed class Compressed(GzipReader reader) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => reader.GiveAsync(buffer, cancellationToken);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
