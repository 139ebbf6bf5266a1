using Hearsay.Reading.English;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Dating;

/// <summary>What the words of one expression state, before anything is resolved. Mutable: the matcher fills it, the resolver reads it.</summary>
internal struct TimeDraft
{
    /// <summary>A year that is not stated.</summary>
    public const int NoYear = int.MinValue;

    public TimeDraft()
    {
    }

    /// <summary>First token.</summary>
    public int Start { get; set; }

    /// <summary>Token after the last.</summary>
    public int End { get; set; }

    public DraftForm Form { get; set; } = DraftForm.Point;

    /// <summary>Astronomical year (0 is 1 BC); of a decade or century, its first year.</summary>
    public int Year { get; set; } = NoYear;

    /// <summary>Years that <see cref="Year"/> stands for: 1, 10, 100; 0 while none is stated.</summary>
    public int YearSpan { get; set; } = 1;

    /// <summary>The year is that of the reference by words: "of that year".</summary>
    public Relation YearRelation { get; set; }

    /// <summary>A decade given by two digits: "the '90s".</summary>
    public bool ShortDecade { get; set; }

    public bool BeforeChrist { get; set; }

    public bool Fiscal { get; set; }

    /// <summary>1–12, or 0.</summary>
    public int Month { get; set; }

    /// <summary>1–31, or 0.</summary>
    public int Day { get; set; }

    /// <summary>1–7, or 0.</summary>
    public int Weekday { get; set; }

    /// <summary>1 spring … 4 winter, or 0.</summary>
    public int Season { get; set; }

    /// <summary>1–4, or 0.</summary>
    public int Quarter { get; set; }

    /// <summary>1–2, or 0.</summary>
    public int Half { get; set; }

    public Holiday Holiday { get; set; }

    public DayPart Part { get; set; }

    /// <summary>Seconds since midnight, or −1.</summary>
    public int Clock { get; set; } = -1;

    public TimePrecision ClockPrecision { get; set; } = TimePrecision.Minute;

    /// <summary>Minutes east of Greenwich, or null.</summary>
    public int? Zone { get; set; }

    public Relation Relation { get; set; }

    public TimeUnit Unit { get; set; }

    /// <summary>Number of units; 0 with <see cref="IsVague"/> for a number that is not told.</summary>
    public decimal Count { get; set; } = 1;

    /// <summary>Units are counted off ("a decade later"), not named ("the following decade").</summary>
    public bool Counted { get; set; }

    /// <summary>The number of units is not told: "a few".</summary>
    public bool IsVague { get; set; }

    /// <summary>Which unit of the stated date is meant: "the first week of May" 1, "the last day of June" −1; otherwise 0.</summary>
    public int Nth { get; set; }

    public TimeModifier Modifier { get; set; }

    /// <summary>Value of a <see cref="DraftForm.Vague"/> or <see cref="DraftForm.Set"/>.</summary>
    public string? Value { get; set; }

    /// <summary>Another expression follows that ends the range begun here.</summary>
    public bool OpensRange { get; set; }

    /// <summary>Stated in brackets or after "since": it does not become the time that the text speaks of.</summary>
    public bool IsAside { get; set; }

    public readonly bool HasClockOrPart => Clock >= 0 || Part != DayPart.None;

    public readonly bool HasDate => Year != NoYear || Month > 0 || Day > 0 || Weekday > 0 || Season > 0 || Quarter > 0 || Half > 0 || Holiday != Holiday.None || Relation != Relation.None;
}
