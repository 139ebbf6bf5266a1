namespace Hearsay.Storage;

/// <summary>A claim as it is handed to the ledger.</summary>
/// <param name="Record">One object of hearsay.claim/1 in UTF-8, with or without a line feed at its end (docs/claim-record.md), borders of contents drawn as the record has them by itself.</param>
/// <param name="Confidence">The reader's probability, 0 … 1; not part of the record.</param>
public sealed record ReadClaim(ReadOnlyMemory<byte> Record, float Confidence);
