using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Hearsay.Claims.Reviewing;
using Hearsay.Storage;
using Hearsay.Workbench.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Hearsay.Workbench.Queue;

/// <summary>What happens elsewhere, as it happens: reviews of others, also of other processes on the same ledger.</summary>
internal static class EventRoutes
{
    private const int Batch = 200;

    /// <summary>Maps the route.</summary>
    public static void Map(RouteGroupBuilder api) => api.MapGet("/events", (HttpContext context, CancellationToken cancellationToken) => TypedResults.ServerSentEvents(FollowAsync(context, cancellationToken)))
        .WithTags("events").WithSummary("Server-sent events: review, inbox, alert. Last-Event-ID resumes.").Produces<string>(200, "text/event-stream").WithParameters(("after", "Number of the last entry of the log that was seen."));

    private static async IAsyncEnumerable<SseItem<object>> FollowAsync(HttpContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Ledger ledger = context.Ledger();
        Live live = context.Live();
        using IDisposable place = live.Enter();
        string seen = context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } header ? header : context.Request.Query["after"].ToString();
        long last = long.TryParse(seen, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : await live.NewestAsync(cancellationToken);
        yield return Item("hello", new { last }, last);
        while (!cancellationToken.IsCancellationRequested)
        {
            Task changed = live.ChangedAsync(cancellationToken);
            IReadOnlyList<Review> entries = await ledger.LogAsync(null, last, Batch, cancellationToken);
            foreach (Review entry in entries)
            {
                last = entry.Number;
                yield return Item("review", ReviewEntry.Of(entry), last);
            }

            foreach ((string kind, object what) in live.Since(context.User.Identity?.Name ?? "", place))
            {
                yield return Item(kind, what, last);
            }

            if (entries.Count < Batch)
            {
                await changed;
            }
        }
    }

    private static SseItem<object> Item(string kind, object data, long last) => new(data, kind) { EventId = last.ToString(CultureInfo.InvariantCulture) };
}
