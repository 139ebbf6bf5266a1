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

    /// <summary>As a feed with an article per item.</summary>
    Feed,

    /// <summary>As a mail with what is attached to it.</summary>
    Mail,

    /// <summary>As a PDF with one article.</summary>
    Pdf,

    /// <summary>As a web archive with a document per record.</summary>
    Warc,

    /// <summary>As a ZIP archive with a file per member.</summary>
    Zip,

    /// <summary>As a gzip file with one file in it, which may be a web archive.</summary>
    Gzip,
}
