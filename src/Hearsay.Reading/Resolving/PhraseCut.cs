namespace Hearsay.Reading.Resolving;

/// <summary>How much of what depends on a head a candidate takes in.</summary>
internal enum PhraseCut : byte
{
    /// <summary>The noun and its modifiers, without appositions and conjuncts.</summary>
    Plain,

    /// <summary>With its appositions: "Marta Kell, the minister".</summary>
    Apposed,

    /// <summary>With its conjuncts: "Kell and Arens".</summary>
    Joined,
}
