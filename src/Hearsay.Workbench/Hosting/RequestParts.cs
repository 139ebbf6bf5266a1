using Hearsay.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Hearsay.Workbench.Hosting;

/// <summary>What routes take from a request.</summary>
internal static class RequestParts
{
    /// <summary>The ledger.</summary>
    public static Ledger Ledger(this HttpContext context) => context.Of<WorkbenchSettings>().Ledger;

    /// <summary>Who follows events.</summary>
    public static Live Live(this HttpContext context) => context.Of<Live>();

    /// <summary>A part of the server.</summary>
    public static T Of<T>(this HttpContext context)
        where T : notnull => context.RequestServices.GetRequiredService<T>();

    /// <summary>A whole address of a path, as others reach it.</summary>
    public static string PublicAddress(this HttpContext context, string path) =>
        context.Of<WorkbenchSettings>().PublicAddress is { } there ? new Uri(there, path).AbsoluteUri : $"{context.Request.Scheme}://{context.Request.Host}{path}";

    /// <summary>Network address that a request came from.</summary>
    public static string? Source(this HttpContext context) => context.Connection.RemoteIpAddress?.ToString();
}
