namespace Hearsay.Claims.Parties;

/// <summary>Tells whether a word stands near a name whose party is asked for. Case counts.</summary>
public delegate bool NearWord(ReadOnlySpan<char> word);
