using Hearsay.Claims.Parties;

namespace Hearsay.Claims.Extracting;

/// <summary>A person that a document names, with everything it says who that is. Filled while the document is scanned, fixed afterwards.</summary>
internal sealed class Person
{
    /// <summary>Starts a person with the first form of the full name seen.</summary>
    public Person(string name) => Name = name;

    /// <summary>Full name without titles.</summary>
    public string Name { get; }

    /// <summary>The person's entry in the party registry, or null.</summary>
    public Party? Known { get; set; }

    /// <summary>Where the full name stands, in text order.</summary>
    public List<PersonMention> Mentions { get; } = [];

    /// <summary>ISO 3166 alpha-3 code of the state that titles tie the person to, or null.</summary>
    public string? Country { get; set; }

    /// <summary>+1 when a title says that it is a man, −1 a woman, 0 unknown.</summary>
    public int Gender { get; set; }

    /// <summary>True when a title, an honorific or an apposition shows that it is a person.</summary>
    public bool IsConfirmed { get; set; }
}
