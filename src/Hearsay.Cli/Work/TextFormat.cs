using System.Buffers;
using System.Text;

namespace Hearsay.Cli.Work;

/// <summary>The stored text that all offsets refer to, byte for byte: nothing is added, not even a line end between articles.</summary>
internal sealed class TextFormat : IOutputFormat
{
    /// <inheritdoc/>
    public Depth Needs => Depth.Article;

    /// <inheritdoc/>
    public void Write(IBufferWriter<byte> to, ReadArticle reading) => Encoding.UTF8.GetBytes(reading.Article.Text.AsSpan(), to);
}
