using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Formats;
using Hearsay.Claims.Reviewing;

namespace Hearsay.Storage;

/// <content>
/// Keeping clusters up to date: the star clusters of <see cref="ClaimClusters"/>, one claim at a time. Whether a comparand is a centre depends on those before it by <see cref="Centrality"/> alone, so
/// a change is carried down that order and ends where nothing changes any more; the result is the same as from scratch.
/// </content>
public sealed partial class Ledger
{
    /// <summary>Comparands kept at hand: some 50 MB at most.</summary>
    private const int ComparandsAtHand = 20_000;

    /// <summary>Values of one list in SQL; shorter lists repeat their first, so that one statement serves all.</summary>
    private const int ListLength = 32;

    private static readonly string ListOfValues = string.Join(", ", Enumerable.Range(1, ListLength).Select(at => "$" + at.ToString(CultureInfo.InvariantCulture)));

    private readonly Dictionary<long, (long Claim, Comparand Comparand)> _comparands = [];

    /// <summary>Puts claims that came in, went or were decided about since the last time into their clusters. When this returns it is durable; what a crash prevented is done the next time.</summary>
    /// <param name="most">At most so many claims.</param>
    /// <param name="cancellationToken">Ends the call before anything of it is kept.</param>
    /// <returns>Claims looked at; fewer than <paramref name="most"/> when none is left.</returns>
    public Task<int> GroupAsync(int most = 256, CancellationToken cancellationToken = default) => WriteAsync(
        async session =>
        {
            List<long> claims = await session.ListAsync("SELECT claim FROM ungrouped ORDER BY claim LIMIT $1", [most], row => row.GetInt64(0), cancellationToken);
            await GroupAsync(session, claims, cancellationToken);
            return claims.Count;
        },
        cancellationToken);

    /// <summary>How many claims wait to be put into their clusters by <see cref="GroupAsync(int, CancellationToken)"/>.</summary>
    public Task<long> UngroupedAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(async session => await session.NumberAsync("SELECT COUNT(*) FROM ungrouped", [], cancellationToken) ?? 0, cancellationToken);

    /// <summary>Merges and splits that count, in the order in which they were decided. What was decided about a claim holds for the copy that corrects it and for the same claim of an edited text.</summary>
    internal static async Task<ImmutableArray<ClaimPair>> PairsAsync(Session session, CancellationToken cancellationToken)
    {
        List<Review> log = await EntriesAsync(session, "kind IN ('merge', 'split', 'undo') ORDER BY number", [], cancellationToken);
        HashSet<long> undone = [];
        foreach (Review entry in log.AsEnumerable().Reverse().Where(entry => entry.Kind == ReviewKind.Undo && !undone.Contains(entry.Number)))
        {
            undone.Add(entry.Undoes ?? 0);
        }

        var pairs = ImmutableArray.CreateBuilder<ClaimPair>();
        foreach (Review entry in log.Where(entry => entry.Kind is ReviewKind.Merge or ReviewKind.Split && !undone.Contains(entry.Number)))
        {
            foreach (string one in await HeirsAsync(session, entry.Subject, cancellationToken))
            {
                foreach (string other in await HeirsAsync(session, entry.Other!, cancellationToken))
                {
                    pairs.Add(new ClaimPair(one, other, entry.Kind == ReviewKind.Merge));
                }
            }
        }

        return pairs.ToImmutable();
    }

    /// <summary>A claim and those that have taken its place.</summary>
    private static async Task<List<string>> HeirsAsync(Session session, string claim, CancellationToken cancellationToken)
    {
        List<string> heirs = [claim];
        for (int at = 0; at < heirs.Count; at++)
        {
            foreach (string heir in await session.ListAsync(
                "SELECT id FROM claim WHERE copy_of = $1 UNION SELECT newer FROM succession WHERE older = $2 ORDER BY 1", [heirs[at], heirs[at]], row => row.GetString(0), cancellationToken))
            {
                if (!heirs.Contains(heir))
                {
                    heirs.Add(heir);
                }
            }
        }

        return heirs;
    }

