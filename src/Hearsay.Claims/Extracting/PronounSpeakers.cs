using Hearsay.Claims.Parties;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>Whom a pronoun stands for: "he", "they", "we", "both", "her office".</summary>
internal sealed class PronounSpeakers(SpeakerContext context, NamedSpeakers names, CoreferenceSpeakers coreference)
{
    /// <summary>How many sentences back a pronoun may point.</summary>
    private const int PronounReach = 6;

    private static readonly WordClass Titles = WordClasses.Of("title");
    private static readonly WordClass He = WordClasses.Of("pronoun.he");
    private static readonly WordClass I = WordClasses.Of("pronoun.i");
    private static readonly WordClass It = WordClasses.Of("pronoun.it");
    private static readonly WordClass She = WordClasses.Of("pronoun.she");
    private static readonly WordClass They = WordClasses.Of("pronoun.they");
    private static readonly WordClass Members = WordClasses.Of("noun.side");
    private static readonly WordClass Organs = WordClasses.Of("organ.keep");
    private static readonly WordClass We = WordClasses.Of("pronoun.we");

    /// <summary>From how many sentences back on the reader's coreference is asked before the nearest who spoke: nearer, rules are right more often.</summary>
    private const int Near = 1;

    private readonly SpeakerContext _context = context;
    private readonly CoreferenceSpeakers _coreference = coreference;
    private readonly Document _doc = context.Doc;
    private readonly List<(int Token, Speaker Speaker)> _history = context.History;
    private readonly NamedSpeakers _names = names;
    private readonly PartyMentions _parties = context.Parties;
    private readonly PersonIndex _persons = context.Persons;
    private readonly PartyRegistry _registry = context.Registry;
    private readonly WordView _words = context.Words;

    public Speaker? Pronoun(TokenRange range, Speaker? parent)
    {
        int token = range.Start;
        ReadOnlySpan<char> word = _words[token];
        if (range.Length == 2 && !_words.Is(token + 1, "both") && !_words.Is(token + 1, "all") && !_words.Is(token + 1, "himself") && !_words.Is(token + 1, "herself"))
        {
            return null;
        }

        if (word is "who" or "which" or "that" or "whose")
        {
            return Before(range) ?? _context.Make(range, SpeakerContext.Unnamed, SpeakerKind.Unnamed, null, null);
        }

        bool he = He.Has(word);
        if (word is "his" or "her" && _coreference.Of(range, token) is { Kind: SpeakerKind.Person } owner && _context.GenderOf(owner.Name) * (he ? 1 : -1) >= 0)
        {
            return owner;
        }

        if (he || She.Has(word))
        {
            return NearOrSame(range, PersonBefore(range, he ? 1 : -1, out int back), back, same => same.Kind == SpeakerKind.Person && _context.GenderOf(same.Name) * (he ? 1 : -1) >= 0 && !IsOnlyQuoted(same.Name, token));
        }

        if (We.Has(word) && parent is null && Collective(range) is { } joint)
        {
            return joint;
        }

        // "We" in a statement of a state is the state; "I" is who speaks there.
        parent ??= I.Has(word) || (We.Has(word) && Publisher(range).Kind == SpeakerKind.Unnamed) ? Author() : null;
        if (I.Has(word))
        {
            return parent is null ? Publisher(range) : _context.Same(range, parent);
        }

        if (We.Has(word))
        {
            Speaker? speaker = parent;
            return speaker is null ? Publisher(range)
                : speaker.Kind is SpeakerKind.Person or SpeakerKind.Government && _registry.State(speaker.Country) is { } state ? _context.Make(range, state) : _context.Same(range, speaker);
        }

        if (It.Has(word) || They.Has(word))
        {
            bool plural = They.Has(word);
            return NearOrSame(range, OrganisationBefore(range, plural, out int back), back, same => same.Kind is not (SpeakerKind.Person or SpeakerKind.Unnamed) && (plural || same.Kind != SpeakerKind.Group));
        }

        if (word.Equals("international", StringComparison.OrdinalIgnoreCase))
        {
            return _context.Make(range, "international community", SpeakerKind.Group, null, null);
        }

        return null;
    }

