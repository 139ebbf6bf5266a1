using System.Collections.Immutable;

namespace Hearsay.Claims.Registers;

/// <summary>One thing about a row that moved between two states of the register, and the claims that moved it.</summary>
/// <param name="What">"section", "for", "against", "credibility", or a column as it is written: "delivery_years".</param>
/// <param name="Before">What it was.</param>
/// <param name="After">What it is.</param>
/// <param name="Added">Claims that came in.</param>
/// <param name="Removed">Claims that count no longer.</param>
/// <param name="Reviewed">Claims on which an analyst's decision changed.</param>
public sealed record RegisterMove(string What, string Before, string After, ImmutableArray<RegisterEvidence> Added, ImmutableArray<RegisterEvidence> Removed, ImmutableArray<RegisterEvidence> Reviewed);
