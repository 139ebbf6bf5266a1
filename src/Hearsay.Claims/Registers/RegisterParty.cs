using System.Collections.Frozen;
using Hearsay.Claims.Parties;

namespace Hearsay.Claims.Registers;

/// <summary>Supplier, recipient or intermediary of a row: a state for all that acts for it, an armed group, company or organisation for itself, or a group that is only described.</summary>
/// <param name="Key">"state:IRN", an id of the registry, "name:…" for a name that it does not know, "group:…" for a description, or "unknown".</param>
/// <param name="Name">The name to show.</param>
/// <param name="Country">ISO 3166 alpha-3 code of the state that it is or belongs to, or null.</param>
public sealed record RegisterParty(string Key, string Name, string? Country)
{
    /// <summary>Nouns that describe a party without a name: "22 countries", "rebels in the north". Other words without a name (a ship, a deal) are none.</summary>
    private static readonly FrozenSet<string> Groups = FrozenSet.Create(
        StringComparer.Ordinal,
        "countries", "country", "states", "state", "nations", "nation", "governments", "government", "allies", "ally", "partners", "groups", "group", "rebels", "militias", "militia", "militants", "fighters", "insurgents", "terrorists",
        "separatists", "forces", "troops", "army", "military", "gangs", "gang", "cartels", "cartel", "proxies", "guerrillas", "factions", "tribes", "buyers", "customers", "neighbours", "neighbors", "warlord", "warlords", "opposition", "regime",
        "leaders", "movement", "islanders", "jihadists", "islamists", "loyalists", "tribesmen", "mutineers", "paramilitaries", "junta");

    /// <summary>Of these, those that are in arms. "Terrorists" are whom somebody calls so, mostly in debates about laws.</summary>
    private static readonly FrozenSet<string> Armed = FrozenSet.Create(
        StringComparer.Ordinal,
        "rebels", "militias", "militia", "militants", "fighters", "insurgents", "separatists", "guerrillas", "islanders", "jihadists", "islamists", "loyalists", "tribesmen", "mutineers", "paramilitaries", "junta", "warlord",
        "warlords");

    /// <summary>A party that nobody names.</summary>
    public static RegisterParty Unknown { get; } = new("unknown", "unknown", null);

    /// <summary>Whether nobody names it.</summary>
    public bool IsUnknown => Key == Unknown.Key;

    /// <summary>Whether it is known who it is: a registry has it, or it is a state.</summary>
    public bool IsIdentified => IsNamed && !Key.StartsWith("name:", StringComparison.Ordinal);

    /// <summary>Whether it is described as people in arms: "the rebels in the north".</summary>
    internal bool IsArmedGroup => Key.StartsWith("group:", StringComparison.Ordinal) && Key["group:".Length..].Split(' ').Any(Armed.Contains);

    /// <summary>Whether it has a name that no registry knows: who it is, only texts say.</summary>
    internal bool IsUnconfirmed => Key.StartsWith("name:", StringComparison.Ordinal) && !Key.Contains('+', StringComparison.Ordinal);

    /// <summary>Whether it has a name at all: it is not unknown, and not only described.</summary>
    internal bool IsNamed => !IsUnknown && !Key.StartsWith("group:", StringComparison.Ordinal);

    /// <summary>The key of the state that a company belongs to; null for all others.</summary>
    internal string? State => Country is { } country && PartyRegistry.Standard.FindId(Key)?.Sort == PartySort.Company ? "state:" + country : null;

    /// <inheritdoc/>
    public bool Equals(RegisterParty? other) => other is not null && Key == other.Key;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Key);

    /// <summary>Who a participant is in the register; null for things that are no party.</summary>
    internal static RegisterParty? Of(Participant who)
    {
        Party? known = PartyRegistry.Standard.FindId(who.Party ?? "") ?? (who.Country is null ? InSmallLetters(who.Name) : null);
        if (known?.Sort is PartySort.ArmedGroup or PartySort.Company or PartySort.International or PartySort.Institute or PartySort.Movement or PartySort.Agency or PartySort.Outlet)
        {
            return new RegisterParty(known.Id, known.Name, known.Country ?? who.Country);
        }

        // A party of a user's own table, that acts for itself.
        if (known is null && who.Party is { } own && !own.StartsWith("state:", StringComparison.Ordinal) && !own.StartsWith("gov:", StringComparison.Ordinal) && !own.StartsWith("person:", StringComparison.Ordinal) && !own.StartsWith("office:", StringComparison.Ordinal))
        {
            return new RegisterParty(own, who.Name, who.Country);
        }

        if (who.Country is { } country)
        {
            return PartyRegistry.Standard.State(country) is { } state ? new RegisterParty(state.Id, state.Name, country) : new RegisterParty("state:" + country, country, country);
        }

        if (known is not null)
        {
            return new RegisterParty(known.Id, known.Name, known.Country);
        }

        string name = who.Name.Trim();
        if (name.Length == 0 || name is "unnamed")
        {
            return null;
        }

        if (name.Any(char.IsUpper))
        {
            if (name.Split(' ').Any(word => PartyRegistry.Standard.FindWeapon(word) is not null))
            {
                return null;
            }

            return new RegisterParty("name:" + name.ToUpperInvariant(), name, null);
        }

        string[] words = name.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Any(Groups.Contains) ? new RegisterParty("group:" + string.Join(' ', words), name, null) : null;
    }

    /// <summary>The state that a dateline names: "TEHRAN".</summary>
    private static Party? InSmallLetters(string name) =>
        name.Length > 3 && !name.Any(char.IsLower) && PartyRegistry.Standard.Find(string.Join(' ', name.Split(' ').Select(word => word.Length > 1 ? word[..1] + word[1..].ToLowerInvariant() : word))) is { IsState: true } state ? state : null;

    /// <summary>Those who make something together and of whom none is the recipient.</summary>
    internal static RegisterParty Joint(IEnumerable<RegisterParty> partners)
    {
        RegisterParty[] ordered = [.. partners.Distinct().OrderByDescending(partner => partner.IsIdentified).ThenBy(partner => partner.Key, StringComparer.Ordinal)];
        return ordered.Length == 1 ? ordered[0] : new RegisterParty(string.Join('+', ordered.Select(partner => partner.Key)), string.Join(" and ", ordered.Select(partner => partner.Name)), null);
    }

    /// <summary>Whether it is, or is one of, the party with this key.</summary>
    internal bool Is(string key) => Key == key || (Key.Contains('+', StringComparison.Ordinal) && Key.Split('+').Contains(key, StringComparer.Ordinal));
}
