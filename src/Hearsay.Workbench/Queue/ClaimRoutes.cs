using Hearsay.Claims.Reviewing;
using Hearsay.Storage;
using Hearsay.Storage.Queries;
using Hearsay.Text;
using Hearsay.Workbench.Documents;
using Hearsay.Workbench.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Hearsay.Workbench.Queue;

/// <summary>Claims: the queue, one claim, and what claims are counted by.</summary>
internal static class ClaimRoutes
{
    private const int MostValues = 200;

    private static readonly Dictionary<string, Facet> Facets = Enum.GetValues<Facet>().ToDictionary(facet => facet.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("").WithTags("claims");
        group.MapList("/claims", "Claims that a query finds.", async (listing, context, cancellationToken) =>
        {
            Page<FoundClaim> page = await context.Ledger().ClaimsAsync(listing.Query, OrderOf(context.Request.Query["sort"]), listing.Most, listing.From, cancellationToken);
            return new ItemPage<ClaimRow>(await context.Of<ClaimRows>().OfAsync(page.Items, cancellationToken), page.Next);
        }, more: ("sort", "newest (usual), oldest, published or confidence (the least certain first)."));
        group.MapGet("/claims/{id}", OneAsync).WithSummary("One claim with all that is known of it.").ProducesProblem(404);
        group.MapList("/facets", "How many of the claims that a query finds have each value, most frequent first.", async (listing, context, cancellationToken) =>
        {
            string by = context.Request.Query["by"].ToString() is { Length: > 0 } named ? named : "stance";
            Facet facet = by == "published" ? Facet.Day : Facets.TryGetValue(by, out Facet known)
                ? known
                : throw new WorkbenchException(WorkbenchErrors.Malformed, 400, $"claims are not counted by '{by}'", $"There are {string.Join(", ", Facets.Keys)}.");
            int most = listing.Limit is null ? MostValues : listing.Most;
            Ledger ledger = context.Ledger();
            return new ItemPage<FacetCount>(
                await context.Of<Remembered>().GetAsync($"facet {facet} {most}", listing.Query, (query, stop) => ledger.CountByAsync(query, facet, most, stop), cancellationToken), null);
        }, more: ("by", "speaker, stance (usual), outlet, type, status, actor, recipient, object, form, review, day, document, family."));
    }

    /// <summary>A claim with all that is known of it, at present or as of a moment.</summary>
    public static async Task<ClaimView> ViewAsync(string id, DateTimeOffset? asOf, HttpContext context, CancellationToken cancellationToken)
    {
        Ledger ledger = context.Ledger();
        ClaimRows rows = context.Of<ClaimRows>();
        FoundClaim claim = await FindAsync(ledger, id, asOf, cancellationToken);
        var record = RecordView.Of(claim.Record);
        ClaimRow row = (await rows.OfAsync([claim], cancellationToken))[0];
        IReadOnlyList<Review> log = await ledger.LogAsync(claim.Id, cancellationToken: cancellationToken);
        RawText? text = await context.Of<StoredTexts>().GetAsync(record.Sha256, cancellationToken);
        (int start, int end) = record.Extent;
        Page<FoundClaim> siblings = await ledger.ClaimsAsync(
            new Query([new QueryTerm(QueryField.Document, [claim.Document], false)]) { AsOf = asOf }, Order.Oldest, Listing.Largest, null, cancellationToken);
        FoundClaim[] answering = [.. siblings.Items.Where(other => other.Record.Contains(claim.Id, StringComparison.Ordinal) && RecordView.Of(other.Record).Answers.Contains(claim.Id))];
        IReadOnlyList<FoundDocument> revisions = await ledger.RevisionsAsync(claim.Document, cancellationToken);
        return new ClaimView(
            row, record.Json, [.. log.Where(entry => asOf is null || entry.At <= asOf).Select(ReviewEntry.Of)], await DocumentRow.OfAsync(ledger, revisions[^1], revisions.Count, cancellationToken),
            await rows.ByIdAsync(record.Answers, cancellationToken), await rows.OfAsync(answering, cancellationToken), await ledger.ClusterIdAsync(claim.Id, cancellationToken),
            await context.Of<Citations>().OfAsync(claim, row, context.PublicAddress($"/claims/{claim.Id}"), cancellationToken),
            text is null ? null : Passage.Paragraphs(text, start, end));
    }

    private static async Task<Ok<ClaimView>> OneAsync(string id, string? asOf, HttpContext context, CancellationToken cancellationToken) =>
        TypedResults.Ok(await ViewAsync(id, Listing.Moment(asOf), context, cancellationToken));

    /// <summary>The claim as it stands, or as it stood; one that an edited text has no longer is found, too.</summary>
    private static async Task<FoundClaim> FindAsync(Ledger ledger, string id, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        string whole = await ledger.ClaimIdAsync(id, cancellationToken);
        var query = new Query([new QueryTerm(QueryField.Id, [whole], false)]);
        return (await ledger.ClaimsAsync(query with { AsOf = asOf }, most: 1, cancellationToken: cancellationToken)).Items is [var there]
            ? there
            : await ledger.PastClaimAsync(whole, asOf, cancellationToken)
            ?? throw new LedgerException("HS0510", id, $"the ledger had no claim '{id}' then");
    }

    private static Order OrderOf(string? sort) => sort switch
    {
        null or "" or "newest" => Order.Newest,
        "oldest" => Order.Oldest,
        "published" => Order.Published,
        "confidence" => Order.Confidence,
        _ => throw new WorkbenchException(WorkbenchErrors.Malformed, 400, $"claims are not sorted by '{sort}'", "There are newest, oldest, published and confidence."),
    };
}
