namespace Hearsay.Storage.Queries;

/// <summary>What an edited article says no longer, what it says now, and what stayed. A claim stays when content, speaker and stance do. All lists hold records of hearsay.claim/1 in the order of the text.</summary>
/// <param name="Gone">Claims of the older revision only.</param>
/// <param name="New">Claims of the newer revision only.</param>
/// <param name="Unchanged">Claims of the newer revision that the older one had, with nothing decided about them that had to be carried over.</param>
/// <param name="Carried">Those whose reviews were carried over from the older one.</param>
public sealed record ClaimDiff(IReadOnlyList<string> Gone, IReadOnlyList<string> New, IReadOnlyList<string> Unchanged, IReadOnlyList<string> Carried);
