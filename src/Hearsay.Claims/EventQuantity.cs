namespace Hearsay.Claims;

/// <summary>How many or how much, with bounds: "at least 22" is 22 … null, "a limited number" null … null.</summary>
/// <param name="Words">The words.</param>
/// <param name="Min">The least that it can be, or null when the words set no bound.</param>
/// <param name="Max">The most that it can be, or null when the words set no bound.</param>
/// <param name="Unit">ISO 4217 code of money (USD), symbol of a measure; null when things are counted.</param>
public sealed record EventQuantity(Evidence Words, decimal? Min, decimal? Max, string? Unit);
