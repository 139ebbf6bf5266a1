using Hearsay.Storage.Queries;

namespace Hearsay.Storage;

/// <content>What a text said once: a permalink leads somewhere for good.</content>
public sealed partial class Ledger
{
    /// <summary>The last form of a claim, also when its text has it no longer.</summary>
    /// <param name="id">Its whole id.</param>
    /// <param name="asOf">Only what had been recorded by then; null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The claim, or null when there was none.</returns>
    public Task<FoundClaim?> PastClaimAsync(string id, DateTimeOffset? asOf, CancellationToken cancellationToken = default) => ReadAsync(
        session => FirstAsync(
            session, $"SELECT {ClaimFields} FROM claim c{ClaimJoins} LEFT JOIN family_member m ON m.document = c.document LEFT JOIN family f ON f.pk = m.family LEFT JOIN standing s ON s.claim = c.id WHERE c.id = $1 AND c.since <= $2 ORDER BY c.pk DESC LIMIT 1", [id, asOf ?? DateTimeOffset.MaxValue], ClaimOf,
            cancellationToken),
        cancellationToken);

    /// <summary>The claims that a revision of a document had, in the order of its text; each in its last form.</summary>
    /// <param name="document">Whole id of the document.</param>
    /// <param name="revision">Number of the revision.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<FoundClaim>> PastClaimsAsync(string document, int revision, CancellationToken cancellationToken = default) => ReadAsync<IReadOnlyList<FoundClaim>>(
        async session => await session.ListAsync(
            $"SELECT {ClaimFields} FROM claim c{ClaimJoins} LEFT JOIN family_member m ON m.document = c.document LEFT JOIN family f ON f.pk = m.family LEFT JOIN standing s ON s.claim = c.id WHERE d.id = $1 AND r.number = $2 AND c.pk = (SELECT MAX(x.pk) FROM claim x WHERE x.id = c.id AND x.revision = c.revision) ORDER BY c.ordinal, c.pk",
            [document, revision], ClaimOf, cancellationToken),
        cancellationToken);

    /// <summary>Number of the newest entry of the review log; 0 for none.</summary>
    public async Task<long> NewestReviewAsync(CancellationToken cancellationToken = default) =>
        await ReadAsync(session => session.NumberAsync("SELECT MAX(number) FROM review", [], cancellationToken), cancellationToken) ?? 0;
}
