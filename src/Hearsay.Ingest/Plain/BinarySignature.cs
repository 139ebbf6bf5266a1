using System.Buffers.Binary;
using Hearsay.Text;

namespace Hearsay.Ingest.Plain;

/// <summary>Tells files that are not text: by the numbers they begin with, and by the share of bytes that text does not hold.</summary>
internal static class BinarySignature
{
    /// <summary>
    /// Share of control bytes from which even valid UTF-8 is no text: three in ten. A real text that went through a faulty pipe has a run of zero bytes (6 % in our test file);
    /// tables of numbers and zero-filled files have far more.
    /// </summary>
    private const double MostControlsInText = 0.30;

    /// <summary>Share of control bytes from which bytes that are not valid UTF-8 are no text: one in fifty. Compressed and random data have 11 % (28 of 256 values); older character sets have none.</summary>
    private const double MostControlsInOlderText = 0.02;

    private const int TarMagicAt = 257;

    private static readonly (byte[] Magic, string Name)[] Packed =
    [
        ("BZh"u8.ToArray(), "bzip2"), ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0], "xz"), ([0x28, 0xB5, 0x2F, 0xFD], "Zstandard"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], "a 7-Zip archive"), ("Rar!\u001A\u0007"u8.ToArray(), "a RAR archive"), ("WARC/0."u8.ToArray(), "a WARC web archive of a draft version"),
    ];

    private static readonly (byte[] Magic, string Name)[] Documents =
    [
        ("{\\rtf"u8.ToArray(), "RTF"), ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old Word, Excel or mail file"), ("%!PS"u8.ToArray(), "PostScript"),
    ];

    private static readonly (byte[] Magic, string Name)[] Others =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "a PNG image"), ([0xFF, 0xD8, 0xFF], "a JPEG image"), ("GIF87a"u8.ToArray(), "a GIF image"), ("GIF89a"u8.ToArray(), "a GIF image"),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], "a program (ELF)"), ([(byte)'M', (byte)'Z', 0x90, 0x00], "a program (Windows)"), ([0xCF, 0xFA, 0xED, 0xFE], "a program (macOS)"),
        ([0xCA, 0xFE, 0xBA, 0xBE], "a program (Java or macOS)"), ([0, (byte)'a', (byte)'s', (byte)'m'], "a program (WebAssembly)"), ("SQLite format 3\0"u8.ToArray(), "an SQLite database"),
        ("II*\0"u8.ToArray(), "a TIFF image"), ([(byte)'M', (byte)'M', 0, (byte)'*'], "a TIFF image"), ("RIFF"u8.ToArray(), "sound, video or a WebP image (RIFF)"), ("OggS"u8.ToArray(), "sound or video (Ogg)"),
        ("fLaC"u8.ToArray(), "sound (FLAC)"), ("ID3"u8.ToArray(), "sound (MP3)"), ("wOFF"u8.ToArray(), "a font"), ("wOF2"u8.ToArray(), "a font"), ("PAR1"u8.ToArray(), "Parquet"), ([0x1A, 0x45, 0xDF, 0xA3], "video (Matroska)"),
    ];

    /// <summary>Names the known binary format that <paramref name="prefix"/> begins like.</summary>
    /// <returns>The defect to report, or null when it begins like none of them.</returns>
    public static Defect? Find(ReadOnlySpan<byte> prefix)
    {
        foreach ((byte[] magic, string name) in Packed)
        {
            if (prefix.StartsWith(magic))
            {
                return IngestDefects.ForPacked(name);
            }
        }

        foreach ((byte[] magic, string name) in Documents)
        {
            if (prefix.StartsWith(magic))
            {
                return IngestDefects.ForFormatNotRead(name);
            }
        }

        foreach ((byte[] magic, string name) in Others)
        {
            // Letters alone are no proof: a text may begin with "RIFF" or "ID3". A binary header has a control byte close behind.
            if (prefix.StartsWith(magic) && prefix[..Math.Min(prefix.Length, 64)].IndexOfAnyInRange((byte)0, (byte)8) >= 0)
            {
                return IngestDefects.ForBinary(name);
            }
        }

        if (prefix.Length >= TarMagicAt + 5 && prefix[TarMagicAt..].StartsWith("ustar"u8))
        {
            return IngestDefects.ForPacked("a tar archive");
        }

        return prefix.Length >= 12 && prefix[4..].StartsWith("ftyp"u8) && BinaryPrimitives.ReadUInt32BigEndian(prefix) is > 0 and < 4096 ? IngestDefects.ForBinary("video or an image (MP4 family)") : null;
    }

    /// <summary>True when <paramref name="prefix"/>, which is not UTF-16 or UTF-32, holds more control bytes than any text.</summary>
    /// <param name="prefix">The first bytes of the file.</param>
    /// <param name="validUtf8">Whether they are valid UTF-8.</param>
    public static bool HasTooManyControls(ReadOnlySpan<byte> prefix, bool validUtf8)
    {
        int controls = 0;
        foreach (byte value in prefix)
        {
            if (value is < 0x09 or (> 0x0D and < 0x20 and not 0x1B) or 0x7F)
            {
                controls++;
            }
        }

        return controls > (validUtf8 ? MostControlsInText : MostControlsInOlderText) * prefix.Length;
    }
}
