namespace Hearsay.Storage;

/// <content>What a proof pack holds beside claims and texts.</content>
public sealed partial class Ledger
{
    /// <summary>Where the bytes of a revision came from when they first came in: path, path and line, address; null when nothing is known.</summary>
    /// <param name="document">Whole id of the document.</param>
    /// <param name="revision">Number of the revision.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<string?> OriginAsync(string document, int revision, CancellationToken cancellationToken = default) => ReadAsync(
        session => FirstAsync(
            session,
            "SELECT a.origin FROM arrival a JOIN revision r ON r.pk = a.revision JOIN document d ON d.pk = r.document WHERE d.id = $1 AND r.number = $2 AND (a.original = r.original OR r.original IS NULL) ORDER BY a.at, a.sha256 LIMIT 1",
            [document, revision], row => row.GetString(0), cancellationToken),
        cancellationToken);

    /// <summary>Entries of the review log as they are chained, oldest first.</summary>
    /// <param name="after">Number after which to begin; 0 for the beginning.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<ChainedReview>> ChainAsync(long after, int most, CancellationToken cancellationToken = default) => ReadAsync<IReadOnlyList<ChainedReview>>(
        async session => await session.ListAsync(
            "SELECT number, record, previous, hash FROM review WHERE number > $1 ORDER BY number LIMIT $2", [after, most],
            row => new ChainedReview(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3)), cancellationToken),
        cancellationToken);
}
