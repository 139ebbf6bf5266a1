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
    /// <summary>Comparands kept at hand, those that were asked for last: some 100 MB at most.</summary>
    private const int ComparandsAtHand = 40_000;

    /// <summary>Members of a cluster that is summed whenever it changes; a larger one waits until it has grown by a quarter or nothing else is left to do.</summary>
    private const int SmallCluster = 64;

    /// <summary>How long one transaction of grouping goes on taking claims: others want to write, too.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(250);

    /// <summary>Values of one list in SQL, more than most lists have; shorter ones repeat their first, so that one statement serves all.</summary>
    private const int ListLength = 36;

    private static readonly string ListOfValues = string.Join(", ", Enumerable.Range(1, ListLength).Select(at => "$" + at.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Those that share a key with one, and whether they are centres; two seeks, since one condition over both kinds of day would read all days of a key.</summary>
    private static readonly string SharingKeys = string.Join(
        " UNION ALL ",
        new[] { "= 0", $"BETWEEN ${(ListLength + 1).ToString(CultureInfo.InvariantCulture)} AND ${(ListLength + 2).ToString(CultureInfo.InvariantCulture)}" }
            .Select(days => $"SELECT comparand, centre FROM comparand_key WHERE key IN ({ListOfValues}) AND day {days}"));

    private static readonly string[] InsertKeys = InsertsOf("comparand_key(key, day, comparand, centre)", "$1, $2, $3", 4);

    private static readonly string DeleteKeys = $"DELETE FROM comparand_key WHERE key IN ({ListOfValues}) AND day = {Integer(ListLength + 1)} AND comparand = {Integer(ListLength + 2)}";

    private static readonly string UpdateKeys =
        $"UPDATE comparand_key SET centre = {Integer(ListLength + 3)} WHERE key IN ({ListOfValues}) AND day = {Integer(ListLength + 1)} AND comparand = {Integer(ListLength + 2)}";

    private readonly RecentComparands _comparands = new(ComparandsAtHand);

    /// <summary>Puts claims that came in, went or were decided about since the last time into their clusters. When this returns it is durable; what a crash prevented is done the next time.</summary>
    /// <param name="most">At most so many claims, and no more than fit a quarter of a second.</param>
    /// <param name="rest">Whether, when no claim waits, large clusters are summed, too: false while more claims are to come.</param>
    /// <param name="cancellationToken">Ends the call before anything of it is kept.</param>
    /// <returns>Claims looked at and clusters summed afterwards; 0 when nothing is left to do.</returns>
    public Task<int> GroupAsync(int most = 256, bool rest = true, CancellationToken cancellationToken = default) => WriteAsync(
        async session =>
        {
            List<long> claims = await session.ListAsync("SELECT claim FROM ungrouped ORDER BY claim LIMIT $1", [most], row => row.GetInt64(0), cancellationToken);
            return claims.Count > 0 ? await GroupAsync(session, claims, Turn, cancellationToken)
                : await SumAsync(session, await UnsummedAsync(session, rest, cancellationToken), Turn, cancellationToken);
        },
        cancellationToken);

    /// <summary>How many claims wait to be put into their clusters, and clusters to be summed, by <see cref="GroupAsync(int, bool, CancellationToken)"/>.</summary>
    public Task<long> UngroupedAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(async session => await session.NumberAsync("SELECT (SELECT COUNT(*) FROM ungrouped) + (SELECT COUNT(*) FROM unsummed)", [], cancellationToken) ?? 0, cancellationToken);

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

    /// <summary>Groups some claims, and sums the clusters that changed.</summary>
    /// <param name="session">In a transaction.</param>
    /// <param name="claims">The claims, in order.</param>
    /// <param name="turn">Time after which no further claim is begun; null for all of them, and all that changed is summed.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Claims looked at.</returns>
    private async Task<int> GroupAsync(Session session, List<long> claims, TimeSpan? turn, CancellationToken cancellationToken)
    {
        long begun = _clock.GetTimestamp();
        int at = 0;
        var round = new GroupingRound(await PairsAsync(session, cancellationToken));
        try
        {
            await LoadPartnersAsync(session, round, cancellationToken);
            while (at < claims.Count && (at == 0 || turn is null || _clock.GetElapsedTime(begun) < turn))
            {
                await RegroupAsync(session, round, claims[at], cancellationToken);
                await session.ExecuteAsync("DELETE FROM ungrouped WHERE claim = $1", [claims[at]], cancellationToken);
                at++;
            }

            List<long> changed = await RenameAsync(session, round, cancellationToken);
            await SumAsync(session, turn is null ? changed : await UnsummedAsync(session, false, cancellationToken), turn, cancellationToken);
            return at;
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
            _comparands.Keep(pk, claim, comparand);
            var seat = new ComparandSeat(pk, comparand) { Centre = 0 };
            round.Seats[pk] = seat;
            round.Wait(seat);
            round.Partner(seat);
            await SettleAsync(session, round, cancellationToken);
        }
    }

    private async Task RemoveAsync(Session session, GroupingRound round, ComparandSeat seat, CancellationToken cancellationToken)
    {
        List<(ComparandSeat Seat, double Likeness)> near = seat.IsCentre ? await NearAsync(session, round, seat, await SharingAsync(session, seat, cancellationToken), cancellationToken) : [];
        await KeysAsync(session, DeleteKeys, seat, [], cancellationToken);
        round.Touch(seat);
        await session.ExecuteAsync("DELETE FROM comparand WHERE pk = $1", [seat.Pk], cancellationToken);
        round.Forget(seat);
        _comparands.Forget(seat.Pk);
        foreach ((ComparandSeat other, _) in near.Where(other => !other.Seat.IsCentre))
        {
            round.Wait(other);
        }

        await SettleAsync(session, round, cancellationToken);
    }

    /// <summary>
    /// Decides for all that wait, in the order of centrality, whether they are centres, and to which they belong. Only what becomes a centre, or is one no longer, changes anything for others: what is
    /// covered by a centre is compared with centres alone.
    /// </summary>
    private async Task SettleAsync(Session session, GroupingRound round, CancellationToken cancellationToken)
    {
        while (round.Next() is { } seat)
        {
            bool covered = false;
            ComparandSeat? best = null;
            double most = 0;
            Dictionary<long, bool> sharing = await SharingAsync(session, seat, cancellationToken);
            foreach ((ComparandSeat centre, double alike) in await NearAsync(session, round, seat, sharing.Where(other => other.Value), cancellationToken))
            {
                if (round.Admits(centre, seat, alike))
                {
                    covered |= Centrality.Compare(centre.Comparand, seat.Comparand) < 0;
                    if (best is null || alike > most || (alike == most && Centrality.Compare(centre.Comparand, best.Comparand) < 0))
                    {
                        best = centre;
                        most = alike;
                    }
                }
            }

            if (covered)
            {
                List<(ComparandSeat Seat, double Likeness)> near = seat.IsCentre ? await NearAsync(session, round, seat, sharing, cancellationToken) : [];
                await MoveAsync(session, round, seat, best!, most, cancellationToken);
                foreach ((ComparandSeat other, _) in near.Where(other => !other.Seat.IsCentre))
                {
                    round.Wait(other);
                }
            }
            else if (!seat.IsCentre)
            {
                await MoveAsync(session, round, seat, seat, 1, cancellationToken);
                await AttractAsync(session, round, seat, sharing, cancellationToken);
            }
        }
    }

    /// <summary>Gives a new centre what is more alike to it than to its own, and lets the centres that it covers be decided about.</summary>
    private async Task AttractAsync(Session session, GroupingRound round, ComparandSeat seat, Dictionary<long, bool> sharing, CancellationToken cancellationToken)
    {
        foreach ((ComparandSeat other, double alike) in await NearAsync(session, round, seat, sharing, cancellationToken))
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
        if (seat.Keyed != seat.IsCentre)
        {
            long centred = seat.IsCentre ? 1 : 0;
            if (seat.Keyed is null)
            {
                foreach ((long day, long[] keys) in KeyLists(seat))
                {
                    await session.ExecuteAsync(InsertKeys[keys.Length - 1], [day, seat.Pk, centred, .. keys], cancellationToken);
                }
            }
            else
            {
                await KeysAsync(session, UpdateKeys, seat, [centred], cancellationToken);
            }

            seat.Keyed = seat.IsCentre;
        }
    }

    /// <summary>Runs a statement for all keys of one; its parameters are a list of keys, their day, the comparand, and what else it takes.</summary>
    private static async Task KeysAsync(Session session, string sql, ComparandSeat seat, object?[] more, CancellationToken cancellationToken)
    {
        foreach ((long day, long[] keys) in KeyLists(seat))
        {
            await session.ExecuteAsync(sql, [.. Padded(keys), day, seat.Pk, .. more], cancellationToken);
        }
    }

    /// <summary>The keys of one in lists of one day each.</summary>
    private static IEnumerable<(long Day, long[] Keys)> KeyLists(ComparandSeat seat) =>
        seat.Keys.GroupBy(key => key.Day, key => key.Key).SelectMany(keys => keys.Chunk(ListLength).Select(some => ((long)keys.Key, some)));

    /// <summary>Those that share a key with one, with whether they are centres.</summary>
    private static async Task<Dictionary<long, bool>> SharingAsync(Session session, ComparandSeat seat, CancellationToken cancellationToken)
    {
        int? day = seat.Comparand.Report.Published?.DayNumber;
        Dictionary<long, bool> found = [];
        foreach (long[] some in seat.Keys.Select(key => key.Key).Distinct().Chunk(ListLength))
        {
            foreach ((long comparand, bool centre) in await session.ListAsync(
                SharingKeys, [.. Padded(some), day is { } from ? from - CandidateKeys.Reach : 1, day is { } to ? to + CandidateKeys.Reach : int.MaxValue], row => (row.GetInt64(0), row.GetInt64(1) == 1), cancellationToken))
            {
                found[comparand] = centre;
            }
        }

        found.Remove(seat.Pk);
        return found;
    }

    /// <summary>Those that are alike to one.</summary>
    /// <param name="session">The session.</param>
    /// <param name="round">The round.</param>
    /// <param name="seat">The one.</param>
    /// <param name="among">Rows of those that may be.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    private async Task<List<(ComparandSeat Seat, double Likeness)>> NearAsync(Session session, GroupingRound round, ComparandSeat seat, IEnumerable<KeyValuePair<long, bool>> among, CancellationToken cancellationToken)
    {
        var near = new List<(ComparandSeat, double)>();
        foreach (ComparandSeat other in await SeatsAsync(session, round, [.. among.Select(other => other.Key)], cancellationToken))
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
            Dictionary<long, Comparand> known = [];
            foreach ((long pk, long claim, int proposition, _, _, _) in rows)
            {
                if (_comparands.Find(pk, claim, proposition) is { } there)
                {
                    known[pk] = there;
                }
            }

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
                if (!known.TryGetValue(pk, out Comparand? comparand))
                {
                    comparand = new Comparand(reports[claim], proposition);
                    _comparands.Keep(pk, claim, comparand);
                }

                round.Seats[pk] = new ComparandSeat(pk, comparand) { Centre = centre, Likeness = likeness, Cluster = cluster, Keyed = centre == pk };
            }
        }

        return [.. pks.Where(round.Seats.ContainsKey).Select(pk => round.Seats[pk])];
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
    /// <returns>The clusters, which are to be summed.</returns>
    private static async Task<List<long>> RenameAsync(Session session, GroupingRound round, CancellationToken cancellationToken)
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
        var changed = new List<long>();
        foreach (IGrouping<long, long> together in centres.GroupBy(centre => group[centre]).OrderBy(together => together.Key))
        {
            long members = 0;
            (int Day, string Claim, int Proposition)? first = null;
            HashSet<long> before = [];
            foreach (long centre in together)
            {
                members += (await session.NumberAsync("SELECT COUNT(*) FROM comparand WHERE centre = $1", [centre], cancellationToken))!.Value;
                before.UnionWith(await session.ListAsync("SELECT DISTINCT cluster FROM comparand WHERE centre = $1 AND cluster IS NOT NULL", [centre], row => row.GetInt64(0), cancellationToken));
                if (await FirstAsync(session, centre, cancellationToken) is { } earliest && (first is not { } other || IsBefore(earliest, other)))
                {
                    first = earliest;
                }
            }

            if (first is not (_, { } claim, var proposition))
            {
                continue;
            }

            string id = ClaimCluster.IdOf(claim, proposition);
            long? kept = before.Where(free.Contains).Order().Cast<long?>().FirstOrDefault();
            if (kept is { } row)
            {
                free.Remove(row);
                await session.ExecuteAsync("UPDATE cluster SET id = $1, members = $2 WHERE pk = $3", [id, members, row], cancellationToken);
            }
            else
            {
                row = (await session.NumberAsync("INSERT INTO cluster(id, members) VALUES($1, $2) RETURNING pk", [id, members], cancellationToken))!.Value;
            }

            await session.ExecuteAsync("INSERT INTO cluster_id(id, claim) VALUES($1, $2) ON CONFLICT DO NOTHING", [id, claim], cancellationToken);
            foreach (long centre in together)
            {
                await session.ExecuteAsync("UPDATE comparand SET cluster = $1 WHERE centre = $2 AND (cluster IS NULL OR cluster <> $3)", [row, centre, row], cancellationToken);
            }

            await session.ExecuteAsync("INSERT INTO unsummed(cluster) VALUES($1) ON CONFLICT DO NOTHING", [row], cancellationToken);
            changed.Add(row);
        }

        foreach (long gone in free)
        {
            await session.ExecuteAsync("DELETE FROM cluster WHERE pk = $1", [gone], cancellationToken);
        }

        return changed;
    }

    /// <summary>The first report of those that belong to a centre; undated ones come last.</summary>
    private static async Task<(int Day, string Claim, int Proposition)?> FirstAsync(Session session, long centre, CancellationToken cancellationToken)
    {
        long? day = await session.NumberAsync("SELECT MIN(day) FROM comparand WHERE centre = $1 AND day > 0", [centre], cancellationToken);
        List<(string Claim, int Proposition)> first = await session.ListAsync(
            "SELECT c.id, k.proposition FROM comparand k JOIN claim c ON c.pk = k.claim WHERE k.centre = $1 AND k.day = $2 ORDER BY c.id, k.proposition LIMIT 1", [centre, day ?? 0], row => (row.GetString(0), (int)row.GetInt64(1)), cancellationToken);
        return first.Count == 0 ? null : ((int)(day ?? int.MaxValue), first[0].Claim, first[0].Proposition);
    }

    private static bool IsBefore((int Day, string Claim, int Proposition) one, (int Day, string Claim, int Proposition) other)
    {
        int order = one.Day != other.Day ? one.Day.CompareTo(other.Day) : string.CompareOrdinal(one.Claim, other.Claim);
        return order < 0 || (order == 0 && one.Proposition < other.Proposition);
    }

    /// <summary>Clusters to be summed.</summary>
    /// <param name="session">The session.</param>
    /// <param name="all">Also the large ones that have grown by less than a quarter since they were last summed.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    private static Task<List<long>> UnsummedAsync(Session session, bool all, CancellationToken cancellationToken) => session.ListAsync(
        "SELECT u.cluster FROM unsummed u LEFT JOIN cluster c ON c.pk = u.cluster WHERE $1 = 1 OR c.members IS NULL OR c.members <= $2 OR c.members * 4 >= c.summed * 5 ORDER BY u.cluster",
        [all ? 1 : 0, SmallCluster], row => row.GetInt64(0), cancellationToken);

    /// <summary>Notes of clusters whether they are disputed, and how heavily.</summary>
    /// <param name="session">In a transaction.</param>
    /// <param name="clusters">The clusters.</param>
    /// <param name="turn">Time after which no further one is begun; null for all.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Clusters summed.</returns>
    private async Task<int> SumAsync(Session session, List<long> clusters, TimeSpan? turn, CancellationToken cancellationToken)
    {
        long begun = _clock.GetTimestamp();
        int summed = 0;
        while (summed < clusters.Count && (summed == 0 || turn is null || _clock.GetElapsedTime(begun) < turn))
        {
            // Nothing is disputed where one claim stands alone.
            long cluster = clusters[summed++];
            long? members = await session.NumberAsync("SELECT members FROM cluster WHERE pk = $1", [cluster], cancellationToken);
            Dispute? dispute = members > 1 ? Dispute.Of(new ClaimCluster([.. await MembersAsync(session, cluster, cancellationToken)])) : null;
            await session.ExecuteAsync("UPDATE cluster SET weight = $1, latest = $2, summed = members WHERE pk = $3", [dispute?.Weight, dispute?.Latest, cluster], cancellationToken);
            await session.ExecuteAsync("DELETE FROM unsummed WHERE cluster = $1", [cluster], cancellationToken);
        }

        return summed;
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

    /// <summary>Statements that insert one row, two and so on: a conflict for each repeated value of a padded list would cost as much as a row.</summary>
    /// <param name="into">Table and columns, the one that differs from row to row first.</param>
    /// <param name="same">Parameters of the other columns.</param>
    /// <param name="first">Number of the parameter that is the first row's own.</param>
    private static string[] InsertsOf(string into, string same, int first) =>
        [.. Enumerable.Range(1, ListLength).Select(count => $"INSERT INTO {into} VALUES {string.Join(", ", Enumerable.Range(first, count).Select(at => $"({Integer(at)}, {same})"))} ON CONFLICT DO NOTHING")];

    /// <summary>A parameter that is a whole number wherever it stands.</summary>
    private static string Integer(int parameter) => $"CAST(${parameter.ToString(CultureInfo.InvariantCulture)} AS BIGINT)";

    private static object?[] Padded(long[] values) => [.. values.Select(value => (object?)value), .. Enumerable.Repeat((object?)values[0], ListLength - values.Length)];
}
