namespace Hearsay.Storage.Queries;

/// <summary>Tells states of a ledger apart: what was computed from one holds while its stamp does.</summary>
/// <param name="Claims">Number of the newest claim.</param>
/// <param name="Reviews">Number of the newest entry of the review log.</param>
/// <param name="Compared">Documents that were compared for copies.</param>
/// <param name="Ungrouped">Claims that wait to be put into their clusters.</param>
public sealed record LedgerStamp(long Claims, long Reviews, long Compared, long Ungrouped);
