namespace Hearsay.Claims.Comparing;

/// <summary>Where a source stands on whether something is so.</summary>
public enum ClaimSide
{
    /// <summary>Presents it as so: asserts, accuses, admits.</summary>
    Affirms,

    /// <summary>Presents it as not so.</summary>
    Denies,

    /// <summary>Refuses to say, or leaves it open.</summary>
    Silent,

    /// <summary>Says what shall be: pledges, threatens, urges.</summary>
    Intends,
}
