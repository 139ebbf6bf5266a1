using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Formats;
using Hearsay.Claims.Reviewing;
using Hearsay.Export;
using Hearsay.Export.Packs;
using Hearsay.Storage;
using Hearsay.Storage.Queries;

namespace Hearsay.Cli.Work;

/// <summary>
/// Gathers the files of a proof pack in a folder: what a query finds in the ledger, with all that it rests on. Memory grows with the number of documents and claims, by their ids only; disputes
/// are compared in memory.
/// </summary>
/// <param name="ledger">Where it comes from.</param>
/// <param name="query">Which claims.</param>
/// <param name="settings">Producer, marking and title.</param>
/// <param name="most">The narrowest marking that may go out, or null for any.</param>
/// <param name="folder">Receives the files; empty.</param>
internal sealed class PackFolder(Ledger ledger, Query query, ExportSettings settings, TrafficLight? most, string folder)
{
    private const int PageSize = 500;

    private readonly HashSet<string> _claims = new(StringComparer.Ordinal);
    private readonly HashSet<string> _held = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(string Document, int Revision), FoundDocument?> _documents = [];
    private readonly SortedSet<(string Version, string Model)> _readers = [];
    private TrafficLight? _narrowest;
    private long _written;
    private long _leftOut;

    /// <summary>Claims that are in the pack.</summary>
    public long Claims => _written;

    /// <summary>Claims that were left out for their marking.</summary>
    public long LeftOut => _leftOut;

    /// <summary>Writes all files but the manifest.</summary>
    /// <param name="words">The query as it was typed.</param>
    /// <param name="formats">Exports to add.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="CommandFailure">The ledger is damaged, or a claim is marked more narrowly than the pack.</exception>
    public async Task WriteAsync(string words, IReadOnlyList<ExportFormat> formats, CancellationToken cancellationToken)
    {
        await WriteClaimsAsync(cancellationToken);
        await WriteDocumentsAsync(cancellationToken);
        (long entries, string head) = await WriteReviewsAsync(cancellationToken);
        await WriteFamiliesAsync(cancellationToken);
        await WriteDisputesAsync(cancellationToken);
        formats = [.. formats.Where(format => !(_written > format.MostClaims))];
        await WriteExportsAsync(formats, cancellationToken);
        await File.WriteAllBytesAsync(PathOf(PackPaths.Facts), Facts(words, formats, entries, head), cancellationToken);
        await File.WriteAllTextAsync(PathOf(PackPaths.ReadMe), ReadMe, cancellationToken);
        await using FileStream page = File.Create(PathOf(PackPaths.Viewer));
        await PackViewer.WriteAsync(page, path => File.OpenRead(PathOf(path)), Texts(), cancellationToken);
    }

    private bool MayGo(FoundClaim found) => !(found.Marking > most);

    private IEnumerable<string> Texts() => _documents.Values.Select(doc => doc!.Sha256).Distinct(StringComparer.Ordinal);

    private string PathOf(string path)
    {
        string full = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return full;
    }

