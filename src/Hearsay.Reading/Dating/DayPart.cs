namespace Hearsay.Reading.Dating;

/// <summary>Parts of a day.</summary>
internal enum DayPart : byte
{
    /// <summary>No part: the whole day.</summary>
    None,

    /// <summary>MO, 06:00 to 12:00.</summary>
    Morning,

    /// <summary>AF, 12:00 to 18:00.</summary>
    Afternoon,

    /// <summary>EV, 18:00 to 22:00.</summary>
    Evening,

    /// <summary>NI, 20:00 to 06:00 of the next day.</summary>
    Night,

    /// <summary>DT, 08:00 to 18:00.</summary>
    Daytime,

    /// <summary>The time around sunrise, 04:00 to 08:00; TIMEX3 has no code, it counts as a morning.</summary>
    Dawn,

    /// <summary>The time around sunset, 17:00 to 21:00; TIMEX3 has no code, it counts as an evening.</summary>
    Dusk,

    /// <summary>"the early hours", 00:00 to 06:00; TIMEX3 has no code, it counts as a morning.</summary>
    SmallHours,

    /// <summary>12:00.</summary>
    Noon,

    /// <summary>24:00.</summary>
    Midnight,
}
