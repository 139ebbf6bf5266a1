using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Hearsay.Storage;

/// <summary>
/// Whose turn it is to write to a SQLite file next: a lock on a file beside it, held from the wish to write until the transaction has begun. SQLite alone lets whoever ends a transaction begin the next at
/// once, while others look only every 150 ms, and a process that writes without a pause keeps them out for good. Only fairness hangs on it: where there can be no such file, there is none.
/// </summary>
internal sealed class WriterTurn : IDisposable
{
    /// <summary>Between two looks.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    private readonly FileStream? _file;

    private WriterTurn(FileStream? file) => _file = file;

    /// <summary>Waits for the turn.</summary>
    /// <param name="place">Path of the ledger.</param>
    /// <param name="patience">After so long it is taken without.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "Handed over to the turn.")]
    public static async Task<WriterTurn> TakeAsync(string place, TimeSpan patience, CancellationToken cancellationToken)
    {
        long begun = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return new WriterTurn(new FileStream(place + "-turn", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
            }
            catch (IOException held) when (IsHeld(held) && Stopwatch.GetElapsedTime(begun) < patience)
            {
                await Task.Delay(Look, cancellationToken);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return new WriterTurn(null);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    /// <summary>EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows.</summary>
    private static bool IsHeld(IOException failure) => failure.HResult is 11 or 35 or unchecked((int)0x80070020);
}
