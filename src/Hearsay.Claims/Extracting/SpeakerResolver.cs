using System.Runtime.InteropServices;
using Hearsay.Claims.Parties;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>
/// Tells who the sources of one document are: names over the whole document, pronouns and descriptions by what stands before them.
/// Attributions must be asked for in order: each answer is a candidate for the next pronoun.
/// </summary>
internal sealed class SpeakerResolver
{
    /// <summary>The name of a speaker whom nobody names.</summary>
    public const string Unnamed = "unnamed";

    /// <summary>How many sentences back a pronoun may point.</summary>
    private const int PronounReach = 6;

    /// <summary>What it costs a description to point forward, in tokens.</summary>
    private const int LookAhead = 100;

    /// <summary>How many earlier speakers a description may point back to: enough for a long article, and a bound on the work.</summary>
    private const int HistoryReach = 64;

    private static readonly WordClass He = WordClasses.Of("pronoun.he");
    private static readonly WordClass She = WordClasses.Of("pronoun.she");
    private static readonly WordClass It = WordClasses.Of("pronoun.it");
    private static readonly WordClass They = WordClasses.Of("pronoun.they");
    private static readonly WordClass I = WordClasses.Of("pronoun.i");
    private static readonly WordClass We = WordClasses.Of("pronoun.we");
    private static readonly WordClass Determiners = WordClasses.Of("determiner");
    private static readonly WordClass GroupHeads = WordClasses.Of("group.head");
    private static readonly WordClass GovernmentHeads = WordClasses.Of("government.head");
    private static readonly WordClass DocumentHeads = WordClasses.Of("document.head");
    private static readonly WordClass MediaHeads = WordClasses.Of("media.head");
    private static readonly WordClass PersonHeads = WordClasses.Of("person.head");
    private static readonly WordClass Organs = WordClasses.Of("organ.keep");
    private static readonly WordClass Spokes = WordClasses.Of("role.spokes");
    private static readonly WordClass Vague = WordClasses.Of("role.vague");
    private static readonly WordClass CompanyHeads = WordClasses.Of("company.head");
    private static readonly WordClass OwnedHeads = WordClasses.Of("owned.head");
    private static readonly WordClass[] Roles = [WordClasses.Of("role.leader"), Spokes, WordClasses.Of("role.military"), WordClasses.Of("role.minister"), WordClasses.Of("role.lawyer")];

    private readonly Document _doc;
    private readonly WordView _words;
    private readonly PartyRegistry _registry;
    private readonly DateOnly? _on;
    private readonly TitleRegister _titles;
    private CompanyNames? _companies;
    private readonly PartyMentions _parties;
    private readonly PersonIndex _persons;
    private readonly Dictionary<string, string> _acronyms;
    private readonly List<(int Token, Speaker Speaker)> _history = [];
    private readonly Dictionary<TokenRange, Speaker[]> _known = [];

    /// <summary>Builds the indexes of the document.</summary>
    /// <param name="doc">The document.</param>
    /// <param name="words">Its words.</param>
    /// <param name="registry">The parties known by name.</param>
    /// <param name="titles">Persons whom earlier documents gave a title.</param>
    public SpeakerResolver(Document doc, WordView words, PartyRegistry registry, TitleRegister titles)
    {
        _doc = doc;
        _words = words;
        _registry = registry;
        _on = doc.Article.Published?.Day;
        _parties = new PartyMentions(words, registry, _on);
        _titles = titles;
        _persons = new PersonIndex(words, _parties, registry, titles, _on);
        _acronyms = FindAcronyms();
    }

    /// <summary>The parties named in the document.</summary>
    public PartyMentions Parties => _parties;

    /// <summary>The persons named in the document.</summary>
    public PersonIndex Persons => _persons;

    /// <summary>The speakers of an attribution: one, or several who share its cue; never none.</summary>
    /// <param name="attribution">The attribution.</param>
    /// <param name="parent">The first speaker of the attribution whose content holds this one, or null.</param>
    public Speaker[] Resolve(Attribution attribution, Speaker? parent)
    {
        TokenRange range = TrimPunctuation(_words.Clamp(attribution.Source));
        if (range.IsEmpty)
        {
            return [new Speaker(null, Unnamed, SpeakerKind.Unnamed, null, null)];
        }

        // The same words name the same speaker, also where several attributions share them.
        if (!_known.TryGetValue(range, out Speaker[]? speakers))
        {
            speakers = Several(range) ?? [Single(range, parent)];
            _known.Add(range, speakers);
            foreach (Speaker speaker in speakers)
            {
                _history.Add((range.Start, speaker));
            }
        }

        return speakers;
    }

    private Speaker Make(TokenRange range, string name, SpeakerKind kind, string? country, string? party)
    {
        TextSpan span = _doc.Tokens.Span(range);
        return new Speaker(new Evidence(span, _doc.Article.Text.Words(span)), name, kind, country, party);
    }

    private Speaker Make(TokenRange range, Party party) => Make(range, party.Name, party.Kind, party.Country, party.Id);

    private Speaker Make(TokenRange range, Person person) => Make(range, person.Name, SpeakerKind.Person, person.Country ?? CountryIn(range), person.Known?.Id);

    private Speaker Same(TokenRange range, Speaker other) => Make(range, other.Name, other.Kind, other.Country, other.Party);

    private string? CountryIn(TokenRange range)
    {
        foreach (PartyMention mention in _parties.Inside(range))
        {
            if (mention.Party.Country is { } country)
            {
                return country;
            }
        }

        return null;
    }

