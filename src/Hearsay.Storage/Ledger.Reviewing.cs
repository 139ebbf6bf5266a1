using System.Buffers;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Formats;
using Hearsay.Claims.Reviewing;
using Hearsay.Text;

namespace Hearsay.Storage;

/// <content>What people decide.</content>
public sealed partial class Ledger
{
    /// <summary>What the first entry of the log follows.</summary>
    public static string Genesis { get; } = new('0', 64);

    /// <summary>Relations of <see cref="ReviewKind.Link"/>.</summary>
    public static IReadOnlyList<string> Relations { get; } = ["denies", "admits", "confirms", "repeats", "answers", "contradicts", "updates"];

    /// <summary>Fewest digits by which an id can be named: 4 are enough to type and rarely fit two claims of one article.</summary>
    private const int ShortestPrefix = 4;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>Appends an entry to the review log. When this returns it is durable.</summary>
    /// <param name="draft">The entry; its number and time are given by the ledger.</param>
    /// <param name="cancellationToken">Ends the call before anything is kept.</param>
    /// <returns>The entry as it stands in the log.</returns>
    /// <exception cref="LedgerException">A claim, party or entry is not there, or the entry makes no sense.</exception>
    public Task<Review> ReviewAsync(Review draft, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return WriteAsync(
            async session =>
            {
                await CheckAsync(session, draft, cancellationToken);
                await CheckConfirmedAsync(session, draft, cancellationToken);
                if (draft.Kind == ReviewKind.Undo)
                {
                    Review undone = (await EntriesAsync(session, "number = $1", [draft.Undoes], cancellationToken)).FirstOrDefault()
                        ?? throw new LedgerException(StorageErrors.Unknown, null, $"the log has no entry {draft.Undoes?.ToString(CultureInfo.InvariantCulture)}; 'hearsay log' lists them");
                    draft = draft with { Subject = undone.Subject, Other = undone.Other };
                }

                return await DecideAsync(session, draft, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Puts a corrected copy of a claim into its place, in every document that has the claim. The original stays, marked as edited.</summary>
    /// <param name="reviewer">Who corrects.</param>
    /// <param name="original">Id of the claim corrected.</param>
    /// <param name="record">The corrected claim, hearsay.claim/1; its id is given by the ledger, and a field "ledger", which listings have, is left out. Quotes must stand in the text.</param>
    /// <param name="note">Why, or null.</param>
    /// <param name="cancellationToken">Ends the call before anything is kept.</param>
    /// <returns>The entry; <see cref="Review.Other"/> is the id of the copy.</returns>
    public Task<Review> EditAsync(string reviewer, string original, ReadOnlyMemory<byte> record, string? note, CancellationToken cancellationToken = default) => WriteAsync(
        async session =>
        {
            List<Home> homes = await HomesAsync(session, "c.id = $1", original, cancellationToken);
            if (homes.Count == 0)
            {
                throw UnknownClaim(original);
            }

            string made = await MakeAsync(session, homes, original, record, cancellationToken);
            Review entry = await DecideAsync(session, new Review(0, default, reviewer, ReviewKind.Edit, original, made, Note: note), cancellationToken);
            await InheritMarkingAsync(session, original, made, cancellationToken);
            return entry;
        },
        cancellationToken);

    /// <summary>Adds a claim that the reader missed.</summary>
    /// <param name="reviewer">Who found it.</param>
    /// <param name="document">Id of the document.</param>
    /// <param name="record">The claim, hearsay.claim/1; its id is given by the ledger, and a field "ledger", which listings have, is left out. Quotes must stand in the text.</param>
    /// <param name="note">A comment, or null.</param>
    /// <param name="cancellationToken">Ends the call before anything is kept.</param>
    /// <returns>The entry; <see cref="Review.Subject"/> is the id of the claim.</returns>
    public Task<Review> AddClaimAsync(string reviewer, string document, ReadOnlyMemory<byte> record, string? note, CancellationToken cancellationToken = default) => WriteAsync(
        async session =>
        {
            List<Home> homes = await DocumentHomesAsync(session, document, cancellationToken);
            string made = await MakeAsync(session, homes, null, record, cancellationToken);
            return await DecideAsync(session, new Review(0, default, reviewer, ReviewKind.Add, made, Note: note), cancellationToken);
        },
        cancellationToken);

    /// <summary>The whole id of a claim, given at least four of its first digits.</summary>
    /// <exception cref="LedgerException">None or several claims begin like this.</exception>
    public Task<string> ClaimIdAsync(string start, CancellationToken cancellationToken = default) => IdAsync("SELECT DISTINCT id FROM claim WHERE id >= $1 AND id < $2 LIMIT 2", start, "claim", cancellationToken);

    /// <summary>The whole id of a document, given at least four of its first digits.</summary>
    /// <exception cref="LedgerException">None or several documents begin like this.</exception>
    public Task<string> DocumentIdAsync(string start, CancellationToken cancellationToken = default) => IdAsync("SELECT id FROM document WHERE id >= $1 AND id < $2 LIMIT 2", start, "document", cancellationToken);

    /// <summary>Entries of the review log, oldest first.</summary>
    /// <param name="subject">Only those about this claim or party, or null for all.</param>
    /// <param name="after">Number after which to begin; 0 for the beginning.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<Review>> LogAsync(string? subject = null, long after = 0, int most = int.MaxValue, CancellationToken cancellationToken = default) => ReadAsync<IReadOnlyList<Review>>(
        async session => subject is null
            ? await EntriesAsync(session, "number > $1 ORDER BY number LIMIT $2", [after, most], cancellationToken)
            : await EntriesAsync(session, "(subject = $1 OR other = $1) AND number > $2 ORDER BY number LIMIT $3", [subject, after, most], cancellationToken),
        cancellationToken);

    /// <summary>Hash of an entry: SHA-256 over the previous hash, a line feed and the canonical bytes.</summary>
    /// <param name="previous">Hash of the entry before.</param>
    /// <param name="canonical">The entry as ReviewJson writes it.</param>
    public static string HashOf(string previous, ReadOnlySpan<byte> canonical) => Convert.ToHexStringLower(SHA256.HashData([.. Encoding.ASCII.GetBytes(previous), (byte)'\n', .. canonical]));

    /// <summary>Id of a claim that a person wrote: a hash of what it corrects and of its record without the id.</summary>
    /// <param name="original">Id of the claim that it corrects, or null.</param>
    /// <param name="record">The record.</param>
    public static string MadeId(string? original, JsonObject record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var bare = (JsonObject)record.DeepClone();
        bare.Remove("id");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"hearsay.review/1\n{original}\n{bare.ToJsonString()}")).AsSpan(0, 16));
    }