    private static Task<int> UngroupAsync(Session session, long claim, CancellationToken cancellationToken) =>
        session.ExecuteAsync("INSERT INTO ungrouped(claim) VALUES($1) ON CONFLICT DO NOTHING", [claim], cancellationToken);

    private async Task GroupAsync(Session session, List<long> claims, CancellationToken cancellationToken)
    {
        bool any = await session.NumberAsync("SELECT cluster FROM unsummed LIMIT 1", [], cancellationToken) is not null;
        if (claims.Count == 0 && !any)
        {
            return;
        }

        ImmutableArray<ClaimPair> pairs = await PairsAsync(session, cancellationToken);
        var round = new GroupingRound(pairs);
        try
        {
            await LoadPartnersAsync(session, round, cancellationToken);
            foreach (long claim in claims)
            {
                await RegroupAsync(session, round, claim, cancellationToken);
                await session.ExecuteAsync("DELETE FROM ungrouped WHERE claim = $1", [claim], cancellationToken);
            }

            await RenameAsync(session, round, cancellationToken);
            await SumAsync(session, cancellationToken);
        }
        catch
        {
            // What is taken back must not be remembered.
            _comparands.Clear();
            throw;
        }
    }

    /// <summary>Takes a claim out of its clusters, and puts it in again as it stands now.</summary>
    private async Task RegroupAsync(Session session, GroupingRound round, long claim, CancellationToken cancellationToken)
    {
        foreach (long gone in await session.ListAsync("SELECT pk FROM comparand WHERE claim = $1 ORDER BY proposition", [claim], row => row.GetInt64(0), cancellationToken))
        {
            await RemoveAsync(session, round, (await SeatsAsync(session, round, [gone], cancellationToken))[0], cancellationToken);
        }

        ClaimReport? report = (await ReportsAsync(session, "c.pk = $1 AND c.until IS NULL AND c.voice = 'attributed' AND COALESCE(s.verdict, 'open') NOT IN ('rejected', 'edited')", claim, cancellationToken)).Select(found => found.Report).FirstOrDefault();
        foreach (Comparand comparand in report is null ? [] : Comparand.Of(report))
        {
            int day = report!.Published?.DayNumber ?? 0;
            long pk = (await session.NumberAsync(
                "INSERT INTO comparand(claim, proposition, day, centre, likeness) VALUES($1, $2, $3, 0, 0) RETURNING pk", [claim, comparand.Proposition, day], cancellationToken))!.Value;
            foreach ((long key, int at) in KeysOf(comparand))
            {
                await session.ExecuteAsync("INSERT INTO comparand_key(key, day, comparand) VALUES($1, $2, $3) ON CONFLICT DO NOTHING", [key, at, pk], cancellationToken);
            }

            Remember(pk, claim, comparand);
            var seat = new ComparandSeat(pk, comparand) { Centre = 0 };
            round.Seats[pk] = seat;
            round.Wait(seat);
            round.Partner(seat);
            await SettleAsync(session, round, cancellationToken);
        }
    }

    private async Task RemoveAsync(Session session, GroupingRound round, ComparandSeat seat, CancellationToken cancellationToken)
    {
        List<(ComparandSeat Seat, double Likeness)> near = seat.IsCentre ? await NearAsync(session, round, seat, cancellationToken) : [];
        foreach ((long key, int day) in KeysOf(seat.Comparand))
        {
            await session.ExecuteAsync("DELETE FROM comparand_key WHERE key = $1 AND day = $2 AND comparand = $3", [key, day, seat.Pk], cancellationToken);
        }

        round.Touch(seat);
        await session.ExecuteAsync("DELETE FROM comparand WHERE pk = $1", [seat.Pk], cancellationToken);
        round.Forget(seat);
        _comparands.Remove(seat.Pk);
        foreach ((ComparandSeat other, _) in near.Where(other => !other.Seat.IsCentre))
        {
            round.Wait(other);
        }

        await SettleAsync(session, round, cancellationToken);
    }

