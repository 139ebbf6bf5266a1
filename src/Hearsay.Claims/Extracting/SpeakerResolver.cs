using Hearsay.Claims.Coding;
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
    private static readonly WordClass DocumentHeads = WordClasses.Of("document.head");
    private static readonly WordClass GovernmentHeads = WordClasses.Of("government.head");
    private static readonly WordClass GroupHeads = WordClasses.Of("group.head");
    private static readonly WordClass Bodies = WordClasses.Of("body.noun");
    private static readonly WordClass MediaHeads = WordClasses.Of("media.head");
    private static readonly WordClass Kin = WordClasses.Of("person.kin");
    private static readonly WordClass Nobody = WordClasses.Of("pronoun.nobody");
    private static readonly WordClass Portions = WordClasses.Of("group.portion");
    private static readonly WordClass Numbers = WordClasses.Of("number");
    private static readonly WordClass Amounts = WordClasses.Of("amount");
    private static readonly WordClass OwnedHeads = WordClasses.Of("owned.head");
    private static readonly WordClass PersonHeads = WordClasses.Of("person.head");
    private static readonly WordClass PersonNouns = WordClasses.Of("person.noun");
    private static readonly WordClass Honorifics = WordClasses.Of("honorific");
    private static readonly WordClass Spokes = WordClasses.Of("role.spokes");
    private static readonly WordClass MediaNames = WordClasses.Of("media.name");
    private static readonly WordClass Vague = WordClasses.Of("role.vague");

    private readonly SpeakerContext _context;
    private readonly Document _doc;
    private readonly WordView _words;
    private readonly PartyMentions _parties;
    private readonly SourcePhrases _phrases;
    private readonly NamedSpeakers _names;
    private readonly CoreferenceSpeakers _coreference;
    private readonly PronounSpeakers _pronouns;
    private readonly LabelSpeakers _labels;
    private readonly RoleSpeakers _roles;
    private readonly InstitutionSpeakers _institutions;
    private readonly DocumentSpeakers _documents;
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
        _context = new SpeakerContext(doc, words, registry, titles);
        _parties = _context.Parties;
        _phrases = new SourcePhrases(_context);
        _names = new NamedSpeakers(_context, _phrases);
        _coreference = new CoreferenceSpeakers(_context, _names);
        _pronouns = new PronounSpeakers(_context, _names, _coreference);
        _labels = new LabelSpeakers(_context, _pronouns);
        _roles = new RoleSpeakers(_context, _phrases, _names);
        _institutions = new InstitutionSpeakers(_context, _phrases, _names);
        _documents = new DocumentSpeakers(_context, _phrases, issuer => Single(issuer, null));
    }

    /// <summary>The parties named in the document.</summary>
    public PartyMentions Parties => _parties;

    /// <summary>The persons named in the document.</summary>
    public PersonIndex Persons => _context.Persons;

    /// <summary>True for a turn of a transcript: its words are the speaker's own, though no marks stand around them.</summary>
    public bool IsTurn(Attribution attribution) => _labels.IsLabel(attribution);

    /// <summary>The speakers of an attribution: one, or several who share its cue; never none.</summary>
    /// <param name="attribution">The attribution.</param>
    /// <param name="parent">The first speaker of the attribution whose content holds this one, or null.</param>
    public Speaker[] Resolve(Attribution attribution, Speaker? parent)
    {
        TokenRange range = _phrases.Trim(_words.Clamp(attribution.Source));
        if (range.IsEmpty)
        {
            return [new Speaker(null, SpeakerContext.Unnamed, SpeakerKind.Unnamed, null, null)];
        }

        // The same words name the same speaker, also where several attributions share them.
        if (!_known.TryGetValue(range, out Speaker[]? speakers))
        {
            speakers = _labels.IsLabel(attribution) && _labels.Of(range) is { } label ? [label] : Several(range) ?? [Single(range, parent)];
            _known.Add(range, speakers);
            foreach (Speaker speaker in speakers)
            {
                _context.History.Add((range.Start, speaker));
            }

            if (speakers.Length == 1 && speakers[0].Kind != SpeakerKind.Unnamed && _words.Head(range) is >= 0 and int head)
            {
                _context.ByHead.TryAdd(head, speakers[0]);
            }
        }

        return speakers;
    }

    /// <summary>The links of a chain that a source relies on: documents, outlets, people. They have not spoken, so no pronoun means them.</summary>
    /// <param name="cited">The words for each.</param>
    public IEnumerable<Speaker> Evidence(IReadOnlyList<TokenRange> cited)
    {
        foreach (TokenRange words in cited)
        {
            TokenRange range = _phrases.TrimPunctuation(_words.Clamp(words));
            if (!range.IsEmpty)
            {
                yield return Single(range, null);
            }
        }
    }

    /// <summary>The parts of "X and Y" when each of them names somebody; null otherwise.</summary>
    private Speaker[]? Several(TokenRange range)
    {
        if (_words.Is(range.Start, "both") && range.Length <= 3 && (range.Length == 1 || _words[range.End - 1] is "them" or "which" or "whom"))
        {
            return _pronouns.LastTwo(range);
        }

        if (_pronouns.Sides(range) is { } sides)
        {
            return sides;
        }

        if (range.Length == 1 && _words.Is(range.Start, "they") && _pronouns.LastTogether(range) is { } together)
        {
            return together;
        }

        if (_names.IsOneName(range) || _phrases.HasExamples(range) || (_words.Is(range.Start, "we") && _words[range.Start + 1] is ","))
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
            TokenRange trimmed = _phrases.TrimPunctuation(part);
            if (trimmed.IsEmpty || IsPartyAndState(trimmed))
            {
                continue;
            }

            Speaker? named = Titled(trimmed, _words.Is(range.Start, "the")) ?? _names.Named(trimmed) ?? _names.Relative(trimmed);
            if (named is null)
            {
                // "X, the prime minister, and Y": what describes X is no speaker of its own.
                if (speakers.Count > 0 && _words[trimmed.Start - 1] is ",")
                {
                    continue;
                }

                // "The president and senior officials"
                if (speakers.Count == 0 || parts.Count > 2 || _phrases.HeadEnd(trimmed.Start, trimmed.End) < trimmed.End || _parties.At(parts[0].End - 1) is { IsAdjective: true } || !GroupHeads.Has(_words.Core(trimmed.End - 1)) || _words.Is(trimmed.Start, "his") || _words.Is(trimmed.Start, "her") || _words.Is(trimmed.Start, "its") || _words.Is(trimmed.Start, "their"))
                {
                    return null;
                }

                named = Described(trimmed);
            }

            speakers.Add(named);
        }

        // "The president and director" may be one.
        return speakers.Count > 1 && speakers.DistinctBy(speaker => speaker.Name).Count() == speakers.Count ? [.. speakers] : null;
    }

    /// <summary>"R-Ga.", "D-Mich": what stands after the names of American politicians.</summary>
    private bool IsPartyAndState(TokenRange part) => part.Length is 3 or 4 && _words[part.Start] is "R" or "D" or "I" && _words.Is(part.Start + 1, "-") && _words.IsCapital(part.Start + 2);

    /// <summary>"The secretary" of "the secretary and minister", where the text names who that is; null otherwise.</summary>
    private Speaker? Titled(TokenRange range, bool article)
    {
        int start = _words.Is(range.Start, "the") ? range.Start + 1 : range.Start;
        return article && start < range.End && PersonHeads.Has(_words.Core(range.End - 1)) && _roles.PersonBy(range, start, range.End, _context.CountryIn(range)) is { } person ? _context.Make(range, person) : null;
    }

    private Speaker Single(TokenRange range, Speaker? parent)
    {
        if (_pronouns.Antecedent(range) is { } antecedent)
        {
            return Relative(range, antecedent);
        }

        if (range.Length > 2 && _words.Is(range.Start, "we") && _words[range.Start + 1] is "," && _pronouns.Collective(range) is { } joint)
        {
            return joint;
        }

        if (range.Length <= 2 && _pronouns.Pronoun(range, parent) is { } pronoun)
        {
            return pronoun;
        }

        if (_words.Is(range.Start, "others") && (range.Length == 1 || !_words.IsWord(range.Start + 1)) && OthersAfter(range) is { } rest)
        {
            return rest;
        }

        // "Sources say", "some say", "someone told him", "no group has claimed": nobody is named, nor described.
        if ((_words.Is(range.Start, "sources") && range.Length == 1) || IsNoNoun(range) || (Nobody.Has(_words[range.Start]) && (range.Length == 1 || _words.Is(range.Start + 1, "else"))) || (_words.Is(range.Start, "no") && range.Length > 1 && !_words.IsCapital(range.Start + 1) && !_words.Is(range.Start + 1, "matter")))
        {
            return _context.Make(range, SpeakerContext.Unnamed, SpeakerKind.Unnamed, null, null);
        }

        if (IsShare(range))
        {
            return _context.Make(range, _phrases.NameOf(range.Start, range.End, range), SpeakerKind.Group, null, null);
        }

        return _documents.Issued(range) ?? _names.Named(range) ?? Apposed(range) ?? OneOf(range) ?? Described(range);
    }

    /// <summary>"Nine in 10 voters", "seventy-four percent of farmers", "64 percent": so many of those who were asked.</summary>
    private bool IsShare(TokenRange range)
    {
        if (!_words.HasTrees || _doc.Words[range.Start] != PartOfSpeech.Num)
        {
            return false;
        }

        int token = range.Start + 1;
        while (token < range.End && (_doc.Words[token] == PartOfSpeech.Num || _words[token] is "-"))
        {
            token++;
        }

        return token < range.End && (_words[token] is "percent" or "%" || (_words.Is(token, "per") && _words.Is(token + 1, "cent")) || (_words[token] is "in" && token + 1 < range.End && _doc.Words[token + 1] == PartOfSpeech.Num));
    }

    /// <summary>Whom a relative pronoun stands for: "who" is people, whatever else the tree hangs it on.</summary>
    private Speaker Relative(TokenRange range, TokenRange antecedent)
    {
        Speaker speaker = _context.Same(range, _names.Named(antecedent) ?? Described(antecedent));
        if (!_words.Is(range.Start, "who") || speaker.Kind is not (SpeakerKind.Document or SpeakerKind.Organization) || speaker.Name.Any(char.IsUpper))
        {
            return speaker;
        }

        if (_pronouns.PersonRightBefore(range) is { } person)
        {
            return person;
        }

        ReadOnlySpan<char> head = _words.Core(antecedent.End - 1);
        return speaker with { Kind = head is [.., 's'] and not [.., 's', 's'] || _doc.Words[antecedent.End - 1] is PartOfSpeech.Num or PartOfSpeech.Det ? SpeakerKind.Group : SpeakerKind.Person };
    }

    /// <summary>"One of them", "one of the officials" after "two congressional officials": "congressional official"; null where no group of them has spoken.</summary>
    private Speaker? OneOf(TokenRange range)
    {
        if (range.Length is < 3 or > 4 || !_words.Is(range.Start, "one") || !_words.Is(range.Start + 1, "of"))
        {
            return null;
        }

        ReadOnlySpan<char> head = _words[range.End - 1];
        bool pronoun = head is "them" or "these" or "those";
        for (int index = _context.History.Count - 1; index >= Math.Max(0, _context.History.Count - SpeakerContext.HistoryReach); index--)
        {
            Speaker group = _context.History[index].Speaker;
            if (_context.History[index].Token < range.Start && group.Kind == SpeakerKind.Group && (pronoun || group.Name.AsSpan().EndsWith(head, StringComparison.OrdinalIgnoreCase)) && Singular(group.Name) is { } one)
            {
                return _context.Make(range, one, SpeakerKind.Person, group.Country, null);
            }
        }

        return null;
    }

    /// <summary>"two congressional officials" as "congressional official"; null for what is no plain plural.</summary>
    private static string? Singular(string group)
    {
        string[] words = group.Split(' ');
        int first = words.Length > 1 && (Numbers.Has(words[0]) || Amounts.Has(words[0])) ? 1 : 0;
        string last = words[^1];
        return last is [.., >= 'a' and <= 'z' and not 's', 's'] && !Array.Exists(words, word => word is "of" or "for" or "in" or "and" or "who") ? string.Join(' ', words[first..^1].Append(last.EndsWith("ies", StringComparison.Ordinal) ? last[..^3] + "y" : last[..^1])) : null;
    }

    /// <summary>"Some ministers praised it, others warned": other ministers; null where no group has spoken before in the sentence.</summary>
    private Speaker? OthersAfter(TokenRange range)
    {
        if (_context.History.Count == 0)
        {
            return null;
        }

        (int token, Speaker speaker) = _context.History[^1];
        return speaker.Kind == SpeakerKind.Group && token < range.Start && _words.Sentence(token) == _words.Sentence(range.Start) && _words[token] is "some" or "Some" or "several" or "Several" or "many" or "Many" ? _context.Same(range, speaker) : null;
    }

    /// <summary>"weekly" of "weekly protests": an adjective alone names nobody.</summary>
    private bool IsNoNoun(TokenRange range) => range.Length == 1 && _words.HasTrees && _doc.Words[range.Start] == PartOfSpeech.Adj && !_words.IsCapital(range.Start) && !_words.Is(range.Start, "international");

    /// <summary>"One of these groups, the Herders' Council": a description that a name explains is called by the name; null where none does.</summary>
    private Speaker? Apposed(TokenRange range)
    {
        int comma = range.Start;
        while (comma < range.End && !(_words[comma] is "," && _words.Sentence(comma) == _words.Sentence(range.Start)))
        {
            comma++;
        }

        int start = comma + 1;
        while (start < range.End && _phrases.IsDeterminer(start))
        {
            start++;
        }

        if (start >= range.End || _phrases.HasCapital(range.Start + 1, comma) || _words.NameAt(start) is not { Kind: not NameKind.Person } name || name.Tokens.Start > start)
        {
            return null;
        }

        if (_words.Is(range.Start, "one") || _words.Is(range.Start, "a") || _words.Is(range.Start, "an") || _words.Is(range.Start, "another"))
        {
            return name.Kind == NameKind.Organization ? _names.Body(range, name.Tokens) : null;
        }

        // "The maker, Halden Dynamics", "its paper, the Evening Post": what is called so stands right before it, and is no person.
        ReadOnlySpan<char> head = _words.Core(comma - 1);
        bool called = comma > range.Start + 1 && _phrases.IsDeterminer(range.Start) && _phrases.HeadEnd(range.Start + 1, range.End) == comma && !PersonHeads.Has(head) && !PersonNouns.Has(head) && (name.Tokens.End == range.End || _words[name.Tokens.End] is ",");
        if (!called)
        {
            return null;
        }

        Speaker body = _names.Body(range, name.Tokens);
        return body.Party is null && MediaHeads.Has(head) ? body with { Kind = SpeakerKind.Media } : body;
    }

    private Speaker Described(TokenRange range)
    {
        int start = range.Start;
        bool indefinite = _words.Is(start, "a") || _words.Is(start, "an") || _words.Is(start, "some") || _words.Is(start, "several") || _words.Is(start, "another") || _words.Is(start, "many");
        bool definite = _words.Is(start, "the") || _words.Is(start, "this") || _words.Is(start, "that") || _words.Is(start, "these") || _words.Is(start, "its") || _words.Is(start, "his");
        start = _phrases.AfterDeterminers(range);

        // How many they are is part of what they are called: "two senior officials".
        int counted = start > range.Start && (Numbers.Has(_words[start - 1]) || (Amounts.Has(_words[start - 1]) && _words[start] is [>= 'a' and <= 'z', _, ..] or [_, >= 'a' and <= 'z', ..])) ? start - 1 : start;

        int end = Math.Max(_phrases.HeadEnd(start, range.End), start + 1);
        ReadOnlySpan<char> head = _words.Core(end - 1);
        string? country = _context.CountryIn(range) ?? _pronouns.CountryOfOwner(range);
        bool singular = PersonHeads.Has(head);
        if (OwnedHeads.Has(head) && (_pronouns.Owned(range, start, end) ?? OwnedBy(range, end)) is { } owned)
        {
            return owned;
        }

        if (singular && !(indefinite && Vague.Has(head)) && !(indefinite && _roles.PersonIntroduced(range, country) is not null) && _roles.PersonBy(range, start, end, country) is { } person)
        {
            // One whose state nobody knows is not the minister of a state that the words name, where that one is known.
            return country is not null && person.Country is null && !indefinite && _roles.Holder(range, start, end, country) is { } other ? other : _context.Make(range, person);
        }

        if (singular && !Vague.Has(head) && range.Start > 0 && _roles.PersonIntroduced(range, country) is { } introduced)
        {
            return _context.Make(range, introduced);
        }

        if (singular && !indefinite && _roles.Holder(range, start, end, country) is { } holder)
        {
            return holder;
        }

        if (end - start == 1 && !definite && !indefinite && _roles.KnownPerson(range, start) is { } known)
        {
            return known;
        }

        // "Its navy", "their foreign ministry": of the state last spoken of.
        if (GovernmentHeads.Has(head) && _phrases.HasOrgan(start, end) && _pronouns.CountryOfOwner(range) is { } owning && _context.Registry.State(owning) is { } whose)
        {
            string organ = OrganName.Of(whose, _words.Words(new TokenRange(start, end)));
            return _context.Registry.Find(organ) is { } listed ? _context.Make(range, listed) : _context.Make(range, organ, SpeakerKind.Government, owning, null);
        }

        if (head.Equals("leaders", StringComparison.OrdinalIgnoreCase) && BodyOfMembers(range) is { } alliance)
        {
            return _context.Make(range, alliance);
        }

        if (_words.Is(start, "member") && end - start == 2 && _institutions.LastBody(range.Start) is { } joined)
        {
            return _context.Make(range, joined);
        }

        if (end - start == 1 && !definite && !indefinite && (GroupHeads.Has(head) || GovernmentHeads.Has(head)) && head is [.., 's'] && !_words.IsProper(start) && _institutions.StateBefore(range.Start) is { } owner)
        {
            return _context.Make(range, OrganName.Adjective(owner) + " " + _words.Words(new TokenRange(start, end)).ToLowerInvariant(), KindOf(start, end, head), owner.Country, null);
        }

        // "Kenyan authorities boarded the ship, an official said": theirs.
        if (end - start == 1 && !definite && country is null && (_words.Is(start, "official") || _words.Is(start, "officials") || _words.Is(start, "authorities")) && _institutions.AuthoritiesBefore(range.Start) is { } acting)
        {
            return _context.Make(range, OrganName.Adjective(acting) + " " + _words.Words(new TokenRange(start, end)).ToLowerInvariant(), KindOf(start, end, head), acting.Country, null);
        }

        if (definite || (end - start == 1 && !indefinite))
        {
            if (_institutions.Institution(range, head, end - start == 1 && !(end < range.End && _words.Is(end, "of"))) is { } institution)
            {
                return institution;
            }

            if (!indefinite && (definite || !_words.IsProper(end - 1)) && _institutions.Earlier(start, end, definite) is { } earlier)
            {
                return _context.Same(range, earlier);
            }
        }

        if (singular && Spokes.Has(head) && _institutions.Employer(range, start, end) is { } employer)
        {
            return employer;
        }

        // "the state-owned maker Halden Dynamics": the name alone.
        if (!singular && end - start > 1 && _words.IsCapital(end - 1) && _context.Companies.Before(end) is { } maker && maker.Tokens.Start > start && maker.Tokens.End == end && !(_words.NameAt(end - 1) is { Kind: NameKind.Organization } whole && whole.Tokens.Start <= start + 1 && _words.IsCapital(start) && !_words.Words(whole.Tokens).Contains(" and ", StringComparison.Ordinal)))
        {
            return maker.Party is { } company ? _context.Make(range, company) : _context.Make(range, _words.Words(maker.Tokens), SpeakerKind.Organization, country, null);
        }

        // "the volunteer group Contrail", "the tracking service Halcyon": the name alone.
        int named = end;
        while (named > start + 1 && _words.IsCapital(named - 1) && _words.IsWord(named - 1))
        {
            named--;
        }

        if (!singular && named < end && Bodies.Has(_words[named - 1]) && !_words.IsCapital(named - 1))
        {
            Speaker body = _names.Body(range, new TokenRange(named, end));
            return body.Party is null ? body with { Country = country } : body;
        }

        if (end - start == 1 && definite && _institutions.LongName(range, start) is { } entire)
        {
            return entire;
        }

        if (end - start == 1 && _institutions.Acronyms.TryGetValue(_words.Words(new TokenRange(start, end)), out string? full))
        {
            return _context.Make(range, full, SpeakerKind.Organization, country, null);
        }

        SpeakerKind kind = KindOf(start, end, head);
        if (definite && end == range.End && !_phrases.HasCapital(start, end) && _coreference.Of(range, end - 1) is { } same && (kind == same.Kind || (kind, same.Kind) is (SpeakerKind.Organization, SpeakerKind.Government or SpeakerKind.Media)) && kind is not (SpeakerKind.Group or SpeakerKind.Document)
            && (kind != SpeakerKind.Person || _context.IsNamed(same)))
        {
            return same;
        }

        if (kind is not SpeakerKind.Government && _pronouns.OwnedBy(range, start, end, kind) is { } possession)
        {
            return possession;
        }

        return _context.Make(range, WithFullNames(_phrases.NameOf(counted, end, range), range), kind, country, null);
    }

    /// <summary>"Allies of Mr. Hale" are allies of Robert Hale: whom a description names is called in full.</summary>
    private string WithFullNames(string name, TokenRange range)
    {
        IReadOnlyList<(TokenRange Tokens, Person Person)> mentions = _context.Persons.Mentions;
        for (int index = _context.Persons.FirstFrom(range.Start + 1); index < mentions.Count && mentions[index].Tokens.End <= range.End; index++)
        {
            int start = mentions[index].Tokens.Start;
            while (start > range.Start + 1 && Honorifics.Has(_words[start - 1].TrimEnd('.')))
            {
                start--;
            }

            if (start == mentions[index].Tokens.Start && _words[start - 1] is not ("of" or "for" or "to" or "by" or "with"))
            {
                continue;
            }

            string called = " " + _words.Words(mentions[index].Tokens with { Start = start });
            int at = name.IndexOf(called, StringComparison.Ordinal);
            int after = at + called.Length;
            if (at > 0 && (after == name.Length || !char.IsLetterOrDigit(name[after])))
            {
                name = name[..(at + 1)] + mentions[index].Person.Name + name[after..];
            }
        }

        return name;
    }

    /// <summary>"Leaders of NATO member states" speak for NATO; null for others.</summary>
    private Party? BodyOfMembers(TokenRange range)
    {
        for (int token = range.Start + 1; token < range.End; token++)
        {
            if (_words[token] is "member" or "members" && _parties.At(token - 1) is { Party.Sort: PartySort.International } body)
            {
                return body.Party;
            }
        }

        return null;
    }

    /// <summary>"Keller's office": of the person whom the text names in full elsewhere; null where it names none.</summary>
    private Speaker? OwnedBy(TokenRange range, int end)
    {
        int index = _context.Persons.FirstFrom(range.Start);
        if (index >= _context.Persons.Mentions.Count)
        {
            return null;
        }

        (TokenRange name, Person person) = _context.Persons.Mentions[index];
        if (name.Start != range.Start || name.End > end - 1 || end != range.End
            || !(_words.IsPossessive(name.End - 1) || _words.IsPossessive(name.End)) || end - name.End > 2)
        {
            return null;
        }

        return _context.Make(range, person.Name + "'s " + _words.Words(new TokenRange(end - 1, end)), _words.Is(end - 1, "office") && person.Country is not null ? SpeakerKind.Government : SpeakerKind.Organization, person.Country, null);
    }

    private SpeakerKind KindOf(int start, int end, ReadOnlySpan<char> head)
    {
        if (DocumentHeads.Has(head))
        {
            return SpeakerKind.Document;
        }

        if (MediaHeads.Has(head) || head.Equals("television", StringComparison.OrdinalIgnoreCase) || head.Equals("radio", StringComparison.OrdinalIgnoreCase) || head is "TV")
        {
            // "Media reports" are what outlets say; "intelligence reports" are papers.
            bool papers = head.Equals("reports", StringComparison.OrdinalIgnoreCase) && end - start > 1 && !MediaHeads.Has(_words[end - 2]) && !_words.Is(end - 2, "news");
            return papers ? SpeakerKind.Document : SpeakerKind.Media;
        }

        if (PersonHeads.Has(head))
        {
            return SpeakerKind.Person;
        }

        if (GroupHeads.Has(head) || IsPeople(head) || (_parties.At(end - 1) is { } people && _phrases.IsPeople(people)))
        {
            return SpeakerKind.Group;
        }

        if (GovernmentHeads.Has(head))
        {
            return SpeakerKind.Government;
        }

        if (OwnedHeads.Has(head))
        {
            return SpeakerKind.Organization;
        }

        if (PersonNouns.Has(head) && !_words.IsCapital(end - 1))
        {
            return SpeakerKind.Person;
        }

        // "One of the pilots", "many of the villagers".
        if (end - start == 1 && Nobody.Has(head))
        {
            return head.Equals("one", StringComparison.OrdinalIgnoreCase) ? SpeakerKind.Person : SpeakerKind.Group;
        }

        bool plural = head is [.., 's'] && head is not [.., 's', 's'];
        if (_words.IsProper(end - 1) || _words.IsCapital(start))
        {
            if (HasMediaName(start, end))
            {
                return SpeakerKind.Media;
            }
        }

        if (_words.IsProper(end - 1))
        {
            return _words.NameAt(end - 1)?.Kind switch
            {
                NameKind.Person when head.IndexOfAnyInRange('a', 'z') >= 0 => SpeakerKind.Person,
                NameKind.Nationality => plural ? SpeakerKind.Group : SpeakerKind.Person,
                NameKind.Work => SpeakerKind.Document,
                _ => end - start is 2 or 3 && _names.PersonIn(new TokenRange(start, end)) is not null ? SpeakerKind.Person : SpeakerKind.Organization,
            };
        }

        // What is neither people nor a body says what stands in it: "the slide", "the ruling".
        return _coreference.KindOf(end - 1) switch
        {
            EntityKind.Person => plural || Portions.Has(head) ? SpeakerKind.Group : IsAgent(head) ? SpeakerKind.Person : SpeakerKind.Organization,
            EntityKind.Abstract or EntityKind.Thing or EntityKind.Event when _words[start - 1] is not "percent" && !Portions.Has(head) => head.EndsWith("er", StringComparison.Ordinal) && CanDo(head) ? SpeakerKind.Person : SpeakerKind.Document,
            _ => plural || Portions.Has(head) ? SpeakerKind.Group : SpeakerKind.Organization,
        };
    }

    /// <summary>"The environmentalists", "two women": several of what one person may be called.</summary>
    private static bool IsPeople(ReadOnlySpan<char> head) =>
        head is "men" or "women" or "children" or "businessmen" or "those" or "both" or "all" || (head is [>= 'a' and <= 'z', .., 's'] && (PersonNouns.Has(head[..^1]) || (head.EndsWith("ies", StringComparison.Ordinal) && PersonNouns.Has($"{head[..^3]}y"))));

    /// <summary>"Channel 10", "the Uganda Herald": a name with a word that outlets have in theirs.</summary>
    private bool HasMediaName(int start, int end)
    {
        for (int token = start; token < end; token++)
        {
            if (_words.IsCapital(token) && MediaNames.Has(_words.Core(token)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Attacker": one who does what a verb of events says.</summary>
    private static bool CanDo(ReadOnlySpan<char> head) => !PredicateLexicon.Of(head[..^2], PartOfSpeech.Verb).IsEmpty || !PredicateLexicon.Of(head[..^1], PartOfSpeech.Verb).IsEmpty;

    /// <summary>"Narrator", "mother", "activist": a noun that by its form, or as a word for kin, stands for one person.</summary>
    private static bool IsAgent(ReadOnlySpan<char> head) => Kin.Has(head) || head.EndsWith("er", StringComparison.Ordinal) || head.EndsWith("or", StringComparison.Ordinal) || head.EndsWith("ist", StringComparison.Ordinal)
        || head.EndsWith("ian", StringComparison.Ordinal) || head.EndsWith("man", StringComparison.Ordinal) || head.EndsWith("ee", StringComparison.Ordinal);
}
