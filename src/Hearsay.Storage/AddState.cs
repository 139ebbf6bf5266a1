namespace Hearsay.Storage;

/// <summary>What adding an article came to.</summary>
public enum AddState
{
    /// <summary>It was there already, read by this reader: nothing changed.</summary>
    Known,

    /// <summary>A document that was not there before.</summary>
    Added,

    /// <summary>A document that was there, with another text or other facts: a new revision of it.</summary>
    Revised,

    /// <summary>A text that was there, read by a reader that had not read it.</summary>
    Reread,
}
