using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hearsay.Claims;
using Hearsay.Claims.Extracting;
using Hearsay.Claims.Formats;
using Hearsay.Claims.Parties;
using Hearsay.Claims.Reviewing;
using Hearsay.Export.Packs;
using Hearsay.Ingest;
using Hearsay.Reading;
using Hearsay.Storage;
using Hearsay.Text.Layers;
using Hearsay.Text;

namespace Hearsay.Cli.Work;

/// <summary>
/// Checks a proof pack: hashes, passages, ids, the chain of reviews, the viewer; and reads the original bytes again, to see whether the same texts and claims come out. What does not hold is found,
/// never thrown, however the pack was changed.
/// </summary>
/// <param name="pack">The pack.</param>
/// <param name="reader">Reads texts again; asked for only when the pack holds claims of its model.</param>
/// <param name="parties">Own parties that the texts were read with, or null for ours.</param>
/// <param name="partiesHash">"+parties." and their hash as the ledger notes it, or empty.</param>
internal sealed class PackCheck(PackReader pack, Lazy<Reader> reader, PartyRegistry? parties, string partiesHash)
{
    /// <summary>Findings of one kind of thing after which the check stops: whoever has so many needs another pack, not a list.</summary>
    private const int MostFindings = 1000;

    /// <summary>A line of a list is at most a record, whose quotes are at most its text.</summary>
    private const int LongestLine = ClaimJson.LongestLine;

    /// <summary>Texts and originals are held whole, one at a time.</summary>
    private const long LongestFile = 256L << 20;

    private readonly List<PackFinding> _findings = [];
    private readonly List<PackFinding> _warnings = [];

    /// <summary>What does not hold; empty for a sound pack.</summary>
    public IReadOnlyList<PackFinding> Findings => _findings;

    /// <summary>What could not be derived again here, and why.</summary>
    public IReadOnlyList<PackFinding> Warnings => _warnings;

    /// <summary>Claims looked at.</summary>
    public int Claims { get; private set; }

    /// <summary>Claims that were read again from the original bytes, with the same result.</summary>
    public int Derived { get; private set; }

    /// <summary>Claims that people wrote: they are in no reading.</summary>
    public int ByPeople { get; private set; }

    /// <summary>Entries of the review log, withheld ones included.</summary>
    public int Entries { get; private set; }

    /// <summary>Hash of the last entry.</summary>
    public string Head { get; private set; } = Ledger.Genesis;

    /// <summary>Checks everything.</summary>
    /// <param name="looked">Told of each file and claim, or null.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public async Task RunAsync(Action? looked, CancellationToken cancellationToken)
    {
        _findings.AddRange((await pack.CheckAsync(looked, cancellationToken)).Take(MostFindings));
        Dictionary<string, PackedDocument> documents = [];
        await EachAsync(PackPaths.Documents, line => documents[$"{Text(line, "id")}/{Number(line, "revision")}"] = DocumentOf(line), cancellationToken);
        List<PackedClaim> claims = await ClaimsAsync(documents, cancellationToken);
        await CheckReviewsAsync(claims, cancellationToken);
        foreach (IGrouping<PackedDocument, PackedClaim> group in claims.GroupBy(claim => claim.Document))
        {
            if (_findings.Count >= MostFindings)
            {
                return;
            }

            await CheckDocumentAsync(group.Key, [.. group], looked, cancellationToken);
        }

        await CheckViewerAsync(documents.Values, cancellationToken);
    }