    /// <summary>The nearest who fits, or whom coreference finds where that one stands far away.</summary>
    private Speaker NearOrSame(TokenRange range, Speaker near, int back, Predicate<Speaker> fits) =>
        (back > Near || near.Kind == SpeakerKind.Unnamed) && _coreference.Of(range, range.Start) is { } same && fits(same) ? same : near;

    /// <summary>True for somebody whom only quotations name before a token that stands outside them: what is quoted names others than the one who said it.</summary>
    private bool IsOnlyQuoted(string name, int token)
    {
        if (_doc.Quotations[token] != QuotationState.Outside)
        {
            return false;
        }

        bool quoted = false;
        foreach ((TokenRange tokens, Person person) in _persons.Mentions)
        {
            if (tokens.Start >= token)
            {
                break;
            }

            if (person.Name == name)
            {
                if (_doc.Quotations[tokens.Start] == QuotationState.Outside)
                {
                    return false;
                }

                quoted = true;
            }
        }

        return quoted;
    }

    /// <summary>The state whose are "its minister", "their ambassador"; null for other words.</summary>
    public string? CountryOfOwner(TokenRange range) =>
        range.Length > 1 && (_words.Is(range.Start, "its") || _words.Is(range.Start, "their")) && OrganisationBefore(range, plural: false, out _) is { Kind: SpeakerKind.Government } owner ? owner.Country : null;

    /// <summary>The words that "who" or "which" stands for, by the tree; null for other words.</summary>
    public TokenRange? Antecedent(TokenRange range)
    {
        int token = range.Start;
        if (!_words.HasTrees || !(_words[token] is "who" or "which" or "that") || (_words[token] is "that" && (range.Length > 1 || !_doc.Words.Has(token, "PronType=Rel"))) || range.Length > LongestRelative)
        {
            return null;
        }

        Dependencies syntax = _doc.Syntax;
        while (token >= 0 && syntax.Relation(token) != DependencyRelation.AclRelcl)
        {
            token = syntax.Heads[token];
        }

        int noun = token < 0 ? -1 : syntax.Heads[token];
        if (_words.Is(range.Start, "who") && Bracketed(range.Start) is { } named && (noun < 0 || _doc.Words[noun] != PartOfSpeech.Propn))
        {
            return named;
        }

        if (noun < 0 || noun >= range.Start)
        {
            return null;
        }

        // "Ana Kovar is the attorney who charged him": she did; "it was Kovar who" is Kovar.
        int subject = -1;
        bool copula = false;
        for (int part = syntax.FirstDependent(noun); part >= 0 && part < noun; part = syntax.NextDependent(part))
        {
            copula |= syntax.Relation(part) == DependencyRelation.Cop;
            subject = syntax.Relation(part) == DependencyRelation.Nsubj && _doc.Words[part] == PartOfSpeech.Propn ? part : subject;
        }

        if (copula && subject >= 0)
        {
            return syntax.Yield(subject);
        }

        // The noun with what describes it before: not "including", "such as", "especially among".
        int start = noun;
        for (int part = syntax.FirstDependent(noun); part >= 0 && part < noun; part = syntax.NextDependent(part))
        {
            if (syntax.Relation(part) is DependencyRelation.Det or DependencyRelation.DetPredet or DependencyRelation.Amod or DependencyRelation.Nummod or DependencyRelation.Compound or DependencyRelation.Nmod or DependencyRelation.NmodPoss or DependencyRelation.Flat)
            {
                start = Math.Min(start, syntax.Yield(part).Start);
            }
        }

        while (start < noun && (!_words.IsWord(start) || _doc.Words[start] is PartOfSpeech.Adp or PartOfSpeech.Cconj or PartOfSpeech.Sconj))
        {
            start++;
        }

        int end = noun + 1;
        for (int part = syntax.FirstDependent(noun); part >= 0; part = syntax.NextDependent(part))
        {
            end = part == end && syntax.Relation(part) is DependencyRelation.Flat or DependencyRelation.Compound ? part + 1 : end;
        }

        return end <= range.Start ? new TokenRange(start, end) : null;
    }

    /// <summary>The person right before "who", a bracket between: "Senator Ana Kovar (R-Wis.), who"; null for others.</summary>
    private TokenRange? Bracketed(int who)
    {
        int end = _words[who - 1] is "," ? who - 1 : who;
        if (end < 2 || _words[end - 1] is not ")")
        {
            return null;
        }

        const int LongestBracket = 6;
        int open = end - 1;
        while (open > 0 && end - open < LongestBracket && _words[open] is not "(")
        {
            open--;
        }

        int index = _persons.FirstFrom(open) - 1;
        return index >= 0 && _persons.Mentions[index].Tokens.End == open ? _persons.Mentions[index].Tokens : null;
    }

