using Hearsay.Reading.Network;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Resolving;

/// <summary>What the model sees of a candidate and an antecedent together: rows of its table, one for each feature. The trainer writes these very rows.</summary>
internal static class PairFeatures
{
    /// <summary>Classes of reference for the antecedent and the coarser features.</summary>
    private const int Coarse = 8;

    /// <summary>Antecedents that fit and stand between are counted up to this.</summary>
    public const int HighestRank = 6;

    private const int Fine = 24;
    private const int Roles = 16;
    private const int Kinds = 11;
    private const int Matches = 12;
    private const int Distances = 10;

    /// <summary>Number of values of each feature, in order.</summary>
    private static readonly int[] Sizes =
    [
        Fine * Fine,
        Distances * Coarse * Coarse,
        Distances * Coarse * Coarse,
        Matches * Coarse * Coarse,
        Matches * 4 * Fine,
        9 * Coarse * Coarse,
        16 * Coarse * Coarse,
        Kinds * Kinds * Coarse,
        Roles * Roles * 3,
        Roles * Coarse * 4,
        4 * Roles * Coarse * Coarse,
        2 * (1 + (Roles * Roles)),
        6 * Coarse * Coarse,
        7 * Coarse * Coarse,
        10 * Fine * Coarse,
        8 * Coarse * Coarse,
        4 * Coarse,
        2 * 4 * Coarse,
        27,
        Fine * Matches * Coarse,
        8 * Coarse * Coarse,
        5 * Coarse * Coarse,
        9 * 9 * 2,
        7 * 3,
        4 * Fine,
        5 * Coarse * Coarse,
        9 * Fine,
        5 * Coarse * Coarse,
        2 * Coarse * Coarse,
    ];

    private static readonly int[] Bases = Cumulate();

    /// <summary>Features of a pair.</summary>
    public static int Count => Sizes.Length;

    /// <summary>Rows of the table.</summary>
    public static int Rows => Bases[^1];

