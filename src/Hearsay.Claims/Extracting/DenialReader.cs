using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>Tells whether a content, under a neutral cue, sets aside what others say: an own act negated, an accusation called false, a thing that did not happen.</summary>
internal sealed class DenialReader(Document doc, WordView words, SpeakerSides sides, FactualityReader factuality, ContentWords contents)
{
    private static readonly WordClass BlameVerbs = WordClasses.Of("verb.blame");
    private static readonly WordClass BlameNouns = WordClasses.Of("noun.blame");
    private static readonly WordClass Accusations = WordClasses.Of("noun.accusation");
    private static readonly WordClass False = WordClasses.Of("adj.false");
    private static readonly WordClass Acts = WordClasses.Of("verb.act");
    private static readonly WordClass Obligations = WordClasses.Of("modal.urge");
    private static readonly WordClass IntentNouns = WordClasses.Of("noun.intent");
    private static readonly WordClass Finite = WordClasses.Of("finite");
    private static readonly WordClass FirstPerson = WordClasses.Of("first");
    private static readonly WordClass Be = WordClasses.Of("be");
    private static readonly WordClass Stative = WordClasses.Of("verb.stative");
    private static readonly WordClass SideTaking = WordClasses.Of("verb.side");
    private static readonly WordClass Emphatic = WordClasses.Of("after.negation");
    private static readonly WordClass Grounds = WordClasses.Of("noun.grounds");
    private static readonly WordClass Truths = WordClasses.Of("adj.true");

    private readonly Document _doc = doc;
    private readonly WordView _words = words;
    private readonly SpeakerSides _sides = sides;
    private readonly FactualityReader _factuality = factuality;
    private readonly ContentWords _contents = contents;

    /// <summary>Own acts negated, accusations called false.</summary>
    public Stance? Denial(List<int> words, Told told, Side subject, int subjectAt, Speaker speaker)
    {
        bool accusation = false;
        bool negation = false;
        bool isFalse = false;
        bool isPlain = false;
        for (int i = 0; i < Math.Min(words.Count, 24); i++)
        {
            int token = words[i];
            ReadOnlySpan<char> word = _words[token];
            accusation |= Accusations.Has(word) || (i < 4 && word is "media" or "news");
            isPlain |= False.Has(word) && word is "nonexistent" or "false" or "untrue" or "baseless" or "groundless" or "unfounded" or "incorrect" or "inaccurate" or "fabricated" or "unsubstantiated";
            isFalse |= False.Has(word) && !(word is "wrong" && _words.Is(token + 1, "to")) && (words.Count <= 3 || (i > 0 && IsPredicate(words, i)));
            if (word is "innocent" or "denies" or "deny" or "denied" && subject == Side.Own && subjectAt < i && i - subjectAt <= 4 && !_words.IsCapital(token))
            {
                return Stance.Denies;
            }

            if (!_words.IsNegation(token))
            {
                continue;
            }

            // "should not be used" demands; it denies nothing.
            if (i > 0 && Obligations.Has(_words[words[i - 1]]))
            {
                return null;
            }

            if (DeniesNothing(token) || IsUnderNoun(token, told.Top))
            {
                continue;
            }

            negation = true;
            bool ownAct = subject == Side.Own && subjectAt <= i && ClauseOf(token) is var clause && (clause < 0 || _sides.SubjectOfClause(clause, told, speaker) != Side.Other);
            for (int next = i + 1; next < Math.Min(words.Count, i + 5); next++)
            {
                ReadOnlySpan<char> after = _words[words[next]];
                if ((ownAct && (Acts.Has(after) || BlameVerbs.Has(after) || BlameNouns.Has(after)))
                    || after is "guilty" or "true" or "truth" or "correct" or "accurate" or "accord" or "correspond" or "correspondence" or "fact" or "facts" or "basis" or "discussion" or "discussions"
                    || (after is "part" && _words.Is(words[next] + 1, "of")) || (word is "nothing" or "Nothing" && after is "do" or "kind" or "sort"))
                {
                    return Stance.Denies;
                }
            }
        }

        for (int i = 0; i < Math.Min(words.Count - 2, 4) && speaker.Kind is not (SpeakerKind.Media or SpeakerKind.Document); i++)
        {
            // "there had been no delegation"
            if (_words.Is(words[i], "there"))
            {
                int no = i + 1;
                while (no < words.Count - 1 && (Be.Has(_words[words[no]]) || Finite.Has(_words[words[no]]) || _words[words[no]] is "been" or "'s" or "’s"))
                {
                    no++;
                }

                if (no > i + 1 && _words.Is(words[no], "no") && (IntentNouns.Has(_words[words[no + 1]]) || BlameNouns.Has(_words[words[no + 1]]) || _words[words[no + 1]] is "collusion" or "obstruction" or "conspiracy" or "deal" or "talks" or "contacts" or "contradiction"))
                {
                    return Stance.Denies;
                }
            }
        }

        // "the situation is nonexistent", "the accusations are false", "that was a hoax"; "the reports are not …". "The virus was a hoax" denies nothing that was said.
        bool pointing = words.Count > 1 && (Points(words[0]) || (_words.Is(words[0], "that") && (Points(words[1]) || Be.Has(_words[words[1]]) || Finite.Has(_words[words[1]]))));
        return (isFalse && (accusation || words.Count <= 3 || ((isPlain || pointing) && words.Count <= 12))) || (accusation && negation && _contents.HasWord(words, 0, 10, "not", "n't", "n’t", "no")) ? Stance.Denies : null;
    }

