using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hearsay.Tests.Ingest;

/// <summary>A web server on this machine that answers as a test says; one request per connection.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, IReadOnlyDictionary<string, string>, byte[]> _answer;
    private readonly Task _accepting;

    public LoopbackServer(Func<string, IReadOnlyDictionary<string, string>, byte[]> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The paths asked for, in order, with their header fields.</summary>
    public ConcurrentQueue<(string Path, IReadOnlyDictionary<string, string> Headers)> Requests { get; } = new();

    /// <summary>Bytes sent per second; 0 for all at once.</summary>
    public int BytesPerSecond { get; set; }

    public string[] Paths => [.. Requests.Select(request => request.Path)];

    public Uri Address(string path = "/") => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}{path}");

    public static byte[] Response(string body, string type = "text/html; charset=utf-8", int status = 200, string headers = "") => Response(Encoding.UTF8.GetBytes(body), type, status, headers);

    public static byte[] Response(byte[] body, string type, int status = 200, string headers = "") =>
        [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} X\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n{headers}\r\n")), .. body];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII, false, 1024, leaveOpen: true);
                string[] first = (await reader.ReadLineAsync(_stop.Token) ?? "").Split(' ');
                var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line)
                {
                    headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
                }

                if (first.Length < 2)
                {
                    return;
                }

                Requests.Enqueue((first[1], headers));
                byte[] answer = _answer(first[1], headers);
                for (int at = 0; at < answer.Length && BytesPerSecond > 0; at++)
                {
                    await stream.WriteAsync(answer.AsMemory(at, 1), _stop.Token);
                    await Task.Delay(1000 / BytesPerSecond, _stop.Token);
                }

                if (BytesPerSecond == 0)
                {
                    await stream.WriteAsync(answer, _stop.Token);
                }
            }
            catch (Exception failure) when (failure is IOException or OperationCanceledException or SocketException)
            {
                // The other side has gone, as some tests want it.
            }
        }
    }
}
