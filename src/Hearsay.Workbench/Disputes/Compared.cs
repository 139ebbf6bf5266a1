using System.Collections.Immutable;
using Hearsay.Claims.Comparing;
using Hearsay.Storage.Queries;

namespace Hearsay.Workbench.Disputes;

/// <summary>Claims compared with one another.</summary>
/// <param name="Stamp">The state of the ledger that they are of.</param>
/// <param name="Clusters">Clusters of two claims or more.</param>
/// <param name="Disputes">Those on which parties clash, the heaviest and freshest first.</param>
/// <param name="OfClaim">Clusters by the ids of their claims.</param>
/// <param name="OfParty">Clusters by the keys of the parties that take a position.</param>
internal sealed record Compared(
    LedgerStamp Stamp, ImmutableArray<ClaimCluster> Clusters, ImmutableArray<Dispute> Disputes, ILookup<string, ClaimCluster> OfClaim, ILookup<string, ClaimCluster> OfParty)
{
    /// <summary>Compares reports.</summary>
    public static Compared Of(LedgerStamp stamp, IReadOnlyList<ClaimReport> reports)
    {
        var clusters = new ClaimClusters();
        foreach (ClaimReport report in reports)
        {
            clusters.Add(report);
        }

        ImmutableArray<ClaimCluster> several = clusters.List(2);
        return new Compared(
            stamp, several, Dispute.Find(several),
            several.SelectMany(cluster => cluster.Members.Select(member => (member.Report.Claim.Id.Value, cluster)).DistinctBy(pair => pair.Value, StringComparer.Ordinal)).ToLookup(pair => pair.Value, pair => pair.cluster, StringComparer.Ordinal),
            several.SelectMany(cluster => cluster.Positions.Select(position => (position.Key, cluster))).ToLookup(pair => pair.Key, pair => pair.cluster, StringComparer.Ordinal));
    }
}
