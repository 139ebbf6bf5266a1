namespace Hearsay.Ingest;

/// <summary>How a file is read.</summary>
internal enum FileKind
{
    /// <summary>As one text.</summary>
    Plain,

    /// <summary>As a web page with one article.</summary>
    Html,

    /// <summary>As one document per line.</summary>
    Jsonl,
}
