using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;

namespace Hearsay.Claims.Formats;

/// <summary>
/// Escapes what JSON must and, beyond that, marks that turn the writing direction and the byte order mark, so that a line shows in a
/// terminal what it holds. Letters of every script, quotation marks inside words and emoji stand as they are. Not for HTML pages. The base class asks for pointers.
/// </summary>
internal sealed class LineEncoder : JavaScriptEncoder
{
    private const int EscapeLength = 6;
    private static readonly JavaScriptEncoder Inner = UnsafeRelaxedJsonEscaping;

    private static readonly SearchValues<char> Turning =
        SearchValues.Create("\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\uFEFF");

    /// <inheritdoc/>
    public override int MaxOutputCharactersPerInputCharacter => Math.Max(EscapeLength, Inner.MaxOutputCharactersPerInputCharacter);

    /// <inheritdoc/>
    public override bool WillEncode(int unicodeScalar) =>
        unicodeScalar <= char.MaxValue && (Turning.Contains((char)unicodeScalar) || Inner.WillEncode(unicodeScalar));

    /// <inheritdoc/>
    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var all = new ReadOnlySpan<char>(text, textLength);
        for (int i = 0; i < all.Length; i++)
        {
            if (char.IsHighSurrogate(all[i]) && i + 1 < all.Length && char.IsLowSurrogate(all[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(all[i]) || WillEncode(all[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <inheritdoc/>
    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        if (unicodeScalar > char.MaxValue || !Turning.Contains((char)unicodeScalar))
        {
            return Inner.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);
        }

        return new Span<char>(buffer, bufferLength).TryWrite(CultureInfo.InvariantCulture, $"\\u{unicodeScalar:X4}", out numberOfCharactersWritten);
    }
}
