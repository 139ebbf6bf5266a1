namespace Hearsay.Cli.Work;

/// <summary>Lets so many pieces of work run at a time.</summary>
/// <param name="threads">How many.</param>
internal sealed class Gate(int threads) : IDisposable
{
    private readonly SemaphoreSlim _free = new(threads);

    /// <summary>Starts a piece of work, which waits for its turn.</summary>
    public Task<T> Start<T>(Func<Task<T>> work, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            await _free.WaitAsync(cancellationToken);
            try
            {
                return await work();
            }
            finally
            {
                _free.Release();
            }
        },
        cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();
}
