using System.Collections.Immutable;
using System.Globalization;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Registers;

namespace Hearsay.Claims.Replaying;

/// <summary>What follows from claims: the register, the clusters and their disputes. Two of them tell which conclusions flip.</summary>
public sealed class Replay
{
    private Replay(Register register, ImmutableArray<ClaimCluster> clusters, ImmutableArray<Dispute> disputes)
    {
        Register = register;
        Clusters = clusters;
        Disputes = disputes;
    }

    /// <summary>The register.</summary>
    public Register Register { get; }

    /// <summary>Clusters of two or more.</summary>
    public ImmutableArray<ClaimCluster> Clusters { get; }

    /// <summary>The disputes among them.</summary>
    public ImmutableArray<Dispute> Disputes { get; }

    /// <summary>Draws the conclusions.</summary>
    /// <param name="reports">The claims.</param>
    /// <param name="leastOrigins">Origins on which a conclusion must stand to count; 1 for all.</param>
    /// <param name="pairs">What analysts decided about which claims are alike; default for nothing.</param>
    public static Replay Of(IReadOnlyList<ReviewedReport> reports, int leastOrigins = 1, ImmutableArray<ClaimPair> pairs = default)
    {
        ArgumentNullException.ThrowIfNull(reports);
        var clusters = new ClaimClusters(pairs);
        foreach (ReviewedReport report in reports.Where(report => report.Counts))
        {
            clusters.Add(report.Report);
        }

        Register register = Register.Fold(reports);
        ImmutableArray<ClaimCluster> list = clusters.List(2);
        return new Replay(
            register with { Rows = [.. register.Rows.Where(row => Stands(row, leastOrigins))] }, [.. list.Where(cluster => Stands(cluster, leastOrigins))], [.. Dispute.Find(list).Where(dispute => Stands(dispute, leastOrigins))]);
    }

    /// <summary>Whether a row stands on so many independent origins: those who say so, or for a row that is only denied or stopped those who say that.</summary>
    public static bool Stands(RegisterRow row, int leastOrigins)
    {
        ArgumentNullException.ThrowIfNull(row);
        return leastOrigins <= 1 || Math.Max(row.Section == RegisterSection.Denied ? row.Denial.Origins : row.Support.Origins, row[RegisterField.Status].Origins) >= leastOrigins;
    }

