namespace Hearsay.Storage;

/// <summary>The ledger cannot do what was asked, for a reason outside the program: a file, a disk, a server, an id that is not there. What was acknowledged before stays.</summary>
public sealed class LedgerException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="code">A code of docs/errors.md, HS05...</param>
    /// <param name="origin">The ledger or id that it is about, or null.</param>
    /// <param name="message">What is wrong, with the value seen and the way out.</param>
    /// <param name="cause">What the database said, or null.</param>
    public LedgerException(string code, string? origin, string message, Exception? cause = null)
        : base(message, cause)
    {
        Code = code;
        Origin = origin;
    }

    /// <summary>Stable code, explained in docs/errors.md.</summary>
    public string Code { get; }

    /// <summary>The ledger or id that it is about, or null.</summary>
    public string? Origin { get; }

    /// <summary>True when the same call may succeed later without anybody's doing: the server is not there, another process writes, the disk is full.</summary>
    public bool MayPass => Code is StorageErrors.Server or StorageErrors.Busy or StorageErrors.Full;
}
