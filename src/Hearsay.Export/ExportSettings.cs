using Hearsay.Claims.Reviewing;

namespace Hearsay.Export;

/// <summary>What all formats may ask for.</summary>
/// <param name="Producer">Who exports, as the receiving side shall see it: "Example Institute". Never the one who speaks in a claim.</param>
/// <param name="Marking">With whom the export may be shared, or null for no marking.</param>
/// <param name="Title">Heading of what people read, or null.</param>
public sealed record ExportSettings(string Producer, TrafficLight? Marking = null, string? Title = null)
{
    /// <summary>The marking as it is written, "TLP:AMBER+STRICT", or null.</summary>
    public string? MarkingName => Marking is { } marking ? Markings.LabelOf(marking) : null;
}
