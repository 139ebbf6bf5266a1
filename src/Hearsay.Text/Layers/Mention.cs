namespace Hearsay.Text.Layers;

/// <summary>Words that stand for somebody or something.</summary>
/// <param name="Tokens">The whole phrase with its article and all that modifies it, a possessive 's included; appositions are mentions of their own.</param>
/// <param name="Head">Index of the token that the phrase hangs on, within <paramref name="Tokens"/>; for "A and B" the head of A.</param>
/// <param name="Form">Name, noun or pronoun.</param>
/// <param name="Kind">What sort of thing these words stand for; for a pronoun what its entity is.</param>
/// <param name="Number">One or many.</param>
/// <param name="Gender">As the words show it: by pronoun, title, noun or first name.</param>
/// <param name="Person">Grammatical person of a pronoun: 1 ("we"), 2 ("you") or 3; 3 for all else.</param>
public readonly record struct Mention(TokenRange Tokens, int Head, MentionForm Form, EntityKind Kind, MentionNumber Number, MentionGender Gender, byte Person);
