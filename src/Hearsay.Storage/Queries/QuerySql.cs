using System.Globalization;

namespace Hearsay.Storage.Queries;

/// <summary>A query as SQL: one expression for the full-text index, which answers nearly all operators, and conditions for the rest.</summary>
internal sealed class QuerySql
{
    private readonly Dialect _dialect;
    private readonly List<string> _conditions = [];
    private readonly List<object?> _values = [];

    private int _match = -1;
    private string _words = "";

    private QuerySql(Dialect dialect) => _dialect = dialect;

    /// <summary>True when the full-text table stands in the FROM clause as w.</summary>
    public bool HasWords { get; private set; }

    /// <summary>FROM and WHERE for claims c; documents d, revisions r, outlets o and standings s can be joined to it.</summary>
    public string Claims(string joins) => $" FROM claim c{Words("claim_words", "c.pk")}{joins} WHERE {string.Join(" AND ", _conditions.Prepend("1 = 1"))}";

    /// <summary>FROM and WHERE for revisions r with their texts b.</summary>
    public string Documents(string joins) => $" FROM revision r JOIN body b ON b.pk = r.body{Words("body_words", "b.pk")}{joins} WHERE {string.Join(" AND ", _conditions.Prepend("1 = 1"))}";

    /// <summary>Values of the parameters $1, $2, …</summary>
    public object?[] Values => [.. _values];

    /// <summary>What the full-text index is asked for.</summary>
    public string Expression => _words;

