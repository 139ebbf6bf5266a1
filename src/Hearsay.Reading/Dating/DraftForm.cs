namespace Hearsay.Reading.Dating;

/// <summary>What the words of a draft are, before they are placed in time.</summary>
internal enum DraftForm : byte
{
    /// <summary>A place in the calendar, of which some fields are stated.</summary>
    Point,

    /// <summary>A unit counted from a reference: "last year", "two days later".</summary>
    Shift,

    /// <summary>An amount of time.</summary>
    Duration,

    /// <summary>Times that come again.</summary>
    Set,

    /// <summary>PRESENT_REF and its like.</summary>
    Vague,
}
