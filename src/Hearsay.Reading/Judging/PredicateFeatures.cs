using Hearsay.Reading.Network;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Judging;

/// <summary>What the model sees of one predicate: rows of its table, one for each feature. The trainer writes these very rows.</summary>
internal static class PredicateFeatures
{
    /// <summary>Features of a predicate.</summary>
    public const int Count = 64;

    /// <summary>Rows of the table; values are spread over them by hash.</summary>
    public const int Rows = 16384;

    private const ulong Odd = 0x9E3779B97F4A7C15;
    private static readonly ulong Question = WordForm.Hash("?");
    private static readonly ulong If = WordForm.Hash("if");

    /// <summary>Writes the hashes under which models know the lemmas and words of a document into its workspace.</summary>
    public static void Hash(Tokens tokens, Words words, Workspace workspace)
    {
        Span<ulong> hashes = workspace.Hashes(2 * tokens.Count);
        Hash(tokens, words, hashes[..tokens.Count], hashes[tokens.Count..]);
    }

    /// <summary>Writes the hashes under which the model knows lemmas and words.</summary>
    public static void Hash(Tokens tokens, Words words, Span<ulong> lemmas, Span<ulong> forms)
    {
        Span<char> form = stackalloc char[WordForm.MaximumLength];
        for (int token = 0; token < tokens.Count; token++)
        {
            lemmas[token] = WordForm.Hash(form[..WordForm.Normalize(words.Lemma(token), form)]);
            forms[token] = WordForm.Hash(form[..WordForm.Normalize(tokens[token], form)]);
        }
    }

    /// <summary>What governs a predicate, −1 for nothing; of the first conjunct for a later one.</summary>
    public static int Governor(int predicate, Dependencies syntax)
    {
        int first = First(predicate, syntax);
        return syntax.Heads[first];
    }

