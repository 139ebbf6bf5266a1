using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>
/// Tells whether a content finds fault with the conduct of somebody else: "he is a disgrace", "the decision was unconscionable", "he did a terrible job", "the move puts us at risk". What is
/// judged must be a person, a party or an act, not a thing ("drugs are a disgrace").
/// </summary>
internal sealed class ReproachReader
{
    private static readonly WordClass Reproaches = WordClasses.Of("word.reproach");
    private static readonly WordClass Approvals = WordClasses.Of("adj.approval");
    private static readonly WordClass Acts = WordClasses.Of("noun.act");
    private static readonly WordClass Persons = WordClasses.Of("person.head");
    private static readonly WordClass Calling = WordClasses.Of("verb.calling");
    private static readonly WordClass Becoming = WordClasses.Of("verb.become");
    private static readonly WordClass Treachery = WordClasses.Of("word.treachery");
    private static readonly WordClass Humans = new(["man", "woman", "person", "people", "men", "guy", "lady"]);
    private static readonly WordClass Bad = new(["terrible", "horrible", "awful", "bad", "poor", "lousy", "miserable", "dreadful", "rotten"]);

    private readonly Document _doc;
    private readonly WordView _words;
    private readonly FactualityReader _factuality;

    /// <summary>Works on one document.</summary>
    public ReproachReader(Document doc, WordView words, FactualityReader factuality)
    {
        _doc = doc;
        _words = words;
        _factuality = factuality;
    }

    /// <summary>True when one of the words finds fault with somebody else; never without a tree.</summary>
    /// <param name="tokens">Words of the content, in order.</param>
    /// <param name="content">The ranges of the content.</param>
    /// <param name="own">Whose side a phrase stands for.</param>
    /// <param name="isOther">Whether a phrase names a person who is not the speaker, whatever the state of both.</param>
    public bool FindsFault(List<int> tokens, IReadOnlyList<TokenRange> content, BlameReader.OwnSide own, Predicate<int> isOther)
    {
        if (_doc.Syntax.Count == 0)
        {
            return false;
        }

        foreach (int token in tokens)
        {
            ReadOnlySpan<char> word = _words[token];
            bool reproach = Reproaches.Has(word) || (word is "wrong" && _words.Is(token + 1, "to"));
            if ((reproach || Approvals.Has(word)) && Judged(token) is >= 0 and int judged && _factuality.Of(token, content).Polarity == (reproach ? Polarity.Positive : Polarity.Negative)
                && IsAnother(judged, weak: word is "mistake" or "blunder"))
            {
                return true;
            }

            if (Treachery.Has(word) && SubjectOf(token) is >= 0 and int pointed && _words[pointed] is "it" or "It" or "this" or "This" or "that" or "That" && _factuality.Of(token, content).Polarity == Polarity.Positive)
            {
                // "it is a stab in the back": of whomever the talk is
                return true;
            }

            int doer = word is "job" && HasBad(token) && _doc.Syntax.Relation(token) == DependencyRelation.Obj ? SubjectOf(_doc.Syntax.Heads[token])
                : word is "risk" or "danger" or "jeopardy" && PutAt(token) is >= 0 and int put ? SubjectOf(put) : -1;
            if (doer >= 0 && IsAnother(doer, weak: false))
            {
                return true;
            }
        }

        return false;

        // Who is not known to be another is so only by what the phrase is; "a mistake" is too weak a word for that.
        bool IsAnother(int head, bool weak) => own(head) is { } known ? !known || isOther(head) : isOther(head) || (!weak && CanBeJudged(head));
    }

    /// <summary>What a word of reproach is said of: the subject of "is a disgrace", the object of "called him a disgrace", whose act "it was shameful that he left" tells; −1 for nothing.</summary>
    private int Judged(int token)
    {
        int head = token;
        while (_doc.Syntax.Heads[head] is >= 0 and int noun && (_doc.Syntax.Relation(head) is DependencyRelation.Amod or DependencyRelation.Compound || (_doc.Syntax.Relation(head) == DependencyRelation.Nmod && _words[noun] is "act")))
        {
            // "a cowardly act", "an act of cowardice"
            head = noun;
        }

        int subject = SubjectOf(head);
        if (subject < 0 && _doc.Syntax.Relation(head) == DependencyRelation.Xcomp && _doc.Syntax.Heads[head] is >= 0 and int becoming && Becoming.Has(_words[becoming]))
        {
            // "has gone crazy"
            subject = SubjectOf(becoming);
        }

        if (subject >= 0 && _words[subject] is not ("it" or "It" or "this" or "This"))
        {
            return _doc.Words[head] == PartOfSpeech.Verb && head != token ? -1 : subject;
        }

        int clause = _doc.Syntax.Dependent(head, DependencyRelation.Ccomp);
        clause = clause >= 0 ? clause : _doc.Syntax.Dependent(head, DependencyRelation.Csubj);
        if (clause >= 0)
        {
            return SubjectOf(clause);
        }

        return _doc.Syntax.Relation(head) is DependencyRelation.Xcomp or DependencyRelation.Obj && _doc.Syntax.Heads[head] is >= 0 and int verb && Calling.Has(_words[verb]) ? ObjectBefore(verb, head) : -1;
    }

    private int ObjectBefore(int verb, int head)
    {
        foreach (DependencyRelation relation in (ReadOnlySpan<DependencyRelation>)[DependencyRelation.Obj, DependencyRelation.Iobj])
        {
            if (_doc.Syntax.Dependent(verb, relation) is >= 0 and int thing && thing != head && thing < head)
            {
                return thing;
            }
        }

        return -1;
    }

    private int SubjectOf(int predicate)
    {
        int subject = _doc.Syntax.Dependent(predicate, DependencyRelation.Nsubj);
        return subject >= 0 ? subject : _doc.Syntax.Dependent(predicate, DependencyRelation.NsubjPass);
    }

    /// <summary>Whoever has a name, a person, named or not, or an act that one does with an article or an owner.</summary>
    private bool CanBeJudged(int head)
    {
        ReadOnlySpan<char> word = _words[head];
        bool called = word is "it" or "this" && _doc.Syntax.Relation(head) is DependencyRelation.Obj or DependencyRelation.Iobj && _doc.Syntax.Heads[head] is >= 0 and int verb && Calling.Has(_words[verb]);
        return called || _doc.Words[head] == PartOfSpeech.Propn || word is "he" or "He" or "she" or "She" || Humans.Has(word) || (Persons.Has(word) && HasDeterminer(head)) || (Acts.Has(word) && HasDeterminer(head));
    }

    private bool HasDeterminer(int noun) => _doc.Syntax.Dependent(noun, DependencyRelation.Det) >= 0 || _doc.Syntax.Dependent(noun, DependencyRelation.NmodPoss) >= 0;

    private bool HasBad(int noun)
    {
        for (int child = _doc.Syntax.FirstDependent(noun); child >= 0 && child < noun; child = _doc.Syntax.NextDependent(child))
        {
            if (Bad.Has(_words[child]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The verb of "puts us at risk"; −1 for others.</summary>
    private int PutAt(int noun) =>
        _doc.Syntax.Dependent(noun, DependencyRelation.Case) is >= 0 and int preposition && _words[preposition] is "at" or "in" && _doc.Syntax.Heads[noun] is >= 0 and int verb && _doc.Words.Lemma(verb) is "put" or "place" ? verb : -1;
}
