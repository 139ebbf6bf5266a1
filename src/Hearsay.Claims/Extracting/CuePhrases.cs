using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>The words of the tree that belong to a cue found by grammar: who speaks, the verb with its negation, what opens a complement.</summary>
internal sealed class CuePhrases(Document doc, WordView words)
{
    private static readonly WordClass Speech = WordClasses.Of("verb.silence");

    private readonly Document _doc = doc;
    private readonly WordView _words = words;

    /// <summary>The preposition or conjunction that opens a dependent.</summary>
    public ReadOnlySpan<char> Introducer(int head)
    {
        int mark = _doc.Syntax.Dependent(head, DependencyRelation.Mark) is >= 0 and int clause ? clause : _doc.Syntax.Dependent(head, DependencyRelation.Case);
        return mark < 0 ? [] : _words[mark];
    }

    /// <summary>The verb with the negation and the auxiliaries right before it.</summary>
    public TokenRange Cue(int verb)
    {
        int start = verb;
        bool negated = false;
        while (start > 0 && (_words.IsNegation(start - 1) || _doc.Words[start - 1] is PartOfSpeech.Aux) && _doc.Syntax.Heads[start - 1] == verb)
        {
            start--;
            negated |= _words.IsNegation(start);
        }

        return new TokenRange(negated ? start : verb, verb + 1);
    }

    /// <summary>A noun with what belongs to it, but without clauses that only tell more of it.</summary>
    public TokenRange Phrase(int head)
    {
        TokenRange all = _doc.Syntax.Yield(head);
        int end = all.End;
        int start = all.Start;
        for (int child = _doc.Syntax.FirstDependent(head); child >= 0; child = _doc.Syntax.NextDependent(child))
        {
            if (child > head && _doc.Syntax.Relation(child) is DependencyRelation.AclRelcl or DependencyRelation.Acl or DependencyRelation.Parataxis)
            {
                end = Math.Min(end, _doc.Syntax.Yield(child).Start);
            }

            if (_doc.Syntax.Relation(child) is DependencyRelation.Case or DependencyRelation.Punct && child < head && child == start)
            {
                start = child + 1;
            }
        }

        while (end - 1 > head && !_words.IsWord(end - 1) && !_words.IsPossessive(end - 1))
        {
            end--;
        }

        return new TokenRange(start, Math.Max(end, head + 1));
    }

    /// <summary>The words of a possessor without its ending; a pronoun alone.</summary>
    public TokenRange Owner(int owner)
    {
        if (_doc.Words[owner] == PartOfSpeech.Pron)
        {
            return new TokenRange(owner, owner + 1);
        }

        TokenRange phrase = Phrase(owner);
        while (phrase.Length > 1 && _words.IsPossessive(phrase.End - 1))
        {
            phrase = new TokenRange(phrase.Start, phrase.End - 1);
        }

        return phrase;
    }

    /// <summary>True when a word of the range is one of those that report.</summary>
    public bool HasCueWord(TokenRange cue)
    {
        for (int token = cue.Start; token < cue.End; token++)
        {
            if (Speech.Has(_words[token]) || CueLexicon.At(_words, token, Math.Min(_words.Count, cue.End + 2)).Class != CueClass.None)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True for a word that reports, whatever stands around it.</summary>
    public bool Speaks(int token) => CueLexicon.At(_words, token, Math.Min(_words.Count, token + 1)).Class != CueClass.None || Speech.Has(_words[token]);
}
