using Hearsay.Claims.Parties;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>Institutions called by what they are: "the country", "the alliance", "the company", "a spokesman for the ministry".</summary>
internal sealed class InstitutionSpeakers(SpeakerContext context, SourcePhrases phrases, NamedSpeakers names)
{
    private static readonly WordClass CompanyHeads = WordClasses.Of("company.head");
    private static readonly WordClass Determiners = WordClasses.Of("determiner");
    private static readonly WordClass Organs = new(["court", "parliament", "police", "ministry", "cabinet", "navy", "coastguard", "embassy"]);
    private static readonly WordClass MediaHeads = WordClasses.Of("media.head");
    private static readonly WordClass Armed = WordClasses.Of("adj.armed");

    private Dictionary<string, string>? _acronyms;
    private readonly SpeakerContext _context = context;
    private readonly List<(int Token, Speaker Speaker)> _history = context.History;
    private readonly NamedSpeakers _names = names;
    private readonly PartyMentions _parties = context.Parties;
    private readonly SourcePhrases _phrases = phrases;
    private readonly PartyRegistry _registry = context.Registry;
    private readonly WordView _words = context.Words;

    /// <summary>Acronyms that the document explains, with what they stand for.</summary>
    public IReadOnlyDictionary<string, string> Acronyms => _acronyms ??= FindAcronyms();

    /// <summary>"the country", "the alliance", "the ministry": the last of its kind that was named.</summary>
    public Speaker? Institution(TokenRange range, ReadOnlySpan<char> head, bool bare)
    {
        if (head is "group" or "movement" or "organisation" or "organization" or "faction" && Armed.Has(_words[range.Start + 1]))
        {
            // "the militant group"
            return Last(range.Start, party => party.Sort == PartySort.ArmedGroup) is { } armed ? _context.Make(range, armed) : null;
        }

        if (!bare)
        {
            return null;
        }

        if (head.Equals("country", StringComparison.OrdinalIgnoreCase) || head.Equals("government", StringComparison.OrdinalIgnoreCase) || head.Equals("nation", StringComparison.OrdinalIgnoreCase)
            || head.Equals("state", StringComparison.OrdinalIgnoreCase) || head.Equals("regime", StringComparison.OrdinalIgnoreCase) || head.Equals("junta", StringComparison.OrdinalIgnoreCase) || head.Equals("administration", StringComparison.OrdinalIgnoreCase))
        {
            return _registry.State(_context.CountryBefore(range.Start)) is { } state ? _context.Make(range, state) : null;
        }

        if (CompanyHeads.Has(head))
        {
            // Only a company: a state or a league that spoke before is none.
            return _context.Companies.Before(range.Start) is not { } company ? null
                : company.Party is { } listed ? _context.Make(range, listed) : _context.Make(range, _words.Words(company.Tokens), SpeakerKind.Organization, _context.CountryIn(company.Tokens), null);
        }

        if (head.Equals("military", StringComparison.OrdinalIgnoreCase) || head.Equals("army", StringComparison.OrdinalIgnoreCase))
        {
            return Last(range.Start, party => party.Sort == PartySort.Forces) is { } forces ? _context.Make(range, forces) : null;
        }

        if (head.Equals("alliance", StringComparison.OrdinalIgnoreCase) && Last(range.Start, party => party.Id == "org:nato") is { } nato)
        {
            return _context.Make(range, nato);
        }

        if (head.Equals("bloc", StringComparison.OrdinalIgnoreCase) && Last(range.Start, party => party.Id == "org:eu") is { } union)
        {
            return _context.Make(range, union);
        }

        if (head.Equals("organisation", StringComparison.OrdinalIgnoreCase) || head.Equals("organization", StringComparison.OrdinalIgnoreCase) || head.Equals("agency", StringComparison.OrdinalIgnoreCase)
            || head.Equals("watchdog", StringComparison.OrdinalIgnoreCase) || head.Equals("group", StringComparison.OrdinalIgnoreCase) || head.Equals("movement", StringComparison.OrdinalIgnoreCase)
            || head.Equals("body", StringComparison.OrdinalIgnoreCase) || head.Equals("alliance", StringComparison.OrdinalIgnoreCase)
            || head.Equals("newspaper", StringComparison.OrdinalIgnoreCase) || head.Equals("broadcaster", StringComparison.OrdinalIgnoreCase) || head.Equals("outlet", StringComparison.OrdinalIgnoreCase)
            || head.Equals("headline", StringComparison.OrdinalIgnoreCase) || head.Equals("paper", StringComparison.OrdinalIgnoreCase))
        {
            bool media = MediaHeads.Has(head) || head.Equals("paper", StringComparison.OrdinalIgnoreCase);
            bool agency = head.Equals("agency", StringComparison.OrdinalIgnoreCase);
            for (int index = _history.Count - 1; index >= Math.Max(0, _history.Count - SpeakerContext.HistoryReach); index--)
            {
                Speaker speaker = _history[index].Speaker;
                if (media ? speaker.Kind == SpeakerKind.Media : speaker.Kind is SpeakerKind.Organization or SpeakerKind.Media || (agency && IsAgency(speaker)))
                {
                    return _context.Same(range, speaker);
                }
            }
        }

        return Organs.Has(head) && char.IsLower(head[0]) ? OfState(range, head) : null;
    }

    /// <summary>True for an organ of a state that is no ministry, parliament or army: "the agency" after "the Bureau of Prisons".</summary>
    private bool IsAgency(Speaker speaker) => speaker.Party is { } id && _registry.FindId(id) is { Sort: PartySort.Organ or PartySort.Intelligence };

