namespace Hearsay.Reading.Counting;

/// <summary>Bounds read from words of number.</summary>
/// <param name="End">Token after the words.</param>
/// <param name="Lower">The least, or null.</param>
/// <param name="Upper">The most, or null.</param>
/// <param name="IsVague">The words are vague.</param>
/// <param name="NeedsNoun">The words are a number only before a noun: "one", "few".</param>
internal readonly record struct Amount(int End, decimal? Lower, decimal? Upper, bool IsVague = false, bool NeedsNoun = false);
