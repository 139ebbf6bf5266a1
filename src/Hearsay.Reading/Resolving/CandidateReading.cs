using System.Runtime.InteropServices;
using Hearsay.Reading.Network;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Resolving;

/// <summary>Reads off a phrase what its words show of what it stands for.</summary>
internal static class CandidateReading
{
    private static readonly Dictionary<ulong, (ReferenceClass Class, byte Person, MentionNumber Number, MentionGender Gender)> Pronouns = BuildPronouns();
    private static readonly HashSet<ulong> Demonstratives = Hashes("this that these those such");
    private static readonly HashSet<ulong> Definites = Hashes("the both");
    private static readonly HashSet<ulong> Articles = Hashes("a an another one");
    private static readonly HashSet<ulong> Reflexives = Hashes("myself yourself himself herself itself ourselves yourselves themselves oneself");
    private static readonly HashSet<ulong> Empty = Hashes("the a an this that these those of 's ' ’s \" “ ” ( ) [ ] , . - – — ; : and or &");

    /// <summary>Fills in all columns that depend on the words of the candidate.</summary>
    /// <param name="candidate">Range, head and cut are set.</param>
    /// <param name="table">The tokens.</param>
    /// <param name="words">Takes the words that count.</param>
    public static void Describe(ref Candidate candidate, TokenTable table, List<ulong> words)
    {
        int head = candidate.Head;
        candidate.Sentence = table.SentenceOf[head];
        candidate.Quotation = table.QuotationOf[candidate.Start] == table.QuotationOf[candidate.End - 1] ? table.QuotationOf[head] : TokenTable.None;
        (candidate.Role, candidate.Governor) = Role(table, head);
        candidate.Compound = table.Syntax.Relation(head) is DependencyRelation.Compound;
        candidate.Determiner = table.Words[candidate.Start] is PartOfSpeech.Det or PartOfSpeech.Num || (table.Words[candidate.Start] is PartOfSpeech.Pron && candidate.Start != head) ? candidate.Start : TokenTable.None;
        candidate.Person = 3;
        candidate.Last = Last(candidate, table);
        Words(ref candidate, table, words);
        PartOfSpeech tag = table.Words[head];
        if (candidate.Cut == PhraseCut.Joined)
        {
            candidate.Form = tag == PartOfSpeech.Propn ? MentionForm.Name : MentionForm.Nominal;
            candidate.Class = tag == PartOfSpeech.Propn ? ReferenceClass.Name : Determined(candidate, table);
            candidate.Number = MentionNumber.Plural;
            candidate.Kind = EntityKind.Unknown;
            return;
        }

        if (tag is PartOfSpeech.Pron or PartOfSpeech.Det || (Pronouns.ContainsKey(table.Forms[head]) && candidate.End - candidate.Start == 1))
        {
            candidate.Form = MentionForm.Pronoun;
            var read = Pronouns.GetValueOrDefault(table.Forms[head], (ReferenceClass.OtherPronoun, (byte)3, MentionNumber.Unknown, MentionGender.Unknown));
            (candidate.Class, candidate.Person, candidate.Number, candidate.Gender) = read;
            candidate.Reflexive = Reflexives.Contains(table.Forms[head]);
            candidate.Possessive = table.Syntax.Relation(head) is DependencyRelation.NmodPoss;
            return;
        }

        bool named = tag == PartOfSpeech.Propn || table.NameOf[head] >= 0;
        candidate.Form = named ? MentionForm.Name : MentionForm.Nominal;
        candidate.Class = named ? ReferenceClass.Name : Determined(candidate, table);
        candidate.State = table.States[head];
        candidate.Number = table.Words.Has(head, "Number=Plur") || table.Words.Has(head, "Number=Ptan") ? MentionNumber.Plural
            : (table.Classes[head] & NounClass.Many) != NounClass.None ? MentionNumber.Unknown : MentionNumber.Singular;
        candidate.Gender = Gender(candidate, table);
    }

