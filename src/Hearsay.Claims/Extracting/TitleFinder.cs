using System.Collections.Immutable;
using System.Globalization;
using Hearsay.Claims.Parties;
using Hearsay.Text;

namespace Hearsay.Claims.Extracting;

/// <summary>
/// What a document teaches of who holds which post: titles before a full name ("Foreign Ministry spokesman Nasser Kanaani") and appositions beside it
/// ("Kyrylo Budanov, the head of Ukraine's military intelligence,").
/// </summary>
internal static class TitleFinder
{
    /// <summary>Longer descriptions are sentences, not titles.</summary>
    private const int LongestTitle = 14;

    private static readonly WordClass PersonHeads = WordClasses.Of("person.head");
    private static readonly WordClass Titles = WordClasses.Of("title");
    private static readonly WordClass Posts = WordClasses.Of("title.post");
    private static readonly WordClass Former = WordClasses.Of("title.former");
    private static readonly WordClass Determiners = WordClasses.Of("determiner");
    private static readonly WordClass Organs = WordClasses.Of("organ.keep");

    /// <summary>The titles, in the order of the persons and their mentions; none twice.</summary>
    public static ImmutableArray<LearntTitle> Find(Document doc, WordView words, PartyMentions parties, PersonIndex persons)
    {
        ImmutableArray<LearntTitle>.Builder found = ImmutableArray.CreateBuilder<LearntTitle>();
        var seen = new HashSet<(string, string)>();
        foreach (Person person in persons.All)
        {
            if (!person.Name.Contains(' ', StringComparison.Ordinal))
            {
                continue;
            }

            foreach (PersonMention mention in person.Mentions)
            {
                Add(BeforeName(words, parties, mention.Before));
                Add(mention.After);

                void Add(TokenRange range)
                {
                    if (Title(words, range) is { IsEmpty: false } title && seen.Add((person.Name, words.Words(title))))
                    {
                        found.Add(Make(doc, words, parties, person, mention.Name, title));
                    }
                }
            }
        }

        return found.ToImmutable();
    }

    /// <summary>"met French President" begins with "French": words in lower case that belong to no post are the clause's, not the title's.</summary>
    private static TokenRange BeforeName(WordView words, PartyMentions parties, TokenRange range)
    {
        int start = range.Start;
        for (int token = range.Start; token + 1 < range.End; token++)
        {
            bool mark = !words.IsWord(token) && !words.IsPossessive(token) && !(words.Joined(token) && words.Joined(token + 1));
            bool clause = words.IsWord(token) && !words.IsCapital(token) && !IsOfTitle(words, parties, token) && (words.IsCapital(token + 1) || parties.At(token + 1) is not null);
            if (mark || clause || words[token].IndexOfAnyInRange('0', '9') >= 0)
            {
                start = token + 1;
            }
        }

        while (start < range.End && !words.IsCapital(start) && parties.At(start) is null && !Titles.Has(words[start]) && !PersonHeads.Has(words[start]) && !Former.Has(words[start]))
        {
            start++;
        }

        return new TokenRange(start, range.End);
    }

    private static bool IsOfTitle(WordView words, PartyMentions parties, int token) =>
        Titles.Has(words[token]) || PersonHeads.Has(words[token]) || Posts.Has(words[token]) || Organs.Has(words[token]) || Former.Has(words[token]) || parties.At(token) is not null
        || words[token] is "of" or "for" or "the" or "to" or "and" or "at";

    /// <summary>The words of the title without determiner and comma; empty when they name no post that one can hold, or one that was held before.</summary>
    private static TokenRange Title(WordView words, TokenRange range)
    {
        int start = range.Start;
        int end = range.End;
        while (start < end && (Determiners.Has(words[start]) || !words.IsWord(start)))
        {
            start++;
        }

        while (end > start && !words.IsWord(end - 1))
        {
            end--;
        }

        bool post = false;
        for (int token = start; token < end; token++)
        {
            if (Former.Has(words[token]) || words[token] is "," or "\"" or "“" or ";" or ":" or "(")
            {
                return default;
            }

            post |= Posts.Has(words.Core(token)) || PersonHeads.Has(words.Core(token));
        }

        return post && end - start is >= 1 and <= LongestTitle && !IsVague(words, start, end) ? new TokenRange(start, end) : default;
    }

    /// <summary>"General", "Mr", "the analyst": a rank or a trade alone says nothing that a later text could use.</summary>
    private static bool IsVague(WordView words, int start, int end)
    {
        for (int token = start; token < end; token++)
        {
            if (Posts.Has(words.Core(token)))
            {
                return false;
            }
        }

        return true;
    }

    private static LearntTitle Make(Document doc, WordView words, PartyMentions parties, Person person, TokenRange name, TokenRange title)
    {
        string? of = null;
        string? country = null;
        PartyMention? state = null;
        foreach (PartyMention mention in parties.Inside(title))
        {
            country ??= mention.Party.Country;
            if (mention.Party.IsState)
            {
                state ??= mention;
            }
            else
            {
                of ??= mention.Party.Id;
            }
        }

        // "Iranian Foreign Ministry spokesman": the organ is one of the state's, known by the words between.
        of ??= Organ(words, parties, title, state?.Party) ?? state?.Party.Id;
        RawText text = doc.Article.Text;
        TextSpan span = doc.Tokens.Span(new TokenRange(Math.Min(name.Start, title.Start), Math.Max(name.End, title.End)));
        string place = string.Create(CultureInfo.InvariantCulture, $"{text.Sha256}:{text.CodePoints.FromUtf16(span.Start)}-{text.CodePoints.FromUtf16(span.End)}");
        return new LearntTitle(person.Name, words.Words(title), of, country ?? person.Country, doc.Article.Published?.Day, place, text.Words(span));
    }

    private static string? Organ(WordView words, PartyMentions parties, TokenRange title, Party? state)
    {
        if (state is null)
        {
            return null;
        }

        for (int token = title.End - 1; token > title.Start; token--)
        {
            if (!Organs.Has(words[token]))
            {
                continue;
            }

            int start = token;
            while (start > title.Start && words.IsWord(start - 1) && parties.At(start - 1) is null && words[start - 1] is not ("of" or "for" or "the" or "at" or "in") && !words.IsPossessive(start - 1))
            {
                start--;
            }

            return parties.Registry.Find(OrganName.Of(state, words.Words(new TokenRange(start, token + 1))))?.Id;
        }

        return null;
    }
}
