using System.Data.Common;
using System.Globalization;
using System.Text;
using Hearsay.Claims.Reviewing;
using Hearsay.Storage.Queries;
using Hearsay.Text;

namespace Hearsay.Storage;

/// <content>Finding things again.</content>
public sealed partial class Ledger
{
    private const string ClaimFields =
        "c.pk, c.id, d.id, r.number, r.title, r.name, o.name, c.published_day, d.address, c.confidence, COALESCE(s.verdict, 'open'), s.reliability, s.credibility, c.copy_of, f.id, c.record, c.since, c.voice, " +
        "(SELECT MAX(k.rank) FROM marking k WHERE k.subject IN (c.id, d.id)), " +
        "(SELECT e.model FROM reading g JOIN reader e ON e.pk = g.reader WHERE g.pk = c.reading), r.published, (SELECT b.language FROM body b WHERE b.pk = r.body)";

    private const string ClaimJoins = " JOIN document d ON d.pk = c.document JOIN revision r ON r.pk = c.revision LEFT JOIN outlet o ON o.pk = c.outlet";

    /// <summary>Claims that a query finds.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="order">In which order they come.</param>
    /// <param name="most">At most so many, 1 or more.</param>
    /// <param name="cursor">Where to go on, from <see cref="Page{T}.Next"/> of the same query and order; null for the beginning.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="LedgerException">The cursor is none.</exception>
    public Task<Page<FoundClaim>> ClaimsAsync(Query query, Order order = Order.Newest, int most = 50, string? cursor = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return ReadAsync(
            async session =>
            {
                var sql = QuerySql.OfClaims(query, _dialect, await PartiesOfAsync(session, query, cancellationToken));
                string standing = await StandingAsync(session, query, cancellationToken);
                string key = sql.HasWords && _dialect.IsSqlite ? "w.rowid" : "c.pk";
                if (cursor is not null)
                {
                    string[] parts = cursor.Split('_');
                    if (!long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long number) || parts.Length > 2)
                    {
                        throw new LedgerException(StorageErrors.Malformed, null, $"'{cursor}' is no place to go on from; take the one that the last page ends with");
                    }

                    string at = sql.Add(number);
                    string? day = order == Order.Published && parts.Length > 1 && parts[1].Length > 0 ? sql.Add(parts[1]) : null;
                    string certain = order != Order.Confidence ? "" : parts.Length > 1 && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double confidence)
                        ? sql.Add(confidence)
                        : throw new LedgerException(StorageErrors.Malformed, null, $"'{cursor}' is no place to go on from in this order; take the one that the last page ends with");
                    sql.Require(order switch
                    {
                        Order.Newest => $"{key} < {at}",
                        Order.Oldest => $"{key} > {at}",
                        Order.Confidence => $"(c.confidence > {certain} OR (c.confidence = {certain} AND {key} < {at}))",
                        _ when day is null => $"(c.published_day IS NULL AND {key} < {at})",
                        _ => $"(c.published_day < {day} OR (c.published_day = {day} AND {key} < {at}) OR c.published_day IS NULL)",
                    });
                }

                // Where words are looked for, they lead: no index of all claims is walked through for their order.
                string confident = sql.HasWords && _dialect.IsSqlite ? "+c.confidence" : "c.confidence";
                string By(string number) => order switch
                {
                    Order.Newest => $"{number} DESC",
                    Order.Oldest => $"{number} ASC",
                    Order.Confidence => $"{confident} ASC, {number} DESC",
                    _ => $"c.published_day DESC NULLS LAST, {number} DESC",
                };

                // First the rows alone, out of the indexes where they suffice; the records of those that are on the page afterwards.
                string rows = $"SELECT {key} AS pk{sql.Claims("")} ORDER BY {By(key)} LIMIT {sql.Add(most + 1)}";
                string text = $"SELECT {ClaimFields} FROM ({rows}) q JOIN claim c ON c.pk = q.pk{ClaimJoins}{sql.Family("c.document", query.AsOf)}{standing} ORDER BY {By("c.pk")}";
                List<FoundClaim> found = order == Order.Published && sql.HasWords && await IsFrequentAsync(session, sql, cancellationToken)
                    ? await ByDayAsync(session, query, sql, text, most + 1, cursor, cancellationToken)
                    : await session.ListAsync(text, sql.Values, ClaimOf, cancellationToken);
                string? next = null;
                if (found.Count > most)
                {
                    found.RemoveAt(most);
                    next = found[^1].Number.ToString(CultureInfo.InvariantCulture) + order switch
                    {
                        Order.Published => "_" + found[^1].Published,
                        Order.Confidence => "_" + found[^1].Confidence.ToString("R", CultureInfo.InvariantCulture),
                        _ => "",
                    };
                }

                return new Page<FoundClaim>(found, next);
            },
            cancellationToken);
    }

    /// <summary>How many of the claims that a query finds have each value, most frequent first.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="facet">What they are counted by.</param>
    /// <param name="most">At most so many values.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<FacetCount>> CountByAsync(Query query, Facet facet, int most = int.MaxValue, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadAsync<IReadOnlyList<FacetCount>>(
            async session =>
            {
                if (await TallyAsync(session, query, facet, most, cancellationToken) is { } tallied)
                {
                    return tallied;
                }

                var sql = QuerySql.OfClaims(query, _dialect, await PartiesOfAsync(session, query, cancellationToken));
                string standing = await StandingAsync(session, query, cancellationToken);
                (string value, string joins) = facet switch
                {
                    Facet.Speaker => ("c.speaker", ""),
                    Facet.Stance => ("c.stance", ""),
                    Facet.Form => ("c.form", ""),
                    Facet.Day => ("c.published_day", ""),
                    Facet.Outlet => ("c.outlet", ""),
                    Facet.Document => ("c.document", ""),
                    Facet.Family => ("COALESCE(f.id, d.id)", " JOIN document d ON d.pk = c.document" + sql.Family("c.document", query.AsOf)),
                    Facet.Review => ("COALESCE(s.verdict, 'open')", ""),
                    Facet.Type => ("p.type", " JOIN proposition p ON p.claim = c.pk"),
                    Facet.Status => ("p.status", " JOIN proposition p ON p.claim = c.pk"),
                    Facet.Object => ("p.object", " JOIN proposition p ON p.claim = c.pk AND p.object IS NOT NULL"),
                    Facet.Actor => ("m.name", " JOIN mention m ON m.claim = c.pk AND m.role = 'actor'"),
                    Facet.Recipient => ("m.name", " JOIN mention m ON m.claim = c.pk AND m.role = 'recipient'"),
                    _ => throw new ArgumentOutOfRangeException(nameof(facet), facet, "no facet"),
                };
                string counted = $"SELECT {value} AS value, COUNT(*) AS n{sql.Claims(joins + (facet == Facet.Review ? standing : ""))} GROUP BY {value}";
                string limit = sql.Add(most);
                string text = facet switch
                {
                    // Outlets and documents are counted by number and named afterwards.
                    Facet.Outlet => $"SELECT o.name, q.n FROM ({counted}) q LEFT JOIN outlet o ON o.pk = q.value ORDER BY q.n DESC, o.name LIMIT {limit}",
                    Facet.Document => $"SELECT d.id, q.n FROM ({counted}) q JOIN document d ON d.pk = q.value ORDER BY q.n DESC, d.id LIMIT {limit}",
                    _ => $"SELECT q.value, q.n FROM ({counted}) q ORDER BY q.n DESC, q.value LIMIT {limit}",
                };
                return await session.ListAsync(text, sql.Values, row => new FacetCount(TextOf(row, 0), row.GetInt64(1)), cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Documents that a query finds, last added first. Words are looked for in title and text; what is about claims holds when a claim of the document fits.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="most">At most so many, 1 or more.</param>
    /// <param name="cursor">Where to go on, or null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Page<FoundDocument>> DocumentsAsync(Query query, int most = 50, string? cursor = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return ReadAsync(
            async session =>
            {
                var sql = QuerySql.OfDocuments(query, _dialect, await PartiesOfAsync(session, query, cancellationToken));
                await StandingAsync(session, query, cancellationToken);
                if (cursor is not null)
                {
                    sql.Require(long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                        ? $"r.pk < {sql.Add(number)}"
                        : throw new LedgerException(StorageErrors.Malformed, null, $"'{cursor}' is no place to go on from; take the one that the last page ends with"));
                }

                // As for claims: the rows alone, then what is told of those on the page.
                string rows = $"SELECT r.pk AS pk{sql.Documents("")} ORDER BY r.pk DESC LIMIT {sql.Add(most + 1)}";
                string text = "SELECT r.pk, d.id, r.name, r.title, o.name, r.published, d.address, b.language, r.number, b.sha256, r.original, " +
                    "(SELECT COUNT(*) FROM claim c WHERE c.revision = r.pk AND c.document = r.document AND c.until IS NULL AND c.voice = 'attributed'), f.id, r.since, (SELECT k.rank FROM marking k WHERE k.subject = d.id)" +
                    $" FROM ({rows}) q JOIN revision r ON r.pk = q.pk JOIN body b ON b.pk = r.body JOIN document d ON d.pk = r.document LEFT JOIN outlet o ON o.pk = r.outlet{sql.Family("r.document", query.AsOf)} ORDER BY r.pk DESC";
                List<FoundDocument> found = await session.ListAsync(text, sql.Values, DocumentOf, cancellationToken);
                string? next = null;
                if (found.Count > most)
                {
                    found.RemoveAt(most);
                    next = found[^1].Number.ToString(CultureInfo.InvariantCulture);
                }

                return new Page<FoundDocument>(found, next);
            },
            cancellationToken);
    }

    /// <summary>All revisions of a document, oldest first.</summary>
    /// <param name="document">Its whole id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<FoundDocument>> RevisionsAsync(string document, CancellationToken cancellationToken = default) => ReadAsync<IReadOnlyList<FoundDocument>>(
        async session => await session.ListAsync(
            "SELECT r.pk, d.id, r.name, r.title, o.name, r.published, d.address, b.language, r.number, b.sha256, r.original, " +
            "(SELECT COUNT(DISTINCT c.id) FROM claim c WHERE c.revision = r.pk AND c.voice = 'attributed'), f.id, r.since, (SELECT k.rank FROM marking k WHERE k.subject = d.id) " +
            "FROM revision r JOIN body b ON b.pk = r.body JOIN document d ON d.pk = r.document LEFT JOIN outlet o ON o.pk = r.outlet LEFT JOIN family_member fm ON fm.document = r.document LEFT JOIN family f ON f.pk = fm.family WHERE d.id = $1 ORDER BY r.number",
            [document], DocumentOf, cancellationToken),
        cancellationToken);

    /// <summary>What was changed in an edited article, against the revision before.</summary>
    /// <param name="document">Its whole id.</param>
    /// <param name="revision">Number of the newer revision, 2 or more.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ClaimDiff> ClaimDiffAsync(string document, int revision, CancellationToken cancellationToken = default) => ReadAsync(
        async session =>
        {
            // A claim read anew is a second row with the same id: the last one counts.
            const string Of = "SELECT c.id, c.record FROM claim c JOIN revision r ON r.pk = c.revision JOIN document d ON d.pk = r.document " +
                "WHERE d.id = $1 AND r.number = $2 AND c.copy_of IS NULL AND c.pk = (SELECT MAX(x.pk) FROM claim x WHERE x.id = c.id AND x.revision = c.revision) ORDER BY c.ordinal";
            Task<List<(string Id, string Record)>> ClaimsOf(int number) => session.ListAsync(Of, [document, number], row => (row.GetString(0), row.GetString(1)), cancellationToken);
            List<(string Id, string Record)> older = await ClaimsOf(revision - 1);
            List<(string Id, string Record)> newer = await ClaimsOf(revision);
            Dictionary<string, string> before = newer.Where(claim => older.Exists(other => other.Id == claim.Id)).ToDictionary(claim => claim.Id, claim => claim.Id, StringComparer.Ordinal);
            foreach ((string from, string to) in await session.ListAsync(
                "SELECT s.older, s.newer FROM succession s JOIN revision n ON n.pk = s.revision JOIN document e ON e.pk = n.document WHERE e.id = $1 AND n.number = $2", [document, revision],
                row => (row.GetString(0), row.GetString(1)), cancellationToken))
            {
                before[to] = from;
            }

            HashSet<string> stayed = new(before.Values, StringComparer.Ordinal);
            HashSet<string> carried = new(StringComparer.Ordinal);
            foreach ((string to, string from) in before)
            {
                if (await session.NumberAsync("SELECT 1 FROM review WHERE subject = $1 AND other = $2 AND kind = 'carry'", [to, from], cancellationToken) is not null)
                {
                    carried.Add(to);
                }
            }

            return new ClaimDiff(
                [.. older.Where(claim => !stayed.Contains(claim.Id)).Select(claim => claim.Record)], [.. newer.Where(claim => !before.ContainsKey(claim.Id)).Select(claim => claim.Record)],
                [.. newer.Where(claim => before.ContainsKey(claim.Id) && !carried.Contains(claim.Id)).Select(claim => claim.Record)], [.. newer.Where(claim => carried.Contains(claim.Id)).Select(claim => claim.Record)]);
        },
        cancellationToken);

    /// <summary>A stored text by its SHA-256, or null.</summary>
    public async Task<RawText?> TextAsync(string sha256, CancellationToken cancellationToken = default) => await BytesAsync(sha256, cancellationToken) is { } utf8 ? new RawText(Encoding.UTF8.GetString(utf8)) : null;

    /// <summary>Who speaks in the claims that a query finds, most claims first.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<FoundSource>> SourcesAsync(Query query, int most = 50, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadAsync<IReadOnlyList<FoundSource>>(
            async session =>
            {
                var sql = QuerySql.OfClaims(query, _dialect, await PartiesOfAsync(session, query, cancellationToken));
                await StandingAsync(session, query, cancellationToken);
                string from = sql.Claims("");
                string limit = sql.Add(most);
                List<(string Name, long Claims, long Documents, string? First, string? Last)> top = await session.ListAsync(
                    $"SELECT c.speaker, COUNT(*), COUNT(DISTINCT c.document), MIN(c.published_day), MAX(c.published_day){from} GROUP BY c.speaker ORDER BY COUNT(*) DESC, c.speaker LIMIT {limit}",
                    sql.Values, row => (row.GetString(0), row.GetInt64(1), row.GetInt64(2), TextOf(row, 3), TextOf(row, 4)), cancellationToken);
                ILookup<string, FacetCount> stances = (await session.ListAsync(
                    $"SELECT c.speaker, c.stance, COUNT(*){from} AND c.speaker IN (SELECT q.speaker FROM (SELECT c.speaker AS speaker, COUNT(*) AS n{from} GROUP BY c.speaker ORDER BY COUNT(*) DESC, c.speaker LIMIT {limit}) q) GROUP BY c.speaker, c.stance ORDER BY COUNT(*) DESC, c.stance",
                    sql.Values, row => (row.GetString(0), new FacetCount(row.GetString(1), row.GetInt64(2))), cancellationToken)).ToLookup(row => row.Item1, row => row.Item2);
                return [.. top.Select(source => new FoundSource(source.Name, source.Claims, source.Documents, [.. stances[source.Name]], source.First, source.Last))];
            },
            cancellationToken);
    }

    private static FoundClaim ClaimOf(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), (int)row.GetInt64(3), TextOf(row, 4), row.GetString(5), TextOf(row, 6), TextOf(row, 7), TextOf(row, 8), row.GetDouble(9), row.GetString(10),
        TextOf(row, 11)?[0], row.IsDBNull(12) ? null : (int)row.GetInt64(12), TextOf(row, 13), TextOf(row, 14), row.GetString(17), row.GetString(15), Instant.Read(row.GetString(16)),
        MarkingOf(row, 18), TextOf(row, 19), TextOf(row, 20), row.GetString(21));

    private static FoundDocument DocumentOf(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), TextOf(row, 3), TextOf(row, 4), TextOf(row, 5), TextOf(row, 6), row.GetString(7), (int)row.GetInt64(8), row.GetString(9), TextOf(row, 10),
        row.GetInt64(11), TextOf(row, 12), Instant.Read(row.GetString(13)), MarkingOf(row, 14));

    private static TrafficLight? MarkingOf(DbDataReader row, int column) => row.IsDBNull(column) ? null : (TrafficLight)row.GetInt64(column);

    /// <summary>The join that brings in standings: those of the present, or those that the log gave at the time asked for.</summary>
    private static async Task<string> StandingAsync(Session session, Query query, CancellationToken cancellationToken)
    {
        if (query.AsOf is not { } then)
        {
            return " LEFT JOIN standing s ON s.claim = c.id";
        }

        await session.ScriptAsync("CREATE TEMPORARY TABLE IF NOT EXISTS standing_then(claim TEXT PRIMARY KEY, verdict TEXT, reliability TEXT, credibility BIGINT)", cancellationToken);
        await session.ExecuteAsync("DELETE FROM standing_then", [], cancellationToken);
        foreach ((string claim, Standing standing) in Standing.Fold(await EntriesAsync(session, "at <= $1", [then], cancellationToken)))
        {
            await session.ExecuteAsync(
                "INSERT INTO standing_then(claim, verdict, reliability, credibility) VALUES($1, $2, $3, $4)",
                [claim, standing.Verdict?.ToString().ToLowerInvariant(), standing.Reliability, standing.Credibility], cancellationToken);
        }

        return " LEFT JOIN standing_then s ON s.claim = c.id";
    }
}
