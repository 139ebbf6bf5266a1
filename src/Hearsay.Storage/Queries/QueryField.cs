namespace Hearsay.Storage.Queries;

/// <summary>What a term of a query is about. In a query each is written in lower case before a colon; words without one are <see cref="Words"/>.</summary>
public enum QueryField
{
    /// <summary>Words of the claim and of the names in it; for documents, of title and text.</summary>
    Words,

    /// <summary>Who speaks: words of the name, a state's ISO 3166 alpha-3 code, or the id of a party.</summary>
    Speaker,

    /// <summary>One of the nine stances.</summary>
    Stance,

    /// <summary>Who acts in a proposition: as for speakers.</summary>
    Actor,

    /// <summary>Whom it is done to: as for speakers.</summary>
    Recipient,

    /// <summary>PLOVER event type, or "transfer" for arms transfers.</summary>
    Type,

    /// <summary>Words of the goods, weapon or thing.</summary>
#pragma warning disable CA1720 // The claim record's own word.
    Object,
#pragma warning restore CA1720

    /// <summary>Words of the outlet's name.</summary>
    Outlet,

    /// <summary>Status of a proposition: happened, ongoing, planned, conditional, possible, not-happened.</summary>
    Status,

    /// <summary>Polarity of a proposition: positive, negative.</summary>
    Polarity,

    /// <summary>Words of the place.</summary>
    Place,

    /// <summary>direct, indirect or mixed.</summary>
    Form,

    /// <summary>Whose voice: attributed to a source, or narration, which is the outlet's own. Without it a query finds what is attributed, and by id everything.</summary>
    Voice,

    /// <summary>State of anybody in the claim, ISO 3166 alpha-3.</summary>
    Country,

    /// <summary>Id of a party in any role.</summary>
    Party,

    /// <summary>What the review log says: open, accepted, rejected, edited.</summary>
    Review,

    /// <summary>Reliability given, A to F.</summary>
    Reliability,

    /// <summary>Credibility given, 1 to 6.</summary>
    Credibility,

    /// <summary>Published before this day (exclusive). A year or month means its first day.</summary>
    Before,

    /// <summary>Published on or after this day.</summary>
    After,

    /// <summary>Least probability that the reader gives the claim, 0 to 1.</summary>
    Confidence,

    /// <summary>Id of the document, or its beginning.</summary>
    Document,

    /// <summary>Id of the claim, or its beginning.</summary>
    Id,

    /// <summary>Id of the family of copies that the document belongs to.</summary>
    Family,
}
