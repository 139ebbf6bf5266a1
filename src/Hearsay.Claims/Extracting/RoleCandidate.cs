using Hearsay.Claims.Coding;

namespace Hearsay.Claims.Extracting;

/// <summary>One who may take part in an event.</summary>
/// <param name="Who">Who that is.</param>
internal sealed record RoleCandidate(Participant Who)
{
    /// <summary>Head of the phrase that stands nearest to the event's word, or −1 for one whom only the context names.</summary>
    public int Head { get; set; } = -1;

    /// <summary>How that phrase stands to the event's word.</summary>
    public Slot Slot { get; set; }

    /// <summary>How deep in the phrases of the event's word it hangs.</summary>
    public int Depth { get; set; }

    /// <summary>True for whom the rules take for the actor.</summary>
    public bool RuleActor { get; set; }

    /// <summary>True for whom the rules take for the recipient.</summary>
    public bool RuleRecipient { get; set; }

    /// <summary>True for the one who says so.</summary>
    public bool Speaks { get; set; }

    /// <summary>True for the state that the one who says so speaks for.</summary>
    public bool SpeakersState { get; set; }

    /// <summary>True when the phrase stands in the content.</summary>
    public bool Inside { get; set; }
}
