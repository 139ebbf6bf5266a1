using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Hearsay.Workbench.Hosting;

/// <summary>The pages that were built from web/, out of the program itself, compressed once.</summary>
internal sealed class Pages
{
    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".mjs"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".json"] = "application/json",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".ico"] = "image/x-icon",
        [".woff2"] = "font/woff2",
        [".txt"] = "text/plain; charset=utf-8",
        [".webmanifest"] = "application/manifest+json",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, Lazy<Page>> _pages = Find().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Maps files, and every other path that nobody else answers to the page that draws all screens.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.MapFallback("{*path}", AnswerAsync).WithMetadata(new HttpMethodMetadata(["GET", "HEAD"])).AllowAnonymous().ExcludeFromDescription();

    private Task AnswerAsync(HttpContext context)
    {
        string path = context.Request.Path.Value ?? "/";
        bool known = _pages.TryGetValue(path[1..], out Lazy<Page>? page);
        if (!known && (path.StartsWith("/api/", StringComparison.Ordinal) || path == "/api" || path.StartsWith("/assets/", StringComparison.Ordinal) || Path.HasExtension(path)))
        {
            context.Response.StatusCode = 404;
            return Problems.WriteStatusAsync(context);
        }

        page ??= _pages["index.html"];
        return SendAsync(context, page.Value, known && path.StartsWith("/assets/", StringComparison.Ordinal));
    }

    private static async Task SendAsync(HttpContext context, Page page, bool forever)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.CacheControl = forever ? "public, max-age=31536000, immutable" : "no-cache";
        headers.ETag = page.Tag;
        headers.Vary = "Accept-Encoding";
        if (context.Request.Headers.IfNoneMatch.ToString().Contains(page.Tag, StringComparison.Ordinal))
        {
            context.Response.StatusCode = 304;
            return;
        }

        string accepts = context.Request.Headers.AcceptEncoding.ToString();
        (byte[] bytes, string? encoding) = accepts.Contains("br", StringComparison.Ordinal) ? (page.Brotli, "br") : accepts.Contains("gzip", StringComparison.Ordinal) ? (page.Gzip, "gzip") : (page.Plain, (string?)null);
        if (encoding is not null)
        {
            headers.ContentEncoding = encoding;
        }

        context.Response.ContentType = page.Type;
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }

    private static IEnumerable<KeyValuePair<string, Lazy<Page>>> Find()
    {
        Assembly assembly = typeof(Pages).Assembly;
        foreach (string name in assembly.GetManifestResourceNames())
        {
            string key = name.Replace('\\', '/');
            if (key.StartsWith("web/", StringComparison.Ordinal))
            {
                yield return new KeyValuePair<string, Lazy<Page>>(key[4..], new Lazy<Page>(() => Load(assembly, name)));
            }
        }
    }

    private static Page Load(Assembly assembly, string name)
    {
        using Stream stream = assembly.GetManifestResourceStream(name)!;
        using var held = new MemoryStream();
        stream.CopyTo(held);
        byte[] plain = held.ToArray();
        return new Page(
            Types.GetValueOrDefault(Path.GetExtension(name), "application/octet-stream"), plain, Packed(plain, to => new BrotliStream(to, CompressionLevel.Optimal)), Packed(plain, to => new GZipStream(to, CompressionLevel.Optimal)),
            $"\"{Convert.ToHexStringLower(SHA256.HashData(plain).AsSpan(0, 16))}\"");
    }

    private static byte[] Packed(byte[] plain, Func<Stream, Stream> with)
    {
        using var to = new MemoryStream();
        using (Stream packing = with(to))
        {
            packing.Write(plain);
        }

        return to.ToArray();
    }

    private sealed record Page(string Type, byte[] Plain, byte[] Brotli, byte[] Gzip, string Tag);
}
