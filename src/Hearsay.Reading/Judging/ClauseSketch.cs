using Hearsay.Reading.Network;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Judging;

/// <summary>What stands beside a predicate and bears on whether what it tells is so.</summary>
internal readonly struct ClauseSketch
{
    private static readonly ulong Not = WordForm.Hash("not");
    private static readonly ulong No = WordForm.Hash("no");
    private static readonly ulong If = WordForm.Hash("if");
    private static readonly HashSet<ulong> Negations = [.. "not n't never no nor neither none nobody nothing without cannot hardly nowhere".Split(' ').Select(word => WordForm.Hash(word))];

    private ClauseSketch(int predicate, Words words, Dependencies syntax, ReadOnlySpan<ulong> lemmas)
    {
        Mark = Subject = Object = Preposition = Conjunction = FirstAdverb = LastAdverb = Complement = Oblique = -1;
        Tense = WordForm.Hash(words.Features(predicate)) ^ (ulong)words[predicate];
        Relation = syntax.Relation(predicate);
        for (int child = syntax.FirstDependent(predicate); child >= 0; child = syntax.NextDependent(child))
        {
            ulong lemma = lemmas[child];
            switch (syntax.Relation(child))
            {
                case DependencyRelation.Aux or DependencyRelation.AuxPass or DependencyRelation.Cop:
                    Auxiliaries = (Auxiliaries * 31) + lemma + (words.Has(child, "Tense=Past") ? 7UL : 0);
                    FirstAuxiliary = FirstAuxiliary == 0 ? lemma : FirstAuxiliary;
                    Copula |= syntax.Relation(child) == DependencyRelation.Cop;
                    break;
                case DependencyRelation.Advmod:
                    Negative |= Negations.Contains(lemma);
                    if (lemma != Not)
                    {
                        FirstAdverb = FirstAdverb < 0 ? child : FirstAdverb;
                        LastAdverb = child;
                    }

                    break;
                case DependencyRelation.Det or DependencyRelation.Cc or DependencyRelation.CcPreconj:
                    Negative |= Negations.Contains(lemma);
                    Conjunction = syntax.Relation(child) == DependencyRelation.Cc ? child : Conjunction;
                    break;
                case DependencyRelation.Mark:
                    Mark = Mark < 0 ? child : Mark;
                    Negative |= Negations.Contains(lemma);
                    break;
                case DependencyRelation.Case:
                    Preposition = child;
                    Negative |= Negations.Contains(lemma);
                    break;
                case DependencyRelation.Nsubj or DependencyRelation.NsubjPass or DependencyRelation.Csubj:
                    Subject = child;
                    Passive = syntax.Relation(child) == DependencyRelation.NsubjPass;
                    Negative |= HasNo(child, syntax, lemmas);
                    break;
                case DependencyRelation.Obj:
                    Object = child;
                    Negative |= HasNo(child, syntax, lemmas);
                    break;
                case DependencyRelation.Expl:
                    Expletive = true;
                    break;
                case DependencyRelation.Xcomp or DependencyRelation.Ccomp:
                    Complement = child;
                    break;
                case DependencyRelation.Obl or DependencyRelation.OblUnmarked:
                    Oblique = child;
                    break;
                case DependencyRelation.Advcl:
                    int mark = syntax.Dependent(child, DependencyRelation.Mark);
                    Conditional |= mark >= 0 && lemmas[mark] == If;
                    Adverbial = mark >= 0 ? lemmas[mark] : 1;
                    break;
                default:
                    break;
            }
        }
    }

    public ulong Tense { get; }

    public ulong Auxiliaries { get; }

    public ulong FirstAuxiliary { get; }

    public ulong Adverbial { get; }

    public DependencyRelation Relation { get; }

    public bool Negative { get; }

    public bool Copula { get; }

    public bool Passive { get; }

    public bool Expletive { get; }

    public bool Conditional { get; }

    public int Mark { get; }

    public int Preposition { get; }

    public int Conjunction { get; }

    public int Subject { get; }

    public int Object { get; }

    public int FirstAdverb { get; }

    public int LastAdverb { get; }

    public int Complement { get; }

    public int Oblique { get; }

    public static ClauseSketch Of(int predicate, Words words, Dependencies syntax, ReadOnlySpan<ulong> lemmas) => predicate < 0 ? default : new(predicate, words, syntax, lemmas);

    private static bool HasNo(int noun, Dependencies syntax, ReadOnlySpan<ulong> lemmas)
    {
        int determiner = syntax.Dependent(noun, DependencyRelation.Det);
        return Negations.Contains(lemmas[noun]) || (determiner >= 0 && lemmas[determiner] == No);
    }
}
