using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Tokenizing;

/// <summary>
/// Cuts English text into tokens as the Universal Dependencies treebanks do (EWT, GUM): contractions, possessives and most
/// hyphens apart ("do|n't", "Iran|'s", "US|-|based"); abbreviations, numbers, dates, addresses and handles whole.
/// One pass, linear in the length of the text; look-ahead is bounded.
/// </summary>
public static class Tokenizer
{
    /// <summary>How far a candidate address or e-mail is looked ahead, in characters: longer ones are cut there. Bounds the work per token.</summary>
    private const int AddressReach = 256;

    private static readonly SearchValues<char> SmallLettersAndStop = SearchValues.Create("abcdefghijklmnopqrstuvwxyz.");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BoundPrefixes =
        English.Abbreviations.BoundPrefixes.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Abbreviated =
        English.Abbreviations.WithStop.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BeforeNumber =
        English.Abbreviations.BeforeNumber.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Units =
        English.Abbreviations.Units.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Domains =
        English.Abbreviations.Domains.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Length of the longest of <see cref="English.Abbreviations.Contractions"/>.</summary>
    private const int LongestContraction = 8;

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Contractions =
        English.Abbreviations.Contractions.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> FileTypes =
        English.Abbreviations.FileTypes.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Tokenizes the whole of <paramref name="text"/>.</summary>
    public static Tokens Tokenize(RawText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ReadOnlySpan<char> chars = text.AsSpan();
        var cut = new Cut(chars.Length);
        int at = 0;
        while (at < chars.Length)
        {
            if (IsGap(chars[at]))
            {
                at++;
                continue;
            }

            at = Next(chars, at, ref cut);
        }

        return new Tokens(text, cut.Starts(), cut.Ends());
    }

