namespace Hearsay.Text.Layers;

/// <summary>Which pronoun of the third person singular the words of a mention ask for.</summary>
public enum MentionGender : byte
{
    /// <summary>Not known: "the doctor", "they".</summary>
    Unknown,

    /// <summary>"he": "Mr Arens", "the king".</summary>
    Masculine,

    /// <summary>"she": "Mrs Weiss", "his daughter".</summary>
    Feminine,

    /// <summary>"it": "the ministry", "a missile".</summary>
    Neuter,
}
