namespace Hearsay.Claims;

/// <summary>What sort of source speaks.</summary>
public enum SpeakerKind
{
    /// <summary>A person, named or described ("a senior official").</summary>
    Person,

    /// <summary>A state, its government, a ministry or another organ of it.</summary>
    Government,

    /// <summary>An organisation that is not a state's: company, party, international body.</summary>
    Organization,

    /// <summary>People who are not an organisation as such: "US officials", "rebels".</summary>
    Group,

    /// <summary>A news outlet or agency.</summary>
    Media,

    /// <summary>A report, statement, resolution or other text.</summary>
    Document,

    /// <summary>Nobody is named.</summary>
    Unnamed,
}
