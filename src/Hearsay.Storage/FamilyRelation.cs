namespace Hearsay.Storage;

/// <summary>How a document stands to the others of its family.</summary>
public enum FamilyRelation
{
    /// <summary>The same text.</summary>
    Copy,

    /// <summary>The same text, edited.</summary>
    Edited,

    /// <summary>A part of the text, or the text as a part.</summary>
    Partial,

    /// <summary>A text of its own that rests on another outlet's.</summary>
    Derived,

    /// <summary>A text of its own that reports the same statement.</summary>
    SameStatement,
}
