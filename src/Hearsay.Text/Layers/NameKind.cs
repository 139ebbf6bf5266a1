namespace Hearsay.Text.Layers;

/// <summary>What a name stands for, in the order of the model's outputs.</summary>
public enum NameKind : byte
{
    /// <summary>A person.</summary>
    Person,

    /// <summary>An organisation: government, ministry, party, company, armed group, outlet.</summary>
    Organization,

    /// <summary>A state, place, region, road or building.</summary>
    Place,

    /// <summary>An adjective or noun of nationality, religion or political group: "Iranian", "Democrats".</summary>
    Nationality,

    /// <summary>A weapon or military platform: "Shahed-136", "T-72".</summary>
    Weapon,

    /// <summary>A named event: "World War II", "the Munich Security Conference".</summary>
    Event,

    /// <summary>A named document or work: a law, treaty, book, programme.</summary>
    Work,
}
