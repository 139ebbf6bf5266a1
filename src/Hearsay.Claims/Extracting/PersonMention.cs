using Hearsay.Text;

namespace Hearsay.Claims.Extracting;

/// <summary>A place in a text where a person stands with more than one word of the name, and what is said of the person right there.</summary>
/// <param name="Name">The words of the name, without titles.</param>
/// <param name="Before">Titles and modifiers before the name ("Iran's chief of staff Major General"), or an apposition before it; may be empty.</param>
/// <param name="After">The apposition after the name, without commas; may be empty.</param>
internal readonly record struct PersonMention(TokenRange Name, TokenRange Before, TokenRange After);
