using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Hearsay.Storage;

/// <summary>One connection with its prepared statements. SQL is written once for both databases: parameters are $1, $2, … Not safe to share between threads.</summary>
internal sealed class Session(DbConnection connection, Dialect dialect) : IAsyncDisposable
{
    /// <summary>Statements kept prepared, more than the program has; queries of users are all different and must not pile up.</summary>
    private const int MostStatements = 300;

    /// <summary>Rows kept in mind: some 10 MB at most, and more parties than a year of news names.</summary>
    private const int MostRows = 100_000;

    private readonly Dictionary<string, DbCommand> _commands = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _rows = new(StringComparer.Ordinal);
    private DbTransaction? _transaction;

    /// <summary>The seal that what is written now goes under, or null when nothing was written yet.</summary>
    public SealDraft? Seal { get; set; }

    /// <summary>The database that it is a session of.</summary>
    public Dialect Dialect => dialect;

    /// <summary>The statements that are kept prepared, which are nearly all that were run.</summary>
    public IReadOnlyCollection<string> Statements => _commands.Keys;

    /// <summary>The row of something that is never deleted, kept in mind once it was found or made.</summary>
    /// <param name="key">What it is, over all tables.</param>
    /// <param name="find">Finds or makes it.</param>
    public async ValueTask<long> RowAsync(string key, Func<Task<long>> find)
    {
        if (!_rows.TryGetValue(key, out long row))
        {
            row = await find();
            if (_rows.Count >= MostRows)
            {
                _rows.Clear();
            }

            _rows[key] = row;
        }

        return row;
    }

    /// <summary>Begins a transaction that may write: the only one at a time, unless it need not be alone.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken, bool alone = true)
    {
        using WriterTurn? turn = await dialect.TurnAsync(cancellationToken);
        _transaction = await connection.BeginTransactionAsync(dialect.IsSqlite ? IsolationLevel.Serializable : IsolationLevel.ReadCommitted, cancellationToken);
        if (alone && dialect.LockWriters is { } statement)
        {
            await ExecuteAsync(statement, [], cancellationToken);
        }
    }

    /// <summary>Makes durable what was written since <see cref="BeginAsync"/>.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await _transaction!.CommitAsync(cancellationToken);
        await _transaction.DisposeAsync();
        _transaction = null;
    }

    /// <summary>Takes back what was written since <see cref="BeginAsync"/>; harmless when nothing was.</summary>
    public async Task RollbackAsync()
    {
        if (_transaction is { } open)
        {
            // What was made in the transaction is there no longer.
            _rows.Clear();
            Seal = null;
            _transaction = null;
            try
            {
                await open.RollbackAsync(CancellationToken.None);
            }
            catch (Exception failure) when (failure is DbException or InvalidOperationException)
            {
                // After a full disk or a lost server the database has taken it back itself.
            }

            await open.DisposeAsync();
        }
    }

    /// <summary>Runs a statement.</summary>
    /// <returns>Rows changed.</returns>
    public async Task<int> ExecuteAsync(string sql, object?[] values, CancellationToken cancellationToken)
    {
        (DbCommand command, bool kept) = Command(sql, values);
        try
        {
            return await command.ExecuteNonQueryAsync(cancellationToken);
        }
        finally
        {
            await ReleaseAsync(command, kept);
        }
    }

    /// <summary>Runs a script of several statements, without parameters.</summary>
    public async Task ScriptAsync(string sql, CancellationToken cancellationToken)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = _transaction;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The first column of the first row, or null when there is none or it is null.</summary>
    public async Task<object?> ScalarAsync(string sql, object?[] values, CancellationToken cancellationToken)
    {
        (DbCommand command, bool kept) = Command(sql, values);
        try
        {
            object? value = await command.ExecuteScalarAsync(cancellationToken);
            return value is DBNull ? null : value;
        }
        finally
        {
            await ReleaseAsync(command, kept);
        }
    }

    /// <summary>The number in the first column of the first row, or null.</summary>
    public async Task<long?> NumberAsync(string sql, object?[] values, CancellationToken cancellationToken) =>
        await ScalarAsync(sql, values, cancellationToken) is { } value ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;

    /// <summary>All rows.</summary>
    public async Task<List<T>> ListAsync<T>(string sql, object?[] values, Func<DbDataReader, T> row, CancellationToken cancellationToken)
    {
        (DbCommand command, bool kept) = Command(sql, values);
        try
        {
            var rows = new List<T>();
            await using DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(row(reader));
            }

            return rows;
        }
        finally
        {
            await ReleaseAsync(command, kept);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await RollbackAsync();
        foreach (DbCommand command in _commands.Values)
        {
            await command.DisposeAsync();
        }

        await connection.DisposeAsync();
    }

    private (DbCommand Command, bool Kept) Command(string sql, object?[] values)
    {
        bool kept = _commands.TryGetValue(sql, out DbCommand? command);
        if (command is null)
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (int at = 0; at < values.Length; at++)
            {
                command.Parameters.Add(dialect.IsSqlite ? new SqliteParameter { ParameterName = "$" + (at + 1).ToString(CultureInfo.InvariantCulture) } : new NpgsqlParameter());
            }

            kept = _commands.Count < MostStatements && _commands.TryAdd(sql, command);
        }

        command.Transaction = _transaction;
        for (int at = 0; at < values.Length; at++)
        {
            object? value = values[at] switch
            {
                int number => (long)number,
                DateTimeOffset instant => Instant.Write(instant),
                DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                char letter => letter.ToString(),
                string words => Storable(words),
                var other => other,
            };
            command.Parameters[at].Value = value ?? DBNull.Value;
        }

        return (command, kept);
    }

    /// <summary>PostgreSQL takes no NUL, and neither takes half a surrogate pair: each becomes U+FFFD.</summary>
    public static string Storable(string words)
    {
        if (words.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') >= 0)
        {
            words = System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(words));
        }

        return words.Contains('\0', StringComparison.Ordinal) ? words.Replace('\0', '\uFFFD') : words;
    }

    private static ValueTask ReleaseAsync(DbCommand command, bool kept) => kept ? ValueTask.CompletedTask : command.DisposeAsync();
}
