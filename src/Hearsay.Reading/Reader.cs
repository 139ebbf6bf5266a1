using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading;

/// <summary>Reads an article: the pipeline. Immutable and safe to share between threads.</summary>
public sealed class Reader
{
    private Reader(ReaderVersion version) => Version = version;

    /// <summary>What this reader is.</summary>
    public ReaderVersion Version { get; }

    /// <summary>Loads the reader with the model that ships with the product.</summary>
    public static Reader Load() => new(new ReaderVersion("0.1.0", new string('0', 64)));

    /// <summary>Reads <paramref name="article"/>, layer by layer. Never throws on content.</summary>
    public Document Read(Article article)
    {
        ArgumentNullException.ThrowIfNull(article);
        var tokens = new Tokens(article.Text, [], []);
        return new Document(article, tokens, new Sentences([], [], 0), new Quotations([], []), Attributions.None, Version, []);
    }
}