    private TokenRange TrimPunctuation(TokenRange range)
    {
        int start = range.Start;
        int end = range.End;
        while (start < end && !_words.IsWord(start))
        {
            start++;
        }

        while (end > start && !_words.IsWord(end - 1) && _words[end - 1] is not ")")
        {
            end--;
        }

        return new TokenRange(start, end);
    }

    /// <summary>The parts of "X and Y" when each of them names somebody; null otherwise.</summary>
    private Speaker[]? Several(TokenRange range)
    {
        if (_words.Is(range.Start, "both") && range.Length <= 3 && (range.Length == 1 || _words.Is(range.End - 1, "them")))
        {
            return LastTwo(range);
        }

        if (IsOneName(range) || HasExamples(range))
        {
            return null;
        }

        var parts = new List<TokenRange>();
        int start = range.Start;
        bool joined = false;
        for (int token = range.Start; token < range.End; token++)
        {
            bool and = _words[token] is "and" or "&" or "plus" || (_words.Is(token, "well") && _words.Is(token - 1, "as") && _words.Is(token + 1, "as"));
            if (and || (_words[token] is "," && token > start))
            {
                joined |= and;
                parts.Add(new TokenRange(start, _words.Is(token, "well") ? token - 1 : token));
                start = _words.Is(token, "well") ? token + 2 : token + 1;
            }
        }

        if (!joined)
        {
            return null;
        }

        parts.Add(new TokenRange(start, range.End));
        var speakers = new List<Speaker>(parts.Count);
        foreach (TokenRange part in parts)
        {
            TokenRange trimmed = TrimPunctuation(part);
            if (trimmed.IsEmpty)
            {
                continue;
            }

            Speaker? named = Named(trimmed);
            if (named is null)
            {
                // "X, the prime minister, and Y": what describes X is no speaker of its own.
                if (speakers.Count > 0 && _words[trimmed.Start - 1] is "," && trimmed.End < range.End)
                {
                    continue;
                }

                return null;
            }

            speakers.Add(named);
        }

        return speakers.Count > 1 ? [.. speakers] : null;
    }

    /// <summary>True when one party has all the words for its name: "Bosnia and Herzegovina".</summary>
    private bool IsOneName(TokenRange range)
    {
        int start = range.Start;
        while (start < range.End && Determiners.Has(_words[start]))
        {
            start++;
        }

        return _parties.At(start) is { } party && party.Tokens.End >= range.End;
    }

    /// <summary>"firms including A and B", "states such as A and B": one group.</summary>
    private bool HasExamples(TokenRange range)
    {
        for (int token = range.Start; token < range.End; token++)
        {
            if (_words[token] is "including" or "like" || (_words[token] is "such" && _words[token + 1] is "as"))
            {
                return true;
            }
        }

        return false;
    }

    private Speaker[]? LastTwo(TokenRange range)
    {
        var found = new List<Speaker>(2);
        for (int index = _persons.FirstFrom(range.Start) - 1; index >= 0 && found.Count < 2; index--)
        {
            Person person = _persons.Mentions[index].Person;
            if (_words.Sentence(_persons.Mentions[index].Tokens.Start) < _words.Sentence(range.Start) - 1)
            {
                break;
            }

            if (!found.Exists(other => other.Name == person.Name))
            {
                found.Insert(0, Make(range, person));
            }
        }

        if (found.Count < 2)
        {
            found.Clear();
            for (int index = _parties.FirstFrom(range.Start) - 1; index >= 0 && found.Count < 2; index--)
            {
                PartyMention mention = _parties.All[index];
                if (!mention.IsAdjective && !found.Exists(other => other.Party == mention.Party.Id))
                {
                    found.Insert(0, Make(range, mention.Party));
                }
            }
        }

        return found.Count == 2 ? [.. found] : null;
    }

    /// <summary>The speaker when the words name a person or a party, not when they only describe one.</summary>
    private Speaker? Named(TokenRange range)
    {
        TokenRange naming = HasExamples(range) ? new TokenRange(range.Start, Math.Max(range.Start + 1, HeadEnd(range.Start, range.End))) : range;
        if (PersonIn(naming) is { } person)
        {
            return Make(range, person);
        }

        return PartyOf(range) is { } party ? Make(range, party) : State(range);
    }

    private Speaker Single(TokenRange range, Speaker? parent)
    {
        if (range.Length <= 2 && Pronoun(range, parent) is { } pronoun)
        {
            return pronoun;
        }

        return Named(range) ?? Described(range);
    }

    /// <summary>The person that the words name: not the one whose spokesman or lawyer they name.</summary>
    private Person? PersonIn(TokenRange range)
    {
        IReadOnlyList<(TokenRange Tokens, Person Person)> mentions = _persons.Mentions;
        int first = _persons.FirstFrom(range.Start);
        if (first > 0 && mentions[first - 1].Tokens.End > range.Start && !IsModifier(new TokenRange(mentions[first - 1].Tokens.Start, range.End), mentions[first - 1].Tokens))
        {
            // A source drawn too narrow: "Putin" of "Vladimir Putin".
            return mentions[first - 1].Person;
        }

        for (int index = first; index < mentions.Count && mentions[index].Tokens.Start < range.End; index++)
        {
            TokenRange tokens = mentions[index].Tokens;
            if (tokens.End > range.End || IsModifier(range, tokens))
            {
                continue;
            }

            return mentions[index].Person;
        }

        return null;
    }

