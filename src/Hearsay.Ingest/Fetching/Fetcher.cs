using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Reflection;
using Hearsay.Text;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Hearsay.Ingest.Fetching;

/// <summary>
/// Fetches web addresses as a guest: it reads robots.txt first (RFC 9309), asks a host for one thing at a time with a pause between, says who it is, comes back later when told to, and asks only for
/// what has changed. Where a connection goes to is checked when it is made, so that neither a redirect nor a name server can lead into a private network. It never throws for what a server does.
/// Safe to share between threads; cookies, credentials and proxies of the environment are not used.
/// </summary>
public sealed class Fetcher : IDisposable
{
    /// <summary>Most redirects that are followed: five, as RFC 9309 asks for robots.txt; pages need fewer.</summary>
    private const int MostRedirects = 5;

    /// <summary>Name under which robots.txt files may address Hearsay.</summary>
    private const string Product = "Hearsay";

    /// <summary>How long the rules of a host are kept: a day (RFC 9309, 2.4).</summary>
    private static readonly TimeSpan RobotsKept = TimeSpan.FromHours(24);

    /// <summary>How long a host whose robots.txt cannot be had is left alone: ten minutes.</summary>
    private static readonly TimeSpan RobotsRetried = TimeSpan.FromMinutes(10);

    private readonly FetchOptions _options;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http;
    private readonly ResiliencePipeline<HttpResponseMessage> _attempts;
    private readonly ConcurrentDictionary<string, HostPace> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes a fetcher that keeps connections and rules of hosts until it is disposed.</summary>
    public Fetcher(FetchOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        _options = options;
        _clock = clock;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectCallback = ConnectAsync,
            ConnectTimeout = options.Timeout,
            MaxConnectionsPerServer = 2,
            MaxResponseHeadersLength = 64,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
            UseProxy = false,
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = options.MostBytes };
        string version = typeof(Fetcher).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue(Product, version));
        string contact = new([.. (options.Contact ?? "").Where(letter => letter is > ' ' and < '\u007F' and not ('(' or ')' or '\\'))]);
        if (contact.Length > 0)
        {
            _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue($"(+{contact})"));
        }

        var pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock };
        if (options.Retries > 0)
        {
            pipeline.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = options.Retries,
                Delay = options.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldRetryAfterHeader = true,
                ShouldHandle = attempt => ValueTask.FromResult(MayPass(attempt.Outcome)),
            });
        }

        _attempts = pipeline.Build();
    }

    /// <summary>Asks for <paramref name="address"/>, following redirects.</summary>
    /// <param name="address">An absolute http or https address; its fragment and credentials are left out.</param>
    /// <param name="known">What the server gave with the response that is already there, or null to have it whatever it is.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="ArgumentException">The address is no absolute http or https address.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public async Task<Fetched> FetchAsync(Uri address, Validators? known = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (StatedAddress.TryParse(address.OriginalString) is null)
        {
            throw new ArgumentException("not an absolute http or https address", nameof(address));
        }

        Uri at = Plain(address);
        for (int redirects = 0; redirects <= MostRedirects; redirects++)
        {
            RobotsRules rules = await RobotsAsync(at, cancellation).ConfigureAwait(false);
            if (!rules.Allows(at))
            {
                return Failed(at, HostOf(at).RobotsDefect ?? IngestDefects.ForRobotsDisallow(at));
            }

            TimeSpan delay = rules.Delay is { } asked ? Longer(asked < _options.LongestDelay ? asked : _options.LongestDelay, _options.DelayPerHost) : _options.DelayPerHost;
            (Fetched fetched, Uri? next) = await OnceAsync(at, redirects == 0 ? known : null, delay, _options.MostBytes, cancellation).ConfigureAwait(false);
            if (next is null)
            {
                return fetched;
            }

            at = next;
        }

        return Failed(at, IngestDefects.ForRedirects($"more than {MostRedirects}"));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        foreach (HostPace host in _hosts.Values)
        {
            host.Dispose();
        }
    }

    /// <summary>The id of a document at an address: host and path without the last ending.</summary>
    internal static string DocumentId(Uri address)
    {
        string id = (address.IsDefaultPort ? address.Host : address.Authority) + Uri.UnescapeDataString(address.AbsolutePath).TrimEnd('/');
        int dot = id.LastIndexOf('.');
        return dot > id.LastIndexOf('/') && id.IndexOf('/', StringComparison.Ordinal) is > 0 and int slash && dot > slash ? id[..dot] : id;
    }

    /// <summary>One request and its response, redirects not followed.</summary>
    /// <returns>The response, or the address it redirects to.</returns>
    private async Task<(Fetched Fetched, Uri? Next)> OnceAsync(Uri address, Validators? known, TimeSpan delay, int mostBytes, CancellationToken cancellation)
    {
        HostPace host = HostOf(address);
        using IDisposable turn = await host.WaitAsync(cancellation).ConfigureAwait(false);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            using HttpResponseMessage response = await _attempts.ExecuteAsync(async token => await SendAsync(address, known, time, token).ConfigureAwait(false), time.Token).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.NotModified)
            {
                return (new Fetched(EnvelopeOf(address, response), default, null) { NotModified = true, Validators = ValidatorsOf(response) ?? known }, null);
            }

            if ((int)response.StatusCode is 301 or 302 or 303 or 307 or 308)
            {
                return response.Headers.Location is { } location && Uri.TryCreate(address, location, out Uri? next) && StatedAddress.TryParse(next.AbsoluteUri) is not null
                    ? (Failed(address, IngestDefects.ForRedirects("one")), Plain(next))
                    : (Failed(address, IngestDefects.ForRedirects("one to no http or https address")), null);
            }

            if (response.StatusCode != HttpStatusCode.OK)
            {
                return (Failed(address, IngestDefects.ForStatus((int)response.StatusCode, RetryAfter(response))) with { Status = (int)response.StatusCode }, null);
            }

            Envelope envelope = EnvelopeOf(address, response);
            if (envelope.MediaType is { } media && media.Split('/')[0] is "image" or "audio" or "video" or "font")
            {
                return (Failed(address, IngestDefects.ForMediaType(media)), null);
            }

            byte[]? body = response.Content.Headers.ContentLength > mostBytes ? null : await BodyAsync(response, mostBytes, time.Token).ConfigureAwait(false);
            return (body is null ? Failed(address, IngestDefects.ForFetchTooLarge(mostBytes)) : new Fetched(envelope, body, null) { Validators = ValidatorsOf(response) }, null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (Failed(address, IngestDefects.ForFetchTooSlow(_options.Timeout)), null);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or InvalidDataException)
        {
            return (Failed(address, DefectOf(failure)), null);
        }
        finally
        {
            host.Rest(delay);
        }
    }

    /// <summary>One attempt. Its time runs on while the body is read.</summary>
    private async Task<HttpResponseMessage> SendAsync(Uri address, Validators? known, CancellationTokenSource time, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { VersionPolicy = HttpVersionPolicy.RequestVersionOrHigher };
        request.Headers.Accept.ParseAdd("text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml;q=0.9, text/plain;q=0.9, application/pdf;q=0.9, */*;q=0.5");
        request.Headers.AcceptLanguage.ParseAdd("en, *;q=0.3");
        if (known?.ETag is { } tag)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        request.Headers.IfModifiedSince = known?.LastModified;
        time.CancelAfter(_options.Timeout);
        HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        if (MayPass(response))
        {
            // Waiting for the next attempt is not waiting for the server.
            time.CancelAfter(Timeout.InfiniteTimeSpan);
        }

        return response;
    }

    private static async Task<byte[]?> BodyAsync(HttpResponseMessage response, int mostBytes, CancellationToken cancellation)
    {
        Stream stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var body = new MemoryStream();
            byte[] buffer = new byte[32 << 10];
            while (await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and int read)
            {
                if (body.Length + read > mostBytes)
                {
                    return null;
                }

                body.Write(buffer, 0, read);
            }

            return body.ToArray();
        }
    }

    /// <summary>The rules of a host, fetched when there are none or they are old.</summary>
    private async Task<RobotsRules> RobotsAsync(Uri address, CancellationToken cancellation)
    {
        HostPace host = HostOf(address);
        await host.RobotsTurn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            TimeSpan kept = ReferenceEquals(host.Robots?.Rules, RobotsRules.AllowNothing) ? RobotsRetried : RobotsKept;
            if (host.Robots is { } had && _clock.GetUtcNow() - had.At < kept)
            {
                return had.Rules;
            }

            (RobotsRules rules, host.RobotsDefect) = await FetchRobotsAsync(new Uri(address, "/robots.txt"), cancellation).ConfigureAwait(false);
            host.Robots = (rules, _clock.GetUtcNow());
            return rules;
        }
        finally
        {
            host.RobotsTurn.Release();
        }
    }

    /// <summary>A robots.txt that is not there allows everything; one that cannot be had for now allows nothing (RFC 9309, 2.3.1).</summary>
    private async Task<(RobotsRules Rules, Defect? Defect)> FetchRobotsAsync(Uri address, CancellationToken cancellation)
    {
        for (int redirects = 0; redirects <= MostRedirects; redirects++)
        {
            (Fetched fetched, Uri? next) = await OnceAsync(address, null, TimeSpan.Zero, RobotsRules.MostBytes, cancellation).ConfigureAwait(false);
            if (next is null)
            {
                bool absent = fetched.Status is >= 400 and < 500 || fetched.Defect?.Code is IngestDefects.FetchTooLarge or IngestDefects.MediaTypeNotRead or IngestDefects.Redirects;
                return fetched.Defect is null ? (RobotsRules.Parse(fetched.Bytes.Span, Product), null) : absent ? (RobotsRules.AllowAll, null) : (RobotsRules.AllowNothing, fetched.Defect);
            }

            address = next;
        }

        return (RobotsRules.AllowAll, null);
    }

    /// <summary>Looks up a host; tests answer in its place.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Which addresses may be connected to; tests let one of this machine's stand for the open internet.</summary>
    internal Func<IPAddress, bool> IsPublic { get; init; } = AddressGuard.IsPublic;

    /// <summary>Looks up the host and connects to the first of its addresses that may be connected to.</summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        string host = context.DnsEndPoint.Host;
        IPAddress[] addresses = IPAddress.TryParse(host, out IPAddress? literal) ? [literal] : await Resolve(host, cancellation).ConfigureAwait(false);
        IPAddress[] allowed = _options.AllowPrivateAddresses ? addresses : [.. addresses.Where(IsPublic)];
        if (allowed.Length == 0 && addresses.Length > 0)
        {
            throw new PrivateAddressException(host, addresses[0]);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool MayPass(Outcome<HttpResponseMessage> outcome) =>
        outcome.Result is { } response ? MayPass(response) : outcome.Exception is HttpRequestException { InnerException: not PrivateAddressException } failure && failure.HttpRequestError is not HttpRequestError.NameResolutionError;

    private bool MayPass(HttpResponseMessage response) => (int)response.StatusCode is 408 or 429 or 500 or 502 or 503 or 504 && !(RetryAfter(response) > _options.LongestDelay);

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter?.Delta ?? (response.Headers.RetryAfter?.Date - _clock.GetUtcNow());

    private HostPace HostOf(Uri address) => _hosts.GetOrAdd(address.Scheme + "://" + address.Authority, _ => new HostPace(_clock));

    private static Defect DefectOf(Exception failure)
    {
        for (Exception? inner = failure; inner is not null; inner = inner.InnerException)
        {
            if (inner is PrivateAddressException)
            {
                return IngestDefects.ForPrivateAddress(inner.Message);
            }
        }

        return IngestDefects.ForFetchFailed(failure.InnerException?.Message ?? failure.Message);
    }

    private static Fetched Failed(Uri address, Defect defect) => new(new Envelope(address.AbsoluteUri, DocumentId(address)) { Address = address }, default, defect);

    private static Envelope EnvelopeOf(Uri address, HttpResponseMessage response)
    {
        string? type = response.Content.Headers.TryGetValues("Content-Type", out IEnumerable<string>? values) ? values.FirstOrDefault() : null;
        return new Envelope(address.AbsoluteUri, DocumentId(address)) { Address = address, MediaType = MediaTypes.Of(type), Charset = MediaTypes.CharsetOf(type) };
    }

    private static Validators? ValidatorsOf(HttpResponseMessage response)
    {
        string? tag = response.Headers.TryGetValues("ETag", out IEnumerable<string>? values) ? values.FirstOrDefault() : null;
        DateTimeOffset? modified = response.Content.Headers.LastModified;
        return tag is null && modified is null ? null : new Validators(tag, modified);
    }

    /// <summary>Without fragment and credentials.</summary>
    private static Uri Plain(Uri address) => new UriBuilder(address) { Fragment = "", UserName = "", Password = "" }.Uri;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