    /// <summary>Whether a cluster stands on so many independent origins, of either side.</summary>
    public static bool Stands(ClaimCluster cluster, int leastOrigins)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        return leastOrigins <= 1 || Math.Max(cluster.Support.Origins, cluster.Denial.Origins) >= leastOrigins;
    }

    /// <summary>Whether each side of a dispute stands on so many independent origins; of one about numbers, those who affirm.</summary>
    public static bool Stands(Dispute dispute, int leastOrigins)
    {
        ArgumentNullException.ThrowIfNull(dispute);
        return leastOrigins <= 1 || (dispute.Sides is null ? dispute.Cluster.Support.Origins : Math.Min(dispute.Cluster.Support.Origins, dispute.Cluster.Denial.Origins)) >= leastOrigins;
    }

    /// <summary>The conclusions of this evidence that are others in <paramref name="rest"/>: rows, then disputes, then positions.</summary>
    public ImmutableArray<Flip> Flips(Replay rest)
    {
        ArgumentNullException.ThrowIfNull(rest);
        return [.. Rows(rest), .. DisputesOf(rest), .. Positions(rest)];
    }

    private IEnumerable<Flip> Rows(Replay rest)
    {
        Dictionary<string, RegisterRow> after = rest.Register.Rows.ToDictionary(row => row.Id, StringComparer.Ordinal);
        Dictionary<string, RegisterRow> before = Register.Rows.ToDictionary(row => row.Id, StringComparer.Ordinal);
        foreach (RegisterRow row in Register.Rows)
        {
            string about = About(row);
            if (!after.TryGetValue(row.Id, out RegisterRow? now))
            {
                yield return new Flip("row", row.Id, about, Told(row), "gone");
            }
            else if (row.Section != now.Section || row.Credibility != now.Credibility)
            {
                yield return new Flip("row", row.Id, about, Told(row), Told(now));
            }
        }

        foreach (RegisterRow row in rest.Register.Rows.Where(row => !before.ContainsKey(row.Id)))
        {
            yield return new Flip("row", row.Id, About(row), "not there", Told(row));
        }
    }

    private IEnumerable<Flip> DisputesOf(Replay rest)
    {
        // A cluster that loses its least claim gets another id: clusters are the same when they share a claim.
        ILookup<string, Dispute> after = rest.Disputes.SelectMany(dispute => ClaimsOf(dispute.Cluster).Select(claim => (claim, dispute))).ToLookup(pair => pair.claim, pair => pair.dispute, StringComparer.Ordinal);
        ILookup<string, Dispute> before = Disputes.SelectMany(dispute => ClaimsOf(dispute.Cluster).Select(claim => (claim, dispute))).ToLookup(pair => pair.claim, pair => pair.dispute, StringComparer.Ordinal);
        foreach (Dispute dispute in Disputes)
        {
            Dispute? now = ClaimsOf(dispute.Cluster).SelectMany(claim => after[claim]).FirstOrDefault();
            if (now is null)
            {
                yield return new Flip("dispute", dispute.Cluster.Id, About(dispute.Cluster), Told(dispute), "no dispute");
            }
            else if (now.Cluster.Credibility != dispute.Cluster.Credibility)
            {
                yield return new Flip("dispute", dispute.Cluster.Id, About(dispute.Cluster), Told(dispute), Told(now));
            }
        }

        foreach (Dispute dispute in rest.Disputes.Where(dispute => !ClaimsOf(dispute.Cluster).SelectMany(claim => before[claim]).Any()))
        {
            yield return new Flip("dispute", dispute.Cluster.Id, About(dispute.Cluster), "no dispute", Told(dispute));
        }
    }

    private IEnumerable<Flip> Positions(Replay rest)
    {
        // As with disputes: positions are the same when one party holds both and they share a claim.
        ILookup<(string Claim, string Party), Position> after = ByStatement(rest.Clusters);
        ILookup<(string Claim, string Party), Position> before = ByStatement(Clusters);
        foreach (ClaimCluster cluster in Clusters)
        {
            foreach (Position position in cluster.Positions)
            {
                Position? now = position.Statements.SelectMany(statement => after[(statement.Report.Claim.Id.Value, position.Key)]).FirstOrDefault();
                if (now is null)
                {
                    yield return new Flip("position", cluster.Id, $"{position.Name}: {About(cluster)}", Told(position), "gone");
                }
                else if (now.Side != position.Side || now.Shifts.Length != position.Shifts.Length)
                {
                    yield return new Flip("position", cluster.Id, $"{position.Name}: {About(cluster)}", Told(position), Told(now));
                }
            }
        }

        foreach (ClaimCluster cluster in rest.Clusters)
        {
            foreach (Position position in cluster.Positions.Where(position => !position.Statements.SelectMany(statement => before[(statement.Report.Claim.Id.Value, position.Key)]).Any()))
            {
                yield return new Flip("position", cluster.Id, $"{position.Name}: {About(cluster)}", "not there", Told(position));
            }
        }
    }

    private static ILookup<(string Claim, string Party), Position> ByStatement(ImmutableArray<ClaimCluster> clusters) =>
        clusters.SelectMany(cluster => cluster.Positions.SelectMany(position => position.Statements.Select(statement => (Key: (Claim: statement.Report.Claim.Id.Value, Party: position.Key), Position: position))))
            .ToLookup(pair => pair.Key, pair => pair.Position);

    private static IEnumerable<string> ClaimsOf(ClaimCluster cluster) => cluster.Members.Select(member => member.Report.Claim.Id.Value).Distinct(StringComparer.Ordinal);

    private static string About(RegisterRow row) => $"{row.Supplier.Name} → {row.Recipient.Name}: {row.Goods.Name}";

    private static string About(ClaimCluster cluster) => string.Join(" … ", cluster.Representative.Report.Claim.Content.Select(part => string.Join(' ', part.Quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));

    private static string Told(RegisterRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.Section.ToString().ToLowerInvariant()}, credibility {row.Credibility}, {row.Support.Origins} for, {row.Denial.Origins} against");

    private static string Told(Dispute dispute) => string.Create(CultureInfo.InvariantCulture, $"dispute, credibility {dispute.Cluster.Credibility}, {dispute.Cluster.Support.Origins} for, {dispute.Cluster.Denial.Origins} against");

    private static string Told(Position position) => position.Side.ToString().ToLowerInvariant() + (position.Shifts.Length > 0 ? ", after it said otherwise" : "");
}
