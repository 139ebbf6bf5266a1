using Hearsay.Claims.Reviewing;
using Hearsay.Storage.Queries;

namespace Hearsay.Storage;

/// <content>Claims and parties that others wrote down. Nothing that is there is changed by them.</content>
public sealed partial class Ledger
{
    /// <summary>Adds claims of one text beside those that it has, and the document where it is not there. All of it is durable when this returns, or nothing is.</summary>
    /// <param name="arrival">The article; what a reader found is not looked at.</param>
    /// <param name="claims">The claims.</param>
    /// <param name="importer">Who imports: entries of the review log are theirs.</param>
    /// <param name="note">What entries of the review log say: where the claims come from.</param>
    /// <param name="decisions">Whether verdicts and grades become entries of the review log; markings always do.</param>
    /// <param name="cancellationToken">Ends the call before anything of it is kept.</param>
    /// <exception cref="LedgerException">The ledger has another text of this document now, or a claim is no record.</exception>
    public Task<Imported> ImportAsync(Arrival arrival, IReadOnlyList<ForeignClaim> claims, string importer, string note, bool decisions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        ArgumentNullException.ThrowIfNull(claims);
        return WriteAsync(
            async session =>
            {
                (string id, _) = IdentityOf(arrival.Article);
                List<string> texts = await session.ListAsync(
                    "SELECT b.sha256 FROM revision r JOIN document d ON d.pk = r.document JOIN body b ON b.pk = r.body WHERE d.id = $1 AND r.until IS NULL", [id], row => row.GetString(0), cancellationToken);
                if (texts is [var current] && current != arrival.Article.Text.Sha256)
                {
                    throw new LedgerException(StorageErrors.OtherText, id, "the ledger has another text of this document: claims are not put under a text that they do not stand in, and the text is not replaced by an import; add the article with 'hearsay add' first");
                }

                if (texts.Count == 0)
                {
                    await AddAsync(session, arrival with { Reader = null, Claims = [] }, cancellationToken);

                    // It is compared when all of the import is there, and read back then.
                    _arrived.Clear();
                }

                (Home home, long body) = (await session.ListAsync(
                    "SELECT r.document, r.pk, r.title, r.outlet, o.name, r.published, r.published_day, r.body FROM revision r JOIN document d ON d.pk = r.document LEFT JOIN outlet o ON o.pk = r.outlet WHERE d.id = $1 AND r.until IS NULL",
                    [id], row => (HomeOf(row), row.GetInt64(7)), cancellationToken))[0];
                await MarkAsync(session, arrival, id, cancellationToken);
                return await ImportAsync(session, id, home, body, texts.Count == 0, claims, importer, note, decisions, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Documents whose text, now, is this one.</summary>
    /// <param name="sha256">SHA-256 of the text.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<FoundDocument>> DocumentsOfAsync(string sha256, CancellationToken cancellationToken = default) => ReadAsync<IReadOnlyList<FoundDocument>>(
        async session => await session.ListAsync(
            "SELECT r.pk, d.id, r.name, r.title, o.name, r.published, d.address, b.language, r.number, b.sha256, r.original, 0, NULL, r.since, (SELECT k.rank FROM marking k WHERE k.subject = d.id) " +
            "FROM body b JOIN revision r ON r.body = b.pk JOIN document d ON d.pk = r.document LEFT JOIN outlet o ON o.pk = r.outlet WHERE b.sha256 = $1 AND r.until IS NULL ORDER BY r.pk",
            [sha256], DocumentOf, cancellationToken),
        cancellationToken);

    /// <summary>Documents at an address.</summary>
    /// <param name="address">The address, as it was given when they came in.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<FoundDocument>> DocumentsAtAsync(string address, CancellationToken cancellationToken = default) => ReadAsync<IReadOnlyList<FoundDocument>>(
        async session => await session.ListAsync(
            "SELECT r.pk, d.id, r.name, r.title, o.name, r.published, d.address, b.language, r.number, b.sha256, r.original, 0, NULL, r.since, (SELECT k.rank FROM marking k WHERE k.subject = d.id) " +
            "FROM document d JOIN revision r ON r.document = d.pk JOIN body b ON b.pk = r.body LEFT JOIN outlet o ON o.pk = r.outlet WHERE d.address = $1 AND r.until IS NULL ORDER BY r.pk",
            [address], DocumentOf, cancellationToken),
        cancellationToken);

    /// <summary>Adds a party that another ledger has, with what was decided about it there.</summary>
    /// <param name="party">The party; how often it occurs is not looked at.</param>
    /// <param name="importer">Who imports: entries of the review log are theirs.</param>
    /// <param name="note">What entries of the review log say.</param>
    /// <param name="cancellationToken">Ends the call before anything of it is kept.</param>
    /// <returns>True when anything was new.</returns>
    /// <exception cref="LedgerException">It is merged into a party that is not there.</exception>
    public Task<bool> ImportPartyAsync(FoundParty party, string importer, string note, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(party);
        return WriteAsync(
            async session =>
            {
                List<string> states = await session.ListAsync("SELECT state FROM party WHERE id = $1", [party.Id], row => row.GetString(0), cancellationToken);
                if (states.Count == 0)
                {
                    await session.ExecuteAsync(
                        "INSERT INTO party(id, name, kind, country, state, since) VALUES($1, $2, $3, $4, $5, $6)",
                        [party.Id, party.Name, party.Kind, party.Country, party.Id.StartsWith("candidate:", StringComparison.Ordinal) ? "candidate" : "registered", _clock.GetUtcNow()],
                        cancellationToken);
                }

                ReviewKind? kind = party.State switch { "confirmed" => ReviewKind.ConfirmParty, "rejected" => ReviewKind.RejectParty, "merged" => ReviewKind.MergeParty, _ => null };
                if (kind is not { } decided || states is ["confirmed" or "rejected" or "merged"])
                {
                    return states.Count == 0;
                }

                var entry = new Review(0, default, importer, decided, party.Id, decided == ReviewKind.MergeParty ? party.SameAs : null, Note: note);
                await CheckAsync(session, entry, cancellationToken);
                await AppendAsync(session, entry, cancellationToken);
                return true;
            },
            cancellationToken);
    }

    private async Task<Imported> ImportAsync(
        Session session, string document, Home home, long body, bool isNew, IReadOnlyList<ForeignClaim> claims, string importer, string note, bool decisions, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        int ordinal = (int)(await session.NumberAsync("SELECT COALESCE(MAX(ordinal) + 1, 0) FROM claim WHERE document = $1 AND until IS NULL", [home.Document], cancellationToken) ?? 0);
        string text = (await session.ListAsync("SELECT sha256 FROM body WHERE pk = $1", [body], row => row.GetString(0), cancellationToken))[0];
        int known = 0;
        List<string> different = [];
        List<(ClaimColumns Columns, ForeignClaim Claim)> added = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (ForeignClaim claim in claims)
        {
            var columns = ClaimColumns.Of(claim.Record.Span);
            List<string> there = await session.ListAsync("SELECT record FROM claim WHERE id = $1 AND document = $2 AND until IS NULL", [columns.Id, home.Document], row => row.GetString(0), cancellationToken);
            if (there is [var record] || !seen.Add(columns.Id))
            {
                if (there is [var other] && other != columns.Record)
                {
                    different.Add(columns.Id);
                }
                else
                {
                    known++;
                }

                continue;
            }

            long? reading = claim.Reader is { } reader ? (await ReadingAsync(session, body, text, reader, claims.Count, now, cancellationToken)).Reading : null;
            await InsertClaimAsync(session, columns, claim.Confidence, home, reading, ordinal++, claim.CopyOf, now, cancellationToken);
            added.Add((columns, claim));
        }

        // After all of them are there: a copy names its original.
        foreach ((ClaimColumns columns, ForeignClaim claim) in added)
        {
            await DecideAsync(session, columns.Id, claim, importer, note, decisions, cancellationToken);
        }

        return new Imported(document, isNew, added.Count, known, different);
    }

    private async Task DecideAsync(Session session, string id, ForeignClaim claim, string importer, string note, bool decisions, CancellationToken cancellationToken)
    {
        if (claim.Reader is null)
        {
            bool original = claim.CopyOf is { } copied && await session.NumberAsync("SELECT 1 FROM claim WHERE id = $1 LIMIT 1", [copied], cancellationToken) is not null;
            await AppendAsync(session, original ? new Review(0, default, importer, ReviewKind.Edit, claim.CopyOf!, id, Note: note) : new Review(0, default, importer, ReviewKind.Add, id, Note: note), cancellationToken);
        }

        if (decisions && claim.Verdict is Verdict.Accepted or Verdict.Rejected && !(claim.Reader is null && claim.Verdict == Verdict.Accepted))
        {
            await AppendAsync(session, new Review(0, default, importer, claim.Verdict == Verdict.Accepted ? ReviewKind.Accept : ReviewKind.Reject, id, Note: note), cancellationToken);
        }

        if (decisions && (claim.Reliability is not null || claim.Credibility is not null))
        {
            var grade = new Review(0, default, importer, ReviewKind.Grade, id, Reliability: claim.Reliability, Credibility: claim.Credibility, Note: note);
            await CheckAsync(session, grade, cancellationToken);
            await AppendAsync(session, grade, cancellationToken);
        }

        if (claim.Marking is { } marking)
        {
            await AppendAsync(session, new Review(0, default, importer, ReviewKind.Mark, id, Relation: Markings.NameOf(marking), Note: note), cancellationToken);
        }
    }
}
