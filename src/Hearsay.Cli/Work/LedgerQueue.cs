using System.Runtime.CompilerServices;
using Hearsay.Storage;
using Hearsay.Storage.Inbox;

namespace Hearsay.Cli.Work;

/// <summary>Takes items from the ledger's own table. Needs no other server: the result and the end of the item are one transaction.</summary>
/// <param name="ledger">The ledger.</param>
/// <param name="worker">Name of this worker, which no other process has.</param>
/// <param name="lease">For how long items are leased.</param>
/// <param name="batch">Items taken at one time.</param>
/// <param name="clock">Waits while there is nothing.</param>
internal sealed class LedgerQueue(Ledger ledger, string worker, TimeSpan lease, int batch, TimeProvider clock) : IWorkQueue
{
    /// <summary>How long an idle worker waits before it looks again: half a second is no delay for a reader, and two queries a second are no load for a database.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    public async IAsyncEnumerable<InboxItem> TakeAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            // A lease that was asked for is waited for: cancelled halfway, it would be nobody's until it ends.
            IReadOnlyList<InboxItem> items = await ledger.LeaseAsync(worker, batch, lease, CancellationToken.None);
            foreach (InboxItem item in items)
            {
                yield return item;
            }

            if (items.Count == 0)
            {
                await Task.Delay(Idle, clock, cancellationToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask EndAsync(InboxItem item, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
