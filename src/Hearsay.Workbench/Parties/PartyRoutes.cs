using System.Collections.Immutable;
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
    /// <summary>Claims of a party, the latest ones, whose matters are shown.</summary>
    private const int MostMatters = 40;

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

            Ledger ledger = context.Ledger();
            return new ItemPage<FoundParty>(
                await context.Of<Remembered>().GetLastAsync($"parties {state} {listing.Most}", listing.Query, (query, stop) => ledger.PartiesAsync(query, state, listing.Most, stop), cancellationToken), null);
        }, more: ("state", "candidate, registered, confirmed, rejected, merged."));
        group.MapGet("/parties/{id}", OneAsync).WithSummary("One party: names, grades, positions and where it changed sides; ?asOf= as the ledger had it.").ProducesProblem(404);
        group.MapGet("/graph", async ([AsParameters] Listing listing, HttpContext context, CancellationToken cancellationToken) => TypedResults.Ok(await GraphAsync(listing, context, cancellationToken)))
            .WithSummary("Who speaks of whom in the claims that a query finds.").ProducesProblem(400);
        group.MapGet("/graph.csv", ([AsParameters] Listing listing, HttpContext context) => new CsvFile<GraphView.Edge>("graph", cancellationToken => EdgesAsync(listing, context, cancellationToken)))
            .WithSummary("The same as CSV, one pair a row.").ProducesProblem(400);
        group.MapList("/places", "Where the events of the claims that a query finds take place.", async (listing, context, cancellationToken) =>
        {
            int most = listing.Limit is null ? Listing.Largest : listing.Most;
            Ledger ledger = context.Ledger();
            IReadOnlyList<GraphView.Place> places = await context.Of<Remembered>().GetLastAsync<IReadOnlyList<GraphView.Place>>(
                $"places {most}", listing.Query,
                async (query, stop) => [.. (await ledger.PlacesAsync(query, most, stop)).Select(place => new GraphView.Place(place.Country, place.Place, place.Claims))], cancellationToken);
            return new ItemPage<GraphView.Place>(places, null);
        });
    }

    private static async Task<Ok<PartyView>> OneAsync(string id, string? asOf, HttpContext context, CancellationToken cancellationToken)
    {
        DateTimeOffset? then = Listing.Moment(asOf);
        Ledger ledger = context.Ledger();
        Sight sight = await context.Of<Remembered>().GetLastAsync(
            $"party {id}", new Query([new QueryTerm(QueryField.Speaker, [id], false)]) { AsOf = then }, async (query, stop) => new Sight(await ViewAsync(ledger, id, query, stop)), cancellationToken);
        return TypedResults.Ok(sight.View ?? throw new WorkbenchException(WorkbenchErrors.NotFound, 404, $"{(then is null ? "the ledger has" : "the ledger then had")} no party '{id}'"));
    }

    private static async Task<PartyView?> ViewAsync(Ledger ledger, string id, Query query, CancellationToken cancellationToken)
    {
        if (await FindAsync(ledger, id, query.AsOf, cancellationToken) is not { } party)
        {
            return null;
        }

        string key = PartyLink.Key(party.Id.StartsWith("candidate:", StringComparison.Ordinal) ? null : party.Id, party.Country, party.Name);
        IReadOnlyList<(ClaimCluster Cluster, Position Position)> positions = await StandsAsync(ledger, query, key, cancellationToken);
        return new PartyView(
            party,
            [.. await AliasesAsync(ledger, id, query.AsOf, cancellationToken)],
            [.. (await ledger.GradesAsync(id, cancellationToken: cancellationToken)).Where(grade => query.AsOf is null || grade.At <= query.AsOf).Select(grade => new PartyView.Grade(grade.At, $"{grade.Reliability}{grade.Credibility}", grade.Reviewer, grade.Subject))],
            [
                .. positions.Select(item => new PartyView.Stand(
                    item.Cluster.Id, DisputeRoutes.Title(item.Cluster), DisputeRoutes.Name(item.Position.Side), DisputeRoutes.Day(item.Position.Statements[0].Report.Published), item.Position.Statements[0].Report.Claim.Id.Value,
                    DisputeRoutes.Words(item.Position.Statements[0]))),
            ],
            [
                .. positions.SelectMany(item => item.Position.Shifts.Select(shift => new PartyView.Turn(
                    item.Cluster.Id, DisputeRoutes.Title(item.Cluster), DisputeRoutes.Name(shift.Before.Side), DisputeRoutes.Name(shift.After.Side), shift.Before.Report.Claim.Id.Value, shift.After.Report.Claim.Id.Value))),
            ]);
    }

    /// <summary>The party, with how often it occurred; as of a moment only when a claim that was there then names it.</summary>
    private static async Task<FoundParty?> FindAsync(Ledger ledger, string id, DateTimeOffset? asOf, CancellationToken cancellationToken) => asOf is null
        ? await ledger.PartiesAsync([id], cancellationToken) is [var party] ? party : null
        : (await ledger.PartiesAsync(new Query([new QueryTerm(QueryField.Party, [id], false)]) { AsOf = asOf }, null, Listing.Largest, cancellationToken)).FirstOrDefault(one => one.Id == id);

    private static async Task<IEnumerable<PartyView.Alias>> AliasesAsync(Ledger ledger, string id, DateTimeOffset? asOf, CancellationToken cancellationToken) => asOf is null
        ? (await ledger.AliasesAsync(id, cancellationToken: cancellationToken)).Select(alias => new PartyView.Alias(alias.Value ?? "", alias.Count, null))
        : (await ledger.EvidenceAsync(id, asOf, cancellationToken)).GroupBy(evidence => evidence.Name, StringComparer.Ordinal)
            .Select(name => new PartyView.Alias(name.Key, name.Sum(evidence => evidence.Mentions), null)).OrderByDescending(alias => alias.Count);

    /// <summary>Where a party stands on the matters of which it spoke last.</summary>
    private static async Task<IReadOnlyList<(ClaimCluster Cluster, Position Position)>> StandsAsync(Ledger ledger, Query query, string key, CancellationToken cancellationToken)
    {
        var seen = new Dictionary<string, (ClaimCluster Cluster, Position Position)>(StringComparer.Ordinal);
        if (query.AsOf is not null)
        {
            // The clusters of a past state are made anew: once for all matters.
            var spoken = (await ledger.ClaimsAsync(query, Order.Published, MostMatters, null, cancellationToken)).Items.Select(claim => claim.Id).ToHashSet(StringComparer.Ordinal);
            ImmutableArray<ClaimCluster> clusters = await ledger.ClustersAsync(Query.Everything with { AsOf = query.AsOf }, 2, null, cancellationToken);
            foreach (ClaimCluster cluster in clusters.Where(cluster => cluster.Members.Any(member => spoken.Contains(member.Report.Claim.Id.Value))))
            {
                if (cluster.Positions.FirstOrDefault(position => position.Key == key) is { } position)
                {
                    seen[cluster.Id] = (cluster, position);
                }
            }

            return Latest(seen.Values);
        }

        foreach (FoundClaim claim in (await ledger.ClaimsAsync(query, Order.Published, MostMatters, null, cancellationToken)).Items)
        {
            if (seen.Values.Any(item => item.Cluster.Members.Any(member => member.Report.Claim.Id.Value == claim.Id)))
            {
                continue;
            }

            foreach (ClaimCluster cluster in await ledger.ClusterAsync(claim.Id, null, 4, cancellationToken))
            {
                if (cluster.Members.Length > 1 && cluster.Positions.FirstOrDefault(position => position.Key == key) is { } position)
                {
                    seen[cluster.Id] = (cluster, position);
                }
            }
        }

        return Latest(seen.Values);
    }

    private static IReadOnlyList<(ClaimCluster Cluster, Position Position)> Latest(IEnumerable<(ClaimCluster Cluster, Position Position)> positions) =>
        [.. positions.OrderByDescending(item => item.Position.Statements[0].Report.Published).ThenBy(item => item.Cluster.Id, StringComparer.Ordinal).Take(MostMatters)];

    private static Task<GraphView> GraphAsync(Listing listing, HttpContext context, CancellationToken cancellationToken)
    {
        int most = listing.Limit is null ? 300 : listing.Most;
        Ledger ledger = context.Ledger();
        return context.Of<Remembered>().GetLastAsync($"graph {most}", listing.Query, async (query, stop) =>
        {
            IReadOnlyList<FoundEdge> edges = await ledger.EdgesAsync(query, most, stop);
            IReadOnlyList<FoundParty> parties = await ledger.PartiesAsync([.. edges.SelectMany(edge => new[] { edge.From, edge.To }).Distinct(StringComparer.Ordinal)], stop);
            return new GraphView(
                [.. parties.Select(party => new GraphView.Node(party.Id, party.Name, party.Kind, party.Country))],
                [.. edges.Select(edge => new GraphView.Edge(edge.From, edge.To, edge.Stance, edge.Claims, edge.First == edge.Last ? [edge.First] : [edge.First, edge.Last]))]);
        }, cancellationToken);
    }

    private static async IAsyncEnumerable<IReadOnlyList<GraphView.Edge>> EdgesAsync(Listing listing, HttpContext context, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return (await GraphAsync(listing, context, cancellationToken)).Edges;
    }

    private sealed record Sight(PartyView? View);
}