    /// <summary>True when a name stands in the words only to say whose or of what: before a possessive or a noun, after a preposition.</summary>
    private bool IsModifier(TokenRange range, TokenRange name)
    {
        if (_words.IsPossessive(name.End - 1) && name.End < range.End)
        {
            return true;
        }

        if (name.End < range.End && _words.IsPossessive(name.End))
        {
            return name.End + 1 < range.End;
        }

        if (name.End < range.End && _words.IsWord(name.End) && (PersonHeads.Has(_words[name.End]) || GovernmentHeads.Has(_words[name.End]) || GroupHeads.Has(_words[name.End])
            || _words.Is(name.End, "team") || _words.Is(name.End, "campaign")))
        {
            return true;
        }

        // After a preposition in the same phrase: "a top adviser to Supreme Leader X"; a comma opens a new one.
        for (int token = name.Start - 1; token >= range.Start && !_words.EndsPhrase(token); token--)
        {
            if (_words[token] is "of" or "for" or "to" or "by" or "with" or "under" or "from" or "in" or "at" or "near" or "inside" or "outside" or "across" or "around" or "within" or "against")
            {
                // "the chief of the general staff , General X" has its comma; "Minister of Defence X" has titles only.
                return !OnlyTitles(token + 1, name.Start);
            }
        }

        return false;
    }

    private bool OnlyTitles(int start, int end)
    {
        if (start == end)
        {
            return false;
        }

        WordClass titles = WordClasses.Of("title");
        int roles = 0;
        for (int token = start; token < end; token++)
        {
            if (PersonHeads.Has(_words[token]))
            {
                roles++;
            }
            else if (!titles.Has(_words[token]) && _words[token] is not ("and" or "the") && _parties.At(token) is null)
            {
                return false;
            }
        }

        return roles == 0;
    }

    /// <summary>The party that the words name as a whole: with or without article, possessive ending, an acronym in brackets.</summary>
    private Party? PartyOf(TokenRange range)
    {
        int start = range.Start;
        while (start < range.End && Determiners.Has(_words[start]))
        {
            start++;
        }

        // Relative clauses and appositions after the name do not matter.
        int end = HeadEnd(start, range.End);
        range = HasExamples(range) ? new TokenRange(range.Start, end) : range;
        if (end > start && _words.IsPossessive(end - 1) && _words.Core(end - 1).Length == _words[end - 1].Length)
        {
            end--;
        }

        ReadOnlySpan<PartyMention> mentions = _parties.Inside(new TokenRange(start, range.End));
        Party? found = null;
        foreach (PartyMention mention in mentions)
        {
            if (mention.Tokens.Start == start && mention.Tokens.End >= end && !IsPeople(mention))
            {
                found = mention.Party;
            }
            else if (mention.Tokens.End == end && !mention.IsAdjective && !mention.Party.IsState && !AfterPreposition(start, mention.Tokens.Start))
            {
                found = mention.Party;
            }
        }

        if (found is null && start < end)
        {
            found = _registry.Find(Possessed(start, end));
        }

        return found;
    }

    /// <summary>"Iranians": the people of a state are not its government.</summary>
    private bool IsPeople(PartyMention mention) =>
        mention is { IsAdjective: true, Party.IsState: true } && _words.Core(mention.Tokens.End - 1) is [.., >= 'a' and <= 'z', >= 'a' and not 's', 's'];

    /// <summary>"Iran's foreign ministry" as "Iranian Foreign Ministry", "the UN's nuclear watchdog" as "UN nuclear watchdog"; the words otherwise.</summary>
    private string Possessed(int start, int end)
    {
        if (_parties.At(start) is { } owner && owner.Tokens.Start == start && owner.Tokens.End < end)
        {
            int rest = owner.Tokens.End;
            bool possessive = _words.IsPossessive(rest - 1);
            if (_words.IsPossessive(rest))
            {
                rest++;
                possessive = true;
            }

            string words = _words.Words(new TokenRange(rest, end));
            if (possessive && !owner.Party.IsState)
            {
                return (owner.Party.Adjectives.Length > 0 ? owner.Party.Adjectives[0] : owner.Party.Name) + " " + words;
            }

            if (owner.Party.IsState)
            {
                string organ = Organs.Has(_words[end - 1]) || HasOrgan(rest, end) ? OrganName.Titled(words) : words;
                return OrganName.Adjective(owner.Party) + " " + organ;
            }
        }

        return _words.Words(new TokenRange(start, end));
    }

    private bool HasOrgan(int start, int end)
    {
        for (int token = start; token < end && !IsPreposition(token); token++)
        {
            if (Organs.Has(_words[token]))
            {
                return true;
            }
        }

        return false;
    }

    private bool AfterPreposition(int start, int name)
    {
        for (int token = start; token < name; token++)
        {
            if (IsPreposition(token) || _words[token] is ",")
            {
                return true;
            }
        }

        return false;
    }

    private bool IsPreposition(int token) => _words[token] is "of" or "for" or "to" or "in" or "at" or "from" or "with" or "on" or "by" or "near" or "under" or "against" or "including" or "involving" or "within" or "inside" or "close";

