using System.Globalization;
using System.Text;

namespace Hearsay.Cli.Tables;

/// <summary>
/// Text from outside, made fit for a cell of a terminal: nothing in it can move the cursor, change a colour or turn the line around,
/// and its width in columns is known.
/// </summary>
internal static class CellText
{
    /// <summary>Starts an isolate whose direction its own first letter decides; ends with <see cref="PopIsolate"/>. Keeps right-to-left words from reordering their neighbours.</summary>
    private const char FirstStrongIsolate = '\u2068';
    private const char PopIsolate = '\u2069';

    /// <summary>First and last code point of each run that fills two columns: East Asian Width W and F, and emoji (Unicode 16, EastAsianWidth.txt, joined across unassigned gaps).</summary>
    private static readonly int[] Wide =
    [
        0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x23F0, 0x23F0, 0x23F3, 0x23F3, 0x25FD, 0x25FE, 0x2614, 0x2615, 0x2630, 0x2637,
        0x2648, 0x2653, 0x267F, 0x267F, 0x268A, 0x268F, 0x2693, 0x2693, 0x26A1, 0x26A1, 0x26AA, 0x26AB, 0x26BD, 0x26BE, 0x26C4, 0x26C5, 0x26CE, 0x26CE,
        0x26D4, 0x26D4, 0x26EA, 0x26EA, 0x26F2, 0x26F3, 0x26F5, 0x26F5, 0x26FA, 0x26FA, 0x26FD, 0x26FD, 0x2705, 0x2705, 0x270A, 0x270B, 0x2728, 0x2728,
        0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755, 0x2757, 0x2757, 0x2795, 0x2797, 0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2B1B, 0x2B1C, 0x2B50, 0x2B50,
        0x2B55, 0x2B55, 0x2E80, 0x303E, 0x3041, 0x3247, 0x3250, 0xA4C6, 0xA960, 0xA97C, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE10, 0xFE19, 0xFE30, 0xFE6B,
        0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x18DF2, 0x1AFF0, 0x1B2FB, 0x1D300, 0x1D376, 0x1F004, 0x1F004, 0x1F0CF, 0x1F0CF, 0x1F18E, 0x1F18E,
        0x1F191, 0x1F19A, 0x1F200, 0x1F320, 0x1F32D, 0x1F335, 0x1F337, 0x1F37C, 0x1F37E, 0x1F393, 0x1F3A0, 0x1F3CA, 0x1F3CF, 0x1F3D3, 0x1F3E0, 0x1F3F0,
        0x1F3F4, 0x1F3F4, 0x1F3F8, 0x1F43E, 0x1F440, 0x1F440, 0x1F442, 0x1F4FC, 0x1F4FF, 0x1F53D, 0x1F54B, 0x1F54E, 0x1F550, 0x1F567, 0x1F57A, 0x1F57A,
        0x1F595, 0x1F596, 0x1F5A4, 0x1F5A4, 0x1F5FB, 0x1F64F, 0x1F680, 0x1F6C5, 0x1F6CC, 0x1F6CC, 0x1F6D0, 0x1F6D2, 0x1F6D5, 0x1F6DF, 0x1F6EB, 0x1F6EC,
        0x1F6F4, 0x1F6FC, 0x1F7E0, 0x1F7F0, 0x1F90C, 0x1F93A, 0x1F93C, 0x1F945, 0x1F947, 0x1F9FF, 0x1FA70, 0x1FAFF, 0x20000, 0x3FFFD,
    ];

