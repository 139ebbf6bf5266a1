using Hearsay.Text.Layers;

namespace Hearsay.Reading.Resolving;

/// <summary>A phrase that may be a mention, with what its words show. Places are token numbers of the document.</summary>
internal struct Candidate
{
    public int Start;
    public int End;
    public int Head;
    public PhraseCut Cut;
    public MentionForm Form;
    public ReferenceClass Class;
    public MentionNumber Number;
    public MentionGender Gender;
    public byte Person;
    public EntityKind Kind;
    public bool Reflexive;
    public bool Possessive;

    /// <summary>Depends on another noun as part of a compound.</summary>
    public bool Compound;

    /// <summary>Relation of the phrase to its governor; of the first conjunct where it is a later one.</summary>
    public DependencyRelation Role;

    /// <summary>Token that the phrase depends on, seen through conjuncts, or −1.</summary>
    public int Governor;

    public int Sentence;

    /// <summary>Outermost quotation, or −1.</summary>
    public int Quotation;

    /// <summary>Index of the smallest candidate around this one, or −1.</summary>
    public int Parent;

    public int Depth;

    /// <summary>Where its words that count (no determiner, adposition, mark, possessive 's) begin in the list of words, and how many they are.</summary>
    public int Words;
    public int WordCount;

    /// <summary>One bit for each of these words, by its hash: two candidates without a bit in common share no word.</summary>
    public ulong WordBits;

    /// <summary>Hash over all its words that count.</summary>
    public ulong Text;

    /// <summary>Hash of the initials of a name of several words; 0 for none.</summary>
    public ulong Initials;

    /// <summary>Hash of a word that may be an acronym; 0 for none.</summary>
    public ulong Acronym;

    /// <summary>Hash of the last word of a name, its surname if it is a person's; of any other head the hash of its lemma.</summary>
    public ulong Last;

    /// <summary>State that the head names or is the capital of; 0 for none.</summary>
    public short State;

    /// <summary>Determiner, numeral or possessor that begins it, or −1.</summary>
    public int Determiner;

    /// <summary>Earlier candidates with the same head lemma (not for pronouns), at most 255.</summary>
    public byte SameHead;

    /// <summary>Earlier candidates with the same words, at most 255.</summary>
    public byte SameText;
}
