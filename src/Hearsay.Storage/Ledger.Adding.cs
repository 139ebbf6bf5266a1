using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Hearsay.Claims.Reviewing;
using Hearsay.Storage.Inbox;
using Hearsay.Text;

namespace Hearsay.Storage;

/// <content>Taking articles in.</content>
public sealed partial class Ledger
{
    /// <summary>Brotli quality of stored bytes: 4 packs news text to two fifths at some 60 MB/s; higher ones cost several times as much for a few per cent.</summary>
    private const int BrotliQuality = 4;

    /// <summary>Window of 2^18 bytes: longer than nearly all articles, and a quarter of the memory of the usual one.</summary>
    private const int BrotliWindow = 18;

    /// <summary>Documents compared for copies at one time.</summary>
    private const int MostCompared = 64;

    /// <summary>Whether an article came in before, in the same bytes and with the same facts, and was read by this reader: then nothing needs to be done, least of all reading it.</summary>
    /// <param name="arrival">The article; what a reader found is not looked at.</param>
    /// <param name="reader">The reader that would read it, or null for none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<bool> KnowsAsync(Arrival arrival, ReaderVersion? reader, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arrival);
        return ReadAsync(async session => await KnownAsync(session, arrival.Hash, reader, cancellationToken) is not null, cancellationToken);
    }

    /// <summary>Adds articles and what else a delivery holds, all of it or nothing: when this returns it is durable. Adding the same again changes nothing.</summary>
    /// <param name="delivery">A few dozen articles at a time are fast: each call costs a flush to the disk.</param>
    /// <param name="cancellationToken">Ends the call before anything of it is kept.</param>
    /// <returns>One per article, in the same order.</returns>
    /// <exception cref="LedgerException">The ledger cannot be written to, or a claim is no record.</exception>
    public Task<IReadOnlyList<Added>> AddAsync(Delivery delivery, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return WriteAsync(
            async session =>
            {
                try
                {
                    return await DeliverAsync(session, delivery, cancellationToken);
                }
                finally
                {
                    _arrived.Clear();
                }
            },
            cancellationToken);
    }

    private async Task<IReadOnlyList<Added>> DeliverAsync(Session session, Delivery delivery, CancellationToken cancellationToken)
    {
        var all = new List<Added>(delivery.Arrivals.Length);
        foreach (Arrival arrival in delivery.Arrivals)
        {
            Added added = await AddAsync(session, arrival, cancellationToken);
            await MarkAsync(session, arrival, added.Document, cancellationToken);
            all.Add(added);
            if (arrival.Item is { } item)
            {
                await session.ExecuteAsync("INSERT INTO inbox_document(item, document) VALUES($1, $2) ON CONFLICT DO NOTHING", [item, added.Document], cancellationToken);
            }
        }

        foreach (Rejection rejection in delivery.Rejections)
        {
            await SetAsideAsync(session, rejection, cancellationToken);
        }

        foreach (FinishedFile file in delivery.Finished)
        {
            await session.ExecuteAsync(
                "INSERT INTO finished(sha256, origin, items, at) VALUES($1, $2, $3, $4) ON CONFLICT(sha256) DO NOTHING", [file.Sha256, file.Origin, file.Items, _clock.GetUtcNow()], cancellationToken);
        }

        foreach (Settlement settlement in delivery.Settled)
        {
            await SettleAsync(session, settlement, cancellationToken);
        }

        while (delivery.Registry is { } registry && await ComparedAsync(session, registry, MostCompared, cancellationToken) == MostCompared)
        {
            // As many as were asked for: there may be more.
        }

        return all;
    }

    private async Task MarkAsync(Session session, Arrival arrival, string document, CancellationToken cancellationToken)
    {
        if (arrival.Marking is { } marking && (await session.NumberAsync("SELECT rank FROM marking WHERE subject = $1", [document], cancellationToken) is not { } rank || rank < (long)marking))
        {
            await AppendAsync(session, new Review(0, default, arrival.MarkedBy, ReviewKind.Mark, document, Relation: Markings.NameOf(marking)), cancellationToken);
        }
    }

    /// <summary>Whether a file went in to its last item before.</summary>
    /// <param name="sha256">As in <see cref="FinishedFile"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<bool> IsFinishedAsync(string sha256, CancellationToken cancellationToken = default) =>
        ReadAsync(async session => await session.NumberAsync("SELECT items FROM finished WHERE sha256 = $1", [sha256], cancellationToken) is not null, cancellationToken);

    /// <summary>Notes that an input that had been set aside could be taken in, or is given up.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task SolveAsync(long number, CancellationToken cancellationToken = default) =>
        WriteAsync(session => session.ExecuteAsync("UPDATE set_aside SET solved = $1 WHERE pk = $2", [_clock.GetUtcNow(), number], cancellationToken), cancellationToken);

    /// <summary>The inputs that are set aside and not solved, oldest first.</summary>
    public Task<IReadOnlyList<SetAside>> ListSetAsideAsync(CancellationToken cancellationToken = default) => ReadAsync<IReadOnlyList<SetAside>>(
        async session => await session.ListAsync(
            "SELECT pk, origin, code, message, original, at, tries FROM set_aside WHERE solved IS NULL ORDER BY pk",
            [],
            row => new SetAside(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4), Instant.Read(row.GetString(5)), (int)row.GetInt64(6)),
            cancellationToken),
        cancellationToken);

    /// <summary>Stored bytes by their SHA-256, or null when the ledger has none of that hash.</summary>
    /// <exception cref="LedgerException">They cannot be unpacked.</exception>
    public Task<byte[]?> BytesAsync(string sha256, CancellationToken cancellationToken = default) => ReadAsync(session => BytesAsync(session, sha256, cancellationToken), cancellationToken);

    private static async Task<byte[]?> BytesAsync(Session session, string sha256, CancellationToken cancellationToken)
    {
        List<(long Length, byte[] Stored)> found = await session.ListAsync("SELECT length, stored FROM content WHERE sha256 = $1", [sha256], row => (row.GetInt64(0), (byte[])row[1]), cancellationToken);
        if (found.Count == 0)
        {
            return null;
        }

        byte[] bytes = new byte[found[0].Length];
        return BrotliDecoder.TryDecompress(found[0].Stored, bytes, out int written) && written == bytes.Length
            ? bytes
            : throw new LedgerException(StorageErrors.Bytes, sha256, "the stored bytes cannot be unpacked; 'hearsay verify' names all that is damaged");
    }

    private async Task SetAsideAsync(Session session, Rejection rejection, CancellationToken cancellationToken)
    {
        string? original = await KeepAsync(session, rejection.Bytes, cancellationToken);
        await session.ExecuteAsync(
            "INSERT INTO set_aside(item, origin, code, message, original, at, tries) VALUES($1, $2, $3, $4, $5, $6, 1) " +
            "ON CONFLICT(item) DO UPDATE SET code = excluded.code, message = excluded.message, at = excluded.at, tries = set_aside.tries + 1, solved = NULL",
            [ItemOf(rejection.Origin, original), rejection.Origin, rejection.Defect.Code, rejection.Defect.Message, original, _clock.GetUtcNow()],
            cancellationToken);
    }

    private static string ItemOf(string origin, string? original) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{origin}\n{original}")));

    private static async Task<(long Revision, string Document, int Number, int Claims)?> KnownAsync(Session session, string hash, ReaderVersion? reader, CancellationToken cancellationToken)
    {
        List<(long, string, int, int)> found = await session.ListAsync(
            "SELECT r.pk, d.id, r.number, COALESCE(g.claims, 0) FROM arrival a JOIN revision r ON r.pk = a.revision JOIN document d ON d.pk = r.document " +
            "LEFT JOIN reading g ON g.body = r.body AND g.reader = (SELECT pk FROM reader WHERE version = $2 AND model = $3) WHERE a.sha256 = $1 AND ($4 = 0 OR g.pk IS NOT NULL)",
            [hash, reader?.Version ?? "", reader?.Model ?? "", reader is null ? 0 : 1],
            row => (row.GetInt64(0), row.GetString(1), (int)row.GetInt64(2), (int)row.GetInt64(3)),
            cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    private async Task<Added> AddAsync(Session session, Arrival arrival, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        string? original = await KeepAsync(session, arrival.Bytes, cancellationToken);
        await session.ExecuteAsync(
            "UPDATE set_aside SET solved = $1 WHERE item IN ($2, $3) AND solved IS NULL", [now, ItemOf(arrival.Origin, original), ItemOf(arrival.Origin, null)], cancellationToken);
        if (await KnownAsync(session, arrival.Hash, arrival.Reader, cancellationToken) is { } known)
        {
            return new Added(AddState.Known, known.Document, known.Number, known.Claims, 0, 0);
        }

        Article article = arrival.Article;
        long body = await BodyAsync(session, arrival, cancellationToken);
        long? outlet = article.Outlet is { } name ? await OutletAsync(session, name, cancellationToken) : null;
        (string id, string identity) = IdentityOf(article);
        long? document = await session.NumberAsync("SELECT pk FROM document WHERE id = $1", [id], cancellationToken);
        bool isNew = document is null;
        document ??= await session.NumberAsync(
            "INSERT INTO document(id, identity, address, added) VALUES($1, $2, $3, $4) RETURNING pk", [id, identity, article.Address?.AbsoluteUri, now], cancellationToken);

        RevisionRow? current = isNew ? null : await CurrentRevisionAsync(session, document!.Value, cancellationToken);
        long? earlier = await session.NumberAsync("SELECT revision FROM arrival WHERE sha256 = $1", [arrival.Hash], cancellationToken);
        bool revised = current is null || (earlier is null && (current.Body != body || AddsFacts(article, outlet, current)));
        if (!revised && current!.Body != body)
        {
            // An older revision's bytes once more, by another reader: nothing of the current one is touched.
            if (arrival.Reader is { } reader)
            {
                await ReadingAsync(session, body, article.Text.Sha256, reader, arrival.Claims.Length, now, cancellationToken);
                await CloseSealAsync(session, id, cancellationToken);
            }

            return new Added(AddState.Known, id, current.Number, 0, 0, 0);
        }

        // What this arrival does not know of the publication, an earlier one of the same text may.
        RevisionRow? same = current?.Body == body ? current : null;
        var facts = new Facts(
            article.Title ?? same?.Title, outlet ?? same?.Outlet, article.Outlet ?? same?.OutletName, article.Published?.ToString() ?? same?.Published,
            article.Published?.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? same?.Published?[..10]);
        long revision = revised ? await ReviseAsync(session, document!.Value, id, current, body, article.Text.Sha256, original, article.Id, facts, now, cancellationToken) : current!.Pk;
        if (isNew)
        {
            _arrived[revision] = (document!.Value, body, article with { Title = facts.Title, Outlet = facts.OutletName });
        }

        SealDraft seal = await SealAsync(session, cancellationToken);
        if (await session.ExecuteAsync(
            "INSERT INTO arrival(sha256, revision, original, origin, at, seal) VALUES($1, $2, $3, $4, $5, $6) ON CONFLICT(sha256) DO NOTHING", [arrival.Hash, revision, original, arrival.Origin, now, seal.Number], cancellationToken) > 0)
        {
            seal.Add(SealDraft.Kind.Arrival, 0, SealDraft.Arrival(arrival.Hash, revision, original, arrival.Origin, Instant.Write(now)));
        }

        bool edited = current is not null && current.Body != body;
        ClaimChange change = await StoreClaimsAsync(session, arrival, new Home(document!.Value, revision, facts), body, edited, revised, now, cancellationToken);
        await CloseSealAsync(session, id, cancellationToken);
        return new Added(
            isNew ? AddState.Added : revised ? AddState.Revised : change.Reading ? AddState.Reread : AddState.Known,
            id,
            revised ? (current?.Number ?? 0) + 1 : current!.Number,
            change.Claims,
            change.New,
            change.Gone) { Narration = change.Narration };
    }

    /// <summary>
    /// What makes two arrivals the same document: their address; without one, text and outlet, so that the same text from two outlets is two documents and an
    /// edited file is not taken for a revision of another file of the same name.
    /// </summary>
    private static (string Id, string Identity) IdentityOf(Article article)
    {
        string identity = article.Address is { } address
            ? "address " + address.GetComponents(UriComponents.SchemeAndServer | UriComponents.PathAndQuery, UriFormat.UriEscaped)
            : $"text {article.Text.Sha256} {article.Outlet}";
        return (Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("hearsay.document/1\n" + identity)).AsSpan(0, 16)), identity);
    }

    /// <summary>True when an arrival of the same text knows something of its publication that the current revision does not, or says otherwise.</summary>
    private static bool AddsFacts(Article article, long? outlet, RevisionRow current) =>
        (outlet is not null && outlet != current.Outlet) || (article.Title is { } title && title != current.Title) || (article.Published is { } published && published.ToString() != current.Published);

    private static Task<RevisionRow?> CurrentRevisionAsync(Session session, long document, CancellationToken cancellationToken) => FirstAsync(
        session,
        "SELECT r.pk, r.number, r.body, r.title, r.outlet, r.published, o.name FROM revision r LEFT JOIN outlet o ON o.pk = r.outlet WHERE r.document = $1 AND r.until IS NULL",
        [document],
        row => new RevisionRow(row.GetInt64(0), (int)row.GetInt64(1), row.GetInt64(2), TextOf(row, 3), row.IsDBNull(4) ? null : row.GetInt64(4), TextOf(row, 5), TextOf(row, 6)),
        cancellationToken);

    private static string? TextOf(System.Data.Common.DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static async Task<T?> FirstAsync<T>(Session session, string sql, object?[] values, Func<System.Data.Common.DbDataReader, T> row, CancellationToken cancellationToken)
        where T : class => (await session.ListAsync(sql, values, row, cancellationToken)).FirstOrDefault();

    private static async Task<long> ReviseAsync(
        Session session, long document, string id, RevisionRow? current, long body, string sha256, string? original, string name, Facts facts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (current is not null)
        {
            await session.ExecuteAsync("UPDATE revision SET until = $1 WHERE pk = $2", [now, current.Pk], cancellationToken);
        }

        SealDraft seal = await SealAsync(session, cancellationToken);
        int number = (current?.Number ?? 0) + 1;
        long revision = (await session.NumberAsync(
            "INSERT INTO revision(document, number, body, original, name, title, outlet, published, published_day, since, seal) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING pk",
            [document, number, body, original, name, facts.Title, facts.Outlet, facts.Published, facts.Day, now, seal.Number],
            cancellationToken))!.Value;
        seal.Add(SealDraft.Kind.Revision, revision, SealDraft.Revision(revision, id, number, sha256, original, name, facts.Title, facts.OutletName, facts.Published, Instant.Write(now)));
        return revision;
    }

    /// <summary>Keeps bytes under their hash.</summary>
    /// <returns>The hash, or null for no bytes.</returns>
    private static async Task<string?> KeepAsync(Session session, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (bytes.IsEmpty)
        {
            return null;
        }

        string sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        if (await session.NumberAsync("SELECT length FROM content WHERE sha256 = $1", [sha256], cancellationToken) is null)
        {
            await session.ExecuteAsync("INSERT INTO content(sha256, length, stored) VALUES($1, $2, $3) ON CONFLICT(sha256) DO NOTHING", [sha256, bytes.Length, Pack(bytes.Span)], cancellationToken);
        }

        return sha256;
    }

    private static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(bytes.Length));
        try
        {
            return BrotliEncoder.TryCompress(bytes, buffer, out int written, BrotliQuality, BrotliWindow)
                ? buffer.AsSpan(0, written).ToArray()
                : throw new InvalidOperationException($"{bytes.Length} bytes do not fit into the longest that Brotli makes of them");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<long> BodyAsync(Session session, Arrival arrival, CancellationToken cancellationToken)
    {
        RawText text = arrival.Article.Text;
        if (await session.NumberAsync("SELECT pk FROM body WHERE sha256 = $1", [text.Sha256], cancellationToken) is { } there)
        {
            return there;
        }

        byte[] utf8 = Encoding.UTF8.GetBytes(text.ToString());
        if (utf8.Length == 0 || await KeepAsync(session, utf8, cancellationToken) != text.Sha256)
        {
            throw new LedgerException(StorageErrors.BadRecord, arrival.Origin, "the article has no text that can be stored");
        }

        long body = (await session.NumberAsync(
            "INSERT INTO body(sha256, code_points, language) VALUES($1, $2, $3) RETURNING pk", [text.Sha256, text.CodePoints.Count, arrival.Article.Language], cancellationToken))!.Value;
        var words = new StringBuilder();
        if (arrival.Article.Title is { } title)
        {
            SearchWords.Append(words, title);
            words.Append("_ ");
        }

        SearchWords.Append(words, text.AsSpan());
        await IndexAsync(session, "body_words", body, words.ToString(), cancellationToken);
        return body;
    }

    private static Task<int> IndexAsync(Session session, string table, long pk, string words, CancellationToken cancellationToken) => session.Dialect.IsSqlite
        ? session.ExecuteAsync($"INSERT INTO {table}(rowid, words) VALUES($1, $2)", [pk, words], cancellationToken)
        : session.ExecuteAsync($"INSERT INTO {table}(rowid, words) VALUES($1, $2::tsvector)", [pk, Lexemes(words)], cancellationToken);

    /// <summary>The words as the text of a tsvector: each once, with its places.</summary>
    private static string Lexemes(string words)
    {
        // PostgreSQL's own limits: 16383 is the highest place, 256 places a word are kept, a vector has less than 1 MiB.
        const int HighestPlace = 16383;
        const int MostPlaces = 256;
        const int LongestVector = 900_000;
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        int place = 0;
        int length = 0;
        foreach (string word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            place++;
            if (!places.TryGetValue(word, out List<int>? of))
            {
                length += Encoding.UTF8.GetByteCount(word) + 4;
                if (length > LongestVector)
                {
                    break;
                }

                places[word] = of = [];
            }

            if (of.Count < MostPlaces && (of.Count == 0 || place <= HighestPlace))
            {
                length += 2;
                of.Add(Math.Min(place, HighestPlace));
            }
        }

        return string.Join(' ', places.Select(pair => $"'{pair.Key}':{string.Join(',', pair.Value)}"));
    }

    private static ValueTask<long> OutletAsync(Session session, string name, CancellationToken cancellationToken) => session.RowAsync(
        "outlet " + name,
        async () => await session.NumberAsync("SELECT pk FROM outlet WHERE name = $1", [name], cancellationToken)
            ?? (await session.NumberAsync("INSERT INTO outlet(name, words) VALUES($1, $2) RETURNING pk", [name, $" {string.Join(' ', SearchWords.Of(name))} "], cancellationToken))!.Value);

    private static async Task<(long Reading, bool IsNew)> ReadingAsync(Session session, long body, string sha256, ReaderVersion reader, int claims, DateTimeOffset now, CancellationToken cancellationToken)
    {
        long who = await session.NumberAsync("SELECT pk FROM reader WHERE version = $1 AND model = $2", [reader.Version, reader.Model], cancellationToken)
            ?? (await session.NumberAsync("INSERT INTO reader(version, model) VALUES($1, $2) RETURNING pk", [reader.Version, reader.Model], cancellationToken))!.Value;
        if (await session.NumberAsync("SELECT pk FROM reading WHERE body = $1 AND reader = $2", [body, who], cancellationToken) is { } there)
        {
            return (there, false);
        }

        SealDraft seal = await SealAsync(session, cancellationToken);
        long reading = (await session.NumberAsync("INSERT INTO reading(body, reader, at, claims, seal) VALUES($1, $2, $3, $4, $5) RETURNING pk", [body, who, now, claims, seal.Number], cancellationToken))!.Value;
        seal.Add(SealDraft.Kind.Reading, reading, SealDraft.Reading(reading, sha256, reader.Version, reader.Model, claims, Instant.Write(now)));
        return (reading, true);
    }

    /// <summary>Lays what a reader found over the claims that the document has.</summary>
    private async Task<ClaimChange> StoreClaimsAsync(
        Session session, Arrival arrival, Home home, long body, bool edited, bool revised, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<ClaimRow> before = await session.ListAsync(
            "SELECT c.pk, c.id, c.record, c.reading, s.claim, c.voice FROM claim c LEFT JOIN standing s ON s.claim = c.id WHERE c.document = $1 AND c.until IS NULL ORDER BY c.ordinal, c.pk",
            [home.Document],
            row => new ClaimRow(row.GetInt64(0), row.GetString(1), row.GetString(2), row.IsDBNull(3), !row.IsDBNull(4), row.GetString(5) == ClaimColumns.Narration),
            cancellationToken);
        long? reading = null;
        bool isNew = false;
        if (arrival.Reader is { } reader)
        {
            (reading, isNew) = await ReadingAsync(session, body, arrival.Article.Text.Sha256, reader, arrival.Claims.Length, now, cancellationToken);
        }

        if (arrival.Reader is null && !edited)
        {
            return new ClaimChange(before.Count(row => !row.Narration), 0, 0, 0, false);
        }

        List<(ClaimColumns Columns, float Confidence)> after = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (ReadClaim claim in arrival.Claims)
        {
            var columns = ClaimColumns.Of(claim.Record.Span);
            if (seen.Add(columns.Id))
            {
                after.Add((columns, claim.Confidence));
            }
        }

        Dictionary<string, ClaimRow> byId = before.ToDictionary(row => row.Id, StringComparer.Ordinal);
        int fresh = 0;
        int narration = 0;
        int ordinal = 0;
        foreach ((ClaimColumns columns, float confidence) in after)
        {
            ClaimRow? older = byId.GetValueOrDefault(columns.Id);
            if (older is not null && !revised && older.Record == columns.Record)
            {
                ordinal++;
                continue;
            }

            if (older is not null)
            {
                await RetireAsync(session, older.Pk, now, cancellationToken);
            }

            fresh += older is null && columns.Voice != ClaimColumns.Narration ? 1 : 0;
            narration += older is null && columns.Voice == ClaimColumns.Narration ? 1 : 0;
            await InsertClaimAsync(session, columns, confidence, home, reading, ordinal++, null, now, cancellationToken);
        }

        // A claim that is no longer read goes, unless the text is the same and people have had something to say about it, or wrote it themselves.
        List<ClaimRow> missing = [.. before.Where(row => !seen.Contains(row.Id))];
        ClaimRow[] gone = edited ? [.. missing] : [.. missing.Where(row => !row.ByPeople && !row.Reviewed)];
        foreach (ClaimRow row in gone)
        {
            await RetireAsync(session, row.Pk, now, cancellationToken);
        }

        int succeeded = edited ? await SucceedAsync(session, gone, after, home.Revision, now, cancellationToken) : 0;
        // What the article says in its own voice is counted apart: it is no claim of a source.
        int went = gone.Count(row => !row.Narration);
        return new ClaimChange(before.Count(row => !row.Narration) - went + fresh, fresh - succeeded, went - succeeded, narration, isNew);
    }

    /// <summary>Finds the claims of an edited text that were in the older one, and carries over what was decided about them.</summary>
    /// <returns>How many there are, narration not among them.</returns>
    private async Task<int> SucceedAsync(Session session, ClaimRow[] gone, List<(ClaimColumns Columns, float Confidence)> after, long revision, DateTimeOffset now, CancellationToken cancellationToken)
    {
        static (string Content, string Speaker, string Stance) Sameness(ClaimColumns claim) => (claim.Content, claim.Speaker, claim.Stance);
        Dictionary<(string, string, string), Queue<ClaimRow>> older = [];
        foreach (ClaimRow row in gone)
        {
            var key = Sameness(ClaimColumns.Of(Encoding.UTF8.GetBytes(row.Record)));
            (older.TryGetValue(key, out Queue<ClaimRow>? rows) ? rows : older[key] = new Queue<ClaimRow>()).Enqueue(row);
        }

        int same = 0;
        foreach ((ClaimColumns columns, _) in after)
        {
            if (!older.TryGetValue(Sameness(columns), out Queue<ClaimRow>? rows) || !rows.TryDequeue(out ClaimRow? row))
            {
                continue;
            }

            same += row.Narration ? 0 : 1;
            await session.ExecuteAsync("INSERT INTO succession(older, newer, revision) VALUES($1, $2, $3) ON CONFLICT DO NOTHING", [row.Id, columns.Id, revision], cancellationToken);
            if (row.Reviewed || await session.NumberAsync("SELECT 1 FROM marking WHERE subject = $1", [row.Id], cancellationToken) is not null)
            {
                await CarryAsync(session, row.Id, columns.Id, cancellationToken);
            }
        }

        return same;
    }

    private static async Task RetireAsync(Session session, long claim, DateTimeOffset now, CancellationToken cancellationToken)
    {
        SealDraft seal = await SealAsync(session, cancellationToken);
        await session.ExecuteAsync("UPDATE claim SET until = $1, ended = $2 WHERE pk = $3", [now, seal.Number, claim], cancellationToken);
        seal.Add(SealDraft.Kind.Ended, claim, SealDraft.Ended(claim, Instant.Write(now)));
        await UngroupAsync(session, claim, cancellationToken);
    }

    private async Task<long> InsertClaimAsync(
        Session session, ClaimColumns columns, float confidence, Home home, long? reading, int ordinal, string? copyOf, DateTimeOffset now, CancellationToken cancellationToken)
    {
        SealDraft seal = await SealAsync(session, cancellationToken);
        ClaimColumns.Fact? first = columns.Facts.Count > 0 ? columns.Facts[0] : null;
        long claim = (await session.NumberAsync(
            "INSERT INTO claim(id, document, revision, reading, ordinal, speaker, stance, form, outlet, published_day, type, status, object, earliest, latest, confidence, copy_of, record, since, voice, seal) " +
            "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) RETURNING pk",
            [
                columns.Id, home.Document, home.Revision, reading, ordinal, columns.Speaker, columns.Stance, columns.Form, home.Facts.Outlet, home.Facts.Day,
                first?.Type, first?.Status, first?.Object, first?.Earliest, first?.Latest, (double)confidence, copyOf, columns.Record, now, columns.Voice, seal.Number,
            ],
            cancellationToken))!.Value;
        seal.Add(SealDraft.Kind.Claim, claim, SealDraft.Claim(claim, columns.Id, home.Document, home.Revision, reading, ordinal, confidence, copyOf, columns.Voice, Instant.Write(now), columns.Record));
        for (int at = 0; at < columns.Facts.Count; at++)
        {
            ClaimColumns.Fact fact = columns.Facts[at];
            await session.ExecuteAsync(
                "INSERT INTO proposition(claim, ordinal, type, status, certainty, polarity, object, system, least, most, earliest, latest, place, country, transfer) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
                [claim, at, fact.Type, fact.Status, fact.Certainty, fact.Polarity, fact.Object, fact.System, fact.Least, fact.Most, fact.Earliest, fact.Latest, fact.Place, fact.Country, fact.Transfer ? 1 : 0],
                cancellationToken);
        }

        foreach (ClaimColumns.Named named in columns.Names)
        {
            long? party = await PartyAsync(session, named, now, cancellationToken);
            await session.ExecuteAsync(
                "INSERT INTO mention(claim, role, proposition, ordinal, name, party) VALUES($1, $2, $3, $4, $5, $6)", [claim, named.Role, named.Proposition, named.Ordinal, named.Name, party], cancellationToken);
        }

        await IndexAsync(session, "claim_words", claim, columns.Words(home.Facts.OutletName, home.Facts.Day), cancellationToken);
        if (columns.Voice == ClaimColumns.Attributed)
        {
            // What an article says itself stands beside the claims; it is nobody's position.
            await UngroupAsync(session, claim, cancellationToken);
        }

        return claim;
    }

    /// <summary>The party that a name stands for: the registry's, or a candidate made of name and state; null for those whom nobody names.</summary>
    private static async Task<long?> PartyAsync(Session session, ClaimColumns.Named named, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (PartyIdOf(named) is not { } id)
        {
            return null;
        }

        return await session.RowAsync(
            "party " + id,
            async () => await session.NumberAsync("SELECT pk FROM party WHERE id = $1", [id], cancellationToken)
                ?? (await session.NumberAsync(
                    "INSERT INTO party(id, name, kind, country, state, since) VALUES($1, $2, $3, $4, $5, $6) RETURNING pk",
                    [id, named.Name, named.Kind ?? "unknown", named.Country, named.Party is null ? "candidate" : "registered", now],
                    cancellationToken))!.Value);
    }

    /// <summary>Id of the party that a name stands for, or null.</summary>
    private static string? PartyIdOf(ClaimColumns.Named named) =>
        named.Party is null && (named.Kind is "unnamed" or "document" or "group" || named.Name is "unnamed" || named.Name.Length == 0) ? null
            : named.Party ?? "candidate:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{string.Join(' ', SearchWords.Of(named.Name))}\n{named.Country}")).AsSpan(0, 6));

    private sealed record RevisionRow(long Pk, int Number, long Body, string? Title, long? Outlet, string? Published, string? OutletName);

    /// <summary>What is known of a revision's publication.</summary>
    private sealed record Facts(string? Title, long? Outlet, string? OutletName, string? Published, string? Day);

    /// <summary>Where a claim belongs.</summary>
    private sealed record Home(long Document, long Revision, Facts Facts);

    private sealed record ClaimRow(long Pk, string Id, string Record, bool ByPeople, bool Reviewed, bool Narration);

    /// <summary>What laying a reading over a document came to.</summary>
    private sealed record ClaimChange(int Claims, int New, int Gone, int Narration, bool Reading);
}
