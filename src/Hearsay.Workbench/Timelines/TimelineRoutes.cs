using System.Globalization;
using System.Runtime.CompilerServices;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Timelines;
using Hearsay.Storage;
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
            .WithSummary("Events of the newest claims that a query finds, by party: event time as an interval, and days of publication.").ProducesProblem(400);
        group.MapGet("/timeline.csv", ([AsParameters] Listing listing, HttpContext context) => new CsvFile<TimelineView.Row>("timeline", cancellationToken => RowsAsync(listing, context, cancellationToken)))
            .WithSummary("The same as CSV.").ProducesProblem(400);
    }

    private static Task<TimelineView> ViewAsync(Listing listing, HttpContext context, CancellationToken cancellationToken)
    {
        int most = listing.Limit is null ? Most : listing.Most;
        Ledger ledger = context.Ledger();
        return context.Of<Remembered>().GetLastAsync(
            $"timeline {most}", listing.Query,
            async (query, stop) =>
            {
                (Timeline timeline, bool cut) = await ledger.NewestTimelineAsync(query, most, stop);
                var events = timeline.Events.ToDictionary(item => item.Id, ItemOf, StringComparer.Ordinal);
                return new TimelineView([.. timeline.Lanes.Select(lane => new TimelineView.Lane(lane.Key, lane.Name, [.. lane.Events.Select(id => events[id])]))], cut);
            },
            cancellationToken);
    }

    private static TimelineView.Item ItemOf(TimelineEvent item)
    {
        TimelineStatement shown = item.Statements.FirstOrDefault(statement => statement.Words == item.Words) ?? item.Statements[0];
        string words = item.Words.Length > MostWords ? item.Words[..MostWords] + "…" : item.Words;
        string? status = item.Statements.Any(statement => statement.Side == ClaimSide.Affirms) ? "happened"
            : item.Statements.Any(statement => statement.Side == ClaimSide.Denies) ? "not-happened"
            : item.Statements.Any(statement => statement.Side == ClaimSide.Intends) ? "planned"
            : null;
        return new TimelineView.Item(
            item.Id, shown.Claim, Day(item.Earliest), Day(item.Latest), Day(item.CoreEarliest), Day(item.CoreLatest), Day(item.FirstPublished), Day(item.LastPublished), shown.Name, shown.Stance.ToString().ToLowerInvariant(),
            item.Type.ToString().ToUpperInvariant(), status, item.Articles, item.Origins, item.DenyingOrigins, item.Credibility, item.Title, words);
    }

    private static string? Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    private static async IAsyncEnumerable<IReadOnlyList<TimelineView.Row>> RowsAsync(Listing listing, HttpContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TimelineView view = await ViewAsync(listing, context, cancellationToken);
        yield return
        [
            .. view.Lanes.SelectMany(lane => lane.Items.Select(item => new TimelineView.Row(
                lane.Party, item.Event, item.Claim, item.Earliest, item.Latest, item.CoreEarliest, item.CoreLatest, item.Published, item.LastPublished, item.Speaker, item.Stance, item.Type, item.Status, item.Articles, item.Origins,
                item.Denying, item.Credibility, item.Title, item.Words))),
        ];
    }
}
