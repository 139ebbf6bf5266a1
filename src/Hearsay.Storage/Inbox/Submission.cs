using System.Security.Cryptography;
using System.Text;
using Hearsay.Text;

namespace Hearsay.Storage.Inbox;

/// <summary>Something that is to be read: bytes, or an address to fetch, with what is known of them from outside. The same submission twice is one item of the inbox.</summary>
/// <param name="Name">Path, address or title, for people and for its extension.</param>
/// <param name="Bytes">The bytes as they came; empty for what is still to be fetched.</param>
public sealed record Submission(string Name, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Id of the document if the bytes hold one, or null for the name without its extension.</summary>
    public string? DocumentId { get; init; }

    /// <summary>Where the bytes came from, or what is to be fetched; null for neither.</summary>
    public Uri? Address { get; init; }

    /// <summary>Media type as stated outside the bytes ("text/html"), or null.</summary>
    public string? MediaType { get; init; }

    /// <summary>Character set as stated outside the bytes, or null.</summary>
    public string? Charset { get; init; }

    /// <summary>Who published it, or null to take what it says itself.</summary>
    public string? Outlet { get; init; }

    /// <summary>When it was published, or null to take what it says itself.</summary>
    public PublicationDate? Published { get; init; }

    /// <summary>Who put it into the inbox, or null for a program.</summary>
    public string? AddedBy { get; init; }

    /// <summary>The id of the document: as given, or the name without folder and extension.</summary>
    internal string Document => DocumentId ?? Path.GetFileNameWithoutExtension(Name);

    /// <summary>SHA-256 over the bytes and all that decides what is read in them. Who added it does not.</summary>
    internal string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n', "hearsay.submission/1", Bytes.IsEmpty ? "" : Convert.ToHexStringLower(SHA256.HashData(Bytes.Span)), Address?.AbsoluteUri, Name, Document, MediaType, Charset, Outlet, Published?.ToString()))));
}
