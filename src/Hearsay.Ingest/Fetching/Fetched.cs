using Hearsay.Text;

namespace Hearsay.Ingest.Fetching;

/// <summary>What came of asking for an address.</summary>
/// <param name="Envelope">Its final address, media type and character set, and an id made of host and path.</param>
/// <param name="Bytes">The body, decompressed; empty when it was not modified or could not be had.</param>
/// <param name="Defect">Why it could not be had, or null.</param>
public sealed record Fetched(Envelope Envelope, ReadOnlyMemory<byte> Bytes, Defect? Defect)
{
    /// <summary>Whether the server says that nothing has changed since the validators it was asked with.</summary>
    public bool NotModified { get; init; }

    /// <summary>Status code of the last response, or null when there was none.</summary>
    public int? Status { get; init; }

    /// <summary>What to ask with next time, or null when the server gave nothing.</summary>
    public Validators? Validators { get; init; }
}
