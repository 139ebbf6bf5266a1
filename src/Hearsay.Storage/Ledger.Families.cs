using System.Data.Common;
using System.Security.Cryptography;
using System.Text;

namespace Hearsay.Storage;

/// <content>Copies, and where a story comes from. What is a copy is decided elsewhere, in pure code; the ledger finds candidates and keeps the verdict.</content>
public sealed partial class Ledger
{
    /// <summary>Most documents that a key may be in to count: a key that so many share is a boilerplate line, and would make the search grow with the ledger.</summary>
    private const int CommonKey = 1000;

    /// <summary>Documents whose current texts share keys of their fingerprints (<see cref="Arrival.Sketch"/>) with a text, most shared keys first.</summary>
    /// <param name="sketch">Keys of the text.</param>
    /// <param name="least">Fewest keys shared, 1 or more.</param>
    /// <param name="most">At most so many documents.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<NearText>> NearAsync(IReadOnlyCollection<long> sketch, int least = 1, int most = 50, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sketch);
        return ReadAsync<IReadOnlyList<NearText>>(
            async session =>
            {
                Dictionary<long, int> shared = [];
                foreach (long key in sketch.Distinct())
                {
                    List<long> bodies = await session.ListAsync("SELECT body FROM sketch WHERE key = $1 LIMIT $2", [key, CommonKey + 1], row => row.GetInt64(0), cancellationToken);
                    if (bodies.Count <= CommonKey)
                    {
                        foreach (long body in bodies)
                        {
                            shared[body] = shared.GetValueOrDefault(body) + 1;
                        }
                    }
                }

                List<NearText> near = [];
                foreach ((long body, int count) in shared.Where(pair => pair.Value >= least).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(most))
                {
                    near.AddRange(await session.ListAsync(
                        "SELECT d.id, b.sha256 FROM revision r JOIN document d ON d.pk = r.document JOIN body b ON b.pk = r.body WHERE r.body = $1 AND r.until IS NULL ORDER BY d.pk",
                        [body], row => new NearText(row.GetString(0), row.GetString(1), count), cancellationToken));
                }

                return near;
            },
            cancellationToken);
    }

    /// <summary>Puts two documents into one family; families that meet become one. Saying it again changes nothing.</summary>
    /// <param name="document">Id of the one that came later.</param>
    /// <param name="other">Id of the one that it was compared with.</param>
    /// <param name="relation">How <paramref name="document"/> stands to it.</param>
    /// <param name="score">How alike they are, 0 … 1.</param>
    /// <param name="cancellationToken">Ends the call before anything is kept.</param>
    /// <returns>Id of the family.</returns>
    /// <exception cref="LedgerException">A document is not there.</exception>
    public Task<string> JoinAsync(string document, string other, FamilyRelation relation, double score, CancellationToken cancellationToken = default) => WriteAsync(
        async session =>
        {
            DateTimeOffset now = _clock.GetUtcNow();
            long one = await DocumentAsync(session, document, cancellationToken);
            long two = await DocumentAsync(session, other, cancellationToken);
            long? family = await FamilyAsync(session, two, cancellationToken);
            if (family is null)
            {
                string id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("hearsay.family/1\n" + other)).AsSpan(0, 16));
                family = await session.NumberAsync("INSERT INTO family(id, since) VALUES($1, $2) RETURNING pk", [id, now], cancellationToken);
                await MemberAsync(session, two, family!.Value, FamilyRelation.Copy, 1, now, cancellationToken);
            }

            if (await FamilyAsync(session, one, cancellationToken) is { } older && older != family)
            {
                await session.ExecuteAsync("UPDATE family_member SET family = $1 WHERE family = $2", [family, older], cancellationToken);
            }

            await MemberAsync(session, one, family.Value, relation, score, now, cancellationToken);
            return (string)(await session.ScalarAsync("SELECT id FROM family WHERE pk = $1", [family], cancellationToken))!;
        },
        cancellationToken);

    /// <summary>Notes where a document's story comes from.</summary>
    /// <param name="document">Id of the document.</param>
    /// <param name="name">Whom it is credited to: an agency, an outlet, a statement.</param>
    /// <param name="basis">What says so: "credit", "according to", "derived".</param>
    /// <param name="other">Id of the document that it comes from, or null where the ledger has none.</param>
    /// <param name="score">How sure it is, 0 … 1.</param>
    /// <param name="cancellationToken">Ends the call before anything is kept.</param>
    public Task OriginateAsync(string document, string name, string basis, string? other, double score, CancellationToken cancellationToken = default) => WriteAsync(
        async session => await session.ExecuteAsync(
            "INSERT INTO origin(document, name, basis, other, score) VALUES($1, $2, $3, $4, $5) ON CONFLICT(document, name, basis) DO UPDATE SET other = excluded.other, score = excluded.score",
            [await DocumentAsync(session, document, cancellationToken), name, basis, other is null ? null : await DocumentAsync(session, other, cancellationToken), score], cancellationToken),
        cancellationToken);

    /// <summary>The other documents of a document's family with their relation and score; empty when it has none.</summary>
    /// <param name="document">Id of the document.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<(string Document, FamilyRelation Relation, double Score)>> FamilyAsync(string document, CancellationToken cancellationToken = default) => ReadAsync<IReadOnlyList<(string, FamilyRelation, double)>>(
        async session => await session.ListAsync(
            "SELECT o.id, n.relation, n.score FROM document d JOIN family_member m ON m.document = d.pk JOIN family_member n ON n.family = m.family AND n.document <> m.document JOIN document o ON o.pk = n.document WHERE d.id = $1 ORDER BY o.pk",
            [document], row => (row.GetString(0), RelationOf(row), row.GetDouble(2)), cancellationToken),
        cancellationToken);

    private static FamilyRelation RelationOf(DbDataReader row) => Enum.Parse<FamilyRelation>(row.GetString(1).Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    private static Task<long?> FamilyAsync(Session session, long document, CancellationToken cancellationToken) => session.NumberAsync("SELECT family FROM family_member WHERE document = $1", [document], cancellationToken);

    private static Task<int> MemberAsync(Session session, long document, long family, FamilyRelation relation, double score, DateTimeOffset now, CancellationToken cancellationToken) => session.ExecuteAsync(
        "INSERT INTO family_member(document, family, relation, score, since) VALUES($1, $2, $3, $4, $5) ON CONFLICT(document, family) DO UPDATE SET relation = excluded.relation, score = excluded.score",
        [document, family, relation == FamilyRelation.SameStatement ? "same-statement" : relation.ToString().ToLowerInvariant(), score, now], cancellationToken);

    private static async Task<long> DocumentAsync(Session session, string id, CancellationToken cancellationToken) =>
        await session.NumberAsync("SELECT pk FROM document WHERE id = $1", [id], cancellationToken) ?? throw new LedgerException(StorageErrors.Unknown, id, "the ledger has no such document; 'hearsay documents' lists them");
}
