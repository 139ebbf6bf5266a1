using Hearsay.Text;

namespace Hearsay.Ingest;

/// <summary>What one input, or one item of it, became.</summary>
/// <param name="Origin">Where it came from, for messages: path, or path and line.</param>
/// <param name="Article">The article, or null when none could be had; then a defect says why.</param>
/// <param name="Defects">What was repaired, skipped or refused.</param>
public sealed record Ingested(string Origin, Article? Article, IReadOnlyList<Defect> Defects)
{
    /// <summary>The bytes it was made from, as they came: the whole file, or the one line of a corpus without its line end. Empty where there were none, or too many to hold.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }
}
