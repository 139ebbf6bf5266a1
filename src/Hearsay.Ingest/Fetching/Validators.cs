namespace Hearsay.Ingest.Fetching;

/// <summary>What a server gave with a response so that it can be asked whether that is still current (RFC 9110, 8.8).</summary>
/// <param name="ETag">The entity tag as sent, quotes and all, or null.</param>
/// <param name="LastModified">When the server last changed it, or null.</param>
public sealed record Validators(string? ETag, DateTimeOffset? LastModified);
