using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using Hearsay.Storage.Inbox;

namespace Hearsay.Storage;

/// <content>The inbox: what waits to be read. Workers take items under a lease and settle them in the transaction that adds their articles, so that a crash loses nothing and doubles nothing.</content>
public sealed partial class Ledger
{
    /// <summary>Leases after which an item is given up. A worker that is killed counts as one for all that it had; eight in a row are the item's own fault.</summary>
    public const int MostTries = 8;

    private const string InboxColumns =
        "i.pk, i.name, i.state, i.tries, i.added, i.content, i.document_id, i.address, i.media_type, i.charset, i.outlet, i.published, i.added_by, i.visible, i.worker, i.code, i.message, i.settled";

    /// <summary>An earlier item of the same address that is not settled: two fetches of one page must not overtake one another.</summary>
    private const string Overtakes = "EXISTS(SELECT 1 FROM inbox e WHERE e.address = i.address AND e.pk < i.pk AND e.state IN ('waiting', 'leased'))";

    private readonly SemaphoreSlim _queueing = new(1, 1);
    private Session? _queue;

    /// <summary>Puts something into the inbox; durable when this returns. What waits there already is not put there twice; what was done or given up is read again.</summary>
    /// <param name="submissions">A few dozen at a time are fast: each call costs a flush to the disk.</param>
    /// <param name="cancellationToken">Ends the call before anything of it is kept.</param>
    /// <returns>The number of each in the inbox, in the same order.</returns>
    /// <exception cref="ArgumentException">A submission has neither bytes nor an address.</exception>
    public Task<IReadOnlyList<long>> SubmitAsync(IReadOnlyCollection<Submission> submissions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(submissions);
        if (submissions.FirstOrDefault(submission => submission.Bytes.IsEmpty && submission.Address is null) is { } empty)
        {
            throw new ArgumentException($"'{empty.Name}' has neither bytes nor an address", nameof(submissions));
        }

        return QueueAsync<IReadOnlyList<long>>(
            async session =>
            {
                List<long> numbers = [];
                foreach (Submission submission in submissions)
                {
                    DateTimeOffset now = _clock.GetUtcNow();
                    string? content = await KeepAsync(session, submission.Bytes, cancellationToken);
                    numbers.Add((await session.NumberAsync(
                        "INSERT INTO inbox(item, content, address, name, document_id, media_type, charset, outlet, published, added_by, added, state, visible, tries) " +
                        "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'waiting', $11, 0) ON CONFLICT(item) DO UPDATE SET " +
                        "added = CASE WHEN inbox.state IN ('done', 'dead') THEN excluded.added ELSE inbox.added END, " +
                        "visible = CASE WHEN inbox.state IN ('done', 'dead') THEN excluded.visible ELSE inbox.visible END, " +
                        "added_by = CASE WHEN inbox.state IN ('done', 'dead') THEN excluded.added_by ELSE inbox.added_by END, " +
                        "tries = CASE WHEN inbox.state IN ('done', 'dead') THEN 0 ELSE inbox.tries END, " +
                        "sent = CASE WHEN inbox.state IN ('done', 'dead') THEN NULL ELSE inbox.sent END, " +
                        "settled = NULL, " +
                        "state = CASE WHEN inbox.state IN ('done', 'dead') THEN 'waiting' ELSE inbox.state END RETURNING pk",
                        [
                            submission.Hash, content, submission.Address?.AbsoluteUri, submission.Name, submission.Document, submission.MediaType, submission.Charset, submission.Outlet,
                            submission.Published?.ToString(), submission.AddedBy, now,
                        ],
                        cancellationToken))!.Value);
                }

                return numbers;
            },
            cancellationToken,
            alone: true);
    }

