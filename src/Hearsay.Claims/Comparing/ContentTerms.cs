using System.Collections.Frozen;
using System.Globalization;
using Hearsay.Claims.Parties;

namespace Hearsay.Claims.Comparing;

/// <summary>
/// What the words of a content are about: names, resolved where the registry knows them, and the matter, as stems of words with synonyms put together, each weighed by how rare
/// it is in reports. Function words, words of reporting and numbers are not in it.
/// </summary>
internal sealed class ContentTerms
{
    /// <summary>Nothing said.</summary>
    public static readonly ContentTerms None = new([], [], [], false, []);

    /// <summary>Words of a name at most: "Democratic People's Republic of Korea".</summary>
    private const int LongestName = 6;

    /// <summary>Terms after a negation that it is about.</summary>
    private const int AfterNegation = 2;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Empty = FrozenSet.Create(
        StringComparer.Ordinal,
        "a", "about", "after", "again", "against", "all", "also", "although", "am", "among", "an", "and", "another", "any", "are", "around", "as", "at", "be", "because", "been", "before", "being", "between", "both", "but", "by", "can",
        "could", "did", "do", "does", "doing", "done", "down", "during", "each", "either", "else", "even", "ever", "every", "few", "for", "from", "further", "had", "has", "have", "having", "he", "her", "here", "hers", "herself", "him",
        "himself", "his", "how", "however", "if", "in", "into", "is", "it", "its", "itself", "just", "last", "least", "less", "like", "many", "may", "me", "might", "more", "most", "much", "must", "my", "near", "new", "now", "of", "off",
        "on", "once", "one", "only", "onto", "or", "other", "our", "ours", "out", "outside", "over", "own", "per", "same", "shall", "she", "should", "since", "so", "some", "still", "such", "than", "that", "the", "their", "theirs",
        "them", "themselves", "then", "there", "these", "they", "this", "those", "though", "through", "to", "too", "toward", "towards", "under", "until", "up", "upon", "us", "very", "via", "was", "we", "were", "what", "when", "where",
        "whether", "which", "while", "who", "whom", "whose", "why", "will", "with", "within", "would", "yet", "you", "your", "said", "say", "says", "saying", "told", "according", "report", "reported", "reportedly", "alleged",
        "allegedly", "accuse", "accused", "claim", "claimed", "claims", "allegation", "accusation", "accusations", "allegations", "year", "years", "month", "months", "week", "weeks", "day", "days", "monday", "tuesday", "wednesday",
        "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december", "today", "yesterday", "tomorrow", "ago", "later", "already",
        "some", "ones", "hundreds", "thousands", "dozens", "dozen", "number", "hundred", "thousand", "million", "billion", "approximately", "nearly", "almost", "fewer", "mr", "mrs", "ms", "dr", "re", "ve", "ll").GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Negators = FrozenSet.Create(
        StringComparer.Ordinal,
        "not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "nowhere", "without", "cannot", "don", "didn", "doesn", "isn", "wasn", "aren", "weren", "hasn", "haven", "hadn", "wouldn", "couldn", "shouldn", "mustn",
        "false", "untrue", "baseless", "unfounded", "fail", "failed", "refuse", "refused", "deny", "denies", "denied", "denying", "dispute", "disputes", "disputed", "reject", "rejects", "rejected", "dismiss", "dismissed", "refute", "refuted", "ain").GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Endings that are cut, longest first, with the letters that must be left. Light, after Porter (1980): what it joins wrongly is told apart by the parties.</summary>
    private static readonly (string Ending, int Left)[] Endings = [("ations", 4), ("ation", 4), ("ments", 4), ("ment", 4), ("ings", 4), ("ies", 3), ("ied", 3), ("ing", 4), ("ers", 4), ("ors", 4), ("ed", 4), ("er", 4), ("or", 4), ("es", 4), ("ly", 4), ("y", 3), ("s", 3), ("e", 3)];

