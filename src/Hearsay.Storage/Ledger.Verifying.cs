using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hearsay.Claims;
using Hearsay.Claims.Formats;
using Hearsay.Claims.Reviewing;
using Hearsay.Text;

namespace Hearsay.Storage;

/// <content>Checking that all holds what was promised.</content>
public sealed partial class Ledger
{
    /// <summary>Rows looked at in one go while checking: bounds the memory.</summary>
    private const int CheckedAtOnce = 500;

    /// <summary>Findings after which a check stops: whoever has so many needs a copy, not a list.</summary>
    private const int MostFindings = 1000;

    /// <summary>
    /// Checks the ledger: the database's own structure, the chain of the review log, the seals over all that was added, the hash of all stored bytes, every claim's quotes against its text, its id,
    /// columns, propositions and mentions against its record, and what the log amounts to. Changes nothing.
    /// </summary>
    /// <param name="kept">A hash that an earlier check gave and that was kept elsewhere, or null: it must be one of the chains.</param>
    /// <param name="progress">Told of every row that was looked at, or null.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public Task<Verified> VerifyAsync(string? kept = null, Action? progress = null, CancellationToken cancellationToken = default) => ReadAsync(
        async session =>
        {
            List<Finding> findings = [];
            await VerifyDatabaseAsync(session, findings, cancellationToken);
            await VerifyTallyAsync(session, findings, cancellationToken);
            (long entries, string head) = await VerifyLogAsync(session, findings, progress, cancellationToken);
            (long seals, string seal) = await VerifySealsAsync(session, findings, progress, cancellationToken);
            if (kept is not null && await session.NumberAsync("SELECT 1 FROM seal WHERE hash = $1 UNION ALL SELECT 1 FROM review WHERE hash = $1", [kept.ToLowerInvariant()], cancellationToken) is null)
            {
                findings.Add(new Finding(StorageErrors.Kept, kept, "this hash is not in the ledger: what it stood for was changed or cut off, or it is of another ledger"));
            }

            long contents = await VerifyContentsAsync(session, findings, progress, cancellationToken);
            long claims = await VerifyClaimsAsync(session, findings, progress, cancellationToken);
            return new Verified(findings, contents, claims, entries, head, seals, seal);
        },
        cancellationToken);

    private async Task VerifyDatabaseAsync(Session session, List<Finding> findings, CancellationToken cancellationToken)
    {
        if (!_dialect.IsSqlite)
        {
            return;
        }

        foreach (string message in await session.ListAsync("PRAGMA quick_check(20)", [], row => row.GetString(0), cancellationToken))
        {
            if (message != "ok")
            {
                findings.Add(new Finding(StorageErrors.Integrity, "database", message));
            }
        }

        foreach (string table in await session.ListAsync("PRAGMA foreign_key_check", [], row => $"{row[0]} row {row[1]} refers to a row of {row[2]} that is not there", cancellationToken))
        {
            findings.Add(new Finding(StorageErrors.Integrity, "database", table));
        }
    }

    /// <summary>Counts what is kept as counted.</summary>
    private static async Task VerifyTallyAsync(Session session, List<Finding> findings, CancellationToken cancellationToken)
    {
        static string Of(string facet, string value) => $"SELECT voice, '{facet}' AS facet, {value} AS value, COUNT(*) AS claims FROM claim WHERE until IS NULL GROUP BY voice, {value}";
        string counted = string.Join(" UNION ALL ", Of("stance", "stance"), Of("form", "form"), Of("speaker", "speaker"), Of("outlet", "COALESCE(CAST(outlet AS TEXT), '')"), Of("day", "COALESCE(published_day, '')"));
        const string Kept = "SELECT voice, facet, value, claims FROM tally WHERE claims <> 0";
        foreach (string wrong in await session.ListAsync(
            $"SELECT q.facet, q.value FROM (SELECT * FROM ({counted}) a EXCEPT {Kept}) q UNION SELECT q.facet, q.value FROM ({Kept} EXCEPT SELECT * FROM ({counted}) b) q LIMIT $1", [MostFindings],
            row => $"{row.GetString(0)} '{row.GetString(1)}'", cancellationToken))
        {
            findings.Add(new Finding(StorageErrors.Integrity, "tally", $"the number of claims with the {wrong} is not what is kept"));
        }
    }

    private static async Task<(long Entries, string Head)> VerifyLogAsync(Session session, List<Finding> findings, Action? progress, CancellationToken cancellationToken)
    {
        string previous = Genesis;
        long number = 0;
        List<Review> log = [];
        while (findings.Count < MostFindings)
        {
            var page = await session.ListAsync(
                "SELECT number, at, reviewer, kind, subject, other, record, previous, hash FROM review WHERE number > $1 ORDER BY number LIMIT $2", [number, CheckedAtOnce],
                row => (Number: row.GetInt64(0), Columns: string.Join('\n', row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), TextOf(row, 5)), Record: row.GetString(6), Previous: row.GetString(7), Hash: row.GetString(8)),
                cancellationToken);
            foreach (var entry in page)
            {
                progress?.Invoke();
                string name = "entry " + entry.Number.ToString(CultureInfo.InvariantCulture);
                if (entry.Number != number + 1)
                {
                    findings.Add(new Finding(StorageErrors.Chain, name, $"entry {(number + 1).ToString(CultureInfo.InvariantCulture)} is missing"));
                }

                if (entry.Previous != previous)
                {
                    findings.Add(new Finding(StorageErrors.Chain, name, $"it follows {entry.Previous}, but the entry before has the hash {previous}"));
                }

                string hash = HashOf(entry.Previous, Encoding.UTF8.GetBytes(entry.Record));
                if (hash != entry.Hash)
                {
                    findings.Add(new Finding(StorageErrors.Entry, name, $"its hash is {hash}, not {entry.Hash}: it was changed"));
                }

                try
                {
                    Review read = ReviewJson.Read(entry.Record);
                    log.Add(read);
                    if (read.Number != entry.Number || entry.Columns != string.Join('\n', Instant.Write(read.At), read.Reviewer, ReviewJson.NameOf(read.Kind), read.Subject, read.Other))
                    {
                        findings.Add(new Finding(StorageErrors.Entry, name, "its columns are not what its record says"));
                    }
                }
                catch (JsonException wrong)
                {
                    findings.Add(new Finding(StorageErrors.Entry, name, $"its record cannot be read: {wrong.Message}"));
                }

                previous = entry.Hash;
                number = entry.Number;
            }

            if (page.Count < CheckedAtOnce)
            {
                break;
            }
        }

        var told = Standing.Fold(log);
        HashSet<string> kept = new(StringComparer.Ordinal);
        foreach ((string claim, string? verdict, string? reliability, long? credibility) in await session.ListAsync(
            "SELECT claim, verdict, reliability, credibility FROM standing", [], row => (row.GetString(0), TextOf(row, 1), TextOf(row, 2), row.IsDBNull(3) ? (long?)null : row.GetInt64(3)), cancellationToken))
        {
            kept.Add(claim);
            Standing? standing = told.GetValueOrDefault(claim);
            if (standing is null || verdict != standing.Verdict?.ToString().ToLowerInvariant() || reliability != standing.Reliability?.ToString() || credibility != standing.Credibility)
            {
                findings.Add(new Finding(StorageErrors.Standing, claim, $"it is kept as '{verdict ?? "open"} {reliability}{credibility}'; the log says '{standing?.Verdict?.ToString().ToLowerInvariant() ?? "open"} {standing?.Reliability}{standing?.Credibility}'"));
            }
        }

        Dictionary<string, (string State, string? SameAs)> decided = FoldParties(log);
        foreach ((string party, string state, string? sameAs) in await session.ListAsync("SELECT id, state, same_as FROM party", [], row => (row.GetString(0), row.GetString(1), TextOf(row, 2)), cancellationToken))
        {
            (string State, string? SameAs) said = decided.TryGetValue(party, out (string, string?) found) ? found : (UndecidedState(party), null);
            if (said != (state, sameAs))
            {
                findings.Add(new Finding(StorageErrors.Standing, party, $"it is kept as '{state} {sameAs}'; the log says '{said.State} {said.SameAs}'"));
            }
        }

        foreach (string claim in told.Keys.Where(claim => !kept.Contains(claim)))
        {
            findings.Add(new Finding(StorageErrors.Standing, claim, "the log has entries about it, but what they amount to is not kept"));
        }

        var marked = Markings.Fold(log);
        Dictionary<string, TrafficLight> keptMarks = (await session.ListAsync("SELECT subject, rank FROM marking", [], row => (row.GetString(0), (TrafficLight)row.GetInt64(1)), cancellationToken)).ToDictionary(row => row.Item1, row => row.Item2, StringComparer.Ordinal);
        foreach (string subject in marked.Keys.Union(keptMarks.Keys).Order(StringComparer.Ordinal))
        {
            string said = marked.TryGetValue(subject, out TrafficLight last) ? Markings.NameOf(last) : "nothing";
            string shown = keptMarks.TryGetValue(subject, out TrafficLight now) ? Markings.NameOf(now) : "nothing";
            if (said != shown)
            {
                findings.Add(new Finding(StorageErrors.Standing, subject, $"its marking is kept as {shown}; the log says {said}"));
            }
        }

        return (number, previous);
    }

    private static async Task<long> VerifyContentsAsync(Session session, List<Finding> findings, Action? progress, CancellationToken cancellationToken)
    {
        string last = "";
        long count = 0;
        while (findings.Count < MostFindings)
        {
            List<string> page = await session.ListAsync("SELECT sha256 FROM content WHERE sha256 > $1 ORDER BY sha256 LIMIT $2", [last, CheckedAtOnce], row => row.GetString(0), cancellationToken);
            foreach (string sha256 in page)
            {
                progress?.Invoke();
                count++;
                last = sha256;
                (long length, byte[] stored) = (await session.ListAsync("SELECT length, stored FROM content WHERE sha256 = $1", [sha256], row => (row.GetInt64(0), (byte[])row[1]), cancellationToken))[0];
                byte[] bytes = new byte[Math.Clamp(length, 0, int.MaxValue / 2)];
                if (!BrotliDecoder.TryDecompress(stored, bytes, out int written) || written != length)
                {
                    findings.Add(new Finding(StorageErrors.Bytes, sha256, "the stored bytes cannot be unpacked"));
                }
                else if (Convert.ToHexStringLower(SHA256.HashData(bytes)) is var found && found != sha256)
                {
                    findings.Add(new Finding(StorageErrors.Bytes, sha256, $"the stored bytes have the hash {found}"));
                }
            }

            if (page.Count < CheckedAtOnce)
            {
                break;
            }
        }

        return count;
    }

    private static async Task<long> VerifyClaimsAsync(Session session, List<Finding> findings, Action? progress, CancellationToken cancellationToken)
    {
        long body = 0;
        long count = 0;
        while (findings.Count < MostFindings)
        {
            List<(long Pk, string Sha256)> page = await session.ListAsync("SELECT pk, sha256 FROM body WHERE pk > $1 ORDER BY pk LIMIT $2", [body, CheckedAtOnce], row => (row.GetInt64(0), row.GetString(1)), cancellationToken);
            foreach ((long pk, string sha256) in page)
            {
                body = pk;
                var claims = await session.ListAsync(
                    "SELECT c.id, c.record, c.copy_of, c.reading, c.speaker, c.stance, c.pk, c.form, c.voice, c.type, c.status, c.object, c.earliest, c.latest FROM claim c JOIN revision r ON r.pk = c.revision WHERE r.body = $1", [pk],
                    row => (Id: row.GetString(0), Record: row.GetString(1), CopyOf: TextOf(row, 2), ByPeople: row.IsDBNull(3), Speaker: row.GetString(4), Stance: row.GetString(5), Pk: row.GetInt64(6),
                        Others: Line(row.GetString(7), row.GetString(8), TextOf(row, 9), TextOf(row, 10), TextOf(row, 11), TextOf(row, 12), TextOf(row, 13))), cancellationToken);
                if (claims.Count == 0)
                {
                    continue;
                }

                ILookup<long, string> facts = (await session.ListAsync(
                    "SELECT p.claim, p.type, p.status, p.certainty, p.polarity, p.object, p.system, p.least, p.most, p.earliest, p.latest, p.place, p.country, p.transfer " +
                    "FROM revision r JOIN claim c ON c.revision = r.pk JOIN proposition p ON p.claim = c.pk WHERE r.body = $1 ORDER BY p.claim, p.ordinal", [pk],
                    row => (Claim: row.GetInt64(0), Line: Line(
                        TextOf(row, 1), TextOf(row, 2), TextOf(row, 3), TextOf(row, 4), TextOf(row, 5), TextOf(row, 6), Number(row.IsDBNull(7) ? null : row.GetDouble(7)), Number(row.IsDBNull(8) ? null : row.GetDouble(8)),
                        TextOf(row, 9), TextOf(row, 10), TextOf(row, 11), TextOf(row, 12), Number(row.GetInt64(13)))),
                    cancellationToken)).ToLookup(row => row.Claim, row => row.Line);
                ILookup<long, string> names = (await session.ListAsync(
                    "SELECT m.claim, m.role, m.proposition, m.ordinal, m.name, p.id FROM revision r JOIN claim c ON c.revision = r.pk JOIN mention m ON m.claim = c.pk LEFT JOIN party p ON p.pk = m.party WHERE r.body = $1", [pk],
                    row => (Claim: row.GetInt64(0), Line: Line(row.GetString(1), Number(row.GetInt64(2)), Number(row.GetInt64(3)), row.GetString(4), TextOf(row, 5))),
                    cancellationToken)).ToLookup(row => row.Claim, row => row.Line);
                RawText text;
                try
                {
                    text = new RawText(Encoding.UTF8.GetString(await BytesAsync(session, sha256, cancellationToken) ?? []));
                }
                catch (LedgerException)
                {
                    // Named among the contents.
                    continue;
                }

                foreach (var claim in claims)
                {
                    progress?.Invoke();
                    count++;
                    try
                    {
                        Claim read = ClaimJson.Read(Encoding.UTF8.GetBytes(claim.Record), text);
                        string id = claim.ByPeople ? MadeId(claim.CopyOf, (JsonObject)JsonNode.Parse(claim.Record)!) : IdOf(read, text);
                        if (read.Id.Value != claim.Id || id != claim.Id)
                        {
                            findings.Add(new Finding(StorageErrors.ClaimId, claim.Id, $"its record gives the id {id}"));
                        }

                        if (read.Sources[0].Name != claim.Speaker || !read.Stance.ToString().Equals(claim.Stance, StringComparison.OrdinalIgnoreCase))
                        {
                            findings.Add(new Finding(StorageErrors.Columns, claim.Id, $"it is found as {claim.Speaker} {claim.Stance}, its record says {read.Sources[0].Name} {read.Stance.ToString().ToLowerInvariant()}"));
                        }
                        else if (Difference(ClaimColumns.Of(Encoding.UTF8.GetBytes(claim.Record)), claim.Others, facts[claim.Pk], names[claim.Pk]) is { } what)
                        {
                            findings.Add(new Finding(StorageErrors.Columns, claim.Id, $"its {what} are not what its record says"));
                        }
                    }
                    catch (JsonException wrong)
                    {
                        findings.Add(new Finding(StorageErrors.Quote, claim.Id, wrong.Message));
                    }
                }
            }

            if (page.Count < CheckedAtOnce)
            {
                break;
            }
        }

        return count;
    }

    /// <summary>What is kept otherwise than a record has it, or null.</summary>
    private static string? Difference(ClaimColumns record, string columns, IEnumerable<string> facts, IEnumerable<string> names)
    {
        ClaimColumns.Fact? first = record.Facts.Count > 0 ? record.Facts[0] : null;
        return Line(record.Form, record.Voice, first?.Type, first?.Status, first?.Object, first?.Earliest, first?.Latest) != columns ? "columns"
            : !facts.SequenceEqual(record.Facts.Select(fact => Line(
                fact.Type, fact.Status, fact.Certainty, fact.Polarity, fact.Object, fact.System, Number(fact.Least), Number(fact.Most), fact.Earliest, fact.Latest, fact.Place, fact.Country, Number(fact.Transfer ? 1 : 0)))) ? "propositions"
            : !names.Order(StringComparer.Ordinal).SequenceEqual(record.Names.Select(name => Line(name.Role, Number(name.Proposition), Number(name.Ordinal), name.Name, PartyIdOf(name))).Order(StringComparer.Ordinal)) ? "mentions"
            : null;
    }

    private static string Line(params ReadOnlySpan<string?> fields)
    {
        var to = new StringBuilder();
        foreach (string? field in fields)
        {
            // As the database gives it back.
            to.Append(field is null ? "\0" : Session.Storable(field)).Append('\n');
        }

        return to.ToString();
    }

    private static string? Number(double? number) => number?.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The id that a claim has by what it says, when a reader read it.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="text">Its text.</param>
    public static string IdOf(Claim claim, RawText text)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(text);
        TextSpan Points(TextSpan span) => new(text.CodePoints.FromUtf16(span.Start), text.CodePoints.FromUtf16(span.End));
        return ClaimId.Of(claim.Sha256, claim.Content.Select(part => Points(part.Span)), claim.Sources.Select(source => (source.Mention is { } mention ? Points(mention.Span) : (TextSpan?)null, source.Name)), claim.Stance).Value;
    }
}