    /// <summary>"Which in March": what was taken for the source with the pronoun.</summary>
    private const int LongestRelative = 4;

    /// <summary>Who "we" are in a statement that several make together ("We, the Foreign Ministers of …", "statement was released by the foreign ministers of …"); null where the text does not say.</summary>
    public Speaker? Collective(TokenRange range)
    {
        _collective ??= FindCollective() ?? new TokenRange(0, 0);
        return _collective is not { IsEmpty: false } words ? null : _names.Named(words) ?? _context.Make(range, _words.Words(words), SpeakerKind.Group, null, null);
    }

    /// <summary>"Both sides", "the two countries", "the parties" and "we" of a statement that two states make together: each of them. Null elsewhere.</summary>
    public Speaker[]? Sides(TokenRange range)
    {
        int last = range.End - 1;
        if (_words.Words(range).EndsWith("Koreas", StringComparison.Ordinal) && _registry.State("PRK") is { } north && _registry.State("KOR") is { } south)
        {
            return [_context.Make(range, north), _context.Make(range, south)];
        }

        bool sides = range.Length is 2 or 3 && Members.Has(_words[last]) && _words[range.Start] is "both" or "Both" or "the" or "The" && (range.Length == 2 || _words[range.Start + 1] is "two" or "sides");
        bool we = range.Length == 1 && _words.Is(range.Start, "we");
        if (!sides && !we)
        {
            return null;
        }

        _pair ??= FindPair();
        return _pair is [var one, var other] && (!we || (Collective(range) is not null && _collective is { } issuers && _words.Holds(issuers, "governments") && _words.Sentence(issuers.Start) == _pairSentence)) ? [_context.Make(range, one), _context.Make(range, other)] : null;
    }

    private Party[]? _pair;
    private int _pairSentence;

    /// <summary>The two states that the head of a text names as one pair, alone: "the Governments of X and Y"; none where it names three.</summary>
    private Party[] FindPair()
    {
        for (int sentence = 0; sentence < Math.Min(CollectiveReach, _doc.Sentences.Count); sentence++)
        {
            TokenRange line = _words.SentenceRange(sentence);
            PartyMention? before = null;
            foreach (PartyMention mention in _parties.Inside(line))
            {
                if (mention is not { IsAdjective: false, Party.IsState: true })
                {
                    continue;
                }

                if (before is { } first && first.Party != mention.Party && IsJoined(first.Tokens.End, mention.Tokens.Start) && !IsJoined(mention.Tokens.End, NextState(mention, line.End)) && !IsListed(first.Tokens.Start))
                {
                    _pairSentence = sentence;
                    return [first.Party, mention.Party];
                }

                before = mention;
            }
        }

        return [];
    }

    /// <summary>True after a comma: the last but one of a list.</summary>
    private bool IsListed(int token) => _words[_words.Is(token - 1, "the") ? token - 2 : token - 1] is ",";

    private int NextState(PartyMention mention, int end)
    {
        foreach (PartyMention other in _parties.Inside(new TokenRange(mention.Tokens.End, end)))
        {
            return other.Tokens.Start;
        }

        return end;
    }

    /// <summary>True when nothing but "and the Republic of" stands between.</summary>
    private bool IsJoined(int start, int end)
    {
        const int Longest = 5;
        bool and = false;
        for (int token = start; token < end; token++)
        {
            and |= _words.Is(token, "and");
            if (end - start > Longest || !(_words[token] is "and" or "the" or "of" or "Republic" or "Kingdom" or "State" or "," or "Federal" or "Government"))
            {
                return false;
            }
        }

        return and;
    }

    private TokenRange? _collective;

