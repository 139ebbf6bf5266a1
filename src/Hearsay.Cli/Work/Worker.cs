using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Hearsay.Ingest;
using Hearsay.Reading;
using Hearsay.Storage;
using Hearsay.Storage.Inbox;
using Hearsay.Text;

namespace Hearsay.Cli.Work;

/// <summary>
/// Takes items of the inbox and sends them the way that 'hearsay add' sends files (<see cref="AddPipeline"/>), until it is stopped. An item is settled in the transaction that adds its articles: a worker that is killed loses
/// nothing and doubles nothing; what it had is taken by another one when its lease ends.
/// </summary>
/// <param name="ledger">Where the items are, and where their articles go.</param>
/// <param name="queue">How it hears of them.</param>
/// <param name="settings">How to read.</param>
/// <param name="reader">The reader; asked for when the first article needs it.</param>
/// <param name="registry">Distinguishes readings with other party files; empty for ours.</param>
/// <param name="lease">How long it is not heard of before others take what it has.</param>
/// <param name="terminal">Gives the time.</param>
internal sealed class Worker(Ledger ledger, IWorkQueue queue, ReadSettings settings, Lazy<Reader> reader, string registry, TimeSpan lease, Terminal terminal)
{
    /// <summary>How long an item waits after its first failure; twice as long after each further one.</summary>
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(10);

    /// <summary>Longest time that an item waits.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<long, InboxItem> _open = new();

    /// <summary>A name for this process that no other has: machine, process and the moment that it began.</summary>
    public static string NameOf(TimeProvider clock) => string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}:{clock.GetUtcNow().Ticks:x}");

    /// <summary>Works until it is stopped; then what it has taken is read to its end.</summary>
    /// <param name="report">Told of each piece when it is durable, never two at a time; the outcome is null for what is no article.</param>
    /// <param name="stopping">Takes nothing more, finishes what there is, and returns.</param>
    /// <param name="cancellationToken">Drops everything: others take it when the lease ends.</param>
    /// <exception cref="LedgerException">The ledger cannot be read or written.</exception>
    public async Task<AddTotals> RunAsync(Func<Prepared, Added?, ValueTask> report, CancellationToken stopping, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var pipeline = new AddPipeline(ledger, settings, reader, registry, terminal);
        Task keeping = KeepAsync(over.Token);
        try
        {
            return await pipeline.RunAsync(
                TakeAsync(stopping),
                async (piece, outcome) =>
                {
                    if (piece.Item is { } item)
                    {
                        await EndAsync(piece, item, cancellationToken);
                    }

                    await report(piece, outcome);
                },
                _ => { },
                cancellationToken);
        }
        finally
        {
            await over.CancelAsync();
            await keeping;
            _open.Clear();
        }
    }

    /// <summary>Time to the next try of an item that was tried so often.</summary>
    internal static TimeSpan DelayAfter(int tries)
    {
        TimeSpan delay = FirstDelay * Math.Pow(2, Math.Clamp(tries - 1, 0, 16));
        return delay < LongestDelay ? delay : LongestDelay;
    }

    private async IAsyncEnumerable<SizedInput> TakeAsync(CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (InboxItem item in queue.TakeAsync(stopping).WithCancellation(cancellationToken))
        {
            _open[item.Number] = item;
            yield return InputOf(item);
        }
    }

    /// <summary>An item as an input of the pipeline.</summary>
    private SizedInput InputOf(InboxItem item)
    {
        Uri? address = item.Address is null ? null : new Uri(item.Address);
        var input = new SizedInput(new InputFile(item.Name, item.DocumentId) { Address = item.Content is null ? address : null }, 0)
        {
            Item = item,
            Ingest = new IngestOptions(PublicationDate.TryParse(item.Published), item.Outlet),
        };
        return item.Content is not { } content ? input : input with
        {
            Kept = async cancellationToken => (
                await ledger.BytesAsync(content, cancellationToken) ?? [],
                new Envelope(item.Name, item.DocumentId) { Address = address, MediaType = item.MediaType, Charset = item.Charset }),
        };
    }

    private async Task EndAsync(Prepared piece, InboxItem item, CancellationToken cancellationToken)
    {
        Telemetry.End(piece.Passing ? "postponed" : "settled");
        if (piece.Passing)
        {
            Notice why = piece.Notices[0];
            await ledger.PostponeAsync(item, why.Code, why.Message, DelayAfter(item.Tries), cancellationToken);
        }

        _open.TryRemove(item.Number, out _);
        await queue.EndAsync(item, cancellationToken);
    }

    /// <summary>Prolongs the leases of what is being read.</summary>
    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(lease / 3, terminal.Clock, cancellationToken);
                await ledger.ProlongAsync([.. _open.Values], lease, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The work is over.
        }
        catch (LedgerException)
        {
            // The same befalls the next batch, which says so. Leases that end meanwhile cost that their items are read twice.
        }
    }
}