    private static void Words(ref Candidate candidate, TokenTable table, List<ulong> words)
    {
        candidate.Words = words.Count;
        ulong text = 1;
        ulong initials = 0;
        int capitals = 0;
        Span<char> one = stackalloc char[1];
        for (int token = candidate.Start; token < candidate.End; token++)
        {
            if (table.Words[token] is PartOfSpeech.Punct or PartOfSpeech.Det or PartOfSpeech.Part || Empty.Contains(table.Forms[token]))
            {
                continue;
            }

            if (words.Count - candidate.Words < MentionFinder.MaximumWords)
            {
                ulong word = table.Words[token] is PartOfSpeech.Noun ? table.Lemmas[token] : table.Forms[token];
                words.Add(word);
                candidate.WordBits |= 1UL << (int)(word >> 58);
                text = (text * 0x9E3779B97F4A7C15) ^ word;
            }

            if (table.Tokens[token] is [char first, ..] && char.IsUpper(first))
            {
                capitals++;
                one[0] = char.ToLowerInvariant(first);
                initials = capitals == 1 ? WordForm.Hash(one) : WordForm.Extend(initials, one);
            }
        }

        candidate.WordCount = words.Count - candidate.Words;
        candidate.Text = text;
        candidate.Initials = capitals >= 2 ? initials : 0;
        candidate.Acronym = candidate.WordCount == 1 && IsAcronym(table.Tokens[candidate.Head]) ? table.Forms[candidate.Head] : 0;
    }

    private static ulong Last(in Candidate candidate, TokenTable table)
    {
        int last = candidate.Head;
        if (table.Words[last] != PartOfSpeech.Propn)
        {
            return table.Lemmas[last];
        }

        while (last + 1 < candidate.End && table.Words[last + 1] == PartOfSpeech.Propn && table.Syntax.Relation(last + 1) is DependencyRelation.Flat && (table.Classes[last + 1] & NounClass.Form) == NounClass.None)
        {
            last++;
        }

        return table.Forms[last];
    }

    private static bool IsAcronym(ReadOnlySpan<char> word)
    {
        int capitals = 0;
        foreach (char c in word)
        {
            capitals += char.IsUpper(c) ? 1 : 0;
        }

        return capitals >= 2 && capitals >= word.Length - 1;
    }

    /// <summary>Role and governor; of the first conjunct for a later one.</summary>
    private static (DependencyRelation Role, int Governor) Role(TokenTable table, int head)
    {
        for (int step = 0; step < TokenTable.DeepestClimb && table.Syntax.Relation(head) == DependencyRelation.Conj && table.Head(head) >= 0; step++)
        {
            head = table.Head(head);
        }

        return (table.Copula[head] >= 0 ? DependencyRelation.Cop : table.Syntax.Relation(head), table.Head(head));
    }

    private static ReferenceClass Determined(in Candidate candidate, TokenTable table)
    {
        int first = candidate.Start;
        ulong form = table.Forms[first];
        if (first == candidate.Head || table.Words[first] is not (PartOfSpeech.Det or PartOfSpeech.Num or PartOfSpeech.Pron))
        {
            if (first != candidate.Head && table.Syntax.Relation(candidate.Head) is var _ && Possessor(table, candidate))
            {
                return ReferenceClass.Possessed;
            }

            return table.Words[candidate.Head] switch
            {
                PartOfSpeech.Num => ReferenceClass.Number,
                PartOfSpeech.Adj or PartOfSpeech.Verb or PartOfSpeech.Adv => ReferenceClass.Adjective,
                _ => table.Words.Has(candidate.Head, "Number=Plur") ? ReferenceClass.BarePlural : ReferenceClass.Bare,
            };
        }

        return Definites.Contains(form) ? ReferenceClass.Definite
            : Demonstratives.Contains(form) ? ReferenceClass.Demonstrative
            : Articles.Contains(form) ? ReferenceClass.Article
            : table.Words[first] == PartOfSpeech.Pron || Possessor(table, candidate) ? ReferenceClass.Possessed
            : table.Words[first] == PartOfSpeech.Num ? ReferenceClass.Counted
            : ReferenceClass.Quantified;
    }

