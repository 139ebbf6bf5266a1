namespace Hearsay.Storage.Queries;

/// <summary>A party of the ledger, with how often it occurs in current claims.</summary>
/// <param name="Id">Id in the registry, or "candidate:…" for one derived from a name.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">As the claim record has it: person, government, …; "unknown" for one that only acts.</param>
/// <param name="Country">ISO 3166 alpha-3, or null.</param>
/// <param name="State">candidate, registered, confirmed, rejected or merged.</param>
/// <param name="SameAs">Id of the party that it was merged into, or null.</param>
/// <param name="Speaks">Claims in which it speaks.</param>
/// <param name="Acts">Claims in which it acts.</param>
/// <param name="Receives">Claims in which something is done to it.</param>
public sealed record FoundParty(string Id, string Name, string Kind, string? Country, string State, string? SameAs, long Speaks, long Acts, long Receives);
