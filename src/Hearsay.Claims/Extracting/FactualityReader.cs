using System.Collections.Frozen;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>
/// Tells how sure the words are of an event, and whether they say that it is so: by what negates or modifies its predicate, and by what governs it ("refused to supply",
/// "might supply", "plans to supply"). Who speaks does not count: a denied content is negative by its stance, not by this.
/// </summary>
internal sealed class FactualityReader
{
    /// <summary>How many words up the tree may bear on a predicate.</summary>
    private const int LongestChain = 6;

    private static readonly FrozenDictionary<string, Effect> Effects = EmbeddedTable.Rows("factuality.tsv", columns: 2)
        .SelectMany(row => row[1].Split('|').Select(word => (Word: word, Effect: Enum.Parse<Effect>(row[0], ignoreCase: true))))
        .DistinctBy(pair => pair.Word, StringComparer.Ordinal).ToFrozenDictionary(pair => pair.Word, pair => pair.Effect, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Effect>.AlternateLookup<ReadOnlySpan<char>> ByLemma = Effects.GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly Document _doc;
    private readonly WordView _words;

    /// <summary>Works on one document.</summary>
    public FactualityReader(Document doc, WordView words)
    {
        _doc = doc;
        _words = words;
    }

    /// <summary>What a word does to the event that it governs or modifies; the later undoes the earlier.</summary>
    private enum Effect
    {
        None,
        Negative,
        Possible,
        Probable,
        Intended,
        Unknown,
    }

    /// <summary>Certainty and polarity of the event whose predicate is the token with index <paramref name="predicate"/>, as its own sentence puts it.</summary>
    /// <param name="predicate">A verb, a noun ("delivery") or an adjective; a fact where the document has no tree.</param>
    public Factuality Of(int predicate)
    {
        if ((uint)predicate >= (uint)_doc.Syntax.Count)
        {
            return Factuality.Fact;
        }

        Factuality found = Beside(predicate, Factuality.Fact);
        int at = predicate;
        for (int steps = 0; steps < LongestChain && _doc.Syntax.Heads[at] is >= 0 and int governor; steps++)
        {
            DependencyRelation relation = _doc.Syntax.Relation(at);
            if (relation == DependencyRelation.Conj)
            {
                // "did not sell or give", "may sell and give": what stands beside the first counts for both, unless the second has a subject of its own.
                if (_doc.Syntax.Dependent(at, DependencyRelation.Nsubj) >= 0)
                {
                    break;
                }

                found = Beside(governor, found);
            }
            else if (Governs(relation, at, governor))
            {
                found = Beside(governor, With(found, EffectOf(governor)));
            }
            else
            {
                break;
            }

            at = governor;
        }

        return found;
    }

    /// <summary>True when the governor's word bears on the event: not in relative and adverbial clauses, not on the subject of another event.</summary>
    private bool Governs(DependencyRelation relation, int token, int governor) => relation switch
    {
        DependencyRelation.Xcomp or DependencyRelation.Ccomp or DependencyRelation.CsubjPass or DependencyRelation.Acl => true,
        DependencyRelation.Obj or DependencyRelation.Nmod or DependencyRelation.Obl or DependencyRelation.Compound or DependencyRelation.NsubjPass => EffectOf(governor) != Effect.None,
        DependencyRelation.Advcl => EffectOf(governor) is Effect.Negative && _doc.Syntax.Dependent(token, DependencyRelation.Mark) is >= 0 and int mark && _words[mark] is "from",
        _ => false,
    };

    /// <summary>What stands beside a predicate: negation, modals, adverbs, conjunctions.</summary>
    private Factuality Beside(int predicate, Factuality found)
    {
        bool negated = false;
        for (int child = _doc.Syntax.FirstDependent(predicate); child >= 0; child = _doc.Syntax.NextDependent(child))
        {
            switch (_doc.Syntax.Relation(child))
            {
                case DependencyRelation.Advmod or DependencyRelation.Det or DependencyRelation.CcPreconj when _words.IsNegation(child) || _words.Is(child, "without"):
                case DependencyRelation.Mark or DependencyRelation.Case when _words.Is(child, "without"):
                    negated = true;
                    break;
                case DependencyRelation.Aux or DependencyRelation.Advmod or DependencyRelation.Amod or DependencyRelation.Mark when EffectOf(child) is not Effect.Negative and var effect:
                    found = With(found, effect);
                    break;
                case DependencyRelation.Nsubj or DependencyRelation.NsubjPass when _words.Is(child, "none") || _words.Is(child, "nobody") || _words.Is(child, "neither"):
                    negated = true;
                    break;
            }
        }

        return negated ? found with { Polarity = Opposite(found.Polarity) } : found;
    }

    private Effect EffectOf(int token) => ByLemma.TryGetValue(_doc.Words.Lemma(token), out Effect effect) ? effect : Effect.None;

    private static Factuality With(Factuality found, Effect effect) => effect switch
    {
        Effect.Negative => found with { Polarity = Opposite(found.Polarity) },
        Effect.Possible => AtMost(found, Certainty.Possible),
        Effect.Probable or Effect.Intended => AtMost(found, Certainty.Probable),
        Effect.Unknown => AtMost(found, Certainty.Unknown),
        _ => found,
    };

    private static Factuality AtMost(Factuality found, Certainty certainty) => found.Certainty < certainty ? found with { Certainty = certainty } : found;

    private static Polarity Opposite(Polarity polarity) => polarity == Polarity.Positive ? Polarity.Negative : Polarity.Positive;
}
