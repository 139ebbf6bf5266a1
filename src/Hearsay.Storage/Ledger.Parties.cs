using Hearsay.Claims.Reviewing;
using Hearsay.Storage.Queries;

namespace Hearsay.Storage;

/// <content>Parties: what was decided about them, and what they rest on.</content>
public sealed partial class Ledger
{
    /// <summary>Parties that stand in the claims that a query finds, most claims first. What was merged is counted under the party that it was merged into.</summary>
    /// <param name="query">What is looked for; words are looked for in claims.</param>
    /// <param name="state">Only parties in this state (candidate, registered, confirmed, rejected, merged), or null for all.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<FoundParty>> PartiesAsync(Query query, string? state = null, int most = 50, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadAsync<IReadOnlyList<FoundParty>>(
            async session =>
            {
                var sql = QuerySql.OfClaims(query, _dialect, await PartiesOfAsync(session, query, cancellationToken));
                await StandingAsync(session, query, cancellationToken);
                await DecideAsync(session, query.AsOf, cancellationToken);

                // Whoever asks for merged parties wants to see these, with their own claims.
                string party = state == "merged" ? "m.party" : "COALESCE(g.root, m.party)";
                string counted = $"SELECT {party} AS party, COUNT(DISTINCT CASE WHEN m.role = 'speaker' THEN c.pk END) AS speaks, COUNT(DISTINCT CASE WHEN m.role = 'actor' THEN c.pk END) AS acts, " +
                    $"COUNT(DISTINCT CASE WHEN m.role = 'recipient' THEN c.pk END) AS receives{sql.Claims(" JOIN mention m ON m.claim = c.pk AND m.party IS NOT NULL LEFT JOIN party_then g ON g.party = m.party")} GROUP BY {party}";
                const string State = "COALESCE(t.state, CASE WHEN p.id LIKE 'candidate:%' THEN 'candidate' ELSE 'registered' END)";
                string where = state is null ? "" : $" WHERE {State} = {sql.Add(state)}";
                return await session.ListAsync(
                    $"SELECT p.id, p.name, p.kind, p.country, {State}, t.same_as, q.speaks, q.acts, q.receives FROM ({counted}) q JOIN party p ON p.pk = q.party LEFT JOIN party_then t ON t.party = p.pk{where} " +
                    $"ORDER BY q.speaks + q.acts + q.receives DESC, p.id LIMIT {sql.Add(most)}",
                    sql.Values,
                    row => new FoundParty(row.GetString(0), row.GetString(1), row.GetString(2), TextOf(row, 3), row.GetString(4), TextOf(row, 5), row.GetInt64(6), row.GetInt64(7), row.GetInt64(8)),
                    cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>What a party rests on: the names that it goes by in claims, the most frequent first.</summary>
    /// <param name="id">Id of the party; what was merged into it counts, too.</param>
    /// <param name="asOf">The state of the ledger that is looked at, or null for the present.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="LedgerException">There is no such party.</exception>
    public Task<IReadOnlyList<PartyEvidence>> EvidenceAsync(string id, DateTimeOffset? asOf = null, CancellationToken cancellationToken = default) => ReadAsync<IReadOnlyList<PartyEvidence>>(
        async session =>
        {
            await DecideAsync(session, asOf, cancellationToken);
            long party = await session.NumberAsync("SELECT pk FROM party WHERE id = $1", [id], cancellationToken) ?? throw UnknownParty(id);
            return await session.ListAsync(
                "SELECT p.id, m.name, m.role, COUNT(*), COUNT(DISTINCT c.document), MIN(c.published_day), MAX(c.published_day), MIN(c.id) FROM mention m JOIN claim c ON c.pk = m.claim JOIN party p ON p.pk = m.party " +
                "WHERE (m.party = $1 OR m.party IN (SELECT party FROM party_then WHERE root = $1)) AND " + QuerySql.ValidAt("c", asOf, "$2") +
                " GROUP BY p.id, m.name, m.role ORDER BY COUNT(*) DESC, m.name, m.role",
                asOf is null ? [party] : [party, asOf.Value],
                row => new PartyEvidence(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), TextOf(row, 5), TextOf(row, 6), row.GetString(7)),
                cancellationToken);
        },
        cancellationToken);

    private static LedgerException UnknownParty(string id) => new(StorageErrors.Unknown, id, "the ledger has no such party; 'hearsay parties' lists them");

    /// <summary>Fills party_then with what was decided about parties, at present or at a time: state, and for merged ones the party at the end of the merging.</summary>
    private static async Task DecideAsync(Session session, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        await session.ScriptAsync("CREATE TEMPORARY TABLE IF NOT EXISTS party_then(party BIGINT PRIMARY KEY, state TEXT NOT NULL, same_as TEXT, root BIGINT)", cancellationToken);
        await session.ExecuteAsync("DELETE FROM party_then", [], cancellationToken);
        foreach ((string id, (string state, string? sameAs, string root)) in await DecidedAsync(session, asOf, cancellationToken))
        {
            await session.ExecuteAsync(
                "INSERT INTO party_then(party, state, same_as, root) SELECT p.pk, $2, $3, CASE WHEN $4 = p.id THEN NULL ELSE (SELECT r.pk FROM party r WHERE r.id = $4) END FROM party p WHERE p.id = $1",
                [id, state, sameAs, root], cancellationToken);
        }
    }

    /// <summary>The parties that people have decided about.</summary>
    private static async Task<Dictionary<string, (string State, string? SameAs, string Root)>> DecidedAsync(Session session, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        Dictionary<string, (string State, string? SameAs)> states = asOf is { } then
            ? FoldParties(await EntriesAsync(session, "at <= $1", [then], cancellationToken))
            : (await session.ListAsync("SELECT id, state, same_as FROM party WHERE state NOT IN ('candidate', 'registered')", [], row => (row.GetString(0), row.GetString(1), TextOf(row, 2)), cancellationToken))
                .ToDictionary(row => row.Item1, row => (row.Item2, row.Item3), StringComparer.Ordinal);
        return states.ToDictionary(pair => pair.Key, pair => (pair.Value.State, pair.Value.SameAs, RootOf(pair.Key, states)), StringComparer.Ordinal);
    }

    /// <summary>The party at the end of the merging; undone undoings may have left a circle, in which the smallest id counts.</summary>
    private static string RootOf(string id, Dictionary<string, (string State, string? SameAs)> states)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        while (seen.Add(id) && states.TryGetValue(id, out (string State, string? SameAs) state) && state.SameAs is { } next)
        {
            id = next;
        }

        return states.TryGetValue(id, out (string State, string? SameAs) end) && end.SameAs is not null ? seen.Min(StringComparer.Ordinal)! : id;
    }