    /// <summary>End of the noun phrase that starts at <paramref name="start"/>: before a preposition, a relative clause, a comma or a bracket.</summary>
    private int HeadEnd(int start, int end)
    {
        int token = start;
        while (token < end && !_words.EndsPhrase(token) && !(token > start && (IsPreposition(token) || _words[token] is "who" or "which" or "that" or "whose" or "where" or "such" or "like" or "speaking" or "working" or "based" or "quoted" or "cited" or "familiar")))
        {
            token++;
        }

        return token;
    }

    /// <summary>The state that the words mean: "the Iranian government", "Putin's administration", "the government of Chad".</summary>
    private Speaker? State(TokenRange range)
    {
        int end = HeadEnd(range.Start, range.End);
        int head = end - 1;
        if (head < range.Start || !(_words.Is(head, "government") || _words.Is(head, "regime") || _words.Is(head, "administration") || _words.Is(head, "leadership") || _words.Is(head, "authorities")))
        {
            return null;
        }

        if (_words.Is(head, "authorities"))
        {
            return null;
        }

        ReadOnlySpan<PartyMention> mentions = _parties.Inside(range);
        if (mentions.Length > 0 && mentions[0].Party.Country is { } country && _registry.State(country) is { } state && (mentions[0].Tokens.Start < head || _words.Is(end, "of")))
        {
            return Make(range, state);
        }

        IReadOnlyList<(TokenRange Tokens, Person Person)> persons = _persons.Mentions;
        int index = _persons.FirstFrom(range.Start);
        if (index < persons.Count && persons[index].Tokens.End <= head && _registry.State(persons[index].Person.Country) is { } led)
        {
            return Make(range, led);
        }

        // A state that no registry knows: "the government of Oruvia".
        if (_words.Is(end, "of") && _words.IsCapital(end + 1) && end + 1 < range.End)
        {
            int stop = end + 2;
            while (stop < range.End && _words.IsCapital(stop))
            {
                stop++;
            }

            return Make(range, _words.Words(new TokenRange(end + 1, stop)), SpeakerKind.Government, null, null);
        }

        return null;
    }

    private Speaker? Pronoun(TokenRange range, Speaker? parent)
    {
        int token = range.Start;
        ReadOnlySpan<char> word = _words[token];
        if (range.Length == 2 && !_words.Is(token + 1, "both") && !_words.Is(token + 1, "all") && !_words.Is(token + 1, "himself") && !_words.Is(token + 1, "herself"))
        {
            return null;
        }

        if (word is "who" or "which" or "that" or "whose")
        {
            return Before(range) ?? Make(range, Unnamed, SpeakerKind.Unnamed, null, null);
        }

        bool he = He.Has(word);
        if (he || She.Has(word))
        {
            return PersonBefore(range, he ? 1 : -1);
        }

        if (I.Has(word))
        {
            return parent is null ? Publisher(range) : Same(range, parent);
        }

        if (We.Has(word))
        {
            Speaker? speaker = parent;
            return speaker is null ? Publisher(range)
                : speaker.Kind is SpeakerKind.Person or SpeakerKind.Government && _registry.State(speaker.Country) is { } state ? Make(range, state) : Same(range, speaker);
        }

        if (It.Has(word) || They.Has(word))
        {
            return OrganisationBefore(range, plural: They.Has(word));
        }

        if (word.Equals("international", StringComparison.OrdinalIgnoreCase))
        {
            return Make(range, "international community", SpeakerKind.Group, null, null);
        }

        return null;
    }

    /// <summary>Who publishes the text, where that is a state or one of its organs: "we" and "I" in its own statements.</summary>
    private Speaker Publisher(TokenRange range)
    {
        Party? outlet = _doc.Article.Outlet is { } name ? _registry.Find(name.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? name.AsSpan(4) : name) : null;
        if (outlet is null)
        {
            return Make(range, Unnamed, SpeakerKind.Unnamed, null, null);
        }

        return outlet.Kind == SpeakerKind.Government && _registry.State(outlet.Country) is { } state ? Make(range, state) : Make(range, outlet);
    }

    /// <summary>Whom a relative pronoun stands for: the name right before it.</summary>
    private Speaker? Before(TokenRange range)
    {
        int end = _words[range.Start - 1] is "," ? range.Start - 1 : range.Start;
        int index = _persons.FirstFrom(end) - 1;
        if (index >= 0 && _persons.Mentions[index].Tokens.End >= end - 1 && _persons.Mentions[index].Tokens.Start < end)
        {
            return Make(range, _persons.Mentions[index].Person);
        }

        return _parties.At(end - 1) is { } party ? Make(range, party.Party) : null;
    }

    private Speaker PersonBefore(TokenRange range, int gender)
    {
        int sentence = _words.Sentence(range.Start);
        int spoken = _history.Count - 1;
        for (int back = 0; back <= PronounReach && sentence - back >= 0; back++)
        {
            int start = _words.SentenceRange(sentence - back).Start;

            // One who spoke in the sentence comes before one who is only named there.
            while (spoken >= 0 && _history[spoken].Token >= start)
            {
                Speaker speaker = _history[spoken].Speaker;
                if (speaker.Kind == SpeakerKind.Person && _history[spoken].Token < range.Start && GenderOf(speaker.Name) * gender >= 0)
                {
                    return Same(range, speaker);
                }

                spoken--;
            }

            int end = Math.Min(_words.SentenceRange(sentence - back).End, range.Start);
            for (int index = _persons.FirstFrom(start); index < _persons.Mentions.Count && _persons.Mentions[index].Tokens.Start < end; index++)
            {
                (TokenRange tokens, Person person) = _persons.Mentions[index];
                if (person.IsConfirmed && person.Gender * gender >= 0 && !IsModifier(new TokenRange(start, end), tokens))
                {
                    return Make(range, person);
                }
            }
        }

        for (int index = _history.Count - 1; index >= Math.Max(0, _history.Count - HistoryReach); index--)
        {
            if (_history[index].Speaker.Kind == SpeakerKind.Person && GenderOf(_history[index].Speaker.Name) * gender >= 0)
            {
                return Same(range, _history[index].Speaker);
            }
        }

        return Make(range, Unnamed, SpeakerKind.Unnamed, null, null);
    }

