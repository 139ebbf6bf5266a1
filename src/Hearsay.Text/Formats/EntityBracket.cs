namespace Hearsay.Text.Formats;

/// <summary>A mention as an annotated corpus marks it.</summary>
/// <param name="Tokens">Its words.</param>
/// <param name="Entity">Name of its entity within the document.</param>
/// <param name="Kind">What the corpus says of its sort, "person"; "" where it says nothing.</param>
public readonly record struct EntityBracket(TokenRange Tokens, string Entity, string Kind);
