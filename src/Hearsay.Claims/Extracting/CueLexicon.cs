using System.Collections.Frozen;
using Hearsay.Text;

namespace Hearsay.Claims.Extracting;

/// <summary>Cue words by what they do, from cues.tsv.</summary>
internal static class CueLexicon
{
    /// <summary>Words of the longest cue in the table.</summary>
    private const int LongestCue = 4;

    private static readonly FrozenDictionary<string, CueClass> Cues;
    private static readonly FrozenDictionary<string, CueClass>.AlternateLookup<ReadOnlySpan<char>> ByWords;
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> VerbFormWords;
    private static readonly FrozenDictionary<string, CueClass>.AlternateLookup<ReadOnlySpan<char>> Nouns;

    static CueLexicon()
    {
        var cues = new Dictionary<string, CueClass>(StringComparer.OrdinalIgnoreCase);
        var verbs = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var nouns = new Dictionary<string, CueClass>(StringComparer.OrdinalIgnoreCase);
        foreach (string[] row in EmbeddedTable.Rows("cues.tsv", columns: 3))
        {
            CueClass cueClass = Enum.Parse<CueClass>(row[1], ignoreCase: true);
            foreach (string form in row[0] == "v" ? VerbForms.Of(row[2]) : [row[2]])
            {
                // A form that is a verb's and a noun's ("claims", "calls") is the verb's: nouns are told by their surroundings.
                cues.TryAdd(form, cueClass);
                if (row[0] == "v")
                {
                    verbs.Add(form);
                }
                else
                {
                    nouns.TryAdd(form, cueClass);
                }
            }
        }

        Cues = cues.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        ByWords = Cues.GetAlternateLookup<ReadOnlySpan<char>>();
        VerbFormWords = verbs.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        Nouns = nouns.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>True when the word is a form of a verb in the table.</summary>
    public static bool IsVerbForm(ReadOnlySpan<char> word) => VerbFormWords.Contains(word);

    /// <summary>The class of the word as a noun or an adjective; None when it is neither in the table.</summary>
    public static CueClass AsNoun(ReadOnlySpan<char> word) => Nouns.TryGetValue(word, out CueClass found) ? found : CueClass.None;

    /// <summary>The class of the longest cue that starts with the token, and how many tokens it has; (None, 1) when there is none.</summary>
    public static (CueClass Class, int Length) At(WordView words, int token, int end)
    {
        Span<char> phrase = stackalloc char[64];
        int length = 0;
        (CueClass, int) found = (CueClass.None, 1);
        for (int count = 0; count < LongestCue && token + count < end; count++)
        {
            ReadOnlySpan<char> word = words[token + count];
            if (length + word.Length + 1 > phrase.Length)
            {
                break;
            }

            if (count > 0)
            {
                phrase[length++] = ' ';
            }

            word.CopyTo(phrase[length..]);
            length += word.Length;
            if (ByWords.TryGetValue(phrase[..length], out CueClass cueClass))
            {
                found = (cueClass, count + 1);
            }
        }

        return found;
    }
}
