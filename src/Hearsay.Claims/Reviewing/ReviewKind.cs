namespace Hearsay.Claims.Reviewing;

/// <summary>What one entry of the review log does. Names are stored, in lower case with hyphens; values are never reused. Since 0.1.</summary>
public enum ReviewKind
{
    /// <summary>The claim is in the text as recorded.</summary>
    Accept,

    /// <summary>The claim is not in the text, or not as recorded.</summary>
    Reject,

    /// <summary>A corrected copy takes the claim's place; the copy is <see cref="Review.Other"/> and points at the original.</summary>
    Edit,

    /// <summary>A claim that the reader missed; <see cref="Review.Subject"/> is the new claim.</summary>
    Add,

    /// <summary>Two claims are about the same proposition.</summary>
    Merge,

    /// <summary>Two claims are not about the same proposition.</summary>
    Split,

    /// <summary>The claim stands in a relation to another: <see cref="Review.Relation"/> says which.</summary>
    Link,

    /// <summary>An Admiralty grade: reliability of the source, credibility of the information, or both.</summary>
    Grade,

    /// <summary>A note and nothing else.</summary>
    Comment,

    /// <summary>An earlier entry counts no longer; undoing an undo makes it count again.</summary>
    Undo,

    /// <summary>What was decided about a claim of an older revision holds for the same claim of a newer one. Written by Hearsay.</summary>
    Carry,

    /// <summary>A candidate is a party of its own.</summary>
    ConfirmParty,

    /// <summary>A candidate is no party.</summary>
    RejectParty,

    /// <summary>Two parties are the same; <see cref="Review.Other"/> is the one that remains.</summary>
    MergeParty,

    /// <summary>A document or claim may be shared with the circle that <see cref="Review.Relation"/> names (Traffic Light Protocol 2.0).</summary>
    Mark,
}
