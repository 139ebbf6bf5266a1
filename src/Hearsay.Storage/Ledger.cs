using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Hearsay.Claims.Reviewing;
using Npgsql;

namespace Hearsay.Storage;

/// <summary>
/// Keeps articles with their original bytes, claims, and what people decided about them, so that nothing can be unsaid: rows are superseded, never overwritten, and the log of
/// reviews is a chain of hashes. One SQLite file, or a PostgreSQL database with the same behaviour (docs/ledger.md). Safe to share between threads: reading goes on beside one writer at a time.
/// A call that returns has made durable what it wrote.
/// </summary>
public sealed partial class Ledger : IAsyncDisposable
{
    /// <summary>Sessions kept for reading; more are opened when asked for, and closed again.</summary>
    private const int IdleReaders = 8;

    /// <summary>Number of the schema file since which there are seals.</summary>
    private const int SealedSchema = 4;

    private readonly Dialect _dialect;
    private readonly TimeProvider _clock;
    private readonly LedgerAccess _access;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ConcurrentBag<Session> _readers = [];
    private Session? _writer;

    private Ledger(Dialect dialect, LedgerAccess access, TimeProvider clock)
    {
        _dialect = dialect;
        _access = access;
        _clock = clock;
    }

    /// <summary>Path of the file, or the server without its password.</summary>
    public string Place => _dialect.Shown;

    /// <summary>Opens a ledger; an older schema is brought up to date first.</summary>
    /// <param name="place">Path of a file, or a PostgreSQL connection: "postgres://user@host/database" or "Host=…;Database=…".</param>
    /// <param name="access">What for.</param>
    /// <param name="clock">Dates what is written.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <exception cref="LedgerException">It is not there, is no ledger, was written by a newer Hearsay, or cannot be opened.</exception>
    public static async Task<Ledger> OpenAsync(string place, LedgerAccess access, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(place);
        ArgumentNullException.ThrowIfNull(clock);
        var dialect = Dialect.Of(place);
        if (access != LedgerAccess.Create && !dialect.Exists())
        {
            throw new LedgerException(StorageErrors.Missing, dialect.Shown, "there is no ledger here; 'hearsay add' makes one, --ledger names another");
        }

        var ledger = new Ledger(dialect, access, clock);
        try
        {
            await ledger.MigrateAsync(cancellationToken);
            return ledger;
        }
        catch
        {
            await ledger.DisposeAsync();
            throw;
        }
    }

    /// <summary>What was run for writing.</summary>
    internal IReadOnlyCollection<string> WrittenBy => _writer?.Statements ?? [];