    private int GenderOf(string name)
    {
        foreach (Person person in _persons.All)
        {
            if (person.Name == name)
            {
                return person.Gender;
            }
        }

        return 0;
    }

    private Speaker OrganisationBefore(TokenRange range, bool plural)
    {
        int sentence = _words.Sentence(range.Start);
        int spoken = _history.Count - 1;
        for (int back = 0; back <= PronounReach && sentence - back >= 0; back++)
        {
            int start = _words.SentenceRange(sentence - back).Start;
            while (spoken >= 0 && _history[spoken].Token >= start)
            {
                (int token, Speaker speaker) = _history[spoken];
                bool fits = plural
                    ? speaker.Kind is SpeakerKind.Group or SpeakerKind.Government or SpeakerKind.Organization or SpeakerKind.Media or SpeakerKind.Document
                    : speaker.Kind is SpeakerKind.Government or SpeakerKind.Organization or SpeakerKind.Media or SpeakerKind.Document;
                if (fits && token < range.Start)
                {
                    return Same(range, speaker);
                }

                spoken--;
            }

            int end = Math.Min(_words.SentenceRange(sentence - back).End, range.Start);
            foreach (PartyMention mention in _parties.Inside(new TokenRange(start, end)))
            {
                bool place = mention.Party.IsState && _words[mention.Tokens.Start - 1] is "in" or "at" or "near" or "from" or "to" or "into" or "outside" or "inside" or "over" or "across" or "around";
                bool member = plural && !mention.Party.IsState && mention.Party.Kind == SpeakerKind.Organization;
                if (!place && (member || (!mention.IsAdjective && !_words.IsPossessive(mention.Tokens.End - 1) && !_words.IsPossessive(mention.Tokens.End))))
                {
                    return Make(range, mention.Party);
                }
            }
        }

        return Make(range, Unnamed, SpeakerKind.Unnamed, null, null);
    }

    private Speaker Described(TokenRange range)
    {
        int start = range.Start;
        bool indefinite = _words.Is(start, "a") || _words.Is(start, "an") || _words.Is(start, "some") || _words.Is(start, "several") || _words.Is(start, "another") || _words.Is(start, "many");
        bool definite = _words.Is(start, "the") || _words.Is(start, "this") || _words.Is(start, "that") || _words.Is(start, "these") || _words.Is(start, "its") || _words.Is(start, "his");
        while (start < range.End - 1 && Determiners.Has(_words[start]))
        {
            start++;
        }

        int end = Math.Max(HeadEnd(start, range.End), start + 1);
        ReadOnlySpan<char> head = _words.Core(end - 1);
        string? country = CountryIn(range);
        bool singular = PersonHeads.Has(head);
        if (OwnedHeads.Has(head) && Owned(range, start, end) is { } owned)
        {
            return owned;
        }

        if (singular && !(indefinite && Vague.Has(head)) && !(indefinite && PersonIntroduced(range, country) is not null) && PersonBy(range, start, end, country) is { } person)
        {
            // One whose state nobody knows is not the minister of a state that the words name, where that one is known.
            return country is not null && person.Country is null && !indefinite && Holder(range, start, end, country) is { } other ? other : Make(range, person);
        }

        if (singular && !Vague.Has(head) && range.Start > 0 && PersonIntroduced(range, country) is { } introduced)
        {
            return Make(range, introduced);
        }

        if (singular && !indefinite && Holder(range, start, end, country) is { } holder)
        {
            return holder;
        }

        if (end - start == 1 && !definite && !indefinite && KnownPerson(range, start) is { } known)
        {
            return known;
        }

        if (_words.Is(start, "member") && end - start == 2 && LastBody(range.Start) is { } body)
        {
            return Make(range, body);
        }

        if (end - start == 1 && !definite && !indefinite && (GroupHeads.Has(head) || GovernmentHeads.Has(head)) && head is [.., 's'] && StateBefore(range.Start) is { } owner)
        {
            return Make(range, OrganName.Adjective(owner) + " " + _words.Words(new TokenRange(start, end)).ToLowerInvariant(), KindOf(start, end, head), owner.Country, null);
        }

        if (definite || end - start == 1)
        {
            if (Institution(range, head, end - start == 1) is { } institution)
            {
                return institution;
            }

            if (Earlier(head, definite) is { } earlier && !indefinite)
            {
                return Same(range, earlier);
            }
        }

        if (singular && Spokes.Has(head) && Employer(range, start, end) is { } employer)
        {
            return employer;
        }

        // "the state-owned maker Halden Dynamics": the name alone.
        if (!singular && end - start > 1 && _words.IsCapital(end - 1) && (_companies ??= new CompanyNames(_words, _parties)).Before(end) is { } maker && maker.Tokens.Start > start && maker.Tokens.End == end)
        {
            return maker.Party is { } listed ? Make(range, listed) : Make(range, _words.Words(maker.Tokens), SpeakerKind.Organization, country, null);
        }

        if (end - start == 1 && _acronyms.TryGetValue(_words.Words(new TokenRange(start, end)), out string? full))
        {
            return Make(range, full, SpeakerKind.Organization, country, null);
        }

        return Make(range, NameOf(start, end, range), KindOf(start, end, head), country, null);
    }

