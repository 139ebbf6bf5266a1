using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Hearsay.Claims;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Formats;
using Hearsay.Storage.Queries;
using Hearsay.Text;

namespace Hearsay.Storage;

/// <content>Claims about the same proposition, as <see cref="GroupAsync(int, bool, CancellationToken)"/> keeps them. What is alike is decided by pure code (<see cref="Likeness"/>).</content>
public sealed partial class Ledger
{
    /// <summary>Claims read from the database at a time.</summary>
    private const int ReportsAtATime = 500;

    /// <summary>Claims that tell who was heard (<see cref="ClaimCluster.Beside"/>) in the documents of a cluster.</summary>
    private const string BesideCluster =
        "c.document IN (SELECT m.document FROM comparand k JOIN claim m ON m.pk = k.claim WHERE k.cluster = $1) AND c.until IS NULL AND c.voice = 'attributed' AND COALESCE(s.verdict, 'open') NOT IN ('rejected', 'edited') " +
        "AND (c.stance IN ('denies', 'declines') OR c.record LIKE '%\"answers\":[\"%')";

    /// <summary>The claims that a query finds, with what comparing needs of their documents. Rejected claims, and those that a corrected copy replaces, are left out.</summary>
    /// <param name="query">Which claims.</param>
    /// <param name="keep">Which of those found, or null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<ClaimReport>> ReportsAsync(Query query, Func<FoundClaim, bool>? keep = null, CancellationToken cancellationToken = default) =>
        [.. (await ReviewedReportsAsync(query, keep, cancellationToken)).Select(report => report.Report)];

    /// <summary>Merges and splits that count, in the order in which they were decided.</summary>
    public Task<ImmutableArray<ClaimPair>> PairsAsync(CancellationToken cancellationToken = default) => ReadAsync(session => PairsAsync(session, cancellationToken), cancellationToken);

    /// <summary>Clusters in which a query finds a claim, whole, the largest first. With <see cref="Query.AsOf"/> they are made anew, of the claims that the query finds at that time.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="least">Only clusters of so many statements or more.</param>
    /// <param name="also">A second query that must find a claim of the cluster, too, or null: who speaks, say.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<ImmutableArray<ClaimCluster>> ClustersAsync(Query query, int least = 2, Query? also = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.AsOf is not null)
        {
            return await AnewAsync(query, least, cancellationToken);
        }

        HashSet<long> rows = await ClusterRowsAsync(query, "members >= $1", least, cancellationToken);
        if (also is not null)
        {
            rows.IntersectWith(await ClusterRowsAsync(also, "members >= $1", least, cancellationToken));
        }

