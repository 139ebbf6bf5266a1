namespace Hearsay.Claims.Comparing;

/// <summary>What an analyst decided about two claims: that they are about the same proposition, or that they are not. Later decisions about the same pair hold.</summary>
/// <param name="One">Id of the one claim.</param>
/// <param name="Other">Id of the other.</param>
/// <param name="Same">True where they were merged, false where they were split.</param>
public sealed record ClaimPair(string One, string Other, bool Same);
