namespace Hearsay.Ingest;

/// <summary>Reads streams into memory as far as a document may reach.</summary>
internal static class WholeStream
{
    /// <summary>All bytes of the stream, or null when they are more than <see cref="IngestLimits.DocumentBytes"/>.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        byte[] bytes = new byte[IngestLimits.PrefixBytes * 2];
        int length = 0;
        while (true)
        {
            int read = await stream.ReadAsync(bytes.AsMemory(length), cancellation).ConfigureAwait(false);
            length += read;
            if (length > IngestLimits.DocumentBytes)
            {
                return null;
            }

            if (read == 0)
            {
                // Exactly as long as it has to be: it may be kept for a while.
                return bytes.AsSpan(0, length).ToArray();
            }

            if (length == bytes.Length)
            {
                Array.Resize(ref bytes, Math.Min(bytes.Length * 2, IngestLimits.DocumentBytes + 1));
            }
        }
    }
}