    private TokenRange? FindCollective()
    {
        for (int sentence = 0; sentence < Math.Min(CollectiveReach, _doc.Sentences.Count); sentence++)
        {
            TokenRange line = _words.SentenceRange(sentence);
            bool statement = false;
            bool issued = false;
            for (int token = line.Start; token < line.End - 2; token++)
            {
                statement |= _words[token] is "statement" or "declaration" or "communique" or "communiqué";
                issued |= statement && _words[token] is "released" or "issued" or "made";
                bool we = (token == line.Start || _words[token - 1] is ":") && _words.Is(token, "we") && _words[token + 1] is ",";
                if (!we && !(issued && _words.Is(token, "by")))
                {
                    continue;
                }

                int start = we ? token + 2 : token + 1;
                start += _words.Is(start, "the") ? 1 : 0;
                int end = start;
                while (end < line.End && !(_words[end] is "of" or "," or "and" or "for" or "representing" or "meeting" or "." or ":"))
                {
                    end++;
                }

                if (end > start && Bodies.Has(_words.Core(end - 1)))
                {
                    return new TokenRange(start, _words[start] is "Foreign" or "foreign" || end - start == 1 ? WithMembers(end, line.End) : end);
                }
            }
        }

        return null;
    }

    /// <summary>"Foreign Ministers" of whom: with the list of names that follows.</summary>
    private int WithMembers(int end, int stop)
    {
        int last = end;
        for (int token = end; token < stop && (_words.IsCapital(token) || _words[token] is "of" or "the" or "," or "and" or "-"); token++)
        {
            last = _words.IsCapital(token) ? token + 1 : last;
        }

        return last;
    }

    /// <summary>Sentences at the head of a text that may say who "we" are.</summary>
    private const int CollectiveReach = 6;

    private static readonly WordClass Bodies = new(["ministers", "leaders", "members", "governments", "states", "countries", "partners", "representatives", "heads", "chiefs", "council", "group", "allies", "parties", "co-chairs", "envoys", "ambassadors", "parliamentarians", "senators", "organisations", "organizations"]);

    /// <summary>Who speaks throughout: the person with whose name the text is headed ("Ned Price, Department Spokesperson", "Remarks by President X"); null for an article.</summary>
    public Speaker? Author()
    {
        for (int sentence = 0; sentence < Math.Min(HeaderLines, _doc.Sentences.Count); sentence++)
        {
            TokenRange line = _words.SentenceRange(sentence);
            if (line.Length > LongestHeader || _words[line.End - 1] is "." or "?" or "!" || HasFiniteVerb(line))
            {
                continue;
            }

            int by = line.Start;
            while (by < line.End && !(_words.Is(by, "by") || _words.Is(by, "from") || _words.Is(by, "with")))
            {
                by++;
            }

            int index = _persons.FirstFrom(by < line.End ? by : line.Start);
            if (index < _persons.Mentions.Count && _persons.Mentions[index].Tokens is var name && name.End <= line.End && (by < line.End || name.Start <= line.Start + 1))
            {
                return _context.Make(name, _persons.Mentions[index].Person);
            }

            // "Statement by the Ministry of Defence of Kenya".
            if (by + 1 < line.End && _names.Named(new TokenRange(by + 1, line.End)) is { } body)
            {
                return body;
            }

            if (by + 1 < line.End && _words.IsHeading(sentence) && Body(new TokenRange(by + 1, line.End)) is { } titled)
            {
                return titled;
            }
        }

        // The author by the byline that came with the text.
        if (_doc.Article.Authors is [var single])
        {
            return new Speaker(null, single, SpeakerKind.Person, null, _context.Registry.FindPerson(single)?.Id);
        }

        return null;
    }

    /// <summary>A body whose name a heading gives in capitals: "STATEMENT BY THE MINISTRY OF DEFENCE".</summary>
    private Speaker? Body(TokenRange range)
    {
        TokenRange words = _words.Is(range.Start, "the") ? new TokenRange(range.Start + 1, range.End) : range;
        if (words.IsEmpty || _words.Words(words) is var name && name.Any(char.IsLower))
        {
            return null;
        }

        string titled = OrganName.Titled(name.ToLowerInvariant());
        return _context.Registry.Find(titled) is { } known ? _context.Make(range, known) : _context.Make(range, titled, Organs.Has(_words[words.Start]) ? SpeakerKind.Government : SpeakerKind.Organization, _context.PublisherCountry, null);
    }

    /// <summary>Lines at the head of a text that may say whose words follow.</summary>
    private const int HeaderLines = 4;

    /// <summary>A longer line is no heading.</summary>
    private const int LongestHeader = 20;

