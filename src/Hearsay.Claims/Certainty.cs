namespace Hearsay.Claims;

/// <summary>How sure a source puts itself of an event, as FactBank grades it.</summary>
public enum Certainty
{
    /// <summary>CT: no doubt is expressed.</summary>
    Certain,

    /// <summary>PR: likely so.</summary>
    Probable,

    /// <summary>PS: may be so.</summary>
    Possible,

    /// <summary>U: the source commits itself to nothing: a question, a condition, a demand.</summary>
    Unknown,
}
