namespace Hearsay.Claims.Registers;

/// <summary>The columns of the register.</summary>
public enum RegisterField
{
    /// <summary>Who provides the goods.</summary>
    Supplier,

    /// <summary>Who gets them.</summary>
    Recipient,

    /// <summary>The weapon or goods.</summary>
    Goods,

    /// <summary>How they change hands: sale, gift, licence …</summary>
    Kind,

    /// <summary>How far the deal has come.</summary>
    Status,

    /// <summary>How many are ordered or promised.</summary>
    Ordered,

    /// <summary>Year or years of the order.</summary>
    OrderYears,

    /// <summary>How many were delivered or made.</summary>
    Delivered,

    /// <summary>Year or years of delivery or production.</summary>
    DeliveryYears,

    /// <summary>What they cost.</summary>
    Value,

    /// <summary>Where they are made.</summary>
    ProducedAt,

    /// <summary>Through whom they pass.</summary>
    Intermediaries,

    /// <summary>What for, or against whom.</summary>
    EndUse,
}
