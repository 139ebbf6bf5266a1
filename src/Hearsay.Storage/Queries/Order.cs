namespace Hearsay.Storage.Queries;

/// <summary>In which order claims come.</summary>
public enum Order
{
    /// <summary>As they were added, last first.</summary>
    Newest,

    /// <summary>As they were added, first first: within an article in the order of the text.</summary>
    Oldest,

    /// <summary>By day of publication, latest first; those without one last.</summary>
    Published,

    /// <summary>By the reader's probability, the least certain first.</summary>
    Confidence,
}
