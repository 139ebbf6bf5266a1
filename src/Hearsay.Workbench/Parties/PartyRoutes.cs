using Hearsay.Claims.Comparing;
using Hearsay.Storage;
using Hearsay.Storage.Queries;
using Hearsay.Workbench.Disputes;
using Hearsay.Workbench.Hosting;
using Hearsay.Workbench.Queue;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Hearsay.Workbench.Parties;

/// <summary>Parties and places.</summary>
internal static class PartyRoutes
{
    private static readonly string[] States = ["candidate", "registered", "confirmed", "rejected", "merged"];

    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("").WithTags("parties");
        group.MapList("/parties", "Parties that stand in the claims that a query finds, most claims first.", async (listing, context, cancellationToken) =>
        {
            string? state = context.Request.Query["state"].ToString() is { Length: > 0 } named ? named : null;
            if (state is not null && !States.Contains(state))
            {
                throw new WorkbenchException(WorkbenchErrors.Malformed, 400, $"there is no state '{state}'", $"There are {string.Join(", ", States)}.");
            }

            return new ItemPage<FoundParty>(
                await context.Of<Remembered>().GetAsync($"parties {state} {listing.Most}", listing.Query, (query, stop) => context.Ledger().PartiesAsync(query, state, listing.Most, stop), cancellationToken), null);
        }, more: ("state", "candidate, registered, confirmed, rejected, merged."));
        group.MapGet("/parties/{id}", OneAsync).WithSummary("One party: names, grades, positions and where it changed sides.").ProducesProblem(404);
        group.MapGet("/graph", async ([AsParameters] Listing listing, HttpContext context, CancellationToken cancellationToken) => TypedResults.Ok(await GraphAsync(listing, context, cancellationToken)))
            .WithSummary("Who speaks of whom in the claims that a query finds.").ProducesProblem(400);
        group.MapGet("/graph.csv", ([AsParameters] Listing listing, HttpContext context) => new CsvFile<GraphView.Edge>("graph", cancellationToken => EdgesAsync(listing, context, cancellationToken)))
            .WithSummary("The same as CSV, one pair a row.").ProducesProblem(400);
        group.MapList("/places", "Where the events of the claims that a query finds take place.", async (listing, context, cancellationToken) =>
        {
            int most = listing.Limit is null ? Listing.Largest : listing.Most;
            IReadOnlyList<GraphView.Place> places = await context.Of<Remembered>().GetAsync<IReadOnlyList<GraphView.Place>>(
                $"places {most}", listing.Query,
                async (query, stop) => [.. (await context.Ledger().PlacesAsync(query, most, stop)).Select(place => new GraphView.Place(place.Country, place.Place, place.Claims))], cancellationToken);
            return new ItemPage<GraphView.Place>(places, null);
        });
    }

    private static async Task<Ok<PartyView>> OneAsync(string id, HttpContext context, CancellationToken cancellationToken)
    {
        Ledger ledger = context.Ledger();
        FoundParty party = await ledger.PartiesAsync([id], cancellationToken) is [var found]
            ? found
            : throw new WorkbenchException(WorkbenchErrors.NotFound, 404, $"the ledger has no party '{id}'");
        Compared compared = await context.Of<Comparisons>().GetAsync(cancellationToken);
        string key = PartyLink.Key(party.Id.StartsWith("candidate:", StringComparison.Ordinal) ? null : party.Id, party.Country, party.Name);
        (ClaimCluster Cluster, Position Position)[] positions =
        [
            .. compared.OfParty[key].Select(cluster => (Cluster: cluster, Position: cluster.Positions.First(position => position.Key == key)))
                .OrderByDescending(item => item.Position.Statements[0].Report.Published).ThenBy(item => item.Cluster.Id, StringComparer.Ordinal).Take(Listing.Largest),
        ];
        return TypedResults.Ok(new PartyView(
            party,
            [.. (await ledger.AliasesAsync(id, cancellationToken: cancellationToken)).Select(alias => new PartyView.Alias(alias.Value ?? "", alias.Count, null))],
            [.. (await ledger.GradesAsync(id, cancellationToken: cancellationToken)).Select(grade => new PartyView.Grade(grade.At, $"{grade.Reliability}{grade.Credibility}", grade.Reviewer, grade.Subject))],
            [
                .. positions.Select(item => new PartyView.Stand(
                    item.Cluster.Id, DisputeRoutes.Title(item.Cluster), DisputeRoutes.Name(item.Position.Side), DisputeRoutes.Day(item.Position.Statements[0].Report.Published), item.Position.Statements[0].Report.Claim.Id.Value,
                    DisputeRoutes.Words(item.Position.Statements[0]))),
            ],
            [
                .. positions.SelectMany(item => item.Position.Shifts.Select(shift => new PartyView.Turn(
                    item.Cluster.Id, DisputeRoutes.Title(item.Cluster), DisputeRoutes.Name(shift.Before.Side), DisputeRoutes.Name(shift.After.Side), shift.Before.Report.Claim.Id.Value, shift.After.Report.Claim.Id.Value))),
            ]));
    }

    private static Task<GraphView> GraphAsync(Listing listing, HttpContext context, CancellationToken cancellationToken)
    {
        int most = listing.Limit is null ? 300 : listing.Most;
        return context.Of<Remembered>().GetAsync($"graph {most}", listing.Query, async (query, stop) =>
        {
            IReadOnlyList<FoundEdge> edges = await context.Ledger().EdgesAsync(query, most, stop);
            IReadOnlyList<FoundParty> parties = await context.Ledger().PartiesAsync([.. edges.SelectMany(edge => new[] { edge.From, edge.To }).Distinct(StringComparer.Ordinal)], stop);
            return new GraphView(
                [.. parties.Select(party => new GraphView.Node(party.Id, party.Name, party.Kind, party.Country))],
                [.. edges.Select(edge => new GraphView.Edge(edge.From, edge.To, edge.Stance, edge.Claims, edge.First == edge.Last ? [edge.First] : [edge.First, edge.Last]))]);
        }, cancellationToken);
    }

    private static async IAsyncEnumerable<IReadOnlyList<GraphView.Edge>> EdgesAsync(Listing listing, HttpContext context, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return (await GraphAsync(listing, context, cancellationToken)).Edges;
    }
}
