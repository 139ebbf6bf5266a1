namespace Hearsay.Claims.Transfers;

/// <summary>How arms change hands, or fail to.</summary>
public enum TransferKind
{
    /// <summary>They are provided, it is not said on what terms.</summary>
    Supply,

    /// <summary>They are sold, bought or exported.</summary>
    Sale,

    /// <summary>They are shipped, sent or handed over.</summary>
    Delivery,

    /// <summary>They are given as aid.</summary>
    Gift,

    /// <summary>They are moved against the law.</summary>
    Smuggling,

    /// <summary>The right to make them is given.</summary>
    Licence,

    /// <summary>They are developed or made together.</summary>
    JointProduction,

    /// <summary>Somebody would like to buy them.</summary>
    Interest,

    /// <summary>It is refused to supply or to buy them.</summary>
    Refusal,

    /// <summary>The supply is stopped, suspended or forbidden.</summary>
    Halt,

    /// <summary>They are seized on their way.</summary>
    Seizure,
}
