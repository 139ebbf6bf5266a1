using System.Collections.Immutable;
using System.Globalization;
using Hearsay.Claims;
using Hearsay.Claims.Comparing;
using Hearsay.Storage;
using Hearsay.Storage.Queries;
using Hearsay.Workbench.Hosting;
using Hearsay.Workbench.Queue;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Hearsay.Workbench.Disputes;

/// <summary>Contradictions, side by side.</summary>
internal static class DisputeRoutes
{
    /// <summary>Words of one side in a list; all of them where one dispute is asked for.</summary>
    private const int MostWords = 5;

    /// <summary>Claims by which a query picks disputes.</summary>
    private const int MostPicking = 200_000;

    private static readonly TimeSpan FreshFor = TimeSpan.FromDays(30);

    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("").WithTags("disputes");
        group.MapList("/disputes", "Matters on which parties clash and of which the query finds a claim, the heaviest and freshest first.", async (listing, context, cancellationToken) =>
        {
            Query query = listing.Query;
            Compared compared = await context.Of<Comparisons>().GetAsync(query.AsOf, cancellationToken);
            IReadOnlySet<string>? ids = query.Terms.IsEmpty ? null : await context.Ledger().ClaimIdsAsync(query, MostPicking, cancellationToken);
            int skip = listing.From is { } from ? int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : throw new WorkbenchException(WorkbenchErrors.Malformed, 400, $"'{from}' is no place to go on from") : 0;
            Dispute[] found = [.. compared.Disputes.Where(dispute => ids is null || dispute.Cluster.Members.Any(member => ids.Contains(member.Report.Claim.Id.Value))).Skip(skip).Take(listing.Most + 1)];
            DateOnly? last = compared.Disputes.Max(dispute => dispute.Latest);
            return new ItemPage<DisputeView>(
                [.. found.Take(listing.Most).Select(dispute => View(dispute.Cluster, dispute, last, MostWords))], found.Length > listing.Most ? (skip + listing.Most).ToString(CultureInfo.InvariantCulture) : null);
        });
        group.MapGet("/disputes/{cluster}", OneAsync).WithSummary("One cluster of claims with all that was said, whether or not parties clash. Also found by the id of a claim.").ProducesProblem(404);
    }

    /// <summary>A cluster as screens show it.</summary>
    public static DisputeView View(ClaimCluster cluster, Dispute? dispute, DateOnly? last, int words)
    {
        DateOnly? latest = cluster.Members.Max(member => member.Report.Published);
        return new DisputeView(
            cluster.Id, Title(cluster), dispute?.Weight ?? 0, latest is { } day && last is { } end && end.DayNumber - day.DayNumber <= FreshFor.TotalDays, cluster.Credibility, Day(latest),
            [.. Enum.GetValues<ClaimSide>().Select(side => Side(cluster, side, words)).OfType<DisputeView.SideView>()],
            [
                .. cluster.Members.Where(member => member.What?.Quantity is not null).Select(member => new DisputeView.NumberView(
                    Holder(cluster, member), member.What!.Quantity!.Min, member.What.Quantity.Max, RecordView.OneLine(member.What.Quantity.Words.Quote), member.Report.Claim.Id.Value)),
            ],
            [
                .. cluster.Positions.SelectMany(position => position.Shifts.Select(shift => new DisputeView.ShiftView(
                    position.Name, Name(shift.Before.Side), Name(shift.After.Side), shift.Before.Report.Claim.Id.Value, shift.After.Report.Claim.Id.Value))),
            ],
            [.. cluster.Members.Select(member => member.Report.Claim.Id.Value).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>What a cluster is about: the words of the claim that says most.</summary>
    public static string Title(ClaimCluster cluster) => Words(cluster.Representative);

    /// <summary>The words of a claim on one line.</summary>
    public static string Words(Comparand member) => string.Join(" … ", member.Report.Claim.Content.Select(part => RecordView.OneLine(part.Quote)));

    /// <summary>A side as it is written: "affirms".</summary>
    public static string Name(ClaimSide side) => side.ToString().ToLowerInvariant();

    /// <summary>ISO 8601, or null.</summary>
    public static string? Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    private static async Task<Ok<DisputeView>> OneAsync(string cluster, string? asOf, HttpContext context, CancellationToken cancellationToken)
    {
        Compared compared = await context.Of<Comparisons>().GetAsync(Listing.Moment(asOf), cancellationToken);
        ClaimCluster found = compared.Clusters.FirstOrDefault(one => one.Id == cluster) ?? compared.OfClaim[cluster].FirstOrDefault()
            ?? throw new WorkbenchException(WorkbenchErrors.NotFound, 404, $"there is no cluster '{cluster}' of two claims or more", "It may have grown together with another: look for one of its claims.");
        return TypedResults.Ok(View(found, compared.Disputes.FirstOrDefault(dispute => dispute.Cluster.Id == found.Id), compared.Disputes.Max(dispute => dispute.Latest), int.MaxValue));
    }

    private static DisputeView.SideView? Side(ClaimCluster cluster, ClaimSide side, int words)
    {
        Comparand[] members = [.. cluster.Members.Where(member => member.Side == side)];
        if (members.Length == 0)
        {
            return null;
        }

        Independence legs = side switch { ClaimSide.Affirms => cluster.Support, ClaimSide.Denies => cluster.Denial, _ => Independence.Of(cluster, side) };
        return new DisputeView.SideView(
            Name(side), [.. members.Select(member => Holder(cluster, member)).Distinct(StringComparer.Ordinal)], legs.Origins, legs.Articles, legs.FirstHand, Day(members.Max(member => member.Report.Published)),
            [
                .. members.OrderByDescending(member => member.Report.Published).DistinctBy(member => member.Report.Claim.Id.Value).Take(words).Select(member => new DisputeView.WordView(
                    member.Report.Claim.Id.Value, member.Report.Document, Holder(cluster, member), Speaker(member.Report.Claim.Sources[0]), member.Report.Claim.Stance.ToString().ToLowerInvariant(), Words(member),
                    Day(member.Report.Published), member.Report.Outlet)),
            ]);
    }

    private static string Holder(ClaimCluster cluster, Comparand member) =>
        PartyLink.Key(member.Holder) is var key && cluster.Positions.FirstOrDefault(position => position.Key == key) is { } position ? position.Name : Speaker(member.Holder);

    private static string Speaker(Speaker speaker) => RecordView.OneLine(speaker is { Kind: SpeakerKind.Unnamed, Mention: { } mention } ? mention.Quote : speaker.Name);
}
