using Hearsay.Claims.Parties;
using Hearsay.Text.Similarity;

namespace Hearsay.Claims.Origins;

/// <summary>What was found out about two documents, with the evidence.</summary>
/// <param name="Relation">How they stand to each other.</param>
/// <param name="Score">Share of the shorter text's own wording that the other has, 0 … 1.</param>
/// <param name="Overlap">The wording they share.</param>
/// <param name="Agency">The agency that both credit or one credits and the other is, or null.</param>
/// <param name="Cited">The outlet by whose citation one is derived from the other, or null.</param>
public sealed record CopyVerdict(CopyRelation Relation, double Score, Overlap Overlap, Party? Agency, Party? Cited)
{
    /// <summary>True for copies, edited and partial ones: they have one origin and belong in one family.</summary>
    public bool IsCopy => Relation is CopyRelation.Copy or CopyRelation.Edited or CopyRelation.Partial;
}
