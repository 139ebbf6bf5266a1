using System.Collections.Concurrent;
using Hearsay.Storage;

namespace Hearsay.Workbench.Hosting;

/// <summary>Wakes those who follow events: at once for what this process does, at intervals for what others do.</summary>
internal sealed class Live(Ledger ledger, TimeProvider clock)
{
    /// <summary>Most who may follow at a time: each is a connection that stays open.</summary>
    private const int MostFollowers = 500;

    /// <summary>How long what another process wrote may stay unseen.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Follower, byte> _followers = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Says that something was written.</summary>
    public void Tell() => Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    /// <summary>Says something to followers.</summary>
    /// <param name="user">Only to this one, or null for all.</param>
    /// <param name="kind">Kind of the event.</param>
    /// <param name="what">What is sent as JSON.</param>
    public void Tell(string? user, string kind, object what)
    {
        foreach (Follower follower in _followers.Keys)
        {
            follower.Waiting.Enqueue((user, kind, what));
        }

        Tell();
    }

    /// <summary>Takes a place among the followers; given back by disposing.</summary>
    /// <exception cref="WorkbenchException">There are too many.</exception>
    public IDisposable Enter()
    {
        if (_followers.Count >= MostFollowers)
        {
            throw new WorkbenchException(WorkbenchErrors.TooMany, 429, $"{MostFollowers} screens follow already", "Close one.");
        }

        var follower = new Follower(this);
        _followers[follower] = 0;
        return follower;
    }

    /// <summary>What was said to a follower since it last asked.</summary>
    public IEnumerable<(string Kind, object What)> Since(string user, IDisposable place)
    {
        var follower = (Follower)place;
        while (follower.Waiting.TryDequeue(out (string? User, string Kind, object What) item))
        {
            if (item.User is null || item.User == user)
            {
                yield return (item.Kind, item.What);
            }
        }
    }

    /// <summary>Completes when something was said, or after an interval in which another process may have written.</summary>
    public async Task ChangedAsync(CancellationToken cancellationToken)
    {
        Task changed = Volatile.Read(ref _changed).Task;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(changed, Task.Delay(Interval, clock, stop.Token));
        await stop.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Number of the newest entry of the log; 0 for none.</summary>
    public Task<long> NewestAsync(CancellationToken cancellationToken) => ledger.NewestReviewAsync(cancellationToken);

    private sealed class Follower(Live live) : IDisposable
    {
        public ConcurrentQueue<(string? User, string Kind, object What)> Waiting { get; } = new();

        public void Dispose() => live._followers.TryRemove(this, out _);
    }
}
