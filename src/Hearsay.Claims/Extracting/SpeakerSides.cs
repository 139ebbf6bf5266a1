using Hearsay.Claims.Parties;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>Tells own acts from others': whether a phrase, or the subject of a content, stands for the speaker's side, by the tree, the registry, the persons of the text and coreference.</summary>
internal sealed class SpeakerSides(Document doc, WordView words, PartyMentions parties, PersonIndex persons)
{
    /// <summary>Words from the start of a content within which its subject must stand.</summary>
    public const int SubjectReach = 9;

    private static readonly WordClass FirstPerson = WordClasses.Of("first");
    private static readonly WordClass PluralPronouns = WordClasses.Of("pronoun.they");
    private static readonly WordClass ItPronouns = WordClasses.Of("pronoun.it");
    private static readonly WordClass HePronouns = WordClasses.Of("pronoun.he");
    private static readonly WordClass ShePronouns = WordClasses.Of("pronoun.she");

    private readonly Document _doc = doc;
    private readonly WordView _words = words;
    private readonly PartyMentions _parties = parties;
    private readonly PersonIndex _persons = persons;

    /// <summary>Whose act the content tells: the subject of its main clause; without a tree the first party, person or pronoun in it.</summary>
    public Side SubjectOf(List<int> words, Told told, Speaker speaker, out int at)
    {
        at = -1;
        if (told.Top >= 0 && ActorOf(told.Top) is >= 0 and int actor && Inside(actor, told.Content))
        {
            Side? subject = SubjectAt(actor, told, speaker, out int named);
            if (subject is { } known)
            {
                at = words.IndexOf(named);
                return known;
            }
        }

        return FirstNamed(words, told, speaker, out at);
    }

    /// <summary>Whose act a predicate tells.</summary>
    public Side SubjectOfClause(int predicate, Told told, Speaker speaker) =>
        ActorOf(predicate) is >= 0 and int actor && SubjectAt(actor, told, speaker, out _) is { } subject ? subject : Side.Unknown;

    /// <summary>The subject, or the agent of a passive.</summary>
    private int ActorOf(int predicate)
    {
        int subject = _doc.Syntax.Dependent(predicate, DependencyRelation.Nsubj);
        if (subject >= 0)
        {
            return subject;
        }

        int agent = _doc.Syntax.Dependent(predicate, DependencyRelation.OblAgent);
        return agent >= 0 ? agent : _doc.Syntax.Dependent(predicate, DependencyRelation.NsubjPass);
    }