    /// <summary>Items of the inbox, oldest first.</summary>
    /// <param name="state">Only those that have come so far; null for all.</param>
    /// <param name="after">Only those with a higher number: how a long listing is gone on with.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<InboxItem>> InboxAsync(InboxState? state = null, long after = 0, int most = 100, CancellationToken cancellationToken = default) => ReadAsync<IReadOnlyList<InboxItem>>(
        async session => await WithDocumentsAsync(
            session,
            await session.ListAsync(
                $"SELECT {InboxColumns} FROM inbox i WHERE i.pk > $1{(state is null ? "" : $" AND i.state = '{NameOf(state.Value)}'")} ORDER BY i.pk LIMIT $2", [after, most], InboxRow, cancellationToken),
            cancellationToken),
        cancellationToken);

    /// <summary>One item of the inbox, or null when there is none of that number.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<InboxItem?> InboxItemAsync(long number, CancellationToken cancellationToken = default) => ReadAsync(
        async session =>
        {
            List<InboxItem> found = await session.ListAsync($"SELECT {InboxColumns} FROM inbox i WHERE i.pk = $1", [number], InboxRow, cancellationToken);
            return found.Count == 0 ? null : (await WithDocumentsAsync(session, found, cancellationToken))[0];
        },
        cancellationToken);

    /// <summary>How far behind the workers are.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<InboxLag> InboxLagAsync(CancellationToken cancellationToken = default) => ReadAsync(
        async session =>
        {
            DateTimeOffset now = _clock.GetUtcNow();
            async Task<long> CountAsync(string condition, params object?[] values) => await session.NumberAsync("SELECT COUNT(*) FROM inbox WHERE " + condition, values, cancellationToken) ?? 0;
            object? oldest = await session.ScalarAsync("SELECT MIN(added) FROM inbox WHERE state IN ('waiting', 'leased') AND state = 'waiting'", [], cancellationToken);
            return new InboxLag(
                await CountAsync("state IN ('waiting', 'leased') AND state = 'waiting' AND visible <= $1", now),
                await CountAsync("state IN ('waiting', 'leased') AND state = 'waiting' AND visible > $1", now),
                await CountAsync("state = 'leased'"),
                await CountAsync("state = 'dead'"),
                await CountAsync("settled > $1 AND state = 'done'", now.AddMinutes(-1)),
                oldest is string since ? Instant.Read(since) : null);
        },
        cancellationToken);

    /// <summary>Puts dead items back, as if they had just come in.</summary>
    /// <param name="numbers">Their numbers; null for all. One that is not dead is left alone.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How many were put back.</returns>
    public Task<int> RetryAsync(IReadOnlyCollection<long>? numbers = null, CancellationToken cancellationToken = default) => QueueAsync(
        async session =>
        {
            const string Back = "UPDATE inbox SET state = 'waiting', visible = $1, added = $1, tries = 0, sent = NULL, settled = NULL WHERE state = 'dead'";
            DateTimeOffset now = _clock.GetUtcNow();
            if (numbers is null)
            {
                return await session.ExecuteAsync(Back, [now], cancellationToken);
            }

            int count = 0;
            foreach (long number in numbers)
            {
                count += await session.ExecuteAsync(Back + " AND pk = $2", [now, number], cancellationToken);
            }

            return count;
        },
        cancellationToken);

    /// <summary>Takes items, oldest first. They are nobody else's until the lease ends. What was taken too often without being settled is given up.</summary>
    /// <param name="worker">Who takes them: a name that no other process has.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="lease">For how long; prolong it in time (<see cref="ProlongAsync"/>).</param>
    /// <param name="cancellationToken">Ends the call before anything is taken.</param>
    public Task<IReadOnlyList<InboxItem>> LeaseAsync(string worker, int most, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(worker);
        return QueueAsync<IReadOnlyList<InboxItem>>(
            async session =>
            {
                DateTimeOffset now = _clock.GetUtcNow();
                await GiveUpAsync(session, now, cancellationToken);
                List<InboxItem> taken = await session.ListAsync(
                    "UPDATE inbox AS i SET state = 'leased', worker = $1, visible = $2, tries = i.tries + 1 WHERE i.pk IN (" +
                    $"SELECT i.pk FROM inbox i WHERE i.state IN ('waiting', 'leased') AND i.visible <= $3 AND NOT {Overtakes} ORDER BY i.pk LIMIT $4{Skip(session)}) RETURNING {Returned(session)}",
                    [worker, now + lease, now, most], InboxRow, cancellationToken);
                return [.. taken.OrderBy(item => item.Number)];
            },
            cancellationToken);
    }

    /// <summary>Takes the items that messages of a broker refer to, as far as they may be taken.</summary>
    /// <param name="numbers">Their numbers.</param>
    /// <param name="worker">Who takes them.</param>
    /// <param name="lease">For how long.</param>
    /// <param name="cancellationToken">Ends the call before anything is taken.</param>
    /// <returns>Those taken; the others are settled, somebody else's, or not to be taken yet.</returns>
    public Task<IReadOnlyList<InboxItem>> LeaseAsync(IReadOnlyCollection<long> numbers, string worker, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        ArgumentException.ThrowIfNullOrEmpty(worker);
        return QueueAsync<IReadOnlyList<InboxItem>>(
            async session =>
            {
                DateTimeOffset now = _clock.GetUtcNow();
                List<InboxItem> taken = [];
                foreach (long number in numbers)
                {
                    taken.AddRange(await session.ListAsync(
                        "UPDATE inbox AS i SET state = 'leased', worker = $1, visible = $2, tries = i.tries + 1 WHERE i.pk IN (" +
                        $"SELECT i.pk FROM inbox i WHERE i.pk = $4 AND i.state IN ('waiting', 'leased') AND i.visible <= $3 AND NOT {Overtakes}{Skip(session)}) RETURNING {Returned(session)}",
                        [worker, now + lease, now, number], InboxRow, cancellationToken));
                }

                return taken;
            },
            cancellationToken);
    }

    /// <summary>Keeps items that are still being read.</summary>
    /// <param name="items">As they were leased.</param>
    /// <param name="lease">For how long from now.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How many of them are still this worker's.</returns>
    public Task<int> ProlongAsync(IReadOnlyCollection<InboxItem> items, TimeSpan lease, CancellationToken cancellationToken = default) =>
        ChangeAsync(items, "visible = $4", _clock.GetUtcNow() + lease, cancellationToken);

    /// <summary>Gives items back that were not begun, as if they had not been taken.</summary>
    /// <param name="items">As they were leased.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How many of them were still this worker's.</returns>
    public Task<int> ReleaseAsync(IReadOnlyCollection<InboxItem> items, CancellationToken cancellationToken = default) =>
        ChangeAsync(items, "state = 'waiting', visible = $4, sent = NULL, tries = tries - 1", _clock.GetUtcNow(), cancellationToken);

    /// <summary>Puts an item back that failed for a reason that may pass; after <see cref="MostTries"/> it is given up.</summary>
    /// <param name="item">As it was leased.</param>
    /// <param name="code">Code of the failure, docs/errors.md.</param>
    /// <param name="message">The failure.</param>
    /// <param name="delay">When it may be taken again, from now.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task PostponeAsync(InboxItem item, string code, string message, TimeSpan delay, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(item);
        return QueueAsync(
            async session => item.Tries >= MostTries
                ? await SettleAsync(session, new Settlement(item) { Code = code, Message = message }, cancellationToken)
                : await session.ExecuteAsync(
                    "UPDATE inbox SET state = 'waiting', visible = $4, sent = NULL, code = $5, message = $6 WHERE pk = $1 AND worker = $2 AND tries = $3 AND state = 'leased'",
                    [item.Number, item.Worker, item.Tries, _clock.GetUtcNow() + delay, code, message], cancellationToken),
            cancellationToken);
    }

    /// <summary>Items whose references a broker should have and, as far as is known, has not: never sent, or sent so long ago that the message must be lost. They count as sent when this returns.</summary>
    /// <param name="most">At most so many.</param>
    /// <param name="lost">A message is given up for lost so long after it was sent.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Their numbers, oldest first.</returns>
    public Task<IReadOnlyList<long>> SendAsync(int most, TimeSpan lost, CancellationToken cancellationToken = default) => QueueAsync<IReadOnlyList<long>>(
        async session =>
        {
            DateTimeOffset now = _clock.GetUtcNow();
            await GiveUpAsync(session, now, cancellationToken);
            List<long> numbers = await session.ListAsync(
                $"UPDATE inbox SET sent = $1 WHERE pk IN (SELECT i.pk FROM inbox i WHERE i.state IN ('waiting', 'leased') AND i.visible <= $1 AND (i.sent IS NULL OR i.sent < i.visible OR i.sent < $2) AND NOT {Overtakes} ORDER BY i.pk LIMIT $3{Skip(session)}) RETURNING pk",
                [now, now - lost, most], row => row.GetInt64(0), cancellationToken);
            numbers.Sort();
            return numbers;
        },
        cancellationToken);

    /// <summary>Notes that references could not be handed to the broker: they are sent again.</summary>
    /// <param name="numbers">Numbers of the items.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task UnsendAsync(IReadOnlyCollection<long> numbers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return QueueAsync(
            async session =>
            {
                foreach (long number in numbers)
                {
                    await session.ExecuteAsync("UPDATE inbox SET sent = NULL WHERE pk = $1", [number], cancellationToken);
                }

                return 0;
            },
            cancellationToken);
    }

    /// <summary>Forgets items that were done before a moment. Their documents stay.</summary>
    /// <param name="before">The moment.</param>
    /// <param name="cancellationToken">Ends the call before anything is forgotten.</param>
    /// <returns>How many were forgotten.</returns>
    public Task<int> ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken = default) =>
        QueueAsync(session => session.ExecuteAsync("DELETE FROM inbox WHERE state = 'done' AND settled < $1", [before], cancellationToken), cancellationToken);

    private static string NameOf(InboxState state) => state switch
    {
        InboxState.Waiting => "waiting",
        InboxState.Leased => "leased",
        InboxState.Done => "done",
        InboxState.Dead => "dead",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>SQLite knows no alias in RETURNING.</summary>
    private static string Returned(Session session) => session.Dialect.IsSqlite ? InboxColumns.Replace("i.", "", StringComparison.Ordinal) : InboxColumns;

    /// <summary>Rows that another transaction holds are passed over, not waited for: who waits for one and holds another could be waited for in turn. SQLite has one writer.</summary>
    private static string Skip(Session session) => session.Dialect.IsSqlite ? "" : " FOR UPDATE SKIP LOCKED";

    private static InboxItem InboxRow(DbDataReader row) => new(row.GetInt64(0), row.GetString(1), Enum.Parse<InboxState>(row.GetString(2), ignoreCase: true), (int)row.GetInt64(3), Instant.Read(row.GetString(4)))
    {
        Content = TextOf(row, 5),
        DocumentId = row.GetString(6),
        Address = TextOf(row, 7),
        MediaType = TextOf(row, 8),
        Charset = TextOf(row, 9),
        Outlet = TextOf(row, 10),
        Published = TextOf(row, 11),
        AddedBy = TextOf(row, 12),
        Visible = Instant.Read(row.GetString(13)),
        Worker = TextOf(row, 14),
        Code = TextOf(row, 15),
        Message = TextOf(row, 16),
        Settled = TextOf(row, 17) is { } settled ? Instant.Read(settled) : null,
    };

    private static async Task<IReadOnlyList<InboxItem>> WithDocumentsAsync(Session session, List<InboxItem> items, CancellationToken cancellationToken)
    {
        for (int at = 0; at < items.Count; at++)
        {
            if (items[at].State == InboxState.Done)
            {
                List<string> documents = await session.ListAsync("SELECT document FROM inbox_document WHERE item = $1 ORDER BY document", [items[at].Number], row => row.GetString(0), cancellationToken);
                items[at] = items[at] with { Documents = [.. documents] };
            }
        }

        return items;
    }

    /// <summary>Gives up what was taken too often: whoever took it ended before it was settled.</summary>
    private static Task<int> GiveUpAsync(Session session, DateTimeOffset now, CancellationToken cancellationToken) => session.ExecuteAsync(
        $"UPDATE inbox SET state = 'dead', settled = $1, code = $2, message = $3 WHERE pk IN (SELECT pk FROM inbox WHERE state = 'leased' AND visible <= $1 AND tries >= $4{Skip(session)})",
        [now, StorageErrors.Abandoned, $"{MostTries.ToString(CultureInfo.InvariantCulture)} workers ended while they read it", MostTries], cancellationToken);

    private async Task<int> SettleAsync(Session session, Settlement settlement, CancellationToken cancellationToken) => await session.ExecuteAsync(
        "UPDATE inbox SET state = $4, settled = $5, code = $6, message = $7 WHERE pk = $1 AND worker = $2 AND tries = $3 AND state = 'leased'",
        [settlement.Item.Number, settlement.Item.Worker, settlement.Item.Tries, NameOf(settlement.Code is null ? InboxState.Done : InboxState.Dead), _clock.GetUtcNow(), settlement.Code, settlement.Message],
        cancellationToken);

    private Task<int> ChangeAsync(IReadOnlyCollection<InboxItem> items, string change, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        return QueueAsync(
            async session =>
            {
                int changed = 0;
                foreach (InboxItem item in items)
                {
                    changed += await session.ExecuteAsync($"UPDATE inbox SET {change} WHERE pk IN (SELECT pk FROM inbox WHERE pk = $1 AND worker = $2 AND tries = $3 AND state = 'leased'{Skip(session)})", [item.Number, item.Worker, item.Tries, moment], cancellationToken);
                }

                return changed;
            },
            cancellationToken);
    }

    /// <summary>Runs one unit of work on the inbox. PostgreSQL has a session for it beside the writer: taking items must not wait for articles that are being added.</summary>
    private async Task<T> QueueAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken, bool alone = false)
    {
        if (_dialect.IsSqlite)
        {
            return await WriteAsync(work, cancellationToken);
        }

        await _queueing.WaitAsync(cancellationToken);
        try
        {
            _queue ??= new Session(await _dialect.OpenAsync(_access, cancellationToken), _dialect);
            try
            {
                await _queue.BeginAsync(cancellationToken, alone);
                T result = await work(_queue);
                await _queue.CommitAsync(CancellationToken.None);
                return result;
            }
            catch
            {
                await _queue.RollbackAsync();
                throw;
            }
        }
        catch (Exception failure) when (_dialect.Failure(failure) is not null)
        {
            if (_queue is { } broken)
            {
                _queue = null;
                await broken.DisposeAsync();
            }

            throw _dialect.Failure(failure)!;
        }
        finally
        {
            _queueing.Release();
        }
    }
}
