namespace Hearsay.Storage.Inbox;

/// <summary>How far behind the workers are.</summary>
/// <param name="Waiting">Items that could be taken now.</param>
/// <param name="Delayed">Items that failed and are tried again later.</param>
/// <param name="Leased">Items that are being read.</param>
/// <param name="Dead">Items that were given up.</param>
/// <param name="DoneLastMinute">Items whose articles came into the ledger in the last sixty seconds.</param>
/// <param name="Oldest">When the item that has been waiting longest came in; null when none waits.</param>
public sealed record InboxLag(long Waiting, long Delayed, long Leased, long Dead, long DoneLastMinute, DateTimeOffset? Oldest);
