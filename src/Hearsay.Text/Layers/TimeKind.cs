namespace Hearsay.Text.Layers;

/// <summary>Kinds of time expressions, as TIMEX3 (TimeML, ISO 24617-1) tells them apart.</summary>
public enum TimeKind : byte
{
    /// <summary>DATE: a day or anything longer that has a place in the calendar, and "now", "recently", "the future".</summary>
    Date,

    /// <summary>TIME: a time of day or a part of a day, with its day where that is known.</summary>
    Time,

    /// <summary>DURATION: an amount of time.</summary>
    Duration,

    /// <summary>SET: times that come again.</summary>
    Set,
}
