using Hearsay.Claims.Parties;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>Speakers whom the words name: a person, a party, a state by its government.</summary>
internal sealed class NamedSpeakers(SpeakerContext context, SourcePhrases phrases)
{
    private static readonly WordClass GovernmentHeads = WordClasses.Of("government.head");
    private static readonly WordClass GroupHeads = WordClasses.Of("group.head");
    private static readonly WordClass MediaNouns = WordClasses.Of("media.noun");
    private static readonly WordClass Owned = WordClasses.Of("owned.head");
    private static readonly WordClass Fields = WordClasses.Of("title.field");
    private static readonly WordClass PersonNouns = WordClasses.Of("person.noun");
    private static readonly WordClass PersonHeads = WordClasses.Of("person.head");

    private readonly SpeakerContext _context = context;
    private readonly PartyMentions _parties = context.Parties;
    private readonly PersonIndex _persons = context.Persons;
    private readonly SourcePhrases _phrases = phrases;
    private readonly PartyRegistry _registry = context.Registry;
    private readonly WordView _words = context.Words;

    /// <summary>The speaker when the words name a person or a party, not when they only describe one.</summary>
    public Speaker? Named(TokenRange range)
    {
        TokenRange naming = _phrases.HasExamples(range) ? new TokenRange(range.Start, Math.Max(range.Start + 1, _phrases.HeadEnd(range.Start, range.End))) : range;
        if (PersonIn(naming) is { } person)
        {
            return _context.Make(range, person);
        }

        if (Called(naming) is { } called)
        {
            return _context.Make(range, _words.Words(called), SpeakerKind.Person, _context.CountryIn(range), null);
        }

        return PartyOf(range) is { } party ? _context.Make(range, party) : State(range);
    }

    /// <summary>The body that the whole of a name stands for: the registry's, or one by these words.</summary>
    public Speaker Body(TokenRange range, TokenRange name) =>
        PartyOf(name) is { } party ? _context.Make(range, party) : _context.Make(range, _words.Words(name), SpeakerKind.Organization, _context.CountryIn(name), null);

    /// <summary>"Its chairman, Ove Frisk", "her sister Ruth, a doctor", "the envoy to the League, Tilda Storm": the name of a person right after what he or she is, where the text never titles it; null elsewhere.</summary>
    private TokenRange? Called(TokenRange range)
    {
        int start = _phrases.AfterDeterminers(range);
        int role = _phrases.HeadEnd(start, range.End) - 1;
        if (role > start && _words.NameAt(role) is { Kind: NameKind.Person } beside && beside.Tokens.Start > start && beside.Tokens.End == role + 1)
        {
            role = beside.Tokens.Start - 1;
        }

        if (role < start || _words.IsCapital(role) || !(PersonHeads.Has(_words[role]) || PersonNouns.Has(_words[role])))
        {
            return null;
        }

        int token = role + 1;
        bool right = token < range.End && _words.NameAt(token) is { Kind: NameKind.Person };
        if (!right && token < range.End && _words[token] is "named" or "called")
        {
            right = true;
            token++;
        }

        while (!right && token < range.End && _words[token - 1] is not ",")
        {
            token++;
        }

        int end = token;
        while (end < range.End && (_words.IsCapital(end) || _words[end] is "-") && _parties.At(end) is null)
        {
            end++;
        }

        // The reader may take a name that it does not know for a place's; what stands right after a role or a name is the person's all the same.
        bool apposed = !right && (token == role + 2 || _words.IsCapital(token - 2));
        Name? name = token < end ? _words.NameAt(token) : null;
        end = name is { } whole && whole.Tokens.Start == token && whole.Tokens.End <= range.End ? Math.Max(end, whole.Tokens.End) : end;
        bool named = token < end && (name is { } known ? known.Tokens.Start == token && (known.Kind == NameKind.Person || (apposed && known.Tokens.End == end && Parts(known.Tokens) is 2 or 3)) : !right && end - token is 2 or 3);
        return named && (end == range.End || _words[end] is "," or "(") ? new TokenRange(token, end) : null;
    }

    private int Parts(TokenRange name)
    {
        int parts = 0;
        for (int token = name.Start; token < name.End; token++)
        {
            parts += _words.IsCapital(token) ? 1 : 0;
        }

        return parts;
    }

    /// <summary>"His wife Anna": a person whom the words call by first name; null when they do not.</summary>
    public Speaker? Relative(TokenRange range) =>
        range.Length <= 3 && _words.NameAt(range.End - 1) is { Kind: NameKind.Person } name && name.Tokens.Start > range.Start && name.Tokens.End == range.End
            ? _context.Make(range, _words.Words(name.Tokens), SpeakerKind.Person, null, null) : null;

