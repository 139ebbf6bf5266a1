using System.Net;
using Hearsay.Storage;
using Hearsay.Workbench.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Hearsay.Workbench.Hosting;

/// <summary>Stands before every route: names of the server, headers that bind the browser, requests that other sites sent, and the audit of what was changed.</summary>
internal static class Guard
{
    /// <summary>What pages may do: nothing but what comes from here.</summary>
    public const string Policy = "default-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    /// <summary>Header with the token of those who change something.</summary>
    public const string CsrfHeader = "X-Hearsay-Csrf";

    /// <summary>Sends headers with every answer that keep a browser from doing what nobody meant.</summary>
    public static Task ProtectAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            IHeaderDictionary headers = context.Response.Headers;
            if (headers.ContentSecurityPolicy.Count == 0)
            {
                headers.ContentSecurityPolicy = Policy;
            }

            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
            if (headers.CacheControl.Count == 0)
            {
                headers.CacheControl = "no-store";
            }

            if (context.Request.IsHttps)
            {
                headers.StrictTransportSecurity = "max-age=31536000";
            }

            return Task.CompletedTask;
        });
        return next(context);
    }

    /// <summary>Refuses requests under names that are not ours: a name of another site that was made to point here (DNS rebinding).</summary>
    public static Task CheckHostAsync(HttpContext context, RequestDelegate next)
    {
        WorkbenchSettings settings = context.Of<WorkbenchSettings>();
        string host = context.Request.Host.Host.Trim('[', ']');
        bool ours = settings.PublicAddress is { } there && host.Equals(there.IdnHost, StringComparison.OrdinalIgnoreCase)
            || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out IPAddress? address) && (IPAddress.IsLoopback(address) || !IPAddress.IsLoopback(settings.Listen.Address)));
        return ours
            ? next(context)
            : Problems.WriteAsync(context, 421, WorkbenchErrors.Host, "this server is not known by the name that was asked for", "Use its address, or start it with --public-address and the name.");
    }

    /// <summary>Lets what changes something through only with the token of the person, and never from another site. A bearer needs none: no browser sends that by itself.</summary>
    public static async Task CheckOriginAsync(HttpContext context, RequestDelegate next)
    {
        string method = context.Request.Method;
        bool safe = HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
        if (safe || context.User.Identity?.AuthenticationType == Gate.Bearer || context.Request.Path.StartsWithSegments(OpenId.Callback, StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        string site = context.Request.Headers["Sec-Fetch-Site"].ToString();
        string origin = context.Request.Headers.Origin.ToString();
        bool own = site is ("" or "same-origin" or "none") && (origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out Uri? from) && from.Authority.Equals(context.Request.Host.Value, StringComparison.OrdinalIgnoreCase)));
        bool login = context.Request.Path.Equals("/api/v1/login", StringComparison.Ordinal);
        if (!own || !(login ? context.Request.HasJsonContentType() : await context.Of<IAntiforgery>().IsRequestValidAsync(context)))
        {
            await Problems.WriteAsync(context, 403, WorkbenchErrors.Forged, own ? $"the request carries no valid {CsrfHeader}" : "the request comes from another site", own ? "Take the token from /api/v1/me." : null);
            return;
        }

        await next(context);
    }

    /// <summary>Notes what was changed, by whom and whether it worked.</summary>
    public static async Task AuditAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        string method = context.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || context.User.Identity?.Name is not { } who || context.Request.Path.Equals("/api/v1/login", StringComparison.Ordinal))
        {
            return;
        }

        // What was decided stands in the review log, with its reviewer: here is who sent it from where.
        string status = context.Response.StatusCode.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await context.Ledger().AuditAsync(who, $"{method} {context.Request.Path}", context.Items[Subject] as string, status, context.Source(), CancellationToken.None);
    }

    /// <summary>Key of the request's item that says what was changed.</summary>
    public const string Subject = "hearsay.subject";
}
