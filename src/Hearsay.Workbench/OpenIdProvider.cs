using Hearsay.Storage.Access;

namespace Hearsay.Workbench;

/// <summary>A provider of OpenID Connect.</summary>
/// <param name="Authority">Its issuer, "https://login.example.org/realm".</param>
/// <param name="ClientId">Id under which the workbench is registered there.</param>
/// <param name="ClientSecret">The secret that goes with it, or null for a public client; PKCE is used in both cases.</param>
public sealed record OpenIdProvider(Uri Authority, string ClientId, string? ClientSecret)
{
    /// <summary>Role of somebody who logs in for the first time; null lets in only those whose account names their identity.</summary>
    public Role? NewAccounts { get; init; }

    /// <summary>Whether the provider may be spoken to without TLS; only for providers on this machine.</summary>
    public bool AllowPlain { get; init; }
}
