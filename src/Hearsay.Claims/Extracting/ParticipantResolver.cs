using Hearsay.Claims.Parties;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>
/// Tells who the phrases that take part in an event stand for: parties by name, seat or adjective, persons over the whole document, pronouns and "the country" through coreference,
/// armed forces and governments as their state, "we" as the speaker's. What names nobody is described by its words.
/// </summary>
internal sealed class ParticipantResolver
{
    /// <summary>Parts of a list that are looked at.</summary>
    private const int LongestList = 12;

    /// <summary>How often a description may refer to another ("the country" to "it" to "Iran").</summary>
    private const int MostSteps = 4;

    /// <summary>How many phrases may stand in one another: "states such as those on the coast, including …".</summary>
    private const int MostNested = 6;

    /// <summary>Sentences back in which "the two countries" are looked for.</summary>
    private const int PairReach = 4;

    private static readonly WordClass People = WordClasses.Of("group.head");
    private static readonly WordClass Governments = WordClasses.Of("government.head");
    private static readonly WordClass Persons = WordClasses.Of("person.head");
    private static readonly WordClass Media = WordClasses.Of("media.head");
    private static readonly WordClass Companies = WordClasses.Of("company.head");

    /// <summary>Words that stand for the state whose they are.</summary>
    private static readonly WordClass Stands = new(
    [
        "force", "forces", "military", "army", "troop", "troops", "soldier", "soldiers", "government", "regime", "state", "navy", "leadership", "administration", "missile", "missiles", "rocket", "rockets", "artillery", "warplane", "jet",
        "aircraft", "shelling", "side", "operative", "negotiator", "representative", "delegation", "counterpart", "base", "airbase", "barracks", "airfield", "embassy", "consulate", "checkpoint", "outpost", "country", "nation", "region", "province", "territory", "city", "town", "village", "area", "capital", "economy", "infrastructure", "airspace", "waters", "soil", "coast", "attack", "strike", "airstrike", "bombing", "fire",
    ]);

    private static readonly WordClass Fighters = new(["operative", "fighter", "militant", "member", "terrorist", "rebel", "guerrilla", "force", "commander", "leader", "leadership", "target"]);

    private static readonly WordClass Organisations = new(["airline", "company", "firm", "maker", "manufacturer", "bank", "carrier", "shipyard"]);

    private static readonly WordClass Craft = new(["ship", "vessel", "boat", "tanker", "trawler", "freighter", "frigate", "destroyer", "yacht"]);

    /// <summary>Sentences back in which the name of "the tanker" is looked for.</summary>
    private const int CraftReach = 12;

    private static readonly WordClass Members = new(["state", "member", "country", "nation", "ally", "leader", "government", "partner"]);

    /// <summary>Names looked through for a longer form; an article has some hundreds.</summary>
    private const int MostNames = 400;

    /// <summary>Words that name a building or site together with the name before them.</summary>
    private static readonly WordClass Facilities = new(["plant", "station", "airport", "base", "port", "hospital", "prison", "university", "bridge", "factory", "refinery", "facility", "reactor", "camp", "depot", "shipyard", "dam", "embassy", "mosque", "church", "school"]);

    private static readonly WordClass States = new(["country", "nation", "state", "government", "regime", "kingdom", "republic"]);
    private static readonly WordClass Actors = new(
    [
        "country", "nation", "state", "government", "force", "troop", "army", "military", "navy", "rebel", "militant", "guerrilla", "police", "company", "firm", "entity", "group", "organisation", "organization", "party", "movement", "ally", "partner",
        "neighbour", "neighbor", "people", "man", "woman", "citizen", "refugee", "civilian", "student", "worker", "teacher", "activist", "protester", "protestor", "demonstrator", "prisoner", "court", "judge", "bank", "union", "alliance", "bloc", "coalition",
        "council", "committee", "parliament", "senate", "congress", "ministry", "agency", "airline", "vessel", "ship", "tanker", "member", "side", "enemy", "opposition", "faction", "militia", "settler", "soldier", "warlord", "dissident", "journalist", "child",
        "resident", "villager", "national", "crew", "passenger", "hostage", "detainee", "inmate", "supporter", "landowner", "trader", "smuggler", "counterpart", "region", "province", "territory", "individual", "sailor", "negotiator", "commissioner", "commission",
        "network", "terrorist", "gunman", "guard", "adviser", "youth", "serviceman", "believer", "missionary", "hacker", "authority", "leader", "candidate", "team", "delegation", "watchdog", "community", "minority", "population", "tribe", "gang", "ambassador", "parties", "observer",
        "envoy", "chancellor", "king", "striker", "migrant", "newspaper", "archbishop", "official", "volunteer", "fighter", "youngster", "suspect", "deputy", "power", "regime", "peacekeeper", "monitor", "inspector", "extremist",
    ]);