    /// <summary>Adds a value.</summary>
    /// <returns>Its parameter.</returns>
    public string Add(object? value)
    {
        _values.Add(value);
        return "$" + _values.Count.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Adds a condition.</summary>
    public void Require(string condition) => _conditions.Add(condition);

    /// <summary>Limits the words of a query over claims to days of publication, ISO 8601, empty for those that have none. Takes the place of an earlier limit.</summary>
    public void Within(IEnumerable<string> days)
    {
        string any = string.Join(_dialect.IsSqlite ? " OR " : " | ", days.Select(day => $"{(_dialect.IsSqlite ? '"' : '\'')}{ClaimColumns.DayWord(day.Length > 0 ? day : null)}{(_dialect.IsSqlite ? '"' : '\'')}"));
        _values[_match] = $"({_words}) {(_dialect.IsSqlite ? "AND" : "&")} ({any})";
    }

    /// <summary>A query over claims.</summary>
    /// <param name="query">The query.</param>
    /// <param name="dialect">The database.</param>
    /// <param name="parties">Ids of parties that stand for several rows, or that no words are kept for, with those rows.</param>
    public static QuerySql OfClaims(Query query, Dialect dialect, IReadOnlyDictionary<string, long[]> parties)
    {
        var sql = new QuerySql(dialect);
        sql.RequireValid("c", query.AsOf);
        if (query.Attributed)
        {
            sql.Require($"{sql.Plain}c.voice = 'attributed'");
        }

        if (query.OfTransfers)
        {
            sql.Require($"(c.stance IN ('denies', 'admits', 'declines') OR c.pk IN (SELECT x.rowid FROM claim_words x WHERE {sql.Matches("x", "claim_words", sql.Phrase("transfer", ClaimColumns.Prefix.Type))}))");
        }

        // Few claims have one, so they are what is looked up.
        string standing = query.AsOf is null ? "standing" : "standing_then";
        List<string> positive = [];
        List<string> negative = [];
        foreach (QueryTerm term in query.Terms)
        {
            if (PrefixOf(term.Field) is { } prefix)
            {
                if (!term.Values.Any(parties.ContainsKey))
                {
                    (term.Negated ? negative : positive).Add(sql.AnyOf(term, prefix));
                    continue;
                }

                string role = term.Field is QueryField.Speaker or QueryField.Actor or QueryField.Recipient ? $" AND m.role = '{term.Field.ToString().ToLowerInvariant()}'" : "";
                string mentioned = sql.Any(term, value => parties.TryGetValue(value, out long[]? rows)
                    ? $"c.pk IN (SELECT m.claim FROM mention m WHERE m.party IN ({string.Join(", ", rows.Select(row => sql.Add(row)))}){role})"
                    : $"c.pk IN (SELECT x.rowid FROM claim_words x WHERE {sql.Matches("x", "claim_words", sql.Phrase(value, prefix))})");
                sql.Require(term.Negated ? $"NOT {mentioned}" : mentioned);
                continue;
            }

            string condition = term.Field switch
            {
                QueryField.Before => sql.Any(term, value => $"c.published_day < {sql.Add(value)}"),
                QueryField.After => sql.Any(term, value => $"c.published_day >= {sql.Add(value)}"),
                QueryField.Voice => sql.Any(term, value => $"{sql.Plain}c.voice = {sql.Add(value)}"),
                QueryField.Confidence => sql.Any(term, value => $"c.confidence >= {sql.Add(double.Parse(value, CultureInfo.InvariantCulture))}"),
                QueryField.Id => sql.Any(term, value => $"(c.id >= {sql.Add(value)} AND c.id < {sql.Add(value + "g")})"),
                QueryField.Document => sql.Any(term, value => $"c.revision IN (SELECT e.pk FROM revision e JOIN document d ON d.pk = e.document WHERE d.id >= {sql.Add(value)} AND d.id < {sql.Add(value + "g")})"),
                QueryField.Family => sql.Any(term, value => sql.InFamily("c.document", value, query.AsOf)),
                QueryField.Review => sql.Any(term, value => value == "open" ? $"c.id NOT IN (SELECT claim FROM {standing} WHERE verdict IS NOT NULL)" : $"c.id IN (SELECT claim FROM {standing} WHERE verdict = {sql.Add(value)})"),
                QueryField.Reliability => sql.Any(term, value => $"c.id IN (SELECT claim FROM {standing} WHERE reliability = {sql.Add(value.ToUpperInvariant())})"),
                QueryField.Credibility => sql.Any(term, value => $"c.id IN (SELECT claim FROM {standing} WHERE credibility = {sql.Add(long.Parse(value, CultureInfo.InvariantCulture))})"),
                _ => throw new InvalidOperationException($"no SQL for {term.Field}"),
            };

            // What has no date is neither before nor after; so it is not "not before", either.
            sql.Require(term.Negated ? $"NOT {condition}" : condition);
        }

        sql.Match("claim_words", "c.pk", positive, negative);
        return sql;
    }

    /// <summary>A query over documents: words are looked for in their texts, what is about claims holds when one of their claims fits.</summary>
    /// <param name="query">The query.</param>
    /// <param name="dialect">The database.</param>
    /// <param name="parties">As for claims.</param>
    public static QuerySql OfDocuments(Query query, Dialect dialect, IReadOnlyDictionary<string, long[]> parties)
    {
        var sql = new QuerySql(dialect);
        sql.RequireValid("r", query.AsOf);
        List<string> positive = [];
        List<string> negative = [];
        List<QueryTerm> ofClaims = [];
        foreach (QueryTerm term in query.Terms)
        {
            if (term.Field == QueryField.Words)
            {
                (term.Negated ? negative : positive).Add(sql.AnyOf(term, ""));
                continue;
            }

            string? condition = term.Field switch
            {
                QueryField.Before => sql.Any(term, value => $"r.published_day < {sql.Add(value)}"),
                QueryField.After => sql.Any(term, value => $"r.published_day >= {sql.Add(value)}"),
                QueryField.Document => sql.Any(term, value => $"r.document IN (SELECT pk FROM document WHERE id >= {sql.Add(value)} AND id < {sql.Add(value + "g")})"),
                QueryField.Family => sql.Any(term, value => sql.InFamily("r.document", value, query.AsOf)),
                QueryField.Outlet => sql.Any(term, value => sql.OutletHas(value)),
                _ => null,
            };
            if (condition is null)
            {
                ofClaims.Add(term);
            }
            else
            {
                sql.Require(term.Negated ? $"NOT {condition}" : condition);
            }
        }

        if (ofClaims.Count > 0)
        {
            QuerySql inner = OfClaims(new Query([.. ofClaims]) { AsOf = query.AsOf }, dialect, parties);
            string text = "r.document IN (SELECT c.document" + inner.Claims("") + ")";

            // Highest first, so that $1 is not found in $10.
            int shift = sql._values.Count;
            for (int at = inner._values.Count; at > 0; at--)
            {
                text = text.Replace("$" + at.ToString(CultureInfo.InvariantCulture), "$\u0001" + (at + shift).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            }

            sql._values.AddRange(inner._values);
            sql.Require(text.Replace("\u0001", "", StringComparison.Ordinal));
        }

        sql.Match("body_words", "b.pk", positive, negative);
        return sql;
    }

    private static string? PrefixOf(QueryField field) => field switch
    {
        QueryField.Words => "",
        QueryField.Speaker => ClaimColumns.Prefix.Speaker,
        QueryField.Actor => ClaimColumns.Prefix.Actor,
        QueryField.Recipient => ClaimColumns.Prefix.Recipient,
        QueryField.Object => ClaimColumns.Prefix.Object,
        QueryField.Type => ClaimColumns.Prefix.Type,
        QueryField.Status => ClaimColumns.Prefix.Status,
        QueryField.Polarity => ClaimColumns.Prefix.Polarity,
        QueryField.Place => ClaimColumns.Prefix.Place,
        QueryField.Stance => ClaimColumns.Prefix.Stance,
        QueryField.Form => ClaimColumns.Prefix.Form,
        QueryField.Outlet => ClaimColumns.Prefix.Outlet,
        QueryField.Party => ClaimColumns.Prefix.Party,
        QueryField.Country => ClaimColumns.Prefix.Country,
        _ => null,
    };

    /// <summary>Before a column: keeps SQLite from taking an index for a condition that nearly all rows fulfil, which it would prefer to the one that helps.</summary>
    private string Plain => _dialect.IsSqlite ? "+" : "";

    private void RequireValid(string alias, DateTimeOffset? asOf)
    {
        if (asOf is null)
        {
            // Nearly all rows are valid.
            Require($"{Plain}{alias}.until IS NULL");
            return;
        }

        Require(ValidAt(alias, asOf, Add(asOf.Value)));
    }

    /// <summary>The condition that a row is valid, at present or at a time.</summary>
    /// <param name="alias">The table.</param>
    /// <param name="asOf">The time, or null.</param>
    /// <param name="then">Parameter of the time.</param>
    public static string ValidAt(string alias, DateTimeOffset? asOf, string then) => asOf is null ? $"{alias}.until IS NULL" : $"{alias}.since <= {then} AND ({alias}.until IS NULL OR {alias}.until > {then})";

    /// <summary>The joins that bring in the family f of a document: the present one, or the one of the time asked for.</summary>
    /// <param name="document">Column with the document.</param>
    /// <param name="asOf">The time, or null.</param>
    public string Family(string document, DateTimeOffset? asOf) =>
        (asOf is { } then
            ? $" LEFT JOIN family_past fm ON fm.document = {document} AND fm.since = (SELECT MAX(fx.since) FROM family_past fx WHERE fx.document = {document} AND fx.since <= {Add(then)})"
            : $" LEFT JOIN family_member fm ON fm.document = {document}") + " LEFT JOIN family f ON f.pk = fm.family";

    private string InFamily(string document, string id, DateTimeOffset? asOf)
    {
        string family = $"(SELECT pk FROM family WHERE id >= {Add(id)} AND id < {Add(id + "g")})";
        return asOf is { } then
            ? $"{document} IN (SELECT m.document FROM family_past m WHERE m.family IN {family} AND m.since = (SELECT MAX(x.since) FROM family_past x WHERE x.document = m.document AND x.since <= {Add(then)}))"
            : $"{document} IN (SELECT m.document FROM family_member m WHERE m.family IN {family})";
    }

    private string Matches(string alias, string table, string expression) => _dialect.IsSqlite ? $"{alias}.{table} MATCH {Add(expression)}" : $"{alias}.words @@ {Add(expression)}::tsquery";

    private string Any(QueryTerm term, Func<string, string> one) => "(" + string.Join(" OR ", term.Values.Select(one)) + ")";

    /// <summary>Outlets are few: their names are looked through.</summary>
    private string OutletHas(string value)
    {
        string words = " " + string.Join(' ', SearchWords.Of(value));
        return $"r.outlet IN (SELECT pk FROM outlet WHERE words LIKE {Add("%" + (value.EndsWith('*') ? words : words + " ") + "%")})";
    }

    /// <summary>The values of a term as an expression of the full-text index.</summary>
    private string AnyOf(QueryTerm term, string prefix)
    {
        string or = _dialect.IsSqlite ? " OR " : " | ";
        return "(" + string.Join(or, term.Values.Select(value => Phrase(value, prefix))) + ")";
    }

    private string Phrase(string value, string prefix)
    {
        string[] words = SearchWords.Of(value, prefix);
        bool open = value.EndsWith('*');
        return _dialect.IsSqlite
            ? "\"" + string.Join(' ', words) + "\"" + (open ? " *" : "")
            : "(" + string.Join(" <-> ", words.Select((word, at) => $"'{word}'{(open && at == words.Length - 1 ? ":*" : "")}")) + ")";
    }

    private void Match(string table, string pk, List<string> positive, List<string> negative)
    {
        if (positive.Count == 0 && negative.Count == 0)
        {
            return;
        }

        if (positive.Count == 0 && table == "claim_words")
        {
            // FTS5 excludes only from something: every claim has one of the three forms. The index then walks along both lists and stops at the limit.
            positive.Add(AnyOf(new QueryTerm(QueryField.Form, ["direct", "indirect", "mixed"], false), ClaimColumns.Prefix.Form));
        }

        string and = _dialect.IsSqlite ? " AND " : " & ";
        if (positive.Count > 0)
        {
            string all = string.Join(and, positive);
            all = negative.Count == 0 ? all : _dialect.IsSqlite ? $"({all}) NOT ({string.Join(" OR ", negative)})" : $"({all}) & !({string.Join(" | ", negative)})";
            HasWords = true;
            _words = all;
            _match = _values.Count;
            Require(Matches("w", table, all));
            return;
        }

        string none = _dialect.IsSqlite ? string.Join(" OR ", negative) : string.Join(" | ", negative);
        Require(_dialect.IsSqlite
            ? $"{pk} NOT IN (SELECT rowid FROM {table} WHERE {table} MATCH {Add(none)})"
            : $"{pk} NOT IN (SELECT rowid FROM {table} WHERE words @@ {Add(none)}::tsquery)");
    }

    private string Words(string table, string pk) => HasWords ? $" JOIN {table} w ON w.rowid = {pk}" : "";
}
