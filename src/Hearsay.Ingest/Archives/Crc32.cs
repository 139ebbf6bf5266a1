namespace Hearsay.Ingest.Archives;

/// <summary>The checksum of gzip: CRC-32 with the reflected polynomial EDB88320 (RFC 1952, section 8).</summary>
internal static class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value => Enumerable.Range(0, 8).Aggregate((uint)value, (rest, _) => (rest & 1) == 0 ? rest >> 1 : (rest >> 1) ^ 0xEDB88320u))];

    /// <summary>The checksum of what came before followed by <paramref name="bytes"/>.</summary>
    /// <param name="before">The checksum of what came before; 0 at the start.</param>
    /// <param name="bytes">What follows.</param>
    public static uint Append(uint before, ReadOnlySpan<byte> bytes)
    {
        uint crc = ~before;
        foreach (byte value in bytes)
        {
            crc = (crc >> 8) ^ Table[(crc ^ value) & 0xFF];
        }

        return ~crc;
    }
}
