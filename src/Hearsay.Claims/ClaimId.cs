using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Hearsay.Text;

namespace Hearsay.Claims;

/// <summary>
/// Identity of a claim: a hash of what makes it this claim, so that the same reading gives the same id on any machine and
/// reviews survive a new reader that reads the claim unchanged. Written as 32 lower-case hexadecimal digits.
/// </summary>
/// <param name="Value">The 32 digits.</param>
public readonly record struct ClaimId(string Value)
{
    /// <summary>Derives the id: the first 128 bits of SHA-256 over the fields in the order of the parameters.</summary>
    /// <param name="textSha256">Hash of the document's text.</param>
    /// <param name="content">Spans of the content in code points, without outer quotation marks and final stop.</param>
    /// <param name="sources">The chain of speakers; each counts by its mention's place, in code points, and its name.</param>
    /// <param name="stance">The stance.</param>
    public static ClaimId Of(string textSha256, IEnumerable<TextSpan> content, IEnumerable<(TextSpan? Mention, string Name)> sources, Stance stance)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[4];
        void Add(ReadOnlySpan<char> words)
        {
            byte[] utf8 = new byte[Encoding.UTF8.GetByteCount(words)];
            Encoding.UTF8.GetBytes(words, utf8);
            hash.AppendData(utf8);
            hash.AppendData([0]);
        }

        void AddSpan(TextSpan span, Span<byte> buffer)
        {
            BinaryPrimitives.WriteInt32LittleEndian(buffer, span.Start);
            hash.AppendData(buffer);
            BinaryPrimitives.WriteInt32LittleEndian(buffer, span.End);
            hash.AppendData(buffer);
        }

        Add("hearsay.claim/1");
        Add(textSha256);
        foreach (TextSpan span in content)
        {
            AddSpan(span, number);
        }

        Add("sources");
        foreach ((TextSpan? mention, string name) in sources)
        {
            AddSpan(mention ?? new TextSpan(-1, -1), number);
            Add(name);
        }

        Add(stance.ToString());
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return new ClaimId(Convert.ToHexStringLower(digest[..16]));
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
