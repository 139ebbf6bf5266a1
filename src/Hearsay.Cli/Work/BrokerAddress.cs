using System.Globalization;
using RabbitMQ.Client;

namespace Hearsay.Cli.Work;

/// <summary>The nodes of a RabbitMQ cluster, as "amqp://user:password@one,two:5673,three/virtual-host"; amqps for TLS.</summary>
internal sealed class BrokerAddress
{
    /// <summary>How long a node may be silent before the connection counts as lost.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    private readonly List<AmqpTcpEndpoint> _nodes;
    private readonly ConnectionFactory _factory;

    private BrokerAddress(List<AmqpTcpEndpoint> nodes, ConnectionFactory factory)
    {
        _nodes = nodes;
        _factory = factory;
    }

    /// <summary>Understands an address; null when it is none.</summary>
    public static BrokerAddress? TryParse(string address)
    {
        bool tls = address.StartsWith("amqps://", StringComparison.OrdinalIgnoreCase);
        if (!tls && !address.StartsWith("amqp://", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string rest = address[(address.IndexOf("://", StringComparison.Ordinal) + 3)..];
        int at = rest.LastIndexOf('@');
        string[] user = at < 0 ? [] : rest[..at].Split(':', 2);
        string[] parts = rest[(at + 1)..].Split('/', 2);
        List<AmqpTcpEndpoint> nodes = [];
        foreach (string node in parts[0].Split(','))
        {
            string[] pair = node.Split(':', 2);
            int port = -1;
            if (pair[0].Length == 0 || (pair.Length > 1 && !(int.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and < 65536)))
            {
                return null;
            }

            nodes.Add(new AmqpTcpEndpoint(pair[0], port, new SslOption(pair[0], enabled: tls)));
        }

        var factory = new ConnectionFactory
        {
            VirtualHost = parts.Length > 1 && parts[1].Length > 0 ? Uri.UnescapeDataString(parts[1]) : "/",
            AutomaticRecoveryEnabled = false,
            RequestedHeartbeat = Heartbeat,
            ClientProvidedName = "hearsay",
        };
        if (user.Length > 0)
        {
            factory.UserName = Uri.UnescapeDataString(user[0]);
            factory.Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : "";
        }

        return new BrokerAddress(nodes, factory);
    }

    /// <summary>Connects to one of the nodes, in no particular order.</summary>
    public Task<IConnection> ConnectAsync(CancellationToken cancellationToken) => _factory.CreateConnectionAsync(_nodes, cancellationToken);

    /// <summary>The nodes, without user and password.</summary>
    public override string ToString() => string.Join(',', _nodes.Select(node => string.Create(CultureInfo.InvariantCulture, $"{node.HostName}:{node.Port}")));
}
