namespace Hearsay.Text.Layers;

/// <summary>How exactly the words give a time, from the coarsest to the finest.</summary>
public enum TimePrecision : byte
{
    /// <summary>A century or more.</summary>
    Century,

    /// <summary>A decade.</summary>
    Decade,

    /// <summary>A year, or a span of several.</summary>
    Year,

    /// <summary>A half or a quarter of a year, or a season.</summary>
    Quarter,

    /// <summary>A month.</summary>
    Month,

    /// <summary>A week or a week-end.</summary>
    Week,

    /// <summary>A day.</summary>
    Day,

    /// <summary>A part of a day: morning, night.</summary>
    DayPart,

    /// <summary>An hour.</summary>
    Hour,

    /// <summary>A minute.</summary>
    Minute,

    /// <summary>A second.</summary>
    Second,
}
