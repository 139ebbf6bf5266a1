using System.Text;

namespace Hearsay.Ingest.Plain;

/// <summary>A Unicode encoding told from the first bytes of a file.</summary>
/// <param name="Encoding">How to decode; bad units become U+FFFD.</param>
/// <param name="Name">Its name for messages: "UTF-8", "UTF-16LE" and so on.</param>
/// <param name="MarkBytes">Length of the byte order mark in bytes, 0 when there is none.</param>
internal sealed record UnicodeForm(Encoding Encoding, string Name, int MarkBytes)
{
    /// <summary>Bytes looked at for the pattern of zero bytes: 4 KiB hold enough spaces and line ends of any script.</summary>
    private const int SampleBytes = 4096;

    /// <summary>Share of UTF-16 units whose high byte must be zero: a twentieth. Latin text has nearly all, Arabic or Cyrillic text its spaces and marks (15 to 20 %), Chinese text too few to tell.</summary>
    private const double LeastZeroHighBytes = 0.05;

    private static readonly (byte[] Mark, Encoding Encoding, string Name)[] Marks =
    [
        ([0xFF, 0xFE, 0, 0], new UTF32Encoding(bigEndian: false, byteOrderMark: false), "UTF-32LE"),
        ([0, 0, 0xFE, 0xFF], new UTF32Encoding(bigEndian: true, byteOrderMark: false), "UTF-32BE"),
        ([0xEF, 0xBB, 0xBF], new UTF8Encoding(false), "UTF-8"),
        ([0xFF, 0xFE], new UnicodeEncoding(bigEndian: false, byteOrderMark: false), "UTF-16LE"),
        ([0xFE, 0xFF], new UnicodeEncoding(bigEndian: true, byteOrderMark: false), "UTF-16BE"),
    ];

    /// <summary>Whether the encoding has one byte per ASCII character, so that line ends can be found in the bytes.</summary>
    public bool IsUtf8 => Encoding is UTF8Encoding;

    /// <summary>The encoding that <paramref name="prefix"/> is marked with, or whose pattern of zero bytes it shows.</summary>
    /// <returns>Null when there is neither: UTF-8 without a mark, an older character set, or no text.</returns>
    public static UnicodeForm? Find(ReadOnlySpan<byte> prefix)
    {
        foreach ((byte[] mark, Encoding encoding, string name) in Marks)
        {
            if (prefix.StartsWith(mark))
            {
                return new UnicodeForm(encoding, name, mark.Length);
            }
        }

        ReadOnlySpan<byte> sample = prefix[..(Math.Min(prefix.Length, SampleBytes) & ~3)];
        if (sample.Length < 8)
        {
            // Two letters of UTF-16 are the least that shows a pattern.
            sample = prefix[..(Math.Min(prefix.Length, SampleBytes) & ~1)];
        }

        if (sample.Length < 4 || !sample.Contains((byte)0))
        {
            return null;
        }

        Span<int> zeros = stackalloc int[4];
        for (int i = 0; i < sample.Length; i++)
        {
            zeros[i & 3] += sample[i] == 0 ? 1 : 0;
        }

        if (IsTextWithZeros(sample))
        {
            return null;
        }

        int units = sample.Length / 2;
        int odd = zeros[1] + zeros[3];
        int even = zeros[0] + zeros[2];
        (byte[] Mark, Encoding Encoding, string Name)? found = null;
        if (sample.Length % 4 == 0 && zeros[3] == sample.Length / 4 && zeros[2] > sample.Length / 8 && zeros[0] == 0)
        {
            found = Marks[0];
        }
        else if (sample.Length % 4 == 0 && zeros[0] == sample.Length / 4 && zeros[1] > sample.Length / 8 && zeros[3] == 0)
        {
            found = Marks[1];
        }
        else if (odd >= LeastZeroHighBytes * units && even * 20 <= odd)
        {
            found = Marks[3];
        }
        else if (even >= LeastZeroHighBytes * units && odd * 20 <= even)
        {
            found = Marks[4];
        }

        return found is { } pattern && LooksLikeText(pattern.Encoding.GetString(sample)) ? new UnicodeForm(pattern.Encoding, pattern.Name, 0) : null;
    }

    /// <summary>
    /// True for a text in bytes that went through a faulty pipe: few zeros and hardly any other control. UTF-16 has a zero for every Latin letter, and
    /// a byte from 1 to 14 for every letter of the scripts from Greek to Thai.
    /// </summary>
    private static bool IsTextWithZeros(ReadOnlySpan<byte> sample)
    {
        int controls = 0;
        foreach (byte value in sample)
        {
            controls += value is > 0 and < 0x20 and not ((byte)'\n' or (byte)'\r') ? 1 : 0;
        }

        return sample.Count((byte)0) * 4 < sample.Length && controls * 10 < sample.Length;
    }

    /// <summary>True when at most one character in fifty is a control, a replacement or unassigned: a wrong guess gives mostly those.</summary>
    private static bool LooksLikeText(string text)
    {
        int odd = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            odd += rune.Value is '\t' or '\n' or '\r' or '\f' ? 0
                : Rune.IsControl(rune) || rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.OtherNotAssigned or System.Globalization.UnicodeCategory.PrivateUse ? 1 : 0;
        }

        return odd * 50 <= text.Length + 50;
    }
}
