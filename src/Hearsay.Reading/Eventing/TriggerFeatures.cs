using Hearsay.Text;
using Hearsay.Text.Layers;
using static Hearsay.Reading.Judging.PredicateFeatures;

namespace Hearsay.Reading.Eventing;

/// <summary>What the model sees of a word that may tell an event: rows of its table, one for each feature. The trainer writes these very rows.</summary>
internal static class TriggerFeatures
{
    /// <summary>Features of a word.</summary>
    public const int Count = 48;

    /// <summary>Rows of the table; values are spread over them by hash.</summary>
    public const int Rows = 32768;

    private const int Phrases = 3;

    /// <summary>True for words that may tell an event.</summary>
    public static bool IsCandidate(int token, Words words) => words[token] is PartOfSpeech.Verb or PartOfSpeech.Noun;

    /// <summary>The object of a verb, what "of" brings to a noun, or another phrase of it; −1 for none.</summary>
    public static int Object(int token, Dependencies syntax)
    {
        int other = -1;
        for (int child = syntax.FirstDependent(token); child >= 0; child = syntax.NextDependent(child))
        {
            switch (syntax.Relation(child))
            {
                case DependencyRelation.Obj or DependencyRelation.NsubjPass:
                    return child;
                case DependencyRelation.Obl or DependencyRelation.Nmod or DependencyRelation.Xcomp or DependencyRelation.Ccomp when other < 0:
                    other = child;
                    break;
            }
        }

        return other;
    }

    /// <summary>Writes per token 1 and the kind of the name that it belongs to, 0 for none.</summary>
    public static void Kinds(Names names, Span<byte> kinds)
    {
        kinds.Clear();
        foreach (Name name in names)
        {
            kinds[name.Tokens.Start..Math.Min(name.Tokens.End, kinds.Length)].Fill((byte)(name.Kind + 1));
        }
    }

    /// <summary>The row of a word's dictionary form, the first of its features.</summary>
    public static int LemmaRow(ulong lemma) => Row(0, lemma, Rows);

