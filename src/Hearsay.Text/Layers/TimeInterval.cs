namespace Hearsay.Text.Layers;

/// <summary>When something can have been, half-open. Local time where the text is set, or the stated zone's; the calendar is the Gregorian one, carried back to year 1.</summary>
/// <param name="Earliest">First moment that the words allow.</param>
/// <param name="Latest">Moment after the last one that they allow; never before <paramref name="Earliest"/>.</param>
/// <param name="Precision">How exactly the words give it. A modified year ("early 2003") keeps the precision of a year, though the interval is shorter.</param>
public readonly record struct TimeInterval(DateTime Earliest, DateTime Latest, TimePrecision Precision)
{
    /// <summary>True when <paramref name="moment"/> lies inside.</summary>
    public bool Contains(DateTime moment) => Earliest <= moment && moment < Latest;

    /// <summary>True when the two share a moment.</summary>
    public bool Overlaps(TimeInterval other) => Earliest < other.Latest && other.Earliest < Latest;
}
