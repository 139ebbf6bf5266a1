namespace Hearsay.Storage;

/// <summary>What a ledger is opened for.</summary>
public enum LedgerAccess
{
    /// <summary>To look at; it must be there.</summary>
    Read,

    /// <summary>To add to; it must be there.</summary>
    Write,

    /// <summary>To add to; an empty one is made where there is none.</summary>
    Create,
}