    private async Task WriteClaimsAsync(CancellationToken cancellationToken)
    {
        await using FileStream records = File.Create(PathOf(PackPaths.Claims));
        await using FileStream standings = File.Create(PathOf(PackPaths.Standing));
        string? cursor = null;
        do
        {
            Page<FoundClaim> page = await ledger.ClaimsAsync(query, Order.Oldest, PageSize, cursor, cancellationToken);
            foreach (FoundClaim found in page.Items)
            {
                _held.Add(found.Id);
                if (!MayGo(found))
                {
                    _leftOut++;
                    continue;
                }

                if (found.Marking > settings.Marking)
                {
                    throw ExportSource.MarkedMoreNarrowly(found.Id, found.Marking!.Value, settings.Marking!.Value);
                }

                _written++;
                _claims.Add(found.Id);
                _narrowest = Markings.Narrower(_narrowest, found.Marking);
                _documents.TryAdd((found.Document, found.Revision), null);
                using (JsonDocument record = JsonDocument.Parse(found.Record))
                {
                    JsonElement reading = record.RootElement.GetProperty("reading");
                    _readers.Add((reading.GetProperty("version").GetString()!, reading.GetProperty("model").GetString()!));
                }

                await records.WriteAsync(Encoding.UTF8.GetBytes(found.Record + "\n"), cancellationToken);
                await standings.WriteAsync(Line(json => WriteStanding(json, found)), cancellationToken);
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }

    private static void WriteStanding(Utf8JsonWriter json, FoundClaim found)
    {
        json.WriteString("claim", found.Id);
        json.WriteString("document", found.Document);
        json.WriteNumber("revision", found.Revision);
        json.WriteNumber("confidence", Math.Round(found.Confidence, 4));
        json.WriteString("verdict", found.Verdict);
        json.WriteString("reliability", found.Reliability?.ToString());
        WriteNumber(json, "credibility", found.Credibility);
        json.WriteString("marking", found.Marking is { } marking ? Markings.NameOf(marking) : null);
        json.WriteString("copy_of", found.CopyOf);
        json.WriteString("model", found.Model);
        json.WriteString("recorded", Moment(found.Recorded));
    }

    private async Task WriteDocumentsAsync(CancellationToken cancellationToken)
    {
        await using FileStream lines = File.Create(PathOf(PackPaths.Documents));
        foreach (string id in _documents.Keys.Select(key => key.Document).Distinct().ToArray())
        {
            foreach (FoundDocument doc in await ledger.RevisionsAsync(id, cancellationToken))
            {
                if (!_documents.ContainsKey((id, doc.Revision)))
                {
                    continue;
                }

                _documents[(id, doc.Revision)] = doc;
                await KeepAsync(doc.Sha256, PackPaths.Text(doc.Sha256), cancellationToken);
                if (doc.Original is { } original)
                {
                    await KeepAsync(original, PackPaths.Original(original), cancellationToken);
                }

                string? origin = await ledger.OriginAsync(id, doc.Revision, cancellationToken);
                await lines.WriteAsync(Line(json => WriteDocument(json, doc, origin)), cancellationToken);
            }
        }
    }

    private async Task KeepAsync(string sha256, string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(PathOf(path)))
        {
            byte[] bytes = await ledger.BytesAsync(sha256, cancellationToken) ?? throw new CommandFailure(CliErrors.BrokenClaim, sha256, "the bytes are not in the ledger; 'hearsay verify' tells more");
            await File.WriteAllBytesAsync(PathOf(path), bytes, cancellationToken);
        }
    }

    private static void WriteDocument(Utf8JsonWriter json, FoundDocument doc, string? origin)
    {
        json.WriteString("id", doc.Id);
        json.WriteNumber("revision", doc.Revision);
        json.WriteString("name", doc.Name);
        json.WriteString("title", doc.Title);
        json.WriteString("outlet", doc.Outlet);
        json.WriteString("published", doc.Published);
        json.WriteString("address", doc.Address);
        json.WriteString("language", doc.Language);
        json.WriteString("sha256", doc.Sha256);
        json.WriteString("original", doc.Original);
        json.WriteString("origin", origin is null ? null : WithoutFolder(origin));
        json.WriteString("marking", doc.Marking is { } marking ? Markings.NameOf(marking) : null);
        json.WriteString("family", doc.Family);
        json.WriteString("added", Moment(doc.Added));
    }

    /// <summary>The folders of whoever added a file are nobody's business; its name, which says what it is, remains. Addresses stay whole.</summary>
    private static string WithoutFolder(string origin) =>
        origin.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || origin.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? origin : origin[(origin.LastIndexOfAny(['/', '\\']) + 1)..];

    private async Task<(long Entries, string Head)> WriteReviewsAsync(CancellationToken cancellationToken)
    {
        HashSet<string> documents = [.. _documents.Keys.Select(key => key.Document)];
        bool In(string? id) => id is not null && (_claims.Contains(id) || documents.Contains(id));
        await using FileStream lines = File.Create(PathOf(PackPaths.Reviews));
        long last = 0;
        string head = Ledger.Genesis;
        while (true)
        {
            IReadOnlyList<ChainedReview> page = await ledger.ChainAsync(last, PageSize, cancellationToken);
            foreach (ChainedReview link in page)
            {
                Review entry = ReviewJson.Read(link.Record);
                if (query.AsOf is { } then && entry.At > then)
                {
                    return (last, head);
                }

                bool touches = In(entry.Subject) || In(entry.Other);
                // Under a limit nothing goes out that is also about what is not here: it may be what the limit holds back.
                bool shown = touches && (most is null || (In(entry.Subject) && (entry.Other is null || In(entry.Other))));
                await lines.WriteAsync(
                    Line(json =>
                    {
                        json.WriteNumber("number", link.Number);
                        json.WriteString("previous", link.Previous);
                        json.WriteString("hash", link.Hash);
                        json.WriteBoolean("touches", touches);
                        json.WriteString("record", shown ? link.Record : null);
                    }),
                    cancellationToken);
                last = link.Number;
                head = link.Hash;
            }

            if (page.Count < PageSize)
            {
                return (last, head);
            }
        }
    }

    private async Task WriteFamiliesAsync(CancellationToken cancellationToken)
    {
        HashSet<string> documents = [.. _documents.Keys.Select(key => key.Document)];
        await using FileStream lines = File.Create(PathOf(PackPaths.Families));
        HashSet<string> told = new(StringComparer.Ordinal);
        foreach (FoundDocument doc in _documents.Values.OfType<FoundDocument>())
        {
            if (doc.Family is not { } family || !told.Add(family))
            {
                continue;
            }

            IReadOnlyList<FamilyMember> members = await ledger.FamilyAsync(doc.Id, query.AsOf, cancellationToken);
            await lines.WriteAsync(
                Line(json =>
                {
                    json.WriteString("family", family);
                    json.WriteStartArray("members");
                    foreach (FamilyMember member in members.Where(member => documents.Contains(member.Document)))
                    {
                        json.WriteStartObject();
                        json.WriteString("document", member.Document);
                        json.WriteString("relation", member.Relation.ToString().ToLowerInvariant());
                        json.WriteNumber("score", Math.Round(member.Score, 4));
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                    json.WriteNumber("elsewhere", members.Count(member => !documents.Contains(member.Document)));
                }),
                cancellationToken);
        }
    }

    private async Task WriteDisputesAsync(CancellationToken cancellationToken)
    {
        await using FileStream lines = File.Create(PathOf(PackPaths.Disputes));
        Comparison comparison = await Comparison.OfAsync(ledger, query, cancellationToken, MayGo);
        int rank = 0;
        foreach (Dispute dispute in Dispute.Find(comparison.Clusters))
        {
            rank++;
            await lines.WriteAsync(Line(json => ComparisonLines.WriteDispute(json, dispute, rank)), cancellationToken);
        }
    }

    private async Task WriteExportsAsync(IReadOnlyList<ExportFormat> formats, CancellationToken cancellationToken)
    {
        ExportSettings marked = settings with { Marking = settings.Marking ?? _narrowest };
        foreach (ExportFormat format in formats)
        {
            string Under(string file) => PathOf($"exports/{format.Name}/{file}");
            List<FileStream> streams = [];
            try
            {
                streams.AddRange(format.Files.Select(file => File.Create(Under(file))));
                await using FileStream report = File.Create(Under("losses.jsonl"));
                await using var losses = new LossReport(report, format.Name);
                IAsyncEnumerable<ExportedClaim> claims = ExportSource.Shareable(ExportSource.Read(ledger, query, cancellationToken), most, marked.Marking, losses, cancellationToken);
                await format.WriteAsync(claims, [.. streams], marked, losses, cancellationToken);
            }
            finally
            {
                foreach (FileStream stream in streams)
                {
                    await stream.DisposeAsync();
                }
            }
        }
    }

    private byte[] Facts(string words, IReadOnlyList<ExportFormat> formats, long entries, string head) => Line(json =>
    {
        json.WriteString("schema", PackWriter.Schema);
        json.WriteString("hearsay", Commands.CommandLine.Version);
        json.WriteString("query", words);
        json.WriteString("as_of", query.AsOf is { } then ? Moment(then) : null);
        json.WriteString("title", settings.Title);
        json.WriteString("producer", settings.Producer);
        json.WriteString("marking", Markings.Narrower(settings.Marking, _narrowest) is { } marking ? Markings.NameOf(marking) : null);
        json.WriteString("max_marking", most is { } limit ? Markings.NameOf(limit) : null);
        json.WriteNumber("claims", _written);
        json.WriteNumber("left_out", _leftOut);
        json.WriteNumber("documents", _documents.Count);
        json.WriteStartObject("log");
        json.WriteNumber("entries", entries);
        json.WriteString("head", head);
        json.WriteEndObject();
        json.WriteStartArray("readers");
        foreach ((string version, string model) in _readers)
        {
            json.WriteStartObject();
            json.WriteString("version", version);
            json.WriteString("model", model);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("exports");
        foreach (ExportFormat format in formats)
        {
            json.WriteStringValue(format.Name);
        }

        json.WriteEndArray();
    });

    private static byte[] Line(Action<Utf8JsonWriter> write)
    {
        using var to = new MemoryStream();
        using (var json = new Utf8JsonWriter(to, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        to.WriteByte((byte)'\n');
        return to.ToArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private const string ReadMe =
        """
        This is a Hearsay proof pack: claims that texts attribute to somebody, with all that they rest on.

        Open index.html in a browser. It needs no network and no server.

        pack.json        what was asked for, by whom the pack was made, and what read the texts
        documents.jsonl  the documents: outlet, day, address, hashes
        originals/       the bytes as they came in, named by their SHA-256
        texts/           the texts taken from them, named by their SHA-256; every offset counts Unicode code points of these
        claims.jsonl     the claims, schema hearsay.claim/1
        standing.jsonl   what the ledger says of each claim, line by line as in claims.jsonl
        reviews.jsonl    what people decided; each entry holds the hash of the one before. Entries about other things are withheld: only their hashes are here
        families.jsonl   documents that are copies of one another
        disputes.jsonl   what is affirmed by one party and denied by another
        exports/         the same claims in the formats of other programs, each with a report of what it cannot say (losses.jsonl)
        manifest.json    every file with its size and SHA-256

        To check it without Hearsay:   sha256sum -c manifest.sha256 && sha256sum -c SHA256SUMS
        To check it with Hearsay:      hearsay verify case.zip

        """;
}
