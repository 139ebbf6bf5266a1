namespace Hearsay.Reading.Network;

/// <summary>The columns of <see cref="TokenFeatures"/>, in the order in which an encoder adds up their embeddings.</summary>
public enum FeatureColumn
{
    /// <summary>The word, as far as the vocabulary knows it.</summary>
    Word,

    /// <summary>First three characters of the normal form.</summary>
    Prefix,

    /// <summary>Last three characters of the normal form.</summary>
    Suffix,

    /// <summary>Last two characters of the normal form.</summary>
    ShortEnding,

    /// <summary>Last four characters of the normal form.</summary>
    LongEnding,

    /// <summary>Capitals, small letters, digits.</summary>
    Shape,

    /// <summary>Quotation state and place in sentence, paragraph and document.</summary>
    Place,
}
