using Hearsay.Ingest;
using Hearsay.Reading;
using Hearsay.Storage;

namespace Hearsay.Cli.Work;

/// <summary>The worker beside the workbench: reads what people drop on it, in the same process, until it is stopped.</summary>
internal static class ServedWorker
{
    /// <summary>Time between two tries after the ledger could not be reached.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>How long it may be silent before another worker takes what it was reading.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>Works.</summary>
    /// <param name="ledger">Whose inbox.</param>
    /// <param name="settings">How to read.</param>
    /// <param name="changed">Told when something has come in.</param>
    /// <param name="terminal">Takes messages.</param>
    /// <param name="cancellationToken">Stops it; what it was reading is taken up again by the next worker.</param>
    public static async Task RunAsync(Ledger ledger, ReadSettings settings, Action changed, Terminal terminal, CancellationToken cancellationToken)
    {
        var reader = new Lazy<Reader>(() => Commands.CommandLine.LoadReader(settings.MinimumConfidence, settings.Attributions));
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var queue = new LedgerQueue(ledger, Worker.NameOf(terminal.Clock), Lease, settings.Threads * AddPipeline.LookAhead / 2, terminal.Clock);
                await new Worker(ledger, queue, settings, reader, "", Lease, terminal).RunAsync(
                    (piece, _) =>
                    {
                        foreach (Notice notice in piece.Notices)
                        {
                            terminal.Report(notice.Error && !piece.Passing, notice.Code, notice.Origin, notice.Message);
                        }

                        changed();
                        return ValueTask.CompletedTask;
                    },
                    cancellationToken, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception failure) when (failure is LedgerException or CommandFailure)
            {
                // The workbench goes on without it: looking and judging need no worker.
                string code = failure is LedgerException ledgerFailure ? ledgerFailure.Code : ((CommandFailure)failure).Code;
                terminal.Report(true, code, null, $"the worker stopped and tries again: {failure.Message}");
                await Task.Delay(Pause, terminal.Clock, cancellationToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
    }
}
