using Hearsay.Reading.Network;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Resolving;

/// <summary>What the model sees of one candidate: rows of its table, one for each feature. The trainer writes these very rows.</summary>
internal static class CandidateFeatures
{
    /// <summary>Features of a candidate; the last is its kind, which is found out from the others.</summary>
    public const int Count = 28;

    /// <summary>Rows of the table; values are spread over them by hash.</summary>
    public const int Rows = 6144;

    private const ulong Odd = 0x9E3779B97F4A7C15;

    /// <summary>Describes a candidate, its kind excepted.</summary>
    public static void Describe(int index, ReadOnlySpan<Candidate> all, TokenTable table, Span<int> rows)
    {
        ref readonly Candidate one = ref all[index];
        int head = one.Head;
        int of = (int)one.Class;
        int form = (int)one.Form;
        int length = one.End - one.Start;
        int relation = (int)table.Syntax.Relation(head);
        int tag = (int)table.Words[head];
        ulong governor = one.Governor >= 0 ? table.Lemmas[one.Governor] : 0;
        int governorTag = one.Governor >= 0 ? (int)table.Words[one.Governor] : 31;
        ulong before = one.Start > 0 && table.SentenceOf[one.Start - 1] == one.Sentence ? table.Lemmas[one.Start - 1] : 1;
        ulong after = one.End < table.Count && table.SentenceOf[one.End] == one.Sentence ? table.Lemmas[one.End] : 1;
        bool modified = length > (one.Determiner >= 0 ? 2 : 1);
        ReadOnlySpan<char> word = table.Tokens[head];
        Span<char> shape = stackalloc char[8];
        Span<char> form40 = stackalloc char[WordForm.MaximumLength];
        int normal = WordForm.Normalize(word, form40);
        int named = table.NameOf[head] + 1;
        int sentences = Math.Min(one.Sentence, 2);
        int at = 0;
        void Set(Span<int> to, ulong value) => to[at] = WordForm.Bucket(((ulong)(at++ + 1) * 0xD6E8FEB86659FD93 ^ value) * Odd ^ (value >> 29), Rows);

        Set(rows, Key(of, (int)one.Cut));
        Set(rows, Key(of, form, one.Possessive ? 1 : 0, one.Reflexive ? 1 : 0));
        Set(rows, Key((int)one.Role, of));
        Set(rows, Key(tag, relation, (int)one.Cut));
        Set(rows, Key((int)one.Number, (int)one.Gender, one.Person, form));
        Set(rows, Key(Math.Min(length, 6) + (length > 10 ? 1 : 0) + (length > 20 ? 1 : 0), form, (int)one.Cut));
        Set(rows, table.Lemmas[head]);
        Set(rows, table.Lemmas[head] ^ ((ulong)of << 7));
        Set(rows, table.Lemmas[one.Start]);
        Set(rows, Key(of, modified ? 1 : 0, (int)one.Number, (int)one.Role));
        Set(rows, governor ^ (ulong)(int)one.Role);
        Set(rows, Key(governorTag, (int)one.Role, form));
        Set(rows, Key(one.Quotation < 0 ? 0 : table.Speakers[one.Quotation] < 0 ? 1 : 2, of));
        Set(rows, Key(Math.Min(one.Depth, 4), one.Parent < 0 ? 3 : (int)all[one.Parent].Cut, one.Parent >= 0 && all[one.Parent].Head == head ? 1 : 0, form));
        Set(rows, Key(named, form, (int)one.Cut));
        Set(rows, before);
        Set(rows, after);
        Set(rows, (ulong)table.Classes[head]);
        Set(rows, Key(sentences, one.Start == 0 || table.SentenceOf[one.Start - 1] != one.Sentence ? 1 : 0, form));
        Set(rows, Key(Math.Min((int)one.SameHead, 3), of));
        Set(rows, Key(Math.Min((int)one.SameText, 3), of));
        Set(rows, Key(Clause(table, one.Governor), of, (int)one.Role) ^ (of is (int)ReferenceClass.It or (int)ReferenceClass.This or (int)ReferenceClass.That ? governor << 9 : 0));
        Set(rows, WordForm.Hash(shape[..WordForm.Shape(word, shape)]) ^ (ulong)tag);
        Set(rows, WordForm.Hash(form40[Math.Max(0, normal - 3)..normal]));
        Set(rows, Key(table.Copula[head] >= 0 ? 1 : 0, table.Subject[head] >= 0 ? 1 : 0, of));
        Set(rows, Key(one.Compound ? 1 : 0, named, tag, one.Compound && one.Governor >= 0 && table.NameOf[one.Governor] >= 0 ? 1 : 0));
        Set(rows, one.Cut == PhraseCut.Plain ? Key(one.State != 0 ? 1 : 0, modified ? 1 : 0, of) : 0);
    }

    /// <summary>The row of the last feature: the kind.</summary>
    public static int Row(EntityKind kind, in Candidate one) => WordForm.Bucket((0xABCDEF12345UL ^ Key((int)kind, (int)one.Form, (int)one.Class)) * Odd, Rows);

    /// <summary>What clause hangs on the governor: "it is clear that …".</summary>
    private static int Clause(TokenTable table, int governor) => governor < 0 ? 0 : table.After[governor] - governor > 3 ? (table.Copula[governor] >= 0 ? 2 : 1) : 3;

    private static ulong Key(int a, int b, int c = 0, int d = 0) => (ulong)(uint)a | ((ulong)(uint)b << 8) | ((ulong)(uint)c << 16) | ((ulong)(uint)d << 24);
}