    private bool HasFiniteVerb(TokenRange range)
    {
        for (int token = range.Start; token < range.End; token++)
        {
            if (_words.HasTrees && _doc.Words[token] is PartOfSpeech.Verb or PartOfSpeech.Aux && _doc.Words.Has(token, "VerbForm=Fin"))
            {
                return true;
            }
        }

        return !_words.HasTrees;
    }

    /// <summary>Who publishes the text, where that is a state or one of its organs: "we" and "I" in its own statements.</summary>
    private Speaker Publisher(TokenRange range)
    {
        Party? outlet = _context.Publisher;
        if (outlet is null)
        {
            return _context.Make(range, SpeakerContext.Unnamed, SpeakerKind.Unnamed, null, null);
        }

        return outlet.Kind == SpeakerKind.Government && _registry.State(outlet.Country) is { } state ? _context.Make(range, state) : _context.Make(range, outlet);
    }

    /// <summary>Whom a relative pronoun stands for: the name right before it.</summary>
    private Speaker? Before(TokenRange range) =>
        PersonRightBefore(range) ?? (_parties.At(_words[range.Start - 1] is "," ? range.Start - 2 : range.Start - 1) is { } party ? _context.Make(range, party.Party) : null);

    /// <summary>The person whose name ends right before a pronoun, a comma between them or none; null for others.</summary>
    public Speaker? PersonRightBefore(TokenRange range)
    {
        int end = _words[range.Start - 1] is "," ? range.Start - 1 : range.Start;
        int index = _persons.FirstFrom(end) - 1;
        return index >= 0 && _persons.Mentions[index].Tokens.End >= end - 1 && _persons.Mentions[index].Tokens.Start < end ? _context.Make(range, _persons.Mentions[index].Person) : null;
    }

    private Speaker PersonBefore(TokenRange range, int gender, out int back)
    {
        int sentence = _words.Sentence(range.Start);
        int spoken = _history.Count - 1;
        for (back = 0; back <= PronounReach && sentence - back >= 0; back++)
        {
            int start = _words.SentenceRange(sentence - back).Start;

            // One who spoke in the sentence comes before one who is only named there.
            while (spoken >= 0 && _history[spoken].Token >= start)
            {
                Speaker speaker = _history[spoken].Speaker;
                if (speaker.Kind == SpeakerKind.Person && _history[spoken].Token < range.Start && _context.GenderOf(speaker.Name) * gender >= 0)
                {
                    return _context.Same(range, speaker);
                }

                spoken--;
            }

            // Whom a quotation names is not the one who said it.
            int end = Math.Min(_words.SentenceRange(sentence - back).End, range.Start);
            for (int index = _persons.FirstFrom(start); index < _persons.Mentions.Count && _persons.Mentions[index].Tokens.Start < end; index++)
            {
                (TokenRange tokens, Person person) = _persons.Mentions[index];
                if (person.IsConfirmed && person.Gender * gender >= 0 && (_doc.Quotations[tokens.Start] == QuotationState.Outside || _doc.Quotations[range.Start] != QuotationState.Outside) && !_words.IsFurniture(sentence - back) && !_names.IsModifier(new TokenRange(start, end), tokens))
                {
                    return _context.Make(range, person);
                }
            }
        }

        for (int index = _history.Count - 1; index >= Math.Max(0, _history.Count - SpeakerContext.HistoryReach); index--)
        {
            if (_history[index].Speaker.Kind == SpeakerKind.Person && _context.GenderOf(_history[index].Speaker.Name) * gender >= 0)
            {
                return _context.Same(range, _history[index].Speaker);
            }
        }

        return _context.Make(range, SpeakerContext.Unnamed, SpeakerKind.Unnamed, null, null);
    }

