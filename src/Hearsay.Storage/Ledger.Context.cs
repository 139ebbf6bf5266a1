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

                return claims.DistinctBy(claim => claim.Id).ToDictionary(
                    claim => claim.Id, claim => new ClaimContext(last.GetValueOrDefault(claim.Id), claim.Family is null ? 1 : copies.GetValueOrDefault(claim.Family, 1)), StringComparer.Ordinal);
            },
            cancellationToken);
    }

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
    public Task<IReadOnlyList<FoundOutlet>> OutletsAsync(int most = 500, CancellationToken cancellationToken = default) => ReadAsync<IReadOnlyList<FoundOutlet>>(
        async session => await session.ListAsync(
            "SELECT o.name, q.documents, (SELECT COUNT(*) FROM claim c WHERE c.outlet = o.pk AND c.until IS NULL), q.copies, q.first, q.last FROM (" +
            "SELECT r.outlet AS outlet, COUNT(*) AS documents, COUNT(m.document) AS copies, MIN(r.published_day) AS first, MAX(r.published_day) AS last " +
            "FROM revision r LEFT JOIN family_member m ON m.document = r.document WHERE r.until IS NULL AND r.outlet IS NOT NULL GROUP BY r.outlet ORDER BY COUNT(*) DESC LIMIT $1) q " +
            "JOIN outlet o ON o.pk = q.outlet ORDER BY q.documents DESC, o.name", [most],
            row => new FoundOutlet(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), TextOf(row, 4), TextOf(row, 5)), cancellationToken),
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
