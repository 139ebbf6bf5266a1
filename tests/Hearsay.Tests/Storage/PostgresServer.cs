using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Hearsay.Tests.Storage;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Hearsay.Tests.Storage;

/// <summary>
/// A PostgreSQL server of its own for the tests, on a free port of the loopback interface, started when the first test asks for it and stopped with the last. A test that needs it skips
/// itself where the server's programs are not installed.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly Lazy<string?> _connection;
    private readonly Lock _making = new();
    private string? _data;
    private int _databases;

    public PostgresServer() => _connection = new Lazy<string?>(Start);

    /// <summary>An empty database; the test is skipped where no server can be had.</summary>
    public string NewDatabase()
    {
        string? server = _connection.Value;
        Assert.SkipWhen(server is null, "needs the programs of a PostgreSQL server (initdb, pg_ctl), as in the package postgresql");
        lock (_making)
        {
            string name = $"t{(++_databases).ToString(CultureInfo.InvariantCulture)}";
            using var connection = new NpgsqlConnection(server + ";Database=postgres;Pooling=false");
            connection.Open();
            using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
            command.ExecuteNonQuery();
            return $"{server};Database={name};Pooling=false";
        }
    }

    public ValueTask DisposeAsync()
    {
        if (_data is not null)
        {
            Run("pg_ctl", "stop", "-D", Path.Combine(_data, "data"), "-m", "immediate");
            Directory.Delete(_data, recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Folder of the newest server on this machine, or null.</summary>
    private static string? Programs()
    {
        string[] folders = Directory.Exists("/usr/lib/postgresql")
            ? [.. Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(folder => folder, StringComparer.Ordinal).Select(folder => Path.Combine(folder, "bin"))]
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return Array.Find(folders, folder => File.Exists(Path.Combine(folder, "initdb")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Runs one of the server's programs; as user postgres when we are root, for whom it refuses.</summary>
    private static bool Run(string program, params string[] arguments)
    {
        string path = Path.Combine(Programs()!, program);
        ProcessStartInfo start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments])
            : new ProcessStartInfo(path, arguments);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = "/";
        start.Environment["LC_ALL"] = "C.UTF-8";
        using Process process = Process.Start(start)!;
        // The server inherits the pipes and keeps them open: only the program itself is waited for.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        for (int waited = 0; !process.HasExited && waited < 120_000; waited += 50)
        {
            Thread.Sleep(50);
        }

        return process.HasExited && process.ExitCode == 0;
    }

    private string? Start()
    {
        if (!OperatingSystem.IsLinux() || Programs() is null)
        {
            return null;
        }

        _data = Directory.CreateTempSubdirectory("hearsay-postgres-").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            using Process? owner = Process.Start("chown", ["postgres", _data]);
            owner?.WaitForExit();
            if (owner?.ExitCode != 0)
            {
                return null;
            }
        }

        string data = Path.Combine(_data, "data");
        string port = FreePort().ToString(CultureInfo.InvariantCulture);
        bool up = Run("initdb", "-D", data, "-U", "hearsay", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
            && Run("pg_ctl", "start", "-w", "-D", data, "-l", Path.Combine(_data, "log"), "-o", $"-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -k {_data}");
        return up ? $"Host=127.0.0.1;Port={port};Username=hearsay" : null;
    }
}