    /// <summary>"The court" after "a Kenyan court": the organ of the state with whose adjective it was last named.</summary>
    private Speaker? OfState(TokenRange range, ReadOnlySpan<char> head)
    {
        for (int index = _parties.FirstFrom(range.Start) - 1; index >= 0; index--)
        {
            PartyMention mention = _parties.All[index];
            if (mention is { IsAdjective: true, Party.IsState: true } && _words.Core(mention.Tokens.End).Equals(head, StringComparison.OrdinalIgnoreCase))
            {
                return _context.Make(range, OrganName.Adjective(mention.Party) + " " + _words.Words(new TokenRange(mention.Tokens.End, mention.Tokens.End + 1)), SpeakerKind.Government, mention.Party.Country, null);
            }
        }

        return null;
    }

    /// <summary>"The Church" after "the Church of Scientology": the body whose name begins with the word; null where none was named.</summary>
    public Speaker? LongName(TokenRange range, int head)
    {
        for (int token = head - 1; token >= Math.Max(0, head - LongNameReach) && _words.IsCapital(head); token--)
        {
            if (_words[token].SequenceEqual(_words[head]) && _phrases.BodyEnd(token, _words.SentenceRange(_words.Sentence(token)).End) is > 0 and int end)
            {
                return _names.Body(range, new TokenRange(token, end));
            }
        }

        return null;
    }

    /// <summary>Tokens between the name of a body and its first word alone.</summary>
    private const int LongNameReach = 2000;

    /// <summary>The international body that was named last.</summary>
    public Party? LastBody(int token) => Last(token, party => party is { Kind: SpeakerKind.Organization, Country: null });

    /// <summary>The party of a kind that was named last before a token.</summary>
    private Party? Last(int token, Predicate<Party> fits)
    {
        for (int index = _parties.FirstFrom(token) - 1; index >= 0; index--)
        {
            if (fits(_parties.All[index].Party))
            {
                return _parties.All[index].Party;
            }
        }

        return null;
    }

    /// <summary>The state that spoke earlier in the same sentence ("Germany banned …, with officials saying"), or null.</summary>
    public Party? StateBefore(int token)
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

    /// <summary>The one state whose civil authorities the sentence has named before a token; null for none or several.</summary>
    public Party? AuthoritiesBefore(int token)
    {
        Party? found = null;
        foreach (PartyMention mention in _parties.Inside(new TokenRange(_words.SentenceRange(_words.Sentence(token)).Start, token)))
        {
            ReadOnlySpan<char> noun = _words[mention.Tokens.End];
            if (mention is { IsAdjective: true, Party.IsState: true } && noun is "authorities" or "officials" or "government" or "customs" or "police" or "prosecutors" or "investigators" or "ministry")
            {
                if (found is not null && found != mention.Party)
                {
                    return null;
                }

                found = mention.Party;
            }
        }

        return found;
    }

    /// <summary>An earlier speaker called by the same noun: "the investigator" after "a Canadian government investigator", "the source" after "a source close to the minister".</summary>
    public Speaker? Earlier(int start, int end, bool definite)
    {
        ReadOnlySpan<char> head = _words.Core(end - 1);
        for (int index = _history.Count - 1; index >= Math.Max(0, _history.Count - SpeakerContext.HistoryReach); index--)
        {
            Speaker speaker = _history[index].Speaker;
            string name = speaker.Name;
            bool begins = end - start == 1 && name.Length > head.Length && name[head.Length] == ' ' && name.StartsWith(head, StringComparison.OrdinalIgnoreCase) && After(name.AsSpan(head.Length + 1)) is "of" or "for" or "from" or "in" or "at" or "to" or "with" or "on" or "close" or "familiar";
            if ((begins || (name.Length > head.Length && name.EndsWith(head, StringComparison.OrdinalIgnoreCase) && name[^(head.Length + 1)] == ' '))
                && (definite || speaker.Kind is SpeakerKind.Group or SpeakerKind.Government) && speaker.Kind is not SpeakerKind.Unnamed && HasModifiers(name, start, end - 1))
            {
                return speaker;
            }
        }

        return null;
    }

    private static ReadOnlySpan<char> After(ReadOnlySpan<char> words) => words.IndexOf(' ') is >= 0 and int space ? words[..space] : words;

    /// <summary>True when a name holds all that modifies a description: "the Trump campaign" is not "the Clinton campaign".</summary>
    private bool HasModifiers(string name, int start, int end)
    {
        for (int token = start; token < end; token++)
        {
            if (_words.IsWord(token) && !_phrases.IsDeterminer(token) && !name.AsSpan().Contains(_words.Core(token), StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>An unnamed spokesperson speaks for the institution that is named with it.</summary>
    public Speaker? Employer(TokenRange range, int start, int end)
    {
        TokenRange institution = end < range.End && (_words[end] is "for" or "of" or "at")
            ? new TokenRange(end + 1, _phrases.HeadEnd(end + 1, range.End))
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

        if (_names.PartyOf(institution) is { } party)
        {
            return _context.Make(range, party);
        }

        if (!_phrases.HasOrgan(institution.Start, institution.End))
        {
            return null;
        }

        string name = _phrases.Possessed(institution.Start, institution.End);
        string? country = _context.CountryIn(institution);
        if (country is null && _context.CountryBefore(range.Start) is null && !_words.IsCapital(institution.Start))
        {
            return null;
        }

        if (country is null && _context.CountryBefore(range.Start) is { } near && _registry.State(near) is { } state)
        {
            country = near;
            name = OrganName.Adjective(state) + " " + OrganName.Titled(name);
        }

        return _registry.Find(name) is { } organ ? _context.Make(range, organ) : _context.Make(range, name, SpeakerKind.Government, country, null);
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
