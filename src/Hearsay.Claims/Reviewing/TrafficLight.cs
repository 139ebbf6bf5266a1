namespace Hearsay.Claims.Reviewing;

/// <summary>With whom something may be shared: Traffic Light Protocol 2.0 (FIRST), from the widest circle to the narrowest. Stored by its rank, which never changes. Since 0.1.</summary>
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
