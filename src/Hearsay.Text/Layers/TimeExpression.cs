namespace Hearsay.Text.Layers;

/// <summary>Words that say when, how long or how often, with what they stand for.</summary>
/// <param name="Tokens">The words, with article and modifier, without preposition: "the end of May".</param>
/// <param name="Kind">Date, time, duration or set.</param>
/// <param name="Value">
/// The value as TIMEX3 writes it (ISO 8601, with X for digits that the text leaves open): 2022-11-05, 2022-W44, 2022-10, 2022-FA, 202X, BC0480, 2022-11-05T15:00,
/// 2022-11-05TNI, P3D, PT2H, PXM, XXXX-WXX-7, PRESENT_REF, PAST_REF, FUTURE_REF; "" when the words give none.
/// </param>
/// <param name="Interval">When that was; of a duration, the time it covers. Null when the text does not tell, and before year 1.</param>
/// <param name="Modifier">How the words narrow or loosen the value.</param>
/// <param name="Approximate">True when the borders of the interval, or the amount, are estimates: "about 1910", "in recent months", "a few days".</param>
/// <param name="Reference">What it was resolved against.</param>
/// <param name="RangeEnd">Index in the layer of the expression that ends a range which this one begins ("between 1914 and 1918", "May 8–10"), or −1.</param>
public sealed record TimeExpression(TokenRange Tokens, TimeKind Kind, string Value, TimeInterval? Interval, TimeModifier Modifier, bool Approximate, TimeReference Reference, int RangeEnd = -1);