    private bool Points(int token) => _words[token] is "it" or "It" or "this" or "This" or "they" or "They" or "these" or "These" or "those" or "Those" or "all" or "All" or "such" or "Such";

    /// <summary>
    /// Not so, without a word of denying: an own act negated ("it had supplied none"), no evidence of one, a thing pointed at that did not happen ("that never happened").
    /// </summary>
    public Stance? Rejection(Told told, Side subject, Speaker speaker)
    {
        int top = told.Top;
        if (top < 0 || _factuality.Of(top, told.Content) is not { Polarity: Polarity.Negative, Certainty: Certainty.Certain })
        {
            return null;
        }

        for (int child = _doc.Syntax.FirstDependent(top); child >= 0; child = _doc.Syntax.NextDependent(child))
        {
            if (_words.IsNegation(child) && (DeniesNothing(child) || IsUnderNoun(child, top)))
            {
                return null;
            }
        }

        if (_doc.Syntax.Dependent(top, DependencyRelation.Obj) is >= 0 and int lacked && Emphatic.Has(_words[lacked]))
        {
            // "we have no quarrel with them"
            return null;
        }

        int thing = _doc.Syntax.Dependent(top, DependencyRelation.Nsubj) is >= 0 and int nominal ? nominal : _doc.Syntax.Dependent(top, DependencyRelation.NsubjPass);
        bool exists = _doc.Syntax.Dependent(top, DependencyRelation.Expl) >= 0;
        if (exists && Grounds.Has(_words[thing >= 0 ? thing : top]))
        {
            // "there is no evidence that we …", "there is no truth in this": unless it is another's act that lacks evidence.
            int clause = Clause(thing >= 0 ? thing : top);
            return clause < 0 || _sides.SubjectOfClause(clause, told, speaker) != Side.Other ? Stance.Denies : null;
        }

        if (thing >= 0 && (_words.Is(thing, "that") || _words.Is(thing, "this") || (_words.Is(thing, "nothing") && !exists) || HasSuch(thing) || (_factuality.IsNone(thing) && SpeaksOfItself(told))) && _doc.Words[top] is PartOfSpeech.Verb)
        {
            return Stance.Denies;
        }

        if (_doc.Words[top] == PartOfSpeech.Adj && Truths.Has(_words[top]))
        {
            return Stance.Denies;
        }

        // "none of our soldiers was hurt": what is done to one's own side is no act of its own.
        bool suffers = _doc.Syntax.Dependent(top, DependencyRelation.NsubjPass) >= 0 && _doc.Syntax.Dependent(top, DependencyRelation.OblAgent) < 0;
        return subject == Side.Own && _doc.Words[top] == PartOfSpeech.Verb && !Stative.Has(_words[top]) && !suffers ? Stance.Denies : null;
    }