    /// <summary>The phrase begins with a possessor: "his", "the ministry's".</summary>
    private static bool Possessor(TokenTable table, in Candidate candidate)
    {
        int token = candidate.Start;
        for (int step = 0; step < TokenTable.DeepestClimb && token >= 0 && token != candidate.Head; step++)
        {
            if (table.Syntax.Relation(token) == DependencyRelation.NmodPoss && table.Head(token) == candidate.Head)
            {
                return true;
            }

            token = table.Head(token);
        }

        return false;
    }

    private static MentionGender Gender(in Candidate candidate, TokenTable table)
    {
        NounClass seen = NounClass.None;
        if (candidate.Form == MentionForm.Name)
        {
            if (table.NameOf[candidate.Head] is >= 0 and not (sbyte)NameKind.Person || candidate.State != 0)
            {
                return MentionGender.Neuter;
            }

            // The title, then the given name, from the left.
            for (int token = candidate.Start; token < candidate.End && token < candidate.Start + 6; token++)
            {
                NounClass gender = table.Classes[token] & (NounClass.Masculine | NounClass.Feminine);
                if (gender is NounClass.Masculine or NounClass.Feminine)
                {
                    seen = gender;
                    break;
                }
            }
        }
        else
        {
            seen = table.Classes[candidate.Head];
        }

        return (seen & (NounClass.Masculine | NounClass.Feminine)) switch
        {
            NounClass.Masculine => MentionGender.Masculine,
            NounClass.Feminine => MentionGender.Feminine,
            _ => candidate.Form == MentionForm.Nominal && (seen & NounClass.Person) == NounClass.None && (seen & (NounClass.Group | NounClass.Place | NounClass.Time | NounClass.Event | NounClass.Shell)) != NounClass.None
                ? MentionGender.Neuter : MentionGender.Unknown,
        };
    }

    private static Dictionary<ulong, (ReferenceClass Class, byte Person, MentionNumber Number, MentionGender Gender)> BuildPronouns()
    {
        var pronouns = new Dictionary<ulong, (ReferenceClass Class, byte Person, MentionNumber Number, MentionGender Gender)>();
        Add("i me my mine myself", ReferenceClass.I, 1, MentionNumber.Singular);
        Add("we us our ours ourselves 's", ReferenceClass.We, 1, MentionNumber.Plural);
        Add("you your yours yourself yourselves ye thou thee thy", ReferenceClass.You, 2, MentionNumber.Unknown);
        Add("he him his himself", ReferenceClass.He, 3, MentionNumber.Singular, MentionGender.Masculine);
        Add("she her hers herself", ReferenceClass.She, 3, MentionNumber.Singular, MentionGender.Feminine);
        Add("it its itself", ReferenceClass.It, 3, MentionNumber.Singular, MentionGender.Neuter);
        Add("they them their theirs themselves 'em themself", ReferenceClass.They, 3, MentionNumber.Plural);
        Add("this", ReferenceClass.This, 3, MentionNumber.Singular, MentionGender.Neuter);
        Add("that", ReferenceClass.That, 3, MentionNumber.Singular, MentionGender.Neuter);
        Add("these those", ReferenceClass.These, 3, MentionNumber.Plural);
        Add("who whom whose which what whoever whatever whichever", ReferenceClass.Who, 3, MentionNumber.Unknown);
        Add("someone somebody anyone anybody everyone everybody nobody no_one something anything everything nothing none one oneself another", ReferenceClass.Indefinite, 3, MentionNumber.Singular);
        Add("all both some many few several most others each any either neither", ReferenceClass.OtherPronoun, 3, MentionNumber.Plural);
        return pronouns;

        void Add(string list, ReferenceClass of, byte person, MentionNumber number, MentionGender gender = MentionGender.Unknown)
        {
            foreach (string word in list.Split(' '))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(pronouns, WordForm.Hash(word), out _) = (of, person, number, gender);
            }
        }
    }

    private static HashSet<ulong> Hashes(string list) => [.. list.Split(' ').Select(word => WordForm.Hash(word))];
}
