using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Formats;
using Hearsay.Claims.Registers;
using Hearsay.Claims.Reviewing;
using Hearsay.Claims.Timelines;
using Hearsay.Storage.Queries;
using Hearsay.Text;

namespace Hearsay.Storage;

/// <content>The register of arms transfers and the timeline: folded from the claims of a query each time, kept nowhere.</content>
public sealed partial class Ledger
{
    /// <summary>The claims that a query finds, with what comparing needs of their documents and what analysts decided. Rejected claims, and those that a corrected copy replaces, are left out.</summary>
    /// <param name="query">Which claims.</param>
    /// <param name="publishedBy">Only claims that were published up to this day, of undated ones those that were recorded up to it; null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<ReviewedReport>> ReviewedReportsAsync(Query query, DateOnly? publishedBy = null, CancellationToken cancellationToken = default) => ReviewedReportsAsync(
        query, publishedBy is { } last ? found => (PublicationDate.TryParse(found.Published)?.Day ?? DateOnly.FromDateTime(found.Recorded.UtcDateTime)) <= last : null, cancellationToken);

    private async Task<IReadOnlyList<ReviewedReport>> ReviewedReportsAsync(Query query, Func<FoundClaim, bool>? keep, CancellationToken cancellationToken)
    {
        Dictionary<string, ImmutableArray<string>> cites = [];
        var reports = new List<ReviewedReport>();
        string? cursor = null;
        do
        {
            Page<FoundClaim> page = await ClaimsAsync(query, Order.Oldest, ReportsAtATime, cursor, cancellationToken);
            await AddReportsAsync(reports, page.Items.Where(found => keep?.Invoke(found) != false), cites, cancellationToken);
            cursor = page.Next;
        }
        while (cursor is not null);

        return reports;
    }

    /// <summary>Adds found claims with their words and what their documents cite; rejected and replaced ones are left out.</summary>
    private async Task AddReportsAsync(List<ReviewedReport> reports, IEnumerable<FoundClaim> claims, Dictionary<string, ImmutableArray<string>> cites, CancellationToken cancellationToken)
    {
        RawText? text = null;
        foreach (FoundClaim found in claims.Where(found => found.Verdict is not ("rejected" or "edited")))
        {
            string sha256 = Sha256Of(found.Record);
            if (text?.Sha256 != sha256)
            {
                text = await TextAsync(sha256, cancellationToken);
            }

            if (text is null)
            {
                continue;
            }

            if (!cites.TryGetValue(found.Document, out ImmutableArray<string> cited))
            {
                cites[found.Document] = cited = await ReadAsync(
                    async session => await session.NumberAsync("SELECT revision FROM claim WHERE pk = $1", [found.Number], cancellationToken) is { } revision ? await CitedAsync(session, revision, cancellationToken) : [],
                    cancellationToken);
            }

            Verdict? verdict = Enum.TryParse(found.Verdict, ignoreCase: true, out Verdict decided) ? decided : null;
            bool reviewed = verdict is not null || found.Reliability is not null || found.Credibility is not null;
            reports.Add(new ReviewedReport(
                new ClaimReport(ClaimJson.Read(Encoding.UTF8.GetBytes(found.Record), text), found.Document, found.Outlet, PublicationDate.TryParse(found.Published)?.Day, found.Family, cited), reviewed ? new Standing(verdict, found.Reliability, found.Credibility, 0) : null));
        }
    }

    /// <summary>The register of arms transfers, folded from the claims that a query finds.</summary>
    /// <param name="query">Which claims.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Register> RegisterAsync(Query query, CancellationToken cancellationToken = default) => Register.Fold(await ReviewedReportsAsync(query with { OfTransfers = true }, cancellationToken: cancellationToken));

    /// <summary>The timeline of the events in the claims that a query finds.</summary>
    /// <param name="query">Which claims.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Timeline> TimelineAsync(Query query, CancellationToken cancellationToken = default) => Timeline.Of(await ClustersAsync(query, 1, null, cancellationToken));

    /// <summary>The timeline of the events in the newest claims that a query finds, each with all that is said of it.</summary>
    /// <param name="query">Which claims. With <see cref="Query.AsOf"/> events are found anew, among these claims alone: among all would take minutes in a large ledger.</param>
    /// <param name="most">At most so many claims, by day of publication; events are as many as they tell of.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The timeline, and whether the query finds more claims.</returns>
    public async Task<(Timeline Timeline, bool IsCut)> NewestTimelineAsync(Query query, int most, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        Page<FoundClaim> page = await ClaimsAsync(query, Order.Published, most, null, cancellationToken);
        if (page.Items.Count == 0)
        {
            return (Timeline.Of([]), false);
        }

        if (query.AsOf is not null)
        {
            List<ReviewedReport> newest = [];
            await AddReportsAsync(newest, page.Items, [], cancellationToken);
            var clusters = new ClaimClusters(await PairsAsync(cancellationToken));
            foreach (ReviewedReport report in newest)
            {
                clusters.Add(report.Report);
            }

            return (Timeline.Of(clusters.List(1)), page.Next is not null);
        }

        string claims = string.Join(',', page.Items.Select(claim => claim.Number.ToString(CultureInfo.InvariantCulture)));
        List<long> rows = await ReadAsync(
            session => session.ListAsync($"SELECT DISTINCT cluster FROM comparand WHERE cluster IS NOT NULL AND claim IN ({claims}) ORDER BY cluster", [], row => row.GetInt64(0), cancellationToken), cancellationToken);
        return (Timeline.Of(await ClustersAsync([.. rows], cancellationToken)), page.Next is not null);
    }
}
