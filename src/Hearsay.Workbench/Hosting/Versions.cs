using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Hearsay.Workbench.Hosting;

/// <summary>ETags of what the API answers: hashes of the answers, so that they can be neither stale nor wrong.</summary>
internal static class Versions
{
    /// <summary>Answers are held in memory for this; longer ones (exports, whole CSV files, originals) go out as they are made.</summary>
    private const int Most = 8 << 20;

    /// <summary>Adds ETags, and answers 304 to who has it already.</summary>
    public static async Task AddAsync(HttpContext context, RequestDelegate next)
    {
        PathString path = context.Request.Path;
        if (!HttpMethods.IsGet(context.Request.Method) || !path.StartsWithSegments("/api", StringComparison.Ordinal) || path.StartsWithSegments("/api/v1/events", StringComparison.Ordinal)
            || path.StartsWithSegments("/api/v1/export", StringComparison.Ordinal) || path.Value!.EndsWith("/original", StringComparison.Ordinal) || path.Value.EndsWith("/me", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        Stream wire = context.Response.Body;
        await using var held = new HeldStream(wire, Most);
        context.Response.Body = held;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = wire;
        }

        if (held.Passed)
        {
            return;
        }

        ArraySegment<byte> bytes = held.Bytes;
        if (context.Response.StatusCode == 200 && bytes.Count > 0)
        {
            string tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\"";
            context.Response.Headers.ETag = tag;
            context.Response.Headers.CacheControl = "private, no-cache";
            if (context.Request.Headers.IfNoneMatch.ToString().Split(',').Any(known => known.Trim() is var one && (one == tag || one == "W/" + tag || one == "*")))
            {
                context.Response.StatusCode = 304;
                context.Response.ContentLength = null;
                context.Response.ContentType = null;
                return;
            }
        }

        if (bytes.Count > 0)
        {
            context.Response.ContentLength = bytes.Count;
            await wire.WriteAsync(bytes, context.RequestAborted);
        }
    }

    /// <summary>Holds what is written until it is too much, then lets all through.</summary>
    private sealed class HeldStream(Stream wire, int most) : Stream
    {
        private readonly MemoryStream _held = new();

        public bool Passed { get; private set; }

        public ArraySegment<byte> Bytes => new(_held.GetBuffer(), 0, (int)_held.Length);

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
            // Held until the end.
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Passed ? wire.FlushAsync(cancellationToken) : Task.CompletedTask;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("answers are written asynchronously");

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!Passed && _held.Length + buffer.Length > most)
            {
                Passed = true;
                await wire.WriteAsync(Bytes, cancellationToken);
                _held.SetLength(0);
                _held.Capacity = 0;
            }

            if (Passed)
            {
                await wire.WriteAsync(buffer, cancellationToken);
                return;
            }

            _held.Write(buffer.Span);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        protected override void Dispose(bool disposing)
        {
            _held.Dispose();
            base.Dispose(disposing);
        }
    }
}