    /// <summary>Describes a word.</summary>
    public static void Describe(int token, TokenRange sentence, Words words, Dependencies syntax, ReadOnlySpan<byte> kinds, ReadOnlySpan<ulong> lemmas, ReadOnlySpan<ulong> forms, Span<int> rows)
    {
        int first = First(token, syntax);
        int governor = syntax.Heads[first];
        int above = governor < 0 ? -1 : syntax.Heads[First(governor, syntax)];
        ulong lemma = lemmas[token];
        ulong tag = (ulong)words[token];
        ulong relation = (ulong)syntax.Relation(first) + 1;
        ulong governing = At(governor, lemmas);
        ulong mode = 0, determiner = 0, particle = 0, preposition = 0, owner = 0, copula = 0, voice = 0;
        int subject = -1, direct = -1, modifier = -1, secondModifier = -1, complement = -1;
        Span<int> phrases = stackalloc int[Phrases];
        Span<ulong> links = stackalloc ulong[Phrases];
        phrases.Fill(-1);
        int found = 0;
        for (int child = syntax.FirstDependent(token); child >= 0; child = syntax.NextDependent(child))
        {
            switch (syntax.Relation(child))
            {
                case DependencyRelation.Nsubj or DependencyRelation.NsubjPass:
                    subject = child;
                    voice |= syntax.Relation(child) == DependencyRelation.NsubjPass ? 1UL : 2;
                    break;
                case DependencyRelation.Obj or DependencyRelation.Iobj:
                    direct = child;
                    break;
                case DependencyRelation.Obl or DependencyRelation.Nmod or DependencyRelation.OblAgent:
                    if (found < Phrases)
                    {
                        phrases[found] = child;
                        links[found++] = At(syntax.Dependent(child, DependencyRelation.Case), lemmas);
                    }

                    break;
                case DependencyRelation.Amod or DependencyRelation.Compound or DependencyRelation.NmodDesc:
                    (secondModifier, modifier) = (modifier, child);
                    break;
                case DependencyRelation.NmodPoss:
                    owner = Mix((ulong)kinds[child], (ulong)words[child]);
                    break;
                case DependencyRelation.Det:
                    determiner = lemmas[child];
                    break;
                case DependencyRelation.CompoundPrt:
                    particle = lemmas[child];
                    break;
                case DependencyRelation.Case or DependencyRelation.Mark:
                    preposition = preposition == 0 ? lemmas[child] : preposition;
                    break;
                case DependencyRelation.Aux or DependencyRelation.AuxPass:
                    mode = (mode * 31) + lemmas[child];
                    break;
                case DependencyRelation.Cop:
                    copula = 1;
                    break;
                case DependencyRelation.Xcomp or DependencyRelation.Ccomp:
                    complement = child;
                    break;
            }
        }

        ulong before = token > sentence.Start ? forms[token - 1] : 3;
        ulong beforeThat = token - 1 > sentence.Start ? forms[token - 2] : 3;
        ulong after = token + 1 < sentence.End ? forms[token + 1] : 3;
        ulong afterThat = token + 2 < sentence.End ? forms[token + 2] : 3;
        int sibling = governor < 0 ? -1 : syntax.Dependent(governor, DependencyRelation.Obj);
        ulong who = subject < 0 ? 1 : Mix((ulong)kinds[subject], (ulong)words[subject]);
        ulong whom = direct < 0 ? 1 : Mix((ulong)kinds[direct], (ulong)words[direct]);
        int at = 0;
        void Set(Span<int> to, ulong value) => to[at] = Row(at++, value, Rows);

        Set(rows, lemma);
        Set(rows, forms[token]);
        Set(rows, Mix(lemma, tag));
        Set(rows, tag | (relation << 8) | (copula << 16));
        Set(rows, Mix(lemma, relation));
        Set(rows, governing);
        Set(rows, Mix(governing, relation));
        Set(rows, Mix(lemma, governing));
        Set(rows, At(above, lemmas));
        Set(rows, Mix(At(above, lemmas), governing));
        Set(rows, preposition);
        Set(rows, Mix(preposition, Mix(governing, relation)));
        Set(rows, Mix(lemma, preposition));
        Set(rows, At(direct, lemmas));
        Set(rows, Mix(lemma, At(direct, lemmas)));
        Set(rows, Mix(lemma, whom));
        Set(rows, At(subject, lemmas));
        Set(rows, Mix(lemma, At(subject, lemmas)));
        Set(rows, Mix(lemma, who ^ (voice << 9)));
        Set(rows, Mix(who, Mix(whom, tag)));
        Set(rows, Mix(lemma, particle));
        Set(rows, At(modifier, lemmas));
        Set(rows, Mix(lemma, At(modifier, lemmas)));
        Set(rows, At(secondModifier, lemmas));
        Set(rows, Mix(lemma, At(secondModifier, lemmas)));
        Set(rows, Mix(lemma, modifier < 0 ? 1 : (ulong)kinds[modifier] + 2));
        for (int i = 0; i < Phrases; i++)
        {
            Set(rows, Mix(lemma, links[i]));
            Set(rows, phrases[i] < 0 ? 1 : Mix(At(phrases[i], lemmas), links[i]));
            Set(rows, phrases[i] < 0 ? 1 : Mix(Mix(lemma, links[i]), (ulong)kinds[phrases[i]]));
        }

        Set(rows, Mix(lemma, determiner));
        Set(rows, Mix(lemma, owner));
        Set(rows, Mix(mode, tag));
        Set(rows, Mix(lemma, mode));
        Set(rows, before);
        Set(rows, after);
        Set(rows, Mix(before, lemma));
        Set(rows, Mix(lemma, after));
        Set(rows, Mix(Mix(before, beforeThat), relation));
        Set(rows, Mix(after, afterThat));
        Set(rows, Mix(lemma, At(complement, lemmas)));
        Set(rows, sibling == token ? 0 : Mix(At(sibling, lemmas), governing));
        Set(rows, first == token ? 0 : lemmas[first]);
    }
}