    /// <summary>Decides for all that wait, in the order of centrality, whether they are centres, and to which they belong.</summary>
    private async Task SettleAsync(Session session, GroupingRound round, CancellationToken cancellationToken)
    {
        while (round.Next() is { } seat)
        {
            List<(ComparandSeat Seat, double Likeness)> near = await NearAsync(session, round, seat, cancellationToken);
            bool covered = false;
            ComparandSeat? best = null;
            double most = 0;
            foreach ((ComparandSeat centre, double alike) in near)
            {
                if (centre.IsCentre && round.Admits(centre, seat, alike))
                {
                    covered |= Centrality.Compare(centre.Comparand, seat.Comparand) < 0;
                    if (best is null || alike > most || (alike == most && Centrality.Compare(centre.Comparand, best.Comparand) < 0))
                    {
                        best = centre;
                        most = alike;
                    }
                }
            }

            bool was = seat.IsCentre;
            if (covered)
            {
                await MoveAsync(session, round, seat, best!, most, cancellationToken);
                foreach ((ComparandSeat other, _) in was ? near.Where(other => !other.Seat.IsCentre) : [])
                {
                    round.Wait(other);
                }
            }
            else if (!was)
            {
                await MoveAsync(session, round, seat, seat, 1, cancellationToken);
                foreach ((ComparandSeat other, double alike) in near)
                {
                    if (!round.Admits(seat, other, alike))
                    {
                        continue;
                    }

                    if (other.IsCentre)
                    {
                        // It comes after: one before would have covered this one.
                        if (Centrality.Compare(seat.Comparand, other.Comparand) < 0)
                        {
                            round.Wait(other);
                        }
                    }
                    else if (alike > other.Likeness || (alike == other.Likeness && round.Seats.TryGetValue(other.Centre, out ComparandSeat? now) && Centrality.Compare(seat.Comparand, now.Comparand) < 0))
                    {
                        await MoveAsync(session, round, other, seat, alike, cancellationToken);
                    }
                }
            }
        }
    }

    private static async Task MoveAsync(Session session, GroupingRound round, ComparandSeat seat, ComparandSeat centre, double likeness, CancellationToken cancellationToken)
    {
        if (seat.Centre == centre.Pk && seat.Likeness == likeness)
        {
            return;
        }

        round.Touch(seat);
        seat.Centre = centre.Pk;
        seat.Likeness = likeness;
        round.Touch(seat);
        await session.ExecuteAsync("UPDATE comparand SET centre = $1, likeness = $2 WHERE pk = $3", [centre.Pk, likeness, seat.Pk], cancellationToken);
    }

    /// <summary>Those that are alike to one.</summary>
    private async Task<List<(ComparandSeat Seat, double Likeness)>> NearAsync(Session session, GroupingRound round, ComparandSeat seat, CancellationToken cancellationToken)
    {
        long[] keys = [.. KeysOf(seat.Comparand).Select(key => key.Key).Distinct()];
        int? day = seat.Comparand.Report.Published?.DayNumber;
        HashSet<long> found = [];
        foreach (long[] some in keys.Chunk(ListLength))
        {
            found.UnionWith(await session.ListAsync(
                $"SELECT comparand FROM comparand_key WHERE key IN ({ListOfValues}) AND (day = 0 OR day BETWEEN ${(ListLength + 1).ToString(CultureInfo.InvariantCulture)} AND ${(ListLength + 2).ToString(CultureInfo.InvariantCulture)})",
                [.. Padded(some), day is { } from ? from - CandidateKeys.Reach : 1, day is { } to ? to + CandidateKeys.Reach : int.MaxValue], row => row.GetInt64(0), cancellationToken));
        }

        found.Remove(seat.Pk);
        var near = new List<(ComparandSeat, double)>();
        foreach (ComparandSeat other in await SeatsAsync(session, round, [.. found], cancellationToken))
        {
            double alike = Likeness.Of(seat.Comparand, other.Comparand);
            if (alike >= Likeness.Same)
            {
                near.Add((other, alike));
            }
        }

        // Ties between equal likenesses need the centres of those that may be moved.
        foreach ((ComparandSeat other, _) in near.ToArray())
        {
            if (!other.IsCentre && !round.Seats.ContainsKey(other.Centre))
            {
                await SeatsAsync(session, round, [other.Centre], cancellationToken);
            }
        }

        return near;
    }

