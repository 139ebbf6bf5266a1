namespace Hearsay.Text.Layers;

/// <summary>Universal part-of-speech tags (UPOS, universaldependencies.org/u/pos), in the order of the model's outputs; names as there, but in C# case.</summary>
public enum PartOfSpeech : byte
{
    /// <summary>ADJ: adjective.</summary>
    Adj,

    /// <summary>ADP: adposition.</summary>
    Adp,

    /// <summary>ADV: adverb.</summary>
    Adv,

    /// <summary>AUX: auxiliary and copula.</summary>
    Aux,

    /// <summary>CCONJ: coordinating conjunction.</summary>
    Cconj,

    /// <summary>DET: determiner.</summary>
    Det,

    /// <summary>INTJ: interjection.</summary>
    Intj,

    /// <summary>NOUN: common noun.</summary>
    Noun,

    /// <summary>NUM: numeral.</summary>
    Num,

    /// <summary>PART: particle, "to", "not", "'s".</summary>
    Part,

    /// <summary>PRON: pronoun.</summary>
    Pron,

    /// <summary>PROPN: proper noun.</summary>
    Propn,

    /// <summary>PUNCT: punctuation.</summary>
    Punct,

    /// <summary>SCONJ: subordinating conjunction.</summary>
    Sconj,

    /// <summary>SYM: symbol.</summary>
    Sym,

    /// <summary>VERB: full verb.</summary>
    Verb,

    /// <summary>X: anything else.</summary>
    X,
}