    private static Task<List<Review>> EntriesAsync(Session session, string where, object?[] values, CancellationToken cancellationToken) =>
        session.ListAsync($"SELECT record FROM review WHERE {where}", values, row => ReviewJson.Read(row.GetString(0)), cancellationToken);

    private static Home HomeOf(DbDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1), new Facts(TextOf(row, 2), row.IsDBNull(3) ? null : row.GetInt64(3), TextOf(row, 4), TextOf(row, 5), TextOf(row, 6)));

    private static Task<List<Home>> HomesAsync(Session session, string where, string value, CancellationToken cancellationToken) => session.ListAsync(
        $"SELECT r.document, r.pk, r.title, r.outlet, o.name, r.published, r.published_day FROM claim c JOIN revision r ON r.pk = c.revision LEFT JOIN outlet o ON o.pk = r.outlet WHERE {where} AND c.until IS NULL ORDER BY c.pk",
        [value], HomeOf, cancellationToken);

    private static async Task<List<Home>> DocumentHomesAsync(Session session, string document, CancellationToken cancellationToken)
    {
        List<Home> homes = await session.ListAsync(
            "SELECT r.document, r.pk, r.title, r.outlet, o.name, r.published, r.published_day FROM revision r JOIN document d ON d.pk = r.document LEFT JOIN outlet o ON o.pk = r.outlet WHERE d.id = $1 AND r.until IS NULL",
            [document], HomeOf, cancellationToken);
        return homes.Count > 0 ? homes : throw new LedgerException(StorageErrors.Unknown, document, "the ledger has no such document; 'hearsay documents' lists them");
    }

    private static LedgerException UnknownClaim(string id) => new(StorageErrors.Unknown, id, "the ledger has no such claim; 'hearsay claims' lists them");

    private static async Task CheckAsync(Session session, Review draft, CancellationToken cancellationToken)
    {
        static LedgerException Bad(string message) => new(StorageErrors.BadReview, null, message);
        if (string.IsNullOrWhiteSpace(draft.Reviewer))
        {
            throw Bad("a review needs the name of its reviewer");
        }

        if (draft.Kind is ReviewKind.Edit or ReviewKind.Add or ReviewKind.Carry)
        {
            throw Bad($"an entry of kind '{ReviewJson.NameOf(draft.Kind)}' comes with a claim and is not made alone");
        }

        if (draft.Kind == ReviewKind.Undo)
        {
            return;
        }

        bool party = draft.Kind is ReviewKind.ConfirmParty or ReviewKind.RejectParty or ReviewKind.MergeParty;
        bool pair = draft.Kind is ReviewKind.Merge or ReviewKind.Split or ReviewKind.Link or ReviewKind.MergeParty;
        if (pair != (draft.Other is not null) || draft.Other == draft.Subject)
        {
            throw Bad(pair ? $"'{ReviewJson.NameOf(draft.Kind)}' takes two different ids" : $"'{ReviewJson.NameOf(draft.Kind)}' takes one id");
        }

        if (draft.Kind == ReviewKind.Link && !Relations.Contains(draft.Relation))
        {
            throw Bad($"'{draft.Relation}' is no relation between claims; there are {string.Join(", ", Relations)}");
        }

        if (draft.Kind == ReviewKind.Grade && draft is { Reliability: null, Credibility: null })
        {
            throw Bad("a grade needs a reliability (A to F), a credibility (1 to 6), or both");
        }

        if (draft.Reliability is { } reliability && reliability is < 'A' or > 'F')
        {
            throw Bad($"'{draft.Reliability}' is no reliability; write A (completely reliable) to F (cannot be judged)");
        }

        if (draft.Credibility is < 1 or > 6)
        {
            throw Bad($"{draft.Credibility?.ToString(CultureInfo.InvariantCulture)} is no credibility; write 1 (confirmed by other sources) to 6 (cannot be judged)");
        }

        if (draft.Kind == ReviewKind.Comment && string.IsNullOrWhiteSpace(draft.Note))
        {
            throw Bad("a comment needs words");
        }

        if (draft.Kind == ReviewKind.MergeParty && (await DecidedAsync(session, null, cancellationToken)).TryGetValue(draft.Other!, out (string State, string? SameAs, string Root) into) && into.Root != draft.Other)
        {
            throw Bad($"'{draft.Other}' was itself merged into '{into.Root}'; merge with that");
        }

        if (draft.Kind == ReviewKind.Mark)
        {
            if (Markings.TryParse(draft.Relation) is null)
            {
                throw Bad($"'{draft.Relation}' is no marking; there are {string.Join(", ", Markings.Names)}");
            }

            if (await session.NumberAsync("SELECT 1 FROM document WHERE id = $1", [draft.Subject], cancellationToken) is not null)
            {
                return;
            }
        }

        foreach (string id in new[] { draft.Subject, draft.Other }.OfType<string>())
        {
            if (await session.NumberAsync(party ? "SELECT 1 FROM party WHERE id = $1" : "SELECT 1 FROM claim WHERE id = $1 LIMIT 1", [id], cancellationToken) is null)
            {
                throw party ? UnknownParty(id) : UnknownClaim(id);
            }
        }
    }

    /// <summary>Credibility 1 says "confirmed by other sources": it takes two independent origins, or a rationale.</summary>
    private static async Task CheckConfirmedAsync(Session session, Review draft, CancellationToken cancellationToken)
    {
        if (draft is not { Kind: ReviewKind.Grade, Credibility: 1 } || !string.IsNullOrWhiteSpace(draft.Note))
        {
            return;
        }

        int most = 0;
        foreach (long cluster in await session.ListAsync("SELECT DISTINCT k.cluster FROM comparand k JOIN claim c ON c.pk = k.claim WHERE c.id = $1 AND k.cluster IS NOT NULL", [draft.Subject], row => row.GetInt64(0), cancellationToken))
        {
            var claims = new ClaimCluster([.. await MembersAsync(session, cluster, cancellationToken)]);
            bool denies = claims.Members.First(member => member.Report.Claim.Id.Value == draft.Subject).Side == ClaimSide.Denies;
            most = Math.Max(most, (denies ? claims.Denial : claims.Support).Origins);
        }

        if (most < 2)
        {
            throw new LedgerException(StorageErrors.Unconfirmed, draft.Subject, $"credibility 1 means confirmed by other sources, and the ledger knows {most.ToString(CultureInfo.InvariantCulture)} independent {(most == 1 ? "origin" : "origins")} of this claim ('hearsay why' shows them); give 2, or say with --note why it counts as confirmed");
        }
    }

    /// <summary>Appends an entry and brings up to date what follows from it, in the transaction of the caller.</summary>
    private async Task<Review> AppendAsync(Session session, Review draft, CancellationToken cancellationToken)
    {
        (long Number, string Hash) last = (await session.ListAsync("SELECT number, hash FROM review ORDER BY number DESC LIMIT 1", [], row => (row.GetInt64(0), row.GetString(1)), cancellationToken))
            .Append((0, Genesis)).First();
        Review entry = draft with { Number = last.Number + 1, At = Instant.Read(Instant.Write(_clock.GetUtcNow())) };
        byte[] canonical = ReviewJson.Write(entry);
        string hash = HashOf(last.Hash, canonical);
        SealDraft seal = await SealAsync(session, cancellationToken);
        await session.ExecuteAsync(
            "INSERT INTO review(number, at, reviewer, kind, subject, other, record, previous, hash, seal) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            [entry.Number, entry.At, entry.Reviewer, ReviewJson.NameOf(entry.Kind), entry.Subject, entry.Other, Encoding.UTF8.GetString(canonical), last.Hash, hash, seal.Number],
            cancellationToken);
        seal.Add(SealDraft.Kind.Review, entry.Number, SealDraft.Review(entry.Number, hash));
        foreach (string id in new[] { entry.Subject, entry.Other }.OfType<string>())
        {
            List<Review> about = await EntriesAsync(session, "subject = $1 OR other = $1", [id], cancellationToken);
            await SettlePartyAsync(session, id, about, cancellationToken);
            await SettleMarkingAsync(session, id, about, cancellationToken);
            if (Standing.Fold(about).GetValueOrDefault(id) is { } standing)
            {
                await session.ExecuteAsync(
                    "INSERT INTO standing(claim, verdict, reliability, credibility, last) VALUES($1, $2, $3, $4, $5) " +
                    "ON CONFLICT(claim) DO UPDATE SET verdict = excluded.verdict, reliability = excluded.reliability, credibility = excluded.credibility, last = excluded.last",
                    [id, standing.Verdict?.ToString().ToLowerInvariant(), standing.Reliability, standing.Credibility, standing.Last],
                    cancellationToken);
            }

            await session.ExecuteAsync("INSERT INTO ungrouped(claim) SELECT pk FROM claim WHERE id = $1 AND until IS NULL ON CONFLICT DO NOTHING", [id], cancellationToken);
        }

        return entry;
    }

    /// <summary>Appends what a person decided, and puts the claims that it is about into their clusters, in the transaction of the caller.</summary>
    private async Task<Review> DecideAsync(Session session, Review draft, CancellationToken cancellationToken)
    {
        Review entry = await AppendAsync(session, draft, cancellationToken);
        if (entry.Kind is not (ReviewKind.Accept or ReviewKind.Comment or ReviewKind.Grade or ReviewKind.Link))
        {
            await GroupAsync(session, await session.ListAsync("SELECT pk FROM claim WHERE id IN ($1, $2) AND until IS NULL", [entry.Subject, entry.Other ?? entry.Subject], row => row.GetInt64(0), cancellationToken), null, cancellationToken);
        }

        return entry;
    }

    /// <summary>The marking of a document or claim after all entries about it.</summary>
    private static async Task SettleMarkingAsync(Session session, string id, List<Review> about, CancellationToken cancellationToken)
    {
        if (!about.Exists(entry => entry.Kind == ReviewKind.Mark))
        {
            return;
        }

        if (Markings.Fold(about).TryGetValue(id, out TrafficLight marking))
        {
            await session.ExecuteAsync("INSERT INTO marking(subject, rank) VALUES($1, $2) ON CONFLICT(subject) DO UPDATE SET rank = excluded.rank", [id, (long)marking], cancellationToken);
        }
        else
        {
            await session.ExecuteAsync("DELETE FROM marking WHERE subject = $1", [id], cancellationToken);
        }
    }

    /// <summary>Marks a claim as another one is marked: a corrected copy, or the same claim of an edited text.</summary>
    private async Task InheritMarkingAsync(Session session, string from, string to, CancellationToken cancellationToken)
    {
        if (await session.NumberAsync("SELECT rank FROM marking WHERE subject = $1", [from], cancellationToken) is { } rank)
        {
            await AppendAsync(session, new Review(0, default, "hearsay", ReviewKind.Mark, to, Relation: Markings.NameOf((TrafficLight)rank), Note: $"as {from}"), cancellationToken);
        }
    }

    /// <summary>State of a party after all entries about it.</summary>
    private static async Task SettlePartyAsync(Session session, string id, List<Review> about, CancellationToken cancellationToken)
    {
        if (!about.Exists(entry => entry.Kind is ReviewKind.ConfirmParty or ReviewKind.RejectParty or ReviewKind.MergeParty))
        {
            return;
        }

        (string state, string? sameAs) = FoldParties(about).TryGetValue(id, out (string State, string? SameAs) told) ? told : (UndecidedState(id), null);
        await session.ExecuteAsync("UPDATE party SET state = $1, same_as = $2 WHERE id = $3", [state, sameAs, id], cancellationToken);
    }

    /// <summary>What a log amounts to for the parties that it decides about; those whose decisions were all undone are not among them.</summary>
    private static Dictionary<string, (string State, string? SameAs)> FoldParties(IReadOnlyCollection<Review> log)
    {
        HashSet<long> undone = [];
        foreach (Review entry in log.OrderByDescending(entry => entry.Number))
        {
            if (entry is { Kind: ReviewKind.Undo, Undoes: { } number } && !undone.Contains(entry.Number))
            {
                undone.Add(number);
            }
        }

        Dictionary<string, (string, string?)> all = new(StringComparer.Ordinal);
        foreach (Review entry in log.Where(entry => !undone.Contains(entry.Number)).OrderBy(entry => entry.Number))
        {
            if (entry.Kind is ReviewKind.ConfirmParty or ReviewKind.RejectParty or ReviewKind.MergeParty)
            {
                all[entry.Subject] = entry.Kind switch
                {
                    ReviewKind.ConfirmParty => ("confirmed", null),
                    ReviewKind.RejectParty => ("rejected", null),
                    _ => ("merged", entry.Other),
                };
            }
        }

        return all;
    }

    /// <summary>State of a party that nobody has decided about.</summary>
    private static string UndecidedState(string id) => id.StartsWith("candidate:", StringComparison.Ordinal) ? "candidate" : "registered";

    private async Task CarryAsync(Session session, string older, string newer, CancellationToken cancellationToken)
    {
        Standing? standing = await FirstAsync(
            session, "SELECT verdict, reliability, credibility, last FROM standing WHERE claim = $1", [older],
            row => new Standing(Enum.TryParse(TextOf(row, 0), ignoreCase: true, out Verdict verdict) ? verdict : null, TextOf(row, 1)?[0], row.IsDBNull(2) ? null : (int)row.GetInt64(2), row.GetInt64(3)),
            cancellationToken);
        if (standing is { Verdict: not null } or { Reliability: not null } or { Credibility: not null })
        {
            await AppendAsync(session, new Review(0, default, "hearsay", ReviewKind.Carry, newer, older, standing.Verdict?.ToString().ToLowerInvariant(), standing.Reliability, standing.Credibility), cancellationToken);
        }

        await InheritMarkingAsync(session, older, newer, cancellationToken);
    }

    private async Task<string> MakeAsync(Session session, List<Home> homes, string? original, ReadOnlyMemory<byte> record, CancellationToken cancellationToken)
    {
        JsonObject json;
        try
        {
            json = JsonNode.Parse(record.Span) as JsonObject ?? throw new JsonException("it is no object");
        }
        catch (JsonException wrong)
        {
            throw new LedgerException(StorageErrors.BadRecord, null, $"the claim cannot be stored: {wrong.Message}", wrong);
        }

        // A listing says with it what the ledger knows of a claim: that is no part of the claim.
        json.Remove("ledger");
        json["id"] = "";
        json["id"] = MadeId(original, json);
        byte[] line = Encoding.UTF8.GetBytes(json.ToJsonString());
        string? sha256 = json["sha256"] is JsonValue value && value.TryGetValue(out string? words) ? words : null;
        byte[] text = (sha256 is null ? null : await BytesAsync(session, sha256, cancellationToken)) ?? throw new LedgerException(StorageErrors.BadRecord, null, $"the ledger has no text with SHA-256 '{sha256}'");
        try
        {
            ClaimJson.Read(line, new RawText(Encoding.UTF8.GetString(text)));
        }
        catch (JsonException wrong)
        {
            throw new LedgerException(StorageErrors.BadRecord, null, $"the claim cannot be stored: {wrong.Message}", wrong);
        }

        var columns = ClaimColumns.Of(line);
        DateTimeOffset now = _clock.GetUtcNow();
        foreach (Home home in homes)
        {
            if (await session.NumberAsync("SELECT pk FROM claim WHERE id = $1 AND document = $2 AND until IS NULL", [columns.Id, home.Document], cancellationToken) is null)
            {
                await InsertClaimAsync(session, columns, 1, home, null, 0, original, now, cancellationToken);
            }
        }

        return columns.Id;
    }

    private Task<string> IdAsync(string sql, string start, string what, CancellationToken cancellationToken) => ReadAsync(
        async session =>
        {
            string low = start.ToLowerInvariant();
            if (low.Length < ShortestPrefix || low.AsSpan().ContainsAnyExcept(Digits))
            {
                throw new LedgerException(StorageErrors.Unknown, start, $"this is no id of a {what}: write at least {ShortestPrefix.ToString(CultureInfo.InvariantCulture)} of its first digits");
            }

            List<string> found = await session.ListAsync(sql, [low, low + "g"], row => row.GetString(0), cancellationToken);
            return found.Count switch
            {
                1 => found[0],
                0 => throw new LedgerException(StorageErrors.Unknown, start, $"the ledger has no {what} whose id begins like this"),
                _ => throw new LedgerException(StorageErrors.Ambiguous, start, $"several {what}s have ids that begin like this; write more digits"),
            };
        },
        cancellationToken);
}
