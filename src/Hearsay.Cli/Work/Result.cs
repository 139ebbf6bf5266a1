using System.Collections.Immutable;
using Hearsay.Claims.Parties;

namespace Hearsay.Cli.Work;

/// <summary>What one piece of work gave: bytes to print and messages, both in the order of the input.</summary>
/// <param name="Bytes">What is printed.</param>
/// <param name="Notices">What is reported.</param>
/// <param name="Articles">Articles read.</param>
/// <param name="Claims">Claims among the bytes.</param>
/// <param name="Failures">Inputs that could not be read.</param>
/// <param name="LastOfFile">True when the piece ends its file: the progress counts files by it.</param>
internal sealed record Result(ReadOnlyMemory<byte> Bytes, IReadOnlyList<Notice> Notices, int Articles, int Claims, int Failures, bool LastOfFile)
{
    /// <summary>The titles that its articles teach, in their order; empty when nobody asked.</summary>
    public ImmutableArray<LearntTitle> Titles { get; init; } = [];
}