    /// <summary>Describes a candidate and one before it.</summary>
    /// <param name="one">The candidate.</param>
    /// <param name="other">The antecedent.</param>
    /// <param name="table">The tokens.</param>
    /// <param name="words">Words of the candidates.</param>
    /// <param name="mentions">Mentions from the antecedent to the candidate.</param>
    /// <param name="rank">How many antecedents that fit stand between.</param>
    /// <param name="cosine">Likeness of the heads' word vectors, −1 … 1; 0 where one has none.</param>
    /// <param name="entity">The antecedent's entity as joined so far.</param>
    /// <param name="otherIndex">Index of the antecedent.</param>
    /// <param name="rows">Takes <see cref="Count"/> rows.</param>
    public static void Describe(in Candidate one, in Candidate other, TokenTable table, ReadOnlySpan<ulong> words, int mentions, int rank, float cosine, in EntityState entity, int otherIndex, Span<int> rows)
    {
        int m = (int)one.Class;
        int a = (int)other.Class;
        int cm = CoarseOf(one.Class);
        int ca = CoarseOf(other.Class);
        int both = (cm * Coarse) + ca;
        int sentences = Math.Max(0, one.Sentence - other.Sentence);
        int roleM = RoleOf(one.Role);
        int roleA = RoleOf(other.Role);
        (int match, int conflict) = Match(one, other, table, words);
        int nesting = Nesting(one, other);
        bool sameGovernor = one.Governor >= 0 && one.Governor == other.Governor;
        bool sameVerb = !sameGovernor && one.Governor >= 0 && other.Governor >= 0 && table.Lemmas[one.Governor] == table.Lemmas[other.Governor];
        bool firstInSentence = other.Start == 0 || table.SentenceOf[other.Start - 1] != other.Sentence;
        bool sameParagraph = table.ParagraphOf[one.Sentence] == table.ParagraphOf[other.Sentence];
        int repeats = Math.Min((int)other.SameHead, 3);
        Span<int> values =
        [
            (m * Fine) + a,
            (Distance(sentences) * Coarse * Coarse) + both,
            (Distance(mentions) * Coarse * Coarse) + both,
            (match * Coarse * Coarse) + both,
            (((match * 4) + conflict) * Fine) + m,
            ((((int)one.Number * 3) + (int)other.Number) * Coarse * Coarse) + both,
            ((((int)one.Gender * 4) + (int)other.Gender) * Coarse * Coarse) + both,
            ((((int)one.Kind * Kinds) + (int)other.Kind) * Coarse) + cm,
            (((roleM * Roles) + roleA) * 3) + Math.Min(sentences, 2),
            (((roleA * Coarse) + cm) * 4) + Math.Min(sentences, 3),
            (((nesting * Roles) + roleM) * Coarse * Coarse) + both,
            (one.Reflexive ? 1 + (Roles * Roles) : 0) + (sameGovernor ? 1 + (roleM * Roles) + roleA : 0),
            (Link(one, other, table) * Coarse * Coarse) + both,
            (rank * Coarse * Coarse) + both,
            (((Speech(one, other, table) * Fine) + m) * Coarse) + ca,
            (Likeness(cosine) * Coarse * Coarse) + both,
            ((sameVerb ? 1 : 0) + (roleM == roleA ? 2 : 0)) + (4 * cm),
            ((((sameParagraph ? 1 : 0) * 4) + Math.Min(sentences, 3)) * Coarse) + cm,
            ((int)one.Cut * 9) + ((int)other.Cut * 3) + (nesting > 1 ? 2 : nesting),
            (((m * Matches) + match) * Coarse) + ca,
            (((firstInSentence ? 1 : 0) + (roleA == 0 ? 2 : 0) + (other.Sentence == 0 ? 4 : 0)) * Coarse * Coarse) + both,
            ((ca is 5 or 6 or 7 ? repeats + 1 : 0) * Coarse * Coarse) + both,
            ((((table.NameOf[one.Head] + 1) * 9) + table.NameOf[other.Head] + 1) * 2) + (match >= 4 ? 1 : 0),
            (StateLink(one, other, table) * 3) + (cm == 5 ? 0 : cm == 6 ? 1 : 2),
            ((one.Quotation >= 0 ? 1 : 0) + (other.Quotation >= 0 ? 2 : 0)) + (4 * m),
            (SizeOf(entity.Size) * Coarse * Coarse) + both,
            (((entity.Agrees(one.Gender) * 3) + entity.Agrees(one.Number)) * Fine) + m,
            ((one.Form == MentionForm.Name ? entity.Name == 0 ? 0 : entity.Name == one.Last ? 1 : 2 : entity.Name == 0 ? 3 : 4) * Coarse * Coarse) + both,
            ((entity.Latest == otherIndex ? 1 : 0) * Coarse * Coarse) + both,
        ];
        for (int i = 0; i < values.Length; i++)
        {
            rows[i] = Bases[i] + values[i];
        }
    }

    /// <summary>False when number, gender, person or kind of the two cannot belong to one entity.</summary>
    public static bool Fits(in Candidate one, in Candidate other)
    {
        if (one.Number != other.Number && one.Number != MentionNumber.Unknown && other.Number != MentionNumber.Unknown && one.Class != ReferenceClass.They && other.Kind != EntityKind.Organization)
        {
            return false;
        }

        if (one.Gender != other.Gender && one.Gender != MentionGender.Unknown && other.Gender != MentionGender.Unknown)
        {
            return false;
        }

        bool person = one.Class is ReferenceClass.He or ReferenceClass.She or ReferenceClass.I or ReferenceClass.We or ReferenceClass.You;
        return one.Person == other.Person && (!person || other.Kind is EntityKind.Person or EntityKind.Unknown or EntityKind.Animal || one.Class == ReferenceClass.We) && (one.Class != ReferenceClass.It || other.Kind != EntityKind.Person);
    }

    private static int[] Cumulate()
    {
        int[] bases = new int[Sizes.Length + 1];
        for (int i = 0; i < Sizes.Length; i++)
        {
            bases[i + 1] = bases[i] + Sizes[i];
        }

        return bases;
    }

