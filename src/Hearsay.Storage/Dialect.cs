using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Hearsay.Storage;

/// <summary>Where the two databases differ: opening, one writer at a time, full text, and what their failures mean. All other SQL is the same for both.</summary>
internal sealed class Dialect
{
    /// <summary>Marks a SQLite file as a ledger ("HSAY", PRAGMA application_id).</summary>
    public const int ApplicationId = 0x48534159;

    /// <summary>Seconds that a command waits for another process's writing. A batch takes well under one.</summary>
    private const int Patience = 30;

    /// <summary>Key of the advisory lock that writers of one PostgreSQL database take, for the length of a transaction: "HSAY".</summary>
    private const long WriterLock = 0x48534159;

    private readonly string _connection;

    private Dialect(bool sqlite, string connection, string shown)
    {
        IsSqlite = sqlite;
        _connection = connection;
        Shown = shown;
    }

    /// <summary>True for SQLite, false for PostgreSQL.</summary>
    public bool IsSqlite { get; }

    /// <summary>Folder of the schema files.</summary>
    public string Schema => IsSqlite ? "sqlite" : "postgres";

    /// <summary>The ledger's place as messages show it: a path, or a server without its password.</summary>
    public string Shown { get; }

    /// <summary>Statement that a writing transaction begins with, so that there is one writer at a time; null where the transaction itself sees to it.</summary>
    public string? LockWriters => IsSqlite ? null : $"SELECT pg_advisory_xact_lock({WriterLock.ToString(CultureInfo.InvariantCulture)})";

    /// <summary>Understands a place: "postgres://…" and "Host=…" are servers, everything else is a file.</summary>
    /// <exception cref="LedgerException">A connection string that cannot be understood.</exception>
    public static Dialect Of(string place)
    {
        bool address = place.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || place.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);
        if (!address && !place.Contains("Host=", StringComparison.OrdinalIgnoreCase))
        {
            return new Dialect(true, Path.GetFullPath(place), place);
        }