    /// <summary>Numbers of the schema files that this Hearsay knows, ascending, with their SQL.</summary>
    internal static IReadOnlyList<(int Number, string Sql)> Migrations(string schema)
    {
        string prefix = $"schema/{schema}/";
        Assembly assembly = typeof(Ledger).Assembly;
        return [.. assembly.GetManifestResourceNames().Select(name => (Name: name, Key: name.Replace('\\', '/'))).Where(file => file.Key.StartsWith(prefix, StringComparison.Ordinal)).Order()
            .Select(file =>
            {
                using var text = new StreamReader(assembly.GetManifestResourceStream(file.Name)!);
                return (int.Parse(Path.GetFileNameWithoutExtension(file.Key), CultureInfo.InvariantCulture), text.ReadToEnd());
            })];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _writing.WaitAsync();
        try
        {
            while (_readers.TryTake(out Session? reader))
            {
                await reader.DisposeAsync();
            }

            if (_queue is { } queue)
            {
                _queue = null;
                await queue.DisposeAsync();
            }

            // The writer last: SQLite folds the write-ahead log into the file when the last connection goes, which one for reading cannot.
            if (_writer is { } writer)
            {
                _writer = null;
                await writer.DisposeAsync();
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Leaves a SQLite file room for so many more pages: how a full disk is tested.</summary>
    internal Task<long?> LimitPagesAsync(int more, CancellationToken cancellationToken) => WriteAsync(
        async session => await session.NumberAsync($"PRAGMA max_page_count = {(await session.NumberAsync("PRAGMA page_count", [], cancellationToken) + more)?.ToString(CultureInfo.InvariantCulture)}", [], cancellationToken),
        cancellationToken);

    /// <summary>Brings the schema up to date, one numbered file at a time, each in a transaction of its own.</summary>
    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<(int Number, string Sql)> known = Migrations(_dialect.Schema);
        int newest = known[^1].Number;
        HashSet<int> applied = await ReadAsync(session => AppliedAsync(session, cancellationToken), cancellationToken, migrating: true);
        if (applied.Count > 0 && applied.Max() is var last && !known.Any(file => file.Number == last))
        {
            throw new LedgerException(StorageErrors.Newer, Place, $"its schema is number {last}, this Hearsay knows up to {newest}; install the version that wrote it or a newer one");
        }

        if (known.All(file => applied.Contains(file.Number)))
        {
            return;
        }

        if (applied.Count == 0 && _access != LedgerAccess.Create)
        {
            throw new LedgerException(StorageErrors.NotALedger, Place, "there is no ledger in this database; 'hearsay add' makes one");
        }

        if (applied.Count == 0 && _dialect.IsSqlite)
        {
            // Once and for all, and only after it is clear that the file is ours.
            await ReadAsync(session => session.ScalarAsync("PRAGMA journal_mode = WAL", [], cancellationToken), cancellationToken, migrating: true);
        }

        // A ledger that is only to be looked at is brought up to date, too: every older schema opens.
        await using var upgrade = new Ledger(_dialect, _access == LedgerAccess.Read ? LedgerAccess.Write : _access, _clock);
        await upgrade.WriteAsync(
            async session =>
            {
                // Another process may have been faster.
                applied = await AppliedAsync(session, cancellationToken);
                foreach ((int number, string sql) in known.Where(file => !applied.Contains(file.Number)))
                {
                    if (number == 1)
                    {
                        await session.ScriptAsync("CREATE TABLE migration(number BIGINT PRIMARY KEY, at TEXT NOT NULL)", cancellationToken);
                        if (_dialect.IsSqlite)
                        {
                            await session.ScriptAsync($"PRAGMA application_id = {Dialect.ApplicationId.ToString(CultureInfo.InvariantCulture)}", cancellationToken);
                        }
                    }

                    await session.ScriptAsync(sql, cancellationToken);
                    if (number == SealedSchema)
                    {
                        await AdoptAsync(session, cancellationToken);
                    }

                    await session.ExecuteAsync("INSERT INTO migration(number, at) VALUES($1, $2)", [number, _clock.GetUtcNow()], cancellationToken);
                }

                return 0;
            },
            cancellationToken);
    }

    /// <summary>Numbers of the schema files that the database has; none for an empty database.</summary>
    private async Task<HashSet<int>> AppliedAsync(Session session, CancellationToken cancellationToken)
    {
        if (_dialect.IsSqlite)
        {
            bool empty = await session.NumberAsync("SELECT COUNT(*) FROM sqlite_schema", [], cancellationToken) == 0;
            if (!empty && await session.NumberAsync("PRAGMA application_id", [], cancellationToken) != Dialect.ApplicationId)
            {
                throw new LedgerException(StorageErrors.NotALedger, Place, "this SQLite file belongs to another program");
            }

            return empty ? [] : await NumbersAsync();
        }

        bool there = await session.NumberAsync("SELECT COUNT(*) FROM pg_class WHERE oid = to_regclass('migration')", [], cancellationToken) == 1;
        return there ? await NumbersAsync() : [];

        async Task<HashSet<int>> NumbersAsync() => [.. await session.ListAsync("SELECT number FROM migration", [], row => (int)row.GetInt64(0), cancellationToken)];
    }

    /// <summary>Runs one unit of reading on a session of its own.</summary>
    private async Task<T> ReadAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken, bool migrating = false)
    {
        Session? session = null;
        try
        {
            if (migrating || !_readers.TryTake(out session))
            {
                session = new Session(await _dialect.OpenAsync(migrating ? _access : LedgerAccess.Read, cancellationToken), _dialect);
            }

            T result = await work(session);
            if (!migrating && _readers.Count < IdleReaders)
            {
                _readers.Add(session);
                session = null;
            }

            return result;
        }
        catch (Exception failure) when (_dialect.Failure(failure) is not null)
        {
            throw _dialect.Failure(failure)!;
        }
        finally
        {
            if (session is not null)
            {
                await session.DisposeAsync();
            }
        }
    }

    /// <summary>Runs one unit of writing: all of it is durable when this returns, or nothing of it is there.</summary>
    private async Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            _writer ??= new Session(await _dialect.OpenAsync(_access == LedgerAccess.Read ? LedgerAccess.Read : _access, cancellationToken), _dialect);
            try
            {
                await _writer.BeginAsync(cancellationToken);
                T result = await work(_writer);
                await CloseSealAsync(_writer, "", cancellationToken);

                // From here on it is not called off any more: whoever waits is told what has become of it.
                await _writer.CommitAsync(CancellationToken.None);
                return result;
            }
            catch
            {
                await _writer.RollbackAsync();
                throw;
            }
        }
        catch (Exception failure) when (_dialect.Failure(failure) is not null)
        {
            // The connection may be lost: the next writing opens another.
            if (_writer is { } broken && failure is NpgsqlException)
            {
                _writer = null;
                await broken.DisposeAsync();
            }

            throw _dialect.Failure(failure)!;
        }
        finally
        {
            _writing.Release();
        }
    }
}
