using Hearsay.Text;

namespace Hearsay.Ingest.Fetching;

/// <summary>Lets one request at a time go to a host, and none before its delay is over. Safe to share between threads.</summary>
internal sealed class HostPace(TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private DateTimeOffset _next;

    /// <summary>The rules of the host and when they were had; null before.</summary>
    public (RobotsRules Rules, DateTimeOffset At)? Robots { get; set; }

    /// <summary>Why the rules could not be had, when nothing is allowed for that reason; else null.</summary>
    public Defect? RobotsDefect { get; set; }

    /// <summary>Guards the fetching of <see cref="Robots"/>, so that it is fetched once.</summary>
    public SemaphoreSlim RobotsTurn { get; } = new(1);

    /// <summary>Waits for the turn of this request; dispose what is returned when the response is read.</summary>
    public async Task<IDisposable> WaitAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            TimeSpan wait = _next - clock.GetUtcNow();
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, clock, cancellation).ConfigureAwait(false);
            }
        }
        catch
        {
            _turn.Release();
            throw;
        }

        return new Turn(_turn);
    }

    /// <summary>Says when the next request may begin.</summary>
    public void Rest(TimeSpan delay) => _next = clock.GetUtcNow() + delay;

    /// <inheritdoc/>
    public void Dispose()
    {
        _turn.Dispose();
        RobotsTurn.Dispose();
    }

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        private int _given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _given, 1) == 0)
            {
                turn.Release();
            }
        }
    }
}
