namespace Hearsay.Claims.Parties;

/// <summary>What an entry of the party registry is. Tables spell it in lower case with hyphens: "armed-group".</summary>
public enum PartySort
{
    /// <summary>A state, with its government: "Iran".</summary>
    State,

    /// <summary>A ministry or department of a government.</summary>
    Ministry,

    /// <summary>Armed forces, a service or a command of them.</summary>
    Forces,

    /// <summary>An intelligence or security service.</summary>
    Intelligence,

    /// <summary>A parliament or a chamber of one.</summary>
    Parliament,

    /// <summary>Another organ of a state.</summary>
    Organ,

    /// <summary>An organisation of states, or one of its organs.</summary>
    International,

    /// <summary>An armed group, militia or movement under arms that is not a state's army.</summary>
    ArmedGroup,

    /// <summary>A company; arms makers above all.</summary>
    Company,

    /// <summary>A research institute, charity, monitor or other organisation that is no state's.</summary>
    Institute,

    /// <summary>A political party or movement without arms.</summary>
    Movement,

    /// <summary>A news agency.</summary>
    Agency,

    /// <summary>Another news outlet.</summary>
    Outlet,

    /// <summary>Weapons that belong together: "Shahed", "HIMARS".</summary>
    WeaponFamily,

    /// <summary>A model of weapon: "Shahed-136".</summary>
    Weapon,

    /// <summary>A post that one person holds at a time: "President of France".</summary>
    Office,

    /// <summary>A person who holds or held an office.</summary>
    Person,

    /// <summary>A place that shares its name with a party and is none: the state of Georgia in the United States.</summary>
    Place,
}
