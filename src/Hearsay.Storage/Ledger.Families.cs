using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hearsay.Claims.Origins;
using Hearsay.Claims.Parties;
using Hearsay.Text;
using Hearsay.Text.Similarity;

namespace Hearsay.Storage;

/// <content>Copies, and where a story comes from. What is a copy is decided by pure code (<see cref="CopyDetector"/>); the ledger finds candidates by their keys and keeps the verdict.</content>
public sealed partial class Ledger
{
    /// <summary>Texts kept at hand while comparing: copies come in swarms, and each is compared with the same ones. Some 20 MB at most for ordinary articles.</summary>
    private const int TextsAtHand = 500;

    private static readonly string[] InsertSketch = InsertsOf("sketch(key, body)", "$1", 2);

    /// <summary>Texts that have a key of a list, each with the place of the key in it: of each key one more than <see cref="CopyFamilies.MostShared"/> at most.</summary>
    private static readonly string SharingSketch = string.Join(
        " UNION ALL ",
        Enumerable.Range(0, ListLength).Select(at => string.Create(CultureInfo.InvariantCulture, $"SELECT CAST({at} AS BIGINT), body FROM (SELECT body FROM sketch WHERE key = ${at + 1} LIMIT {CopyFamilies.MostShared + 1}) AS sharing{at}")));

    private readonly Dictionary<long, Candidate> _atHand = [];

    /// <summary>The articles of the delivery that is being added, by revision: what has just been written need not be read back.</summary>
    private readonly Dictionary<long, (long Document, long Body, Article Article)> _arrived = [];
    private long _comparedTo;

    /// <summary>Compares documents that were not compared yet with all others, joins the families of copies and notes origins. When this returns it is durable; what a crash prevented is done the next time.</summary>
    /// <param name="registry">Knows outlets and agencies.</param>
    /// <param name="most">At most so many documents.</param>
    /// <param name="cancellationToken">Ends the call before anything of it is kept.</param>
    /// <returns>Documents compared; fewer than <paramref name="most"/> when none is left.</returns>
    public Task<int> CompareAsync(PartyRegistry registry, int most = 64, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return WriteAsync(session => ComparedAsync(session, registry, most, cancellationToken), cancellationToken);
    }

