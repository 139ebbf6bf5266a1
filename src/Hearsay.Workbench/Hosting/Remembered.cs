using System.Collections.Concurrent;
using Hearsay.Storage.Queries;
using Microsoft.Extensions.Caching.Memory;

namespace Hearsay.Workbench.Hosting;

/// <summary>Sums over many claims, kept while the ledger does not change: a screen asks for them with every step. Two who ask for one at the same time wait for one computing.</summary>
internal sealed class Remembered(WorkbenchSettings settings) : IDisposable
{
    /// <summary>Sums kept.</summary>
    private const int Most = 2000;

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

    /// <inheritdoc/>
    public void Dispose() => _kept.Dispose();

    private async Task<T> MakeAsync<T>((string, string, LedgerStamp) key, Query query, Func<Query, CancellationToken, Task<T>> make)
        where T : class
    {
        await Task.Yield();
        T made = await make(query, CancellationToken.None);
        _kept.Set(key, made, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(30) });
        return made;
    }
}
