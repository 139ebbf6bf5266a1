namespace Hearsay.Ingest;

/// <summary>The limits of ingesting, each with its reason. What lies beyond one is refused or cut with a defect, never silently.</summary>
public static class IngestLimits
{
    /// <summary>
    /// Largest single document in bytes: 64 MiB, about a hundred novels. A document is held in memory as a whole, twice at its worst;
    /// anything larger is a collection and belongs into JSON Lines, which is read line by line.
    /// </summary>
    public const int DocumentBytes = 64 << 20;

    /// <summary>Longest line of a JSON Lines file in bytes, without its line end: 16 MiB. It bounds the memory one document may take; a longer line is skipped without being held.</summary>
    public const int LineBytes = 16 << 20;

    /// <summary>Bytes looked at to decide what a file is: 64 KiB, enough for the head of a page and for a sound share of odd bytes.</summary>
    public const int PrefixBytes = 64 << 10;

    /// <summary>Longest web page in UTF-16 characters: 16 Mi. The largest real news pages are near 2 Mi; the tree built from a page takes about twenty times its size.</summary>
    public const int PageCharacters = 16 << 20;

    /// <summary>
    /// Deepest nesting of elements that is followed: 100 (the real pages measured stay below 25). Deeper tags are ignored and their text kept: the parser's work per tag and
    /// the extraction's work per text grow with the depth, and both walk the tree by recursion.
    /// </summary>
    public const int PageDepth = 100;

    /// <summary>
    /// Most elements of a page whose article is searched for: 10,000 (the real pages measured have at most 3,200). The search takes more than linear time, 4 s at this limit for the worst
    /// page tried; a larger page is taken whole, paragraph by paragraph.
    /// </summary>
    public const int PageElements = 10_000;

    /// <summary>Folders inside folders that are followed: 128, deeper than any sensible archive and shallow enough for every file system's paths.</summary>
    public const int FolderDepth = 128;
}
