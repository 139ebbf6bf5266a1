namespace Hearsay.Export.Packs;

/// <summary>Every message about a proof pack that carries a code, explained in docs/errors.md.</summary>
public static class PackErrors
{
    /// <summary>The file is no pack.</summary>
    public const string NotAPack = "HS0350";

    /// <summary>The archive is made to harm, or beyond all measure.</summary>
    public const string Refused = "HS0351";

    /// <summary>A file of the pack is not what the manifest says, is missing, or is not in the manifest.</summary>
    public const string WrongFile = "HS0352";

    /// <summary>A claim does not fit its text, or its id does not follow from its record.</summary>
    public const string WrongClaim = "HS0353";

    /// <summary>The reviews do not form the chain that they are said to form, or do not amount to what is shown.</summary>
    public const string WrongReview = "HS0354";

    /// <summary>A text or claim is not what this reader makes of the original bytes.</summary>
    public const string NotDerived = "HS0355";

    /// <summary>Warning: something cannot be derived again here.</summary>
    public const string NotDerivable = "HS0356";

    /// <summary>The viewer is not the one that Hearsay makes of the pack's data.</summary>
    public const string WrongViewer = "HS0357";

    /// <summary>Every code above, ascending; a test compares it with docs/errors.md.</summary>
    public static IReadOnlyList<string> All { get; } = [NotAPack, Refused, WrongFile, WrongClaim, WrongReview, NotDerived, NotDerivable, WrongViewer];
}