    /// <summary>True for characters that never belong to a token by themselves: white space, controls, zero-width and direction marks.</summary>
    public static bool IsGap(char c) =>
        c <= ' ' || (c >= '\u007F' && (char.IsWhiteSpace(c) || char.IsControl(c)
            || c is '\u200B' or '\u200E' or '\u200F' or '\uFEFF' or '\u2060' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')));

    /// <summary>Cuts one token, or the parts of one word, at <paramref name="at"/>, and returns where to go on.</summary>
    private static int Next(ReadOnlySpan<char> text, int at, ref Cut cut)
    {
        char c = text[at];
        if (char.IsAsciiLetterOrDigit(c) || IsWordRune(text, at, out _))
        {
            int address = AddressEnd(text, at);
            if (address > at)
            {
                cut.Add(at, address);
                return address;
            }

            return char.IsAsciiDigit(c) ? Number(text, at, ref cut) : Word(text, at, ref cut);
        }

        if (c is '@' or '#' && at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]))
        {
            int handle = at + 1;
            bool lettered = false;
            while (handle < text.Length && (char.IsLetterOrDigit(text[handle]) || text[handle] == '_'))
            {
                lettered |= !char.IsAsciiDigit(text[handle]);
                handle++;
            }

            // "#1" is a mark before a number.
            handle = lettered || c == '@' ? handle : at + 1;
            cut.Add(at, handle);
            return handle;
        }

        int emoticon = EmoticonLength(text, at);
        if (emoticon > 0)
        {
            cut.Add(at, at + emoticon);
            return at + emoticon;
        }

        if (c is '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]) && (at == 0 || !char.IsLetterOrDigit(text[at - 1])))
        {
            return Number(text, at, ref cut);
        }

        if (IsApostrophe(c))
        {
            int clitic = Clitic(text, at);
            if (clitic > at)
            {
                cut.Add(at, clitic);
                return clitic;
            }
        }

        int end = at + SymbolLength(text, at);
        cut.Add(at, end);
        return end;
    }

    /// <summary>A decade or elision that opens with an apostrophe: '90s, 'em, 'til.</summary>
    private static int Clitic(ReadOnlySpan<char> text, int at)
    {
        int end = at + 1;
        while (end < text.Length && end < at + 8 && char.IsAsciiLetterOrDigit(text[end]))
        {
            end++;
        }

        if (end < text.Length && char.IsLetterOrDigit(text[end]))
        {
            return at;
        }

        ReadOnlySpan<char> word = text[(at + 1)..end];
        bool decade = word.Length is 2 or 3 && char.IsAsciiDigit(word[0]) && char.IsAsciiDigit(word[1]) && (word.Length == 2 || word[2] == 's');
        bool elision = word.Equals("em", StringComparison.OrdinalIgnoreCase) || word.Equals("til", StringComparison.OrdinalIgnoreCase)
            || word.Equals("tis", StringComparison.OrdinalIgnoreCase) || word.Equals("twas", StringComparison.OrdinalIgnoreCase);
        bool closesHere = end < text.Length && IsApostrophe(text[end]);
        return (decade || elision) && !closesHere ? end : at;
    }

    private static int Word(ReadOnlySpan<char> text, int at, ref Cut cut)
    {
        int end = at;
        int apostrophe = -1;
        while (end < text.Length)
        {
            if (IsWordRune(text, end, out int length))
            {
                end += length;
                continue;
            }

            char c = text[end];
            bool before = end > at;
            bool wordAfter = end + 1 < text.Length && IsWordRune(text, end + 1, out _);
            if (!before || !wordAfter)
            {
                break;
            }

            if (IsApostrophe(c))
            {
                apostrophe = end++;
                continue;
            }

            if (c == '.' && (IsDottedLetters(text[at..end]) || IsDomain(text, at, end) || IsFile(text, end) || IsHierarchy(text, at, end)))
            {
                end++;
                continue;
            }

            if (c == '_')
            {
                end++;
                continue;
            }

            if (c == '&' && char.IsAsciiLetterUpper(text[end - 1]) && char.IsAsciiLetterUpper(text[end + 1]) && end - at <= 3)
            {
                end++;
                continue;
            }

            if (c is '-' or '\u2011' && char.IsLetter(text[end + 1]) && end - at <= 6 && IsBoundPrefix(text[at..end]))
            {
                end++;
                continue;
            }

            break;
        }

        if (end < text.Length && text[end] == '.' && TakesStop(text, at, end))
        {
            cut.Add(at, end + 1);
            return end + 1;
        }

        return apostrophe < 0 ? Undotted(text, at, end, ref cut) : Contracted(text, at, apostrophe, end, ref cut);
    }

    /// <summary>"cannot", "gonna" and their like are two words to the treebanks, and so are contractions without their apostrophe, "dont", "im"; not "Im" and "Ive", which are surnames.</summary>
    private static int Undotted(ReadOnlySpan<char> text, int at, int end, ref Cut cut)
    {
        ReadOnlySpan<char> word = text[at..end];
        int head = 0;
        if (word.Length is >= 2 and <= LongestContraction)
        {
            Span<char> lower = stackalloc char[LongestContraction];
            if (word.ToLowerInvariant(lower) == word.Length && Contractions.TryGetValue(lower[..word.Length], out int cutAt) && !(cutAt == 1 && char.IsUpper(word[0])))
            {
                head = cutAt;
            }
        }

        if (head > 0)
        {
            cut.Add(at, at + head);
        }

        cut.Add(at + head, end);
        return end;
    }

    private static int Contracted(ReadOnlySpan<char> text, int at, int apostrophe, int end, ref Cut cut)
    {
        ReadOnlySpan<char> tail = text[(apostrophe + 1)..end];
        int split = tail.Length switch
        {
            1 when tail[0] is 't' or 'T' && apostrophe - at >= 2 && text[apostrophe - 1] is 'n' or 'N' => apostrophe - 1,
            1 when tail[0] is 's' or 'S' or 'd' or 'D' or 'm' or 'M' => apostrophe,
            2 when tail.Equals("re", StringComparison.OrdinalIgnoreCase) || tail.Equals("ve", StringComparison.OrdinalIgnoreCase)
                || tail.Equals("ll", StringComparison.OrdinalIgnoreCase) => apostrophe,
            _ => at,
        };
        if (split > at)
        {
            cut.Add(at, split);
        }

        cut.Add(split, end);
        return end;
    }

    /// <summary>Numbers with their marks: 1,000 · 3.5 · 5:30 · 9/11 · 2022-12-25 · 713-853-3989 · 11th · 1970s; units apart: 5|pm, 3|bn.</summary>
    private static int Number(ReadOnlySpan<char> text, int at, ref Cut cut)
    {
        int end = at;
        int hyphens = 0;
        int firstHyphen = -1;
        while (end < text.Length)
        {
            char c = text[end];
            if (char.IsAsciiDigit(c))
            {
                end++;
                continue;
            }

            bool digitAfter = end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]);
            if (!digitAfter)
            {
                break;
            }

            if (c is '.' or ',' or ':' or '/')
            {
                end++;
                continue;
            }

            if (c == '-' && end > at)
            {
                if (++hyphens == 1)
                {
                    firstHyphen = end;
                }

                end++;
                continue;
            }

            break;
        }

