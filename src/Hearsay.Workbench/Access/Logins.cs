using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Hearsay.Storage.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Hearsay.Workbench.Access;

/// <summary>Who is logged in, and how often somebody may try.</summary>
internal sealed class Logins(WorkbenchSettings settings)
{
    /// <summary>Claim with the secret of a session.</summary>
    public const string SessionClaim = "hearsay:session";

    /// <summary>Claim of those who came with the token.</summary>
    public const string TokenClaim = "hearsay:token";

    /// <summary>Failures in a row after which an account waits.</summary>
    private const int MostFailures = 10;

    /// <summary>Accounts whose failures are kept in mind.</summary>
    private const int MostNames = 10_000;

    /// <summary>How long it waits: guessing a password takes forever, its owner a coffee.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (int Count, long Last)> _failures = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Longest that somebody stays logged in: a working day.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromHours(12);

    /// <summary>Stands for the token in cookies: a new token ends all sessions that the old one began.</summary>
    public string TokenMark { get; } = settings.Token is { } token ? IdOf("hearsay.token/1\n" + token)[..16] : "none";

    /// <summary>Id under which the ledger keeps a session.</summary>
    public static string IdOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Refuses a name that was tried too often.</summary>
    /// <exception cref="WorkbenchException">It waits.</exception>
    public void Allow(string name)
    {
        if (_failures.TryGetValue(name, out (int Count, long Last) failures) && failures.Count >= MostFailures && settings.Clock.GetElapsedTime(failures.Last) < Wait)
        {
            throw new WorkbenchException(WorkbenchErrors.TooMany, 429, $"too many failed logins for '{name}'", "Wait five minutes.");
        }
    }

    /// <summary>Counts a failure.</summary>
    public void Failed(string name)
    {
        if (_failures.Count >= MostNames)
        {
            _failures.Clear();
        }

        long now = settings.Clock.GetTimestamp();
        _failures.AddOrUpdate(name, (1, now), (_, before) => (settings.Clock.GetElapsedTime(before.Last) < Wait ? before.Count + 1 : 1, now));
    }

    /// <summary>Forgets failures.</summary>
    public void Worked(string name) => _failures.TryRemove(name, out _);

    /// <summary>Looks for each request whether a session is still good, and takes the role from the account as it is now.</summary>
    public async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        ClaimsPrincipal? user = context.Principal;
        if (user?.FindFirstValue(TokenClaim) is { } mark && settings.Token is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(mark), Encoding.UTF8.GetBytes(TokenMark)))
        {
            return;
        }

        if (user?.FindFirstValue(SessionClaim) is { } secret && await settings.Ledger.SessionAsync(IdOf(secret), context.HttpContext.RequestAborted) is { } account)
        {
            ClaimsPrincipal now = Person.Of(account.Name, account.Role, CookieAuthenticationDefaults.AuthenticationScheme);
            ((ClaimsIdentity)now.Identity!).AddClaim(new Claim(SessionClaim, secret));
            context.ReplacePrincipal(now);
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }
}
