namespace Hearsay.Workbench.Queue;

/// <summary>Somebody else decided about the claim since the reviewer looked at it.</summary>
/// <param name="reviews">What was decided.</param>
#pragma warning disable CA1032, MA0058, RCS1194 // An answer, not an error of the program.
internal sealed class ReviewConflict(IReadOnlyList<ReviewEntry> reviews) : Exception($"{reviews[^1].Reviewer} decided '{reviews[^1].Kind}' meanwhile")
#pragma warning restore CA1032, MA0058, RCS1194
{
    /// <summary>What was decided, oldest first.</summary>
    public IReadOnlyList<ReviewEntry> Reviews => reviews;
}
