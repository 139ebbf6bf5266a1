using Hearsay.Claims.Parties;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>Where the noun phrase of a source ends, what its head is, and what it is called when nobody is found for it.</summary>
internal sealed class SourcePhrases(SpeakerContext context)
{
    private static readonly WordClass Organs = WordClasses.Of("organ.keep");

    private static readonly WordClass Determiners = WordClasses.Of("determiner");

    private static readonly WordClass Bodies = WordClasses.Of("body.head");

    private static readonly WordClass Calendar = WordClasses.Of("calendar");

    private static readonly WordClass Copies = WordClasses.Of("noun.copy");

    private readonly Document _doc = context.Doc;
    private readonly PartyMentions _parties = context.Parties;
    private readonly WordView _words = context.Words;

    /// <summary>The range without punctuation at its edges.</summary>
    public TokenRange TrimPunctuation(TokenRange range)
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

    /// <summary>The range without punctuation at its edges, without the ending of a possessor and without "and elsewhere".</summary>
    public TokenRange Trim(TokenRange range)
    {
        range = TrimPunctuation(range);
        while (range.Length > 1 && _words[range.Start] is "even" or "Even" or "only" or "Only" or "just" or "Just" && (_words.IsCapital(range.Start + 1) || _words.Is(range.Start + 1, "the")))
        {
            // "even China"
            range = range with { Start = range.Start + 1 };
        }

        if (range.Length > 1 && IsHour(_words[range.Start]) && _words.SentenceRange(_words.Sentence(range.Start)).Start == range.Start)
        {
            // "19.47 Kenya's army" of a live report
            range = TrimPunctuation(range with { Start = range.Start + 1 });
        }

        if (range.Length > 2 && _words.Is(range.End - 1, "elsewhere") && _words.Is(range.End - 2, "and"))
        {
            range = range with { End = range.End - 2 };
        }

        return range.Length > 1 && _words[range.End - 1] is "'s" or "’s" ? range with { End = range.End - 1 } : range;
    }

    /// <summary>"19.47", "9:05"</summary>
    private static bool IsHour(ReadOnlySpan<char> word) => word is [>= '0' and <= '9', '.' or ':', >= '0' and <= '5', >= '0' and <= '9'] or [>= '0' and <= '2', >= '0' and <= '9', '.' or ':', >= '0' and <= '5', >= '0' and <= '9'];

    /// <summary>"firms including A and B", "states such as A and B": one group.</summary>
    public bool HasExamples(TokenRange range)
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

    /// <summary>End of the noun phrase that starts at <paramref name="start"/>: before a preposition, a relative clause, a comma or a bracket.</summary>
    public int HeadEnd(int start, int end)
    {
        int token = start;
        while (token < end && !_words.EndsPhrase(token) && !(token > start && (IsPreposition(token) || IsReducedClause(token) || _words[token] is "who" or "which" or "that" or "whose" or "where" or "such" or "like" or "speaking" or "working" or "based" or "quoted" or "cited" or "familiar")))
        {
            // "the Bureau of Prisons", "the Union for Peace": one name.
            token = _words.NameAt(token) is { Kind: not NameKind.Person } name && name.Tokens.Start >= start && name.Tokens.End <= end ? name.Tokens.End : token + 1;
            token = Math.Max(token, BodyEnd(token - 1, end));
        }

        return token;
    }

    /// <summary>End of the name of a body that goes on after a preposition ("the Committee for a Responsible Budget"); 0 where the token is the head of none.</summary>
    public int BodyEnd(int head, int end)
    {
        if (!_words.IsCapital(head) || !Bodies.Has(_words[head]) || _words[head + 1] is not ("of" or "for" or "on" or "against" or "to"))
        {
            return 0;
        }

        int token = head + 2;
        while (token < end && _words[token] is "a" or "an" or "the" or "and")
        {
            token++;
        }

        int first = token;
        while (token < end && (_words.IsCapital(token) || (token > first && _words[token] is "and" or "of" && token + 1 < end && _words.IsCapital(token + 1))))
        {
            token++;
        }

        return token > first ? token : 0;
    }

    /// <summary>"A report seen by …", "leaders gathered in …": the participle with which a clause on the noun begins.</summary>
    private bool IsReducedClause(int token) => _words.HasTrees && _doc.Words[token] == PartOfSpeech.Verb
        && ((_doc.Syntax.Relation(token) is DependencyRelation.Acl or DependencyRelation.AclRelcl && _doc.Syntax.Heads[token] < token)
            || (_doc.Words[token - 1] == PartOfSpeech.Noun && _doc.Words.Has(token, "VerbForm=Part") && token + 1 < _words.Count && _doc.Words[token + 1] is PartOfSpeech.Adp or PartOfSpeech.Adv or PartOfSpeech.Det));

