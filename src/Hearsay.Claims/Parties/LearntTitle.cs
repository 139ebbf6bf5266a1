namespace Hearsay.Claims.Parties;

/// <summary>
/// A text says what somebody is: "Foreign Ministry spokesman Nasser Kanaani". Stored as a line of a register of titles (docs/parties.md), since 0.2.
/// </summary>
/// <param name="Person">Full name without titles.</param>
/// <param name="Title">The words for the post, without article and without the name: "Foreign Ministry spokesman".</param>
/// <param name="Of">Id of the party whose post it is, the organ before its state; its name where the registry has no id; null when the text does not say.</param>
/// <param name="Country">Code of the state that the words name, or null.</param>
/// <param name="Seen">Day of the text, or null when it is not known.</param>
/// <param name="Document">Hash of the text that says so, and where, in code points: "sha256:start-end".</param>
/// <param name="Words">The words that say so, verbatim.</param>
public sealed record LearntTitle(string Person, string Title, string? Of, string? Country, DateOnly? Seen, string Document, string Words);
