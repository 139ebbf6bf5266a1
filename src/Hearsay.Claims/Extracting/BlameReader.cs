using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>
/// Tells whether a content presents as so a blameworthy act of somebody else. A word of blame is not enough ("gambling is illegal", "victims of violence"): the tree must lay it at a party's door,
/// as what the party does ("they hide the facts"), is ("Oruvia is the aggressor") or has ("Oruvia's aggression").
/// </summary>
internal sealed class BlameReader
{
    /// <summary>Words of a clause that are searched for what makes an act of help or force a hostile one.</summary>
    private const int ClauseReach = 25;

    private static readonly WordClass BlameVerbs = WordClasses.Of("verb.blame");
    private static readonly WordClass BlameNouns = WordClasses.Of("noun.blame");
    private static readonly WordClass Harm = WordClasses.Of("verb.harm");
    private static readonly WordClass Abetting = WordClasses.Of("verb.abet");
    private static readonly WordClass Opposing = WordClasses.Of("verb.against");
    private static readonly WordClass HostileNouns = WordClasses.Of("noun.hostile");
    private static readonly WordClass ConflictNouns = WordClasses.Of("noun.conflict");
    private static readonly WordClass Disapproving = WordClasses.Of("adj.disapproving");
    private static readonly WordClass Attempts = WordClasses.Of("verb.attempt");
    private static readonly WordClass Guises = WordClasses.Of("noun.guise");
    private static readonly WordClass Unlawful = WordClasses.Of("adj.unlawful");

    private readonly Document _doc;
    private readonly WordView _words;
    private readonly FactualityReader _factuality;
    private readonly ThingReader _things;

    /// <summary>Works on one document.</summary>
    public BlameReader(Document doc, WordView words, FactualityReader factuality, ThingReader things)
    {
        _doc = doc;
        _words = words;
        _factuality = factuality;
        _things = things;
    }

    /// <summary>Whether the phrase with this head stands for the speaker's own side: null when nothing tells.</summary>
    public delegate bool? OwnSide(int head);

