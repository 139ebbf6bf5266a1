namespace Hearsay.Claims.Extracting;

/// <summary>Whose an act is, as the speaker sees it.</summary>
internal enum Side
{
    /// <summary>Nothing tells.</summary>
    Unknown,

    /// <summary>The speaker's own, or its state's.</summary>
    Own,

    /// <summary>Somebody else's.</summary>
    Other,
}
