using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Hearsay.Claims.Parties;
using Hearsay.Text;

namespace Hearsay.Claims.Origins;

/// <summary>
/// What a text says of where it comes from: agencies credited, other outlets cited. Read from the characters alone, by the registry's names of outlets and agencies.
/// </summary>
/// <param name="Outlet">Who published it, where the registry knows the outlet.</param>
/// <param name="Credits">Agencies credited, in the order outlet, dateline, byline, footer.</param>
/// <param name="Citations">Other outlets it names, each once, by its first explicit citation or else its first mention, in text order.</param>
public sealed record Lineage(Party? Outlet, ImmutableArray<Credit> Credits, ImmutableArray<Citation> Citations)
{
    /// <summary>Characters from the start within which a dateline stands, headline and summary included.</summary>
    private const int DatelineReach = 600;

    /// <summary>Characters from the end within which credits stand.</summary>
    private const int FooterReach = 600;

    /// <summary>Longest line that can be a credit below the text, in characters.</summary>
    private const int LongestFooter = 250;

    /// <summary>Longest line that can be a byline, in characters.</summary>
    private const int LongestByline = 90;

    /// <summary>Second-level domains that name no owner.</summary>
    private static readonly HashSet<string> Suffixes = new(StringComparer.OrdinalIgnoreCase) { "co", "com", "org", "net", "gov", "ac" };

    /// <summary>Outlets by their names in lower case without spaces and marks, per registry.</summary>
    private static readonly ConditionalWeakTable<PartyRegistry, Dictionary<string, Party>> Squeezed = [];

    private static readonly HashSet<string> Of = new(StringComparer.OrdinalIgnoreCase)
    {
        "reported", "published", "obtained", "seen", "reviewed", "quoted", "cited", "carried", "released", "conducted", "interviewed", "revealed", "viewed", "broken", "report", "reports", "interview", "article", "story", "investigation",
        "reporting", "account", "op-ed", "leaked", "according", "speaking", "talking", "spoke", "talked", "statement", "comments", "remarks", "confirmed", "disclosed", "translated", "scoop", "exclusive",
    };

    private static readonly HashSet<string> Then = new(StringComparer.OrdinalIgnoreCase)
    {
        "reported", "reports", "reporting", "revealed", "reveals", "writes", "wrote", "quoted", "quotes", "cited", "cites", "learned", "learnt", "said", "says", "published", "broke", "obtained", "report", "story", "article", "investigation", "scoop", "account", "exclusive", "interview",
    };

    private static readonly HashSet<string> Between = new(StringComparer.OrdinalIgnoreCase)
    {
        "newspaper", "daily", "news", "agency", "magazine", "website", "channel", "network", "television", "tv", "also", "first", "has", "had", "have", "later", "earlier", "exclusively", "on", "previously", "the", "which",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    };