    /// <summary>True when one of the words blames somebody else; never without a tree.</summary>
    /// <param name="tokens">Words of the content, in order.</param>
    /// <param name="content">The ranges of the content.</param>
    /// <param name="own">Whose side a phrase stands for.</param>
    public bool Blames(List<int> tokens, IReadOnlyList<TokenRange> content, OwnSide own)
    {
        if (_doc.Syntax.Count == 0)
        {
            return false;
        }

        foreach (int token in tokens)
        {
            ReadOnlySpan<char> word = _words[token];
            if (_doc.Words[token] == PartOfSpeech.Verb && (_doc.Syntax.Relation(token) is not (DependencyRelation.Amod or DependencyRelation.Compound) || IsPerfect(token)))
            {
                bool blame = BlameVerbs.Has(word) && !LacksPower(token);
                bool harm = blame || Harm.Has(word) || (Abetting.Has(word) && IsHostile(token));
                if (harm && (IsSo(token, content) || (blame && (IsPurpose(token) || IsAttempt(token)))) && DoerOf(token) is >= 0 and int doer && (own(doer) ?? !(blame ? IsSomebody(doer) : IsNamed(doer))) == false)
                {
                    return true;
                }
            }

            if (Guises.Has(word) && IsGuise(token, content, own))
            {
                return true;
            }

            if (BlameNouns.Has(word) ? IsLaid(token, content, own) : Disapproving.Has(word) && (Deplored(token) is >= 0 and int deplored ? Does(deplored, content, own) : IsUpsetBy(token, content, own)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"lacks the authority to act": no fault of whoever lacks it.</summary>
    private bool LacksPower(int verb) => _doc.Words.Lemma(verb) is "lack" && _doc.Syntax.Dependent(verb, DependencyRelation.Obj) is >= 0 and int lacked
        && _words[lacked] is "authority" or "power" or "powers" or "jurisdiction" or "capacity" or "capability" or "money" or "funds" or "resources" or "means";

    /// <summary>"the aid was used as a cover": nobody need be named, but it must not be the speaker.</summary>
    private bool IsGuise(int noun, IReadOnlyList<TokenRange> content, OwnSide own) =>
        _doc.Syntax.Dependent(noun, DependencyRelation.Case) is >= 0 and int preposition && _words[preposition] is "as" && _doc.Syntax.Heads[noun] is >= 0 and int verb
        && _words[verb] is "used" or "using" or "uses" or "use" && IsSo(verb, content) && !(DoerOf(verb) is >= 0 and int doer && own(doer) == true);

    /// <summary>What one is "disappointed that" it is so; −1 for nothing.</summary>
    private int Deplored(int adjective)
    {
        int clause = _doc.Syntax.Dependent(adjective, DependencyRelation.Ccomp);
        clause = clause >= 0 ? clause : _doc.Syntax.Dependent(adjective, DependencyRelation.Advcl);
        return clause >= 0 && _doc.Syntax.Dependent(clause, DependencyRelation.Mark) is >= 0 and int mark && _words[mark] is "that" ? clause : -1;
    }

    /// <summary>"disturbed by Kenya's approach": what one is upset by is another's.</summary>
    private bool IsUpsetBy(int adjective, IReadOnlyList<TokenRange> content, OwnSide own)
    {
        if (_factuality.Of(adjective, content).Polarity != Polarity.Positive)
        {
            return false;
        }

        for (int child = _doc.Syntax.FirstDependent(adjective); child >= 0; child = _doc.Syntax.NextDependent(child))
        {
            if (child > adjective && _doc.Syntax.Relation(child) is DependencyRelation.Obl or DependencyRelation.OblAgent or DependencyRelation.Nmod && _doc.Syntax.Dependent(child, DependencyRelation.NmodPoss) is >= 0 and int owner && own(owner) == false)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"tried to hide the facts": blameworthy, whether it succeeds or not.</summary>
    private bool IsAttempt(int verb) => _doc.Syntax.Relation(verb) == DependencyRelation.Xcomp && _doc.Syntax.Heads[verb] is >= 0 and int above && (Attempts.Has(_words[above]) || _words[above] is "possible");

    /// <summary>True when a word of blame that is no verb is tied to somebody else.</summary>
    private bool IsLaid(int token, IReadOnlyList<TokenRange> content, OwnSide own)
    {
        int head = token;
        if (_doc.Syntax.Relation(head) == DependencyRelation.Advmod && _doc.Syntax.Heads[head] is >= 0 and int modified)
        {
            if (_doc.Words[modified] == PartOfSpeech.Verb)
            {
                return Does(modified, content, own);
            }

            head = modified;
        }

        while (_doc.Syntax.Relation(head) is DependencyRelation.Amod or DependencyRelation.Compound or DependencyRelation.Conj && _doc.Syntax.Heads[head] >= 0)
        {
            head = _doc.Syntax.Heads[head];
        }

        int subject = _doc.Syntax.Dependent(head, DependencyRelation.Nsubj);
        if (subject < 0 && _doc.Syntax.Relation(head) == DependencyRelation.Xcomp)
        {
            subject = DoerOf(head);
        }

        if (subject >= 0 && (_doc.Words[head] != PartOfSpeech.Verb || head == token))
        {
            // What is "illegal" may be anybody's; a "provocation" is an act of somebody, named or not.
            return IsSo(head, content) && (own(subject) ?? Unlawful.Has(_words[token]) || !IsThing(subject)) == false;
        }

        for (int child = _doc.Syntax.FirstDependent(head); child >= 0; child = _doc.Syntax.NextDependent(child))
        {
            bool owner = _doc.Syntax.Relation(child) switch
            {
                DependencyRelation.NmodPoss or DependencyRelation.Amod or DependencyRelation.Compound => true,
                DependencyRelation.Nmod => _doc.Syntax.Dependent(child, DependencyRelation.Case) is >= 0 and int preposition && _words[preposition] is "of" or "by" or "from",
                _ => false,
            };
            if (owner && child != token && own(child) == false)
            {
                return true;
            }
        }

        return _doc.Syntax.Relation(head) is DependencyRelation.Obj or DependencyRelation.Obl && _doc.Syntax.Heads[head] is >= 0 and int verb && _doc.Words[verb] == PartOfSpeech.Verb
            && !Opposing.Has(_words[verb]) && !IsAgainst(head) && Does(verb, content, own);
    }

    private bool Does(int verb, IReadOnlyList<TokenRange> content, OwnSide own) => IsSo(verb, content) && DoerOf(verb) is >= 0 and int doer && own(doer) == false;

    private bool IsAgainst(int noun) =>
        _doc.Syntax.Dependent(noun, DependencyRelation.Case) is >= 0 and int preposition && _words[preposition] is "against" or "from" or "despite" or "because" or "after" or "before" or "about" or "on";

    /// <summary>True for what is put as so, or as what may have been.</summary>
    private bool IsSo(int predicate, IReadOnlyList<TokenRange> content) =>
        _factuality.Of(predicate, content) is { Polarity: Polarity.Positive } fact && (fact.Certainty is Certainty.Certain or Certainty.Probable || (fact.Certainty == Certainty.Possible && IsPerfect(predicate)));

    /// <summary>"to have supplied rifles", where trees are often wrong.</summary>
    private bool IsPerfect(int verb) => verb > 0 && _words[verb - 1] is "have";

    /// <summary>Who does what a verb tells: its subject, the agent of a passive, the noun that a clause describes, or the subject of the verb that it hangs on; −1 when nobody is named.</summary>
    private int DoerOf(int verb)
    {
        for (int steps = 0; verb >= 0 && steps < 6; steps++)
        {
            DependencyRelation relation = _doc.Syntax.Relation(verb);
            if (_doc.Syntax.Dependent(verb, DependencyRelation.Nsubj) is >= 0 and int subject)
            {
                return relation == DependencyRelation.AclRelcl && _words[subject] is "who" or "which" or "that" ? _doc.Syntax.Heads[verb] : subject;
            }

            if (_doc.Syntax.Dependent(verb, DependencyRelation.NsubjPass) >= 0)
            {
                return AgentOf(verb);
            }

            if (relation is DependencyRelation.Ccomp or DependencyRelation.Root or DependencyRelation.Parataxis && Beside(verb) is >= 0 and int beside)
            {
                return beside;
            }

            int above = _doc.Syntax.Heads[verb];
            if (above < 0)
            {
                return -1;
            }

            switch (relation)
            {
                case DependencyRelation.Amod when IsPerfect(verb):
                    verb--;
                    break;
                case DependencyRelation.Xcomp when _doc.Words[above] == PartOfSpeech.Adj && _doc.Syntax.Relation(above) == DependencyRelation.Amod && _doc.Syntax.Heads[above] is >= 0 and int whole && _words[whole] is "everything" or "anything" && _doc.Syntax.Relation(whole) == DependencyRelation.Obj:
                    // "is doing everything possible to sabotage it"
                    verb = _doc.Syntax.Heads[whole];
                    break;
                case DependencyRelation.Acl when IsPurpose(verb) && _words[above] is "everything" or "anything" or "all" or "much" or "nothing" && _doc.Syntax.Relation(above) == DependencyRelation.Obj:
                    // "is doing everything to sabotage it"
                    verb = _doc.Syntax.Heads[above];
                    break;
                case DependencyRelation.Acl:
                    return _words[verb].EndsWith("ing", StringComparison.Ordinal) || IsPurpose(verb) ? above : _doc.Syntax.Dependent(verb, DependencyRelation.OblAgent);
                case DependencyRelation.AclRelcl:
                    return above;
                case DependencyRelation.Xcomp when _doc.Syntax.Dependent(above, DependencyRelation.Obj) is >= 0 and int bid && bid < verb:
                    // "they want it to …"
                    return bid;
                case DependencyRelation.Xcomp when _doc.Syntax.Dependent(above, DependencyRelation.NsubjPass) is >= 0 and int raised:
                    // "it is said to …"
                    return raised;
                case DependencyRelation.Conj or DependencyRelation.Advcl or DependencyRelation.Xcomp:
                    verb = above;
                    break;
                default:
                    return -1;
            }
        }

        return -1;
    }

    /// <summary>Who does what a passive tells; where the tree hangs "by …" on another word, that one. −1 for nobody.</summary>
    private int AgentOf(int verb)
    {
        int agent = _doc.Syntax.Dependent(verb, DependencyRelation.OblAgent);
        for (int token = verb + 1; agent < 0 && token < Math.Min(_doc.Syntax.Count - 1, verb + 8) && !_words.EndsPhrase(token); token++)
        {
            if (_words.Is(token, "by") && _doc.Syntax.Heads[token] is > 0 and int named && named > token && _doc.Words[named] is PartOfSpeech.Propn)
            {
                agent = named;
            }
        }

        return agent;
    }

    /// <summary>The noun right before a finite verb and its auxiliaries, where the tree gives it no subject ("over the past month, Hamas and others had fired"); −1 for none.</summary>
    private int Beside(int verb)
    {
        int before = verb - 1;
        while (before >= 0 && _doc.Syntax.Heads[before] == verb && _doc.Syntax.Relation(before) is DependencyRelation.Aux)
        {
            before--;
        }

        if (before < 0 || before == verb - 1 || _doc.Words[before] is not (PartOfSpeech.Noun or PartOfSpeech.Propn) || _words.Sentence(before) != _words.Sentence(verb))
        {
            return -1;
        }

        // "Hamas and others": the first has the name.
        return _doc.Syntax.Relation(before) is DependencyRelation.Conj && _doc.Syntax.Heads[before] is >= 0 and int first && _doc.Words[first] == PartOfSpeech.Propn ? first : before;
    }

    /// <summary>"a scheme to hide the facts": it stands for an act, though nothing says that it succeeds.</summary>
    private bool IsPurpose(int verb) => _doc.Syntax.Relation(verb) is DependencyRelation.Acl or DependencyRelation.Advcl && _doc.Syntax.Dependent(verb, DependencyRelation.Mark) is >= 0 and int mark && _words[mark] is "to";

    /// <summary>True for nouns with an article or a demonstrative: one act or thing, not a kind of them.</summary>
    private bool IsThing(int noun) => _doc.Words[noun] is PartOfSpeech.Noun && _doc.Syntax.Dependent(noun, DependencyRelation.Det) >= 0;

    /// <summary>True for nouns and personal pronouns; "it" and "that" may stand for anything.</summary>
    private bool IsSomebody(int doer) => _doc.Words[doer] is PartOfSpeech.Noun or PartOfSpeech.Propn || _words[doer] is "they" or "They" or "he" or "He" or "she" or "She";

    /// <summary>A name that is not the speaker's own is somebody else's, whether a registry knows it or not.</summary>
    private bool IsNamed(int doer) => _doc.Words[doer] is PartOfSpeech.Propn;

    /// <summary>True when the clause of a verb tells of arms, of something hostile or of something blameworthy.</summary>
    private bool IsHostile(int verb)
    {
        TokenRange clause = _doc.Syntax.Yield(_doc.Syntax.Relation(verb) == DependencyRelation.Amod ? _doc.Syntax.Heads[verb] : verb);
        for (int token = clause.Start; token < Math.Min(clause.End, clause.Start + ClauseReach); token++)
        {
            // Weapons of any kind ("weapons programme"), but no fire of a "fire department".
            if (token != verb && _doc.Words[token] != PartOfSpeech.Verb
                && (_things.IsArms(token) || (_doc.Syntax.Relation(token) != DependencyRelation.Compound && (HostileNouns.Has(_words[token]) || ConflictNouns.Has(_words[token]) || BlameNouns.Has(_words[token])))))
            {
                return true;
            }
        }

        return false;
    }
}
