namespace Hearsay.Ingest.Fetching;

/// <summary>How politely, how long and from where addresses are fetched. The defaults are meant for servers of strangers.</summary>
public sealed record FetchOptions
{
    /// <summary>Mail address or web page of whoever fetches, sent in the User-Agent field so that an operator can complain; null for none.</summary>
    public string? Contact { get; init; }

    /// <summary>
    /// Whether addresses of this machine and of private networks may be fetched: loopback, RFC 1918, link-local and the like. Off, so that no redirect and no name can make Hearsay ask
    /// what only this machine may ask.
    /// </summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>Least time between two requests to one host: 1 s, or what its robots.txt asks for, up to <see cref="LongestDelay"/>.</summary>
    public TimeSpan DelayPerHost { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest time that is waited because a server asks for it (Retry-After, Crawl-delay): one minute. One that asks for more is left alone.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Time for one attempt, from connecting to the last byte: one minute. A server that sends a byte now and then is cut off.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Further attempts after a failure that may pass (no connection, status 408, 429, 500, 502, 503, 504): 2.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Time before the first further attempt, doubled for the next: 2 s.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Most bytes of a response, decompressed: as for any document, <see cref="IngestLimits.DocumentBytes"/>.</summary>
    public int MostBytes { get; init; } = IngestLimits.DocumentBytes;
}
