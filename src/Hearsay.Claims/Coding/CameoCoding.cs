using Hearsay.Text.Layers;

namespace Hearsay.Claims.Coding;

/// <summary>The CAMEO code for an event of a PLOVER type of which no more is known.</summary>
internal static class CameoCoding
{
    /// <summary>The root category as three digits: "030" of AGREE.</summary>
    public static string Of(EventType type) => type switch
    {
        EventType.Agree => "030",
        EventType.Consult => "040",
        EventType.Support => "050",
        EventType.Cooperate => "060",
        EventType.Aid => "070",
        EventType.Concede or EventType.Retreat => "080",
        EventType.Request => "100",
        EventType.Accuse => "110",
        EventType.Reject => "120",
        EventType.Threaten => "130",
        EventType.Protest => "140",
        EventType.Mobilize => "150",
        EventType.Sanction => "160",
        EventType.Coerce => "170",
        _ => "190",
    };
}
