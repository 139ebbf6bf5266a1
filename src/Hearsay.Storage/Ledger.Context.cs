using Hearsay.Storage.Queries;

namespace Hearsay.Storage;

/// <content>What stands around claims: for screens that show many of them.</content>
public sealed partial class Ledger
{
    /// <summary>Sizes of lists in a statement: few, so that statements are prepared once.</summary>
    private static readonly int[] ListSizes = [1, 10, 60, 500];

    /// <summary>What is known around claims.</summary>
    /// <param name="claims">Claims that a query found.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>By the id of the claim.</returns>
    public Task<IReadOnlyDictionary<string, ClaimContext>> ContextAsync(IReadOnlyCollection<FoundClaim> claims, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claims);
        return ReadAsync<IReadOnlyDictionary<string, ClaimContext>>(
            async session =>
            {
                Dictionary<string, long> last = new(StringComparer.Ordinal);
                Dictionary<string, int> copies = new(StringComparer.Ordinal);
                foreach ((string list, object?[] values) in Lists(claims.Select(claim => claim.Id)))
                {
                    foreach ((string id, long number) in await session.ListAsync($"SELECT claim, last FROM standing WHERE claim IN ({list})", values, row => (row.GetString(0), row.GetInt64(1)), cancellationToken))
                    {
                        last[id] = number;
                    }
                }

                foreach ((string list, object?[] values) in Lists(claims.Select(claim => claim.Family).OfType<string>()))
                {
                    foreach ((string id, long number) in await session.ListAsync(
                        $"SELECT f.id, COUNT(*) FROM family f JOIN family_member m ON m.family = f.pk WHERE f.id IN ({list}) GROUP BY f.id", values, row => (row.GetString(0), row.GetInt64(1)), cancellationToken))
                    {
                        copies[id] = (int)number;
                    }
                }

                Dictionary<string, int> reports = new(StringComparer.Ordinal);
                foreach ((string list, object?[] values) in Lists(claims.Select(claim => claim.Id)))
                {
                    foreach ((string id, long number) in await session.ListAsync(
                        "SELECT c.id, COUNT(DISTINCT COALESCE(-m.family, o.document)) FROM claim c JOIN comparand k ON k.claim = c.pk JOIN comparand l ON l.cluster = k.cluster JOIN claim o ON o.pk = l.claim " +
                        $"LEFT JOIN family_member m ON m.document = o.document WHERE c.id IN ({list}) AND c.until IS NULL GROUP BY c.id",
                        values, row => (row.GetString(0), row.GetInt64(1)), cancellationToken))
                    {
                        reports[id] = (int)number;
                    }
                }

                return claims.DistinctBy(claim => claim.Id).ToDictionary(
                    claim => claim.Id,
                    claim => new ClaimContext(last.GetValueOrDefault(claim.Id), claim.Family is null ? 1 : copies.GetValueOrDefault(claim.Family, 1), Math.Max(1, reports.GetValueOrDefault(claim.Id, 1))), StringComparer.Ordinal);
            },
            cancellationToken);
    }

    /// <summary>What tells this state of the ledger from others.</summary>
    public Task<LedgerStamp> StampAsync(CancellationToken cancellationToken = default) => ReadAsync(
        async session => (await FirstAsync(
            session, "SELECT COALESCE((SELECT MAX(pk) FROM claim), 0), COALESCE((SELECT MAX(number) FROM review), 0), COALESCE((SELECT MAX(revision) FROM compared), 0), (SELECT COUNT(*) FROM ungrouped)", [],
            row => new LedgerStamp(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)), cancellationToken))!,
        cancellationToken);

    /// <summary>Id of a cluster of two claims or more that holds a claim, or null.</summary>
    /// <param name="claim">Whole id of the claim.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<string?> ClusterIdAsync(string claim, CancellationToken cancellationToken = default) => ReadAsync(
        async session => await session.ScalarAsync(
            "SELECT x.id FROM claim c JOIN comparand k ON k.claim = c.pk JOIN cluster x ON x.pk = k.cluster WHERE c.id = $1 AND x.members > 1 ORDER BY x.weight IS NULL, x.members DESC, x.id LIMIT 1", [claim], cancellationToken) as string,
        cancellationToken);

    /// <summary>Who speaks of whom in the claims that a query finds, most claims first.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="most">At most so many pairs.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<FoundEdge>> EdgesAsync(Query query, int most = 300, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadAsync<IReadOnlyList<FoundEdge>>(
            async session =>
            {
                var sql = QuerySql.OfClaims(query, _dialect, await PartiesOfAsync(session, query, cancellationToken));
                await StandingAsync(session, query, cancellationToken);
                string from = sql.Claims(
                    " JOIN mention a ON a.claim = c.pk AND a.role = 'speaker' AND a.proposition = -1 AND a.ordinal = 0 AND a.party IS NOT NULL" +
                    " JOIN mention b ON b.claim = c.pk AND b.role IN ('actor', 'recipient') AND b.proposition = 0 AND b.party IS NOT NULL AND b.party <> a.party");
                return await session.ListAsync(
                    $"SELECT f.id, t.id, q.stance, q.n, q.first, q.last FROM (SELECT a.party AS one, b.party AS other, c.stance AS stance, COUNT(DISTINCT c.pk) AS n, MIN(c.id) AS first, MAX(c.id) AS last{from} " +
                    $"GROUP BY a.party, b.party, c.stance ORDER BY COUNT(DISTINCT c.pk) DESC LIMIT {sql.Add(most)}) q JOIN party f ON f.pk = q.one JOIN party t ON t.pk = q.other ORDER BY q.n DESC, f.id, t.id, q.stance",
                    sql.Values, row => new FoundEdge(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetString(4), row.GetString(5)), cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Parties by their ids, with how often they occur in current claims.</summary>
    public Task<IReadOnlyList<FoundParty>> PartiesAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return ReadAsync<IReadOnlyList<FoundParty>>(
            async session =>
            {
                List<FoundParty> found = [];
                foreach ((string list, object?[] values) in Lists(ids))
                {
                    found.AddRange(await session.ListAsync(
                        "SELECT p.id, p.name, p.kind, p.country, p.state, p.same_as, " +
                        "(SELECT COUNT(DISTINCT m.claim) FROM mention m JOIN claim c ON c.pk = m.claim AND c.until IS NULL WHERE m.party = p.pk AND m.role = 'speaker'), " +
                        "(SELECT COUNT(DISTINCT m.claim) FROM mention m JOIN claim c ON c.pk = m.claim AND c.until IS NULL WHERE m.party = p.pk AND m.role = 'actor'), " +
                        $"(SELECT COUNT(DISTINCT m.claim) FROM mention m JOIN claim c ON c.pk = m.claim AND c.until IS NULL WHERE m.party = p.pk AND m.role = 'recipient') FROM party p WHERE p.id IN ({list}) ORDER BY p.id",
                        values, row => new FoundParty(row.GetString(0), row.GetString(1), row.GetString(2), TextOf(row, 3), row.GetString(4), TextOf(row, 5), row.GetInt64(6), row.GetInt64(7), row.GetInt64(8)), cancellationToken));
                }

                return found;
            },
            cancellationToken);
    }

    /// <summary>Names by which claims mean a party, most frequent first.</summary>
    /// <param name="party">Its id.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<FacetCount>> AliasesAsync(string party, int most = 50, CancellationToken cancellationToken = default) => ReadAsync<IReadOnlyList<FacetCount>>(
        async session => await session.ListAsync(
            "SELECT m.name, COUNT(DISTINCT m.claim) FROM party p JOIN mention m ON m.party = p.pk WHERE p.id = $1 GROUP BY m.name ORDER BY COUNT(DISTINCT m.claim) DESC, m.name LIMIT $2", [party, most],
            row => new FacetCount(TextOf(row, 0), row.GetInt64(1)), cancellationToken),
        cancellationToken);

    /// <summary>Grades that were given to what a party said, newest first. Some of them may have been undone.</summary>
    /// <param name="party">Its id.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<Hearsay.Claims.Reviewing.Review>> GradesAsync(string party, int most = 100, CancellationToken cancellationToken = default) => ReadAsync<IReadOnlyList<Hearsay.Claims.Reviewing.Review>>(
        async session => await EntriesAsync(
            session,
            "kind = 'grade' AND subject IN (SELECT c.id FROM party p JOIN mention m ON m.party = p.pk AND m.role = 'speaker' JOIN claim c ON c.pk = m.claim WHERE p.id = $1) ORDER BY number DESC LIMIT $2", [party, most], cancellationToken),
        cancellationToken);

    /// <summary>Items of the inbox, newest first.</summary>
    /// <param name="before">Only those with a lower number; null for the newest.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<Inbox.InboxItem>> NewestInboxAsync(long? before = null, int most = 100, CancellationToken cancellationToken = default) => ReadAsync<IReadOnlyList<Inbox.InboxItem>>(
        async session => await WithDocumentsAsync(
            session, await session.ListAsync($"SELECT {InboxColumns} FROM inbox i WHERE i.pk < $1 ORDER BY i.pk DESC LIMIT $2", [before ?? long.MaxValue, most], InboxRow, cancellationToken), cancellationToken),
        cancellationToken);

    /// <summary>How much is in the ledger.</summary>
    public Task<LedgerSize> SizeAsync(CancellationToken cancellationToken = default) => ReadAsync(
        async session =>
        {
            async Task<long> CountAsync(string sql) => await session.NumberAsync(sql, [], cancellationToken) ?? 0;
            return new LedgerSize(
                (int)await CountAsync("SELECT MAX(number) FROM migration"), await CountAsync("SELECT COUNT(*) FROM document"), await CountAsync("SELECT COUNT(*) FROM claim WHERE until IS NULL"),
                await CountAsync("SELECT COUNT(*) FROM review"), await CountAsync("SELECT COUNT(*) FROM outlet"), await CountAsync("SELECT COUNT(*) FROM party"),
                await CountAsync(_dialect.IsSqlite ? "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()" : "SELECT pg_database_size(current_database())"));
        },
        cancellationToken);

    /// <summary>Readers whose readings are in the ledger, the last one first.</summary>
    public Task<IReadOnlyList<FoundReader>> ReadersAsync(CancellationToken cancellationToken = default) => ReadAsync<IReadOnlyList<FoundReader>>(
        async session => await session.ListAsync(
            "SELECT r.version, r.model, COUNT(*), SUM(g.claims), MIN(g.at), MAX(g.at) FROM reader r JOIN reading g ON g.reader = r.pk GROUP BY r.pk, r.version, r.model ORDER BY MAX(g.at) DESC", [],
            row => new FoundReader(row.GetString(0), row.GetString(1), row.GetInt64(2), Convert.ToInt64(row.GetValue(3), System.Globalization.CultureInfo.InvariantCulture), Instant.Read(row.GetString(4)), Instant.Read(row.GetString(5))), cancellationToken),
        cancellationToken);

    /// <summary>Outlets, those with most documents first.</summary>
    /// <param name="most">At most so many.</param>
    /// <param name="asOf">The state of the ledger that is looked at, or null for the present.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<FoundOutlet>> OutletsAsync(int most = 500, DateTimeOffset? asOf = null, CancellationToken cancellationToken = default) => ReadAsync<IReadOnlyList<FoundOutlet>>(
        async session => await session.ListAsync(
            $"SELECT o.name, q.documents, {(asOf is null
                ? "COALESCE((SELECT SUM(t.claims) FROM tally t WHERE t.facet = 'outlet' AND t.value = CAST(o.pk AS TEXT)), 0)"
                : $"(SELECT COUNT(*) FROM claim c WHERE c.outlet = q.outlet AND {QuerySql.ValidAt("c", asOf, "$2")})")}, q.copies, q.first, q.last FROM (" +
            "SELECT r.outlet AS outlet, COUNT(*) AS documents, COUNT(m.document) AS copies, MIN(r.published_day) AS first, MAX(r.published_day) AS last " +
            $"FROM revision r LEFT JOIN {Members(asOf, "$2")} m ON m.document = r.document WHERE {QuerySql.ValidAt("r", asOf, "$2")} AND r.outlet IS NOT NULL GROUP BY r.outlet ORDER BY COUNT(*) DESC LIMIT $1) q " +
            "JOIN outlet o ON o.pk = q.outlet ORDER BY q.documents DESC, o.name", asOf is null ? [most] : [most, asOf.Value],
            row => new FoundOutlet(row.GetString(0), row.GetInt64(1), Convert.ToInt64(row.GetValue(2), System.Globalization.CultureInfo.InvariantCulture), row.GetInt64(3), TextOf(row, 4), TextOf(row, 5)), cancellationToken),
        cancellationToken);

    /// <summary>Families of copies, those with most documents first.</summary>
    /// <param name="most">At most so many.</param>
    /// <param name="asOf">The state of the ledger that is looked at, or null for the present.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<FoundFamily>> FamiliesAsync(int most = 500, DateTimeOffset? asOf = null, CancellationToken cancellationToken = default) => ReadAsync<IReadOnlyList<FoundFamily>>(
        async session => await session.ListAsync(
            "SELECT f.id, h.title, h.name, q.documents, q.outlets, " +
            $"(SELECT COUNT(*) FROM {Members(asOf, "$2")} n JOIN claim c ON c.document = n.document AND {QuerySql.ValidAt("c", asOf, "$2")} AND c.voice = 'attributed' WHERE n.family = q.family), q.first, q.last FROM (" +
            "SELECT m.family AS family, MIN(m.document) AS head, COUNT(*) AS documents, COUNT(DISTINCT r.outlet) AS outlets, MIN(r.published_day) AS first, MAX(r.published_day) AS last " +
            $"FROM {Members(asOf, "$2")} m JOIN revision r ON r.document = m.document AND {QuerySql.ValidAt("r", asOf, "$2")} GROUP BY m.family HAVING COUNT(*) > 1 ORDER BY COUNT(*) DESC, m.family LIMIT $1) q " +
            $"JOIN family f ON f.pk = q.family JOIN revision h ON h.document = q.head AND {QuerySql.ValidAt("h", asOf, "$2")} ORDER BY q.documents DESC, f.id",
            asOf is null ? [most] : [most, asOf.Value],
            row => new FoundFamily(row.GetString(0), TextOf(row, 1) ?? row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), TextOf(row, 6), TextOf(row, 7)), cancellationToken),
        cancellationToken);

    /// <summary>Claims that came in whose speaker speaks elsewhere of the same matter, too: only these can show that somebody changed sides.</summary>
    /// <param name="after">Only claims with a higher number.</param>
    /// <param name="upTo">The last number that is looked at.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Ids of the claims.</returns>
    public Task<IReadOnlyList<string>> SpokenAgainAsync(long after, long upTo, int most = 500, CancellationToken cancellationToken = default) => ReadAsync<IReadOnlyList<string>>(
        async session => await session.ListAsync(
            "SELECT DISTINCT c.id FROM claim c JOIN comparand k ON k.claim = c.pk JOIN comparand l ON l.cluster = k.cluster AND l.claim <> k.claim " +
            "JOIN mention a ON a.claim = c.pk AND a.role = 'speaker' JOIN mention b ON b.claim = l.claim AND b.role = 'speaker' AND b.party = a.party " +
            "WHERE c.pk > $1 AND c.pk <= $2 AND c.until IS NULL ORDER BY c.id LIMIT $3", [after, upTo, most], row => row.GetString(0), cancellationToken),
        cancellationToken);

    /// <summary>Where the events of the claims that a query finds take place, most claims first.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>State as ISO 3166 alpha-3 or null, words or null, claims.</returns>
    public Task<IReadOnlyList<(string? Country, string? Place, long Claims)>> PlacesAsync(Query query, int most = 500, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadAsync<IReadOnlyList<(string?, string?, long)>>(
            async session =>
            {
                var sql = QuerySql.OfClaims(query, _dialect, await PartiesOfAsync(session, query, cancellationToken));
                await StandingAsync(session, query, cancellationToken);
                string from = sql.Claims(" JOIN proposition p ON p.claim = c.pk AND (p.place IS NOT NULL OR p.country IS NOT NULL)");
                return await session.ListAsync(
                    $"SELECT p.country, p.place, COUNT(DISTINCT c.pk){from} GROUP BY p.country, p.place ORDER BY COUNT(DISTINCT c.pk) DESC, p.country, p.place LIMIT {sql.Add(most)}", sql.Values,
                    row => (TextOf(row, 0), TextOf(row, 1), row.GetInt64(2)), cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Which document is in which family, at present or at a time.</summary>
    private static string Members(DateTimeOffset? asOf, string then) => asOf is null
        ? "family_member"
        : $"(SELECT p.document AS document, p.family AS family FROM family_past p WHERE p.since = (SELECT MAX(x.since) FROM family_past x WHERE x.document = p.document AND x.since <= {then}))";

    /// <summary>Placeholders and values for lists of ids, in statements of few lengths: what is left over is null and fits nothing.</summary>
    private static IEnumerable<(string List, object?[] Values)> Lists(IEnumerable<string> ids)
    {
        foreach (string[] chunk in ids.Distinct(StringComparer.Ordinal).Chunk(ListSizes[^1]))
        {
            int size = ListSizes.First(size => size >= chunk.Length);
            object?[] values = new object?[size];
            chunk.CopyTo(values, 0);
            yield return (string.Join(", ", Enumerable.Range(1, size).Select(at => "$" + at.ToString(System.Globalization.CultureInfo.InvariantCulture))), values);
        }
    }
}
