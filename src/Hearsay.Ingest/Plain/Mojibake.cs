using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Hearsay.Ingest.Plain;

/// <summary>
/// Repairs text whose UTF-8 was once read as Windows-1252 and stored again: "â€œ" for a quotation mark, "Ã©" for é.
/// A text is touched only when it shows signs that do not occur in writing; then every sequence that reads back cleanly is replaced.
/// </summary>
internal static class Mojibake
{
    /// <summary>Times a text may have been encoded over and over: three were seen in the wild; more is taken for something else.</summary>
    private const int MostRounds = 3;

    /// <summary>Sequences other than "â€" that must occur before a text is touched: two, since "Â°" or "Ã³" alone may be meant.</summary>
    private const int LeastWeakSigns = 2;

    /// <summary>Lead characters that real UTF-8 text gives when misread: for Latin letters and punctuation, combining marks, Greek, Cyrillic, Hebrew, Arabic, emoji. É and its like are not among them: a French word in capitals may end in É and a closing quote.</summary>
    private static readonly SearchValues<char> Leads = SearchValues.Create("ÂÃÄÅËÌÎÏÐÑ×ØÙâïð");

    /// <summary>Byte that Windows-1252 shows as each character; the five bytes that it leaves undefined stand for themselves.</summary>
    private static readonly FrozenDictionary<char, byte> Bytes = BytesOf1252();

    /// <summary>Repairs <paramref name="text"/>.</summary>
    /// <param name="text">Decoded text, controls included: the last byte of a closing quote is one.</param>
    /// <param name="repaired">Number of characters repaired; 0 when the text is returned as it is.</param>
    public static string Repair(string text, out int repaired)
    {
        repaired = 0;
        for (int round = 0; round < MostRounds && ShowsSigns(text); round++)
        {
            string once = RepairOnce(text, out int count);
            if (count == 0)
            {
                break;
            }

            repaired += count;
            text = once;
        }

        return text;
    }

    private static bool ShowsSigns(string text)
    {
        int weak = 0;
        int at = 0;
        while (text.AsSpan(at).IndexOfAny(Leads) is int next and >= 0)
        {
            at += next;
            if (Sequence(text, at, out int length) is { } rune)
            {
                if (length >= 3)
                {
                    return true;
                }

                weak += Rune.IsLetter(rune) || rune.Value is >= 0xA0 and <= 0xBF ? 1 : 0;
                if (weak >= LeastWeakSigns && text[at + 1] is not ('“' or '”' or '‘' or '’'))
                {
                    return true;
                }
            }

            at++;
        }

        return false;
    }

    private static string RepairOnce(string text, out int count)
    {
        count = 0;
        var result = new StringBuilder(text.Length);
        int copied = 0;
        int at = 0;
        while (text.AsSpan(at).IndexOfAny(Leads) is int next and >= 0)
        {
            at += next;
            if (Sequence(text, at, out int length) is { } rune)
            {
                result.Append(text, copied, at - copied).Append(rune.ToString());
                count++;
                at += length;
                copied = at;
            }
            else if (text[at] == 'â' && at + 1 < text.Length && text[at + 1] == '€')
            {
                // The third byte of a closing quote, 0x9D, is undefined in Windows-1252 and was dropped on the way.
                result.Append(text, copied, at - copied).Append('\u201D');
                count++;
                at += 2;
                copied = at;
            }
            else
            {
                at++;
            }
        }

        return count == 0 ? text : result.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>The character whose UTF-8 bytes, read as Windows-1252, stand at <paramref name="at"/>; null when they are none.</summary>
    private static Rune? Sequence(string text, int at, out int length)
    {
        Span<byte> bytes = stackalloc byte[4];
        length = text[at] switch { 'ð' => 4, 'â' or 'ï' => 3, _ => 2 };
        if (at + length > text.Length)
        {
            return null;
        }

        for (int i = 0; i < length; i++)
        {
            if (!Bytes.TryGetValue(text[at + i], out bytes[i]))
            {
                return null;
            }
        }

        return Rune.DecodeFromUtf8(bytes[..length], out Rune rune, out int consumed) == OperationStatus.Done && consumed == length ? rune : null;
    }

    private static FrozenDictionary<char, byte> BytesOf1252()
    {
        Encoding encoding = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        var bytes = new Dictionary<char, byte>();
        for (int value = 0x80; value <= 0xFF; value++)
        {
            bytes[encoding.GetString([(byte)value])[0]] = (byte)value;
            bytes.TryAdd((char)value, (byte)value);
        }

        return bytes.ToFrozenDictionary();
    }
}
