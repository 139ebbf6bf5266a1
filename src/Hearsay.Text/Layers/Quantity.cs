namespace Hearsay.Text.Layers;

/// <summary>Words that say how much or how many, with bounds. An exact quantity has equal bounds.</summary>
/// <param name="Tokens">The words, with their modifier and unit: "at least 22", "$1 billion", "300 km". The thing counted is not part of it.</param>
/// <param name="Kind">What it measures.</param>
/// <param name="Lower">The least it can be, or null when the words set no lower bound.</param>
/// <param name="LowerIncluded">False when the quantity is more than <paramref name="Lower"/>, not equal: "more than 1,700".</param>
/// <param name="Upper">The most it can be, or null when the words set no upper bound.</param>
/// <param name="UpperIncluded">False when the quantity is less than <paramref name="Upper"/>, not equal: "fewer than ten".</param>
/// <param name="Approximate">True when the bounds are estimates: "dozens", "some 20", "about half".</param>
/// <param name="Unit">ISO 4217 code of money (USD), symbol of a measure (km), "%" of percent; null for counts, fractions and ordinals.</param>
/// <param name="Noun">Token of the noun that names what is counted or measured ("tanks" in "at least 22 T-72 tanks"), or −1.</param>
public sealed record Quantity(TokenRange Tokens, QuantityKind Kind, decimal? Lower, bool LowerIncluded, decimal? Upper, bool UpperIncluded, bool Approximate, string? Unit, int Noun);
