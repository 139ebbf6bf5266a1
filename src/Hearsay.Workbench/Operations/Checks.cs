using Hearsay.Storage;

namespace Hearsay.Workbench.Operations;

/// <summary>Checks of the ledger, one at a time.</summary>
internal sealed class Checks(WorkbenchSettings settings) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private OperationsView.Check? _last;

    /// <summary>When the server started.</summary>
    public DateTimeOffset Started { get; } = settings.Clock.GetUtcNow();

    /// <summary>What the last one found, or null.</summary>
    public OperationsView.Check? Last => Volatile.Read(ref _last);

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    /// <summary>Checks everything.</summary>
    /// <exception cref="WorkbenchException">One is under way.</exception>
    public async Task<OperationsView.Check> RunAsync(CancellationToken cancellationToken)
    {
        if (!await _one.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            throw new WorkbenchException(WorkbenchErrors.TooMany, 429, "the ledger is being checked already", "Wait for it.");
        }

        try
        {
            Verified found = await settings.Ledger.VerifyAsync(cancellationToken: cancellationToken);
            var check = new OperationsView.Check(settings.Clock.GetUtcNow(), found.Contents, found.Claims, found.Entries, found.Head, found.Findings);
            Volatile.Write(ref _last, check);
            return check;
        }
        finally
        {
            _one.Release();
        }
    }
}
