using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using Hearsay.Storage;
using Hearsay.Storage.Inbox;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Hearsay.Cli.Work;

/// <summary>
/// Hears of items through a quorum queue of RabbitMQ. A message is the number of an item and nothing else; the ledger says what state the item is in. So a message may come twice, late or never: what is settled is not
/// read again, and what was not answered for long is sent again by the next worker that looks (<see cref="Ledger.SendAsync"/>). The queues are declared when the system is set up, never here.
/// </summary>
/// <param name="broker">Nodes of the cluster.</param>
/// <param name="ledger">The ledger.</param>
/// <param name="worker">Name of this worker, which no other process has.</param>
/// <param name="lease">For how long items are leased.</param>
/// <param name="prefetch">Messages that the broker hands out before it hears of any of them.</param>
/// <param name="resend">A message is given up for lost so long after it was sent.</param>
/// <param name="terminal">Is told of a broker that is not there.</param>
internal sealed class RabbitQueue(BrokerAddress broker, Ledger ledger, string worker, TimeSpan lease, ushort prefetch, TimeSpan resend, Terminal terminal) : IWorkQueue
{
    /// <summary>The queue of the messages.</summary>
    public const string Queue = "hearsay.inbox";

    /// <summary>Where messages go that were handed out too often. A quorum queue, too: a classic one whose node is down would stop everybody.</summary>
    public const string DeadQueue = "hearsay.inbox.dead";

    /// <summary>References in the broker's queue at most: enough for a minute or two of many workers; the others wait in the ledger, where they cost nothing.</summary>
    private const uint MostQueued = 2_000;

    /// <summary>References sent at one time.</summary>
    private const int SendBatch = 500;

    /// <summary>How often the ledger is looked through for what is to be sent.</summary>
    private static readonly TimeSpan SendInterval = TimeSpan.FromSeconds(1);

    /// <summary>Time between two tries to reach the broker.</summary>
    private static readonly TimeSpan ReconnectInterval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(long Number, int Tries), (IChannel Channel, ulong Tag)> _unanswered = new();
    private IConnection? _connection;

    /// <summary>Declares the queues, once, when a system is set up; harmless when they are there.</summary>
    /// <exception cref="CommandFailure">The broker cannot be reached or refuses.</exception>
    public static async Task DeclareAsync(BrokerAddress broker, CancellationToken cancellationToken)
    {
        try
        {
            await using IConnection connection = await broker.ConnectAsync(cancellationToken);
            await using IChannel channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            await channel.QueueDeclareAsync(DeadQueue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: cancellationToken);
            await channel.QueueDeclareAsync(
                Queue, durable: true, exclusive: false, autoDelete: false,
                new Dictionary<string, object?>
                {
                    ["x-queue-type"] = "quorum",
                    ["x-delivery-limit"] = Ledger.MostTries,
                    ["x-dead-letter-exchange"] = "",
                    ["x-dead-letter-routing-key"] = DeadQueue,
                },
                cancellationToken: cancellationToken);
        }
        catch (Exception failure) when (IsBroker(failure))
        {
            throw new CommandFailure(CliErrors.BrokerFailed, broker.ToString(), Why(failure));
        }
    }

