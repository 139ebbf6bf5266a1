namespace Hearsay.Claims.Reviewing;

/// <summary>What the review log says of a claim. A claim without one is open.</summary>
public enum Verdict
{
    /// <summary>Accepted as recorded.</summary>
    Accepted,

    /// <summary>Rejected.</summary>
    Rejected,

    /// <summary>Replaced by a corrected copy.</summary>
    Edited,
}
