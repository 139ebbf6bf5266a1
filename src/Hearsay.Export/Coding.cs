using System.Collections.Immutable;
using Hearsay.Claims;
using Hearsay.Claims.Parties;

namespace Hearsay.Export;

/// <summary>Codes that event tables and entity graphs use for parties, taken from the registry.</summary>
internal static class Coding
{
    /// <summary>PLOVER and GDELT code of a participant: ISO 3166 alpha-3 of its state, else UNO, EUR, IGO, NGO, MNC or IMG for what belongs to no state, else null.</summary>
    public static string? Actor(Participant who) => who.Country ?? (who.Party is { } id ? International(id) : null);

    /// <summary>PLOVER sector of a participant: GOV, MIL, SPY, LEG, JRN, BUS, REB, or null when the registry does not tell.</summary>
    public static string? Sector(Participant who) => PartyRegistry.Standard.FindId(who.Party ?? "")?.Sort switch
    {
        PartySort.State or PartySort.Ministry or PartySort.Organ or PartySort.Office => "GOV",
        PartySort.Forces => "MIL",
        PartySort.Intelligence => "SPY",
        PartySort.Parliament => "LEG",
        PartySort.Agency or PartySort.Outlet => "JRN",
        PartySort.Company => "BUS",
        PartySort.ArmedGroup => "REB",
        _ => null,
    };

    /// <summary>ISO 3166 alpha-2 in lower case, as FollowTheMoney wants it; null where there is none.</summary>
    public static string? Alpha2(string? country) => PartyRegistry.Standard.State(country)?.Fact("iso2")?.ToLowerInvariant();

    /// <summary>The two letters that GDELT uses for places (GEC, formerly FIPS 10-4), or null.</summary>
    public static string? Gec(string? country) => PartyRegistry.Standard.State(country)?.Fact("gec");

    /// <summary>A state's short name, or its code where the registry does not know it.</summary>
    public static string? State(string? country) => PartyRegistry.Standard.State(country)?.Name ?? country;

    /// <summary>The participant's state where it acts for one, as the registers of transfers name parties; else its own name.</summary>
    public static string StateOrName(Participant who) => who.Country is { } country && PartyRegistry.Standard.FindId(who.Party ?? "")?.Sort is not (PartySort.ArmedGroup or PartySort.Company)
        ? State(country)!
        : who.Name;

    /// <summary>Every pair of an actor and a recipient; one with null where there is nobody on a side.</summary>
    public static IEnumerable<(Participant? Actor, Participant? Recipient)> Pairs(ImmutableArray<Participant> actors, ImmutableArray<Participant> recipients)
    {
        foreach (Participant? actor in OrNobody(actors))
        {
            foreach (Participant? recipient in OrNobody(recipients))
            {
                yield return (actor, recipient);
            }
        }
    }

    private static Participant?[] OrNobody(ImmutableArray<Participant> who) => who.IsEmpty ? [null] : [.. who];

    private static string? International(string id) => id switch
    {
        _ when id is "org:un" || id.StartsWith("org:un", StringComparison.Ordinal) && PartyRegistry.Standard.FindId(id)?.Name.StartsWith("UN ", StringComparison.Ordinal) == true => "UNO",
        "org:eu" => "EUR",
        _ => PartyRegistry.Standard.FindId(id)?.Sort switch
        {
            PartySort.International => "IGO",
            PartySort.Institute => "NGO",
            PartySort.Company => "MNC",
            PartySort.ArmedGroup => "IMG",
            _ => null,
        },
    };
}
