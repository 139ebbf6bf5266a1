using System.Collections.Immutable;
using Hearsay.Claims;
using Hearsay.Claims.Parties;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Cli.Work;

/// <summary>What one article became, as far as it was taken.</summary>
/// <param name="Article">The article.</param>
/// <param name="Document">Its layers, or null when it was not taken so far.</param>
/// <param name="Claims">Its claims, in the order of the text.</param>
internal sealed record ReadArticle(Article Article, Document? Document, ImmutableArray<Claim> Claims)
{
    /// <summary>Whose habits its attributions follow.</summary>
    public AttributionConvention Convention { get; init; }

    /// <summary>The titles that it teaches; empty when nobody asked.</summary>
    public ImmutableArray<LearntTitle> Titles { get; init; } = [];
}
