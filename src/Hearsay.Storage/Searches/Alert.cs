namespace Hearsay.Storage.Searches;

/// <summary>A claim that came in and fits a saved search.</summary>
/// <param name="Search">Number of the search.</param>
/// <param name="Claim">Id of the claim.</param>
/// <param name="Why">Which words of the claim fit which terms of the query.</param>
/// <param name="At">When it was found.</param>
public sealed record Alert(long Search, string Claim, string Why, DateTimeOffset At);
