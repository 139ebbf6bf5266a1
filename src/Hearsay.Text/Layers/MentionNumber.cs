namespace Hearsay.Text.Layers;

/// <summary>Whether a mention stands for one or for many.</summary>
public enum MentionNumber : byte
{
    /// <summary>Not known: "you".</summary>
    Unknown,

    /// <summary>One: "she", "the ministry".</summary>
    Singular,

    /// <summary>More than one: "they", "the ministers", "Weiss and Arens".</summary>
    Plural,
}