    private static readonly HashSet<string> FooterWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "contributed", "source", "copyright", "inputs", "files", "agencies", "syndicated", "writers", "writer", "material", "rights",
    };

    /// <summary>Reads the lineage of an article.</summary>
    /// <param name="article">The article; <see cref="Article.Outlet"/> says whom it cannot cite.</param>
    /// <param name="registry">Knows outlets and agencies.</param>
    public static Lineage Find(Article article, PartyRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(registry);
        DateOnly? day = article.Published?.Day;
        Party? outlet = OutletOf(article.Outlet, registry, day) ?? OutletOf(article.Address?.Host, registry, day);
        var credits = new List<Credit>();
        var citations = new List<Citation>();
        if (outlet is { Sort: PartySort.Agency })
        {
            credits.Add(new Credit(outlet, CreditPlace.Outlet, null));
        }

        foreach ((Party media, TextSpan words) in Mentions(article.Text, registry, day))
        {
            if (media.Sort == PartySort.Agency && PlaceOf(article.Text.AsSpan(), words) is { } place)
            {
                credits.Add(new Credit(media, place, words));
            }
            else if (media.Id != outlet?.Id)
            {
                citations.Add(new Citation(media, words, IsCited(article.Text.AsSpan(), words)));
            }
        }

        return new Lineage(outlet, [.. credits.OrderBy(credit => credit.Place).DistinctBy(credit => credit.Agency.Id)], [.. citations.OrderByDescending(citation => citation.IsExplicit).DistinctBy(citation => citation.Outlet.Id).OrderBy(citation => citation.Words.Start)]);
    }

    /// <summary>The outlet or agency of this name or address, or null. An address counts by the name in it: "www.dailymail.co.uk" is the Daily Mail.</summary>
    /// <param name="name">"The Guardian", "www.reuters.com", or null.</param>
    /// <param name="registry">Knows outlets and agencies.</param>
    /// <param name="on">The day, or null.</param>
    public static Party? OutletOf(string? name, PartyRegistry registry, DateOnly? on = null)
    {
        ArgumentNullException.ThrowIfNull(registry);
        if (name is null)
        {
            return null;
        }

        ReadOnlySpan<char> plain = name.AsSpan().Trim();
        plain = plain.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? plain[4..] : plain;
        Party? found = registry.Find(plain, on) ?? (plain.StartsWith("The ", StringComparison.OrdinalIgnoreCase) ? registry.Find(plain[4..], on) : null);
        if (found?.Kind == SpeakerKind.Media)
        {
            return found;
        }

        string[] labels = plain.ToString().Split('.');
        int owner = labels.Length - (labels.Length > 2 && Suffixes.Contains(labels[^2]) ? 3 : 2);
        return owner >= 0 && !plain.Contains(' ') ? Squeezed.GetValue(registry, Squeeze).GetValueOrDefault(labels[owner].ToLowerInvariant()) : null;
    }

    private static Dictionary<string, Party> Squeeze(PartyRegistry registry)
    {
        var squeezed = new Dictionary<string, Party>(StringComparer.Ordinal);
        foreach (Party party in registry.Parties.Where(party => party.Kind == SpeakerKind.Media))
        {
            foreach (string name in party.Aliases.Prepend(party.Name))
            {
                squeezed.TryAdd(string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant(), party);
            }
        }

        return squeezed;
    }

    /// <summary>Names of outlets and agencies in the text, the longest at each place.</summary>
    private static IEnumerable<(Party Media, TextSpan Words)> Mentions(RawText text, PartyRegistry registry, DateOnly? day)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsLetter(text[i]))
            {
                continue;
            }

            int end = WordEnd(text, i);
            if (char.IsUpper(text[i]) || text[i] is 'd')
            {
                (Party Media, TextSpan Words)? longest = null;
                int most = Math.Max(registry.MostWordsFrom(text[new TextSpan(i, end)]), registry.MostWordsFrom(Spell(text, new TextSpan(i, end))));
                for (int words = 1, to = end; words <= most; words++)
                {
                    if ((registry.Find(text[new TextSpan(i, to)], day) ?? registry.Find(Spell(text, new TextSpan(i, to)), day)) is { } found)
                    {
                        longest = found.Kind == SpeakerKind.Media ? (found, new TextSpan(i, to)) : null;
                    }

                    if (to + 1 >= text.Length || text[to] is not (' ' or '-' or '/') || !char.IsLetterOrDigit(text[to + 1]))
                    {
                        break;
                    }

                    to = WordEnd(text, to + 1);
                }

                if (longest is { } mention && !EndsLongerName(text, mention.Words))
                {
                    yield return mention;
                    end = mention.Words.End;
                }
            }

            i = end;
        }
    }

    /// <summary>True for "Bloomberg" in "Michael Bloomberg": one word after a word that is capitalised though no sentence begins there.</summary>
    private static bool EndsLongerName(RawText text, TextSpan words)
    {
        ReadOnlySpan<char> all = text.AsSpan();
        if (words.Start < 2 || all[words.Start - 1] != ' ' || !char.IsLetter(all[words.Start - 2]) || all[words.Start..words.End].Contains(' '))
        {
            return false;
        }

        int start = words.Start - 1;
        while (start > 0 && char.IsLetter(all[start - 1]))
        {
            start--;
        }

        bool inner = start >= 2 && all[start - 1] == ' ' && (char.IsLetter(all[start - 2]) || all[start - 2] == ',');
        return inner && char.IsUpper(all[start]) && !all[start..(words.Start - 1)].Equals("The", StringComparison.Ordinal);
    }

    /// <summary>A word of five capitals or more may be a name in capitals and no abbreviation: "REUTERS".</summary>
    private static ReadOnlySpan<char> Spell(RawText text, TextSpan words)
    {
        ReadOnlySpan<char> given = text[words];
        if (given.Length < 5)
        {
            return given;
        }

        foreach (char letter in given)
        {
            if (!char.IsUpper(letter))
            {
                return given;
            }
        }

        return string.Create(given.Length, given, (to, from) =>
        {
            from.ToLowerInvariant(to);
            to[0] = from[0];
        });
    }

    private static int WordEnd(RawText text, int start)
    {
        int end = start;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || (text[end] == '.' && end > start && end + 1 < text.Length && char.IsLetter(text[end + 1]))))
        {
            end++;
        }

        return end;
    }

    /// <summary>Where the name stands as a credit, or null when it is just mentioned.</summary>
    private static CreditPlace? PlaceOf(ReadOnlySpan<char> text, TextSpan words)
    {
        if (IsPhotoCredit(text[words.End..]))
        {
            return null;
        }

        bool enclosed = words.Start > 0 && words.End < text.Length && ((text[words.Start - 1] == '(' && text[words.End] == ')') || (text[words.Start - 1] == '/' && text[words.End] == '/'));
        int lineStart = text[..words.Start].LastIndexOf('\n') + 1;
        int rest = text[words.End..].IndexOf('\n');
        int lineEnd = rest < 0 ? text.Length : words.End + rest;
        ReadOnlySpan<char> line = text[lineStart..lineEnd];
        if (words.Start < DatelineReach && (enclosed || EndsDateline(text, lineStart, words)))
        {
            return CreditPlace.Dateline;
        }

        bool bare = IsBare(line, words.Start - lineStart, words.Length);
        if (words.Start < DatelineReach && line.Length <= LongestByline && (bare || line.TrimStart().StartsWith("By ", StringComparison.OrdinalIgnoreCase)))
        {
            return CreditPlace.Byline;
        }

        bool last = lineStart > 0 && words.Start >= text.Length - FooterReach && line.Length <= LongestFooter;
        return last && (enclosed || bare || HasFooterWord(line)) ? CreditPlace.Footer : null;
    }

    /// <summary>"REUTERS/Name", "AP Photo", "AFP via Getty Images": whose picture it is says nothing of the text.</summary>
    private static bool IsPhotoCredit(ReadOnlySpan<char> after) =>
        (after.Length > 1 && after[0] == '/' && char.IsLetter(after[1])) || after.StartsWith(" Photo", StringComparison.OrdinalIgnoreCase) || after.StartsWith(" via Getty", StringComparison.OrdinalIgnoreCase);

    /// <summary>"MOSCOW, Reuters –": capitals at the start of the line, the name, a dash.</summary>
    private static bool EndsDateline(ReadOnlySpan<char> text, int lineStart, TextSpan words)
    {
        ReadOnlySpan<char> after = text[words.End..].TrimStart(" )");
        return after.Length > 0 && after[0] is '—' or '–' or '-' && words.Start > lineStart && words.Start - lineStart < LongestByline && char.IsUpper(text[lineStart]) && text[lineStart..words.Start].TrimEnd("( ").EndsWith(",", StringComparison.Ordinal);
    }

    /// <summary>True when the line holds little but the name: "Reuters", "— AFP", "Associated Press writers".</summary>
    private static bool IsBare(ReadOnlySpan<char> line, int at, int length)
    {
        int others = 0;
        for (int i = 0; i < line.Length; i++)
        {
            others += (i < at || i >= at + length) && char.IsLetterOrDigit(line[i]) ? 1 : 0;
        }

        return others <= 10;
    }

    private static bool HasFooterWord(ReadOnlySpan<char> line)
    {
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> words = FooterWords.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (Range range in line.SplitAny([' ', ',', ':', ';', '.', '(', ')']))
        {
            if (words.Contains(line[range]))
            {
                return true;
            }
        }

        return line.Contains('©');
    }

    /// <summary>True when the words around the name say that something is taken from that outlet.</summary>
    private static bool IsCited(ReadOnlySpan<char> text, TextSpan words)
    {
        ReadOnlySpan<char> before = text[Math.Max(0, words.Start - 60)..words.Start].TrimEnd();
        string last = TakeLast(ref before);
        last = last.Equals("the", StringComparison.OrdinalIgnoreCase) || last.Equals("a", StringComparison.OrdinalIgnoreCase) ? TakeLast(ref before) : last;
        if (last is "told" or "tells" or "citing" or "via" or "quoting")
        {
            return true;
        }

        if (last is "to" or "by" or "in" or "with" or "from" && Of.Contains(TakeLast(ref before)))
        {
            return true;
        }

        ReadOnlySpan<char> after = text[words.End..Math.Min(text.Length, words.End + 60)];
        after = after.StartsWith("'s", StringComparison.Ordinal) || after.StartsWith("’s", StringComparison.Ordinal) ? after[2..] : after;
        for (int i = 0; i < 4; i++)
        {
            string next = TakeFirst(ref after);
            if (Then.Contains(next))
            {
                return true;
            }

            if (!Between.Contains(next))
            {
                return false;
            }
        }

        return false;
    }

    private static string TakeLast(ref ReadOnlySpan<char> text)
    {
        int end = text.Length;
        int start = end;
        while (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '-'))
        {
            start--;
        }

        string word = text[start..end].ToString();
        text = text[..start].TrimEnd();
        return word;
    }

    private static string TakeFirst(ref ReadOnlySpan<char> text)
    {
        text = text.TrimStart(' ').TrimStart(',').TrimStart(' ');
        int end = 0;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '-'))
        {
            end++;
        }

        string word = text[..end].ToString();
        text = text[end..];
        return word;
    }
}