    /// <summary>True for a word that only points at what follows: not the "New" of a name.</summary>
    public bool IsDeterminer(int token) => (Determiners.Has(_words[token]) || (_words.Is(token, "one") && _words.HasTrees && token + 1 < _words.Count && _doc.Words[token + 1] is PartOfSpeech.Noun or PartOfSpeech.Propn or PartOfSpeech.Adj)) && _words[token + 1] is not ("of" or "who" or "in" or "-")
        && !(_words.IsCapital(token) && (_words.NameAt(token) is { } name && name.Tokens.End > token + 1 && !_words.Is(token, "the") || _parties.At(token) is { } party && party.Tokens.End > token + 1));

    /// <summary>Where a phrase goes on after words that only point at it; its last word at the latest.</summary>
    public int AfterDeterminers(TokenRange range)
    {
        int start = range.Start;
        while (start < range.End - 1 && IsDeterminer(start))
        {
            start++;
        }

        return start;
    }

    private bool IsPreposition(int token) => _words[token] is "of" or "for" or "to" or "in" or "at" or "from" or "with" or "on" or "by" or "near" or "under" or "against" or "including" or "involving" or "within" or "inside" or "close";

    public bool AfterPreposition(int start, int name)
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

    /// <summary>"Iranians": the people of a state are not its government.</summary>
    public bool IsPeople(PartyMention mention) =>
        mention is { IsAdjective: true, Party.IsState: true } && _words.Core(mention.Tokens.End - 1) is [.., >= 'a' and <= 'z', >= 'a' and not 's', 's'];

    public bool HasOrgan(int start, int end)
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

    /// <summary>"Iran's foreign ministry" as "Iranian Foreign Ministry", "the UN's nuclear watchdog" as "UN nuclear watchdog"; the words otherwise.</summary>
    public string Possessed(int start, int end)
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

    /// <summary>The common noun in lower case right before a name that runs to the end; −1 for none.</summary>
    private int LastNoun(int start, int end)
    {
        int token = end - 1;
        while (token > start && _words.IsCapital(token))
        {
            token--;
        }

        return token >= start && _doc.Words[token] == PartOfSpeech.Noun && !_words.IsCapital(token) && _words.IsWord(token) && !(token > start && _words[token - 1] is "-") ? token : -1;
    }

