using Hearsay.Text;

namespace Hearsay.Ingest;

/// <summary>What is known of some bytes before they are read: what a file system, a server, a web archive or a mail says on the outside.</summary>
/// <param name="Name">Path, address or name inside an archive, for messages and for its extension.</param>
/// <param name="DocumentId">Id of the document if the bytes hold one; several are called "id:line", "id:offset" or "id/name".</param>
public sealed record Envelope(string Name, string DocumentId)
{
    /// <summary>Where the bytes were fetched from, or null. An address that a document states for itself wins.</summary>
    public Uri? Address { get; init; }

    /// <summary>Media type as stated, in lower case and without parameters ("text/html"), or null. The bytes decide where they are unambiguous.</summary>
    public string? MediaType { get; init; }

    /// <summary>Character set as stated outside the bytes ("windows-1252"), or null. It wins over one that a page states for itself (HTML Standard, 13.2.3.1).</summary>
    public string? Charset { get; init; }
}