    private static string? Text(JsonElement line, string field) => line.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement line, string field) => line.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) ? number : null;

    private static PackedDocument DocumentOf(JsonElement line) => new(
        Text(line, "id") ?? "", Text(line, "name") ?? "", Text(line, "title"), Text(line, "outlet"), PublicationDate.TryParse(Text(line, "published")),
        Uri.TryCreate(Text(line, "address"), UriKind.Absolute, out Uri? address) ? address : null, Text(line, "sha256") ?? "", Text(line, "original"), Text(line, "origin") ?? "");

    private void Find(string code, string subject, string message)
    {
        if (_findings.Count < MostFindings)
        {
            _findings.Add(new PackFinding(code, subject, message));
        }
    }

    /// <summary>Lines of a list in the pack; a line that is no JSON object is a finding.</summary>
    private async Task EachAsync(string path, Action<JsonElement> take, CancellationToken cancellationToken)
    {
        await foreach ((int number, byte[] line) in LinesAsync(path, cancellationToken))
        {
            try
            {
                using var json = JsonDocument.Parse(line);
                if (json.RootElement.ValueKind != JsonValueKind.Object)
                {
                    throw new JsonException("it is no object");
                }

                take(json.RootElement);
            }
            catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
            {
                Find(PackErrors.WrongFile, path, $"line {number.ToString(CultureInfo.InvariantCulture)} cannot be read: {wrong.Message}");
            }
        }
    }

    private async IAsyncEnumerable<(int Number, byte[] Line)> LinesAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!pack.Has(path))
        {
            Find(PackErrors.WrongFile, path, "it is missing");
            yield break;
        }

        await using Stream bytes = pack.Open(path);
        var line = new ArrayBufferWriter<byte>(4096);
        byte[] buffer = new byte[1 << 16];
        int number = 0;
        while (true)
        {
            int read;
            try
            {
                read = await bytes.ReadAsync(buffer, cancellationToken);
            }
            catch (InvalidDataException)
            {
                // Named among the files.
                yield break;
            }

            if (read == 0)
            {
                break;
            }

            ReadOnlyMemory<byte> rest = buffer.AsMemory(0, read);
            int end;
            while ((end = rest.Span.IndexOf((byte)'\n')) >= 0)
            {
                line.Write(rest.Span[..end]);
                yield return (++number, line.WrittenSpan.ToArray());
                line.ResetWrittenCount();
                rest = rest[(end + 1)..];
            }

            line.Write(rest.Span);
            if (line.WrittenCount > LongestLine)
            {
                Find(PackErrors.WrongFile, path, $"line {(number + 1).ToString(CultureInfo.InvariantCulture)} is longer than any record");
                yield break;
            }
        }

        if (line.WrittenCount > 0)
        {
            yield return (++number, line.WrittenSpan.ToArray());
        }
    }

    private byte[]? BytesOf(string path)
    {
        try
        {
            return pack.Bytes(path, LongestFile);
        }
        catch (InvalidDataException wrong)
        {
            Find(PackErrors.WrongFile, path, wrong.Message);
            return null;
        }
    }

    private async Task<List<PackedClaim>> ClaimsAsync(Dictionary<string, PackedDocument> documents, CancellationToken cancellationToken)
    {
        List<JsonObject> standings = [];
        await EachAsync(PackPaths.Standing, line => standings.Add(JsonObject.Create(line.Clone())!), cancellationToken);
        List<PackedClaim> claims = [];
        int number = 0;
        await foreach ((int at, byte[] record) in LinesAsync(PackPaths.Claims, cancellationToken))
        {
            number++;
            if (number > standings.Count)
            {
                continue;
            }

            try
            {
                JsonObject standing = standings[number - 1];
                string id = (string?)standing["claim"] ?? "";
                string key = $"{(string?)standing["document"]}/{(long?)standing["revision"]}";
                if (!documents.TryGetValue(key, out PackedDocument? doc))
                {
                    Find(PackErrors.WrongClaim, id, $"it belongs to document {key}, which is not in {PackPaths.Documents}");
                    continue;
                }

                claims.Add(new PackedClaim(
                    id, record, doc, (string?)standing["verdict"], (string?)standing["reliability"], (long?)standing["credibility"], (string?)standing["copy_of"], (string?)standing["model"],
                    (string?)standing["marking"]));
            }
            catch (Exception wrong) when (wrong is InvalidOperationException or FormatException)
            {
                Find(PackErrors.WrongFile, PackPaths.Standing, $"line {at.ToString(CultureInfo.InvariantCulture)} cannot be read: {wrong.Message}");
            }
        }

        if (number != standings.Count)
        {
            Find(PackErrors.WrongFile, PackPaths.Standing, $"it has {standings.Count.ToString(CultureInfo.InvariantCulture)} lines for {number.ToString(CultureInfo.InvariantCulture)} claims");
        }

        return claims;
    }

    /// <summary>The chain of hashes, and that the entries shown amount to the standing shown. What a withheld entry may have changed is left open.</summary>
    private async Task CheckReviewsAsync(List<PackedClaim> claims, CancellationToken cancellationToken)
    {
        string previous = Ledger.Genesis;
        long number = 0;
        bool withheld = false;
        List<Review> log = [];
        await EachAsync(
            PackPaths.Reviews,
            line =>
            {
                string name = $"entry {Number(line, "number")?.ToString(CultureInfo.InvariantCulture)}";
                string before = Text(line, "previous") ?? "";
                string hash = Text(line, "hash") ?? "";
                if (Number(line, "number") != ++number || before != previous)
                {
                    Find(PackErrors.WrongReview, $"{PackPaths.Reviews} {name}", $"it does not follow the entry before, whose hash is {previous}");
                }

                previous = hash;
                Entries++;
                if (Text(line, "record") is not { } record)
                {
                    withheld |= line.TryGetProperty("touches", out JsonElement touches) && touches.ValueKind == JsonValueKind.True;
                    return;
                }

                if (Ledger.HashOf(before, Encoding.UTF8.GetBytes(record)) is var made && made != hash)
                {
                    Find(PackErrors.WrongReview, $"{PackPaths.Reviews} {name}", $"its hash is {made}, not {hash}: it was changed");
                }

                Review entry = ReviewJson.Read(record);
                log.Add(entry);
            },
            cancellationToken);
        Head = previous;
        byte[]? facts = BytesOf(PackPaths.Facts);
        string? told = null;
        try
        {
            told = facts is null ? null : (string?)JsonNode.Parse(facts)?["log"]?["head"];
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            Find(PackErrors.WrongFile, PackPaths.Facts, $"it cannot be read: {wrong.Message}");
        }

        if (told is not null && told != Head)
        {
            Find(PackErrors.WrongReview, PackPaths.Reviews, $"its last entry is {Head}; {PackPaths.Facts} says {told}");
        }

        var standings = Standing.Fold(log);
        var markings = Markings.Fold(log);
        foreach (PackedClaim claim in claims.Where(_ => !withheld))
        {
            Standing? standing = standings.GetValueOrDefault(claim.Id);
            if ((claim.Verdict ?? "open") != (standing?.Verdict?.ToString().ToLowerInvariant() ?? "open") || claim.Reliability != standing?.Reliability?.ToString() || claim.Credibility != standing?.Credibility)
            {
                Find(PackErrors.WrongReview, claim.Id, $"{PackPaths.Standing} shows it as '{claim.Verdict} {claim.Reliability}{claim.Credibility}'; the reviews say '{standing?.Verdict?.ToString().ToLowerInvariant() ?? "open"} {standing?.Reliability}{standing?.Credibility}'");
            }

            TrafficLight? marking = Markings.Narrower(
                markings.TryGetValue(claim.Id, out TrafficLight own) ? own : null, markings.TryGetValue(claim.Document.Id, out TrafficLight inherited) ? inherited : null);
            if (marking is { } last && claim.Marking != Markings.NameOf(last))
            {
                Find(PackErrors.WrongReview, claim.Id, $"{PackPaths.Standing} marks it '{claim.Marking ?? "nothing"}'; the reviews say '{Markings.NameOf(last)}'");
            }
        }
    }

    private async Task CheckDocumentAsync(PackedDocument doc, IReadOnlyList<PackedClaim> claims, Action? looked, CancellationToken cancellationToken)
    {
        if (BytesOf(PackPaths.Text(doc.Sha256)) is not { } utf8)
        {
            return;
        }

        var text = new RawText(Encoding.UTF8.GetString(utf8));
        if (Convert.ToHexStringLower(SHA256.HashData(utf8)) is var hash && hash != doc.Sha256)
        {
            Find(PackErrors.WrongFile, PackPaths.Text(doc.Sha256), $"its SHA-256 is {hash}, not what it is called by");
        }

        List<PackedClaim> sound = [];
        foreach (PackedClaim claim in claims)
        {
            looked?.Invoke();
            Claims++;
            try
            {
                Claim read = ClaimJson.Read(claim.Record, text);
                string id = claim.Model is null ? Ledger.MadeId(claim.CopyOf, (JsonObject)JsonNode.Parse(claim.Record)!) : Ledger.IdOf(read, text);
                if (read.Id.Value != claim.Id || id != claim.Id)
                {
                    Find(PackErrors.WrongClaim, claim.Id, $"its record in {PackPaths.Claims} gives the id {id}");
                    continue;
                }

                sound.Add(claim);
            }
            catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
            {
                Find(PackErrors.WrongClaim, claim.Id, $"{PackPaths.Claims}: {wrong.Message}");
            }
        }

        ByPeople += sound.Count(claim => claim.Model is null);
        PackedClaim[] read_ = [.. sound.Where(claim => claim.Model is not null)];
        string own = reader.Value.Version.Model + partiesHash;
        string[] others = [.. read_.Select(claim => claim.Model!).Where(model => model != own && model != own + AddPipeline.WithNarration).Distinct(StringComparer.Ordinal)];
        foreach (string other in others)
        {
            string why = other.StartsWith(reader.Value.Version.Model, StringComparison.Ordinal)
                ? "it was read with other parties: name their file with --parties"
                : $"it was read by model {Short(other)}, this Hearsay has {Short(reader.Value.Version.Model)}: verify it with the version that read it";
            Warn(doc, why);
        }

        read_ = [.. read_.Where(claim => !others.Contains(claim.Model, StringComparer.Ordinal))];
        if (read_.Length == 0)
        {
            return;
        }

        Article? article = await TakenInAsync(doc, text, cancellationToken);
        Derive(doc, article ?? new Article(doc.Name, text), read_);
    }

    private static string Short(string model) => model.Length > 12 ? model[..12] : model;

    private void Warn(PackedDocument doc, string why)
    {
        var warning = new PackFinding(PackErrors.NotDerivable, doc.Title ?? doc.Name, why);
        if (_warnings.Count < MostFindings && !_warnings.Contains(warning))
        {
            _warnings.Add(warning);
        }
    }

    /// <summary>Takes the text from the original bytes again; null when there are none, or another text comes out.</summary>
    private async Task<Article?> TakenInAsync(PackedDocument doc, RawText text, CancellationToken cancellationToken)
    {
        if (doc.Original is not { } original)
        {
            Warn(doc, "no original bytes were kept: its claims are derived from its text");
            return null;
        }

        if (!PackPaths.IsAllowed(PackPaths.Original(original)) || BytesOf(PackPaths.Original(original)) is not { } bytes)
        {
            Find(PackErrors.NotDerived, doc.Title ?? doc.Name, "its original bytes are not in the pack");
            return null;
        }

        if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != original)
        {
            Find(PackErrors.WrongFile, PackPaths.Original(original), "its SHA-256 is not what it is called by");
        }

        var ingester = new Ingester(new IngestOptions());
        await foreach (Ingested item in ingester.ReadAsync(new MemoryStream(bytes), new Envelope(doc.Origin.Length > 0 ? doc.Origin : doc.Name, doc.Name) { Address = doc.Address }, cancellationToken))
        {
            if (item.Article?.Text.Sha256 == text.Sha256)
            {
                return item.Article;
            }
        }

        Find(PackErrors.NotDerived, PackPaths.Text(doc.Sha256), $"this Hearsay takes another text from {PackPaths.Original(original)}");
        return null;
    }

    private void Derive(PackedDocument doc, Article taken, PackedClaim[] claims)
    {
        Article article = taken with { Id = doc.Name, Title = doc.Title, Outlet = doc.Outlet, Published = doc.Published, Address = doc.Address };
        var extractor = new ClaimExtractor(parties ?? PartyRegistry.Standard, TitleRegister.Empty);
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        var to = new ArrayBufferWriter<byte>(4096);
        Document read = reader.Value.Read(article);
        foreach (Claim claim in extractor.Extract(read).AddRange(Array.Exists(claims, claim => claim.Model!.EndsWith(AddPipeline.WithNarration, StringComparison.Ordinal)) ? extractor.Narrate(read) : []))
        {
            to.ResetWrittenCount();
            ClaimJson.Write(to, claim, article.Text, AttributionConvention.Claims);
            found.TryAdd(claim.Id.Value, Encoding.UTF8.GetString(to.WrittenSpan[..^1]));
        }

        foreach (PackedClaim claim in claims)
        {
            if (!found.TryGetValue(claim.Id, out string? derived))
            {
                Find(PackErrors.NotDerived, claim.Id, $"this Hearsay does not read it in '{doc.Title ?? doc.Name}'");
            }
            else if (derived != Encoding.UTF8.GetString(claim.Record))
            {
                Find(PackErrors.NotDerived, claim.Id, $"this Hearsay reads it otherwise: {Differences(claim.Record, derived)}");
            }
            else
            {
                Derived++;
            }
        }
    }

    /// <summary>"stance: asserts, here denies; propositions".</summary>
    private static string Differences(byte[] record, string derived)
    {
        var one = (JsonObject)JsonNode.Parse(record)!;
        var other = (JsonObject)JsonNode.Parse(derived)!;
        IEnumerable<string> names = one.Select(field => field.Key).Union(other.Select(field => field.Key)).Where(name => one[name]?.ToJsonString() != other[name]?.ToJsonString());
        return string.Join("; ", names.Select(name => one[name] is JsonValue said && other[name] is JsonValue read ? $"{name}: {said.ToJsonString()}, here {read.ToJsonString()}" : name)) is { Length: > 0 } told ? told : "in how it is written";
    }

    /// <summary>Makes the viewer again of the pack's data and compares: it shows nothing that is not in the pack.</summary>
    private async Task CheckViewerAsync(IEnumerable<PackedDocument> documents, CancellationToken cancellationToken)
    {
        string[] texts = [.. documents.Select(doc => doc.Sha256).Distinct(StringComparer.Ordinal)];
        if (!pack.Has(PackPaths.Viewer) || _findings.Exists(finding => finding.Code == PackErrors.WrongFile) || !texts.All(text => pack.Has(PackPaths.Text(text))))
        {
            return;
        }

        using var hash = SHA256.Create();
        await using (var to = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        {
            await PackViewer.WriteAsync(to, pack.Open, texts, cancellationToken);
        }

        string made = Convert.ToHexStringLower(hash.Hash!);
        string kept = pack.Files.Single(file => file.Path == PackPaths.Viewer).Sha256;
        if (made == kept)
        {
            return;
        }

        string? version = (string?)JsonNode.Parse(BytesOf(PackPaths.Facts) ?? "{}"u8.ToArray())?["hearsay"];
        if (version == Commands.CommandLine.Version)
        {
            Find(PackErrors.WrongViewer, PackPaths.Viewer, "it is not the page that Hearsay makes of this pack's data: do not rely on what it shows");
        }
        else
        {
            _warnings.Add(new PackFinding(PackErrors.NotDerivable, PackPaths.Viewer, $"it was made by Hearsay {version}, this is {Commands.CommandLine.Version}: it cannot be made again here"));
        }
    }

    /// <summary>A document as the pack lists it.</summary>
    private sealed record PackedDocument(string Id, string Name, string? Title, string? Outlet, PublicationDate? Published, Uri? Address, string Sha256, string? Original, string Origin);

    /// <summary>A claim with its standing.</summary>
    private sealed record PackedClaim(string Id, byte[] Record, PackedDocument Document, string? Verdict, string? Reliability, long? Credibility, string? CopyOf, string? Model, string? Marking);
}
