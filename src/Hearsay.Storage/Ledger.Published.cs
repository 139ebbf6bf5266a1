using System.Globalization;
using Hearsay.Storage.Queries;

namespace Hearsay.Storage;

/// <content>Lists by day of publication, and counts over everything, without looking at all that is found.</content>
public sealed partial class Ledger
{
    /// <summary>As many claims as are sorted as they are: some 10 ms. More of them are looked through day by day, the latest first, until a page is full.</summary>
    internal int Few { get; set; } = 5000;

    /// <summary>Most days that are looked through at a time.</summary>
    private const int MostDays = 64;

    private async Task<bool> IsFrequentAsync(Session session, QuerySql sql, CancellationToken cancellationToken) => await session.NumberAsync(
        _dialect.IsSqlite
            ? "SELECT COUNT(*) FROM (SELECT w.rowid FROM claim_words w WHERE w.claim_words MATCH $1 LIMIT $2) q"
            : "SELECT COUNT(*) FROM (SELECT w.rowid FROM claim_words w WHERE w.words @@ $1::tsquery LIMIT $2) q",
        [sql.Expression, Few + 1], cancellationToken) > Few;

    /// <summary>The first claims by day of publication: the full-text index, which knows the days as words, is asked for one day, then for two, for four …, so that a frequent word costs no more than a rare one.</summary>
    private static async Task<List<FoundClaim>> ByDayAsync(Session session, Query query, QuerySql sql, string text, int needed, string? cursor, CancellationToken cancellationToken)
    {
        string? last = cursor?.Split('_') is [_, var day] ? day : null;
        List<string> all = await session.ListAsync(
            "SELECT value FROM tally WHERE voice = 'attributed' AND facet = 'day' UNION SELECT value FROM tally WHERE voice = 'narration' AND facet = 'day'", [], row => row.GetString(0), cancellationToken);
        string[] days = [.. all.Where(value => value.Length > 0 && (last is null || string.CompareOrdinal(value, last) <= 0) && query.Terms.All(term => Fits(term, value))).OrderDescending(StringComparer.Ordinal)];
        var found = new List<FoundClaim>();
        for (int at = 0, width = 1; at < days.Length && found.Count < needed; width = Math.Min(MostDays, width * 2))
        {
            sql.Within(days.AsSpan(at, Math.Min(width, days.Length - at)).ToArray());
            at += width;
            found.AddRange(await session.ListAsync(text, sql.Values, ClaimOf, cancellationToken));
        }

        if (found.Count < needed && all.Contains("") && !query.Terms.Any(term => term is { Negated: false, Field: QueryField.Before or QueryField.After }))
        {
            sql.Within([""]);
            found.AddRange(await session.ListAsync(text, sql.Values, ClaimOf, cancellationToken));
        }

        return found.Count > needed ? found[..needed] : found;

        static bool Fits(QueryTerm term, string day) => term.Negated || term.Field switch
        {
            QueryField.Before => term.Values.Any(value => string.CompareOrdinal(day, value) < 0),
            QueryField.After => term.Values.Any(value => string.CompareOrdinal(day, value) >= 0),
            _ => true,
        };
    }

    /// <summary>Counts over everything, which are kept; null where a query or a facet needs counting.</summary>
    private static async Task<IReadOnlyList<FacetCount>?> TallyAsync(Session session, Query query, Facet facet, int most, CancellationToken cancellationToken)
    {
        string[]? voices = query.Terms switch
        {
            [] => ["attributed"],
            [{ Field: QueryField.Voice, Negated: false } only] => [.. only.Values],
            _ => null,
        };
        if (voices is null || query.AsOf is not null || facet is not (Facet.Stance or Facet.Form or Facet.Speaker or Facet.Outlet or Facet.Day or Facet.Review))
        {
            return null;
        }

        if (facet == Facet.Review)
        {
            // Decided ones are few and counted; the others are the rest.
            return await session.ListAsync(
                "WITH decided AS (SELECT v.value, SUM(v.n) AS n FROM (SELECT s.verdict AS value, (SELECT COUNT(*) FROM claim c WHERE c.id = s.claim AND c.until IS NULL AND c.voice IN ($1, $2)) AS n " +
                "FROM standing s WHERE s.verdict IS NOT NULL) v GROUP BY v.value HAVING SUM(v.n) > 0), " +
                "rest AS (SELECT COALESCE((SELECT SUM(claims) FROM tally WHERE facet = 'form' AND voice IN ($1, $2)), 0) - COALESCE((SELECT SUM(n) FROM decided), 0) AS n) " +
                "SELECT q.value, q.n FROM (SELECT value, n FROM decided UNION ALL SELECT 'open', n FROM rest WHERE n > 0) q ORDER BY q.n DESC, q.value LIMIT $3", [voices[0], voices[^1], most],
                row => new FacetCount(row.GetString(0), Convert.ToInt64(row[1], CultureInfo.InvariantCulture)), cancellationToken);
        }

        string name = facet.ToString().ToLowerInvariant();
        string counted = "SELECT NULLIF(value, '') AS value, SUM(claims) AS n FROM tally WHERE facet = $1 AND voice IN ($2, $3) GROUP BY value HAVING SUM(claims) > 0";
        string shown = facet == Facet.Outlet ? "o.name" : "q.value";
        string joins = facet == Facet.Outlet ? " LEFT JOIN outlet o ON o.pk = CAST(q.value AS BIGINT)" : "";
        return await session.ListAsync(
            $"SELECT {shown}, q.n FROM ({counted}) q{joins} ORDER BY q.n DESC, {shown} LIMIT $4", [name, voices[0], voices[^1], most],
            row => new FacetCount(TextOf(row, 0), Convert.ToInt64(row[1], CultureInfo.InvariantCulture)), cancellationToken);
    }
}
