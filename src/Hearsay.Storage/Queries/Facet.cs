namespace Hearsay.Storage.Queries;

/// <summary>What claims are counted by.</summary>
public enum Facet
{
    /// <summary>Who speaks.</summary>
    Speaker,

    /// <summary>How the source puts it.</summary>
    Stance,

    /// <summary>Who published it.</summary>
    Outlet,

    /// <summary>Event type; a claim counts once for each of its propositions.</summary>
    Type,

    /// <summary>Status; a claim counts once for each of its propositions.</summary>
    Status,

    /// <summary>Who acts; a claim counts once for each.</summary>
    Actor,

    /// <summary>Whom it is done to; a claim counts once for each.</summary>
    Recipient,

    /// <summary>Goods, weapon or thing; a claim counts once for each of its propositions that has one.</summary>
#pragma warning disable CA1720 // The claim record's own word.
    Object,
#pragma warning restore CA1720

    /// <summary>direct, indirect, mixed.</summary>
    Form,

    /// <summary>What the review log says.</summary>
    Review,

    /// <summary>Day of publication.</summary>
    Day,

    /// <summary>Document.</summary>
    Document,
}
