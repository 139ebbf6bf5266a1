namespace Hearsay.Storage.Queries;

/// <summary>What the ledger knows around a claim that a query found.</summary>
/// <param name="Last">Number of the newest entry of the log about it; 0 for none.</param>
/// <param name="Copies">Documents of its family of copies, its own among them; 1 when there are no copies.</param>
/// <param name="Reports">Reports of the same matter, for or against, that are no copies of one another, its own among them.</param>
public sealed record ClaimContext(long Last, int Copies, int Reports);