    /// <summary>Describes a predicate.</summary>
    public static void Describe(int predicate, TokenRange sentence, Words words, Dependencies syntax, ReadOnlySpan<ulong> lemmas, ReadOnlySpan<ulong> forms, Span<int> rows)
    {
        int first = First(predicate, syntax);
        int governor = syntax.Heads[first];
        int above = governor < 0 ? -1 : syntax.Heads[First(governor, syntax)];
        var own = ClauseSketch.Of(predicate, words, syntax, lemmas);
        var beside = first == predicate ? default : ClauseSketch.Of(first, words, syntax, lemmas);
        var over = ClauseSketch.Of(governor, words, syntax, lemmas);
        var top = ClauseSketch.Of(above, words, syntax, lemmas);
        ulong lemma = lemmas[predicate];
        ulong governing = governor < 0 ? 2 : lemmas[governor];
        ulong aboveLemma = above < 0 ? 2 : lemmas[above];
        ulong relation = (ulong)syntax.Relation(first) + 1;
        ulong aboveRelation = governor < 0 ? 99 : (ulong)syntax.Relation(First(governor, syntax)) + 1;
        ulong mark = At(own.Mark, lemmas);
        bool question = lemmas[sentence.End - 1] == Question || (sentence.Length > 1 && lemmas[sentence.End - 2] == Question);
        ulong negative = own.Negative ? 1UL : 0;
        ulong overNegative = over.Negative && governor >= 0 ? 1UL : 0;
        ulong subject = At(own.Subject, lemmas);
        ulong shared = own.Subject >= 0 ? subject : beside.Subject > 0 ? lemmas[beside.Subject] : over.Subject > 0 && governor >= 0 ? lemmas[over.Subject] + 5 : 1;
        ulong mode = own.Auxiliaries != 0 || first == predicate ? own.Auxiliaries : beside.Auxiliaries + 11;
        ulong chain = 0;
        ulong negations = 0;
        bool conditional = own.Mark >= 0 && lemmas[own.Mark] == If;
        int steps = 0;
        ulong signs = 0;
        for (int at = first; at >= 0 && steps < 5; steps++)
        {
            chain = (chain * 67) + (ulong)syntax.Relation(at) + 1;
            at = syntax.Heads[at];
            if (at >= 0)
            {
                var sketch = ClauseSketch.Of(at, words, syntax, lemmas);
                negations += sketch.Negative ? 1UL : 0;
                conditional |= sketch.Mark >= 0 && lemmas[sketch.Mark] == If;
                signs = (signs * 3) + sketch.FirstAuxiliary + (sketch.Negative ? 1UL : 0);
            }
        }

        ulong before = predicate > sentence.Start ? forms[predicate - 1] : 3;
        ulong beforeThat = predicate - 1 > sentence.Start ? forms[predicate - 2] : 3;
        ulong after = predicate + 1 < sentence.End ? forms[predicate + 1] : 3;
        ulong afterThat = predicate + 2 < sentence.End ? forms[predicate + 2] : 3;
        int at2 = 0;
        void Set(Span<int> to, ulong value) => to[at2] = Row(at2++, value, Rows);

        Set(rows, lemma);
        Set(rows, forms[predicate]);
        Set(rows, own.Tense);
        Set(rows, (ulong)words[predicate] | (relation << 8) | (own.Copula ? 1UL << 16 : 0));
        Set(rows, lemma ^ (negative << 7));
        Set(rows, Mix(lemma, relation));
        Set(rows, Mix(own.Tense, own.Auxiliaries));
        Set(rows, own.Auxiliaries);
        Set(rows, own.FirstAuxiliary);
        Set(rows, negative | (own.FirstAuxiliary << 1));
        Set(rows, Mix(own.Auxiliaries, negative | (own.Conditional ? 2UL : 0) | (question ? 4UL : 0)));
        Set(rows, Mix(mode, own.Tense ^ negative));
        Set(rows, mark);
        Set(rows, Mix(mark, relation));
        Set(rows, Mix(mark, own.Tense));
        Set(rows, Mix(relation, own.Tense));
        Set(rows, governing);
        Set(rows, Mix(governing, relation));
        Set(rows, Mix(Mix(governing, relation), mark));
        Set(rows, Mix(Mix(governing, relation), overNegative + 1));
        Set(rows, Mix(Mix(governing, over.Tense), relation));
        Set(rows, Mix(Mix(governing, over.FirstAuxiliary), relation));
        Set(rows, Mix(Mix(over.Auxiliaries, over.Tense), Mix(relation, mark)));
        Set(rows, Mix(relation, over.Tense));
        Set(rows, Mix(relation, overNegative | (over.Conditional ? 2UL : 0) | (negative << 2) | (question ? 8UL : 0)));
        Set(rows, Mix(over.FirstAuxiliary, Mix(relation, mark)));
        Set(rows, aboveLemma);
        Set(rows, Mix(aboveLemma, aboveRelation));
        Set(rows, Mix(Mix(aboveLemma, aboveRelation), Mix(governing, relation)));
        Set(rows, Mix(aboveRelation, relation));
        Set(rows, Mix(Mix(aboveRelation, relation), top.Auxiliaries));
        Set(rows, Mix(top.FirstAuxiliary, top.Negative ? 1UL : 0));
        Set(rows, chain);
        Set(rows, Mix(chain, signs));
        Set(rows, negations | (negative << 4) | (conditional ? 32UL : 0) | (question ? 64UL : 0));
        Set(rows, subject);
        Set(rows, shared);
        Set(rows, Mix(subject, own.Auxiliaries));
        Set(rows, Mix(shared, Mix(own.Tense, own.Auxiliaries)));
        Set(rows, (own.Passive ? 1UL : 0) | (own.Expletive ? 2UL : 0) | (own.Object >= 0 ? 4UL : 0) | (own.Oblique >= 0 ? 8UL : 0) | (own.Complement >= 0 ? 16UL : 0) | (own.Subject >= 0 ? 32UL : 0) | ((ulong)words[predicate] << 8));
        Set(rows, At(own.Object, lemmas));
        Set(rows, Mix(lemma, At(own.Object, lemmas)));
        Set(rows, At(own.FirstAdverb, lemmas));
        Set(rows, At(own.LastAdverb, lemmas));
        Set(rows, Mix(At(own.Conjunction, lemmas), relation));
        Set(rows, At(own.Preposition, lemmas));
        Set(rows, own.Adverbial);
        Set(rows, Mix(lemma, own.Complement < 0 ? 1 : (ulong)syntax.Relation(own.Complement) + 2));
        Set(rows, At(own.Oblique, lemmas));
        Set(rows, before);
        Set(rows, Mix(before, beforeThat));
        Set(rows, after);
        Set(rows, Mix(after, afterThat));
        Set(rows, Mix(before, lemma));
        Set(rows, beforeThat);
        Set(rows, forms[sentence.Start]);
        Set(rows, (ulong)Math.Min(predicate - sentence.Start, 12));
        Set(rows, (ulong)Math.Min(sentence.Length / 4, 12));
        Set(rows, (question ? 1UL : 0) | (relation << 2));
        Set(rows, Mix(forms[sentence.End - 1], relation));
        Set(rows, Mix(beside.Auxiliaries, beside.Tense));
        Set(rows, first == predicate ? 0 : Mix(lemmas[first], own.Tense));
        Set(rows, governor < 0 ? 1 : Mix(governor < predicate ? 1UL : 2, Mix((ulong)words[governor], relation)));
        Set(rows, over.Subject > 0 && governor >= 0 ? Mix(lemmas[over.Subject], Mix(governing, 1)) : 4);
    }

    /// <summary>The row of a table that stands for a value of a feature.</summary>
    public static int Row(int feature, ulong value, int rows) => WordForm.Bucket(((ulong)(feature + 1) * 0xD6E8FEB86659FD93 ^ value) * Odd ^ (value >> 29), rows);

    /// <summary>The first of the conjuncts that a word stands among.</summary>
    public static int First(int token, Dependencies syntax)
    {
        for (int step = 0; step < 4 && syntax.Relation(token) == DependencyRelation.Conj && syntax.Heads[token] >= 0; step++)
        {
            token = syntax.Heads[token];
        }

        return token;
    }

    /// <summary>The lemma of a word, 1 for none.</summary>
    public static ulong At(int token, ReadOnlySpan<ulong> lemmas) => token < 0 ? 1 : lemmas[token];

    /// <summary>One value of two, which matter in order.</summary>
    public static ulong Mix(ulong a, ulong b) => ((a * Odd) ^ (b + 0x632BE59BD9B4E019)) * 0xFF51AFD7ED558CCD;
}
