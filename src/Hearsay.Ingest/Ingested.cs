using System.Collections.Immutable;
using Hearsay.Text;

namespace Hearsay.Ingest;

/// <summary>What one input, or one item of it, became.</summary>
/// <param name="Origin">Where it came from, for messages: path or address; followed by ":line" in a corpus, ":offset" in a web archive and "/name" in an archive or mail.</param>
/// <param name="Article">The article, or null when there is none; then a defect says why. With warnings only it is a note about the input as a whole, and nothing is missing.</param>
/// <param name="Defects">What was repaired, skipped or refused.</param>
public sealed record Ingested(string Origin, Article? Article, IReadOnlyList<Defect> Defects)
{
    /// <summary>The bytes it was made from; null when they were refused before they were held.</summary>
    public Original? Original { get; init; }

    /// <summary>The bytes of <see cref="Original"/>; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Bytes => Original?.Bytes ?? default;

    /// <summary>Whether it is a line of a JSON Lines corpus, whose text is kept exactly as given.</summary>
    public bool IsCorpusLine { get; init; }

    /// <summary>
    /// Address of the page whose beginning or summary this is, or null when the text is whole: set for an item of a feed that carries no full text. It was not opened.
    /// </summary>
    public Uri? FullText { get; init; }

    /// <summary>
    /// Where each page of a PDF begins in the text, in UTF-16 characters, ascending; empty for what has no pages. A page without text begins where the next one does.
    /// </summary>
    public ImmutableArray<int> Pages { get; init; } = [];
}
