namespace Hearsay.Export;

/// <summary>With whom an export may be shared: Traffic Light Protocol 2.0 (FIRST), from the widest circle to the narrowest.</summary>
public enum TrafficLight
{
    /// <summary>TLP:CLEAR, everybody.</summary>
    Clear,

    /// <summary>TLP:GREEN, the community.</summary>
    Green,

    /// <summary>TLP:AMBER, the recipient's organisation and its clients.</summary>
    Amber,

    /// <summary>TLP:AMBER+STRICT, the recipient's organisation.</summary>
    AmberStrict,

    /// <summary>TLP:RED, the recipients in person.</summary>
    Red,
}
