namespace Hearsay.Storage.Queries;

/// <summary>How much is in a ledger.</summary>
/// <param name="Schema">Number of its newest schema file.</param>
/// <param name="Documents">Documents.</param>
/// <param name="Claims">Claims that hold now.</param>
/// <param name="Reviews">Entries of the review log.</param>
/// <param name="Outlets">Outlets.</param>
/// <param name="Parties">Parties.</param>
/// <param name="Bytes">Bytes of the database.</param>
public sealed record LedgerSize(int Schema, long Documents, long Claims, long Reviews, long Outlets, long Parties, long Bytes);
