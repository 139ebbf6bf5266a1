using System.Collections.Frozen;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Dating;

/// <summary>Whether the words around a day without date put it before or after the time of writing. The verb before it in its clause decides, then the one after it.</summary>
internal static class Tense
{
    /// <summary>Tokens looked at to either side: a clause seldom has more.</summary>
    private const int Reach = 24;

    /// <summary>Words after which what follows lies ahead.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Ahead = Words("""
        will 'll ’ll wo shall would going expected expects expect due scheduled slated plans plan planning planned intends intend set upcoming forthcoming must should promises promised pledges pledged
        vows vowed hopes threatens expire expires begins starts ends opens resumes deadline until by aims proposed proposes invited likely
        """);

    /// <summary>Past forms that do not end in -ed.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Behind = Words("""
        was were had did said told met held went came took gave made began broke brought built bought caught chose cut drew drove fell fought flew found fled got grew hit kept knew laid led left lost
        meant paid put quit ran read rose saw sold sent shot showed shut spoke spent stood struck swore thought threw understood withdrew won wore wrote became beat blew hurt heard hid set sank sought
        says saying has have since
        """);

    /// <summary>True when the expression at <paramref name="range"/> lies ahead.</summary>
    public static bool IsFuture(Tokens tokens, TokenRange sentence, TokenRange range)
    {
        int from = Math.Max(sentence.Start, range.Start - Reach);
        for (int i = range.Start - 1; i >= from; i--)
        {
            ReadOnlySpan<char> word = tokens[i];
            if (word is ";" or ":" or "“" or "\"" or "”")
            {
                break;
            }

            // "by" and "until" bind only what follows at once.
            if (word is "by" or "until")
            {
                if (i >= range.Start - 2 && !PastBefore(tokens, sentence.Start, i))
                {
                    return true;
                }

                continue;
            }

            if (word is "set" or "due" or "likely" or "planned" or "proposed" or "invited" or "expected")
            {
                return word is not "set" || (i + 1 < tokens.Count && tokens[i + 1] is "to" or "for");
            }

            // "the vote is on Monday".
            if (Ahead.Contains(word) || (word is "is" or "are" && i >= range.Start - 3))
            {
                return true;
            }

            if (Behind.Contains(word) || EndsInEd(word))
            {
                return false;
            }
        }

        int to = Math.Min(sentence.End, range.End + Reach);
        for (int i = range.End; i < to; i++)
        {
            ReadOnlySpan<char> word = tokens[i];
            if (word is "by" or "until" or "set")
            {
                continue;
            }

            if (Ahead.Contains(word))
            {
                return true;
            }

            if (Behind.Contains(word) || EndsInEd(word))
            {
                return false;
            }
        }

        return false;
    }

    private static bool PastBefore(Tokens tokens, int from, int at)
    {
        for (int i = at - 1; i >= Math.Max(from, at - Reach); i--)
        {
            ReadOnlySpan<char> word = tokens[i];
            if (word is "had" or "was" or "were" or "did" || (word.Length > 3 && EndsInEd(word) && !Ahead.Contains(word)))
            {
                return true;
            }

            if (Ahead.Contains(word) || word is "to")
            {
                return false;
            }
        }

        return false;
    }

    private static bool EndsInEd(ReadOnlySpan<char> word) => word.Length > 3 && word[^1] == 'd' && word[^2] == 'e' && word[^3] != 'e' && char.IsAsciiLetterLower(word[0]);

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words(string list) =>
        list.Split((char[])[' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
