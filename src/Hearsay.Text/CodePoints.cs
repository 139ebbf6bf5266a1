namespace Hearsay.Text;

/// <summary>
/// Converts UTF-16 positions of one text into Unicode code points and back: the unit of every offset outside the process.
/// A surrogate pair is one code point; an unpaired surrogate counts as one. Conversion takes O(log n) of the number of pairs.
/// </summary>
public sealed class CodePoints
{
    /// <summary>UTF-16 positions of the low surrogate of each pair, ascending; empty for most news text.</summary>
    private readonly int[] _lowSurrogates;
    private readonly int _length;

    /// <summary>Scans <paramref name="text"/> once for surrogate pairs.</summary>
    public CodePoints(ReadOnlySpan<char> text)
    {
        _length = text.Length;
        List<int>? found = null;
        int at = 0;
        while (true)
        {
            int next = text[at..].IndexOfAnyInRange('\uD800', '\uDBFF');
            if (next < 0 || at + next + 1 >= text.Length)
            {
                break;
            }

            at += next + 1;
            if (char.IsLowSurrogate(text[at]))
            {
                (found ??= []).Add(at);
            }
        }

        _lowSurrogates = found?.ToArray() ?? [];
    }

    /// <summary>Number of code points in the text.</summary>
    public int Count => _length - _lowSurrogates.Length;

    /// <summary>Code points before the UTF-16 position <paramref name="utf16"/> (0 … length of the text, inclusive).</summary>
    public int FromUtf16(int utf16)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(utf16);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(utf16, _length);
        int before = Array.BinarySearch(_lowSurrogates, utf16);
        return utf16 - (before < 0 ? ~before : before);
    }

    /// <summary>The UTF-16 position at which the code point number <paramref name="codePoint"/> (0 … Count, inclusive) starts.</summary>
    public int ToUtf16(int codePoint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(codePoint);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(codePoint, Count);
        int low = 0;
        int high = _lowSurrogates.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            // The pair with index m lies wholly before the code point when its low half, counted in code points, does.
            if (_lowSurrogates[middle] - middle <= codePoint)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return codePoint + low;
    }
}
