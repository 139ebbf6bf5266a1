using System.Collections.Immutable;

namespace Hearsay.Claims.Parties;

/// <summary>
/// An entry of the registry: a state, an organ of a state, an organisation, an armed group, a company or a news outlet that speaks in the news;
/// a weapon, an office or a person that it speaks of.
/// </summary>
/// <param name="Id">Stable id, "state:IRN", "gov:usa-pentagon", "org:nato", "media:reuters", "weapon:shahed-136".</param>
/// <param name="Sort">What it is.</param>
/// <param name="Country">Code of the state that it is, belongs to or is made by: ISO 3166 alpha-3, or the code it had while it lasted ("SUN"); null for an international one.</param>
/// <param name="Name">Common short name, "Iran".</param>
/// <param name="Aliases">Other names and metonyms that always hold, "Islamic Republic of Iran".</param>
/// <param name="Adjectives">Words that say "of this party" before a noun, and words for its people; the first is the usual adjective.</param>
/// <param name="Capitals">Seats of government, or empty.</param>
/// <param name="Period">When it exists or existed.</param>
/// <param name="Facts">Codes, classes and relations, in the order of the table.</param>
/// <param name="Source">Where that is known from: codes of docs/parties.md.</param>
public sealed record Party(
    string Id,
    PartySort Sort,
    string? Country,
    string Name,
    ImmutableArray<string> Aliases,
    ImmutableArray<string> Adjectives,
    ImmutableArray<string> Capitals,
    Period Period,
    ImmutableArray<PartyFact> Facts,
    string Source)
{
    /// <summary>What sort of source it is when it speaks.</summary>
    public SpeakerKind Kind => Sort switch
    {
        PartySort.State or PartySort.Ministry or PartySort.Forces or PartySort.Intelligence or PartySort.Parliament or PartySort.Organ => SpeakerKind.Government,
        PartySort.Agency or PartySort.Outlet => SpeakerKind.Media,
        PartySort.Person or PartySort.Office => SpeakerKind.Person,
        _ => SpeakerKind.Organization,
    };

    /// <summary>True for a state as such, false for its organs and for everything else.</summary>
    public bool IsState => Sort == PartySort.State;

    /// <summary>The first value of a fact, or null when it is not known.</summary>
    public string? Fact(string key)
    {
        foreach (PartyFact fact in Facts)
        {
            if (fact.Key == key)
            {
                return fact.Value;
            }
        }

        return null;
    }

    /// <summary>True when the fact holds with this value, on this day where one is given: Fact("member-of", "org:nato", day).</summary>
    public bool Has(string key, string value, DateOnly? on = null)
    {
        foreach (PartyFact fact in Facts)
        {
            if (fact.Key == key && fact.Value == value && (on is not { } day ? fact.Period.IsOpen : fact.Period.May(day)))
            {
                return true;
            }
        }

        return false;
    }
}
