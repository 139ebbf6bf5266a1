using System.Buffers;
using Hearsay.Claims;
using Hearsay.Claims.Formats;

namespace Hearsay.Cli.Work;

/// <summary>One claim per line, hearsay.claim/1.</summary>
internal sealed class JsonlFormat : IOutputFormat
{
    /// <inheritdoc/>
    public Depth Needs => Depth.Claims;

    /// <inheritdoc/>
    public void Write(IBufferWriter<byte> to, ReadArticle reading)
    {
        foreach (Claim claim in reading.Claims)
        {
            ClaimJson.Write(to, claim, reading.Article.Text, reading.Convention);
        }
    }
}