    /// <summary>True when one party has all the words for its name: "Bosnia and Herzegovina".</summary>
    public bool IsOneName(TokenRange range)
    {
        int start = range.Start;
        while (start < range.End && _phrases.IsDeterminer(start))
        {
            start++;
        }

        return _parties.At(start) is { } party && party.Tokens.End >= range.End;
    }

    /// <summary>The person that the words name: not the one whose spokesman or lawyer they name.</summary>
    public Person? PersonIn(TokenRange range)
    {
        IReadOnlyList<(TokenRange Tokens, Person Person)> mentions = _persons.Mentions;
        int first = _persons.FirstFrom(range.Start);
        if (ByTree(range, first) is { } heading)
        {
            return heading;
        }

        if (first > 0 && mentions[first - 1].Tokens.End > range.Start && !IsModifier(new TokenRange(mentions[first - 1].Tokens.Start, range.End), mentions[first - 1].Tokens))
        {
            // A source drawn too narrow: "Putin" of "Vladimir Putin".
            return mentions[first - 1].Person;
        }

        for (int index = first; index < mentions.Count && mentions[index].Tokens.Start < range.End; index++)
        {
            // One that begins inside and ends outside was cut off.
            TokenRange tokens = mentions[index].Tokens;
            if (IsInRelative(range.Start, tokens.Start))
            {
                // "the league, which is headed by …"
                break;
            }

            if (IsModifier(range, tokens) || IsCompound(range, tokens))
            {
                continue;
            }

            return mentions[index].Person;
        }

        return null;
    }

