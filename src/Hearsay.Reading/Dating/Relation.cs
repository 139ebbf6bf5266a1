namespace Hearsay.Reading.Dating;

/// <summary>How a time stands to its reference.</summary>
internal enum Relation : byte
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>The one that holds the time of writing: "this year".</summary>
    This,

    /// <summary>The latest before the time of writing: "last year", "two years ago".</summary>
    Last,

    /// <summary>The first after the time of writing: "next year", "in two years".</summary>
    Next,

    /// <summary>The one that the text last spoke of: "that year".</summary>
    That,

    /// <summary>After the one that the text last spoke of: "the following year", "two years later".</summary>
    Following,

    /// <summary>Before the one that the text last spoke of: "the previous year", "two years earlier".</summary>
    Previous,

    /// <summary>After the date stated with it: "two days after 4 May".</summary>
    AfterStated,

    /// <summary>Before the date stated with it.</summary>
    BeforeStated,
}
