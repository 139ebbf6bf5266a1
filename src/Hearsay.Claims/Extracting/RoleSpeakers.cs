using Hearsay.Claims.Parties;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>Persons called by what they are: "the general", "Iran's foreign minister", "a navy spokesman".</summary>
internal sealed class RoleSpeakers(SpeakerContext context, SourcePhrases phrases, NamedSpeakers names)
{
    /// <summary>What it costs a description to point forward, in tokens.</summary>
    private const int LookAhead = 100;

    private static readonly WordClass Fields = WordClasses.Of("title.field");
    private static readonly WordClass Titles = WordClasses.Of("title");
    private static readonly WordClass Determiners = WordClasses.Of("determiner");
    private static readonly WordClass Organs = WordClasses.Of("organ.keep");
    private static readonly WordClass Spokes = WordClasses.Of("role.spokes");
    private static readonly WordClass[] Roles = [WordClasses.Of("role.leader"), Spokes, WordClasses.Of("role.military"), WordClasses.Of("role.minister"), WordClasses.Of("role.lawyer"), WordClasses.Of("role.representative"), WordClasses.Of("role.senator"), WordClasses.Of("role.governor")];

    private readonly SpeakerContext _context = context;
    private readonly Document _doc = context.Doc;
    private readonly NamedSpeakers _names = names;
    private readonly DateOnly? _on = context.On;
    private readonly PartyMentions _parties = context.Parties;
    private readonly PersonIndex _persons = context.Persons;
    private readonly SourcePhrases _phrases = phrases;
    private readonly PartyRegistry _registry = context.Registry;
    private readonly TitleRegister _titles = context.Titles;
    private readonly WordView _words = context.Words;

    /// <summary>"…, a ministry spokesman said. Colonel X …": the person with whom the next sentence begins, named there for the first time.</summary>
    public Person? PersonIntroduced(TokenRange range, string? country)
    {
        const int Opening = 6;
        int next = _words.Sentence(range.Start) + 1;
        if (!_words.Is(range.Start, "a") && !_words.Is(range.Start, "an"))
        {
            return null;
        }

        if (next >= _doc.Sentences.Count)
        {
            return null;
        }

        int start = _words.SentenceRange(next).Start;
        int index = _persons.FirstFrom(start);
        if (index >= _persons.Mentions.Count || _persons.Mentions[index].Tokens.Start > start + Opening)
        {
            return null;
        }

        Person person = _persons.Mentions[index].Person;
        PersonMention first = person.Mentions[0];
        bool titled = !first.Before.IsEmpty && first.Name.Start == _persons.Mentions[index].Tokens.Start && first.Before.Start <= start + 1;
        return titled && (country is null || person.Country is null || person.Country == country) && !_names.IsModifier(new TokenRange(start, _words.Count), first.Name) ? person : null;
    }

    /// <summary>
    /// The person of the document whom a role describes: the roles must agree and the states must not differ; shared words and nearness decide.
    /// "A hospital spokesman" is nobody who has another employer.
    /// </summary>
    public Person? PersonBy(TokenRange range, int start, int end, string? country)
    {
        ReadOnlySpan<char> head = _words.Core(end - 1);
        int employer = (_words.Is(range.Start, "a") || _words.Is(range.Start, "an")) && end - start == 2 && !_words.IsCapital(start) && _parties.At(start) is null && _doc.Words.Count > 0 && _doc.Words[start] == PartOfSpeech.Noun ? start : -1;
        Person? best = null;
        int bestScore = 0;
        foreach (Person person in _persons.All)
        {
            if (country is not null && person.Country is not null && country != person.Country)
            {
                continue;
            }

            // "A lawyer for Mr. Aitov" is not he.
            if (IsNamedIn(person, range))
            {
                continue;
            }

            int score = 0;
            int distance = Distance(person, range.Start);
            foreach (PersonMention mention in person.Mentions)
            {
                if (employer >= 0 && !_words.Holds(mention.Before, _words.Core(employer)) && !_words.Holds(mention.After, _words.Core(employer)))
                {
                    continue;
                }

                score = Math.Max(score, Math.Max(Shared(head, start, range.End, OwnTitle(mention.Before, before: true)), Shared(head, start, range.End, OwnTitle(mention.After, before: false))));
            }

            if (score == 0)
            {
                continue;
            }

            const int NearnessWeight = 400;
            int total = (score * 100) + (country is not null && country == person.Country ? 100 : 0) + Math.Max(0, NearnessWeight - distance) / 4;
            if (total > bestScore)
            {
                bestScore = total;
                best = person;
            }
        }

        return best;
    }