    /// <summary>
    /// One line without anything invisible that acts: runs of white space become one space, soft hyphens, joiners and variation selectors go
    /// (terminals disagree about their width), and controls, bidi marks and unpaired surrogates are written as <c>&lt;U+202E&gt;</c>.
    /// </summary>
    public static string Clean(string words)
    {
        var clean = new StringBuilder(words.Length);
        bool space = false;
        ReadOnlySpan<char> rest = words;
        while (!rest.IsEmpty)
        {
            bool sound = Rune.DecodeFromUtf16(rest, out Rune rune, out int used) == System.Buffers.OperationStatus.Done;
            char first = rest[0];
            rest = rest[used..];
            if (sound && Rune.IsWhiteSpace(rune) && rune.Value != 0x85)
            {
                space = clean.Length > 0;
                continue;
            }

            if (sound && IsDropped(rune))
            {
                continue;
            }

            if (space)
            {
                clean.Append(' ');
                space = false;
            }

            if (!sound)
            {
                clean.Append(CultureInfo.InvariantCulture, $"<U+{(int)first:X4}>");
            }
            else if (IsDangerous(rune))
            {
                clean.Append(CultureInfo.InvariantCulture, $"<U+{rune.Value:X4}>");
            }
            else
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString();
    }

    /// <summary>Columns that cleaned words fill.</summary>
    public static int Width(string clean)
    {
        int width = 0;
        foreach (Rune rune in clean.EnumerateRunes())
        {
            width += Width(rune);
        }

        return width;
    }

    /// <summary>
    /// Breaks cleaned words into lines of at most <paramref name="width"/> columns: at spaces, between ideographs, and inside a word only when it is wider than
    /// the line; never between a letter and its marks. At least one line; a line holding right-to-left letters is isolated.
    /// </summary>
    public static List<string> Wrap(string clean, int width)
    {
        List<string> lines = [];
        var line = new StringBuilder();
        int used = 0;
        foreach (string piece in Pieces(clean))
        {
            bool isSpace = piece == " ";
            int wide = Width(piece);
            if (used + wide > width && used > 0)
            {
                lines.Add(line.ToString().TrimEnd(' '));
                line.Clear();
                used = 0;
            }

            if (isSpace && used == 0)
            {
                continue;
            }

            if (wide > width)
            {
                used = Split(piece, width, lines, line);
                continue;
            }

            line.Append(piece);
            used += wide;
        }

        if (line.Length > 0 || lines.Count == 0)
        {
            lines.Add(line.ToString().TrimEnd(' '));
        }

        for (int at = 0; at < lines.Count; at++)
        {
            if (HoldsRightToLeft(lines[at]))
            {
                lines[at] = FirstStrongIsolate + lines[at] + PopIsolate;
            }
        }

        return lines;
    }

    /// <summary>Cuts cleaned words to <paramref name="width"/> columns, the last of them "…" when something was cut.</summary>
    public static string Fit(string clean, int width)
    {
        if (Width(clean) <= width)
        {
            return clean;
        }

        var cut = new StringBuilder();
        int used = 0;
        foreach (Rune rune in clean.EnumerateRunes())
        {
            if (used + Width(rune) > width - 1)
            {
                break;
            }

            cut.Append(rune.ToString());
            used += Width(rune);
        }

        return cut.ToString().TrimEnd(' ') + "…";
    }

    /// <summary>Puts a piece that is too wide for a line on as many as it takes; the last stays open in <paramref name="line"/>.</summary>
    private static int Split(string piece, int width, List<string> lines, StringBuilder line)
    {
        int used = 0;
        foreach (Rune rune in piece.EnumerateRunes())
        {
            int wide = Width(rune);
            if (used + wide > width && used > 0)
            {
                lines.Add(line.ToString());
                line.Clear();
                used = 0;
            }

            line.Append(rune.ToString());
            used += wide;
        }

        return used;
    }

    /// <summary>Words, spaces, and each wide character (with its marks) by itself.</summary>
    private static IEnumerable<string> Pieces(string clean)
    {
        var piece = new StringBuilder();
        bool wide = false;
        foreach (Rune rune in clean.EnumerateRunes())
        {
            int columns = Width(rune);
            if (columns != 0 && piece.Length > 0 && (rune.Value == ' ' || columns == 2 || wide))
            {
                yield return piece.ToString();
                piece.Clear();
            }

            piece.Append(rune.ToString());
            if (columns != 0)
            {
                wide = columns == 2 || rune.Value == ' ';
            }
        }

        if (piece.Length > 0)
        {
            yield return piece.ToString();
        }
    }

    private static int Width(Rune rune)
    {
        int value = rune.Value;
        if (value < 0x300)
        {
            return 1;
        }

        if (value is FirstStrongIsolate or PopIsolate or (>= 0x1160 and <= 0x11FF))
        {
            // Isolates are ours; medial and final jamo join the one before.
            return 0;
        }

        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
        {
            return 0;
        }

        int low = 0;
        int high = (Wide.Length / 2) - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (value < Wide[middle * 2])
            {
                high = middle - 1;
            }
            else if (value > Wide[(middle * 2) + 1])
            {
                low = middle + 1;
            }
            else
            {
                return 2;
            }
        }

        return 1;
    }

    private static bool IsDropped(Rune rune) => rune.Value is 0xAD or 0x200B or 0x200C or 0x200D or 0x2060 or 0xFEFF or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    private static bool IsDangerous(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse;

    private static bool HoldsRightToLeft(string line)
    {
        foreach (Rune rune in line.EnumerateRunes())
        {
            if (rune.Value is (>= 0x590 and <= 0x8FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF))
            {
                return true;
            }
        }

        return false;
    }
}
