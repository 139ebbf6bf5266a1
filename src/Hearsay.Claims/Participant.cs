namespace Hearsay.Claims;

/// <summary>One who takes part in an event.</summary>
/// <param name="Mention">The words that name it, or null when it is only understood: the speaker of "we", the one who is accused of "supplying".</param>
/// <param name="Name">Who that is, resolved as the name of a <see cref="Speaker"/> is.</param>
/// <param name="Country">ISO 3166 alpha-3 code of the state it is or belongs to, or null.</param>
/// <param name="Party">Id in the party registry, or null.</param>
public sealed record Participant(Evidence? Mention, string Name, string? Country, string? Party);
