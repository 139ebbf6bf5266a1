namespace Hearsay.Storage;

/// <summary>Every message of the ledger that carries a code, explained in docs/errors.md.</summary>
internal static class StorageErrors
{
    /// <summary>There is no ledger at this place.</summary>
    public const string Missing = "HS0501";

    /// <summary>What is there is no ledger.</summary>
    public const string NotALedger = "HS0502";

    /// <summary>Written by a newer Hearsay.</summary>
    public const string Newer = "HS0503";

    /// <summary>It cannot be written to.</summary>
    public const string ReadOnly = "HS0504";

    /// <summary>The disk is full.</summary>
    public const string Full = "HS0505";

    /// <summary>Another process writes and does not finish.</summary>
    public const string Busy = "HS0506";

    /// <summary>The server cannot be reached, or refuses.</summary>
    public const string Server = "HS0507";

    /// <summary>The file is damaged.</summary>
    public const string Damaged = "HS0508";

    /// <summary>Reading or writing failed for another reason.</summary>
    public const string Failed = "HS0509";

    /// <summary>No claim, party, document or entry has this id.</summary>
    public const string Unknown = "HS0510";

    /// <summary>The beginning of an id fits several.</summary>
    public const string Ambiguous = "HS0511";

    /// <summary>A review that makes no sense.</summary>
    public const string BadReview = "HS0512";

    /// <summary>A claim record that cannot be stored.</summary>
    public const string BadRecord = "HS0513";

    /// <summary>A claim was graded as confirmed without two independent origins and without a rationale.</summary>
    public const string Unconfirmed = "HS0519";

    /// <summary>Several workers ended while they read an item of the inbox.</summary>
    public const string Abandoned = "HS0514";

    /// <summary>A document that is imported has another text in the ledger.</summary>
    public const string OtherText = "HS0515";

    /// <summary>An account of the workbench that makes no sense.</summary>
    public const string BadAccount = "HS0517";

    /// <summary>A query with an operator that there is not.</summary>
    public const string Operator = "HS0520";

    /// <summary>A query with a value that an operator does not know.</summary>
    public const string Value = "HS0521";

    /// <summary>A query that cannot be understood otherwise.</summary>
    public const string Malformed = "HS0522";

    /// <summary>An entry of the log does not follow from the one before.</summary>
    public const string Chain = "HS0530";

    /// <summary>An entry of the log is not what its hash was made from.</summary>
    public const string Entry = "HS0531";

    /// <summary>Stored bytes do not have the hash they are kept under.</summary>
    public const string Bytes = "HS0532";

    /// <summary>A quotation is not what stands in the text.</summary>
    public const string Quote = "HS0533";

    /// <summary>A claim's id does not follow from its record.</summary>
    public const string ClaimId = "HS0534";

    /// <summary>Columns or words to search by do not agree with the record.</summary>
    public const string Columns = "HS0535";

    /// <summary>A standing does not follow from the log.</summary>
    public const string Standing = "HS0536";

    /// <summary>The database's own check found something.</summary>
    public const string Integrity = "HS0537";

    /// <summary>Rows are not what was sealed.</summary>
    public const string Seal = "HS0538";

    /// <summary>A hash that was kept elsewhere is not in the ledger's chains.</summary>
    public const string Kept = "HS0539";

    /// <summary>Every code above, ascending; a test compares it with docs/errors.md.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Missing, NotALedger, Newer, ReadOnly, Full, Busy, Server, Damaged, Failed, Unknown, Ambiguous, BadReview, BadRecord, Abandoned, OtherText, BadAccount, Unconfirmed, Operator, Value, Malformed, Chain, Entry, Bytes, Quote, ClaimId, Columns, Standing, Integrity, Seal, Kept];
}
