using System.Collections.Concurrent;
using Hearsay.Storage.Queries;
using Microsoft.Extensions.Caching.Memory;

namespace Hearsay.Workbench.Hosting;

/// <summary>Sums over many claims, kept while the ledger does not change: a screen asks for them with every step. Two who ask for one at the same time wait for one computing.</summary>
internal sealed class Remembered(WorkbenchSettings settings) : IDisposable
{
    /// <summary>Sums kept.</summary>
    private const int Most = 2000;

    /// <summary>How long a screen waits for a new sum before it shows the last one.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(80);

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = Most });
    private readonly ConcurrentDictionary<(string, string, LedgerStamp), Task> _making = new();

    /// <summary>A sum, computed or remembered.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    /// <param name="what">Which sum.</param>
    /// <param name="query">Over which claims.</param>
    /// <param name="make">Computes it.</param>
    /// <param name="cancellationToken">Ends the waiting; what others wait for goes on.</param>
    public async Task<T> GetAsync<T>(string what, Query query, Func<Query, CancellationToken, Task<T>> make, CancellationToken cancellationToken)
        where T : class
    {
        (string, string, LedgerStamp) key = (what, $"{query} @{query.AsOf:O}", await settings.Ledger.StampAsync(cancellationToken));
        if (_kept.TryGetValue(key, out T? kept))
        {
            return kept!;
        }

        var making = (Task<T>)_making.GetOrAdd(key, _ => MakeAsync(key, query, make));
        try
        {
            return await making.WaitAsync(cancellationToken);
        }
        finally
        {
            if (making.IsCompleted)
            {
                _making.TryRemove(KeyValuePair.Create<(string, string, LedgerStamp), Task>(key, making));
            }
        }
    }

    /// <summary>A sum that takes long, as it was last: after a change it is computed anew in the background, and shown when it is there.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    /// <param name="what">Which sum.</param>
    /// <param name="query">Over which claims.</param>
    /// <param name="make">Computes it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<T> GetLastAsync<T>(string what, Query query, Func<Query, CancellationToken, Task<T>> make, CancellationToken cancellationToken)
        where T : class
    {
        string key = $"{what} {query} @{query.AsOf:O}";
        Task<T> fresh = GetAsync(what, query, make, CancellationToken.None);
        if (await Task.WhenAny(fresh, Task.Delay(Patience, settings.Clock, cancellationToken)) != fresh && _kept.TryGetValue(key, out T? last))
        {
            _ = fresh.ContinueWith(done => Keep(key, done), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return last!;
        }

        T made = await fresh.WaitAsync(cancellationToken);
        Keep(key, fresh);
        return made;
    }

    /// <inheritdoc/>
    public void Dispose() => _kept.Dispose();

    private void Keep<T>(string key, Task<T> done)
    {
        if (done.IsCompletedSuccessfully)
        {
            _kept.Set(key, done.Result, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromHours(2) });
        }
        else if (done.Exception is { } failed)
        {
            settings.Log(failed.GetBaseException().Message);
        }
    }

    private async Task<T> MakeAsync<T>((string, string, LedgerStamp) key, Query query, Func<Query, CancellationToken, Task<T>> make)
        where T : class
    {
        await Task.Yield();
        T made = await make(query, CancellationToken.None);
        _kept.Set(key, made, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(30) });
        return made;
    }
}
