using System.Collections.Immutable;

namespace Hearsay.Claims.Comparing;

/// <summary>Reports that have one origin.</summary>
/// <param name="Keys">What joins them ("copies …", "source state:IRN", "document …", "outlet …", "officials state:USA", "unnamed …", "speech …" with words that both quote, "alike …" unnamed officials, "name …" of a person that is the end of the other, "circle …" of outlets), the most frequent first.</param>
/// <param name="Members">The reports.</param>
/// <param name="IsFirstHand">Whether one of the sources takes part in the event itself.</param>
public sealed record ClaimOrigin(ImmutableArray<string> Keys, ImmutableArray<Comparand> Members, bool IsFirstHand);
