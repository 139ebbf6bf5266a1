namespace Hearsay.Claims.Parties;

/// <summary>
/// How long something holds: from the day of <paramref name="From"/> up to, not including, the day of <paramref name="To"/>. A month or year stands
/// for a day in it that is not known: near such an end the period may hold.
/// </summary>
/// <param name="From">Since when; null: since before anything that is read.</param>
/// <param name="To">Until when; null: still so when the data was last checked.</param>
public readonly record struct Period(PartialDate? From, PartialDate? To)
{
    /// <summary>True when it may hold on this day.</summary>
    public bool May(DateOnly on) => (From is not { } from || from.Start <= on) && (To is not { } to || on < LastEnd(to));

    /// <summary>True when it holds on this day for certain.</summary>
    public bool Holds(DateOnly on) => (From is not { } from || from.End.AddDays(-1) <= on) && (To is not { } to || on < to.Start);

    /// <summary>True when it has not ended.</summary>
    public bool IsOpen => To is null;

    /// <summary>True when both hold for certain on one day.</summary>
    public bool Overlaps(Period other)
    {
        DateOnly start = Later(From, other.From);
        return Holds(start) && other.Holds(start);
    }

    private static DateOnly Later(PartialDate? one, PartialDate? other)
    {
        DateOnly first = one?.End.AddDays(-1) ?? DateOnly.MinValue;
        DateOnly second = other?.End.AddDays(-1) ?? DateOnly.MinValue;
        return first > second ? first : second;
    }

    /// <summary>An exact end is the first day on which it no longer holds; of an inexact one any day may be.</summary>
    private static DateOnly LastEnd(PartialDate to) => to.End.DayNumber - to.Start.DayNumber == 1 ? to.Start : to.End;

    /// <inheritdoc/>
    public override string ToString() => $"{From}..{To}";
}