    /// <summary>Comparands with their centres, from memory where they are there.</summary>
    private async Task<List<ComparandSeat>> SeatsAsync(Session session, GroupingRound round, IReadOnlyCollection<long> pks, CancellationToken cancellationToken)
    {
        long[] missing = [.. pks.Where(pk => !round.Seats.ContainsKey(pk))];
        foreach (long[] some in missing.Chunk(ListLength))
        {
            List<(long Pk, long Claim, int Proposition, long Centre, double Likeness, long? Cluster)> rows = await session.ListAsync(
                $"SELECT pk, claim, proposition, centre, likeness, cluster FROM comparand WHERE pk IN ({ListOfValues})", Padded(some),
                row => (row.GetInt64(0), row.GetInt64(1), (int)row.GetInt64(2), row.GetInt64(3), row.GetDouble(4), row.IsDBNull(5) ? (long?)null : row.GetInt64(5)), cancellationToken);
            Dictionary<long, Comparand> known = rows.Where(row => IsAtHand(row.Pk, row.Claim, row.Proposition)).ToDictionary(row => row.Pk, row => _comparands[row.Pk].Comparand);
            long[] claims = [.. rows.Where(row => !known.ContainsKey(row.Pk)).Select(row => row.Claim).Distinct()];
            Dictionary<long, ClaimReport> reports = [];
            foreach (long[] few in claims.Chunk(ListLength))
            {
                foreach ((long claim, ClaimReport report) in await ReportsAsync(session, $"c.pk IN ({ListOfValues})", Padded(few), cancellationToken))
                {
                    reports[claim] = report;
                }
            }

            foreach ((long pk, long claim, int proposition, long centre, double likeness, long? cluster) in rows)
            {
                Comparand comparand = known.TryGetValue(pk, out Comparand? there) ? there : new Comparand(reports[claim], proposition);
                Remember(pk, claim, comparand);

                round.Seats[pk] = new ComparandSeat(pk, comparand) { Centre = centre, Likeness = likeness, Cluster = cluster };
            }
        }

        return [.. pks.Where(round.Seats.ContainsKey).Select(pk => round.Seats[pk])];
    }

    /// <summary>Another process may have given the row of what is gone to something else.</summary>
    private bool IsAtHand(long pk, long claim, int proposition) => _comparands.TryGetValue(pk, out (long Claim, Comparand Comparand) known) && known.Claim == claim && known.Comparand.Proposition == proposition;

    private void Remember(long pk, long claim, Comparand comparand)
    {
        if (_comparands.Count >= ComparandsAtHand && !_comparands.ContainsKey(pk))
        {
            _comparands.Clear();
        }

        _comparands[pk] = (claim, comparand);
    }

    /// <summary>Comparands of the claims that analysts parted.</summary>
    private async Task LoadPartnersAsync(Session session, GroupingRound round, CancellationToken cancellationToken)
    {
        foreach (string claim in round.Parted)
        {
            List<long> pks = await session.ListAsync("SELECT k.pk FROM comparand k JOIN claim c ON c.pk = k.claim WHERE c.id = $1 ORDER BY k.pk", [claim], row => row.GetInt64(0), cancellationToken);
            foreach (ComparandSeat seat in await SeatsAsync(session, round, pks, cancellationToken))
            {
                round.Partner(seat);
            }
        }
    }

