namespace Hearsay.Storage.Inbox;

/// <summary>How far an item of the inbox has come.</summary>
public enum InboxState
{
    /// <summary>Nobody reads it yet, or it is tried again later.</summary>
    Waiting,

    /// <summary>A worker reads it. If nothing is heard of it until its lease ends, another one takes it.</summary>
    Leased,

    /// <summary>Its articles are in the ledger.</summary>
    Done,

    /// <summary>Given up: nothing could be taken from it, or it was tried too often. It waits for somebody to look at it (<see cref="Ledger.RetryAsync"/>).</summary>
    Dead,
}