        if (hyphens == 1 && firstHyphen - at != 3)
        {
            // A range or a score: three tokens.
            end = firstHyphen;
        }

        int letters = end;
        while (letters < text.Length && IsWordRune(text, letters, out int length))
        {
            letters += length;
        }

        if (letters > end)
        {
            if (Units.Contains(text[end..letters]))
            {
                cut.Add(at, end);
                if (letters < text.Length && text[letters] == '.' && letters + 1 < text.Length && char.IsAsciiLetter(text[letters + 1]))
                {
                    return end;
                }

                cut.Add(end, letters);
                return letters;
            }

            end = letters;
        }

        cut.Add(at, end);
        return end;
    }

    /// <summary>True when the stop after the word belongs to it.</summary>
    private static bool TakesStop(ReadOnlySpan<char> text, int at, int stop)
    {
        ReadOnlySpan<char> word = text[at..stop];
        if (stop + 1 < text.Length && text[stop + 1] == '.')
        {
            return false;
        }

        if (word.Length == 1)
        {
            // An initial: a capital followed by a name or another initial; "I." ends a sentence more often.
            int next = stop + 1;
            while (next < text.Length && text[next] == ' ')
            {
                next++;
            }

            // "he wrote on X.": the network of that name.
            return char.IsAsciiLetterUpper(word[0]) && word[0] != 'I' && !(word[0] == 'X' && text[..at].EndsWith(" on ", StringComparison.Ordinal)) && next < text.Length && char.IsUpper(text[next]) && next - stop <= 2;
        }

        if (IsDottedLetters(word) && word.Contains('.'))
        {
            return true;
        }

        if (BeforeNumber.Contains(word))
        {
            int next = stop + 1;
            while (next < text.Length && text[next] == ' ')
            {
                next++;
            }

            return next < text.Length && char.IsAsciiDigit(text[next]);
        }

        return Abbreviated.Contains(word) && !(word is "etc" && EndsSentence(text, stop));
    }

    /// <summary>True when nothing, a line end or a capital follows the stop.</summary>
    private static bool EndsSentence(ReadOnlySpan<char> text, int stop)
    {
        int next = stop + 1;
        while (next < text.Length && text[next] == ' ')
        {
            next++;
        }

        return next == text.Length || text[next] is '\n' or '\r' || (next > stop + 1 && char.IsUpper(text[next]));
    }

    /// <summary>True when the stop at <paramref name="stop"/> stands before the ending of a file name: "list.doc", "PLAN.XLS".</summary>
    private static bool IsFile(ReadOnlySpan<char> text, int stop)
    {
        int end = stop + 1;
        while (end < text.Length && end - stop < 6 && char.IsAsciiLetterOrDigit(text[end]))
        {
            end++;
        }

        Span<char> lower = stackalloc char[8];
        return (end == text.Length || !char.IsLetterOrDigit(text[end])) && text[(stop + 1)..end].ToLowerInvariant(lower) is > 0 and int length && FileTypes.Contains(lower[..length]);
    }

    /// <summary>True when the stop is inside a name of three parts and more in small letters, as of a newsgroup: "sci.space.news".</summary>
    private static bool IsHierarchy(ReadOnlySpan<char> text, int at, int stop)
    {
        if (stop - at >= AddressReach)
        {
            return false;
        }

        int parts = text[at..stop].Count('.') + 1;
        int end = stop + 1;
        int length = 0;
        while (end < text.Length && end - at < AddressReach && (char.IsAsciiLetterLower(text[end]) || (text[end] == '.' && length > 0)))
        {
            length = text[end] == '.' ? 0 : length + 1;
            parts += length == 1 ? 1 : 0;
            end++;
        }

        return parts >= 3 && text[at..stop].IndexOfAnyExcept(SmallLettersAndStop) < 0;
    }

    /// <summary>Single letters divided by stops ("U", "U.S", "a.m"), or a mixed one of the treebanks ("Ph.D").</summary>
    private static bool IsDottedLetters(ReadOnlySpan<char> word)
    {
        if (word.Length > 12)
        {
            return false;
        }

        for (int i = 0; i < word.Length; i++)
        {
            if (i % 2 == 0 ? !char.IsAsciiLetter(word[i]) : word[i] != '.')
            {
                return word.StartsWith("Ph", StringComparison.Ordinal) && (word.Length == 2 || word is "Ph.D");
            }
        }

        return word.Length % 2 == 1;
    }

    /// <summary>True when the stop at <paramref name="stop"/> is inside a host or file name: lower-case words and a known ending.</summary>
    private static bool IsDomain(ReadOnlySpan<char> text, int at, int stop)
    {
        int end = stop + 1;
        while (end < text.Length && end - at < AddressReach && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '.'))
        {
            end++;
        }

        ReadOnlySpan<char> rest = text[(stop + 1)..end].TrimEnd('.');
        int last = rest.LastIndexOf('.');
        return Domains.Contains(last < 0 ? rest : rest[(last + 1)..]);
    }

    /// <summary>Where the web or mail address starting at <paramref name="at"/> ends, or <paramref name="at"/> when there is none.</summary>
    private static int AddressEnd(ReadOnlySpan<char> text, int at)
    {
        ReadOnlySpan<char> rest = text[at..Math.Min(text.Length, at + AddressReach)];
        bool web = rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || (rest.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) && rest.Length > 7 && char.IsAsciiLetterOrDigit(rest[7]));
        int end = 0;
        if (web)
        {
            while (end < rest.Length && !IsGap(rest[end]) && rest[end] is not ('<' or '>' or '"' or '“' or '”' or ')' or ']'))
            {
                end++;
            }

            while (end > 0 && rest[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or '’')
            {
                end--;
            }

            return at + end;
        }

        while (end < rest.Length && (char.IsAsciiLetterOrDigit(rest[end]) || rest[end] is '.' or '_' or '%' or '+' or '-'))
        {
            end++;
        }

        if (end == 0 || end + 1 >= rest.Length || rest[end] != '@' || !char.IsAsciiLetterOrDigit(rest[end + 1]))
        {
            return at;
        }

        end++;
        while (end < rest.Length && (char.IsAsciiLetterOrDigit(rest[end]) || rest[end] is '.' or '-'))
        {
            end++;
        }

        while (rest[end - 1] is '.' or '-')
        {
            end--;
        }

        return at + end;
    }

    /// <summary>Length of the emoticon at <paramref name="at"/>, ":-)" or ";D", or 0: eyes, perhaps a nose, a mouth, and no word or number touching it.</summary>
    private static int EmoticonLength(ReadOnlySpan<char> text, int at)
    {
        if (text[at] is not (':' or ';' or '='))
        {
            return 0;
        }

        int mouth = at + 1;
        mouth += mouth < text.Length && text[mouth] is '-' or '^' ? 1 : 0;
        if (mouth >= text.Length)
        {
            return 0;
        }

        bool letter = text[mouth] is 'D' or 'P' or 'p' or 'O' or 'o';
        if (!letter && text[mouth] is not (')' or '(' or '|' or '/' or '\\'))
        {
            return 0;
        }

        bool spacedBefore = at == 0 || IsGap(text[at - 1]);
        int end = mouth + 1;
        bool free = end == text.Length || IsGap(text[end]) || (!letter && text[end] is '.' or ',' or '!' or '?' or '<' or ')');

        // A bracket after a colon without space, "(see:)", belongs to the sentence unless the emoticon stands by itself.
        return free && (spacedBefore || (text[mouth] is ')' or '(' && (text[at - 1] is '.' or '!' or '?' || (mouth > at + 1)))) ? end - at : 0;
    }

    /// <summary>Length of the mark or symbol at <paramref name="at"/>: runs of the same mark are one token, an emoji with its modifiers too.</summary>
    private static int SymbolLength(ReadOnlySpan<char> text, int at)
    {
        char c = text[at];
        int end = at + 1;
        switch (c)
        {
            case '.' or '-' or '*' or '_' or '=' or '~' or '+' or '#' or '|' or '<' or '>':
                while (end < text.Length && text[end] == c)
                {
                    end++;
                }

                if (c == '.' && end == at + 1)
                {
                    while (end < text.Length && text[end] is '!' or '?')
                    {
                        end++;
                    }
                }

                return end - at;
            case '!' or '?':
                while (end < text.Length && text[end] is '!' or '?')
                {
                    end++;
                }

                return end - at;
            case '\'' or '`' or '’' or '‘' when end < text.Length && (text[end] == c || (c == '‘' && text[end] == '’')):
                return 2;
            default:
                return c < '\u2000' ? 1 : Math.Max(1, StringInfo.GetNextTextElementLength(text[at..Math.Min(text.Length, at + AddressReach)]));
        }
    }

    private static bool IsBoundPrefix(ReadOnlySpan<char> word)
    {
        Span<char> lower = stackalloc char[8];
        int length = word.ToLowerInvariant(lower);
        return length > 0 && BoundPrefixes.Contains(lower[..length]);
    }

    private static bool IsApostrophe(char c) => c is '\'' or '’' or '`' or '´';

    /// <summary>True when a letter, digit, combining mark or joiner stands at <paramref name="at"/>.</summary>
    private static bool IsWordRune(ReadOnlySpan<char> text, int at, out int length)
    {
        char c = text[at];
        length = 1;
        if (char.IsAsciiLetterOrDigit(c))
        {
            return true;
        }

        if (c < '\u0080')
        {
            return false;
        }

        if (char.IsHighSurrogate(c))
        {
            if (at + 1 < text.Length && Rune.TryCreate(c, text[at + 1], out Rune rune) && (Rune.IsLetterOrDigit(rune) || IsMark(Rune.GetUnicodeCategory(rune))))
            {
                length = 2;
                return true;
            }

            return false;
        }

        return char.IsLetterOrDigit(c) || c is '\u00AD' or '\u200C' or '\u200D' || IsMark(char.GetUnicodeCategory(c));
    }

    private static bool IsMark(UnicodeCategory category) =>
        category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.LetterNumber;

    /// <summary>Growing columns of token borders.</summary>
    private struct Cut(int characters)
    {
        private int[] _starts = new int[Math.Max(8, characters / 5)];
        private int[] _ends = new int[Math.Max(8, characters / 5)];
        private int _count;

        public void Add(int start, int end)
        {
            if (_count == _starts.Length)
            {
                Array.Resize(ref _starts, _count * 2);
                Array.Resize(ref _ends, _count * 2);
            }

            _starts[_count] = start;
            _ends[_count++] = end;
        }

        public readonly int[] Starts() => _starts.AsSpan(0, _count).ToArray();

        public readonly int[] Ends() => _ends.AsSpan(0, _count).ToArray();
    }
}