    private Speaker OrganisationBefore(TokenRange range, bool plural, out int back)
    {
        int sentence = _words.Sentence(range.Start);
        int spoken = _history.Count - 1;
        for (back = 0; back <= PronounReach && sentence - back >= 0; back++)
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
                    return _context.Same(range, speaker);
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
                    return _context.Make(range, mention.Party);
                }
            }
        }

        return _context.Make(range, SpeakerContext.Unnamed, SpeakerKind.Unnamed, null, null);
    }

    /// <summary>"They" after two persons or parties who spoke together within the last sentences: both; null otherwise.</summary>
    public Speaker[]? LastTogether(TokenRange range)
    {
        if (_history.Count < 2 || _history[^1].Token != _history[^2].Token || _words.Sentence(range.Start) - _words.Sentence(_history[^1].Token) > TogetherReach)
        {
            return null;
        }

        var found = new List<Speaker>();
        for (int index = _history.Count - 1; index >= 0 && _history[index].Token == _history[^1].Token; index--)
        {
            if (_history[index].Speaker.Kind is not (SpeakerKind.Person or SpeakerKind.Government))
            {
                return null;
            }

            found.Insert(0, _context.Same(range, _history[index].Speaker));
        }

        return [.. found];
    }

    /// <summary>Sentences from two who spoke together to "they".</summary>
    private const int TogetherReach = 2;

    public Speaker[]? LastTwo(TokenRange range)
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
                found.Insert(0, _context.Make(range, person));
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
                    found.Insert(0, _context.Make(range, mention.Party));
                }
            }
        }

        return found.Count == 2 ? [.. found] : null;
    }

    /// <summary>"Her office", "his campaign": named after the person that the pronoun stands for.</summary>
    public Speaker? Owned(TokenRange range, int start, int end)
    {
        if (start == range.Start || end - start > 2 || !(_words.Is(start - 1, "her") || _words.Is(start - 1, "his")))
        {
            return null;
        }

        return Owner(range, start) is not { } owner ? null
            : _context.Make(range, owner.Name + "'s " + _words.Words(new TokenRange(start, end)), _words.Is(end - 1, "office") && owner.Country is not null ? SpeakerKind.Government : SpeakerKind.Organization, owner.Country, null);
    }

    /// <summary>"His lawyer", "its engineers", "Mr. Levering's aides": called after the one whose they are, by full name; null where nobody with a name owns them.</summary>
    /// <param name="range">The whole source.</param>
    /// <param name="start">Where the description starts, after words that only point at it.</param>
    /// <param name="end">End of the noun phrase.</param>
    /// <param name="kind">What the description is.</param>
    public Speaker? OwnedBy(TokenRange range, int start, int end, SpeakerKind kind)
    {
        const int MostWords = 3;
        (Speaker? owner, int from) = start > range.Start ? (OwnerByPronoun(range, start, kind), start) : OwnerByName(range, start, end);
        if (owner is null || from >= end || end - from > MostWords || (end < range.End && _words[end] is not ","))
        {
            return null;
        }

        from += from < end - 1 && _words.Is(from, "own") ? 1 : 0;
        return _context.Make(range, owner.Name + "'s " + _words.Words(new TokenRange(from, end)), kind, owner.Country, null);
    }

    private Speaker? OwnerByPronoun(TokenRange range, int start, SpeakerKind kind)
    {
        if (_words.Is(start - 1, "his") || _words.Is(start - 1, "her"))
        {
            return Owner(range, start) is { } person && _context.IsNamed(person) ? person : null;
        }

        bool plural = _words.Is(start - 1, "their");
        return (plural || _words.Is(start - 1, "its")) && kind is SpeakerKind.Person or SpeakerKind.Group
            && OrganisationBefore(range, plural, out int back) is { Kind: not SpeakerKind.Unnamed } body && back <= 1 && body.Name.Any(char.IsUpper) ? body : null;
    }

    private (Speaker? Owner, int From) OwnerByName(TokenRange range, int start, int end)
    {
        int index = _persons.FirstFrom(start);
        if (index >= _persons.Mentions.Count || _persons.Mentions[index] is not ({ } tokens, { } person) || tokens.End >= end)
        {
            return (null, start);
        }

        for (int token = start; token < tokens.Start; token++)
        {
            if (!Titles.Has(_words[token].TrimEnd('.')))
            {
                return (null, start);
            }
        }

        return _words.IsPossessive(tokens.End) ? (_context.Make(range, person), tokens.End + 1) : _words.IsPossessive(tokens.End - 1) ? (_context.Make(range, person), tokens.End) : (null, start);
    }

    /// <summary>Whom "his" or "her" right before a token stands for; null for nobody.</summary>
    private Speaker? Owner(TokenRange range, int start) => PersonBefore(range, _words.Is(start - 1, "his") ? 1 : -1, out _) is { Kind: not SpeakerKind.Unnamed } owner ? owner : null;
}
