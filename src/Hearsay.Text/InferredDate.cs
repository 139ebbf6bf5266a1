namespace Hearsay.Text;

/// <summary>When a text that states no day of publication was published, as its own words tell. An estimate, never to be shown as a stated day.</summary>
/// <param name="Earliest">First day on which it can have been published.</param>
/// <param name="Latest">Last such day; null when nothing bounds it.</param>
/// <param name="Words">The words that tell.</param>
public sealed record InferredDate(DateOnly Earliest, DateOnly? Latest, TextSpan Words)
{
    /// <summary>Days between the two that are still one time to look from: what "on Friday" or "last month" means is known to a month.</summary>
    private const int Widest = 31;

    /// <summary>The day from which "yesterday" and "last month" are read: the last one, where the two lie within a month of each other; else null.</summary>
    public DateOnly? Anchor => Latest is { } latest && latest.DayNumber - Earliest.DayNumber <= Widest ? latest : null;

    /// <summary>Days by which a time that is read from <see cref="Anchor"/> may lie earlier.</summary>
    public int Width => Latest is { } latest ? latest.DayNumber - Earliest.DayNumber : 0;

    /// <inheritdoc/>
    public override string ToString() => Latest is not { } latest ? $"{Earliest:yyyy-MM-dd} or later"
        : latest == Earliest ? $"{Earliest:yyyy-MM-dd}"
        : $"{Earliest:yyyy-MM-dd} to {latest:yyyy-MM-dd}";
}