    /// <summary>"Not one missile has crossed our border": no act is told, but whose it would have been.</summary>
    private bool SpeaksOfItself(Told told)
    {
        foreach (TokenRange range in told.Content)
        {
            for (int token = range.Start; token < range.End && token < told.Content[0].Start + (2 * SpeakerSides.SubjectReach); token++)
            {
                if (FirstPerson.Has(_words[token]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private int Clause(int noun)
    {
        int clause = _doc.Syntax.Dependent(noun, DependencyRelation.Acl);
        return clause >= 0 ? clause : _doc.Syntax.Dependent(noun, DependencyRelation.Ccomp);
    }

    private bool HasSuch(int noun)
    {
        for (int child = _doc.Syntax.FirstDependent(noun); child >= 0 && child < noun; child = _doc.Syntax.NextDependent(child))
        {
            if (_words.Is(child, "such"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"his decision not to attack", "an assurance that it would not": what is negated is not what is said.</summary>
    private bool IsUnderNoun(int negation, int top)
    {
        const int Reach = 8;
        if (negation > 0 && negation + 1 < _words.Count && _words.Is(negation + 1, "to") && _doc.Words.Count > 0 && _doc.Words[negation - 1] == PartOfSpeech.Noun)
        {
            return true;
        }

        for (int at = negation, steps = 0; at >= 0 && at != top && steps < Reach && _doc.Syntax.Count > 0; at = _doc.Syntax.Heads[at], steps++)
        {
            if (_doc.Syntax.Relation(at) is DependencyRelation.Acl or DependencyRelation.AclRelcl && _doc.Syntax.Heads[at] is >= 0 and int noun && _doc.Words[noun] == PartOfSpeech.Noun && noun < at && !Grounds.Has(_words[noun]) && !Accusations.Has(_words[noun]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The verb that a negation belongs to, or −1.</summary>
    private int ClauseOf(int negation) => _doc.Syntax.Count > 0 && _doc.Syntax.Relation(negation) == DependencyRelation.Advmod && _doc.Syntax.Heads[negation] is >= 0 and int verb && _doc.Words[verb] == PartOfSpeech.Verb ? verb : -1;

    /// <summary>A negation that sets nothing right: "not only", "no doubt", "no longer", "nothing better"; and "we cannot wait", unless what cannot be done is to take a side ("cannot accept").</summary>
    private bool DeniesNothing(int negation)
    {
        if (negation + 1 < _words.Count && Emphatic.Has(_words[negation + 1]))
        {
            return true;
        }

        bool unable = _words[negation] is "cannot" or "Cannot" || (negation > 0 && _words[negation - 1] is "can" or "ca" or "could" or "Can");
        return unable && negation + 1 < _words.Count && !_words.Is(negation + 1, "have") && !SideTaking.Has(_words[negation + 1]);
    }

    /// <summary>True for an adjective after be, as or an adverb ("are absolutely false"), not for one before its noun ("false claims").</summary>
    private bool IsPredicate(List<int> words, int at)
    {
        ReadOnlySpan<char> before = _words[words[at - 1]];
        if (before is "a" or "an" or "total" or "pure" or "complete" or "utter" or "outright" or "just" or "all" or "nothing" or "but" && at > 1)
        {
            before = _words[words[at - 2]];
        }

        return Be.Has(before) || before is "as" or "and" || before.EndsWith("ly", StringComparison.Ordinal);
    }
}
