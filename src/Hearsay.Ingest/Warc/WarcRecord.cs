namespace Hearsay.Ingest.Warc;

/// <summary>One record of a web archive.</summary>
/// <param name="Offset">Where it begins in the file as it lies on the disk, in bytes: its gzip member if it is compressed.</param>
/// <param name="Headers">Its named fields; names without regard to case, the last of equal ones.</param>
/// <param name="Length">Bytes of its block as stated.</param>
internal sealed record WarcRecord(long Offset, IReadOnlyDictionary<string, string> Headers, long Length)
{
    /// <summary>Kind of the record in lower case: response, resource, conversion, request …; empty when it is not stated.</summary>
    public string Type => Headers.GetValueOrDefault("WARC-Type", "").ToLowerInvariant();
}