    private readonly Document _doc;
    private readonly WordView _words;
    private readonly PartyMentions _parties;
    private readonly PersonIndex _persons;
    private readonly PartyRegistry _registry;
    private int _nested;

    /// <summary>Works on one document.</summary>
    public ParticipantResolver(Document doc, WordView words, PartyMentions parties, PersonIndex persons)
    {
        _doc = doc;
        _words = words;
        _parties = parties;
        _persons = persons;
        _registry = parties.Registry;
    }

    /// <summary>Everybody whom the phrase with this head names: parts of a list, examples of "countries such as".</summary>
    /// <param name="head">Token of the head.</param>
    /// <param name="speaker">Who "we" and "I" are, or null.</param>
    /// <param name="to">Receives them; no one twice.</param>
    public void Resolve(int head, Speaker? speaker, List<Participant> to)
    {
        int parts = 0;
        Part(head, speaker, to);
        for (int child = _doc.Syntax.FirstDependent(head); child >= 0 && parts < LongestList; child = _doc.Syntax.NextDependent(child))
        {
            if (_doc.Syntax.Relation(child) == DependencyRelation.Conj && CanAct(child))
            {
                parts++;
                Part(child, speaker, to);
            }
        }
    }

    /// <summary>True when the phrase can take part in an event: a person, a party, people, an organisation.</summary>
    public bool CanAct(int head)
    {
        if (_doc.Words[head] is PartOfSpeech.Pron)
        {
            return !(_words.Is(head, "this") || _words.Is(head, "that") || _words.Is(head, "there") || _words.Is(head, "what") || _words.Is(head, "something") || _words.Is(head, "nothing") || _words.Is(head, "anything") || _words.Is(head, "everything"));
        }

        if (_doc.Words[head] is PartOfSpeech.Verb or PartOfSpeech.Adv or PartOfSpeech.Aux)
        {
            return false;
        }

        if (_parties.At(head) is not null || PersonAt(head) is not null)
        {
            return true;
        }

        ReadOnlySpan<char> lemma = _doc.Words.Lemma(head);
        ReadOnlySpan<char> word = _words.Core(head);
        if (Actors.Has(lemma) || lemma.EndsWith("man", StringComparison.Ordinal) || lemma.EndsWith("woman", StringComparison.Ordinal) || word.EndsWith("men", StringComparison.Ordinal) || People.Has(word) || Governments.Has(word) || Persons.Has(lemma) || Media.Has(word) || Companies.Has(lemma))
        {
            return true;
        }

        int mention = _doc.Coreference.WithHead(head);
        return mention >= 0 && _doc.Coreference.Mentions[mention].Kind is EntityKind.Person or EntityKind.Organization
            || (_doc.Words[head] == PartOfSpeech.Propn && NameAt(head) is NameKind.Person or NameKind.Organization or NameKind.Place or NameKind.Nationality);
    }

    /// <summary>The first party named in a range that is not the speaker; null for none.</summary>
    public Participant? First(TokenRange range, Speaker? speaker)
    {
        foreach (PartyMention mention in _parties.Inside(range))
        {
            if (!mention.IsAdjective && mention.Party.Name != speaker?.Name)
            {
                return new Participant(Words(mention.Tokens), mention.Party.Name, mention.Party.Country, mention.Party.Id);
            }
        }

        return null;
    }

    /// <summary>True for the name of an armed group of the registry.</summary>
    public bool IsArmedGroup(int token) => _parties.At(token)?.Party.Sort == PartySort.ArmedGroup;

    /// <summary>The state that an adjective or a name before a noun stands for: "Israeli" in "an Israeli attack"; null when it is none.</summary>
    public Party? Adjective(int token) => _parties.At(token) is { } mention && (mention.IsAdjective || _words.Is(token, "US") || _words.Is(token, "U.S.") || _words.Is(token, "UK")) ? _registry.State(mention.Party.Country) : null;

