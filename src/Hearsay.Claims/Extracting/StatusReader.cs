using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>Tells whether an event took place, goes on, is meant or may be: from its factuality and from the tense and aspect of its verb or of the verb above it.</summary>
internal sealed class StatusReader
{
    private const int LongestChain = 6;

    private static readonly WordClass Intended = new(
    [
        "plan", "intend", "aim", "prepare", "promise", "pledge", "vow", "agree", "decide", "commit", "undertake", "determine", "determined", "intention", "intent", "agreement", "decision", "commitment", "preparation", "deal", "scheme", "plot", "set", "due",
        "schedule", "poise", "ready", "mull", "consider", "conspire", "propose", "threaten", "want", "hope", "expect",
    ]);

    private static readonly WordClass Future = new(["will", "shall", "'ll", "’ll", "wo", "would"]);

    private readonly Document _doc;
    private readonly WordView _words;

    /// <summary>Works on one document with trees.</summary>
    public StatusReader(Document doc, WordView words)
    {
        _doc = doc;
        _words = words;
    }

    /// <summary>The status of the event with this predicate.</summary>
    public EventStatus Of(int predicate, Factuality factuality)
    {
        if (factuality.Polarity == Polarity.Negative && factuality.Certainty <= Certainty.Probable)
        {
            return EventStatus.NotHappened;
        }

        int at = predicate;
        bool verb = false;
        for (int steps = 0; steps < LongestChain; steps++)
        {
            if (IsConditional(at))
            {
                return EventStatus.Conditional;
            }

            if (IsFuture(at) && factuality.Certainty is not Certainty.Possible)
            {
                return EventStatus.Planned;
            }

            if (at != predicate && Intended.Has(_doc.Words.Lemma(at)))
            {
                return EventStatus.Planned;
            }

            verb |= IsFinite(at);
            int head = _doc.Syntax.Heads[at];
            if (head < 0 || (verb && _doc.Syntax.Relation(at) is not DependencyRelation.Xcomp) || _doc.Syntax.Relation(at) is DependencyRelation.AclRelcl or DependencyRelation.Parataxis)
            {
                break;
            }

            at = head;
        }

        if (factuality.Certainty is Certainty.Possible or Certainty.Unknown)
        {
            return EventStatus.Possible;
        }

        return IsOngoing(predicate) ? EventStatus.Ongoing : EventStatus.Happened;
    }

    private bool IsConditional(int token)
    {
        int mark = _doc.Syntax.Dependent(token, DependencyRelation.Mark);
        return mark >= 0 && (_words.Is(mark, "if") || _words.Is(mark, "unless") || _words.Is(mark, "should"));
    }

    private bool IsFuture(int token)
    {
        for (int child = _doc.Syntax.FirstDependent(token); child >= 0 && child < token; child = _doc.Syntax.NextDependent(child))
        {
            if (_doc.Syntax.Relation(child) is DependencyRelation.Aux && Future.Has(_words[child]))
            {
                return true;
            }
        }

        return _doc.Words.Lemma(token) is "go" && _words.Is(token, "going") && _doc.Syntax.Dependent(token, DependencyRelation.Xcomp) >= 0;
    }

    private bool IsFinite(int token) => _doc.Words.Has(token, "VerbForm=Fin") || _doc.Syntax.Dependent(token, DependencyRelation.Aux) >= 0 || _doc.Syntax.Dependent(token, DependencyRelation.AuxPass) >= 0;

    /// <summary>Present or progressive, of the verb or of the one that lends a noun its time; a bare participle or noun counts as done.</summary>
    private bool IsOngoing(int predicate)
    {
        if (_doc.Words[predicate] == PartOfSpeech.Noun)
        {
            int head = _doc.Syntax.Heads[predicate];
            return head >= 0 && _doc.Words[head] == PartOfSpeech.Verb && IsFinite(head) && IsOngoing(head);
        }

        bool present = _doc.Words.Has(predicate, "Tense=Pres") && _doc.Words.Has(predicate, "VerbForm=Fin");
        bool participle = !_doc.Words.Has(predicate, "Tense=Past") && _words[predicate].EndsWith("ing", StringComparison.OrdinalIgnoreCase);
        for (int child = _doc.Syntax.FirstDependent(predicate); child >= 0 && child < predicate; child = _doc.Syntax.NextDependent(child))
        {
            if (_doc.Syntax.Relation(child) is DependencyRelation.Aux or DependencyRelation.Cop)
            {
                if (participle && _doc.Words.Lemma(child) is "be")
                {
                    return true;
                }

                present |= _words.Is(child, "does") || _words.Is(child, "do");
            }
        }

        if (_doc.Words.Has(predicate, "VerbForm=Inf") && _doc.Syntax.Relation(predicate) == DependencyRelation.Xcomp && _doc.Syntax.Heads[predicate] is >= 0 and int continued && _doc.Words.Lemma(continued) is "continue" or "keep")
        {
            return IsOngoing(continued);
        }

        return present;
    }
}
