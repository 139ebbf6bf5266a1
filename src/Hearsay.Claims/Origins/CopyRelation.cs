namespace Hearsay.Claims.Origins;

/// <summary>How the texts of two documents stand to each other. Written in lower case with hyphens: "same-statement".</summary>
public enum CopyRelation
{
    /// <summary>Neither was made from the other, as far as their wording shows.</summary>
    Independent,

    /// <summary>Nearly all of the shorter text stands in the other: a copy, or an abridged one.</summary>
    Copy,

    /// <summary>Most of it does: a copy that was edited or added to.</summary>
    Edited,

    /// <summary>Passages all over the text do: both draw on one report.</summary>
    Partial,

    /// <summary>One cites the other's outlet, or the agency that the other comes from, and shares wording with it: it rests on that report, and adds no origin.</summary>
    Derived,

    /// <summary>Both give the same statement, post, speech or document, each in a report of its own.</summary>
    SameStatement,
}