    /// <summary>True when the words name the person after a preposition, a title between them at most.</summary>
    private bool IsNamedIn(Person person, TokenRange range)
    {
        for (int index = _persons.FirstFrom(range.Start); index < _persons.Mentions.Count && _persons.Mentions[index].Tokens.Start < range.End; index++)
        {
            if (_persons.Mentions[index].Person != person)
            {
                continue;
            }

            int before = _persons.Mentions[index].Tokens.Start - 1;
            while (before > range.Start && Titles.Has(_words[before].TrimEnd('.')) && !Fields.Has(_words[before]))
            {
                before--;
            }

            if (before > range.Start && _words[before] is "for" or "of" or "to" or "with")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Tokens back to the last mention of a person, or twice those on to the first: what was named is likelier than what will be.</summary>
    private int Distance(Person person, int token)
    {
        const int MentionReach = 40;
        int before = _persons.FirstFrom(token) - 1;
        for (int index = before; index >= Math.Max(0, before - MentionReach); index--)
        {
            if (_persons.Mentions[index].Person == person)
            {
                return token - _persons.Mentions[index].Tokens.Start;
            }
        }

        int first = person.Mentions[0].Name.Start;
        return first <= token ? token - first : 2 * (first - token) + LookAhead;
    }

    /// <summary>0 when the role does not agree; otherwise how well it does, and one for each modifier that both share.</summary>
    private int Shared(ReadOnlySpan<char> head, int start, int end, TokenRange described)
    {
        // "The secretary" may be a foreign minister, but not where somebody is called secretary.
        const int SameWord = 3;
        int shared = 0;
        for (int token = described.Start; token < described.End && shared < SameWord; token++)
        {
            ReadOnlySpan<char> word = _words.Core(token).TrimEnd('.');
            shared = word.Equals(head, StringComparison.OrdinalIgnoreCase) ? SameWord : SameRole(word, head) ? 1 : shared;
        }

        if (shared == 0)
        {
            return 0;
        }

        for (int token = start; token < end; token++)
        {
            ReadOnlySpan<char> word = _words.Core(token);
            if (word.Length > 3 && !word.Equals(head, StringComparison.OrdinalIgnoreCase))
            {
                for (int other = described.Start; other < described.End; other++)
                {
                    if (_words.Core(other).Equals(word, StringComparison.OrdinalIgnoreCase))
                    {
                        shared++;
                        break;
                    }
                }
            }
        }

        return shared;
    }

    /// <summary>"Minister" of "the Secretary and Minister K." and of "Secretary B. and Minister K.", who are two; "president and director", without article or name, is one. "President" of "the spokesman for President K.".</summary>
    private TokenRange OwnTitle(TokenRange described, bool before)
    {
        int start = described.Start;
        bool article = !described.IsEmpty && (_words.Is(start, "the") || (start > 0 && _words.Is(start - 1, "the")));
        int index = _persons.FirstFrom(start);
        int named = index < _persons.Mentions.Count ? _persons.Mentions[index].Tokens.Start : described.End;
        for (int token = article ? start : named + 1; token < described.End; token++)
        {
            start = _words.Is(token, "and") ? token + 1 : start;
        }

        for (int token = start; before && token < described.End - 1; token++)
        {
            start = _words[token] is "for" or "to" && HasRole(token + 1, described.End) ? token + 1 : start;
        }

        return new TokenRange(start, described.End);
    }

    private bool HasRole(int start, int end)
    {
        for (int token = start; token < end; token++)
        {
            foreach (WordClass role in Roles)
            {
                if (role.Has(_words.Core(token)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool SameRole(ReadOnlySpan<char> word, ReadOnlySpan<char> head)
    {
        foreach (WordClass role in Roles)
        {
            if (role.Has(word) && role.Has(head))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A surname that needs no first name ("Putin"), or that only one person of earlier documents has.</summary>
    public Speaker? KnownPerson(TokenRange range, int token)
    {
        if (_on is not { } || !_words.IsCapital(token) || _words[token].Length < 3)
        {
            return null;
        }

        ReadOnlySpan<char> word = _words.Core(token);
        if (_registry.FindPerson(word) is { } person)
        {
            return _context.Make(range, person.Name, SpeakerKind.Person, person.Country, person.Id);
        }

        return _titles.Titles.IsEmpty || _titles.Find(word.ToString(), "", null, _on) is not { } learnt ? null
            : _context.Make(range, learnt.Person, SpeakerKind.Person, learnt.Country, null);
    }

    /// <summary>Who holds the office that the words name, on the document's day: "the Russian foreign minister", "the president" where one state alone is spoken of.</summary>
    public Speaker? Holder(TokenRange range, int start, int end, string? country)
    {
        if (_on is not { } day)
        {
            return null;
        }

        country ??= _context.SoleCountryBefore(range.Start) ?? _context.PublisherCountry;
        Party? state = _registry.State(country);
        Party? organ = OrganIn(range, start, end, state);
        if (organ is null && state is null)
        {
            return null;
        }

        for (int from = start; from < end; from++)
        {
            if (from > start && !_words.IsPossessive(from - 1) && _parties.At(from - 1) is null && !Organs.Has(_words[from - 1]))
            {
                continue;
            }

            string role = _words.Words(new TokenRange(from, end));
            foreach (Party? of in (ReadOnlySpan<Party?>)[organ, organ is { IsState: false } && !Spokes.Has(role) ? null : state])
            {
                // The spokesman of a ministry is not the state's.
                if (of is null || (of.IsState && organ is not null && organ != of && Spokes.Has(role)))
                {
                    continue;
                }

                Tenure? tenure = _registry.FindHolder(of.Id, role, day);
                LearntTitle? learnt = !_titles.Titles.IsEmpty && end - from == 1 ? _titles.FindHolder(of.Id, null, role, day) : null;
                if (tenure is not null && learnt is not null && _registry.FindPerson(learnt.Person) != tenure.Person)
                {
                    // The registry and the texts do not agree: nobody is named.
                    return null;
                }

                if (tenure is not null)
                {
                    return _context.Make(range, tenure.Person.Name, SpeakerKind.Person, tenure.Person.Country, tenure.Person.Id);
                }

                if (learnt is not null)
                {
                    return _context.Make(range, learnt.Person, SpeakerKind.Person, learnt.Country, _registry.FindPerson(learnt.Person)?.Id);
                }
            }
        }

        return null;
    }

    /// <summary>The organ or organisation whose office the words name: "the IAEA chief", "the head of the IAEA", "the foreign ministry spokesman".</summary>
    private Party? OrganIn(TokenRange range, int start, int end, Party? state)
    {
        TokenRange words = end < range.End && _words[end] is "of" or "for" or "at"
            ? new TokenRange(end + 1, Math.Max(end + 1, _phrases.HeadEnd(end + 1, range.End)))
            : new TokenRange(start, end - 1);
        foreach (PartyMention mention in _parties.Inside(words))
        {
            if (!mention.Party.IsState)
            {
                return mention.Party;
            }
        }

        int last = words.End - 1;
        while (last > words.Start && !Organs.Has(_words[last]))
        {
            last--;
        }

        if (state is null || words.IsEmpty || !Organs.Has(_words[last]))
        {
            return null;
        }

        int first = words.Start;
        while (first < last && (Determiners.Has(_words[first]) || _words.IsPossessive(first) || _parties.At(first) is not null))
        {
            first++;
        }

        return _registry.Find(OrganName.Of(state, _words.Words(new TokenRange(first, last + 1))));
    }
}
