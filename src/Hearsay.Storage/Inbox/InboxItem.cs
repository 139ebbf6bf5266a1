using System.Collections.Immutable;

namespace Hearsay.Storage.Inbox;

/// <summary>One item of the inbox.</summary>
/// <param name="Number">Names it in commands and messages; later items have higher ones.</param>
/// <param name="Name">Path, address or title.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Tries">How often a worker took it.</param>
/// <param name="Added">When it came in, or was put back.</param>
public sealed record InboxItem(long Number, string Name, InboxState State, int Tries, DateTimeOffset Added)
{
    /// <summary>SHA-256 of its bytes, which the ledger keeps; null for what is still to be fetched.</summary>
    public string? Content { get; init; }

    /// <summary>Id of the document if the bytes hold one.</summary>
    public required string DocumentId { get; init; }

    /// <summary>Where the bytes came from, or what is to be fetched; null for neither.</summary>
    public string? Address { get; init; }

    /// <summary>Media type as stated outside the bytes, or null.</summary>
    public string? MediaType { get; init; }

    /// <summary>Character set as stated outside the bytes, or null.</summary>
    public string? Charset { get; init; }

    /// <summary>Who published it, as stated when it was submitted; null when nobody said.</summary>
    public string? Outlet { get; init; }

    /// <summary>When it was published, as stated when it was submitted; null when nobody said.</summary>
    public string? Published { get; init; }

    /// <summary>Who submitted it, or null.</summary>
    public string? AddedBy { get; init; }

    /// <summary>The moment before which it is not taken again: of a waiting item that failed when it is tried next, of a leased one when its lease ends.</summary>
    public DateTimeOffset Visible { get; init; }

    /// <summary>Who reads it, or read it last; null when nobody did.</summary>
    public string? Worker { get; init; }

    /// <summary>Code of what went wrong last (docs/errors.md), or null.</summary>
    public string? Code { get; init; }

    /// <summary>What went wrong last, or null.</summary>
    public string? Message { get; init; }

    /// <summary>When it was done or given up, or null.</summary>
    public DateTimeOffset? Settled { get; init; }

    /// <summary>Ids of the documents that came out of it; empty before it is done.</summary>
    public ImmutableArray<string> Documents { get; init; } = [];
}
