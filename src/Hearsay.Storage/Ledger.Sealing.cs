using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hearsay.Storage;

/// <content>Seals over what was added, and their check.</content>
public sealed partial class Ledger
{
    /// <summary>The seal that what is written now goes under.</summary>
    private static async ValueTask<SealDraft> SealAsync(Session session, CancellationToken cancellationToken) =>
        session.Seal ??= new SealDraft((await session.NumberAsync("SELECT MAX(number) FROM seal", [], cancellationToken) ?? 0) + 1);

    /// <summary>Puts a seal on what was written since the last one; none on nothing.</summary>
    /// <param name="session">Who writes.</param>
    /// <param name="subject">Id of the document, or what else it is about.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    private async Task CloseSealAsync(Session session, string subject, CancellationToken cancellationToken)
    {
        SealDraft? draft = session.Seal;
        session.Seal = null;
        if (draft is { Written: > 0 })
        {
            await AppendSealAsync(session, draft.Number, subject, draft.Written, draft.Digest(), cancellationToken);
        }
    }

    private async Task AppendSealAsync(Session session, long number, string subject, long written, string digest, CancellationToken cancellationToken)
    {
        string previous = await session.ScalarAsync("SELECT hash FROM seal ORDER BY number DESC LIMIT 1", [], cancellationToken) as string ?? Genesis;
        string at = Instant.Write(_clock.GetUtcNow());
        await session.ExecuteAsync(
            "INSERT INTO seal(number, at, subject, written, digest, previous, hash) VALUES($1, $2, $3, $4, $5, $6, $7)",
            [number, at, subject, written, digest, previous, SealDraft.HashOf(previous, number, at, subject, written, digest)], cancellationToken);
    }

    /// <summary>What the fourth schema needs beyond its SQL: the first seal, over all that is there, and words that hold the day of publication.</summary>
    private async Task AdoptAsync(Session session, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long written = 0;
        foreach (SealedRows rows in Sealed(session))
        {
            while (await rows.NextAsync(cancellationToken) is { } row)
            {
                SealDraft.Append(hash, rows.Kind, row.Line);
                written++;
            }
        }

        await AppendSealAsync(session, 1, "what was there before", written, Convert.ToHexStringLower(hash.GetHashAndReset()), cancellationToken);
        long last = 0;
        if (written > 0)
        {
            await session.ExecuteAsync(_dialect.IsSqlite ? "INSERT INTO claim_words(claim_words) VALUES('delete-all')" : "TRUNCATE claim_words", [], cancellationToken);
        }

        while (true)
        {
            var page = await session.ListAsync(
                "SELECT c.pk, c.record, o.name, c.published_day FROM claim c LEFT JOIN outlet o ON o.pk = c.outlet WHERE c.pk > $1 ORDER BY c.pk LIMIT $2", [last, CheckedAtOnce],
                row => (Pk: row.GetInt64(0), Record: row.GetString(1), Outlet: TextOf(row, 2), Day: TextOf(row, 3)), cancellationToken);
            foreach (var claim in page)
            {
                last = claim.Pk;
                await IndexAsync(session, "claim_words", claim.Pk, ClaimColumns.Of(Encoding.UTF8.GetBytes(claim.Record)).Words(claim.Outlet, claim.Day), cancellationToken);
            }

            if (page.Count < CheckedAtOnce)
            {
                return;
            }
        }
    }

