using System.Collections.Concurrent;
using Hearsay.Storage.Queries;
using Microsoft.Extensions.Caching.Memory;

namespace Hearsay.Workbench.Hosting;

/// <summary>
/// Sums over many claims: a screen asks for them with every step. Of each the newest is kept, with the state of the ledger that it is of; what is asked for after the ledger has changed is computed anew
/// and takes its place. Two who ask for one at the same time wait for one computing.
/// </summary>
internal sealed class Remembered(WorkbenchSettings settings) : IDisposable
{
    /// <summary>Sums kept, those that were asked for last; one may hold some megabytes.</summary>
    private const int Most = 300;

    /// <summary>How long a screen waits for a new sum before it shows the last one.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(80);

    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(2);

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = Most });
    private readonly ConcurrentDictionary<(string, LedgerStamp), Task> _making = new();

    /// <summary>A sum, computed or remembered.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    /// <param name="what">Which sum.</param>
    /// <param name="query">Over which claims.</param>
    /// <param name="make">Computes it.</param>
    /// <param name="cancellationToken">Ends the waiting; what others wait for goes on.</param>
    public async Task<T> GetAsync<T>(string what, Query query, Func<Query, CancellationToken, Task<T>> make, CancellationToken cancellationToken)
        where T : class
    {
        string key = KeyOf(what, query);
        LedgerStamp stamp = await settings.Ledger.StampAsync(cancellationToken);
        return Last<T>(key) is { } last && last.Stamp == stamp ? last.Sum : await MadeAsync(key, stamp, query, make).WaitAsync(cancellationToken);
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
        string key = KeyOf(what, query);
        LedgerStamp stamp = await settings.Ledger.StampAsync(cancellationToken);
        Kept<T>? last = Last<T>(key);
        if (last?.Stamp == stamp)
        {
            return last.Sum;
        }

        Task<T> fresh = MadeAsync(key, stamp, query, make);
        if (last is null || await Task.WhenAny(fresh, Task.Delay(Patience, settings.Clock, cancellationToken)) == fresh)
        {
            return await fresh.WaitAsync(cancellationToken);
        }

        _ = fresh.ContinueWith(failed => settings.Log(failed.Exception!.GetBaseException().Message), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return last.Sum;
    }

    /// <inheritdoc/>
    public void Dispose() => _kept.Dispose();

    private static string KeyOf(string what, Query query) => $"{what} {query} @{query.AsOf:O}";

    private Kept<T>? Last<T>(string key)
        where T : class => _kept.TryGetValue(key, out Kept<T>? last) ? last : null;

    private Task<T> MadeAsync<T>(string key, LedgerStamp stamp, Query query, Func<Query, CancellationToken, Task<T>> make)
        where T : class
    {
        var making = (Task<T>)_making.GetOrAdd((key, stamp), _ => MakeAsync(key, stamp, query, make));
        if (making.IsCompleted)
        {
            // Done before it was entered.
            _making.TryRemove((key, stamp), out _);
        }

        return making;
    }

    private async Task<T> MakeAsync<T>(string key, LedgerStamp stamp, Query query, Func<Query, CancellationToken, Task<T>> make)
        where T : class
    {
        await Task.Yield();
        try
        {
            T sum = await make(query, CancellationToken.None);
            _kept.Set(key, new Kept<T>(stamp, sum), new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = KeptFor });
            return sum;
        }
        finally
        {
            _making.TryRemove((key, stamp), out _);
        }
    }

    private sealed record Kept<T>(LedgerStamp Stamp, T Sum)
        where T : class;
}
