namespace Hearsay.Claims;

/// <summary>One who speaks: a link in the chain of sources of a claim.</summary>
/// <param name="Mention">The words that name the speaker, or null when nobody is named.</param>
/// <param name="Name">Who that is, resolved over the whole document: a person's full name without titles, a state's short name, "unnamed".</param>
/// <param name="Kind">What sort of source it is.</param>
/// <param name="Country">ISO 3166 alpha-3 code of the state it belongs to or speaks for, or null.</param>
/// <param name="Party">Id in the party registry, or null.</param>
public sealed record Speaker(Evidence? Mention, string Name, SpeakerKind Kind, string? Country, string? Party)
{
    /// <summary>Whether it is a person who belongs to the state without speaking for it: a dissident, a footballer, a senator, a president before the term.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>The state that it may speak for, or null.</summary>
    internal string? SpokenFor => IsPrivate ? null : Country;
}
