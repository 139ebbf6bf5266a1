using System.Data.Common;
using Hearsay.Storage.Searches;

namespace Hearsay.Storage;

/// <content>What people want to be told of.</content>
public sealed partial class Ledger
{
    private const string SearchFields = "SELECT pk, owner, name, query, since, seen, checked FROM saved_search";

    /// <summary>Number of the claim that came in last; 0 for none. Claims that come in later have higher numbers.</summary>
    public async Task<long> NewestClaimAsync(CancellationToken cancellationToken = default) =>
        await ReadAsync(session => session.NumberAsync("SELECT MAX(pk) FROM claim", [], cancellationToken), cancellationToken) ?? 0;

    /// <summary>Saved searches by name.</summary>
    /// <param name="owner">Whose, or null for those of all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<SavedSearch>> SearchesAsync(string? owner, CancellationToken cancellationToken = default) => ReadAsync<IReadOnlyList<SavedSearch>>(
        async session => owner is null
            ? await session.ListAsync($"{SearchFields} WHERE until IS NULL ORDER BY pk", [], SearchOf, cancellationToken)
            : await session.ListAsync($"{SearchFields} WHERE until IS NULL AND owner = $1 ORDER BY name", [owner], SearchOf, cancellationToken),
        cancellationToken);

    /// <summary>Keeps a query. One of the same name and owner is replaced.</summary>
    public Task<SavedSearch> SaveSearchAsync(string owner, string name, string query, CancellationToken cancellationToken = default) => WriteAsync(
        async session =>
        {
            DateTimeOffset now = _clock.GetUtcNow();
            await session.ExecuteAsync("UPDATE saved_search SET until = $1 WHERE owner = $2 AND name = $3 AND until IS NULL", [now, owner, name], cancellationToken);
            await session.ExecuteAsync(
                "INSERT INTO saved_search(owner, name, query, since, checked) VALUES($1, $2, $3, $4, (SELECT COALESCE(MAX(pk), 0) FROM claim))", [owner, name, query, now], cancellationToken);
            return (await FirstAsync(session, $"{SearchFields} WHERE owner = $1 AND name = $2 AND until IS NULL", [owner, name], SearchOf, cancellationToken))!;
        },
        cancellationToken);

    /// <summary>Gives a search up.</summary>
    /// <returns>False when the owner has none of this number.</returns>
    public Task<bool> DropSearchAsync(string owner, long number, CancellationToken cancellationToken = default) => WriteAsync(
        async session => await session.ExecuteAsync("UPDATE saved_search SET until = $1 WHERE owner = $2 AND pk = $3 AND until IS NULL", [_clock.GetUtcNow(), owner, number], cancellationToken) > 0,
        cancellationToken);

    /// <summary>Notes that the owner has looked at the alerts of a search.</summary>
    /// <returns>False when the owner has none of this number.</returns>
    public Task<bool> SeeSearchAsync(string owner, long number, CancellationToken cancellationToken = default) => WriteAsync(
        async session => await session.ExecuteAsync("UPDATE saved_search SET seen = $1 WHERE owner = $2 AND pk = $3 AND until IS NULL", [_clock.GetUtcNow(), owner, number], cancellationToken) > 0,
        cancellationToken);

    /// <summary>Keeps what was found for a search, and up to which claim was looked.</summary>
    /// <param name="search">The search, as it was read.</param>
    /// <param name="found">Ids of claims that fit, each with the reason.</param>
    /// <param name="upTo">Number of the last claim that was looked at.</param>
    /// <param name="cancellationToken">Ends the call before anything is kept.</param>
    /// <returns>The alerts that are new; none when another process has looked at these claims meanwhile.</returns>
    public Task<IReadOnlyList<Alert>> AlertAsync(SavedSearch search, IReadOnlyCollection<(string Claim, string Why)> found, long upTo, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(search);
        ArgumentNullException.ThrowIfNull(found);
        return WriteAsync<IReadOnlyList<Alert>>(
            async session =>
            {
                if (await session.ExecuteAsync("UPDATE saved_search SET checked = $1 WHERE pk = $2 AND checked = $3 AND until IS NULL", [upTo, search.Number, search.Checked], cancellationToken) == 0)
                {
                    return [];
                }

                List<Alert> alerts = [];
                DateTimeOffset now = _clock.GetUtcNow();
                foreach ((string claim, string why) in found)
                {
                    if (await session.ExecuteAsync("INSERT INTO alert(search, claim, why, at) VALUES($1, $2, $3, $4) ON CONFLICT(search, claim) DO NOTHING", [search.Number, claim, why, now], cancellationToken) > 0)
                    {
                        alerts.Add(new Alert(search.Number, claim, why, now));
                    }
                }

                return alerts;
            },
            cancellationToken);
    }

    /// <summary>Alerts of a search, newest first.</summary>
    public Task<IReadOnlyList<Alert>> AlertsAsync(long search, int most = 100, CancellationToken cancellationToken = default) => ReadAsync<IReadOnlyList<Alert>>(
        async session => await session.ListAsync(
            "SELECT search, claim, why, at FROM alert WHERE search = $1 ORDER BY at DESC, claim LIMIT $2", [search, most],
            row => new Alert(row.GetInt64(0), row.GetString(1), row.GetString(2), Instant.Read(row.GetString(3))), cancellationToken),
        cancellationToken);

    private static SavedSearch SearchOf(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), Instant.Read(row.GetString(4)), TextOf(row, 5) is { } seen ? Instant.Read(seen) : null, row.GetInt64(6));
}
