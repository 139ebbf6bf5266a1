using System.Globalization;
using Hearsay.Storage;
using Hearsay.Storage.Queries;
using Hearsay.Storage.Searches;
using Hearsay.Workbench.Access;
using Hearsay.Workbench.Hosting;
using Hearsay.Workbench.Queue;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Hearsay.Workbench.Searches;

/// <summary>Saved searches and their alerts; everybody has their own.</summary>
internal static class SearchRoutes
{
    private const int LongestName = 100;
    private const int MostSearches = 200;

    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("").WithTags("searches");
        group.MapList("/searches", "Your saved searches with their alerts.", async (_, context, cancellationToken) =>
        {
            List<SearchView> views = [];
            foreach (SavedSearch search in await context.Ledger().SearchesAsync(context.User.Name(), cancellationToken))
            {
                views.Add(await ViewAsync(context.Ledger(), search, cancellationToken));
            }

            return new ItemPage<SearchView>(views, null);
        });
        group.MapPost("/searches", SaveAsync).WithSummary("Keeps a search; claims that come in from now on and fit give alerts.").ProducesProblem(400);
        group.MapDelete("/searches/{id:long}", async (long id, HttpContext context, CancellationToken cancellationToken) =>
            await context.Ledger().DropSearchAsync(context.User.Name(), id, cancellationToken) ? TypedResults.NoContent() : throw Unknown(id)).WithSummary("Gives a search up.").ProducesProblem(404);
        group.MapPost("/searches/{id:long}/seen", async (long id, HttpContext context, CancellationToken cancellationToken) =>
            await context.Ledger().SeeSearchAsync(context.User.Name(), id, cancellationToken) ? TypedResults.NoContent() : throw Unknown(id)).WithSummary("Notes that its alerts were looked at.").ProducesProblem(404);
    }

    private static async Task<Created<SearchView>> SaveAsync(SearchRequest request, HttpContext context, CancellationToken cancellationToken)
    {
        string name = request.Name?.Trim() ?? "";
        if (name.Length is 0 or > LongestName)
        {
            throw new WorkbenchException(WorkbenchErrors.Malformed, 400, "a search needs a name of 1 to 100 characters");
        }

        string query = Listing.Understand(request.Q, null).ToString();
        Ledger ledger = context.Ledger();
        if ((await ledger.SearchesAsync(context.User.Name(), cancellationToken)).Count >= MostSearches)
        {
            throw new WorkbenchException(WorkbenchErrors.Malformed, 400, $"you keep {MostSearches} searches already", "Give one up.");
        }

        SavedSearch made = await ledger.SaveSearchAsync(context.User.Name(), name, query, cancellationToken);
        return TypedResults.Created($"/api/v1/searches/{made.Number}", await ViewAsync(ledger, made, cancellationToken));
    }

    private static async Task<SearchView> ViewAsync(Ledger ledger, SavedSearch search, CancellationToken cancellationToken)
    {
        IReadOnlyList<Alert> alerts = await ledger.AlertsAsync(search.Number, cancellationToken: cancellationToken);
        return new SearchView(
            search.Number.ToString(CultureInfo.InvariantCulture), search.Name, search.Query, search.Since, search.Seen, alerts.Count(alert => search.Seen is null || alert.At > search.Seen),
            [.. alerts.Select(alert => new SearchView.AlertView(alert.Claim, alert.At, alert.Why))]);
    }

    private static WorkbenchException Unknown(long id) => new(WorkbenchErrors.NotFound, 404, $"you have no search {id}");
}