    /// <summary>The state whose the phrase is, by its possessor, adjective or own name: IRN of "Iranian drones"; null when none is told.</summary>
    public Party? StateOf(int head, Speaker? speaker)
    {
        for (int child = _doc.Syntax.FirstDependent(head); child >= 0; child = _doc.Syntax.NextDependent(child))
        {
            switch (_doc.Syntax.Relation(child))
            {
                case DependencyRelation.NmodPoss when _doc.Words[child] == PartOfSpeech.Pron:
                    var owner = new List<Participant>(1);
                    Part(child, speaker, owner);
                    if (owner.Count > 0 && _registry.State(owner[0].Country) is { } theirs)
                    {
                        return theirs;
                    }

                    break;
                case DependencyRelation.Amod or DependencyRelation.Compound or DependencyRelation.NmodPoss or DependencyRelation.NmodDesc or DependencyRelation.NmodUnmarked:
                    if ((_parties.At(child)?.Party ?? ShortFor(child)) is { } party && _registry.State(party.Country) is { } state)
                    {
                        return state;
                    }

                    if (PersonAt(child) is { } person && _registry.State(person.Country) is { } led)
                    {
                        return led;
                    }

                    break;
                case DependencyRelation.Nmod when _words[child - 1] is not "," && _parties.At(child) is { IsAdjective: false } of && Of(child) && !HasOtherPeople(head) && _registry.State(of.Party.Country) is { } whole:
                    return whole;
            }
        }

        return null;
    }

