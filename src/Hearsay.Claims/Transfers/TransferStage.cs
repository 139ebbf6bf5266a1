namespace Hearsay.Claims.Transfers;

/// <summary>How far an arms transfer is said to have come.</summary>
public enum TransferStage
{
    /// <summary>Somebody would like to have or to sell it: interest, talks, an offer, a request.</summary>
    Interest,

    /// <summary>It is ordered, agreed or licensed.</summary>
    Order,

    /// <summary>It is made, by the recipient or together.</summary>
    Production,

    /// <summary>It is on its way or has arrived.</summary>
    Delivery,
}
