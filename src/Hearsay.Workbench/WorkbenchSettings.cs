using System.Collections.Immutable;
using System.Net;
using Hearsay.Storage;

namespace Hearsay.Workbench;

/// <summary>How a workbench is run.</summary>
/// <param name="Ledger">The ledger that it shows; open for writing.</param>
/// <param name="Clock">What time it is.</param>
/// <param name="Listen">Where it listens; port 0 takes a free one.</param>
public sealed record WorkbenchSettings(Ledger Ledger, TimeProvider Clock, IPEndPoint Listen)
{
    /// <summary>Version of Hearsay, to be shown.</summary>
    public string Version { get; init; } = "";

    /// <summary>Under this name decides whoever sits at the machine, while there are no accounts.</summary>
    public string LocalUser { get; init; } = "local";

    /// <summary>The address that others see, "https://desk.example.org", when a reverse proxy on this machine stands before it; else null.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>A secret by which programs, and people without an account, are let in as editors; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>Who logs people in by OpenID Connect, or null.</summary>
    public OpenIdProvider? OpenId { get; init; }

    /// <summary>Folder of the keys that protect logins, so that they outlive the process; null keeps them in memory.</summary>
    public string? KeyFolder { get; init; }

    /// <summary>Formats for download.</summary>
    public ImmutableArray<Download> Downloads { get; init; } = [];

    /// <summary>Told, one line each, of what the people who run the server should know. Never of secrets.</summary>
    public Action<string> Log { get; init; } = _ => { };

    /// <summary>Largest file that may be dropped, in bytes: as large as what is read, 64 MiB.</summary>
    public long LargestUpload { get; init; } = 64L << 20;

    /// <summary>Requests of one user, or one address, that are answered per second in the long run; only with accounts or a token.</summary>
    public int RequestsPerSecond { get; init; } = 100;
}
