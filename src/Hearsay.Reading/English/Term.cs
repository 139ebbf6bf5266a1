namespace Hearsay.Reading.English;

/// <summary>A token as expressions of time and quantity see it.</summary>
/// <param name="Kind">What it can be.</param>
/// <param name="Value">What <see cref="TermKind"/> says of its kind.</param>
internal readonly record struct Term(TermKind Kind, int Value);
