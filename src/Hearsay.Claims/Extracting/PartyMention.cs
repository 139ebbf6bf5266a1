using Hearsay.Claims.Parties;
using Hearsay.Text;

namespace Hearsay.Claims.Extracting;

/// <summary>Words of a text that name a party of the registry.</summary>
/// <param name="Tokens">The words, without article and possessive ending.</param>
/// <param name="Party">The party.</param>
/// <param name="IsAdjective">True when they say "of this party" ("Iranian"): the word alone does not name it.</param>
internal readonly record struct PartyMention(TokenRange Tokens, Party Party, bool IsAdjective);
