namespace Hearsay.Reading.Resolving;

/// <summary>How a phrase refers: by which pronoun, or with which determiner. Order is part of the model.</summary>
internal enum ReferenceClass : byte
{
    I,
    We,
    You,
    He,
    She,
    It,
    They,
    This,
    That,
    These,
    Who,
    Indefinite,
    OtherPronoun,
    Name,
    Definite,
    Demonstrative,
    Possessed,
    Article,
    Quantified,
    Counted,
    BarePlural,
    Bare,
    Number,
    Adjective,
}
