namespace Hearsay.Reading.Dating;

/// <summary>The time that a text speaks of at some point.</summary>
/// <param name="Year">Astronomical year.</param>
/// <param name="Month">1–12, or 0 when only the year is known.</param>
/// <param name="Day">1–31, or 0.</param>
/// <param name="IsMonthGuessed">The month stands for a season, a quarter or a part of the year: it says what comes near, not what is meant by "that month".</param>
/// <param name="Length">Days that are spoken of: 7 for a week.</param>
internal readonly record struct Moment(int Year, int Month, int Day, bool IsMonthGuessed = false, int Length = 1)
{
    /// <summary>Number of the first day meant; the first of the month or year where no day is known.</summary>
    public int FirstDay => Calendar.Day(Year, Math.Max(1, Month), Math.Max(1, Day));

    /// <summary>Month counted from year 0.</summary>
    public int Months => (Year * 12) + Math.Max(1, Month) - 1;
}