    /// <summary>"…, a ministry spokesman said. Colonel X …": the person with whom the next sentence begins, named there for the first time.</summary>
    private Person? PersonIntroduced(TokenRange range, string? country)
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
        return titled && (country is null || person.Country is null || person.Country == country) && !IsModifier(new TokenRange(start, _words.Count), first.Name) ? person : null;
    }

    /// <summary>"Her office", "his campaign": named after the person that the pronoun stands for.</summary>
    private Speaker? Owned(TokenRange range, int start, int end)
    {
        if (start == range.Start || end - start > 2 || !(_words.Is(start - 1, "her") || _words.Is(start - 1, "his")))
        {
            return null;
        }

        Speaker owner = PersonBefore(range, _words.Is(start - 1, "his") ? 1 : -1);
        return owner.Kind == SpeakerKind.Unnamed ? null
            : Make(range, owner.Name + "'s " + _words.Words(new TokenRange(start, end)), _words.Is(end - 1, "office") && owner.Country is not null ? SpeakerKind.Government : SpeakerKind.Organization, owner.Country, null);
    }

    /// <summary>A surname that needs no first name ("Putin"), or that only one person of earlier documents has.</summary>
    private Speaker? KnownPerson(TokenRange range, int token)
    {
        if (_on is not { } || !_words.IsCapital(token) || _words[token].Length < 3)
        {
            return null;
        }

        ReadOnlySpan<char> word = _words.Core(token);
        if (_registry.FindPerson(word) is { } person)
        {
            return Make(range, person.Name, SpeakerKind.Person, person.Country, person.Id);
        }

        return _titles.Titles.IsEmpty || _titles.Find(word.ToString(), "", null, _on) is not { } learnt ? null
            : Make(range, learnt.Person, SpeakerKind.Person, learnt.Country, null);
    }

    /// <summary>Who holds the office that the words name, on the document's day: "the Russian foreign minister", "the president" where one state alone is spoken of.</summary>
    private Speaker? Holder(TokenRange range, int start, int end, string? country)
    {
        if (_on is not { } day)
        {
            return null;
        }

        country ??= SoleCountryBefore(range.Start);
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
                    return Make(range, tenure.Person.Name, SpeakerKind.Person, tenure.Person.Country, tenure.Person.Id);
                }

                if (learnt is not null)
                {
                    return Make(range, learnt.Person, SpeakerKind.Person, learnt.Country, _registry.FindPerson(learnt.Person)?.Id);
                }
            }
        }

        return null;
    }

    /// <summary>The organ or organisation whose office the words name: "the IAEA chief", "the head of the IAEA", "the foreign ministry spokesman".</summary>
    private Party? OrganIn(TokenRange range, int start, int end, Party? state)
    {
        TokenRange words = end < range.End && _words[end] is "of" or "for" or "at"
            ? new TokenRange(end + 1, Math.Max(end + 1, HeadEnd(end + 1, range.End)))
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

    /// <summary>The only state that is spoken of in the sentence so far and the two before it; null when there are several.</summary>
    private string? SoleCountryBefore(int token)
    {
        const int Sentences = 2;
        int start = _words.SentenceRange(Math.Max(0, _words.Sentence(token) - Sentences)).Start;
        string? country = null;
        foreach (PartyMention mention in _parties.Inside(new TokenRange(start, token)))
        {
            if (mention.Party.Country is { } other)
            {
                if (country is not null && country != other)
                {
                    return null;
                }

                country = other;
            }
        }

        return country;
    }

    /// <summary>The international body that was named last.</summary>
    private Party? LastBody(int token)
    {
        for (int index = _parties.FirstFrom(token) - 1; index >= 0; index--)
        {
            if (_parties.All[index].Party is { Kind: SpeakerKind.Organization, Country: null } body)
            {
                return body;
            }
        }

        return null;
    }

    /// <summary>The state that spoke earlier in the same sentence ("Germany banned …, with officials saying"), or null.</summary>
    private Party? StateBefore(int token)
    {
        int start = _words.SentenceRange(_words.Sentence(token)).Start;
        for (int index = _history.Count - 1; index >= 0 && _history[index].Token >= start; index--)
        {
            if (_history[index].Token < token && _history[index].Speaker.Party is { } id && _registry.FindId(id) is { IsState: true } state)
            {
                return state;
            }
        }

        return null;
    }

    /// <summary>What a description is called when nobody is found for it: its noun phrase without articles.</summary>
    private string NameOf(int start, int end, TokenRange range)
    {
        // "secretary of state", "chief of staff": the post has two words.
        int stop = end;
        if (_words[end - 1] is "secretary" or "Secretary" or "chief" or "Chief" or "minister" or "Minister" or "head" or "Head" or "director" or "commander" or "speaker" or "member" or "members"
            && _words.Is(end, "of") && end + 1 < range.End)
        {
            stop = Math.Max(end, HeadEnd(end + 1, range.End));
        }

        // "spokesman for the ministry", "families of the victims": the head alone would say too little.
        if (end - start == 1 && !_words.IsCapital(start) && _words[end] is "of" or "for" or "from" or "in" && end + 1 < range.End)
        {
            stop = Math.Max(end, HeadEnd(end + 1, range.End));
        }

        if (_words[end - 1] is "mission" or "embassy" or "delegation" or "Mission" or "Embassy" or "Delegation" && _words[end] is "to" or "in" && end + 1 < range.End)
        {
            stop = Math.Max(end, HeadEnd(end + 1, range.End));
        }

        string name = Organs.Has(_words[end - 1]) || stop > end ? Possessed(start, stop) : Normalised(start, stop);
        return name.Length == 0 ? Unnamed : name;
    }

    /// <summary>The words with an acronym of a state replaced by its adjective: "PRC officials" as "Chinese officials".</summary>
    private string Normalised(int start, int end)
    {
        if (_parties.At(start) is { } state && state.Tokens.Start == start && state.Party.IsState && state.Tokens.End < end && !_words.IsPossessive(state.Tokens.End)
            && _words[start] is "PRC" or "DPRK" or "ROK" or "P.R.C." or "R.O.K.")
        {
            return state.Party.Adjectives[0] + " " + _words.Words(new TokenRange(state.Tokens.End, end));
        }

        return _words.Words(new TokenRange(start, end));
    }

    private SpeakerKind KindOf(int start, int end, ReadOnlySpan<char> head)
    {
        if (DocumentHeads.Has(head))
        {
            return SpeakerKind.Document;
        }

        if (MediaHeads.Has(head))
        {
            return SpeakerKind.Media;
        }

        if (PersonHeads.Has(head))
        {
            return SpeakerKind.Person;
        }

        if (GroupHeads.Has(head) || (_parties.At(end - 1) is { } people && IsPeople(people)))
        {
            return SpeakerKind.Group;
        }

        if (GovernmentHeads.Has(head))
        {
            return SpeakerKind.Government;
        }

        bool person = _words.IsCapital(start) && end - start is 2 or 3 && PersonIn(new TokenRange(start, end)) is not null;
        return person ? SpeakerKind.Person : _words.IsCapital(end - 1) ? SpeakerKind.Organization : head is [.., 's'] ? SpeakerKind.Group : SpeakerKind.Organization;
    }

    /// <summary>The person of the document whom a role describes: the roles must agree and the states must not differ; shared words and nearness decide.</summary>
    private Person? PersonBy(TokenRange range, int start, int end, string? country)
    {
        ReadOnlySpan<char> head = _words.Core(end - 1);
        Person? best = null;
        int bestScore = 0;
        foreach (Person person in _persons.All)
        {
            if (country is not null && person.Country is not null && country != person.Country)
            {
                continue;
            }

            int score = 0;
            int distance = Distance(person, range.Start);
            foreach (PersonMention mention in person.Mentions)
            {
                score = Math.Max(score, Math.Max(Shared(head, start, range.End, mention.Before), Shared(head, start, range.End, mention.After)));
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

    /// <summary>0 when the role does not agree; otherwise one more than the number of modifiers that both share.</summary>
    private int Shared(ReadOnlySpan<char> head, int start, int end, TokenRange described)
    {
        bool role = false;
        for (int token = described.Start; token < described.End && !role; token++)
        {
            ReadOnlySpan<char> word = _words.Core(token);
            role = word.Equals(head, StringComparison.OrdinalIgnoreCase) || SameRole(word, head);
        }

        if (!role)
        {
            return 0;
        }

        int shared = 1;
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

    /// <summary>"the country", "the alliance", "the ministry": the last of its kind that was named.</summary>
    private Speaker? Institution(TokenRange range, ReadOnlySpan<char> head, bool bare)
    {
        if (!bare)
        {
            return null;
        }

        if (head.Equals("country", StringComparison.OrdinalIgnoreCase) || head.Equals("government", StringComparison.OrdinalIgnoreCase) || head.Equals("nation", StringComparison.OrdinalIgnoreCase)
            || head.Equals("state", StringComparison.OrdinalIgnoreCase) || head.Equals("regime", StringComparison.OrdinalIgnoreCase) || head.Equals("administration", StringComparison.OrdinalIgnoreCase))
        {
            return _registry.State(CountryBefore(range.Start)) is { } state ? Make(range, state) : null;
        }

        if (CompanyHeads.Has(head))
        {
            // Only a company: a state or a league that spoke before is none.
            _companies ??= new CompanyNames(_words, _parties);
            return _companies.Before(range.Start) is not { } company ? null
                : company.Party is { } listed ? Make(range, listed) : Make(range, _words.Words(company.Tokens), SpeakerKind.Organization, CountryIn(company.Tokens), null);
        }

        if (head.Equals("alliance", StringComparison.OrdinalIgnoreCase) && LastOrganisation(range.Start, "org:nato") is { } nato)
        {
            return Make(range, nato);
        }

        if (head.Equals("bloc", StringComparison.OrdinalIgnoreCase) && LastOrganisation(range.Start, "org:eu") is { } union)
        {
            return Make(range, union);
        }

        if (head.Equals("organisation", StringComparison.OrdinalIgnoreCase) || head.Equals("organization", StringComparison.OrdinalIgnoreCase) || head.Equals("agency", StringComparison.OrdinalIgnoreCase)
            || head.Equals("watchdog", StringComparison.OrdinalIgnoreCase) || head.Equals("group", StringComparison.OrdinalIgnoreCase) || head.Equals("movement", StringComparison.OrdinalIgnoreCase)
            || head.Equals("body", StringComparison.OrdinalIgnoreCase) || head.Equals("alliance", StringComparison.OrdinalIgnoreCase)
            || head.Equals("newspaper", StringComparison.OrdinalIgnoreCase) || head.Equals("broadcaster", StringComparison.OrdinalIgnoreCase) || head.Equals("outlet", StringComparison.OrdinalIgnoreCase)
            || head.Equals("headline", StringComparison.OrdinalIgnoreCase) || head.Equals("paper", StringComparison.OrdinalIgnoreCase))
        {
            bool media = MediaHeads.Has(head) || head.Equals("paper", StringComparison.OrdinalIgnoreCase);
            for (int index = _history.Count - 1; index >= Math.Max(0, _history.Count - HistoryReach); index--)
            {
                Speaker speaker = _history[index].Speaker;
                if (media ? speaker.Kind == SpeakerKind.Media : speaker.Kind is SpeakerKind.Organization or SpeakerKind.Media)
                {
                    return Same(range, speaker);
                }
            }
        }

        return null;
    }

    private Party? LastOrganisation(int token, string id)
    {
        for (int index = _parties.FirstFrom(token) - 1; index >= 0; index--)
        {
            if (_parties.All[index].Party.Id == id)
            {
                return _parties.All[index].Party;
            }
        }

        return null;
    }

    /// <summary>The state that is talked of before a token: the last speaker's, or the one named last.</summary>
    private string? CountryBefore(int token)
    {
        for (int index = _history.Count - 1; index >= Math.Max(0, _history.Count - HistoryReach); index--)
        {
            if (_history[index].Token < token && _words.Sentence(_history[index].Token) >= _words.Sentence(token) - 1 && _history[index].Speaker.Country is { } country)
            {
                return country;
            }
        }

        for (int index = _parties.FirstFrom(token) - 1; index >= 0; index--)
        {
            if (_parties.All[index].Party.IsState)
            {
                return _parties.All[index].Party.Country;
            }
        }

        return null;
    }

    /// <summary>An earlier speaker called by the same noun: "the investigator" after "a Canadian government investigator".</summary>
    private Speaker? Earlier(ReadOnlySpan<char> head, bool definite)
    {
        for (int index = _history.Count - 1; index >= Math.Max(0, _history.Count - HistoryReach); index--)
        {
            Speaker speaker = _history[index].Speaker;
            string name = speaker.Name;
            if (name.Length > head.Length && name.EndsWith(head, StringComparison.OrdinalIgnoreCase) && name[^(head.Length + 1)] == ' '
                && (definite || speaker.Kind is SpeakerKind.Group or SpeakerKind.Government) && speaker.Kind is not SpeakerKind.Unnamed)
            {
                return speaker;
            }
        }

        return null;
    }

    /// <summary>An unnamed spokesperson speaks for the institution that is named with it.</summary>
    private Speaker? Employer(TokenRange range, int start, int end)
    {
        TokenRange institution = end < range.End && (_words[end] is "for" or "of" or "at")
            ? new TokenRange(end + 1, HeadEnd(end + 1, range.End))
            : new TokenRange(start, end - 1);
        while (!institution.IsEmpty && Determiners.Has(_words[institution.Start]))
        {
            institution = new TokenRange(institution.Start + 1, institution.End);
        }

        int last = institution.End - 1;
        if (!institution.IsEmpty && _words.IsPossessive(last) && _words.Core(last).Length == _words[last].Length)
        {
            institution = new TokenRange(institution.Start, last);
        }

        if (institution.IsEmpty)
        {
            return null;
        }

        if (PartyOf(institution) is { } party)
        {
            return Make(range, party);
        }

        if (!HasOrgan(institution.Start, institution.End))
        {
            return null;
        }

        string name = Possessed(institution.Start, institution.End);
        string? country = CountryIn(institution);
        if (country is null && CountryBefore(range.Start) is null && !_words.IsCapital(institution.Start))
        {
            return null;
        }

        if (country is null && CountryBefore(range.Start) is { } near && _registry.State(near) is { } state)
        {
            country = near;
            name = OrganName.Adjective(state) + " " + OrganName.Titled(name);
        }

        return _registry.Find(name) is { } organ ? Make(range, organ) : Make(range, name, SpeakerKind.Government, country, null);
    }

    /// <summary>Acronyms that the document explains: "Long Range Radar Initiative (LRRI)".</summary>
    private Dictionary<string, string> FindAcronyms()
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int token = 2; token + 1 < _words.Count; token++)
        {
            if (_words[token - 1] is not "(" || _words[token + 1] is not ")" || _words[token].Length is < 2 or > 8)
            {
                continue;
            }

            ReadOnlySpan<char> acronym = _words[token];
            int letter = acronym.Length - 1;
            int start = token - 2;
            int first = -1;
            while (start >= 0 && letter >= 0 && token - start < 20 && !_words.EndsPhrase(start))
            {
                if (_words.IsCapital(start) && char.ToUpperInvariant(_words[start][0]) == acronym[letter])
                {
                    letter--;
                    first = start;
                }
                else if (_words.IsCapital(start))
                {
                    break;
                }

                start--;
            }

            if (letter < 0 && first >= 0)
            {
                found.TryAdd(acronym.ToString(), _words.Words(new TokenRange(first, token - 1)));
            }
        }

        return found;
    }
}