    /// <summary>The rows that seals are over, per kind, in the order of the digest.</summary>
    private static SealedRows[] Sealed(Session session) =>
    [
        new(session, SealDraft.Kind.Revision,
            "SELECT r.seal, r.pk, d.id, r.number, b.sha256, r.original, r.name, r.title, o.name, r.published, r.since FROM revision r JOIN document d ON d.pk = r.document JOIN body b ON b.pk = r.body " +
            "LEFT JOIN outlet o ON o.pk = r.outlet WHERE r.pk > $1 ORDER BY r.pk LIMIT $2",
            row => (row.GetInt64(1), SealDraft.Revision(row.GetInt64(1), row.GetString(2), row.GetInt64(3), row.GetString(4), TextOf(row, 5), row.GetString(6), TextOf(row, 7), TextOf(row, 8), TextOf(row, 9), row.GetString(10)))),
        new(session, SealDraft.Kind.Arrival,
            "SELECT seal, sha256, revision, original, origin, at FROM arrival WHERE (seal, sha256) > ($3, $4) ORDER BY seal, sha256 LIMIT $2",
            row => (0, SealDraft.Arrival(row.GetString(1), row.GetInt64(2), TextOf(row, 3), row.GetString(4), row.GetString(5))), row => row.GetString(1)),
        new(session, SealDraft.Kind.Reading,
            "SELECT g.seal, g.pk, b.sha256, v.version, v.model, g.claims, g.at FROM reading g JOIN body b ON b.pk = g.body JOIN reader v ON v.pk = g.reader WHERE g.pk > $1 ORDER BY g.pk LIMIT $2",
            row => (row.GetInt64(1), SealDraft.Reading(row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt64(5), row.GetString(6)))),
        new(session, SealDraft.Kind.Ended,
            "SELECT ended, pk, until FROM claim WHERE (ended, pk) > ($3, $1) AND ended IS NOT NULL ORDER BY ended, pk LIMIT $2",
            row => (row.GetInt64(1), SealDraft.Ended(row.GetInt64(1), TextOf(row, 2) ?? ""))),
        new(session, SealDraft.Kind.Claim,
            "SELECT seal, pk, id, document, revision, reading, ordinal, confidence, copy_of, voice, since, record FROM claim WHERE pk > $1 ORDER BY pk LIMIT $2",
            row => (row.GetInt64(1), SealDraft.Claim(
                row.GetInt64(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.IsDBNull(5) ? null : row.GetInt64(5), row.GetInt64(6), row.GetDouble(7), TextOf(row, 8), row.GetString(9), row.GetString(10), row.GetString(11)))),
        new(session, SealDraft.Kind.Review, "SELECT seal, number, hash FROM review WHERE number > $1 ORDER BY number LIMIT $2", row => (row.GetInt64(1), SealDraft.Review(row.GetInt64(1), row.GetString(2)))),
    ];

    /// <summary>Follows the chain of seals and makes each digest anew from the rows.</summary>
    private static async Task<(long Seals, string Last)> VerifySealsAsync(Session session, List<Finding> findings, Action? progress, CancellationToken cancellationToken)
    {
        SealedRows[] all = Sealed(session);
        foreach (SealedRows rows in all)
        {
            await rows.NextAsync(cancellationToken);
        }

        string previous = Genesis;
        long number = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (findings.Count < MostFindings)
        {
            var page = await session.ListAsync(
                "SELECT number, at, subject, written, digest, previous, hash FROM seal WHERE number > $1 ORDER BY number LIMIT $2", [number, CheckedAtOnce],
                row => (Number: row.GetInt64(0), At: row.GetString(1), Subject: row.GetString(2), Written: row.GetInt64(3), Digest: row.GetString(4), Previous: row.GetString(5), Hash: row.GetString(6)), cancellationToken);
            foreach (var seal in page)
            {
                progress?.Invoke();
                string name = "seal " + seal.Number.ToString(CultureInfo.InvariantCulture);
                if (seal.Number != number + 1 || seal.Previous != previous)
                {
                    findings.Add(new Finding(StorageErrors.Chain, name, seal.Number != number + 1 ? $"seal {(number + 1).ToString(CultureInfo.InvariantCulture)} is missing" : $"it follows {seal.Previous}, but the seal before has the hash {previous}"));
                }

                if (SealDraft.HashOf(seal.Previous, seal.Number, seal.At, seal.Subject, seal.Written, seal.Digest) != seal.Hash)
                {
                    findings.Add(new Finding(StorageErrors.Chain, name, "its hash is another: it was changed"));
                }

                long found = 0;
                foreach (SealedRows rows in all)
                {
                    while (rows.Current is { } row && row.Seal <= seal.Number)
                    {
                        SealDraft.Append(hash, rows.Kind, row.Line);
                        found++;
                        await rows.NextAsync(cancellationToken);
                    }
                }

                if (Convert.ToHexStringLower(hash.GetHashAndReset()) != seal.Digest)
                {
                    string what = found == seal.Written ? "rows of it were changed" : string.Create(CultureInfo.InvariantCulture, $"it is over {seal.Written} rows, {found} are there");
                    findings.Add(new Finding(StorageErrors.Seal, name, seal.Subject.Length > 0 ? $"{what} ({seal.Subject})" : what));
                }

                previous = seal.Hash;
                number = seal.Number;
            }

            if (page.Count < CheckedAtOnce)
            {
                break;
            }
        }

        if (findings.Count < MostFindings && all.FirstOrDefault(rows => rows.Current is not null) is { } beyond)
        {
            findings.Add(new Finding(StorageErrors.Seal, "seal " + beyond.Current!.Value.Seal.ToString(CultureInfo.InvariantCulture), $"there are rows under it ({beyond.Kind.ToString().ToLowerInvariant()}), but it is not there: the last seals were cut off"));
        }

        foreach (string claim in await session.ListAsync("SELECT id FROM claim WHERE (until IS NULL) <> (ended IS NULL) LIMIT $1", [MostFindings], row => row.GetString(0), cancellationToken))
        {
            findings.Add(new Finding(StorageErrors.Seal, claim, "it was ended, or brought back, under no seal"));
        }

        foreach (string document in await session.ListAsync(
            "SELECT d.id FROM revision r JOIN document d ON d.pk = r.document LEFT JOIN revision n ON n.document = r.document AND n.number = r.number + 1 WHERE COALESCE(r.until, '') <> COALESCE(n.since, '') LIMIT $1",
            [MostFindings], row => row.GetString(0), cancellationToken))
        {
            findings.Add(new Finding(StorageErrors.Seal, document, "its revisions do not follow one another"));
        }

        return (number, previous);
    }

    /// <summary>Rows under seals, a page at a time, in the order of the seals.</summary>
    private sealed class SealedRows(Session session, SealDraft.Kind kind, string sql, Func<DbDataReader, (long Row, string Line)> line, Func<DbDataReader, string>? key = null)
    {
        private readonly bool _bySeal = sql.Contains("$3", StringComparison.Ordinal);
        private List<(long Seal, long Row, string Line, string Key)> _page = [];
        private int _at = -1;
        private bool _last;

        /// <summary>What they are.</summary>
        public SealDraft.Kind Kind => kind;

        /// <summary>The row that <see cref="NextAsync"/> came to, or null at the end.</summary>
        public (long Seal, string Line)? Current => _at >= 0 && _at < _page.Count ? (_page[_at].Seal, _page[_at].Line) : null;

        /// <summary>Goes to the next row.</summary>
        /// <returns><see cref="Current"/>.</returns>
        public async ValueTask<(long Seal, string Line)?> NextAsync(CancellationToken cancellationToken)
        {
            _at++;
            if (_at >= _page.Count && !_last)
            {
                (long seal, long row, _, string at) = _page.Count > 0 ? _page[^1] : (0, 0, "", "");
                object?[] values = !_bySeal ? [row, CheckedAtOnce] : key is null ? [row, CheckedAtOnce, seal] : [row, CheckedAtOnce, seal, at];
                _page = await session.ListAsync(
                    sql, values,
                    found =>
                    {
                        (long number, string text) = line(found);
                        return (found.GetInt64(0), number, text, key?.Invoke(found) ?? "");
                    },
                    cancellationToken);
                _last = _page.Count < CheckedAtOnce;
                _at = 0;
            }

            return Current;
        }
    }
}
