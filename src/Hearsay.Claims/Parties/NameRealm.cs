namespace Hearsay.Claims.Parties;

/// <summary>What a word in the index of a party table is: the same word may be a state, a person and a weapon.</summary>
internal enum NameRealm : byte
{
    /// <summary>The id of a party.</summary>
    Id,

    /// <summary>A name, alias or seat of a party that can speak, or of a place that is taken for one.</summary>
    Party,

    /// <summary>An adjective of a party, or a word for its people.</summary>
    Adjective,

    /// <summary>A name that stands for a person without any title.</summary>
    Person,

    /// <summary>The surname of a person: stands for one after a title.</summary>
    Surname,

    /// <summary>A name of a weapon or family of weapons.</summary>
    Weapon,
}