    /// <summary>Messages in the queue and in the dead-letter queue.</summary>
    /// <exception cref="CommandFailure">The broker cannot be reached, or the queues are not declared.</exception>
    public static async Task<(uint Queued, uint Dead)> CountAsync(BrokerAddress broker, CancellationToken cancellationToken)
    {
        try
        {
            await using IConnection connection = await broker.ConnectAsync(cancellationToken);
            await using IChannel channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            return (await channel.MessageCountAsync(Queue, cancellationToken), await channel.MessageCountAsync(DeadQueue, cancellationToken));
        }
        catch (Exception failure) when (IsBroker(failure))
        {
            throw new CommandFailure(CliErrors.BrokerFailed, broker.ToString(), Why(failure));
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<InboxItem> TakeAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var arrived = Channel.CreateUnbounded<(ulong Tag, long Number)>(new UnboundedChannelOptions { SingleReader = true });
            (IChannel Channel, string Consumer)? consuming = await ConsumeAsync(arrived.Writer, lost, cancellationToken);
            if (consuming is not ({ } channel, { } consumer))
            {
                await PauseAsync(ReconnectInterval, cancellationToken);
                continue;
            }

            Task sending = SendAsync(_connection!, lost);
            while (await MoreAsync(arrived.Reader, lost.Token))
            {
                Dictionary<long, ulong> tags = [];
                while (tags.Count < prefetch && arrived.Reader.TryRead(out (ulong Tag, long Number) message))
                {
                    if (!tags.TryAdd(message.Number, message.Tag))
                    {
                        await AnswerAsync(channel, message.Tag);
                    }
                }

                IReadOnlyList<InboxItem> items = await ledger.LeaseAsync(tags.Keys, worker, lease, CancellationToken.None);
                foreach (InboxItem item in items)
                {
                    tags.Remove(item.Number, out ulong tag);
                    _unanswered[(item.Number, item.Tries)] = (channel, tag);
                    yield return item;
                }

                foreach (ulong tag in tags.Values)
                {
                    // Settled already, or another's: its end is none of this worker's business.
                    await AnswerAsync(channel, tag);
                }
            }

            await lost.CancelAsync();
            await sending;
            if (cancellationToken.IsCancellationRequested)
            {
                await StopAsync(channel, consumer);
            }
            else
            {
                terminal.Report(false, CliErrors.BrokerFailed, broker.ToString(), "the connection to the broker is lost; looking for another node");
                await CloseAsync();
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask EndAsync(InboxItem item, CancellationToken cancellationToken)
    {
        if (_unanswered.TryRemove((item.Number, item.Tries), out (IChannel Channel, ulong Tag) message))
        {
            await AnswerAsync(message.Channel, message.Tag);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await CloseAsync();

    private static bool IsBroker(Exception failure) => failure is BrokerUnreachableException or OperationInterruptedException or RabbitMQClientException or IOException or TimeoutException or System.Net.Sockets.SocketException or ObjectDisposedException;

    private static string Why(Exception failure) => failure switch
    {
        OperationInterruptedException { ShutdownReason.ReplyCode: 404 } => $"the broker has no queue '{Queue}'; 'hearsay work --declare' makes it",
        BrokerUnreachableException unreachable => $"no node of the broker can be reached: {(unreachable.InnerException is AggregateException several ? several.InnerExceptions[0] : unreachable.InnerException)?.Message ?? unreachable.Message}",
        _ => $"the broker says: {failure.Message}",
    };

    private static async Task AnswerAsync(IChannel channel, ulong tag)
    {
        try
        {
            if (channel.IsOpen)
            {
                await channel.BasicAckAsync(tag, multiple: false, CancellationToken.None);
            }
        }
        catch (Exception failure) when (IsBroker(failure))
        {
            // It is handed out again, and found to be settled.
        }
    }

    private static async Task<bool> MoreAsync(ChannelReader<(ulong Tag, long Number)> arrived, CancellationToken cancellationToken)
    {
        try
        {
            return await arrived.WaitToReadAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Hands nothing more out to this worker; what it has is answered later, over the same channel.</summary>
    private static async Task StopAsync(IChannel channel, string consumer)
    {
        try
        {
            await channel.BasicCancelAsync(consumer, noWait: false, CancellationToken.None);
        }
        catch (Exception failure) when (IsBroker(failure))
        {
            // The broker is gone, and with it the consumer.
        }
    }

    private async Task PauseAsync(TimeSpan time, CancellationToken cancellationToken) =>
        await Task.Delay(time, terminal.Clock, cancellationToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    /// <summary>Connects to some node and begins to consume; null, with a word about it, when that cannot be done.</summary>
    private async Task<(IChannel Channel, string Consumer)?> ConsumeAsync(ChannelWriter<(ulong Tag, long Number)> arrived, CancellationTokenSource lost, CancellationToken cancellationToken)
    {
        try
        {
            _connection = await broker.ConnectAsync(cancellationToken);
            IChannel channel = await _connection.CreateChannelAsync(cancellationToken: cancellationToken);
            channel.ChannelShutdownAsync += (_, _) => lost.CancelAsync();
            await channel.BasicQosAsync(0, prefetch, global: false, cancellationToken);
            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.UnregisteredAsync += (_, _) => lost.CancelAsync();
            consumer.ReceivedAsync += (_, delivery) => long.TryParse(Encoding.ASCII.GetString(delivery.Body.Span), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                ? arrived.WriteAsync((delivery.DeliveryTag, number), CancellationToken.None).AsTask()
                : channel.BasicRejectAsync(delivery.DeliveryTag, requeue: false, CancellationToken.None).AsTask();
            string tag = await channel.BasicConsumeAsync(Queue, autoAck: false, consumer, cancellationToken);
            return (channel, tag);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception failure) when (IsBroker(failure))
        {
            terminal.Report(false, CliErrors.BrokerFailed, broker.ToString(), Why(failure));
            await CloseAsync();
            return null;
        }
    }

    /// <summary>Sends references to what is to be read, and again to what nobody answered.</summary>
    private async Task SendAsync(IConnection connection, CancellationTokenSource lost)
    {
        try
        {
            await using IChannel channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), lost.Token);
            var persistent = new BasicProperties { DeliveryMode = DeliveryModes.Persistent };
            while (!lost.IsCancellationRequested)
            {
                IReadOnlyList<long> numbers = await channel.MessageCountAsync(Queue, lost.Token) < MostQueued ? await ledger.SendAsync(SendBatch, resend, CancellationToken.None) : [];
                bool[] confirmed = await Task.WhenAll(numbers.Select(async number =>
                {
                    try
                    {
                        await channel.BasicPublishAsync("", Queue, mandatory: true, persistent, Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)), lost.Token);
                        return true;
                    }
                    catch (Exception failure) when (IsBroker(failure) || failure is OperationCanceledException)
                    {
                        return false;
                    }
                }));
                long[] refused = [.. numbers.Where((_, at) => !confirmed[at])];
                if (refused.Length > 0)
                {
                    await ledger.UnsendAsync(refused, CancellationToken.None);
                }

                if (numbers.Count < SendBatch)
                {
                    await PauseAsync(SendInterval, lost.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The worker ends, or connects anew.
        }
        catch (Exception failure) when (IsBroker(failure) || failure is LedgerException)
        {
            // Without a sender nothing new would come: connect anew. A ledger that fails says so where articles are added.
            await lost.CancelAsync();
        }
    }

    private async Task CloseAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            try
            {
                await connection.DisposeAsync();
            }
            catch (Exception failure) when (IsBroker(failure))
            {
                // It was gone before.
            }
        }
    }
}
