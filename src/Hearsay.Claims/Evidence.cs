using Hearsay.Text;

namespace Hearsay.Claims;

/// <summary>Words that a claim rests on, and where they stand. Invariant: the document's text at <paramref name="Span"/> equals <paramref name="Quote"/>.</summary>
/// <param name="Span">Place in the stored text, in UTF-16 characters; exports write code points.</param>
/// <param name="Quote">The words themselves, verbatim.</param>
public sealed record Evidence(TextSpan Span, string Quote);
