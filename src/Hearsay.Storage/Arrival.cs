using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Hearsay.Claims.Reviewing;
using Hearsay.Text;

namespace Hearsay.Storage;

/// <summary>An article on its way into the ledger: the bytes it came as, what was taken from them, and what a reader found.</summary>
/// <param name="Article">Text and publication.</param>
/// <param name="Bytes">The original bytes; empty when there are none.</param>
/// <param name="Origin">Where it came from, for people: path, path and line, address.</param>
public sealed record Arrival(Article Article, ReadOnlyMemory<byte> Bytes, string Origin)
{
    private readonly Lazy<string> _hash = new(() => HashOf(Article, Bytes.Span));

    /// <summary>Which reader read it, or null when none did: the text is kept without claims (another language, say).</summary>
    public ReaderVersion? Reader { get; init; }

    /// <summary>What the reader found, in the order of the text.</summary>
    public ImmutableArray<ReadClaim> Claims { get; init; } = [];

    /// <summary>Number of the item of the inbox that it came out of, or null.</summary>
    public long? Item { get; init; }

    /// <summary>With whom the document may be shared, or null to leave its marking as it is. It narrows only: what is marked more narrowly stays so.</summary>
    public TrafficLight? Marking { get; init; }

    /// <summary>Who sets <see cref="Marking"/>.</summary>
    public string MarkedBy { get; init; } = "hearsay";

    /// <summary>SHA-256 over the bytes and all that is known of the publication, 64 hexadecimal digits: the same arrival twice is the same hash.</summary>
    public string Hash => _hash.Value;

    private static string HashOf(Article article, ReadOnlySpan<byte> bytes)
    {
        string bytesHash = bytes.IsEmpty ? "" : Convert.ToHexStringLower(SHA256.HashData(bytes));
        string facts = string.Join('\n', "hearsay.arrival/1", bytesHash, article.Text.Sha256, article.Id, article.Title, article.Outlet, article.Published?.ToString(), article.Address?.AbsoluteUri, article.Language);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(facts)));
    }
}
