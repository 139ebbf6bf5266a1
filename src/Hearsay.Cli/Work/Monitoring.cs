using System.Net;
using System.Text;
using System.Text.Json;
using Hearsay.Storage;
using Hearsay.Storage.Inbox;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Hearsay.Cli.Work;

/// <summary>
/// Shows a worker to those who watch over it: metrics for Prometheus at /metrics and health at /livez and /readyz of an address, and metrics and spans by OTLP to where the usual variables of OpenTelemetry
/// (OTEL_EXPORTER_OTLP_ENDPOINT) point.
/// </summary>
internal sealed class Monitoring : IAsyncDisposable
{
    /// <summary>How often the state of the inbox is looked up for the metrics.</summary>
    private static readonly TimeSpan LagInterval = TimeSpan.FromSeconds(5);

    private readonly Ledger _ledger;
    private readonly Terminal _terminal;
    private readonly CancellationTokenSource _over = new();
    private readonly HttpListener? _listener;
    private readonly MeterProvider? _metrics;
    private readonly TracerProvider? _spans;
    private readonly Task _looking;
    private readonly Task _answering;
    private string? _failure;

    private Monitoring(Ledger ledger, IPEndPoint? address, Terminal terminal)
    {
        _ledger = ledger;
        _terminal = terminal;
        bool otlp = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT"));
        ResourceBuilder resource = ResourceBuilder.CreateDefault().AddService("hearsay", serviceVersion: Commands.CommandLine.Version, serviceInstanceId: Environment.MachineName + ":" + Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .AddEnvironmentVariableDetector();
        if (address is not null || otlp)
        {
            MeterProviderBuilder metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Telemetry.Name, "System.Runtime", "Npgsql");
            if (address is not null)
            {
                metrics.AddPrometheusHttpListener(options =>
                {
                    options.Host = address.Address.ToString();
                    options.Port = address.Port;
                });
            }

            _metrics = (otlp ? metrics.AddOtlpExporter() : metrics).Build();
        }

        _spans = otlp ? Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Telemetry.Name, "Npgsql", "RabbitMQ.Client.Publisher", "RabbitMQ.Client.Subscriber").AddOtlpExporter().Build() : null;
        if (address is not null)
        {
            _listener = new HttpListener();
            _listener.Prefixes.Add($"http://{address}/livez/");
            _listener.Prefixes.Add($"http://{address}/readyz/");
            _listener.Start();
        }

        _looking = address is not null || otlp ? LookAsync() : Task.CompletedTask;
        _answering = _listener is null ? Task.CompletedTask : AnswerAsync(_listener);
    }

    /// <summary>Begins to show what the process does.</summary>
    /// <param name="ledger">Its inbox is watched.</param>
    /// <param name="address">Where /metrics, /livez and /readyz are to be had, or null for nowhere.</param>
    /// <param name="terminal">Gives the time.</param>
    /// <exception cref="CommandFailure">The address cannot be listened on.</exception>
    public static Monitoring Start(Ledger ledger, IPEndPoint? address, Terminal terminal)
    {
        try
        {
            return new Monitoring(ledger, address, terminal);
        }
        catch (Exception failure) when (failure is HttpListenerException or System.Net.Sockets.SocketException or InvalidOperationException)
        {
            throw new CommandFailure(CliErrors.CannotListen, address?.ToString(), $"cannot be listened on: {failure.Message}");
        }
    }

    /// <summary>Notes that the ledger fails, or, with null, that it works again: /readyz says so.</summary>
    public void Note(string? failure) => Volatile.Write(ref _failure, failure);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener?.Close();
        await _looking;
        await _answering;
        _metrics?.Dispose();
        _spans?.Dispose();
        _over.Dispose();
    }

    private async Task LookAsync()
    {
        while (!_over.IsCancellationRequested)
        {
            try
            {
                Telemetry.Tell(await _ledger.InboxLagAsync(_over.Token), _terminal.Clock);
            }
            catch (Exception failure) when (failure is LedgerException or OperationCanceledException)
            {
                // The gauges keep their last value; /readyz tells of a ledger that is not there.
            }

            await Task.Delay(LagInterval, _terminal.Clock, _over.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private async Task AnswerAsync(HttpListener listener)
    {
        while (listener.IsListening)
        {
            try
            {
                HttpListenerContext context = await listener.GetContextAsync();
                await AnswerAsync(context, context.Request.Url?.AbsolutePath.StartsWith("/readyz", StringComparison.Ordinal) == true);
            }
            catch (Exception failure) when (failure is HttpListenerException or ObjectDisposedException or IOException or InvalidOperationException)
            {
                // Whoever asked has gone, or we are done.
            }
        }
    }

    /// <summary>/livez: the process is there. /readyz: it can do its work, with the state of the inbox.</summary>
    private async Task AnswerAsync(HttpListenerContext context, bool ready)
    {
        string? failure = ready ? Volatile.Read(ref _failure) : null;
        InboxLag? lag = null;
        if (ready && failure is null)
        {
            try
            {
                lag = await _ledger.InboxLagAsync(_over.Token);
            }
            catch (LedgerException reason)
            {
                failure = reason.Message;
            }
        }

        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("status", failure is null ? "ok" : "failed");
            if (failure is not null)
            {
                json.WriteString("reason", failure);
            }

            if (lag is not null)
            {
                json.WriteNumber("waiting", lag.Waiting);
                json.WriteNumber("delayed", lag.Delayed);
                json.WriteNumber("leased", lag.Leased);
                json.WriteNumber("dead", lag.Dead);
            }

            json.WriteEndObject();
        }

        context.Response.StatusCode = failure is null ? 200 : 503;
        context.Response.ContentType = "application/json";
        context.Response.ContentEncoding = Encoding.UTF8;
        await context.Response.OutputStream.WriteAsync(body.ToArray());
        context.Response.Close();
    }
}
