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

    /// <summary>
    /// Bytes that may be unpacked from compressed data of any size: 16 MiB, so that a small archive of one long text is read. Beyond them the ratio decides.
    /// </summary>
    public const long UnpackedBytes = 16 << 20;

    /// <summary>
    /// Bytes that may be unpacked per byte of the input, over all levels of nesting: 100. Text and pages compress to a third or a tenth, lists of the same words to a fiftieth; a zip bomb
    /// gives a thousand per level.
    /// </summary>
    public const int UnpackingRatio = 100;

    /// <summary>Containers inside containers that are opened: 4, as a mail in an archive with an archive that holds compressed web archives.</summary>
    public const int ContainerDepth = 4;

    /// <summary>Most members of a ZIP archive: 100,000. Its directory is held in memory as a whole.</summary>
    public const int ArchiveEntries = 100_000;

    /// <summary>Largest directory of a ZIP archive in bytes: 16 MiB, 160 for each of the members allowed. What stands in its place may be read as a directory whatever the archive states.</summary>
    public const int ArchiveDirectoryBytes = 16 << 20;

    /// <summary>Most lines of a mail that may begin a part: 10,000. A mail with a hundred attachments has a few hundred.</summary>
    public const int MailParts = 10_000;

    /// <summary>Most lines of a mail that may be header fields: 100,000; each takes a hundred times its bytes in memory.</summary>
    public const int MailFields = 100_000;

    /// <summary>Most pages of a PDF that are read: 2,000; what is longer is a collection.</summary>
    public const int PdfPages = 2000;

    /// <summary>Most bytes that the streams of one PDF may give when they are decompressed: 256 MiB. Text takes about 10 KiB per page; fonts and vector graphics take the rest.</summary>
    public const long PdfUnpackedBytes = 256 << 20;

    /// <summary>Time after which a PDF is given up between two pages: four minutes, twice what the most pages allowed take at 60 ms each on one core.</summary>
    public static readonly TimeSpan PdfTime = TimeSpan.FromSeconds(240);

    /// <summary>Time that opening a PDF, or a single page of it, may take on top of that before the file is given up: 20 s. The slowest real page tried took two.</summary>
    public static readonly TimeSpan PdfPageTime = TimeSpan.FromSeconds(20);

    /// <summary>Folders inside folders that are followed: 128, deeper than any sensible archive and shallow enough for every file system's paths.</summary>
    public const int FolderDepth = 128;
}
