using Hearsay.Storage.Inbox;

namespace Hearsay.Cli.Work;

/// <summary>How a worker hears of items of the inbox. The ledger's table says what state an item is in; a broker only carries references to it.</summary>
internal interface IWorkQueue : IAsyncDisposable
{
    /// <summary>Items to read, each leased to this worker, until it is called off. No more are leased than are asked for, but for a few in advance.</summary>
    /// <param name="cancellationToken">Ends the taking in peace: the sequence ends.</param>
    public IAsyncEnumerable<InboxItem> TakeAsync(CancellationToken cancellationToken);

    /// <summary>Told when an item is settled, put back, or no longer this worker's: it is over in the ledger.</summary>
    /// <param name="item">As it was taken.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public ValueTask EndAsync(InboxItem item, CancellationToken cancellationToken);
}
