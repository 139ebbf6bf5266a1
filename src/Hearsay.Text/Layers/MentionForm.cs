namespace Hearsay.Text.Layers;

/// <summary>By what kind of words something is mentioned.</summary>
public enum MentionForm : byte
{
    /// <summary>A name: "Anna Weiss", "the League of Coastal States".</summary>
    Name,

    /// <summary>A noun that describes: "the minister", "two old radars".</summary>
    Nominal,

    /// <summary>A pronoun, possessives and demonstratives included: "she", "their", "this".</summary>
    Pronoun,
}
