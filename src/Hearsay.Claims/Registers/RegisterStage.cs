namespace Hearsay.Claims.Registers;

/// <summary>How far a deal is said to have come.</summary>
public enum RegisterStage
{
    /// <summary>Wished for, offered, talked about, demanded, or merely possible.</summary>
    Interest,

    /// <summary>Ordered, agreed, licensed or promised.</summary>
    Ordered,

    /// <summary>Made together or under licence.</summary>
    Produced,

    /// <summary>On its way or handed over.</summary>
    Delivered,

    /// <summary>Refused by a side.</summary>
    Refused,

    /// <summary>Stopped, suspended or forbidden.</summary>
    Halted,

    /// <summary>Seized on its way.</summary>
    Seized,
}
