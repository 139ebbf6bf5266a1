using System.Buffers;
using System.Text;
using Hearsay.Text;
using UtfUnknown;

namespace Hearsay.Ingest.Plain;

/// <summary>
/// Turns bytes into characters. Tried in this order: byte order mark, zero bytes of UTF-16 and UTF-32, valid UTF-8, the character set that the file declares,
/// UTF-8 with damage, an older character set told by statistics, Windows-1252.
/// </summary>
internal static class TextDecoder
{
    /// <summary>
    /// Share of letters above ASCII below which statistics are not asked: a tenth. An English text with typographic quotes and a few accented names has about 2 %; the detector
    /// takes such texts for anything, while Windows-1252 is nearly always right.
    /// </summary>
    private const double FewHighLetters = 0.10;

    /// <summary>Confidence from which a guess by statistics is believed; below it Windows-1252 is used.</summary>
    private const float BelievedConfidence = 0.5f;

    /// <summary>Bytes handed to the statistics: 256 KiB; more does not change the answer.</summary>
    private const int StatisticsBytes = 256 << 10;

    private const int LongSequenceWeight = 4;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Decodes a whole document.</summary>
    /// <param name="bytes">All bytes of the document.</param>
    /// <param name="declared">The character set that the document names for itself, or null.</param>
    /// <param name="defects">Receives what had to be guessed or replaced.</param>
    /// <returns>The text without its byte order mark; line ends and controls as they are.</returns>
    public static string Decode(ReadOnlySpan<byte> bytes, string? declared, List<Defect> defects)
    {
        if (UnicodeForm.Find(bytes) is { } unicode)
        {
            if (unicode.MarkBytes == 0)
            {
                defects.Add(IngestDefects.ForNoByteOrderMark(unicode.Name));
            }

            return unicode.IsUtf8 ? DecodeUtf8(bytes, unicode.MarkBytes, defects) : DecodeWide(bytes, unicode, defects);
        }

        if (System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return Utf8.GetString(bytes);
        }

        if (declared is not null && Older(declared) is { } named)
        {
            defects.Add(IngestDefects.ForOlderCharset(named.WebName, "as the file declares"));
            return named.GetString(bytes);
        }

        (int valid, int invalid) = Sequences(bytes);
        if (valid > invalid)
        {
            return DecodeUtf8(bytes, 0, defects);
        }

        (Encoding older, string how) = Guess(bytes);
        defects.Add(IngestDefects.ForOlderCharset(older.WebName, how));
        return older.GetString(bytes);
    }

    /// <summary>Decodes UTF-8, each maximal run of bad bytes becoming one U+FFFD.</summary>
    private static string DecodeUtf8(ReadOnlySpan<byte> bytes, int from, List<Defect> defects)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes[from..]))
        {
            return Utf8.GetString(bytes[from..]);
        }

        var text = new StringBuilder(bytes.Length - from);
        long replaced = 0;
        int first = -1;
        bool inRun = false;
        int at = from;
        while (at < bytes.Length)
        {
            OperationStatus status = Rune.DecodeFromUtf8(bytes[at..], out Rune rune, out int consumed);
            if (status == OperationStatus.Done)
            {
                text.Append(rune.ToString());
                inRun = false;
            }
            else if (!inRun)
            {
                text.Append('\uFFFD');
                first = first < 0 ? at : first;
                replaced++;
                inRun = true;
            }

            at += consumed;
        }

        defects.Add(IngestDefects.ForBytesReplaced("UTF-8", replaced, first));
        return text.ToString();
    }

    private static string DecodeWide(ReadOnlySpan<byte> bytes, UnicodeForm unicode, List<Defect> defects)
    {
        string text = unicode.Encoding.GetString(bytes[unicode.MarkBytes..]);
        int bad = text.AsSpan().Count('\uFFFD');
        if (bad > 0)
        {
            int at = text.IndexOf('\uFFFD', StringComparison.Ordinal);
            defects.Add(IngestDefects.ForBytesReplaced(unicode.Name, bad, unicode.MarkBytes + unicode.Encoding.GetByteCount(text.AsSpan(0, at))));
        }

        return text;
    }

    /// <summary>
    /// Weighs the valid multi-byte sequences, read as UTF-8, against the runs of invalid bytes. A pair of bytes may be valid by chance ("É”" in Windows-1252);
    /// three or four hardly ever are, and count <see cref="LongSequenceWeight"/> times.
    /// </summary>
    private static (int Valid, int Invalid) Sequences(ReadOnlySpan<byte> bytes)
    {
        int valid = 0;
        int invalid = 0;
        bool inRun = false;
        while (!bytes.IsEmpty)
        {
            int ascii = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0)
            {
                break;
            }

            inRun &= ascii == 0;
            bytes = bytes[ascii..];
            if (Rune.DecodeFromUtf8(bytes, out _, out int consumed) == OperationStatus.Done)
            {
                valid += consumed > 2 ? LongSequenceWeight : 1;
                inRun = false;
            }
            else
            {
                invalid += inRun ? 0 : 1;
                inRun = true;
            }

            bytes = bytes[consumed..];
        }

        return (valid, invalid);
    }

    private static (Encoding Encoding, string How) Guess(ReadOnlySpan<byte> bytes)
    {
        int high = 0;
        int letters = 0;
        foreach (byte value in bytes)
        {
            high += value >= 0xC0 ? 1 : 0;
            letters += value >= 0xC0 || char.IsAsciiLetter((char)value) ? 1 : 0;
        }

        if (high > FewHighLetters * letters)
        {
            DetectionDetail? detail = CharsetDetector.DetectFromBytes(bytes[..Math.Min(bytes.Length, StatisticsBytes)].ToArray()).Detected;
            if (detail is not null && detail.Confidence >= BelievedConfidence && Older(detail.EncodingName) is { } guessed)
            {
                return (guessed, "by its letters");
            }
        }

        return (Windows1252, "the usual one");
    }

    /// <summary>Windows-1252, which the web also means when it says ISO 8859-1 or ASCII (WHATWG Encoding Standard, section 4.2).</summary>
    private static Encoding Windows1252 { get; } = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>The one-byte or East Asian character set called <paramref name="name"/>, or null when it is unknown or a Unicode encoding.</summary>
    private static Encoding? Older(string? name)
    {
        name = name?.Trim().ToUpperInvariant();
        switch (name)
        {
            case null or "" or "UTF-7" or "UTF7":
                return null;
            case "ISO-8859-1" or "ISO8859-1" or "LATIN1" or "LATIN-1" or "ASCII" or "US-ASCII" or "CP1252":
                return Windows1252;
        }

        Encoding? encoding;
        try
        {
            encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }

        return encoding.WebName.StartsWith("utf", StringComparison.OrdinalIgnoreCase) ? null : encoding;
    }
}
