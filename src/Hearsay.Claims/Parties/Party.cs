using System.Collections.Immutable;

namespace Hearsay.Claims.Parties;

/// <summary>A state, an organ of a state, an organisation or a news outlet that speaks in the news: an entry of the registry.</summary>
/// <param name="Id">Stable id, "state:IRN", "gov:usa-pentagon", "org:nato", "media:reuters".</param>
/// <param name="Kind">What sort of source it is when it speaks.</param>
/// <param name="Country">ISO 3166 alpha-3 code of the state that it is or belongs to, or null for an international one.</param>
/// <param name="Name">Common short name, "Iran".</param>
/// <param name="Aliases">Other names and metonyms, "Islamic Republic of Iran".</param>
/// <param name="Adjectives">Words that say "of this party" before a noun, and words for its people; the first is the usual adjective.</param>
/// <param name="Capitals">Seats of government, or empty.</param>
public sealed record Party(
    string Id,
    SpeakerKind Kind,
    string? Country,
    string Name,
    ImmutableArray<string> Aliases,
    ImmutableArray<string> Adjectives,
    ImmutableArray<string> Capitals)
{
    /// <summary>True for a state as such, false for its organs and for everything else.</summary>
    public bool IsState => Id.StartsWith("state:", StringComparison.Ordinal);
}
