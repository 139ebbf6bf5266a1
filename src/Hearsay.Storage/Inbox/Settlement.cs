namespace Hearsay.Storage.Inbox;

/// <summary>The end of a lease: done, or given up. Nothing happens if the lease had run out and another worker has the item.</summary>
/// <param name="Item">The item, as it was leased.</param>
public sealed record Settlement(InboxItem Item)
{
    /// <summary>Code of why it is given up (docs/errors.md); null when it is done.</summary>
    public string? Code { get; init; }

    /// <summary>Why it is given up, or null.</summary>
    public string? Message { get; init; }
}