    /// <summary>The documents of a document's family, itself among them, in the order in which they came; empty when it has no copies.</summary>
    /// <param name="document">Id of the document.</param>
    /// <param name="asOf">The state of the ledger that is looked at, or null for the present. Relations are always those of the present.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<FamilyMember>> FamilyAsync(string document, DateTimeOffset? asOf = null, CancellationToken cancellationToken = default) => ReadAsync<IReadOnlyList<FamilyMember>>(
        async session => await session.ListAsync(
            asOf is null
                ? "SELECT o.id, n.relation, n.score FROM document d JOIN family_member m ON m.document = d.pk JOIN family_member n ON n.family = m.family JOIN document o ON o.pk = n.document WHERE d.id = $1 ORDER BY o.pk"
                : "SELECT o.id, k.relation, k.score FROM document d JOIN family_past m ON m.document = d.pk AND m.since = (SELECT MAX(x.since) FROM family_past x WHERE x.document = m.document AND x.since <= $2) " +
                    "JOIN family_past n ON n.family = m.family AND n.since = (SELECT MAX(x.since) FROM family_past x WHERE x.document = n.document AND x.since <= $2) " +
                    "JOIN document o ON o.pk = n.document JOIN family_member k ON k.document = o.pk WHERE d.id = $1 ORDER BY o.pk",
            asOf is null ? [document] : [document, asOf.Value], row => new FamilyMember(row.GetString(0), Enum.Parse<CopyRelation>(row.GetString(1), ignoreCase: true), row.GetDouble(2)), cancellationToken),
        cancellationToken);

    /// <summary>What is known of where a document's story comes from.</summary>
    /// <param name="document">Id of the document.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<DocumentOrigin>> OriginsAsync(string document, CancellationToken cancellationToken = default) => ReadAsync<IReadOnlyList<DocumentOrigin>>(
        async session => await session.ListAsync(
            "SELECT g.name, g.basis, o.id, g.score FROM origin g JOIN document d ON d.pk = g.document LEFT JOIN document o ON o.pk = g.other WHERE d.id = $1 ORDER BY g.basis, g.score DESC, g.name",
            [document], row => new DocumentOrigin(row.GetString(0), row.GetString(1), TextOf(row, 2), row.GetDouble(3)), cancellationToken),
        cancellationToken);

    /// <summary>Compares up to so many documents that were not compared yet.</summary>
    private async Task<int> ComparedAsync(Session session, PartyRegistry registry, int most, CancellationToken cancellationToken)
    {
        long before = _comparedTo;
        try
        {
            List<long> revisions = await session.ListAsync(
                "SELECT r.pk FROM revision r LEFT JOIN compared k ON k.revision = r.pk WHERE r.pk > $1 AND r.until IS NULL AND k.revision IS NULL ORDER BY r.pk LIMIT $2", [_comparedTo, most], row => row.GetInt64(0), cancellationToken);
            DateTimeOffset now = _clock.GetUtcNow();
            foreach (long revision in revisions)
            {
                await CompareAsync(session, registry, revision, now, cancellationToken);
                await session.ExecuteAsync("INSERT INTO compared(revision, at) VALUES($1, $2)", [revision, now], cancellationToken);
            }

            _comparedTo = revisions.Count > 0 ? revisions[^1] : _comparedTo;
            return revisions.Count;
        }
        catch
        {
            // What was seen in this transaction will not have been.
            _comparedTo = before;
            _atHand.Clear();
            throw;
        }
    }

    private async Task CompareAsync(Session session, PartyRegistry registry, long revision, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Candidate? self = await CandidateAsync(session, registry, revision, cancellationToken);
        if (self is null)
        {
            return;
        }

        foreach (Credit credit in self.Lineage.Credits)
        {
            await OriginateAsync(session, self.Document, credit.Agency.Name, "credit", null, 1, cancellationToken);
        }

        foreach (string cited in self.Lineage.Citations.Where(citation => citation.IsExplicit).Select(citation => citation.Outlet.Name).Distinct(StringComparer.Ordinal))
        {
            await session.ExecuteAsync("INSERT INTO citation(revision, name) VALUES($1, $2) ON CONFLICT DO NOTHING", [revision, cited], cancellationToken);
        }

        // Keys are stored once per text; the other documents with this very text share all of them.
        if (await session.NumberAsync("SELECT 1 FROM fingerprint WHERE body = $1", [self.Body], cancellationToken) is null)
        {
            await session.ExecuteAsync("INSERT INTO fingerprint(body, bytes) VALUES($1, $2)", [self.Body, self.Fingerprint.ToBytes()], cancellationToken);
            foreach (ulong[] bands in self.Fingerprint.Bands.Chunk(ListLength))
            {
                await session.ExecuteAsync(InsertSketch[bands.Length - 1], [self.Body, .. bands.Select(band => unchecked((long)band))], cancellationToken);
            }
        }

        foreach (long other in await NearAsync(session, self, cancellationToken))
        {
            if (await CandidateAsync(session, registry, other, cancellationToken) is not { } candidate || candidate.Document == self.Document)
            {
                continue;
            }

            CopyVerdict verdict = CopyDetector.Judge(self.Fingerprint, self.Lineage, candidate.Fingerprint, candidate.Lineage);
            if (CopyFamilies.Joins(verdict))
            {
                await JoinAsync(session, self, candidate, verdict, now, cancellationToken);
            }
            else if (verdict is { Relation: CopyRelation.Derived, Cited: { } cited })
            {
                // Whoever cites the outlet rests on the one whose outlet or agency it is.
                bool cites = self.Lineage.Citations.Any(citation => citation.Outlet.Id == cited.Id);
                await OriginateAsync(session, cites ? self.Document : candidate.Document, cited.Name, "derived", cites ? candidate.Document : self.Document, verdict.Score, cancellationToken);
            }
            else if (verdict.Relation == CopyRelation.SameStatement)
            {
                await OriginateAsync(session, self.Document, candidate.Name, "same-statement", candidate.Document, verdict.Score, cancellationToken);
            }
        }
    }

    /// <summary>Current revisions, compared before, whose texts share keys with a text.</summary>
    private static async Task<SortedSet<long>> NearAsync(Session session, Candidate self, CancellationToken cancellationToken)
    {
        SortedSet<long> near = [];
        SortedSet<long> bodies = [self.Body];
        foreach (ulong[] bands in self.Fingerprint.Bands.Chunk(ListLength))
        {
            List<(long At, long Body)> found = await session.ListAsync(
                SharingSketch, Padded([.. bands.Select(band => unchecked((long)band))]), row => (row.GetInt64(0), row.GetInt64(1)), cancellationToken);
            foreach (IGrouping<long, long> sharing in found.Where(row => row.At < bands.Length).GroupBy(row => row.At, row => row.Body))
            {
                if (sharing.Count() <= CopyFamilies.MostShared)
                {
                    bodies.UnionWith(sharing);
                }
            }
        }

        foreach (long body in bodies)
        {
            near.UnionWith(await session.ListAsync(
                "SELECT r.pk FROM revision r JOIN compared k ON k.revision = r.pk WHERE r.body = $1 AND r.until IS NULL AND r.document <> $2", [body, self.Document], row => row.GetInt64(0), cancellationToken));
        }

        return near;
    }

    /// <summary>What a revision is compared by; null when its text is not there or cannot be unpacked, which 'verify' tells.</summary>
    private async Task<Candidate?> CandidateAsync(Session session, PartyRegistry registry, long revision, CancellationToken cancellationToken)
    {
        if (_atHand.TryGetValue(revision, out Candidate? known))
        {
            return known;
        }

        if ((_arrived.TryGetValue(revision, out (long Document, long Body, Article Article) there) ? there : await StoredAsync(session, revision, cancellationToken)) is not (var document, var body, { } article))
        {
            return null;
        }

        var made = new Candidate(document, body, article.Id, Fingerprint.Of(article.Text), Lineage.Find(article, registry));
        if (_atHand.Count >= TextsAtHand)
        {
            _atHand.Clear();
        }

        return _atHand[revision] = made;
    }

    /// <summary>An article as the ledger has it; null when its bytes are damaged.</summary>
    private static async Task<(long Document, long Body, Article Article)?> StoredAsync(Session session, long revision, CancellationToken cancellationToken)
    {
        var found = await FirstAsync(
            session,
            "SELECT r.document, r.body, b.sha256, r.name, r.title, o.name, r.published, d.address, b.language FROM revision r JOIN document d ON d.pk = r.document JOIN body b ON b.pk = r.body LEFT JOIN outlet o ON o.pk = r.outlet WHERE r.pk = $1",
            [revision],
            row => new StoredFacts(row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetString(3), TextOf(row, 4), TextOf(row, 5), TextOf(row, 6), TextOf(row, 7), row.GetString(8)),
            cancellationToken);
        byte[]? utf8 = null;
        try
        {
            utf8 = found is null ? null : await BytesAsync(session, found.Sha256, cancellationToken);
        }
        catch (LedgerException damaged) when (damaged.Code == StorageErrors.Bytes)
        {
            return null;
        }

        if (found is null || utf8 is null)
        {
            return null;
        }

        var text = new RawText(Encoding.UTF8.GetString(utf8));
        return (found.Document, found.Body, new Article(found.Name, text, found.Title, found.Outlet, PublicationDate.TryParse(found.Published), found.Address is null ? null : new Uri(found.Address), found.Language));
    }

    /// <summary>Puts two documents into one family; families that meet become the one of the document that came first.</summary>
    private static async Task JoinAsync(Session session, Candidate self, Candidate other, CopyVerdict verdict, DateTimeOffset now, CancellationToken cancellationToken)
    {
        long family = await FamilyAsync(session, other.Document, cancellationToken) ?? await FoundFamilyAsync(session, other.Document, now, cancellationToken);
        foreach (long document in (long[])[self.Document, other.Document])
        {
            await session.ExecuteAsync(
                "INSERT INTO unsummed(cluster) SELECT DISTINCT k.cluster FROM revision r JOIN claim c ON c.revision = r.pk JOIN comparand k ON k.claim = c.pk WHERE r.document = $1 AND k.cluster IS NOT NULL ON CONFLICT DO NOTHING", [document], cancellationToken);
        }

        if (await FamilyAsync(session, self.Document, cancellationToken) is not { } own)
        {
            await session.ExecuteAsync(
                "INSERT INTO family_member(document, family, relation, score, since) VALUES($1, $2, $3, $4, $5)",
                [self.Document, family, verdict.Relation.ToString().ToLowerInvariant(), verdict.Score, now], cancellationToken);
            await RememberFamilyAsync(session, self.Document, family, now, cancellationToken);
        }
        else if (own != family)
        {
            long older = Math.Min(own, family);
            long newer = Math.Max(own, family);
            foreach (long document in await session.ListAsync("SELECT document FROM family_member WHERE family = $1", [newer], row => row.GetInt64(0), cancellationToken))
            {
                await RememberFamilyAsync(session, document, older, now, cancellationToken);
            }

            await session.ExecuteAsync("UPDATE family_member SET family = $1 WHERE family = $2", [older, newer], cancellationToken);
        }
        else
        {
            // What it is most like says how it stands in the family.
            await session.ExecuteAsync(
                "UPDATE family_member SET relation = $1, score = $2 WHERE document = $3 AND score < $4", [verdict.Relation.ToString().ToLowerInvariant(), verdict.Score, self.Document, verdict.Score], cancellationToken);
        }
    }

    /// <summary>A family with its first document, which gives it its id.</summary>
    private static async Task<long> FoundFamilyAsync(Session session, long document, DateTimeOffset now, CancellationToken cancellationToken)
    {
        object? first = await session.ScalarAsync("SELECT id FROM document WHERE pk = $1", [document], cancellationToken);
        string id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"hearsay.family/1\n{first}")).AsSpan(0, 16));
        long family = await session.NumberAsync("SELECT pk FROM family WHERE id = $1", [id], cancellationToken)
            ?? (await session.NumberAsync("INSERT INTO family(id, since) VALUES($1, $2) RETURNING pk", [id, now], cancellationToken))!.Value;
        await session.ExecuteAsync("INSERT INTO family_member(document, family, relation, score, since) VALUES($1, $2, 'copy', 1, $3)", [document, family, now], cancellationToken);
        await RememberFamilyAsync(session, document, family, now, cancellationToken);
        return family;
    }

    /// <summary>Notes in which family a document is from now on, so that past states can be shown.</summary>
    private static Task<int> RememberFamilyAsync(Session session, long document, long family, DateTimeOffset now, CancellationToken cancellationToken) => session.ExecuteAsync(
        "INSERT INTO family_past(document, since, family) VALUES($1, $2, $3) ON CONFLICT(document, since) DO UPDATE SET family = excluded.family", [document, now, family], cancellationToken);

    private static Task<int> OriginateAsync(Session session, long document, string name, string basis, long? other, double score, CancellationToken cancellationToken) => session.ExecuteAsync(
        "INSERT INTO origin(document, name, basis, other, score) VALUES($1, $2, $3, $4, $5) ON CONFLICT(document, name, basis) DO UPDATE SET other = excluded.other, score = excluded.score WHERE excluded.score > origin.score",
        [document, name, basis, other, score], cancellationToken);

    private static Task<long?> FamilyAsync(Session session, long document, CancellationToken cancellationToken) => session.NumberAsync("SELECT family FROM family_member WHERE document = $1", [document], cancellationToken);

    /// <summary>A document as it is compared.</summary>
    private sealed record Candidate(long Document, long Body, string Name, Fingerprint Fingerprint, Lineage Lineage);

    private sealed record StoredFacts(long Document, long Body, string Sha256, string Name, string? Title, string? Outlet, string? Published, string? Address, string Language);
}
