namespace Hearsay.Storage.Queries;

/// <summary>One who speaks in the claims that a query finds.</summary>
/// <param name="Name">Name as resolved by the reader.</param>
/// <param name="Claims">Claims.</param>
/// <param name="Documents">Documents that they stand in.</param>
/// <param name="Stances">Claims by stance, most frequent first.</param>
/// <param name="First">Earliest day of publication, or null.</param>
/// <param name="Last">Latest day of publication, or null.</param>
public sealed record FoundSource(string Name, long Claims, long Documents, IReadOnlyList<FacetCount> Stances, string? First, string? Last);
