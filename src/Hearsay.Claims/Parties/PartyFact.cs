namespace Hearsay.Claims.Parties;

/// <summary>One thing known of a party: a code, a class, a relation to another party.</summary>
/// <param name="Key">What it says: "iso2", "class", "part-of", "member-of"; docs/parties.md lists them.</param>
/// <param name="Value">A value, or the id of the other party.</param>
/// <param name="Period">When it holds; without ends for what always does.</param>
public readonly record struct PartyFact(string Key, string Value, Period Period);
