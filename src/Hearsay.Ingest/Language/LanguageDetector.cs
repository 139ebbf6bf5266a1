using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Hearsay.Ingest.Language;

/// <summary>
/// Tells whether a text is English, and otherwise, where it is clear, what it is: by script, and within Latin script by the share of each language's small words.
/// Case and punctuation play no part, so telegrams in capitals and texts without stops are told as well.
/// </summary>
internal static class LanguageDetector
{
    /// <summary>Characters looked at: 200,000, some 30,000 words; a longer text has been told long before.</summary>
    private const int MostCharacters = 200_000;

    /// <summary>Fewest words of Latin script for naming another language: twenty. A headline has too few small words to be told from a line of names; of what is hardly English it is said that it could not be told.</summary>
    private const int FewestWords = 20;

    /// <summary>Fewest words that are no English ones, and more than those that are, for which a text of fewer than <see cref="FewestWords"/> is not taken for English: two. One is a name or a quotation.</summary>
    private const int FewestForeignWords = 2;

    /// <summary>Share of small words from which a language counts as found: 8 %. English news has 30 to 45 %, headlines and telegrams 10 %; a foreign text has 1 to 6 % of words that English happens to use too.</summary>
    private const double LeastShare = 0.08;

    /// <summary>Share of letters from which another script is worth a warning: a tenth, more than names and quotations in the original take.</summary>
    private const double WorthNaming = 0.10;

    /// <summary>Fewest letters of another script that are worth a warning: twenty, more than a name.</summary>
    private const int LettersWorthNaming = 20;

    /// <summary>Fewest English words, and share of English small words among the Latin ones, that make an English part of a text in another script.</summary>
    private const int FewestEnglishWords = 6;
    private const double LeastEnglishShare = 0.15;

    /// <summary>Longest word looked up; no function word is longer.</summary>
    private const int LongestWord = 16;

    private static readonly FrozenDictionary<string, ulong>.AlternateLookup<ReadOnlySpan<char>> ByWord = FunctionWords.ByWord.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly SearchValues<char> Ukrainian = SearchValues.Create("іїєґІЇЄҐ");
    private static readonly SearchValues<char> Belarusian = SearchValues.Create("ўЎ");
    private static readonly SearchValues<char> SerbianOrMacedonian = SearchValues.Create("јљњџЈЉЊЏ");
    private static readonly SearchValues<char> Serbian = SearchValues.Create("ђћЂЋ");
    private static readonly SearchValues<char> Kazakh = SearchValues.Create("әқңұҺһӘҚҢҰ");
    private static readonly SearchValues<char> RussianOnly = SearchValues.Create("ыэЫЭ");
    private static readonly SearchValues<char> Urdu = SearchValues.Create("ٹڈڑںےھ");
    private static readonly SearchValues<char> Pashto = SearchValues.Create("ټډړږښڼېۍ");
    private static readonly SearchValues<char> Kurdish = SearchValues.Create("ڕڵۆێ");
    private static readonly SearchValues<char> PersianOrUrdu = SearchValues.Create("پچژگکی");