    /// <summary>Of the ids of parties in a query, those that words do not find: candidates, and parties that others were merged into.</summary>
    private static async Task<IReadOnlyDictionary<string, long[]>> PartiesOfAsync(Session session, Query query, CancellationToken cancellationToken)
    {
        string[] ids = [.. query.Terms.Where(term => term.Field is QueryField.Speaker or QueryField.Actor or QueryField.Recipient or QueryField.Party).SelectMany(term => term.Values)
            .Where(value => value.Contains(':', StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];
        Dictionary<string, long[]> found = new(StringComparer.Ordinal);
        if (ids.Length == 0)
        {
            return found;
        }

        Dictionary<string, (string State, string? SameAs, string Root)> decided = await DecidedAsync(session, query.AsOf, cancellationToken);
        foreach (string id in ids)
        {
            string[] members = [.. decided.Where(pair => pair.Value.Root == id && pair.Key != id).Select(pair => pair.Key)];
            if (members.Length == 0 && !id.StartsWith("candidate:", StringComparison.Ordinal))
            {
                continue;
            }

            List<long> rows = [];
            foreach (string member in members.Append(id))
            {
                rows.AddRange(await session.ListAsync("SELECT pk FROM party WHERE id = $1", [member], row => row.GetInt64(0), cancellationToken));
            }

            found[id] = rows.Count > 0 ? [.. rows] : [-1];
        }

        return found;
    }
}
