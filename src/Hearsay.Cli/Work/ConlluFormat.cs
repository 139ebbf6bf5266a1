using System.Buffers;
using Hearsay.Text.Formats;

namespace Hearsay.Cli.Work;

/// <summary>The base reading as CoNLL-U.</summary>
internal sealed class ConlluFormat : IOutputFormat
{
    /// <inheritdoc/>
    public Depth Needs => Depth.Document;

    /// <inheritdoc/>
    public void Write(IBufferWriter<byte> to, ReadArticle reading)
    {
        if (reading.Document is { } doc)
        {
            ConlluWriter.Write(to, doc);
        }
    }
}
