namespace Hearsay.Claims;

/// <summary>How a source puts the content of a claim: the nine stances of the claim record, hearsay.claim/1.</summary>
public enum Stance
{
    /// <summary>Presents it as so.</summary>
    Asserts,

    /// <summary>Presents as so a blameworthy act of another party, whatever the verb.</summary>
    Accuses,

    /// <summary>Presents as so something against its own interest or its earlier denial.</summary>
    Admits,

    /// <summary>Presents it as not so: rejects, dismisses, rebuts.</summary>
    Denies,

    /// <summary>Refuses or fails to say.</summary>
    Declines,

    /// <summary>Commits itself to do something that is no harm.</summary>
    Pledges,

    /// <summary>Warns of or commits itself to harm or a hostile step, also conditionally.</summary>
    Threatens,

    /// <summary>Demands, asks, calls on or advises another to act.</summary>
    Urges,

    /// <summary>Raises an open question.</summary>
    Asks,
}