    private static readonly byte[] Classes = [.. Enum.GetValues<ReferenceClass>().Select(of => (byte)(of switch
    {
        ReferenceClass.I or ReferenceClass.We or ReferenceClass.You => 0,
        ReferenceClass.He or ReferenceClass.She => 1,
        ReferenceClass.It => 2,
        ReferenceClass.They => 3,
        ReferenceClass.This or ReferenceClass.That or ReferenceClass.These => 4,
        ReferenceClass.Name => 5,
        ReferenceClass.Definite or ReferenceClass.Demonstrative or ReferenceClass.Possessed => 6,
        _ => 7,
    }))];

    private static readonly byte[] RolesOf = [.. Enum.GetValues<DependencyRelation>().Select(relation => (byte)(relation switch
    {
        DependencyRelation.Nsubj or DependencyRelation.NsubjOuter => 0,
        DependencyRelation.NsubjPass => 1,
        DependencyRelation.Obj => 2,
        DependencyRelation.Iobj => 3,
        DependencyRelation.Obl or DependencyRelation.OblUnmarked => 4,
        DependencyRelation.OblAgent => 5,
        DependencyRelation.Nmod or DependencyRelation.NmodUnmarked => 6,
        DependencyRelation.NmodPoss => 7,
        DependencyRelation.Compound => 8,
        DependencyRelation.Appos => 9,
        DependencyRelation.Cop => 10,
        DependencyRelation.Root => 11,
        DependencyRelation.Vocative or DependencyRelation.Discourse => 12,
        DependencyRelation.NmodDesc => 13,
        DependencyRelation.Conj => 14,
        _ => 15,
    }))];

    private static int CoarseOf(ReferenceClass of) => Classes[(int)of];

    private static int RoleOf(DependencyRelation relation) => RolesOf[(int)relation];

    private static int Distance(int distance) => distance switch
    {
        <= 4 => Math.Max(0, distance),
        <= 7 => 5,
        <= 12 => 6,
        <= 20 => 7,
        <= 40 => 8,
        _ => 9,
    };

    private static int SizeOf(int size) => size <= 2 ? Math.Max(0, size - 1) : size <= 4 ? 2 : size <= 9 ? 3 : 4;

    private static int Likeness(float cosine) => cosine == 0 ? 0 : cosine < 0.1f ? 1 : cosine < 0.2f ? 2 : cosine < 0.3f ? 3 : cosine < 0.45f ? 4 : cosine < 0.6f ? 5 : cosine < 0.999f ? 6 : 7;

    /// <summary>0 apart, 1 the candidate lies in the antecedent, 2 both hang on the same head, 3 they touch.</summary>
    private static int Nesting(in Candidate one, in Candidate other)
    {
        return one.Head == other.Head ? 2 : one.Start < other.End ? 1 : one.Start - other.End <= 1 ? 3 : 0;
    }

    /// <summary>How the words of the two agree, and whether each has words that the other lacks: 0 neither, 1 the candidate, 2 the antecedent, 3 both.</summary>
    private static (int Match, int Conflict) Match(in Candidate one, in Candidate other, TokenTable table, ReadOnlySpan<ulong> words)
    {
        if (one.Form == MentionForm.Pronoun || other.Form == MentionForm.Pronoun)
        {
            return (one.Form == other.Form && table.Forms[one.Head] == table.Forms[other.Head] ? 6 : 0, 0);
        }

        ReadOnlySpan<ulong> mine = words.Slice(one.Words, one.WordCount);
        ReadOnlySpan<ulong> theirs = words.Slice(other.Words, other.WordCount);
        int shared = 0;
        int sharedBack = 0;
        if ((one.WordBits & other.WordBits) != 0)
        {
            foreach (ulong word in mine)
            {
                shared += theirs.Contains(word) ? 1 : 0;
            }

            foreach (ulong word in theirs)
            {
                sharedBack += mine.Contains(word) ? 1 : 0;
            }
        }

        int conflict = (shared < mine.Length ? 1 : 0) + (sharedBack < theirs.Length ? 2 : 0);
        bool sameHead = table.Lemmas[one.Head] == table.Lemmas[other.Head];
        bool names = one.Form == MentionForm.Name && other.Form == MentionForm.Name;
        int match = one.Text == other.Text && mine.Length > 0 ? 6
            : (one.Acronym != 0 && one.Acronym == other.Initials) || (other.Acronym != 0 && other.Acronym == one.Initials) ? 7
            : names && one.Last == other.Last ? conflict == 3 ? 9 : 8
            : sameHead ? conflict == 3 ? 3 : (conflict & 1) == 0 ? 4 : 5
            : one.State != 0 && one.State == other.State ? 10
            : StateLink(one, other, table) >= 5 ? 11
            : theirs.Contains(one.Last) || mine.Contains(other.Last) ? 2
            : shared > 0 ? 1 : 0;
        return (match, conflict);
    }

