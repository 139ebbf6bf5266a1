namespace Hearsay.Claims;

/// <summary>Whether an event is real, as its source puts it: derived from factuality, tense and aspect, for display.</summary>
public enum EventStatus
{
    /// <summary>It took place.</summary>
    Happened,

    /// <summary>It is going on.</summary>
    Ongoing,

    /// <summary>It is meant to take place.</summary>
    Planned,

    /// <summary>It takes place if something else does.</summary>
    Conditional,

    /// <summary>It may take place or have taken place; also what is asked for, urged or threatened.</summary>
    Possible,

    /// <summary>It does not take place or did not.</summary>
    NotHappened,
}
