namespace Hearsay.Tests.Ingest;

/// <summary>A stream that gives the same bytes over and over: large without being held.</summary>
internal sealed class RepeatedStream(byte[] part, long times) : Stream
{
    private long _left = part.Length * times;
    private int _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int length = (int)Math.Min(Math.Min(count, part.Length - _at), _left);
        Array.Copy(part, _at, buffer, offset, length);
        _at = (_at + length) % part.Length;
        _left -= length;
        return length;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
