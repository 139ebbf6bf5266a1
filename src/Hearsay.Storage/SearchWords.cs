using System.Globalization;
using System.Text;

namespace Hearsay.Storage;

/// <summary>
/// Cuts text into the words that are searched for: runs of letters and digits in lower case, without accents. Done here and not by the database, so that SQLite
/// and PostgreSQL find the same. Scripts without spaces stay one word per run.
/// </summary>
internal static class SearchWords
{
    /// <summary>Longest word that is kept; PostgreSQL refuses lexemes over 2046 bytes, and nobody types one.</summary>
    private const int LongestWord = 60;

    /// <summary>
    /// Letters from U+00C0 on without their marks, in lower case (UnicodeData.txt, canonical decompositions, and the struck-through letters of Danish, Polish, Croatian and Maltese);
    /// a full stop where there is no plain letter. The runtime itself decomposes nothing in invariant mode.
    /// </summary>
    private const string Extended =
        "aaaaaa.ceeeeiiii.nooooo.ouuuuy..aaaaaa.ceeeeiiii.nooooo.ouuuuy.yaaaaaaccccccccddddeeeeeeeeeegggggggg" +
        "hhhhiiiiiiiiii..jjkk.llllll..llnnnnnn...oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz........." +
        "........................oo.............uu............................aaiioouuuuuuuuuu.aaaa....ggkkoo" +
        "oo..j...gg..nnaa....aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............................";

    /// <summary>The same from U+1E00 on.</summary>
    private const string Additional =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssss" +
        "ssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy......aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeee" +
        "iiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

    /// <summary>Appends the words of <paramref name="text"/>, each with <paramref name="prefix"/> before it and a space after it.</summary>
    public static void Append(StringBuilder to, ReadOnlySpan<char> text, string prefix = "")
    {
        int at = 0;
        while (at < text.Length)
        {
            if (!IsPart(text, at, out int length))
            {
                at += length;
                continue;
            }

            int start = at;
            while (at < text.Length && IsPart(text, at, out length))
            {
                at += length;
            }

            to.Append(prefix);
            AppendFolded(to, text[start..at]);
            to.Append(' ');
        }
    }

    /// <summary>The words of <paramref name="text"/>, each with <paramref name="prefix"/> before it.</summary>
    public static string[] Of(string text, string prefix = "")
    {
        var to = new StringBuilder();
        Append(to, text, prefix);
        return to.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static bool IsPart(ReadOnlySpan<char> text, int at, out int length)
    {
        length = 1;
        if (char.IsAscii(text[at]))
        {
            return char.IsAsciiLetterOrDigit(text[at]);
        }

        if (Rune.DecodeFromUtf16(text[at..], out Rune rune, out length) != System.Buffers.OperationStatus.Done)
        {
            length = 1;
            return false;
        }

        return Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
    }

    private static void AppendFolded(StringBuilder to, ReadOnlySpan<char> word)
    {
        word = word[..Math.Min(word.Length, LongestWord)];
        word = char.IsHighSurrogate(word[^1]) ? word[..^1] : word;
        if (System.Text.Ascii.IsValid(word))
        {
            foreach (char letter in word)
            {
                to.Append(char.ToLowerInvariant(letter));
            }

            return;
        }

        int before = to.Length;
        foreach (Rune rune in word.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark && rune != Rune.ReplacementChar)
            {
                char plain = rune.Value is >= 0xC0 and < 0x250 ? Extended[rune.Value - 0xC0] : rune.Value is >= 0x1E00 and < 0x1F00 ? Additional[rune.Value - 0x1E00] : '.';
                to.Append(plain == '.' ? Rune.ToLowerInvariant(rune).ToString() : plain.ToString());
            }
        }

        if (to.Length == before)
        {
            to.Append('_');
        }
    }
}