    /// <summary>Tells the language of <paramref name="text"/>. Linear in its length up to a limit; any characters are allowed.</summary>
    public static LanguageVerdict Detect(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, MostCharacters)];
        Span<int> scripts = stackalloc int[(int)Script.Han + 1];
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (ScriptTable.Of(rune) is { } script)
            {
                scripts[(int)script]++;
            }
        }

        int letters = 0;
        Script largest = Script.Other;
        for (int script = 0; script < scripts.Length; script++)
        {
            letters += scripts[script];
            largest = scripts[script] > scripts[(int)largest] ? (Script)script : largest;
        }

        if (letters == 0)
        {
            return new LanguageVerdict("und", "no letters");
        }

        Span<int> hits = stackalloc int[FunctionWords.Codes.Count];
        int words = CountWords(text, hits);
        if (largest == Script.Latin)
        {
            (string code, string evidence) = Latin(text, words, hits);
            (Script other, int percent) = SecondScript(scripts, Script.Latin, letters);
            return code == "en" && percent >= WorthNaming * 100 && scripts[(int)other] >= LettersWorthNaming ? new LanguageVerdict(code, evidence, other.ToString(), percent) : new LanguageVerdict(code, evidence);
        }

        int share = Percent(scripts[(int)largest], letters);
        if (words >= FewestEnglishWords && hits[0] >= LeastEnglishShare * words && scripts[(int)Script.Latin] >= WorthNaming * letters)
        {
            return new LanguageVerdict("en", "an English part", largest.ToString(), share);
        }

        return new LanguageVerdict(OfScript(largest, scripts, text), string.Create(CultureInfo.InvariantCulture, $"{share} % of its letters are {largest}"));
    }

    /// <summary>Counts the words of Latin script, and for each language how many of them are its small words.</summary>
    private static int CountWords(ReadOnlySpan<char> text, Span<int> hits)
    {
        Span<char> lower = stackalloc char[LongestWord];
        int words = 0;
        (int start, int end) = NextWord(text, 0);
        while (start < end)
        {
            words++;
            if (end - start <= LongestWord)
            {
                text[start..end].ToLowerInvariant(lower);
                lower.Replace('’', '\'');
                if (ByWord.TryGetValue(lower[..(end - start)], out ulong languages))
                {
                    for (; languages != 0; languages &= languages - 1)
                    {
                        hits[BitOperations.TrailingZeroCount(languages)]++;
                    }
                }
            }

            (start, end) = NextWord(text, end);
        }

        return words;
    }

    /// <summary>The first word of Latin script that begins at <paramref name="at"/> or behind it; empty when there is none.</summary>
    private static (int Start, int End) NextWord(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && !IsLatin(text[at]))
        {
            at++;
        }

        int start = at;
        while (at < text.Length && (IsLatin(text[at]) || (text[at] is '\'' or '’' && at + 1 < text.Length && IsLatin(text[at + 1]))))
        {
            at++;
        }

        return (start, at);
    }

    /// <summary>
    /// Whether a text of few words is hardly English: it holds words with letters beyond a to z, or small words of one other language, and more of them than English ones. Words with a capital are left out, for they may be
    /// names, and so are the particles of names.
    /// </summary>
    private static bool IsHardlyEnglish(ReadOnlySpan<char> text)
    {
        List<(string Word, bool Small)> words = [];
        (int start, int end) = NextWord(text, 0);
        while (start < end)
        {
            string word = text[start..end].ToString().Replace('’', '\'');
            string lower = word.ToLowerInvariant();
            words.Add((lower, string.Equals(word, lower, StringComparison.Ordinal)));
            (start, end) = NextWord(text, end);
        }

        Span<int> foreign = stackalloc int[FunctionWords.Codes.Count];
        Span<int> shared = stackalloc int[FunctionWords.Codes.Count];
        int english = 0;
        int accented = 0;
        bool beforeName = false;
        for (int at = words.Count - 1; at >= 0; at--)
        {
            (string word, bool small) = words[at];
            if (beforeName && small && FunctionWords.NameParticles.Contains(word))
            {
                continue;
            }

            beforeName = !small;
            ulong languages = FunctionWords.ByWord.GetValueOrDefault(word);
            bool isEnglish = (languages & 1) != 0;
            english += isEnglish ? 1 : 0;
            if (!isEnglish && (!small || word.Length == 1 || FunctionWords.AlsoEnglish.Contains(word)))
            {
                continue;
            }

            if (!Ascii.IsValid(word))
            {
                accented++;
                continue;
            }

            Span<int> counted = isEnglish ? shared : foreign;
            for (; languages != 0; languages &= languages - 1)
            {
                counted[BitOperations.TrailingZeroCount(languages)]++;
            }
        }

        for (int language = 1; language < foreign.Length; language++)
        {
            int against = accented + foreign[language];
            if (against >= FewestForeignWords && against + shared[language] > english)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLatin(char value) => char.IsAsciiLetter(value) || (value is >= '\u00C0' and < '\u0250' or >= '\u1E00' and < '\u1F00' && char.IsLetter(value));

    private static (string Code, string Evidence) Latin(ReadOnlySpan<char> text, int words, ReadOnlySpan<int> hits)
    {
        if (words < FewestWords)
        {
            return IsHardlyEnglish(text) ? ("und", "too short to tell, but its letters or small words are hardly English") : ("en", "too short to tell");
        }

        int best = 1;
        for (int language = 2; language < hits.Length; language++)
        {
            best = hits[language] > hits[best] ? language : best;
        }

        string evidence = string.Create(CultureInfo.InvariantCulture, $"{Percent(hits[best], words)} % of its words are small words of that language, {Percent(hits[0], words)} % English ones");
        return hits[best] > hits[0] && hits[best] >= LeastShare * words ? (FunctionWords.Codes[best], evidence) : ("en", evidence);
    }

    private static (Script Script, int Percent) SecondScript(ReadOnlySpan<int> scripts, Script first, int letters)
    {
        Script second = Script.Other;
        for (int script = 0; script < scripts.Length; script++)
        {
            second = script != (int)first && scripts[script] > scripts[(int)second] ? (Script)script : second;
        }

        return (second, Percent(scripts[(int)second], letters));
    }

    private static string OfScript(Script script, ReadOnlySpan<int> scripts, ReadOnlySpan<char> text)
    {
        switch (script)
        {
            case Script.Han or Script.Kana:
                // Japanese writes its endings and particles in kana; a Chinese text has at most a name in it.
                return scripts[(int)Script.Kana] * 10 >= scripts[(int)Script.Han] ? "ja" : "zh";
            case Script.Arabic:
                // Letters that one language has and the others lack, in per mille of the text. Arabic itself has none of them.
                return Share(text, Pashto) >= 10 ? "ps" : Share(text, Kurdish) >= 10 ? "ku" : Share(text, Urdu) >= 20 ? "ur" : Share(text, PersianOrUrdu) >= 30 ? "fa" : "ar";
            case Script.Cyrillic:
                return Share(text, Kazakh) >= 20 ? "kk" : Share(text, Belarusian) >= 5 ? "be" : Share(text, Ukrainian) >= 20 ? "uk"
                    : Share(text, SerbianOrMacedonian) >= 10 ? (Share(text, Serbian) >= 2 ? "sr" : "mk") : Share(text, RussianOnly) >= 2 ? "ru" : "bg";
            default:
                return script switch
                {
                    Script.Greek => "el",
                    Script.Armenian => "hy",
                    Script.Hebrew => "he",
                    Script.Devanagari => "hi",
                    Script.Bengali => "bn",
                    Script.Gurmukhi => "pa",
                    Script.Gujarati => "gu",
                    Script.Tamil => "ta",
                    Script.Telugu => "te",
                    Script.Kannada => "kn",
                    Script.Malayalam => "ml",
                    Script.Sinhala => "si",
                    Script.Thai => "th",
                    Script.Lao => "lo",
                    Script.Tibetan => "bo",
                    Script.Burmese => "my",
                    Script.Georgian => "ka",
                    Script.Hangul => "ko",
                    Script.Ethiopic => "am",
                    Script.Khmer => "km",
                    _ => "und",
                };
        }
    }

    /// <summary>Occurrences of <paramref name="characters"/> per thousand characters of <paramref name="text"/>.</summary>
    private static int Share(ReadOnlySpan<char> text, SearchValues<char> characters)
    {
        long count = 0;
        foreach (char value in text)
        {
            count += characters.Contains(value) ? 1 : 0;
        }

        return (int)(count * 1000 / text.Length);
    }

    private static int Percent(int part, int whole) => whole == 0 ? 0 : (int)Math.Round(100.0 * part / whole);
}
