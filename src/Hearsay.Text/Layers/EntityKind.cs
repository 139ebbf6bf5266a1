namespace Hearsay.Text.Layers;

/// <summary>What sort of thing is mentioned, as GUM divides the world (Zeldes 2017), in the order of the model's outputs.</summary>
public enum EntityKind : byte
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>A person, or people: "the minister", "refugees".</summary>
    Person,

    /// <summary>An organisation: government, ministry, party, company, armed group.</summary>
    Organization,

    /// <summary>A state, place, region or building.</summary>
    Place,

    /// <summary>Something that happens: "the attack", "talks".</summary>
    Event,

    /// <summary>A date, or a stretch of time.</summary>
    Time,

    /// <summary>A thing one can touch: "a missile", "the ship".</summary>
    Thing,

    /// <summary>Stuff: "fuel", "water".</summary>
    Substance,

    /// <summary>A notion, a text, a sum: "the agreement", "millions of dollars".</summary>
    Abstract,

    /// <summary>An animal.</summary>
    Animal,

    /// <summary>A plant.</summary>
    Plant,
}
