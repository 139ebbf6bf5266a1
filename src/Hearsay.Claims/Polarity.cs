namespace Hearsay.Claims;

/// <summary>Whether a source puts an event as so or as not so.</summary>
public enum Polarity
{
    /// <summary>As so.</summary>
    Positive,

    /// <summary>As not so.</summary>
    Negative,
}
