namespace Hearsay.Reading.Resolving;

/// <summary>What the lexicon knows of a word that may matter for what it stands for; a word may have several.</summary>
[Flags]
internal enum NounClass
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A person by office, work, kin or deed: "minister", "widow".</summary>
    Person = 1 << 0,

    /// <summary>A man: "king", "brother", "Mr", "John".</summary>
    Masculine = 1 << 1,

    /// <summary>A woman: "queen", "sister", "Mrs", "Anna".</summary>
    Feminine = 1 << 2,

    /// <summary>A body of people that acts as one: "ministry", "army"; "it" or "they".</summary>
    Group = 1 << 3,

    /// <summary>A place: "city", "island".</summary>
    Place = 1 << 4,

    /// <summary>What a state may be called: "country", "nation", "republic".</summary>
    StateNoun = 1 << 5,

    /// <summary>A stretch or point of time: "year", "Monday".</summary>
    Time = 1 << 6,

    /// <summary>Stands before a name: "Mr", "President", "Colonel".</summary>
    Title = 1 << 7,

    /// <summary>A given name.</summary>
    Given = 1 << 8,

    /// <summary>Name of a state.</summary>
    State = 1 << 9,

    /// <summary>Adjective or noun of a state: "Iranian".</summary>
    Demonym = 1 << 10,

    /// <summary>Capital of a state.</summary>
    Capital = 1 << 11,

    /// <summary>A verb of saying.</summary>
    Saying = 1 << 12,

    /// <summary>Singular in form, many in sense: "police", "people".</summary>
    Many = 1 << 13,

    /// <summary>Counts or measures what follows with "of": "number", "most", "tons".</summary>
    Measure = 1 << 14,

    /// <summary>Something that happens: "attack", "talks".</summary>
    Event = 1 << 15,

    /// <summary>Says nothing of what it stands for, only that it was said before: "issue", "move", "step".</summary>
    Shell = 1 << 16,

    /// <summary>Never the head of a mention's name: "Inc", "Ltd", "Corp".</summary>
    Form = 1 << 17,
}