    /// <summary>Where the name begins that a possessor stands before; −1 where none does.</summary>
    private int AfterPossessor(int start, int end)
    {
        for (int token = end - 1; token > start && _words.IsCapital(token); token--)
        {
            if (_words.IsPossessive(token - 1))
            {
                return token;
            }
        }

        return -1;
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

    /// <summary>What a description is called when nobody is found for it: its noun phrase without articles.</summary>
    public string NameOf(int start, int end, TokenRange range)
    {
        // "secretary of state", "chief of staff": the post has two words.
        int stop = end;
        if (_words[end - 1] is "secretary" or "Secretary" or "chief" or "Chief" or "minister" or "Minister" or "head" or "Head" or "director" or "commander" or "speaker" or "member" or "members"
            && _words.Is(end, "of") && end + 1 < range.End)
        {
            stop = Math.Max(end, HeadEnd(end + 1, range.End));
        }

        if (end - start <= 2 && _words[end - 1] is "majority" or "number" or "series" or "handful" or "plurality" or "couple" && _words.Is(end, "of") && end + 1 < range.End)
        {
            // "a majority of the American public": how many they are is no part of who they are.
            start = AfterDeterminers(range with { Start = end + 1 });
            end = stop = Math.Max(HeadEnd(start, range.End), start + 1);
        }

        // "spokesman for the ministry", "families of the victims": the head alone would say too little.
        int small = _words.SentenceRange(_words.Sentence(start)).Start == start ? start + 1 : start;
        if ((end - start == 1 || (end - start <= 3 && !HasCapital(small, end))) && !Calendar.Has(_words[end + 1]) && _words[end + 1] is [>= 'A' and <= 'z', ..] && (!_words.IsProper(start) || end - start > 1 || Determiners.Has(_words[start])) && _words[end] is "of" or "for" or "from" or "in" or "at" or "on" or "by" or "near" or "to" && end + 1 < range.End && !(_words.Is(end, "to") && _words.HasTrees && _doc.Words[end + 1] is PartOfSpeech.Verb or PartOfSpeech.Aux))
        {
            stop = Math.Max(end, HeadEnd(end + 1, range.End));
            if (_words[stop - 1] is "one" or "some" or "both" or "two" or "three" or "side" or "sides" or "part" or "end" && _words.Is(stop, "of") && stop + 1 < range.End)
            {
                // "an editor at one of the outlets"
                stop = HeadEnd(stop + 1, range.End);
            }
        }

        if (_words[end - 1] is "mission" or "embassy" or "delegation" or "Mission" or "Embassy" or "Delegation" && _words[end] is "to" or "in" && end + 1 < range.End)
        {
            stop = Math.Max(end, HeadEnd(end + 1, range.End));
        }

        if (Copies.Has(_words[end - 1]) && _words.Is(end, "of") && end + 1 < range.End)
        {
            // "an advance copy of his speech"
            stop = Math.Max(end, HeadEnd(end + 1, range.End));
        }

        if (_words.Is(start, "of") && stop == end)
        {
            // "some of the site's users"
            start = AfterDeterminers(new TokenRange(start + 1, end));
        }

        if (_words.Is(start - 1, "both") && start - 1 == range.Start)
        {
            // "both sides"
            start--;
        }

        // "people familiar with the talks" are no other people.
        if (_words.Is(end, "familiar") && _words.Is(end + 1, "with") && end + 2 < range.End)
        {
            stop = Math.Max(stop, HeadEnd(end + 2, range.End));
        }

        if (_words.Is(end, "close") && _words.Is(end + 1, "to") && end + 2 < range.End)
        {
            // "a source close to the minister"
            stop = Math.Max(stop, HeadEnd(end + 2, range.End));
        }

        if (stop == end && end - start > 1 && _words[end - 1] is "newspaper" or "daily" or "magazine" or "tabloid" or "website" && _words.IsCapital(end - 2))
        {
            // "the Gulu Herald newspaper", "state-run Sabah newspaper": the name alone.
            stop = --end;
            while (start < end - 1 && !_words.IsCapital(start))
            {
                start++;
            }
        }

        if (stop == end && end - start > 1 && _words[start] is "newspaper" or "magazine" or "website" or "daily" or "weekly" or "tabloid" or "broadcaster" or "outlet" or "portal" && IsAllCapital(start + 1, end))
        {
            // "the magazine Lantern": the name alone.
            start++;
        }

        if (stop == end && end - start > 2 && _words.Is(end - 1, "party") && _words.IsCapital(end - 2) && AfterPossessor(start, end - 1) is >= 0 and int owned)
        {
            // "the premier's Harvest party": the name alone.
            stop = --end;
            start = owned;
        }

        if (stop == end && _words.HasTrees && end - start > 2 && _words.IsCapital(end - 1) && _words.IsCapital(end - 2) && LastNoun(start, end - 2) is >= 0 and int noun)
        {
            // "Kenyan model Asha Otieno": the name alone.
            start = noun + 1;
        }

        // "the conservative-leaning Tax Institute": the name alone.
        if (stop == end && _words.NameAt(end - 1) is { Kind: NameKind.Organization } known && known.Tokens.Start > start && known.Tokens.End == end && !HasCapital(start, known.Tokens.Start))
        {
            start = known.Tokens.Start;
        }

        // "the rebel-run Health Ministry": who runs it is no part of its name.
        while (start + 3 < stop && _words[start + 1] is "-" && _words[start + 2] is "run" or "led" or "backed" or "controlled" or "appointed" or "installed" or "owned" or "aligned" or "affiliated" && _words.IsCapital(start + 3))
        {
            start += 3;
        }

        stop += stop < range.End && _words[stop] is "%" ? 1 : 0;
        string name = Organs.Has(_words[end - 1]) || stop > end ? Possessed(start, stop) : Normalised(start, stop);

        // "the army's own register" is the army's.
        name = name.Replace("s own ", "s ", StringComparison.Ordinal);
        return name.Length == 0 ? SpeakerContext.Unnamed : name;
    }

    private bool IsAllCapital(int start, int end)
    {
        for (int token = start; token < end; token++)
        {
            if (!_words.IsCapital(token))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True when a word of them begins with a capital.</summary>
    public bool HasCapital(int start, int end)
    {
        for (int token = start; token < end; token++)
        {
            if (_words.IsCapital(token))
            {
                return true;
            }
        }

        return false;
    }
}
