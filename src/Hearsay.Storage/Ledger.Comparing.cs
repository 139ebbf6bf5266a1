using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Hearsay.Claims;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Formats;
using Hearsay.Claims.Origins;
using Hearsay.Claims.Parties;
using Hearsay.Claims.Registers;
using Hearsay.Claims.Reviewing;
using Hearsay.Storage.Queries;
using Hearsay.Text;

namespace Hearsay.Storage;

/// <content>Claims about the same proposition. What is alike is decided by pure code (<see cref="Likeness"/>).</content>
public sealed partial class Ledger
{
    /// <summary>Claims read from the database at a time.</summary>
    private const int ReportsAtATime = 500;

    /// <summary>The claims that a query finds, with what comparing needs of their documents. Rejected claims, and those that a corrected copy replaces, are left out.</summary>
    /// <param name="query">Which claims.</param>
    /// <param name="keep">Which of those found, or null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<ClaimReport>> ReportsAsync(Query query, Func<FoundClaim, bool>? keep = null, CancellationToken cancellationToken = default) =>
        [.. (await ReviewedReportsAsync(query, keep, cancellationToken)).Select(reviewed => reviewed.Report)];

    /// <summary>The same claims, each with what analysts decided about it.</summary>
    /// <param name="query">Which claims.</param>
    /// <param name="keep">Which of those found, or null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<ReviewedReport>> ReviewedReportsAsync(Query query, Func<FoundClaim, bool>? keep = null, CancellationToken cancellationToken = default)
    {
        Dictionary<string, ImmutableArray<string>> cites = [];
        var reports = new List<ReviewedReport>();
        RawText? text = null;
        string? cursor = null;
        do
        {
            Page<FoundClaim> page = await ClaimsAsync(query, Order.Oldest, ReportsAtATime, cursor, cancellationToken);
            foreach (FoundClaim found in page.Items.Where(found => found.Verdict is not ("rejected" or "edited") && keep?.Invoke(found) != false))
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
                    cites[found.Document] = cited = CitedBy(text, found);
                }

                var report = new ClaimReport(ClaimJson.Read(Encoding.UTF8.GetBytes(found.Record), text), found.Document, found.Outlet, PublicationDate.TryParse(found.Published)?.Day, found.Family, cited);
                reports.Add(new ReviewedReport(report, StandingOf(found)));
            }

            cursor = page.Next;
        }
        while (cursor is not null);

        return reports;
    }

    /// <summary>Clusters of claims about one proposition, the largest first.</summary>
    /// <param name="query">Which claims are looked at.</param>
    /// <param name="least">Only clusters of so many claims or more.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<ImmutableArray<ClaimCluster>> ClustersAsync(Query query, int least = 2, CancellationToken cancellationToken = default)
    {
        var clusters = new ClaimClusters();
        foreach (ClaimReport report in await ReportsAsync(query, null, cancellationToken))
        {
            clusters.Add(report);
        }

        return clusters.List(least);
    }

    /// <summary>Propositions on which parties clash, the heaviest and freshest first.</summary>
    /// <param name="query">Which claims are looked at.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<ImmutableArray<Dispute>> DisputesAsync(Query query, int most = int.MaxValue, CancellationToken cancellationToken = default) =>
        [.. Dispute.Find(await ClustersAsync(query, 2, cancellationToken)).Take(most)];

    /// <summary>The clusters that have an id, or hold the claim that has it; usually one, as many as the claim has propositions, or none.</summary>
    /// <param name="id">Id of a cluster or of a claim, or its beginning.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<ImmutableArray<ClaimCluster>> ClusterAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ImmutableArray<ClaimCluster> all = await ClustersAsync(Query.Parse(""), 1, cancellationToken);
        return [.. all.Where(cluster => cluster.Id.StartsWith(id, StringComparison.OrdinalIgnoreCase) || cluster.Members.Any(member => member.Report.Claim.Id.Value.StartsWith(id, StringComparison.OrdinalIgnoreCase)))];
    }

    private static Standing? StandingOf(FoundClaim found)
    {
        Verdict? verdict = Enum.TryParse(found.Verdict, ignoreCase: true, out Verdict decided) ? decided : null;
        return verdict is null && found.Reliability is null && found.Credibility is null ? null : new Standing(verdict, found.Reliability, found.Credibility, 0);
    }

    /// <summary>Outlets and agencies that the document says it rests on.</summary>
    private static ImmutableArray<string> CitedBy(RawText text, FoundClaim found)
    {
        var article = new Article(found.Name, text, found.Title, found.Outlet, PublicationDate.TryParse(found.Published));
        return [.. Lineage.Find(article, PartyRegistry.Standard).Citations.Where(citation => citation.IsExplicit).Select(citation => citation.Outlet.Name)];
    }

    private static string Sha256Of(string record)
    {
        using JsonDocument json = JsonDocument.Parse(record);
        return json.RootElement.GetProperty("sha256").GetString()!;
    }
}