    /// <summary>Endings by which a land and what is of it differ: "Oruvia" and "Oruvian".</summary>
    private static readonly string[] Belonging = ["ians", "ian", "ics", "ic", "ese", "ish", "ers", "ans", "an", "ia", "er", "is", "ns", "n", "i", "a", "s"];

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Synonyms = ReadSynonyms();
    private static readonly FrozenDictionary<string, float>.AlternateLookup<ReadOnlySpan<char>> Weights = EmbeddedTable.Rows("stems.tsv", 2)
        .ToFrozenDictionary(row => row[0], row => float.Parse(row[1], CultureInfo.InvariantCulture), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private ContentTerms(string[] names, string[] matter, string[] negatedMatter, bool negated, Figure[] figures)
    {
        Names = names;
        Matter = matter;
        NegatedMatter = negatedMatter;
        Weighed = Array.ConvertAll(matter, WeightOf);
        Figures = figures;
        IsNegated = negated;
    }

    /// <summary>Names, sorted: "@IRN" for a state and whoever acts for it, "@org:hezbollah" for others that the registry knows, else the word itself.</summary>
    public string[] Names { get; }

    /// <summary>Stems of the other words, sorted, synonyms by the first word of their set.</summary>
    public string[] Matter { get; }

    /// <summary>Names and matter, sorted.</summary>
    public string[] All => [.. Matter.Concat(Names).Order(StringComparer.Ordinal)];

    /// <summary>Weights of <see cref="Matter"/>, 0 … 1.</summary>
    public float[] Weighed { get; }

    /// <summary>The first terms after each negation: what is said not to be so.</summary>
    public string[] NegatedMatter { get; }

    /// <summary>Numbers with what they count.</summary>
    public Figure[] Figures { get; }

    /// <summary>Whether the words say that something is not so: an odd number of negations.</summary>
    public bool IsNegated { get; }

    /// <summary>The terms of a text.</summary>
    public static ContentTerms Of(string text)
    {
        List<(int Start, int End)> tokens = Cut(text);
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var matter = new SortedSet<string>(StringComparer.Ordinal);
        var denied = new List<string>();
        int open = 0;
        bool negated = false;
        void Add(string term)
        {
            matter.Add(term);
            if (open > 0)
            {
                denied.Add(term);
                open--;
            }
        }

        Span<char> lower = stackalloc char[64];
        for (int i = 0; i < tokens.Count; i++)
        {
            (int start, int end) = tokens[i];
            if (end - start > lower.Length)
            {
                continue;
            }

            ReadOnlySpan<char> word = text.AsSpan(start, end - start);
            if ((char.IsUpper(word[0]) || char.IsDigit(word[0])) && NameAt(text, tokens, i) is { } name)
            {
                names.Add(name.Term);
                i += name.Words - 1;
                continue;
            }

            ReadOnlySpan<char> small = lower[..word.ToLowerInvariant(lower)];
            if (small is "can" or "won" && end + 1 < text.Length && text[end] is '\'' or '’' && text[end + 1] is 't')
            {
                negated = !negated;
                open = AfterNegation;
                continue;
            }

            if (Negators.Contains(small))
            {
                // "no more than", "not only", "no longer a" and "not … but" leave it as it is.
                ReadOnlySpan<char> next = i + 1 < tokens.Count ? text.AsSpan(tokens[i + 1].Start, tokens[i + 1].End - tokens[i + 1].Start) : [];
                negated ^= !(next is "more" or "less" or "fewer" or "only" or "later" or "just" or "least");
                open = AfterNegation;
                continue;
            }

            if (small.Length < 2 || Empty.Contains(small) || !char.IsLetter(small[0]))
            {
                continue;
            }

            if (i + 1 < tokens.Count && PhraseAt(text, tokens, i) is { } phrase)
            {
                Add(phrase);
                i++;
                continue;
            }

            if (Synonyms.TryGetValue(small, out string? set))
            {
                Add(set);
            }
            else if (char.IsUpper(word[0]) && i > 0)
            {
                names.Add(Belongs(small));
            }
            else
            {
                string stem = Stem(small);
                if (char.IsUpper(word[0]) && !Weights.ContainsKey(stem))
                {
                    names.Add(Belongs(small));
                }
                else
                {
                    Add(Synonyms.TryGetValue(stem, out set) ? set : stem);
                }
            }
        }

        return new ContentTerms([.. names], [.. matter], [.. denied], negated, Figure.Find(text, tokens));
    }

    /// <summary>The name by which a party stands among terms.</summary>
    public static string NameOf(string key) => key.StartsWith("state:", StringComparison.Ordinal) ? "@" + key[6..] : key.StartsWith("name:", StringComparison.Ordinal) ? Belongs(key[(key.LastIndexOf(' ') is > 4 and int space ? space + 1 : 5)..].ToLowerInvariant()) : "@" + key;

    /// <summary>A stem, or the set of synonyms that a word belongs to.</summary>
    public static string TermOf(ReadOnlySpan<char> word)
    {
        Span<char> lower = stackalloc char[word.Length];
        word.ToLowerInvariant(lower);
        if (Synonyms.TryGetValue(lower, out string? set))
        {
            return set;
        }

        string stem = Stem(lower);
        return Synonyms.TryGetValue(stem, out set) ? set : stem;
    }

    /// <summary>Words: letters and digits, with hyphens between them.</summary>
    internal static List<(int Start, int End)> Cut(string text)
    {
        var tokens = new List<(int, int)>(32);
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool inside = i < text.Length && (char.IsLetterOrDigit(text[i]) || (start >= 0 && i + 1 < text.Length && (text[i] is '-' || (text[i] is '.' or ',' && char.IsDigit(text[i - 1]))) && char.IsLetterOrDigit(text[i + 1])));
            if (inside)
            {
                start = start < 0 ? i : start;
            }
            else if (start >= 0)
            {
                tokens.Add((start, i));
                start = -1;
            }
        }

        return tokens;
    }

