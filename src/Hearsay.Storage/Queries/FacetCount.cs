namespace Hearsay.Storage.Queries;

/// <summary>How many claims have one value.</summary>
/// <param name="Value">The value, or null for claims that have none.</param>
/// <param name="Count">Claims.</param>
public sealed record FacetCount(string? Value, long Count);