    /// <summary>Gives the clusters whose members changed their ids and their members their clusters.</summary>
    private static async Task RenameAsync(Session session, GroupingRound round, CancellationToken cancellationToken)
    {
        // Clusters that had to do with what changed, and all centres that are or were in them.
        HashSet<long> clusters = [.. round.Clusters];
        HashSet<long> centres = [.. round.Centres];
        foreach (long centre in round.Centres)
        {
            clusters.UnionWith(await session.ListAsync("SELECT DISTINCT cluster FROM comparand WHERE centre = $1 AND cluster IS NOT NULL", [centre], row => row.GetInt64(0), cancellationToken));
        }

        Dictionary<string, List<long>> centresOf = [];
        foreach (string claim in round.Pairs.SelectMany(pair => new[] { pair.One, pair.Other }).Distinct(StringComparer.Ordinal))
        {
            centresOf[claim] = await session.ListAsync("SELECT k.centre FROM comparand k JOIN claim c ON c.pk = k.claim WHERE c.id = $1 ORDER BY k.proposition, k.pk", [claim], row => row.GetInt64(0), cancellationToken);
        }

        ImmutableArray<(long One, long Other)> merges = MergedCentres.Of<long>(round.Pairs, claim => centresOf[claim]);
        foreach ((long one, long other) in merges)
        {
            centres.Add(one);
            centres.Add(other);
        }

        foreach (long cluster in clusters)
        {
            centres.UnionWith(await session.ListAsync("SELECT DISTINCT centre FROM comparand WHERE cluster = $1", [cluster], row => row.GetInt64(0), cancellationToken));
        }

        Dictionary<long, long> group = centres.ToDictionary(centre => centre, centre => centre);
        foreach ((long one, long other) in merges)
        {
            (long kept, long gone) = (Math.Min(group[one], group[other]), Math.Max(group[one], group[other]));
            foreach (long centre in centres.Where(centre => group[centre] == gone).ToArray())
            {
                group[centre] = kept;
            }
        }

        HashSet<long> free = [.. clusters];
        foreach (IGrouping<long, long> together in centres.GroupBy(centre => group[centre]).OrderBy(together => together.Key))
        {
            var members = new List<(long Pk, long? Cluster, int Day, string Claim, int Proposition)>();
            foreach (long centre in together)
            {
                members.AddRange(await session.ListAsync(
                    "SELECT k.pk, k.cluster, k.day, c.id, k.proposition FROM comparand k JOIN claim c ON c.pk = k.claim WHERE k.centre = $1", [centre],
                    row => (row.GetInt64(0), row.IsDBNull(1) ? (long?)null : row.GetInt64(1), (int)row.GetInt64(2), row.GetString(3), (int)row.GetInt64(4)), cancellationToken));
            }

            if (members.Count == 0)
            {
                continue;
            }

            var first = members.OrderBy(member => member.Day == 0 ? int.MaxValue : member.Day).ThenBy(member => member.Claim, StringComparer.Ordinal).ThenBy(member => member.Proposition).First();
            string id = ClaimCluster.IdOf(first.Claim, first.Proposition);
            long? kept = members.Select(member => member.Cluster).OfType<long>().Where(free.Contains).Order().Cast<long?>().FirstOrDefault();
            if (kept is { } row)
            {
                free.Remove(row);
                await session.ExecuteAsync("UPDATE cluster SET id = $1, members = $2 WHERE pk = $3", [id, members.Count, row], cancellationToken);
            }
            else
            {
                row = (await session.NumberAsync("INSERT INTO cluster(id, members) VALUES($1, $2) RETURNING pk", [id, members.Count], cancellationToken))!.Value;
            }

            await session.ExecuteAsync("INSERT INTO cluster_id(id, claim) VALUES($1, $2) ON CONFLICT DO NOTHING", [id, first.Claim], cancellationToken);
            foreach ((long pk, _, _, _, _) in members.Where(member => member.Cluster != row))
            {
                await session.ExecuteAsync("UPDATE comparand SET cluster = $1 WHERE pk = $2", [row, pk], cancellationToken);
            }

            await session.ExecuteAsync("INSERT INTO unsummed(cluster) VALUES($1) ON CONFLICT DO NOTHING", [row], cancellationToken);
        }

        foreach (long gone in free)
        {
            await session.ExecuteAsync("DELETE FROM cluster WHERE pk = $1", [gone], cancellationToken);
        }
    }

