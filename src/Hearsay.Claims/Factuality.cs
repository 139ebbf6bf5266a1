namespace Hearsay.Claims;

/// <summary>Certainty and polarity of an event to its source (FactBank).</summary>
/// <param name="Certainty">How sure the source is.</param>
/// <param name="Polarity">Whether it says that it is so or that it is not.</param>
public readonly record struct Factuality(Certainty Certainty, Polarity Polarity)
{
    /// <summary>A fact: certain and positive.</summary>
    public static Factuality Fact => new(Certainty.Certain, Polarity.Positive);

    /// <summary>Certainly not so.</summary>
    public static Factuality Denied => new(Certainty.Certain, Polarity.Negative);
}
