namespace Hearsay.Claims.Extracting;

/// <summary>What a cue word does, before its content is looked at. Ordered: of two in one cue the higher one decides.</summary>
internal enum CueClass : byte
{
    /// <summary>Not in the lexicon.</summary>
    None,

    /// <summary>Neutral: the content decides.</summary>
    Say,

    /// <summary>Says nothing of it.</summary>
    NegSay,

    /// <summary>Pledges an own act, urges another's.</summary>
    Want,

    /// <summary>Asks a question, or urges an act.</summary>
    AskUrge,

    /// <summary>Pledges.</summary>
    Pledge,

    /// <summary>Raises a question.</summary>
    Ask,

    /// <summary>Urges.</summary>
    Urge,

    /// <summary>Warns: the content decides among four stances.</summary>
    Warn,

    /// <summary>Accuses, but denies when aimed at an accusation.</summary>
    Criticise,

    /// <summary>Accuses.</summary>
    Accuse,

    /// <summary>Admits.</summary>
    Admit,

    /// <summary>Denies.</summary>
    Deny,

    /// <summary>Threatens.</summary>
    Threaten,

    /// <summary>Refuses to say, or rejects.</summary>
    Refuse,

    /// <summary>Declines to say.</summary>
    Decline,
}
