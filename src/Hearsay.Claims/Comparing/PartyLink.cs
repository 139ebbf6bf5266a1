namespace Hearsay.Claims.Comparing;

/// <summary>
/// How sure it is that two names mean one party. Identity is a grade, never a silent merge: what is counted together says by which grade it was.
/// </summary>
public static class PartyLink
{
    /// <summary>The same entry of the party registry.</summary>
    public const double Same = 1;

    /// <summary>A state and what speaks or acts for it.</summary>
    public const double State = 0.9;

    /// <summary>The same name, which no registry knows.</summary>
    public const double Name = 0.8;

    /// <summary>A name that ends in the other: "Brandt" and "Ilse Brandt".</summary>
    public const double Surname = 0.7;

    /// <summary>The least grade that counts as one party.</summary>
    public const double Least = 0.7;

    /// <summary>The grade, 0 … 1.</summary>
    /// <param name="party">Id in the registry of the one, or null.</param>
    /// <param name="country">Its state, or null.</param>
    /// <param name="name">Its name.</param>
    /// <param name="otherParty">Id of the other, or null.</param>
    /// <param name="otherCountry">Its state, or null.</param>
    /// <param name="otherName">Its name.</param>
    public static double Grade(string? party, string? country, string name, string? otherParty, string? otherCountry, string otherName)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(otherName);
        if (party is not null && party == otherParty)
        {
            return Same;
        }

        if (country is not null && country == otherCountry && SpeaksForState(party) && SpeaksForState(otherParty))
        {
            return State;
        }

        if (party is not null && otherParty is not null)
        {
            return 0;
        }

        if (name.Length > 0 && name.Equals(otherName, StringComparison.OrdinalIgnoreCase))
        {
            return Name;
        }

        return EndsIn(name, otherName) || EndsIn(otherName, name) ? Surname : 0;
    }

    /// <summary>The grade between two participants of events.</summary>
    public static double Grade(Participant one, Participant other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return Grade(one.Party, one.Country, one.Name, other.Party, other.Country, other.Name);
    }

    /// <summary>The grade between one who speaks and one who takes part.</summary>
    public static double Grade(Speaker speaker, Participant participant)
    {
        ArgumentNullException.ThrowIfNull(speaker);
        ArgumentNullException.ThrowIfNull(participant);
        return Grade(speaker.Party, speaker.Kind is SpeakerKind.Government or SpeakerKind.Person ? speaker.SpokenFor : null, speaker.Name, participant.Party, participant.Country, participant.Name);
    }

    /// <summary>What counts as one party under one key: the state for its government and officials, the registry's entry, or the name.</summary>
    /// <param name="party">Id in the registry, or null.</param>
    /// <param name="country">Its state, or null.</param>
    /// <param name="name">Its name.</param>
    public static string Key(string? party, string? country, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return country is not null && SpeaksForState(party) ? "state:" + country : party ?? "name:" + name.ToUpperInvariant();
    }

    /// <summary>The key of one who speaks; a person who belongs to a state without speaking for it has one alone.</summary>
    public static string Key(Speaker speaker)
    {
        ArgumentNullException.ThrowIfNull(speaker);
        return Key(speaker.Party, speaker.Kind is SpeakerKind.Government or SpeakerKind.Person or SpeakerKind.Unnamed ? speaker.SpokenFor : null, speaker.Name);
    }

    /// <summary>The key of one who takes part.</summary>
    public static string Key(Participant participant)
    {
        ArgumentNullException.ThrowIfNull(participant);
        return Key(participant.Party, participant.Country, participant.Name);
    }

    /// <summary>Companies, media, movements, institutes and figures without an office belong to a state, but do not act for it.</summary>
    private static bool SpeaksForState(string? party) =>
        party is null || party.StartsWith("state:", StringComparison.Ordinal) || party.StartsWith("gov:", StringComparison.Ordinal) || party.StartsWith("person:", StringComparison.Ordinal) || party.StartsWith("office:", StringComparison.Ordinal);

    private static bool EndsIn(string name, string last) =>
        last.Length >= 3 && name.Length > last.Length + 1 && name[^(last.Length + 1)] == ' ' && name.EndsWith(last, StringComparison.OrdinalIgnoreCase);
}
