namespace Hearsay.Claims.Parties;

/// <summary>How a word names a party; what stands first wins over what stands later.</summary>
internal enum NameUse : byte
{
    /// <summary>Its common name.</summary>
    Name,

    /// <summary>Another name.</summary>
    Alias,

    /// <summary>The seat of its government.</summary>
    Seat,

    /// <summary>No name, but the word that some name begins with.</summary>
    FirstWord,
}