    internal static string Stem(ReadOnlySpan<char> word)
    {
        foreach ((string ending, int left) in Endings)
        {
            if (word.Length >= ending.Length + left && word.EndsWith(ending, StringComparison.Ordinal))
            {
                ReadOnlySpan<char> stem = word[..^ending.Length];
                return (stem.Length > 3 && stem[^1] == stem[^2] && stem[^1] is not ('l' or 's') ? stem[..^1] : stem).ToString();
            }
        }

        return word.ToString();
    }

    private static float WeightOf(string term) => Weights.TryGetValue(term, out float weight) ? weight : 1;

    private static string Belongs(ReadOnlySpan<char> word)
    {
        foreach (string ending in Belonging)
        {
            if (word.Length >= ending.Length + 4 && word.EndsWith(ending, StringComparison.Ordinal))
            {
                return word[..^ending.Length].ToString();
            }
        }

        return word.ToString();
    }

    /// <summary>The longest name of the registry that begins at a word.</summary>
    private static (string Term, int Words)? NameAt(string text, List<(int Start, int End)> tokens, int at)
    {
        PartyRegistry registry = PartyRegistry.Standard;
        for (int words = Math.Min(LongestName, tokens.Count - at); words >= 1; words--)
        {
            ReadOnlySpan<char> span = text.AsSpan(tokens[at].Start, tokens[at + words - 1].End - tokens[at].Start);
            Party? party = registry.Find(span) ?? registry.FindAdjective(span) ?? registry.FindWeapon(span) ?? (words is 2 or 3 ? registry.FindPerson(span) : null);
            if (party is not null)
            {
                return (NameOf(PartyLink.Key(party.Id, party.Country, party.Name)), words);
            }
        }

        return null;
    }

    private static string? PhraseAt(string text, List<(int Start, int End)> tokens, int at)
    {
        int start = tokens[at].Start;
        int end = tokens[at + 1].End;
        if (end - start > 40)
        {
            return null;
        }

        Span<char> lower = stackalloc char[end - start];
        text.AsSpan(start, end - start).ToLowerInvariant(lower);
        return Synonyms.TryGetValue(lower, out string? set) ? set : null;
    }

    private static FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> ReadSynonyms()
    {
        var sets = new Dictionary<string, string>(StringComparer.Ordinal);
        string[][] rows = [.. EmbeddedTable.Rows("synonyms.tsv", 1).Select(row => row[0].Split('|'))];
        foreach (string[] row in rows)
        {
            foreach (string word in row)
            {
                sets[word] = "=" + row[0];
            }
        }

        // A form that is listed goes before a stem that happens to be the same.
        foreach (string[] row in rows)
        {
            foreach (string word in row.Where(word => !word.Contains(' ', StringComparison.Ordinal)))
            {
                // "Work" is not what makes a "worker": of those who do something, only the plural is the same.
                sets.TryAdd(word.EndsWith("er", StringComparison.Ordinal) || word.EndsWith("or", StringComparison.Ordinal) ? word + "s" : Stem(word), "=" + row[0]);
            }
        }

        return sets.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
