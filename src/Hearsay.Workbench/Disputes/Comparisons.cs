using Hearsay.Claims.Comparing;
using Hearsay.Storage;
using Hearsay.Storage.Queries;

namespace Hearsay.Workbench.Disputes;

/// <summary>
/// Which claims are about the same thing, over the whole ledger. Comparing a large ledger takes seconds: it is done once, again in the background when something has changed, and the last result is shown meanwhile.
/// </summary>
internal sealed class Comparisons(WorkbenchSettings settings) : IDisposable
{
    /// <summary>Ledgers up to so many claims are compared before they are shown: it takes no longer than a blink.</summary>
    private const long Quick = 3000;

    private readonly SemaphoreSlim _one = new(1, 1);
    private Compared? _last;

    /// <summary>The comparison of the present; of a large ledger, perhaps of a moment ago.</summary>
    public async Task<Compared> GetAsync(CancellationToken cancellationToken)
    {
        LedgerStamp stamp = await settings.Ledger.StampAsync(cancellationToken);
        Compared? last = Volatile.Read(ref _last);
        if (last is null || (last.Stamp != stamp && stamp.Claims <= Quick))
        {
            return await CompareAsync(stamp, cancellationToken);
        }

        if (last.Stamp != stamp && _one.CurrentCount > 0)
        {
            _ = Task.Run(() => CompareAsync(stamp, CancellationToken.None), CancellationToken.None)
                .ContinueWith(failed => settings.Log($"comparing failed: {failed.Exception!.GetBaseException().Message}"), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }

        return last;
    }

    /// <summary>The comparison of what a query finds at a past moment, or of the present.</summary>
    public async Task<Compared> GetAsync(DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        asOf is null ? await GetAsync(cancellationToken) : Compared.Of(new LedgerStamp(0, 0, 0), await settings.Ledger.ReportsAsync(Query.Everything with { AsOf = asOf }, cancellationToken));

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<Compared> CompareAsync(LedgerStamp stamp, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (Volatile.Read(ref _last) is { } done && done.Stamp == stamp)
            {
                return done;
            }

            var made = Compared.Of(stamp, await settings.Ledger.ReportsAsync(Query.Everything, cancellationToken));
            Volatile.Write(ref _last, made);
            return made;
        }
        finally
        {
            _one.Release();
        }
    }
}