    /// <summary>"Kurdish forces in Iraq" are not Iraq's.</summary>
    private bool HasOtherPeople(int head)
    {
        for (int child = _doc.Syntax.FirstDependent(head); child >= 0 && child < head; child = _doc.Syntax.NextDependent(child))
        {
            if (_doc.Syntax.Relation(child) == DependencyRelation.Amod && _words.IsCapital(child) && NameAt(child) is NameKind.Nationality && _parties.At(child) is null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The organisation of states whose members are meant: "NATO states".</summary>
    private Party? BodyOf(int token)
    {
        foreach (PartyMention mention in _parties.Inside(PhraseOf(token)))
        {
            if (mention.Party.Sort == PartySort.International)
            {
                return mention.Party;
            }
        }

        return null;
    }

    /// <summary>"the North", "the South" of the state named last whose name begins so; null for anything else.</summary>
    private Party? ShortFor(int token)
    {
        if (!(_words[token] is "North" or "South") || !IsDefinite(token))
        {
            return null;
        }

        for (int index = _parties.FirstFrom(token) - 1; index >= 0; index--)
        {
            if (_parties.All[index].Party is { IsState: true } state && state.Name.AsSpan().StartsWith(_words[token], StringComparison.Ordinal))
            {
                return state;
            }
        }

        return null;
    }

    /// <summary>"member states", "its members", without a word of what they are members of.</summary>
    private bool IsMembers(int token)
    {
        if (_words.Is(token, "members"))
        {
            return true;
        }

        for (int child = _doc.Syntax.FirstDependent(token); child >= 0 && child < token; child = _doc.Syntax.NextDependent(child))
        {
            if (_doc.Syntax.Relation(child) is DependencyRelation.Compound or DependencyRelation.Amod && _words.Is(child, "member"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The organisation of states that was named last; null where none is near.</summary>
    private Party? BodyBefore(int token)
    {
        int sentence = _words.Sentence(token);
        for (int index = _parties.FirstFrom(token) - 1; index >= 0 && _words.Sentence(_parties.All[index].Tokens.Start) >= sentence - PairReach; index--)
        {
            if (_parties.All[index].Party.Sort == PartySort.International)
            {
                return _parties.All[index].Party;
            }
        }

        return null;
    }

    /// <summary>True for what stands beside another noun and has neither article nor owner of its own.</summary>
    private bool IsBareConjunct(int token) => _doc.Syntax.Relation(token) == DependencyRelation.Conj && _doc.Syntax.Heads[token] >= 0
        && _doc.Syntax.Dependent(token, DependencyRelation.Det) < 0 && _doc.Syntax.Dependent(token, DependencyRelation.NmodPoss) < 0 && _doc.Syntax.Dependent(token, DependencyRelation.Amod) < 0;

    private bool Of(int token)
    {
        for (int child = _doc.Syntax.FirstDependent(token); child >= 0 && child < token; child = _doc.Syntax.NextDependent(child))
        {
            if (_doc.Syntax.Relation(child) == DependencyRelation.Case)
            {
                return _words.Is(child, "of") || _words.Is(child, "in") || _words.Is(child, "from");
            }
        }

        return false;
    }

    private NameKind? NameAt(int token)
    {
        int index = TextOrder.FirstFrom(_doc.Names, static name => name.Tokens, token + 1) - 1;
        return index >= 0 && _doc.Names[index].Tokens.Contains(token) ? _doc.Names[index].Kind : null;
    }

    private Person? PersonAt(int token)
    {
        int index = _persons.FirstFrom(token + 1) - 1;
        return index >= 0 && _persons.Mentions[index].Tokens.Contains(token) ? _persons.Mentions[index].Person : null;
    }

    /// <summary>Whom the phrase with this head names, without the other parts of a list.</summary>
    public void Part(int head, Speaker? speaker, List<Participant> to)
    {
        // "the University of X, including the first centre there": examples and coreference can lead back to where they came from.
        if (_nested < MostNested)
        {
            _nested++;
            Follow(head, speaker, to);
            _nested--;
        }
    }

    private void Follow(int head, Speaker? speaker, List<Participant> to)
    {
        int at = head;
        Evidence mention = Words(PhraseOf(head));
        for (int steps = 0; steps < MostSteps; steps++)
        {
            if (_doc.Words[at] is PartOfSpeech.Pron or PartOfSpeech.Det)
            {
                if (Pronoun(at, mention, speaker, to))
                {
                    return;
                }

                if (Earlier(at) is not (>= 0 and int before))
                {
                    if (NearestParty(at) is { } near)
                    {
                        Add(to, new Participant(mention, near.Name, near.Country, near.Id));
                    }

                    return;
                }

                at = before;
                continue;
            }

            if (PersonAt(at) is { } person && !(person.Known is null && !person.Name.Contains(' ', StringComparison.Ordinal) && NameAt(at) is NameKind.Person or NameKind.Organization))
            {
                Add(to, new Participant(mention, person.Name, person.Country ?? CountryIn(at), person.Known?.Id));
                return;
            }

            if (_parties.At(at) is { Party: { Sort: PartySort.Forces } forces } && Stands.Has(_words.Core(at)) && _registry.State(forces.Country) is { } army)
            {
                // "the Israel Defense Forces": as any force of its state.
                Add(to, new Participant(mention, army.Name, army.Country, army.Id));
                return;
            }

            if (_parties.At(at) is { } party && party.Tokens.End > at)
            {
                Add(to, IsPeople(party, at) ? new Participant(mention, NameOf(at), party.Party.Country, null) : new Participant(mention, party.Party.Name, party.Party.Country, party.Party.Id));
                return;
            }

            if (ShortFor(at) is { } whole)
            {
                Add(to, new Participant(mention, whole.Name, whole.Country, whole.Id));
                return;
            }

            ReadOnlySpan<char> lemma = _doc.Words.Lemma(at);
            if (Named(at) is >= 0 and int name)
            {
                at = name;
                continue;
            }

            if (Examples(at, speaker, to))
            {
                return;
            }

            if (States.Has(lemma) && FarExamples(at) is >= 0 and int example)
            {
                Add(to, new Participant(mention, NameOf(at), null, null));
                Resolve(example, speaker, to);
                return;
            }

            if (IsPair(at))
            {
                AddPair(at, mention, to);
                return;
            }

            // "Hamas operatives": the group's.
            if (Members.Has(lemma) || Fighters.Has(lemma))
            {
                for (int child = _doc.Syntax.FirstDependent(at); child >= 0 && child < at; child = _doc.Syntax.NextDependent(child))
                {
                    if (_doc.Syntax.Relation(child) is DependencyRelation.Compound or DependencyRelation.Amod or DependencyRelation.NmodPoss && _parties.At(child) is { Party.Sort: PartySort.ArmedGroup } group)
                    {
                        Add(to, new Participant(mention, group.Party.Name, group.Party.Country, group.Party.Id));
                        return;
                    }
                }
            }

            // "the Chinese government and military": whose the first is, the second is too.
            if ((Stands.Has(lemma) || Stands.Has(_words[at])) && (StateOf(at, speaker) ?? (IsBareConjunct(at) ? StateOf(_doc.Syntax.Heads[at], speaker) : null)) is { } state)
            {
                Add(to, new Participant(mention, state.Name, state.Country, state.Id));
                return;
            }

            if (Members.Has(lemma) && (BodyOf(at) ?? (IsMembers(at) ? BodyBefore(at) : null)) is { } body)
            {
                Add(to, new Participant(mention, body.Name, body.Country, body.Id));
                return;
            }

            if (IsDefinite(at) && Craft.Has(lemma) && CraftBefore(at) is { } craft)
            {
                Add(to, new Participant(mention, craft, null, null));
                return;
            }

            if (IsDefinite(at) && Earlier(at) is >= 0 and int earlier && earlier != at && (_parties.At(earlier) is not null || PersonAt(earlier) is not null || steps == 0))
            {
                at = earlier;
                continue;
            }

            if (IsDefinite(at) && Organisations.Has(lemma) && OrganisationBefore(at) is { } organisation)
            {
                Add(to, new Participant(mention, organisation, CountryIn(at), null));
                return;
            }

            if (IsDefinite(at) && (States.Has(lemma) || lemma is "administration" or "Administration") && StateBefore(at) is { } country)
            {
                Add(to, new Participant(mention, country.Name, country.Country, country.Id));
                return;
            }

            if (States.Has(lemma) && IsAny(at))
            {
                // "did not name any country" names none.
                return;
            }

            Add(to, new Participant(mention, NameOf(at), (StateOf(at, speaker) ?? _registry.State(CountryIn(at)))?.Country, null));
            return;
        }
    }

    /// <summary>First persons are the speaker, or the speaker's state; "each other" are the last two. True when that settles it, found or not.</summary>
    private bool Pronoun(int token, Evidence mention, Speaker? speaker, List<Participant> to)
    {
        bool we = _words.Is(token, "we") || _words.Is(token, "us") || _words.Is(token, "our") || _words.Is(token, "ourselves");
        if (we || _words.Is(token, "I") || _words.Is(token, "me") || _words.Is(token, "my") || _words.Is(token, "mine"))
        {
            if (speaker is null or { Kind: SpeakerKind.Unnamed })
            {
                return true;
            }

            Party? state = we && speaker.Kind is SpeakerKind.Person or SpeakerKind.Government ? _registry.State(speaker.Country) : null;
            Add(to, state is null ? new Participant(mention, speaker.Name, speaker.Country, speaker.Party) : new Participant(mention, state.Name, state.Country, state.Id));
            return true;
        }

        if (_words.Is(token, "each") || _words.Is(token, "both"))
        {
            AddPair(token, mention, to);
            return true;
        }

        if (SpeaksOfItself(token, speaker))
        {
            Add(to, new Participant(mention, speaker!.Name, speaker.Country, speaker.Party));
            return true;
        }

        return _words.Is(token, "who") || _words.Is(token, "which") || _words.Is(token, "you") || _words.Is(token, "one") || _words.Is(token, "everyone") || _words.Is(token, "someone") || _words.Is(token, "anyone") || _words.Is(token, "those");
    }

    /// <summary>"Chad said that it had built …", "said its navy had …": the subject of what a state or an organisation says, when it is "it" or "they", is who says it.</summary>
    private bool SpeaksOfItself(int token, Speaker? speaker)
    {
        bool person = _words.Is(token, "he") || _words.Is(token, "she");
        if (speaker is not { Mention: { } named } || !(person ? speaker.Kind == SpeakerKind.Person
            : speaker.Kind is SpeakerKind.Government or SpeakerKind.Organization or SpeakerKind.Group && (_words.Is(token, "it") || _words.Is(token, "they") || _words.Is(token, "its") || _words.Is(token, "their"))))
        {
            return false;
        }

        int subject = _doc.Syntax.Relation(token) == DependencyRelation.NmodPoss ? _doc.Syntax.Heads[token] : token;
        int verb = subject >= 0 && _doc.Syntax.Relation(subject) is DependencyRelation.Nsubj ? _doc.Syntax.Heads[subject] : -1;
        int above = verb >= 0 && _doc.Syntax.Relation(verb) == DependencyRelation.Ccomp ? _doc.Syntax.Heads[verb] : -1;
        int saying = above >= 0 ? _doc.Syntax.Dependent(above, DependencyRelation.Nsubj) : -1;
        return saying >= 0 && saying < subject && named.Span.Overlaps(_doc.Tokens.Span(new TokenRange(saying, saying + 1)));
    }

    /// <summary>Head of the mention that tells best who is meant; −1 when it is this one, or none.</summary>
    private int Earlier(int token)
    {
        int mention = _doc.Coreference.WithHead(token);
        if (mention < 0)
        {
            return -1;
        }

        int best = _doc.Coreference.Representative(_doc.Coreference.EntityOf(mention));
        Mention found = _doc.Coreference.Mentions[best];
        return best == mention || found.Form == MentionForm.Pronoun ? -1 : found.Head;
    }

    /// <summary>Head of a name beside a description: "its ally Russia", "the Iranian president, X".</summary>
    private int Named(int token)
    {
        for (int child = _doc.Syntax.FirstDependent(token); child >= 0; child = _doc.Syntax.NextDependent(child))
        {
            if (_doc.Syntax.Relation(child) is DependencyRelation.Appos or DependencyRelation.Flat or DependencyRelation.NmodDesc && child > token
                && (PersonAt(child) is not null || (Carries(token) && _doc.Words[child] == PartOfSpeech.Propn && PhraseOf(child).Start == token + 1) || (NameAt(child) is NameKind.Organization && _words[child - 1] is not "(") || (_parties.At(child) is { IsAdjective: false } && _words[child - 1] is not "(")))
            {
                return child;
            }
        }

        return -1;
    }

    /// <summary>A company or craft, which has a name of its own: "the airline Norra Air", "the tanker Aurora".</summary>
    private bool Carries(int token) => Organisations.Has(_doc.Words.Lemma(token)) || Craft.Has(_doc.Words.Lemma(token));

    /// <summary>The name of the craft that was named last, for "the tanker"; null where none was.</summary>
    private string? CraftBefore(int token)
    {
        int first = _words.SentenceRange(Math.Max(0, _words.Sentence(token) - CraftReach)).Start;
        for (int at = token - 1; at >= first; at--)
        {
            if (!Craft.Has(_doc.Words.Lemma(at)))
            {
                continue;
            }

            // "the Aurora, a tanker", "the tanker Aurora".
            int head = _doc.Syntax.Heads[at];
            int name = head >= 0 && _doc.Words[head] == PartOfSpeech.Propn && _doc.Syntax.Relation(at) is DependencyRelation.Appos or DependencyRelation.Nmod && _doc.Syntax.Dependent(at, DependencyRelation.Case) < 0 ? head : Named(at);
            if (name >= 0 && _parties.At(name) is null)
            {
                return NameOf(name);
            }
        }

        return null;
    }

    /// <summary>"countries such as X and Y": X and Y. "Many countries, including X": those and X.</summary>
    private bool Examples(int token, Speaker? speaker, List<Participant> to)
    {
        for (int child = _doc.Syntax.FirstDependent(token); child >= 0; child = _doc.Syntax.NextDependent(child))
        {
            if (_doc.Syntax.Relation(child) is not (DependencyRelation.Nmod or DependencyRelation.Conj) || child < token)
            {
                continue;
            }

            for (int mark = _doc.Syntax.FirstDependent(child); mark >= 0 && mark < child; mark = _doc.Syntax.NextDependent(mark))
            {
                bool including = _words.Is(mark, "including");
                if (including || (_words.Is(mark, "such") && _words.Is(mark + 1, "as")) || _words.Is(mark, "like"))
                {
                    if (including)
                    {
                        Add(to, new Participant(Words(PhraseOf(token)), NameOf(token), StateOf(token, speaker)?.Country, null));
                    }

                    Resolve(child, speaker, to);
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>"22 countries have shown interest, including X": the head of the examples at the end of the sentence; −1 when there are none, or when they are no states.</summary>
    private int FarExamples(int token)
    {
        TokenRange sentence = _words.SentenceRange(_words.Sentence(token));
        for (int at = token + 1; at < sentence.End - 1; at++)
        {
            if (_words.Is(at, "including") && (_words[at - 1] is "," || _words[at - 2] is ",") && _doc.Syntax.Heads[at] is var head && head > at && _parties.At(head) is { IsAdjective: false, Party.IsState: true })
            {
                return head;
            }
        }

        return -1;
    }

    /// <summary>The party that "it" or "they" follows in its sentence where coreference finds nobody: the nearest that is named as such.</summary>
    private Party? NearestParty(int pronoun)
    {
        if (!(_words.Is(pronoun, "it") || _words.Is(pronoun, "its") || _words.Is(pronoun, "they") || _words.Is(pronoun, "their") || _words.Is(pronoun, "them")))
        {
            return null;
        }

        int start = _words.SentenceRange(_words.Sentence(pronoun)).Start;
        for (int index = _parties.FirstFrom(pronoun) - 1; index >= 0 && _parties.All[index].Tokens.Start >= start; index--)
        {
            if (_parties.All[index] is { IsAdjective: false } mention && _doc.Syntax.Relation(mention.Tokens.End - 1) is DependencyRelation.Nsubj or DependencyRelation.NsubjPass or DependencyRelation.Obj)
            {
                return mention.Party;
            }
        }

        return null;
    }

    private bool IsPair(int token)
    {
        if (!(States.Has(_doc.Words.Lemma(token)) || _words.Is(token, "sides") || _words.Is(token, "neighbours") || _words.Is(token, "neighbors") || _words.Is(token, "allies") || _words.Is(token, "parties")))
        {
            return false;
        }

        for (int child = _doc.Syntax.FirstDependent(token); child >= 0 && child < token; child = _doc.Syntax.NextDependent(child))
        {
            if (_words.Is(child, "two") || _words.Is(child, "both"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The two states that were named last before a token.</summary>
    private void AddPair(int token, Evidence mention, List<Participant> to)
    {
        Party? last = null;
        int sentence = _words.Sentence(token);
        for (int index = _parties.FirstFrom(token) - 1; index >= 0 && _words.Sentence(_parties.All[index].Tokens.Start) >= sentence - PairReach; index--)
        {
            if (_registry.State(_parties.All[index].Party.Country) is not { } state || state == last)
            {
                continue;
            }

            if (last is not null)
            {
                Add(to, new Participant(mention, state.Name, state.Country, state.Id));
                Add(to, new Participant(mention, last.Name, last.Country, last.Id));
                return;
            }

            last = state;
        }
    }

    /// <summary>The company that was named last, for "the airline".</summary>
    private string? OrganisationBefore(int token)
    {
        int sentence = _words.Sentence(token);
        for (int index = TextOrder.FirstFrom(_doc.Names, static name => name.Tokens, token) - 1; index >= 0 && _words.Sentence(_doc.Names[index].Tokens.Start) >= sentence - PairReach; index--)
        {
            Name name = _doc.Names[index];
            if (name.Kind == NameKind.Organization && _parties.At(name.Tokens.End - 1) is not { Party.Sort: not PartySort.Company })
            {
                return FullName(name);
            }
        }

        return null;
    }

    private Party? StateBefore(int token)
    {
        for (int index = _parties.FirstFrom(token) - 1; index >= 0; index--)
        {
            if (_parties.All[index] is { IsAdjective: false, Party.IsState: true } mention)
            {
                return mention.Party;
            }
        }

        return null;
    }

    private bool IsAny(int token) => _doc.Syntax.Dependent(token, DependencyRelation.Det) is >= 0 and int determiner && (_words.Is(determiner, "any") || _words.Is(determiner, "no"));

    private bool IsDefinite(int token)
    {
        for (int child = _doc.Syntax.FirstDependent(token); child >= 0 && child < token; child = _doc.Syntax.NextDependent(child))
        {
            if (_doc.Syntax.Relation(child) == DependencyRelation.Det && (_words.Is(child, "the") || _words.Is(child, "this") || _words.Is(child, "that") || _words.Is(child, "these") || _words.Is(child, "those")))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Palestinians", "the Iranians": people, not their state.</summary>
    private bool IsPeople(PartyMention party, int token) => party.IsAdjective && _words.Core(token) is [.., 's'] && party.Tokens.Length == 1;

    private string? CountryIn(int head)
    {
        TokenRange phrase = PhraseOf(head);
        foreach (PartyMention mention in _parties.Inside(phrase))
        {
            if (mention.Party.Country is { } country)
            {
                return country;
            }
        }

        return null;
    }

    /// <summary>The words of a description: its head with what stands before it, without articles and possessors.</summary>
    private string NameOf(int head)
    {
        int index = TextOrder.FirstFrom(_doc.Names, static name => name.Tokens, head + 1) - 1;
        if (index >= 0 && _doc.Names[index].Tokens.Contains(head) && _doc.Names[index].Kind is not NameKind.Nationality)
        {
            return FullName(_doc.Names[index]);
        }

        TokenRange phrase = PhraseOf(head);
        if (_doc.Words[head] == PartOfSpeech.Propn && phrase.Length == 1 && FullName(new Name(phrase, NameKind.Organization)) is { } longer && longer.Length > _words[head].Length)
        {
            return longer;
        }

        if (index >= 0 && _doc.Names[index].Tokens.Start >= phrase.Start && _doc.Names[index].Kind is NameKind.Place or NameKind.Organization or NameKind.Nationality && Facilities.Has(_doc.Words.Lemma(head)))
        {
            // "the giant Halden power plant": the name with what it is.
            return _words.Words(new TokenRange(_doc.Names[index].Tokens.Start, head + 1));
        }

        int start = phrase.Start;
        for (int token = phrase.Start; token < head; token++)
        {
            bool counted = _doc.Syntax.Relation(token) is DependencyRelation.Nummod && !States.Has(_doc.Words.Lemma(head));
            if (counted || _words.Is(token, "least") || _words.Is(token, "than") || _doc.Words[token] is PartOfSpeech.Det || _doc.Syntax.Relation(token) is DependencyRelation.NmodPoss or DependencyRelation.Case || (_words.IsPossessive(token) && _words[token].Length <= 2)
                || (_doc.Words[token] == PartOfSpeech.Pron) || !_words.IsWord(token) && !_words.Joined(token))
            {
                start = token + 1;
            }
        }

        return _words.Words(new TokenRange(Math.Min(start, head), phrase.End));
    }

    /// <summary>The words of a name, or of a longer name of the document that begins with them: "Mahan" is Mahan Air where that is named.</summary>
    private string FullName(Name name)
    {
        TokenRange words = name.Tokens;
        while (words.Length > 1 && _doc.Words[words.Start] is PartOfSpeech.Det)
        {
            words = new TokenRange(words.Start + 1, words.End);
        }

        if (words.Length == 1 && name.Kind is NameKind.Organization or NameKind.Person)
        {
            for (int index = 0; index < Math.Min(_doc.Names.Count, MostNames); index++)
            {
                Name other = _doc.Names[index];
                bool longer = other.Tokens.Length is 2 or 3 && other.Kind switch
                {
                    NameKind.Person => name.Kind == NameKind.Person && _words.Core(other.Tokens.End - 1).SequenceEqual(_words.Core(words.Start)),
                    NameKind.Organization => _words.Core(other.Tokens.Start).SequenceEqual(_words.Core(words.Start)),
                    _ => false,
                };
                if (longer && !_words.IsPossessive(other.Tokens.End - 1))
                {
                    return _words.Words(other.Tokens);
                }
            }
        }

        if (_words.IsPossessive(words.End - 1) && words.Length > 1)
        {
            words = new TokenRange(words.Start, words.End - 1);
        }

        return _words.Words(words);
    }

    /// <summary>The head with its modifiers on the left, unbroken, and the rest of a name on the right.</summary>
    public TokenRange PhraseOf(int head)
    {
        int start = head;
        for (int child = _doc.Syntax.FirstDependent(head); child >= 0 && child < head; child = _doc.Syntax.NextDependent(child))
        {
            if (_doc.Syntax.Relation(child) is DependencyRelation.Amod or DependencyRelation.Compound or DependencyRelation.Nummod or DependencyRelation.Det or DependencyRelation.NmodPoss or DependencyRelation.NmodDesc or DependencyRelation.Flat or DependencyRelation.NmodUnmarked
                && _doc.Syntax.Relation(child) is not DependencyRelation.Case)
            {
                start = Math.Min(start, _doc.Syntax.Yield(child).Start);
            }
        }

        int end = head + 1;
        for (int child = _doc.Syntax.FirstDependent(head); child >= 0; child = _doc.Syntax.NextDependent(child))
        {
            if (child == end && _doc.Syntax.Relation(child) is DependencyRelation.Flat or DependencyRelation.Goeswith or DependencyRelation.Compound)
            {
                end = child + 1;
            }
        }

        // A case mark before the modifiers does not belong to the phrase.
        while (start < head && _doc.Words[start] is PartOfSpeech.Adp or PartOfSpeech.Punct or PartOfSpeech.Cconj)
        {
            start++;
        }

        return new TokenRange(start, end);
    }

    private Evidence Words(TokenRange range)
    {
        TextSpan span = _doc.Tokens.Span(range);
        return new Evidence(span, _doc.Article.Text.Words(span));
    }

    private static void Add(List<Participant> to, Participant participant)
    {
        if (participant.Name.Length > 0 && !to.Exists(other => other.Name == participant.Name))
        {
            to.Add(participant);
        }
    }
}
