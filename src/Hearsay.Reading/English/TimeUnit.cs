namespace Hearsay.Reading.English;

/// <summary>Units of time, from the shortest to the longest.</summary>
internal enum TimeUnit : byte
{
    /// <summary>Second.</summary>
    Second,

    /// <summary>Minute.</summary>
    Minute,

    /// <summary>Hour.</summary>
    Hour,

    /// <summary>Night.</summary>
    Night,

    /// <summary>Day.</summary>
    Day,

    /// <summary>Week-end.</summary>
    Weekend,

    /// <summary>Week.</summary>
    Week,

    /// <summary>Two weeks.</summary>
    Fortnight,

    /// <summary>Month.</summary>
    Month,

    /// <summary>Quarter of a year.</summary>
    Quarter,

    /// <summary>Year.</summary>
    Year,

    /// <summary>Decade.</summary>
    Decade,

    /// <summary>Century.</summary>
    Century,

    /// <summary>Millennium.</summary>
    Millennium,
}