    /// <summary>Notes of the clusters that changed whether they are disputed, and how heavily.</summary>
    private static async Task SumAsync(Session session, CancellationToken cancellationToken)
    {
        foreach (long cluster in await session.ListAsync("SELECT cluster FROM unsummed ORDER BY cluster", [], row => row.GetInt64(0), cancellationToken))
        {
            // Nothing is disputed where one claim stands alone.
            long? members = await session.NumberAsync("SELECT members FROM cluster WHERE pk = $1", [cluster], cancellationToken);
            Dispute? dispute = members > 1 ? Dispute.Of(new ClaimCluster([.. await MembersAsync(session, cluster, cancellationToken)])) : null;
            await session.ExecuteAsync("UPDATE cluster SET weight = $1, latest = $2 WHERE pk = $3", [dispute?.Weight, dispute?.Latest, cluster], cancellationToken);
            await session.ExecuteAsync("DELETE FROM unsummed WHERE cluster = $1", [cluster], cancellationToken);
        }
    }

    /// <summary>The members of a cluster, with quotes as the records give them.</summary>
    private static async Task<List<Comparand>> MembersAsync(Session session, long cluster, CancellationToken cancellationToken)
    {
        Dictionary<long, ClaimReport> reports = (await ReportsAsync(session, "c.pk IN (SELECT claim FROM comparand WHERE cluster = $1)", cluster, cancellationToken)).ToDictionary(found => found.Claim, found => found.Report);
        return await session.ListAsync("SELECT claim, proposition FROM comparand WHERE cluster = $1", [cluster], row => new Comparand(reports[row.GetInt64(0)], (int)row.GetInt64(1)), cancellationToken);
    }

    private static Task<List<(long Claim, ClaimReport Report)>> ReportsAsync(Session session, string where, long value, CancellationToken cancellationToken) => ReportsAsync(session, where, [value], cancellationToken);

    /// <summary>Claims as they are compared, without their texts.</summary>
    private static async Task<List<(long Claim, ClaimReport Report)>> ReportsAsync(Session session, string where, object?[] values, CancellationToken cancellationToken)
    {
        List<(long Claim, long Revision, string Record, string Document, string? Outlet, string? Day, string? Family)> rows = await session.ListAsync(
            "SELECT c.pk, c.revision, c.record, d.id, o.name, c.published_day, f.id FROM claim c JOIN document d ON d.pk = c.document LEFT JOIN outlet o ON o.pk = c.outlet LEFT JOIN standing s ON s.claim = c.id " +
            "LEFT JOIN family_member fm ON fm.document = c.document LEFT JOIN family f ON f.pk = fm.family WHERE " + where,
            values, row => (row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetString(3), TextOf(row, 4), TextOf(row, 5), TextOf(row, 6)), cancellationToken);
        Dictionary<long, ImmutableArray<string>> cites = [];
        var reports = new List<(long, ClaimReport)>(rows.Count);
        foreach (var row in rows)
        {
            if (!cites.TryGetValue(row.Revision, out ImmutableArray<string> cited))
            {
                cites[row.Revision] = cited = await CitedAsync(session, row.Revision, cancellationToken);
            }

            reports.Add((row.Claim, new ClaimReport(ClaimJson.ReadQuotes(Encoding.UTF8.GetBytes(row.Record)), row.Document, row.Outlet, row.Day is null ? null : DateOnly.Parse(row.Day, CultureInfo.InvariantCulture), row.Family, cited)));
        }

        return reports;
    }

    private static async Task<ImmutableArray<string>> CitedAsync(Session session, long revision, CancellationToken cancellationToken) =>
        [.. await session.ListAsync("SELECT name FROM citation WHERE revision = $1 ORDER BY name", [revision], row => row.GetString(0), cancellationToken)];

    private static IEnumerable<(long Key, int Day)> KeysOf(Comparand comparand)
    {
        int day = comparand.Report.Published?.DayNumber ?? 0;
        return CandidateKeys.Near(comparand).Select(key => (key, day)).Concat(CandidateKeys.Beyond(comparand).Select(key => (key, 0)));
    }

    private static object?[] Padded(long[] values) => [.. values.Select(value => (object?)value), .. Enumerable.Repeat((object?)values[0], ListLength - values.Length)];
}
