using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Hearsay.Tests.Cli;

/// <summary>Three nodes of RabbitMQ on the loopback interface, with an epmd of their own, in a folder of their own: a cluster whose nodes can be killed and started again.</summary>
internal sealed class RabbitCluster : IAsyncDisposable
{
    private const int Nodes = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly string _folder = Directory.CreateTempSubdirectory("hearsay-rabbit-").FullName;
    private readonly int _directory = FreePort();
    private readonly int[] _ports = [.. Enumerable.Range(0, Nodes).Select(_ => FreePort())];
    private readonly int[] _between = [.. Enumerable.Range(0, Nodes).Select(_ => FreePort())];
    private readonly Process?[] _nodes = new Process?[Nodes];
    private Process? _epmd;

    private RabbitCluster()
    {
    }

    /// <summary>Where the cluster is.</summary>
    public string Address => "amqp://guest:guest@" + string.Join(',', _ports.Select(port => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}")));

    /// <summary>Starts a cluster, or gives null where the programs are not installed.</summary>
    public static async Task<RabbitCluster?> StartAsync(CancellationToken cancellationToken)
    {
        if (Programs() is null || !OperatingSystem.IsLinux())
        {
            return null;
        }

        var cluster = new RabbitCluster();
        await cluster.StartAllAsync(cancellationToken);
        return cluster;
    }

    /// <summary>Which node leads a queue.</summary>
    public async Task<int> LeaderAsync(string queue, CancellationToken cancellationToken)
    {
        for (int at = 0; at < Nodes; at++)
        {
            if (_nodes[at] is null or { HasExited: true })
            {
                continue;
            }

            (int code, string output) = await ControlAsync(at, ["list_queues", "name", "leader", "--formatter", "json", "--silent"], cancellationToken);
            if (code != 0)
            {
                continue;
            }

            using var json = JsonDocument.Parse(output);
            foreach (JsonElement found in json.RootElement.EnumerateArray())
            {
                if (found.GetProperty("name").GetString() == queue && found.GetProperty("leader").GetString() is { Length: > 0 } leader)
                {
                    return leader[1] - 'a';
                }
            }
        }

        throw new InvalidOperationException($"no node knows the leader of {queue}");
    }

    /// <summary>Ends a node as a power cut would.</summary>
    public void Kill(int node)
    {
        int broker = int.Parse(File.ReadAllText(Path.Combine(FolderOf(node), "pid")).Trim(), CultureInfo.InvariantCulture);
        using var process = Process.GetProcessById(broker);
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Starts a node that was killed.</summary>
    public async Task RestartAsync(int node, CancellationToken cancellationToken)
    {
        Start(node);
        await ReadyAsync(node, cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        for (int at = 0; at < Nodes; at++)
        {
            if (_nodes[at] is { HasExited: false })
            {
                Kill(at);
            }

            _nodes[at]?.Dispose();
        }

        if (_epmd is { HasExited: false })
        {
            _epmd.Kill();
        }

        _epmd?.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Folder of the newest RabbitMQ on this machine, or null.</summary>
    private static string? Programs() => !Directory.Exists("/usr/lib/rabbitmq/lib") ? null
        : Directory.GetDirectories("/usr/lib/rabbitmq/lib", "rabbitmq_server-*").OrderByDescending(folder => folder, StringComparer.Ordinal).Select(folder => Path.Combine(folder, "sbin")).FirstOrDefault();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string NameOf(int node) => string.Create(CultureInfo.InvariantCulture, $"h{(char)('a' + node)}@localhost");

    private string FolderOf(int node) => Path.Combine(_folder, ((char)('a' + node)).ToString());

    /// <summary>A program of the broker, as its own user when we are root.</summary>
    private ProcessStartInfo Program(int node, string path, IEnumerable<string> arguments)
    {
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv", ["--reuid=rabbitmq", "--regid=rabbitmq", "--clear-groups", path, .. arguments])
            : new ProcessStartInfo(path, arguments);
        string folder = FolderOf(node);
        start.WorkingDirectory = "/";
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach ((string name, string value) in new (string, string)[]
        {
            ("HOME", Path.Combine(folder, "home")), ("LC_ALL", "C.UTF-8"), ("RABBITMQ_NODENAME", NameOf(node)), ("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
            ("RABBITMQ_NODE_PORT", _ports[node].ToString(CultureInfo.InvariantCulture)), ("RABBITMQ_DIST_PORT", _between[node].ToString(CultureInfo.InvariantCulture)),
            ("RABBITMQ_MNESIA_BASE", Path.Combine(folder, "data")), ("RABBITMQ_LOG_BASE", Path.Combine(folder, "log")), ("RABBITMQ_PID_FILE", Path.Combine(folder, "pid")),
            ("RABBITMQ_ENABLED_PLUGINS_FILE", Path.Combine(folder, "plugins")), ("RABBITMQ_CONFIG_FILE", Path.Combine(folder, "rabbitmq.conf")), ("RABBITMQ_CONF_ENV_FILE", "/dev/null"),
            ("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1} +S 1:1 +sbwt none"), ("ERL_EPMD_ADDRESS", "127.0.0.1"),
            ("ERL_EPMD_PORT", _directory.ToString(CultureInfo.InvariantCulture)),
        })
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private async Task StartAllAsync(CancellationToken cancellationToken)
    {
        for (int node = 0; node < Nodes; node++)
        {
            foreach (string part in new[] { "home", "log", "data" })
            {
                Directory.CreateDirectory(Path.Combine(FolderOf(node), part));
            }

            string cookie = Path.Combine(FolderOf(node), "home", ".erlang.cookie");
            await File.WriteAllTextAsync(cookie, "HEARSAYTESTS", cancellationToken);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(cookie, UnixFileMode.UserRead);
            }

            await File.WriteAllTextAsync(Path.Combine(FolderOf(node), "plugins"), "[].\n", cancellationToken);
            await File.WriteAllTextAsync(
                Path.Combine(FolderOf(node), "rabbitmq.conf"),
                "cluster_formation.peer_discovery_backend = classic_config\nlog.file.level = warning\n" +
                string.Concat(Enumerable.Range(0, Nodes).Select(at => string.Create(CultureInfo.InvariantCulture, $"cluster_formation.classic_config.nodes.{at + 1} = {NameOf(at)}\n"))),
                cancellationToken);
        }

        if (Environment.IsPrivilegedProcess)
        {
            using Process owner = Process.Start("chown", ["-R", "rabbitmq", _folder]);
            await owner.WaitForExitAsync(cancellationToken);
        }

        ProcessStartInfo epmd = Program(0, "/usr/bin/epmd", ["-address", "127.0.0.1", "-port", _directory.ToString(CultureInfo.InvariantCulture)]);
        _epmd = Run(epmd);
        for (int node = 0; node < Nodes; node++)
        {
            Start(node);
        }

        for (int node = 0; node < Nodes; node++)
        {
            await ReadyAsync(node, cancellationToken);
        }
    }

    private static Process Run(ProcessStartInfo start)
    {
        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Start(int node)
    {
        _nodes[node]?.Dispose();
        File.Delete(Path.Combine(FolderOf(node), "pid"));
        _nodes[node] = Run(Program(node, Path.Combine(Programs()!, "rabbitmq-server"), []));
    }

    private async Task ReadyAsync(int node, CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(Patience);
        string output = "";
        try
        {
            while (true)
            {
                (int code, output) = await ControlAsync(node, ["await_startup", "--silent", "--timeout", "10"], late.Token);
                if (code == 0)
                {
                    return;
                }

                await Task.Delay(500, late.Token);
            }
        }
        catch (OperationCanceledException expired) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InvalidOperationException($"node {NameOf(node)} does not start: {output}", expired);
        }
    }

    private async Task<(int Code, string Output)> ControlAsync(int node, string[] arguments, CancellationToken cancellationToken)
    {
        using Process process = Process.Start(Program(node, Path.Combine(Programs()!, "rabbitmqctl"), ["-n", NameOf(node), .. arguments]))!;
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, process.ExitCode == 0 ? output : output + await errors);
    }
}