    /// <summary>0 none; same state: 1 both states, 2 a state and its capital, 3 else; 4 different states; 5 "the country" and a state, 6 a state and "the country".</summary>
    private static int StateLink(in Candidate one, in Candidate other, TokenTable table)
    {
        if (one.State != 0 && other.State != 0)
        {
            return one.State != other.State ? 4
                : (table.Classes[one.Head] & table.Classes[other.Head] & NounClass.State) != NounClass.None ? 1
                : ((table.Classes[one.Head] | table.Classes[other.Head]) & NounClass.Capital) != NounClass.None ? 2 : 3;
        }

        return other.State != 0 && one.Form == MentionForm.Nominal && (table.Classes[one.Head] & NounClass.StateNoun) != NounClass.None ? 5
            : one.State != 0 && other.Form == MentionForm.Nominal && (table.Classes[other.Head] & NounClass.StateNoun) != NounClass.None ? 6 : 0;
    }

    /// <summary>Apposition 1 (the candidate on the antecedent), 2 (the other way); 3 the antecedent is subject of the candidate as predicate, 4 the other way; 5 title and name side by side; 0 none.</summary>
    private static int Link(in Candidate one, in Candidate other, TokenTable table)
    {
        if (one.Sentence != other.Sentence)
        {
            return 0;
        }

        DependencyRelation oneRelation = table.Syntax.Relation(one.Head);
        DependencyRelation otherRelation = table.Syntax.Relation(other.Head);
        return table.Head(one.Head) == other.Head && oneRelation == DependencyRelation.Appos ? 1
            : table.Head(other.Head) == one.Head && otherRelation == DependencyRelation.Appos ? 2
            : table.Head(other.Head) == one.Head && otherRelation is DependencyRelation.Nsubj && table.Copula[one.Head] >= 0 ? 3
            : table.Head(one.Head) == other.Head && oneRelation is DependencyRelation.Nsubj && table.Copula[other.Head] >= 0 ? 4
            : (table.Head(one.Head) == other.Head && oneRelation is DependencyRelation.NmodDesc or DependencyRelation.Flat) || (table.Head(other.Head) == one.Head && otherRelation is DependencyRelation.NmodDesc or DependencyRelation.Flat) ? 5 : 0;
    }

    /// <summary>How the two stand to quotations and their speakers.</summary>
    private static int Speech(in Candidate one, in Candidate other, TokenTable table)
    {
        int here = one.Quotation;
        int there = other.Quotation;
        if (here < 0 && there < 0)
        {
            return 0;
        }

        if (there < 0)
        {
            int speaker = table.Speakers[here];
            return speaker < 0 ? 3 : speaker == other.Head ? 1 : 2;
        }

        if (here < 0)
        {
            return table.Speakers[there] == one.Head ? 8 : 9;
        }

        if (here == there)
        {
            return 4;
        }

        int mine = table.Speakers[here];
        int theirs = table.Speakers[there];
        return mine < 0 || theirs < 0 ? 7 : mine == theirs || table.Forms[mine] == table.Forms[theirs] ? 5 : 6;
    }
}
