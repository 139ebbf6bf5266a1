using System.Text;
using Hearsay.Text;

namespace Hearsay.Ingest.Plain;

/// <summary>What is done to decoded characters before they become the stored text, and what is only named.</summary>
internal static class StoredText
{
    /// <summary>Repairs doubly encoded characters, removes controls and names direction overrides.</summary>
    /// <remarks>
    /// Removed: C0 and C1 controls but tab, line feed, carriage return and form feed. A vertical tab and U+0085 are line ends (Unicode Standard, 5.8) and become a line feed,
    /// so that the words around them stay apart.
    /// </remarks>
    public static string Clean(string text, List<Defect> defects)
    {
        text = Mojibake.Repair(text, out int repaired);
        if (repaired > 0)
        {
            defects.Add(IngestDefects.ForMojibakeRepaired(repaired));
        }

        text = WithoutControls(text, defects);
        NameDirectionOverrides(text, defects, null);
        return text;
    }

    /// <summary>Reports the characters U+202A…202E and U+2066…2069 of <paramref name="text"/> as one defect.</summary>
    public static void NameDirectionOverrides(ReadOnlySpan<char> text, List<Defect> defects, int? line)
    {
        int count = 0;
        int first = -1;
        int at = 0;
        while (at < text.Length && text[at..].IndexOfAnyInRange('\u202A', '\u2069') is int next and >= 0)
        {
            at += next;
            if (text[at] is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))
            {
                first = count++ == 0 ? at : first;
            }

            at++;
        }

        if (count > 0)
        {
            defects.Add(IngestDefects.ForDirectionOverrides(count, first, text[first], line));
        }
    }

    /// <summary>True for the control characters that no text means: C0 without tab, line feed, carriage return and form feed; DEL; C1.</summary>
    public static bool IsUnwantedControl(char value) => char.IsControl(value) && value is not ('\t' or '\n' or '\r' or '\f');

    private static string WithoutControls(string text, List<Defect> defects)
    {
        int count = 0;
        int first = -1;
        for (int i = 0; i < text.Length; i++)
        {
            if (IsUnwantedControl(text[i]))
            {
                first = count++ == 0 ? i : first;
            }
        }

        if (count == 0)
        {
            return text;
        }

        var kept = new StringBuilder(text.Length);
        foreach (char value in text)
        {
            if (value is '\v' or '\u0085')
            {
                kept.Append('\n');
            }
            else if (!IsUnwantedControl(value))
            {
                kept.Append(value);
            }
        }

        defects.Add(IngestDefects.ForControlsRemoved(count, text[first]));
        return kept.ToString();
    }
}
