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

    /// <summary>Disputes on a page when nobody says how many.</summary>
    private const int UsualDisputes = 20;

    private static readonly TimeSpan FreshFor = TimeSpan.FromDays(30);

    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("").WithTags("disputes");
        group.MapList("/disputes", "Matters on which parties clash and of which the query finds a claim, the heaviest and freshest first.", async (listing, context, cancellationToken) =>
        {
            int skip = listing.From is { } from ? int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : throw new WorkbenchException(WorkbenchErrors.Malformed, 400, $"'{from}' is no place to go on from") : 0;
            int most = listing.Limit is null ? UsualDisputes : listing.Most;
            Ledger ledger = context.Ledger();
            ImmutableArray<Dispute> found = (await context.Of<Remembered>().GetAsync($"disputes {skip + most}", listing.Query, async (query, stop) => new Found(await ledger.DisputesAsync(query, skip + most + 1, stop)), cancellationToken)).Disputes;
            DateOnly? last = found.Max(dispute => dispute.Latest);
            return new ItemPage<DisputeView>(
                [.. found.Skip(skip).Take(most).Select(dispute => View(dispute.Cluster, dispute, last, MostWords))], found.Length > skip + most ? (skip + most).ToString(CultureInfo.InvariantCulture) : null);
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
                .. cluster.Members.Where(member => member is { Side: not ClaimSide.Denies, What.Quantity: not null }).Select(member => new DisputeView.NumberView(
                    Holder(cluster, member), member.What!.Quantity!.Min, member.What.Quantity.Max, RecordView.OneLine(member.What.Quantity.Words.Quote), member.Report.Claim.Id.Value)),
            ],
            [
                .. cluster.Positions.SelectMany(position => position.Shifts.Select(shift => new DisputeView.ShiftView(
                    position.Name, Name(shift.Before.Side), Name(shift.After.Side), shift.Before.Report.Claim.Id.Value, shift.After.Report.Claim.Id.Value))),
            ],
            [
                .. cluster.Unanswered.Select(absence => new DisputeView.AbsenceView(
                    absence.Name, Day(absence.Since), [.. absence.Accusations.Select(accusation => accusation.Report.Claim.Id.Value).Distinct(StringComparer.Ordinal)])),
            ],
            [.. cluster.Members.Select(member => member.Report.Claim.Id.Value).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>What a cluster is about, in the words of one claim.</summary>
    public static string Title(ClaimCluster cluster) => Words(cluster.Headline);

    /// <summary>The words of a claim on one line.</summary>
    public static string Words(Comparand member) => string.Join(" … ", member.Report.Claim.Content.Select(part => RecordView.OneLine(part.Quote)));

    /// <summary>A side as it is written: "affirms".</summary>
    public static string Name(ClaimSide side) => side.ToString().ToLowerInvariant();

    /// <summary>ISO 8601, or null.</summary>
    public static string? Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    private static async Task<Ok<DisputeView>> OneAsync(string cluster, string? asOf, HttpContext context, CancellationToken cancellationToken)
    {
        DateTimeOffset? then = Listing.Moment(asOf);
        Ledger ledger = context.Ledger();
        Found all = await context.Of<Remembered>().GetAsync(
            $"cluster {cluster}", Query.Everything with { AsOf = then }, async (query, stop) => new Found([.. (await ledger.ClusterAsync(cluster, query, 2, stop)).Where(one => one.Members.Length > 1).Select(one => Dispute.Of(one) ?? new Dispute(one, null, null, 0, null))]), cancellationToken);
        return all.Disputes is [var found, ..]
            ? TypedResults.Ok(View(found.Cluster, found.Sides is null && found.Numbers is null ? null : found, found.Latest, int.MaxValue))
            : throw new WorkbenchException(WorkbenchErrors.NotFound, 404, $"there is no cluster '{cluster}' of two claims or more");
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

    private sealed record Found(ImmutableArray<Dispute> Disputes);
}
