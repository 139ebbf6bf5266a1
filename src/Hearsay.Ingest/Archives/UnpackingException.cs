namespace Hearsay.Ingest.Archives;

/// <summary>Compressed data expanded beyond the limits; caught where the defect is written.</summary>
internal sealed class UnpackingException(long received, long unpacked) : Exception("compressed data expands beyond the limits")
{
    /// <summary>Bytes of the input read so far.</summary>
    public long Received { get; } = received;

    /// <summary>Bytes unpacked from them so far.</summary>
    public long Unpacked { get; } = unpacked;
}