        try
        {
            NpgsqlConnectionStringBuilder settings = address ? FromAddress(new Uri(place)) : new NpgsqlConnectionStringBuilder(place);
            settings.MaxAutoPrepare = 200;
            settings.AutoPrepareMinUsages = 2;
            settings.ApplicationName ??= "hearsay";
            settings.CommandTimeout = Math.Max(settings.CommandTimeout, Patience);
            return new Dialect(false, settings.ConnectionString, $"postgres://{settings.Host}:{settings.Port.ToString(CultureInfo.InvariantCulture)}/{settings.Database}");
        }
        catch (Exception wrong) when (wrong is ArgumentException or UriFormatException or FormatException)
        {
            // The message of the cause repeats the value, and with it a password.
            throw new LedgerException(StorageErrors.Server, null, "the connection string cannot be understood; write postgres://user@host:5432/database or Host=…;Database=…;Username=…");
        }
    }

    /// <summary>True when a SQLite file is there, or for any server: that is known only by connecting.</summary>
    public bool Exists() => !IsSqlite || File.Exists(_connection);

    /// <summary>Waits for the turn to begin a transaction that may write; null where the server sees to it.</summary>
    public async Task<WriterTurn?> TurnAsync(CancellationToken cancellationToken) => IsSqlite ? await WriterTurn.TakeAsync(_connection, TimeSpan.FromSeconds(Patience), cancellationToken) : null;

    /// <summary>Opens a connection.</summary>
    public async Task<DbConnection> OpenAsync(LedgerAccess access, CancellationToken cancellationToken)
    {
        DbConnection connection = IsSqlite ? new SqliteConnection(SqliteString(access, immutable: false)) : new NpgsqlConnection(_connection);
        try
        {
            await connection.OpenAsync(cancellationToken);
            if (IsSqlite)
            {
                await PrepareSqliteAsync(connection, cancellationToken);
            }

            return connection;
        }
        catch (SqliteException failure) when (access == LedgerAccess.Read && failure.SqliteErrorCode is 14 or 8 && !File.Exists(_connection + "-wal"))
        {
            // A ledger on a read-only medium cannot have the shared-memory file of its write-ahead log; without a log it needs none.
            await connection.DisposeAsync();
            connection = new SqliteConnection(SqliteString(access, immutable: true));
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the user is told about a failure of the database, or null when it is none.</summary>
    public LedgerException? Failure(Exception failure) => failure switch
    {
        SqliteException sqlite => SqliteFailure(sqlite),
        PostgresException postgres => PostgresFailure(postgres),
        NpgsqlException npgsql => new LedgerException(StorageErrors.Server, Shown, $"the server cannot be reached: {npgsql.InnerException?.Message ?? npgsql.Message}", npgsql),
        TimeoutException timeout => new LedgerException(StorageErrors.Server, Shown, $"the server does not answer: {timeout.Message}", timeout),
        _ => null,
    };

    private static NpgsqlConnectionStringBuilder FromAddress(Uri address)
    {
        var settings = new NpgsqlConnectionStringBuilder { Host = Uri.UnescapeDataString(address.Host), Database = Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/')) };
        if (address.Port > 0)
        {
            settings.Port = address.Port;
        }

        string[] user = address.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
        {
            settings.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length > 1)
        {
            settings.Password = Uri.UnescapeDataString(user[1]);
        }

        foreach (string pair in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=', 2);
            settings[Uri.UnescapeDataString(parts[0])] = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "";
        }

        return settings;
    }

    private static async Task PrepareSqliteAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using DbCommand command = connection.CreateCommand();
        // FULL: what was acknowledged survives a power cut, not only a crash. 64 MB of cache hold the upper pages of the indexes of a million claims; a log of as much takes in their many changes before
        // each is written to its place once.
        command.CommandText = "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 16000";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private string SqliteString(LedgerAccess access, bool immutable)
    {
        string source = immutable ? new Uri(_connection).AbsoluteUri + "?immutable=1" : _connection;
        return new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = access switch { LedgerAccess.Read => SqliteOpenMode.ReadOnly, LedgerAccess.Write => SqliteOpenMode.ReadWrite, _ => SqliteOpenMode.ReadWriteCreate },
            Pooling = false,
            DefaultTimeout = Patience,
        }.ToString();
    }

    private LedgerException SqliteFailure(SqliteException failure) => failure.SqliteErrorCode switch
    {
        5 or 6 => new LedgerException(StorageErrors.Busy, Shown, $"another process has been writing to it for {Patience.ToString(CultureInfo.InvariantCulture)} seconds; try again when it is done", failure),
        8 => new LedgerException(StorageErrors.ReadOnly, Shown, "it cannot be written to: the file or its folder is read-only", failure),
        10 when failure.SqliteExtendedErrorCode is 4874 or 778 && OutOfSpace() => FullDisk(failure),
        11 => new LedgerException(StorageErrors.Damaged, Shown, $"the file is damaged: {failure.Message}; restore it from a copy", failure),
        13 => FullDisk(failure),
        14 => new LedgerException(File.Exists(_connection) ? StorageErrors.ReadOnly : StorageErrors.Missing, Shown, File.Exists(_connection) ? "the file or its folder cannot be opened; check the permissions of both" : "it cannot be made there; check the folder and its permissions", failure),
        26 => new LedgerException(StorageErrors.NotALedger, Shown, "this file is no ledger", failure),
        _ => new LedgerException(StorageErrors.Failed, Shown, $"the database says: {failure.Message}", failure),
    };

    private LedgerException FullDisk(Exception cause) => new(StorageErrors.Full, Shown, "the disk is full; what was acknowledged is kept. Make room and run the command again: it goes on where it stopped", cause);

    private bool OutOfSpace()
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(_connection)!).AvailableFreeSpace < 1 << 20;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    private LedgerException PostgresFailure(PostgresException failure) => failure.SqlState switch
    {
        "53100" => FullDisk(failure),
        "25006" or "42501" => new LedgerException(StorageErrors.ReadOnly, Shown, $"the server refuses to write: {failure.MessageText}", failure),
        "55P03" or "57014" or "40P01" => new LedgerException(StorageErrors.Busy, Shown, $"another process is in the way: {failure.MessageText}", failure),
        "3D000" => new LedgerException(StorageErrors.Missing, Shown, $"{failure.MessageText}; make it with createdb", failure),
        _ when failure.SqlState.StartsWith("28", StringComparison.Ordinal) || failure.SqlState.StartsWith("08", StringComparison.Ordinal) || failure.SqlState.StartsWith("57P", StringComparison.Ordinal) =>
            new LedgerException(StorageErrors.Server, Shown, $"the server refuses: {failure.MessageText}", failure),
        _ => new LedgerException(StorageErrors.Failed, Shown, $"the server says: {failure.MessageText} ({failure.SqlState})", failure),
    };
}
