using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace Hearsay.Workbench.Hosting;

/// <summary>How much one may ask. Whoever sits alone at the machine only shares it with themselves: there, requests wait in a row instead of being refused.</summary>
internal static class Limits
{
    /// <summary>Policy of the routes by which people log in.</summary>
    public const string Login = "login";

    /// <summary>Logins that one address may try in a minute.</summary>
    private const int LoginsPerMinute = 20;

    /// <summary>Requests worked on at a time: more would only share the same processors and hold more memory.</summary>
    private const int AtOnce = 64;

    /// <summary>Requests that may wait for their turn.</summary>
    private const int Waiting = 2000;

    /// <summary>Largest body of a request that is no upload: 1 MiB, some hundred times a claim.</summary>
    public const long LargestBody = 1 << 20;

    /// <summary>Sets the limits.</summary>
    public static void Set(RateLimiterOptions options, WorkbenchSettings settings)
    {
        options.RejectionStatusCode = 429;
        options.OnRejected = (context, _) =>
        {
            if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan after))
            {
                context.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)after.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
            }

            return ValueTask.CompletedTask;
        };
        options.AddPolicy(Login, context => RateLimitPartition.GetFixedWindowLimiter(
            context.Source() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = LoginsPerMinute, Window = TimeSpan.FromMinutes(1) }));
        var turns = new ConcurrencyLimiterOptions { PermitLimit = AtOnce, QueueLimit = Waiting };
        PartitionedRateLimiter<HttpContext> atOnce = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            IsLong(context) ? RateLimitPartition.GetNoLimiter("long") : RateLimitPartition.GetConcurrencyLimiter("all", _ => turns));
        PartitionedRateLimiter<HttpContext> perUser = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            context.User.Identity?.AuthenticationType == "Local" || IsFile(context)
                ? RateLimitPartition.GetNoLimiter("local")
                : RateLimitPartition.GetTokenBucketLimiter(
                    context.User.Identity?.Name is { } name ? "user " + name : "address " + context.Source(),
                    _ => new TokenBucketRateLimiterOptions
                    {
                        TokenLimit = settings.RequestsPerSecond * 4,
                        TokensPerPeriod = settings.RequestsPerSecond,
                        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                    }));
        options.GlobalLimiter = PartitionedRateLimiter.CreateChained(perUser, atOnce);
    }

    /// <summary>Events stay open and do nothing in the meantime.</summary>
    private static bool IsLong(HttpContext context) => context.Request.Path.StartsWithSegments("/api/v1/events", StringComparison.Ordinal);

    private static bool IsFile(HttpContext context) => context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal);
}