    private bool IsInRelative(int start, int end)
    {
        for (int token = start + 1; token < end; token++)
        {
            if (_words[token] is "which" or "whose" or "who" or "where")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The person whose name is the head of the words, or stands beside the head: "Iran's foreign minister, X", "campaign director X".</summary>
    private Person? ByTree(TokenRange range, int first)
    {
        int head = _words.Head(range);
        if (head < 0)
        {
            return null;
        }

        IReadOnlyList<(TokenRange Tokens, Person Person)> mentions = _persons.Mentions;
        Dependencies syntax = _context.Doc.Syntax;
        for (int index = Math.Max(0, first - 1); index < mentions.Count && mentions[index].Tokens.Start < range.End; index++)
        {
            TokenRange tokens = mentions[index].Tokens;
            if (tokens.End <= range.Start || IsOwner(tokens, range) || (tokens.End < range.End && _words.IsPossessive(tokens.End)) || _words.IsPossessive(tokens.End - 1))
            {
                continue;
            }

            for (int token = tokens.Start; token < tokens.End; token++)
            {
                bool beside = syntax.Heads[token] == head && token > head && syntax.Relation(token) is DependencyRelation.Appos or DependencyRelation.Flat;
                if (token == head || (beside && !_words.IsPossessive(token)))
                {
                    return mentions[index].Person;
                }
            }
        }

        return null;
    }

    /// <summary>"McConnell aides", "the Trump campaign": the name only says whose they are.</summary>
    private bool IsOwner(TokenRange name, TokenRange range) => name.End < range.End && _words.IsWord(name.End)
        && (PersonHeads.Has(_words[name.End]) || GovernmentHeads.Has(_words[name.End]) || GroupHeads.Has(_words[name.End]) || Owned.Has(_words[name.End]));

    /// <summary>"The Clinton communication director": a name that is part of a compound whose head is no name.</summary>
    private bool IsCompound(TokenRange range, TokenRange name)
    {
        int head = _words.Head(name);
        return head >= 0 && _context.Doc.Syntax.Relation(head) == DependencyRelation.Compound && _context.Doc.Syntax.Heads[head] is int whole && whole >= name.End && whole < range.End
            && _context.Doc.Words[whole] == PartOfSpeech.Noun && !_words.IsCapital(whole);
    }

    /// <summary>True when a name stands in the words only to say whose or of what: before a possessive or a noun, after a preposition.</summary>
    public bool IsModifier(TokenRange range, TokenRange name)
    {
        if (_words.IsPossessive(name.End - 1) && name.End < range.End)
        {
            return true;
        }

        if (name.End < range.End && _words.IsPossessive(name.End))
        {
            return name.End + 1 < range.End;
        }

        if (name.End < range.End && _words.IsWord(name.End) && (PersonHeads.Has(_words[name.End]) || GovernmentHeads.Has(_words[name.End]) || GroupHeads.Has(_words[name.End]) || Owned.Has(_words[name.End])))
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
        // "of Defence X" is a post, "of Ms X" is hers.
        if (start == end || !(Fields.Has(_words[start]) || _words[start] is "Justice" or "the"))
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
    public Party? PartyOf(TokenRange range)
    {
        int start = range.Start;
        while (start < range.End && _phrases.IsDeterminer(start))
        {
            start++;
        }

        // Relative clauses and appositions after the name do not matter.
        int end = _phrases.HeadEnd(start, range.End);
        range = _phrases.HasExamples(range) ? new TokenRange(range.Start, end) : range;
        if (end > start && _words.IsPossessive(end - 1) && _words.Core(end - 1).Length == _words[end - 1].Length)
        {
            end--;
        }

        ReadOnlySpan<PartyMention> mentions = _parties.Inside(new TokenRange(start, range.End));
        Party? found = null;
        foreach (PartyMention mention in mentions)
        {
            if (mention.Tokens.Start == start && mention.Tokens.End >= end && !_phrases.IsPeople(mention))
            {
                found = mention.Party;
            }
            else if (mention.Tokens.End == end && !mention.IsAdjective && (!mention.Party.IsState || IsAdjectives(start, mention.Tokens.Start)) && !_phrases.AfterPreposition(start, mention.Tokens.Start))
            {
                found = mention.Party;
            }
        }

        // "the Tass news agency", "the daily Al-Sabah": the name alone.
        foreach (PartyMention mention in found is null ? mentions : [])
        {
            if (mention.Party.Kind == SpeakerKind.Media && !_words.IsPossessive(mention.Tokens.End) && AreMediaNouns(start, mention.Tokens.Start) && AreMediaNouns(mention.Tokens.End, end))
            {
                found = mention.Party;
            }
        }

        if (found is null && start < end)
        {
            found = _registry.Find(_phrases.Possessed(start, end));
        }

        return found;
    }

    /// <summary>"An angry [North Korea]": it is the state, whatever it is called.</summary>
    private bool IsAdjectives(int start, int end)
    {
        for (int token = start; token < end; token++)
        {
            if (_context.Doc.Words.Count == 0 || _context.Doc.Words[token] is not (PartOfSpeech.Adj or PartOfSpeech.Verb) || _words.IsCapital(token))
            {
                return false;
            }
        }

        return true;
    }

    private bool AreMediaNouns(int start, int end)
    {
        for (int token = start; token < end; token++)
        {
            if (_parties.At(token) is not { IsAdjective: true } && !MediaNouns.Has(_words[token]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The state that the words mean: "the Iranian government", "Putin's administration", "the government of Chad".</summary>
    private Speaker? State(TokenRange range)
    {
        int end = _phrases.HeadEnd(range.Start, range.End);
        int head = end - 1;
        if (head < range.Start || !(_words.Is(head, "government") || _words.Is(head, "regime") || _words.Is(head, "administration") || _words.Is(head, "leadership") || _words.Is(head, "junta")))
        {
            return null;
        }

        ReadOnlySpan<PartyMention> mentions = _parties.Inside(range);
        if (mentions.Length > 0 && mentions[0].Party.Country is { } country && _registry.State(country) is { } state && (mentions[0].Tokens.Start < head || _words.Is(end, "of")))
        {
            return _context.Make(range, state);
        }

        IReadOnlyList<(TokenRange Tokens, Person Person)> persons = _persons.Mentions;
        int index = _persons.FirstFrom(range.Start);
        if (index < persons.Count && persons[index].Tokens.End <= head && _registry.State(persons[index].Person.Country) is { } led)
        {
            return _context.Make(range, led);
        }

        // "the Obama administration", where the text does not name him in full
        if (_words.Is(head, "administration") && head > range.Start && _words.IsCapital(head - 1) && _registry.FindTitled(_words[head - 1], "President", null, _context.On) is { Country: { } ruling } && _registry.State(ruling) is { } ruled)
        {
            return _context.Make(range, ruled);
        }

        // A state that no registry knows: "the government of Oruvia", "Oruvia's government".
        if (_words.Is(head, "government") && head - range.Start == 2 && _words[head - 1] is "'s" or "’s" && _words.IsCapital(range.Start) && !(index < persons.Count && persons[index].Tokens.Start == range.Start))
        {
            return _context.Make(range, _words.Words(new TokenRange(range.Start, range.Start + 1)), SpeakerKind.Government, null, null);
        }

        if (_words.Is(end, "of") && _words.IsCapital(end + 1) && end + 1 < range.End)
        {
            int stop = end + 2;
            while (stop < range.End && _words.IsCapital(stop))
            {
                stop++;
            }

            return _context.Make(range, _words.Words(new TokenRange(end + 1, stop)), SpeakerKind.Government, null, null);
        }

        return null;
    }
}