    private static bool Inside(int token, IReadOnlyList<TokenRange> content)
    {
        foreach (TokenRange range in content)
        {
            if (range.Contains(token))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a phrase stands for the speaker's side or another; null when neither tree nor coreference tells.</summary>
    public Side? SubjectAt(int head, Told told, Speaker speaker, out int named)
    {
        named = head;
        ReadOnlySpan<char> word = _words[head];
        if (FirstPerson.Has(word))
        {
            return Side.Own;
        }

        if (word is "you" or "You")
        {
            return Side.Other;
        }

        if (told.Quoted && (HePronouns.Has(word) || ShePronouns.Has(word) || PluralPronouns.Has(word)))
        {
            // Not the one who speaks; who else, coreference would have to tell from inside a quotation.
            return null;
        }

        int mention = _doc.Coreference.WithHead(head);
        int speaking = EntityOf(told.Source);
        if (mention >= 0 && speaking >= 0 && _doc.Coreference.EntityOf(mention) == speaking)
        {
            return Side.Own;
        }

        if (_doc.Words[head] == PartOfSpeech.Pron)
        {
            // Who is meant, where it is named; else the rules for pronouns.
            if (mention >= 0 && _doc.Coreference.Mentions[_doc.Coreference.Representative(_doc.Coreference.EntityOf(mention))] is { Form: MentionForm.Name } name)
            {
                // "Washington said it would …" speaks of itself, whatever else "it" might be.
                Side? side = SideOf(name.Tokens, speaker, out _);
                return side == Side.Other && ItPronouns.Has(word) && speaker.Kind is SpeakerKind.Government or SpeakerKind.Organization or SpeakerKind.Group ? null : side;
            }

            return null;
        }

        TokenRange phrase = _doc.Syntax.Yield(head);
        int owner = _doc.Syntax.Dependent(head, DependencyRelation.NmodPoss);
        if (owner >= 0 && _doc.Words[owner] == PartOfSpeech.Pron && (FirstPerson.Has(_words[owner]) || (_doc.Coreference.WithHead(owner) is >= 0 and int owning && _doc.Coreference.EntityOf(owning) == speaking && speaking >= 0)))
        {
            return Side.Own;
        }

        if (SideOf(phrase, speaker, out named) is { } whose)
        {
            return whose;
        }

        // "The airline", which the text names elsewhere.
        named = head;
        if (mention >= 0 && _doc.Coreference.Mentions[mention].Form != MentionForm.Name
            && _doc.Coreference.Mentions[_doc.Coreference.Representative(_doc.Coreference.EntityOf(mention))] is { Form: MentionForm.Name, Kind: EntityKind.Person or EntityKind.Organization } known)
        {
            return SideOf(known.Tokens, speaker, out _) ?? Side.Other;
        }

        return null;
    }

    /// <summary>The side of the first party or person that a phrase names, or null.</summary>
    public Side? SideOf(TokenRange phrase, Speaker speaker, out int named)
    {
        for (named = phrase.Start; named < phrase.End; named++)
        {
            if (_parties.At(named) is { } party)
            {
                // What an outlet tells of its own state it tells of somebody else.
                return party.Party.Id == speaker.Party || (speaker.Kind != SpeakerKind.Media && IsOfState(party.Party, speaker)) ? Side.Own : Side.Other;
            }

            if (_words.IsCapital(named) && PersonAt(named) is { } person)
            {
                return IsOwn(person, speaker) ? Side.Own : Side.Other;
            }

            if (_words.IsCapital(named) && IsInTitle(named, speaker))
            {
                return Side.Own;
            }
        }

        return null;
    }

    /// <summary>True for the speaker's state and its organs: a company or a political party of one's own state is another side.</summary>
    private static bool IsOfState(Party party, Speaker speaker) => party.Kind == SpeakerKind.Government && party.Country is { } country && country == speaker.Country;

    /// <summary>True for the speaker, and for a person of the state that speaks: two persons of one state may be rivals.</summary>
    private static bool IsOwn(Person person, Speaker speaker) => person.Name == speaker.Name || (speaker.Kind == SpeakerKind.Government && person.Country is { } country && country == speaker.Country);

    /// <summary>True when the name stands in the speaker's own name or in the words that tell who the speaker is: of parties that no registry knows.</summary>
    private bool IsInTitle(int token, Speaker speaker)
    {
        ReadOnlySpan<char> word = _words.Core(token);
        if (word.Length < 4 || speaker.Country is not null)
        {
            return false;
        }

        if (speaker.Name.AsSpan().StartsWith(word, StringComparison.Ordinal))
        {
            return true;
        }

        foreach (Person person in _persons.All)
        {
            if (person.Name != speaker.Name)
            {
                continue;
            }

            foreach (PersonMention mention in person.Mentions)
            {
                if (Holds(mention.Before, word) || Holds(mention.After, word))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>True when a word of the range is this name or made of it ("Oruvian" of "Oruvia").</summary>
    private bool Holds(TokenRange range, ReadOnlySpan<char> name)
    {
        for (int token = range.Start; token < range.End; token++)
        {
            ReadOnlySpan<char> word = _words.Core(token);
            if (_words.IsCapital(token) && word.Length >= 4 && !_words.Is(token - 1, "former") && word.StartsWith(name[..Math.Max(4, name.Length - 1)], StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private int EntityOf(TokenRange source)
    {
        for (int token = source.Start; token < source.End; token++)
        {
            if (token < _doc.Syntax.Count && !source.Contains(_doc.Syntax.Heads[token]) && _doc.Coreference.WithHead(token) is >= 0 and int mention)
            {
                return _doc.Coreference.EntityOf(mention);
            }
        }

        return -1;
    }

    /// <summary>Without a tree: the first party, person or pronoun.</summary>
    private Side FirstNamed(List<int> words, Told told, Speaker speaker, out int at)
    {
        for (int i = 0; i < Math.Min(words.Count, SubjectReach); i++)
        {
            int token = words[i];
            ReadOnlySpan<char> word = _words[token];
            at = i;
            if (FirstPerson.Has(word))
            {
                return Side.Own;
            }

            if (_parties.At(token) is { } party)
            {
                return party.Party.Id == speaker.Party || IsOfState(party.Party, speaker) ? Side.Own : Side.Other;
            }

            if (_words.IsCapital(token) && PersonAt(token) is { } person)
            {
                return IsOwn(person, speaker) ? Side.Own : Side.Other;
            }

            if (told.Quoted && (HePronouns.Has(word) || ShePronouns.Has(word) || PluralPronouns.Has(word)))
            {
                return Side.Other;
            }

            bool plural = PluralPronouns.Has(word);
            if (plural || ItPronouns.Has(word))
            {
                // "Iranian officials said they …" speaks of itself; "Biden said it was …" does not.
                return speaker.Kind is SpeakerKind.Person or SpeakerKind.Unnamed or SpeakerKind.Document || (plural && speaker.Kind == SpeakerKind.Media) ? Side.Unknown : Side.Own;
            }

            if (HePronouns.Has(word) || ShePronouns.Has(word))
            {
                return speaker.Kind == SpeakerKind.Person ? Side.Own : Side.Unknown;
            }

            if (word is "you" or "You" or "your" or "Your")
            {
                return Side.Other;
            }

            if (word is "will" or "would" or "was" or "were" or "is" or "are" or "has" or "have" or "had" && i > 0 && _words[words[0]] is not ("there" or "There"))
            {
                break;
            }
        }

        at = -1;
        return Side.Unknown;
    }

    /// <summary>The person named at a token, or null.</summary>
    public Person? PersonAt(int token)
    {
        int index = _persons.FirstFrom(token + 1) - 1;
        return index >= 0 && _persons.Mentions[index].Tokens.Contains(token) ? _persons.Mentions[index].Person : null;
    }

    /// <summary>The person named at a token, or for whom it stands by coreference: "this President".</summary>
    public Person? PersonMeant(int token)
    {
        if (PersonAt(token) is { } person)
        {
            return person;
        }

        int mention = _doc.Coreference.WithHead(token);
        return mention < 0 || _doc.Coreference.Mentions[_doc.Coreference.Representative(_doc.Coreference.EntityOf(mention))] is not { Form: MentionForm.Name, Kind: EntityKind.Person } name ? null
            : Enumerable.Range(name.Tokens.Start, name.Tokens.Length).Select(PersonAt).FirstOrDefault(named => named is not null);
    }
}
