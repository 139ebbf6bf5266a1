using System.Text.Json;
using Hearsay.Storage.Queries;
using Hearsay.Workbench.Hosting;
using Hearsay.Workbench.Queue;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Hearsay.Workbench.Timelines;

/// <summary>When what happened, as claims have it.</summary>
internal static class TimelineRoutes
{
    /// <summary>Claims on one screen: more are no picture.</summary>
    private const int Most = 500;

    private const int MostWords = 160;

    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("").WithTags("timeline");
        group.MapGet("/timeline", async ([AsParameters] Listing listing, HttpContext context, CancellationToken cancellationToken) => TypedResults.Ok(await ViewAsync(listing, context, cancellationToken)))
            .WithSummary("Events of the claims that a query finds, by who acts: event time as an interval, and day of publication.").ProducesProblem(400);
        group.MapGet("/timeline.csv", ([AsParameters] Listing listing, HttpContext context) => new CsvFile<TimelineView.Row>("timeline", cancellationToken => RowsAsync(listing, context, cancellationToken)))
            .WithSummary("The same as CSV.").ProducesProblem(400);
    }

    private static async Task<TimelineView> ViewAsync(Listing listing, HttpContext context, CancellationToken cancellationToken)
    {
        int most = listing.Limit is null ? Most : listing.Most;
        Page<FoundClaim> page = await context.Ledger().ClaimsAsync(listing.Query, Order.Published, most, null, cancellationToken);
        var lanes = new Dictionary<string, List<TimelineView.Item>>(StringComparer.Ordinal);
        foreach (FoundClaim claim in page.Items)
        {
            var record = RecordView.Of(claim.Record);
            string words = record.Content is { Length: > MostWords } long_ ? long_[..MostWords] + "…" : record.Content;
            foreach (JsonElement fact in record.Propositions)
            {
                JsonElement time = fact.TryGetProperty("time", out JsonElement found) ? found : default;
                foreach (string actor in RecordView.Names(fact, "actor").DefaultIfEmpty("unknown").Distinct(StringComparer.Ordinal))
                {
                    if (!lanes.TryGetValue(actor, out List<TimelineView.Item>? items))
                    {
                        lanes[actor] = items = [];
                    }

                    items.Add(new TimelineView.Item(
                        claim.Id, RecordView.Text(time, "earliest"), RecordView.Text(time, "latest"), RecordView.Text(time, "precision"), claim.Published, record.Chain.Count > 0 ? record.Chain[0] : "unnamed", record.Stance,
                        RecordView.Text(fact, "type"), RecordView.Text(fact, "status"), words));
                }
            }
        }

        return new TimelineView(
            [
                .. lanes.OrderByDescending(lane => lane.Value.Count).ThenBy(lane => lane.Key, StringComparer.Ordinal).Select(lane => new TimelineView.Lane(
                    lane.Key, [.. lane.Value.OrderBy(item => item.Earliest ?? item.Latest ?? item.Published, StringComparer.Ordinal)])),
            ],
            page.Next is not null);
    }

    private static async IAsyncEnumerable<IReadOnlyList<TimelineView.Row>> RowsAsync(Listing listing, HttpContext context, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TimelineView view = await ViewAsync(listing, context, cancellationToken);
        yield return
        [
            .. view.Lanes.SelectMany(lane => lane.Items.Select(item => new TimelineView.Row(
                lane.Party, item.Claim, item.Earliest, item.Latest, item.Precision, item.Published, item.Speaker, item.Stance, item.Type, item.Status, item.Words))),
        ];
    }
}
