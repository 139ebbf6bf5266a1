using Hearsay.Text.Layers;

namespace Hearsay.Claims;

/// <summary>When an event takes place: its own time, not the article's.</summary>
/// <param name="Words">The words, or null when the text states no time.</param>
/// <param name="Earliest">First day that they allow, or null when it is not known.</param>
/// <param name="Latest">Last day that they allow, included; or null when it is not known.</param>
/// <param name="Precision">How exactly the words give it, or null when they cannot be placed in a calendar.</param>
/// <param name="Inferred">True when the days rest on an estimate: of vague words ("months ago"), or of a day of publication that nobody stated.</param>
public sealed record EventTime(Evidence? Words, DateOnly? Earliest, DateOnly? Latest, TimePrecision? Precision, bool Inferred);
