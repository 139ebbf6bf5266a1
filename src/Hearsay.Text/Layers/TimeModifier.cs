namespace Hearsay.Text.Layers;

/// <summary>How the words narrow or loosen the value: the attribute <c>mod</c> of TIMEX3, in its order.</summary>
public enum TimeModifier : byte
{
    /// <summary>The value is meant as it stands.</summary>
    None,

    /// <summary>BEFORE: earlier than the value, "earlier this month".</summary>
    Before,

    /// <summary>AFTER: later than the value, "later this month".</summary>
    After,

    /// <summary>ON_OR_BEFORE: the value at the latest, "no later than May".</summary>
    OnOrBefore,

    /// <summary>ON_OR_AFTER: the value at the earliest, "no earlier than May".</summary>
    OnOrAfter,

    /// <summary>LESS_THAN: "less than two hours".</summary>
    LessThan,

    /// <summary>MORE_THAN: "more than two hours".</summary>
    MoreThan,

    /// <summary>EQUAL_OR_LESS: "up to two hours".</summary>
    EqualOrLess,

    /// <summary>EQUAL_OR_MORE: "at least two hours".</summary>
    EqualOrMore,

    /// <summary>START: "early 2003", "the beginning of the week".</summary>
    Start,

    /// <summary>MID: "mid-2003".</summary>
    Mid,

    /// <summary>END: "late 2003", "the end of the week".</summary>
    End,

    /// <summary>APPROX: "about 1910", "some three weeks".</summary>
    Approximate,
}
