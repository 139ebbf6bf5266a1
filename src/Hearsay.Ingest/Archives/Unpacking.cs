namespace Hearsay.Ingest.Archives;

/// <summary>
/// Keeps account of one input and of everything unpacked from it, on all levels: compressed data that expands beyond all reason is stopped wherever it hides. Members that
/// share their compressed bytes count each time (Fifield, A better zip bomb, 2019). Used by one thread at a time.
/// </summary>
internal sealed class Unpacking
{
    private long _received;
    private long _unpacked;

    /// <summary>Whether the limit was reached; nothing more of this input is unpacked then.</summary>
    public bool Refused { get; private set; }

    /// <summary>Counts <paramref name="bytes"/> of the input itself.</summary>
    public void Receive(long bytes) => _received += bytes;

    /// <summary>Counts <paramref name="bytes"/> that came out of compressed data.</summary>
    /// <exception cref="UnpackingException">They are more than <see cref="IngestLimits.UnpackedBytes"/> and <see cref="IngestLimits.UnpackingRatio"/> allow.</exception>
    public void Unpack(long bytes)
    {
        _unpacked += bytes;
        if (_unpacked > IngestLimits.UnpackedBytes + (_received * IngestLimits.UnpackingRatio))
        {
            Refused = true;
            throw new UnpackingException(_received, _unpacked);
        }
    }
}
