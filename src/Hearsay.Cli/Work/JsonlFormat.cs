using System.Buffers;
using Hearsay.Claims;
using Hearsay.Claims.Formats;

namespace Hearsay.Cli.Work;

/// <summary>One claim per line, hearsay.claim/1.</summary>
/// <param name="spans">Where contents are drawn; null takes PARC's habit for corpora and the claim record's for articles.</param>
internal sealed class JsonlFormat(SpanConvention? spans) : IOutputFormat
{
    /// <inheritdoc/>
    public Depth Needs => Depth.Claims;

    /// <inheritdoc/>
    public void Write(IBufferWriter<byte> to, ReadArticle reading)
    {
        SpanConvention convention = spans ?? (reading.FromCorpus ? SpanConvention.Parc : SpanConvention.Claims);
        foreach (Claim claim in reading.Claims)
        {
            ClaimJson.Write(to, claim, reading.Article.Text, convention);
        }
    }
}