        return [.. (await ClustersAsync([.. rows.Order()], cancellationToken)).OrderByDescending(cluster => cluster.Members.Length).ThenBy(cluster => cluster.Id, StringComparer.Ordinal)];
    }

    /// <summary>Propositions on which parties clash and of which a query finds a claim, the heaviest and freshest first. With <see cref="Query.AsOf"/> they are found anew.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<ImmutableArray<Dispute>> DisputesAsync(Query query, int most = int.MaxValue, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.AsOf is not null)
        {
            return [.. Dispute.Find(await AnewAsync(query, 2, cancellationToken)).Take(most)];
        }

        HashSet<long> found = await ClusterRowsAsync(query, "weight IS NOT NULL AND members >= $1", 2, cancellationToken);
        List<(long Row, string Id, double Weight, DateOnly? Latest)> ranked = await ReadAsync(
            session => session.ListAsync(
                "SELECT pk, id, weight, latest FROM cluster WHERE weight IS NOT NULL", [],
                row => (row.GetInt64(0), row.GetString(1), row.GetDouble(2), TextOf(row, 3) is { } day ? DateOnly.Parse(day, CultureInfo.InvariantCulture) : (DateOnly?)null), cancellationToken),
            cancellationToken);
        ranked.RemoveAll(row => !found.Contains(row.Row));
        DateOnly? last = ranked.Count == 0 ? null : ranked.Max(row => row.Latest);
        long[] first = [.. ranked.OrderByDescending(row => Dispute.Rank(row.Weight, row.Latest, last)).ThenBy(row => row.Id, StringComparer.Ordinal).Take(most).Select(row => row.Row)];
        return [.. Dispute.Find(await ClustersAsync(first, cancellationToken), last)];
    }

    /// <summary>The clusters that have an id, or had it, or hold the claim that has it; usually one, as many as the claim has propositions, or none.</summary>
    /// <param name="id">Id of a cluster or of a claim, or its beginning.</param>
    /// <param name="query">Only clusters in which this finds a claim, or null. With <see cref="Query.AsOf"/> they are made anew.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<ImmutableArray<ClaimCluster>> ClusterAsync(string id, Query? query = null, int most = 50, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (query?.AsOf is not null)
        {
            return
            [
                .. (await AnewAsync(query, 1, cancellationToken)).Where(cluster => cluster.Id.StartsWith(id, StringComparison.OrdinalIgnoreCase)
                    || cluster.Members.Any(member => member.Report.Claim.Id.Value.StartsWith(id, StringComparison.OrdinalIgnoreCase))).Take(most),
            ];
        }

        string low = id.ToLowerInvariant();
        long[] rows = low.AsSpan().ContainsAnyExcept(Digits) ? [] : [.. await ReadAsync(
            session => session.ListAsync(
                "SELECT pk FROM cluster WHERE id >= $1 AND id < $2 " +
                "UNION SELECT k.cluster FROM comparand k JOIN claim c ON c.pk = k.claim WHERE c.id >= $1 AND c.id < $2 AND k.cluster IS NOT NULL " +
                "UNION SELECT k.cluster FROM cluster_id i JOIN claim c ON c.id = i.claim JOIN comparand k ON k.claim = c.pk WHERE i.id >= $1 AND i.id < $2 AND k.cluster IS NOT NULL " +
                "AND NOT EXISTS (SELECT 1 FROM cluster x WHERE x.id = i.id) ORDER BY 1 LIMIT $3",
                [low, low + "g", most], row => row.GetInt64(0), cancellationToken),
            cancellationToken)];
        if (query is { Terms.IsEmpty: false })
        {
            HashSet<long> fitting = await ClusterRowsAsync(query, "members >= $1", 1, cancellationToken);
            rows = [.. rows.Where(fitting.Contains)];
        }

        return await ClustersAsync(rows, cancellationToken);
    }

    /// <summary>Clusters made anew of the claims that a query finds, as it does where the past is asked for.</summary>
    private async Task<ImmutableArray<ClaimCluster>> AnewAsync(Query query, int least, CancellationToken cancellationToken)
    {
        var clusters = new ClaimClusters(await PairsAsync(cancellationToken));
        foreach (ClaimReport report in await ReportsAsync(query, null, cancellationToken))
        {
            clusters.Add(report);
        }

        return clusters.List(least);
    }

    /// <summary>Rows of clusters in which a query finds a claim.</summary>
    private Task<HashSet<long>> ClusterRowsAsync(Query query, string where, int least, CancellationToken cancellationToken) => ReadAsync(
        async session =>
        {
            if (query.Terms.IsEmpty)
            {
                return (await session.ListAsync($"SELECT pk FROM cluster WHERE {where}", [least], row => row.GetInt64(0), cancellationToken)).ToHashSet();
            }

            var sql = QuerySql.OfClaims(query, _dialect, await PartiesOfAsync(session, query, cancellationToken));
            string standing = await StandingAsync(session, query, cancellationToken);
            string key = sql.HasWords && _dialect.IsSqlite ? "w.rowid" : "c.pk";
            string claims = $"SELECT {key}{sql.Claims(standing)}";
            string number = sql.Add(least);
            return (await session.ListAsync(
                $"SELECT pk FROM cluster WHERE {where.Replace("$1", number, StringComparison.Ordinal)} AND pk IN (SELECT k.cluster FROM comparand k WHERE k.claim IN ({claims}))", sql.Values, row => row.GetInt64(0), cancellationToken)).ToHashSet();
        },
        cancellationToken);

    /// <summary>Whole clusters, with their words out of the texts.</summary>
    private async Task<ImmutableArray<ClaimCluster>> ClustersAsync(long[] rows, CancellationToken cancellationToken)
    {
        Dictionary<string, RawText?> texts = [];
        var clusters = ImmutableArray.CreateBuilder<ClaimCluster>(rows.Length);
        foreach (long row in rows)
        {
            var beside = new List<(ClaimReport Report, string Record)>();
            List<(long Claim, int Proposition, ClaimReport Report, string Record)> members = await ReadAsync(
                async session =>
                {
                    Dictionary<long, (ClaimReport Report, string Record)> reports = [];
                    foreach ((long claim, ClaimReport report) in await ReportsAsync(session, "c.pk IN (SELECT claim FROM comparand WHERE cluster = $1)", row, cancellationToken))
                    {
                        reports[claim] = (report, await RecordAsync(session, claim, cancellationToken));
                    }

                    if (reports.Values.Any(report => report.Report.Claim.Stance == Stance.Accuses))
                    {
                        foreach ((long claim, ClaimReport report) in await ReportsAsync(session, BesideCluster, row, cancellationToken))
                        {
                            beside.Add((report, await RecordAsync(session, claim, cancellationToken)));
                        }
                    }

                    return await session.ListAsync(
                        "SELECT claim, proposition FROM comparand WHERE cluster = $1", [row],
                        member => (member.GetInt64(0), (int)member.GetInt64(1), reports[member.GetInt64(0)].Report, reports[member.GetInt64(0)].Record), cancellationToken);
                },
                cancellationToken);
            async Task<ClaimReport> PlaceAsync(ClaimReport report, string record)
            {
                string sha256 = report.Claim.Sha256;
                if (!texts.TryGetValue(sha256, out RawText? text))
                {
                    if (texts.Count >= TextsAtHand)
                    {
                        texts.Clear();
                    }

                    texts[sha256] = text = await TextAsync(sha256, cancellationToken);
                }

                return text is null ? report : report with { Claim = ClaimJson.Read(Encoding.UTF8.GetBytes(record), text) };
            }

            Dictionary<long, ClaimReport> placed = [];
            foreach ((long claim, _, ClaimReport report, string record) in members)
            {
                placed[claim] = await PlaceAsync(report, record);
            }

            var placedBeside = ImmutableArray.CreateBuilder<ClaimReport>(beside.Count);
            foreach ((ClaimReport report, string record) in beside)
            {
                placedBeside.Add(await PlaceAsync(report, record));
            }

            if (members.Count > 0)
            {
                clusters.Add(new ClaimCluster([.. members.Select(member => new Comparand(placed[member.Claim], member.Proposition))], placedBeside.ToImmutable()));
            }
        }

        return clusters.ToImmutable();
    }

    private static async Task<string> RecordAsync(Session session, long claim, CancellationToken cancellationToken) => (string)(await session.ScalarAsync("SELECT record FROM claim WHERE pk = $1", [claim], cancellationToken))!;

    private static string Sha256Of(string record)
    {
        using JsonDocument json = JsonDocument.Parse(record);
        return json.RootElement.GetProperty("sha256").GetString()!;
    }
}
