using System.Globalization;
using System.Text;

namespace Hearsay.Ingest.Language;

/// <summary>Which script a letter belongs to, by the blocks of the Unicode Character Database (Blocks.txt).</summary>
internal static class ScriptTable
{
    /// <summary>Half-open ranges in ascending order.</summary>
    private static readonly (int Start, int End, Script Script)[] Blocks =
    [
        (0x0041, 0x0250, Script.Latin), (0x0250, 0x02B0, Script.Latin), (0x0370, 0x0400, Script.Greek), (0x0400, 0x0530, Script.Cyrillic), (0x0530, 0x0590, Script.Armenian),
        (0x0590, 0x0600, Script.Hebrew), (0x0600, 0x0700, Script.Arabic), (0x0750, 0x0780, Script.Arabic), (0x08A0, 0x0900, Script.Arabic), (0x0900, 0x0980, Script.Devanagari),
        (0x0980, 0x0A00, Script.Bengali), (0x0A00, 0x0A80, Script.Gurmukhi), (0x0A80, 0x0B00, Script.Gujarati), (0x0B80, 0x0C00, Script.Tamil), (0x0C00, 0x0C80, Script.Telugu),
        (0x0C80, 0x0D00, Script.Kannada), (0x0D00, 0x0D80, Script.Malayalam), (0x0D80, 0x0E00, Script.Sinhala), (0x0E00, 0x0E80, Script.Thai), (0x0E80, 0x0F00, Script.Lao),
        (0x0F00, 0x1000, Script.Tibetan), (0x1000, 0x10A0, Script.Burmese), (0x10A0, 0x1100, Script.Georgian), (0x1100, 0x1200, Script.Hangul), (0x1200, 0x13A0, Script.Ethiopic),
        (0x1780, 0x1800, Script.Khmer), (0x1C90, 0x1CC0, Script.Georgian), (0x1D00, 0x1DC0, Script.Latin), (0x1E00, 0x1F00, Script.Latin), (0x1F00, 0x2000, Script.Greek),
        (0x2C60, 0x2C80, Script.Latin), (0x2D80, 0x2DE0, Script.Ethiopic), (0x2DE0, 0x2E00, Script.Cyrillic), (0x3005, 0x3008, Script.Han), (0x3040, 0x3100, Script.Kana),
        (0x3130, 0x3190, Script.Hangul), (0x31F0, 0x3200, Script.Kana), (0x3400, 0x4DC0, Script.Han), (0x4E00, 0xA000, Script.Han), (0xA720, 0xA800, Script.Latin),
        (0xAB00, 0xAB30, Script.Ethiopic), (0xAC00, 0xD7B0, Script.Hangul), (0xF900, 0xFB00, Script.Han), (0xFB00, 0xFB07, Script.Latin), (0xFB1D, 0xFB50, Script.Hebrew),
        (0xFB50, 0xFE00, Script.Arabic), (0xFE70, 0xFF00, Script.Arabic), (0xFF21, 0xFF5B, Script.Latin), (0xFF66, 0xFFA0, Script.Kana), (0x1D400, 0x1D800, Script.Latin), (0x20000, 0x32000, Script.Han),
    ];

    /// <summary>The script of <paramref name="rune"/>, or null when it is neither a letter nor a combining mark.</summary>
    public static Script? Of(Rune rune)
    {
        int value = rune.Value;
        if (value < 0x80)
        {
            return char.IsAsciiLetter((char)value) ? Script.Latin : null;
        }

        if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark))
        {
            return null;
        }

        int low = 0;
        int high = Blocks.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (value >= Blocks[middle].End)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < Blocks.Length && value >= Blocks[low].Start ? Blocks[low].Script : Script.Other;
    }
}
