using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hearsay.Claims;
using Hearsay.Claims.Formats;
using Hearsay.Claims.Reviewing;
using Hearsay.Export;
using Hearsay.Export.Records;
using Hearsay.Storage;
using Hearsay.Storage.Queries;
using Hearsay.Text.Layers;
using Hearsay.Text;

namespace Hearsay.Cli.Work;

/// <summary>
/// Takes claims of others into the ledger: JSON Lines and tables as 'hearsay export records' and 'csv' write them, and tables that people made by hand. What is there already is never changed. One
/// document with its claims is held at a time.
/// </summary>
/// <param name="ledger">Where they go.</param>
/// <param name="importer">Who imports.</param>
/// <param name="decisions">Whether verdicts and grades are taken over.</param>
/// <param name="wrong">Told of each line that cannot be taken: its number and why.</param>
internal sealed class ClaimImport(Ledger ledger, string importer, bool decisions, Action<int, string> wrong)
{
    /// <summary>A claim whose line was understood, not checked against its text yet.</summary>
    private sealed record Pending(int Line, JsonObject Record, string Sha256, string? Document, ForeignClaim Rest, string Verbatim, string? Content = null, string? Cue = null);

    private readonly List<Pending> _pending = [];
    private Article? _article;
    private string _note = "";

    /// <summary>Claims that were added.</summary>
    public int Added { get; private set; }

    /// <summary>Claims that were there already.</summary>
    public int Known { get; private set; }

    /// <summary>Claims that are there with another record.</summary>
    public int Different { get; private set; }

    /// <summary>Documents that were added.</summary>
    public int Documents { get; private set; }

    /// <summary>Lines that could not be taken.</summary>
    public int Wrong { get; private set; }

    /// <summary>Claims that were given an id, for theirs did not follow from what they say.</summary>
    public int Renamed { get; private set; }

    /// <summary>Reads JSON Lines.</summary>
    /// <param name="from">The bytes.</param>
    /// <param name="name">Name of the file, for the review log.</param>
    /// <param name="cancellationToken">Ends the import; what was taken stays.</param>
    public async Task ReadLinesAsync(Stream from, string name, CancellationToken cancellationToken)
    {
        _note = "imported from " + name;
        using var text = new StreamReader(from, new UTF8Encoding(false));
        int number = 0;
        while (await text.ReadLineAsync(cancellationToken) is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                JsonObject json = JsonNode.Parse(line) as JsonObject ?? throw new JsonException("it is no object");
                switch ((string?)json["schema"])
                {
                    case RecordWriter.DocumentSchema:
                        await FlushAsync(cancellationToken);
                        _article = ArticleOf(json);
                        break;
                    case ClaimJson.Schema:
                        Pending claim = ClaimOf(number, line, json);
                        if (_pending.Count > 0 && (_pending[0].Sha256 != claim.Sha256 || _pending[0].Document != claim.Document))
                        {
                            await FlushAsync(cancellationToken);
                        }

                        _pending.Add(claim);
                        break;
                    case var other:
                        throw new JsonException($"its schema is '{other}'; {ClaimJson.Schema} and {RecordWriter.DocumentSchema} are read");
                }
            }
            catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException or UriFormatException or ArgumentException)
            {
                Refuse(number, broken.Message);
            }
        }

        await FlushAsync(cancellationToken);
    }

    /// <summary>Reads a table of claims.</summary>
    /// <param name="claims">The table.</param>
    /// <param name="documents">The table of documents with their texts, or null when the ledger has them.</param>
    /// <param name="name">Name of the file, for the review log.</param>
    /// <param name="cancellationToken">Ends the import; what was taken stays.</param>
    public async Task ReadTableAsync(TextReader claims, Func<TextReader>? documents, string name, CancellationToken cancellationToken)
    {
        _note = "imported from " + name;
        var rows = new DelimitedReader(claims);
        ColumnsOf columns = new(await rows.ReadAsync(cancellationToken) ?? []);
        if (!columns.Has("record") && !(columns.Has("content") && columns.Has("speaker")))
        {
            throw new CommandFailure(CliErrors.ImportUnreadable, name, "the first line names no column 'record', and not both 'content' and 'speaker'");
        }

        using TextReader? texts = documents?.Invoke();
        var documentRows = texts is null ? null : new DelimitedReader(texts);
        ColumnsOf documentColumns = new(documentRows is null ? [] : await documentRows.ReadAsync(cancellationToken) ?? []);
        Dictionary<string, Article> waiting = new(StringComparer.Ordinal);
        while (await rows.ReadAsync(cancellationToken) is { } row)
        {
            if (row is [""])
            {
                continue;
            }

            try
            {
                Pending claim = await RowAsync(rows.Line, row, columns, cancellationToken);
                if (_pending.Count > 0 && (_pending[0].Sha256 != claim.Sha256 || _pending[0].Document != claim.Document))
                {
                    await FlushAsync(cancellationToken);
                }

                // Both tables come in the same order; a document that is not next is looked for further on, and what is passed over waits.
                string key = $"{claim.Document} {claim.Sha256}";
                while (_article is null && documentRows is not null && !waiting.ContainsKey(key) && await documentRows.ReadAsync(cancellationToken) is { } document)
                {
                    waiting[$"{documentColumns.Cell(document, "document")} {documentColumns.Cell(document, "sha256")}"] = ArticleOf(documentColumns, document);
                }

                if (_article is null && waiting.Remove(key, out Article? article))
                {
                    _article = article;
                }

                _pending.Add(claim);
            }
            catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException or UriFormatException or ArgumentException)
            {
                Refuse(rows.Line, broken.Message);
            }
        }

        await FlushAsync(cancellationToken);
    }

    private static Article ArticleOf(JsonObject json) => new(
        (string?)json["name"] ?? (string?)json["id"] ?? "imported", new RawText((string?)json["text"] ?? throw new JsonException("the document has no text")), (string?)json["title"], (string?)json["outlet"],
        PublicationDate.TryParse((string?)json["published"]), Uri.TryCreate((string?)json["url"], UriKind.Absolute, out Uri? address) ? address : null, (string?)json["language"] ?? "en");

    private static Article ArticleOf(ColumnsOf columns, string[] row) => new(
        columns.Cell(row, "name") ?? columns.Cell(row, "document") ?? "imported", new RawText(columns.Cell(row, "text") ?? throw new JsonException("a document has no text")), columns.Cell(row, "title"),
        columns.Cell(row, "outlet"), PublicationDate.TryParse(columns.Cell(row, "published")), Uri.TryCreate(columns.Cell(row, "address"), UriKind.Absolute, out Uri? address) ? address : null,
        columns.Cell(row, "language") ?? "en");

    private static Pending ClaimOf(int number, string line, JsonObject json)
    {
        JsonNode? told = json["ledger"];
        json.Remove("ledger");
        // Byte for byte as it was, and not as a parser would write it again.
        int cut = told is null ? -1 : line.LastIndexOf(",\"ledger\":", StringComparison.Ordinal);
        string verbatim = cut < 0 ? line.Trim() : line[..cut] + "}";
        string? model = told is JsonObject { } rest && rest.ContainsKey("model") ? (string?)rest["model"] : (string?)json["reading"]?["model"];
        var claim = new ForeignClaim(default, (float)((double?)told?["confidence"] ?? 1), model is null ? null : new ReaderVersion((string?)json["reading"]?["version"] ?? "", model))
        {
            CopyOf = (string?)told?["copy_of"],
            Verdict = Enum.TryParse((string?)told?["review"], ignoreCase: true, out Verdict verdict) ? verdict : null,
            Reliability = (string?)told?["reliability"] is [var letter] ? letter : null,
            Credibility = (int?)told?["credibility"],
            Marking = Markings.TryParse((string?)told?["marking"]),
        };
        return new Pending(number, json, (string?)json["sha256"] ?? throw new JsonException("the claim names no text (sha256)"), (string?)told?["document"], claim, verbatim);
    }

    private async Task<Pending> RowAsync(int number, string[] row, ColumnsOf columns, CancellationToken cancellationToken)
    {
        string? Cell(string name) => columns.Cell(row, name);
        string? record = Cell("record");
        JsonObject json = record is null ? await ByHandAsync(Cell, cancellationToken) : JsonNode.Parse(record) as JsonObject ?? throw new JsonException("its record is no object");
        bool changed = record is null;
        if (record is not null)
        {
            // What somebody changed in the table counts; the record holds the rest.
            changed |= Set(json, "stance", Cell("stance")) | Set(json, "form", Cell("form"));
            if (json["sources"] is JsonArray { Count: > 0 } sources && sources[0] is JsonObject first)
            {
                changed |= Set(first, "name", Cell("speaker")) | Set(first, "kind", Cell("kind")) | (columns.Has("country") && Set(first, "country", Cell("country"), orNull: true));
            }
        }

        // A row that names no reader was written by a person.
        string? model = Cell("model");
        bool byReader = record is not null && !changed && (!columns.Has("model") || model is not null);
        var claim = new ForeignClaim(
            default, float.TryParse(Cell("confidence"), NumberStyles.Float, CultureInfo.InvariantCulture, out float confidence) ? Math.Clamp(confidence, 0, 1) : 1,
            byReader ? new ReaderVersion((string?)json["reading"]?["version"] ?? "", model ?? (string?)json["reading"]?["model"] ?? "") : null)
        {
            CopyOf = changed && record is not null ? (string?)json["id"] : Cell("copy_of"),
            Verdict = Enum.TryParse(Cell("verdict"), ignoreCase: true, out Verdict verdict) ? verdict : null,
            Reliability = Cell("reliability") is [var letter] ? letter : null,
            Credibility = int.TryParse(Cell("credibility"), NumberStyles.None, CultureInfo.InvariantCulture, out int credibility) ? credibility : null,
            Marking = Cell("marking") is { } marking ? Markings.TryParse(marking) ?? throw new FormatException($"'{marking}' is no marking; there are {string.Join(", ", Markings.Names)}") : null,
        };
        return new Pending(number, json, (string?)json["sha256"] ?? throw new JsonException("the claim names no text"), Cell("document"), claim, changed ? "" : record!);
    }

    private static bool Set(JsonObject json, string field, string? value, bool orNull = false)
    {
        if ((value is null && !orNull) || string.Equals((string?)json[field], value, StringComparison.Ordinal))
        {
            return false;
        }

        json[field] = value;
        return true;
    }

    /// <summary>A claim that a person wrote down in a table: words of the text, speaker and stance.</summary>
    private async Task<JsonObject> ByHandAsync(Func<string, string?> cell, CancellationToken cancellationToken)
    {
        FoundDocument doc = await DocumentAsync(cell("document"), cell("sha256"), cell("address"), cancellationToken);
        RawText text = await ledger.TextAsync(doc.Sha256, cancellationToken) ?? throw new FormatException("the ledger has no text of this document");
        string whole = text.ToString();
        var content = new JsonArray();
        int from = 0;
        foreach (string words in (cell("content") ?? throw new FormatException("it has no content")).Split(" … "))
        {
            TextSpan span = Find(whole, words, from, content.Count == 0);
            from = span.End;
            content.Add((JsonNode)Passage("text", text, span));
        }

        // Where the speaker is named, before the content if possible: what nobody is named for reads like the article's own voice.
        string speaker = cell("speaker") ?? throw new FormatException("it has no speaker");
        int first = Math.Max(0, text.CodePoints.ToUtf16((int)content[0]!["start"]!) - 1);
        int before = whole.LastIndexOf(speaker, first, StringComparison.Ordinal);
        int named = before >= 0 ? before : whole.IndexOf(speaker, StringComparison.Ordinal);
        TextSpan? mention = named < 0 ? null : new TextSpan(named, named + speaker.Length);
        JsonNode? cue = null;
        if (cell("cue") is { } cueWords)
        {
            int near = whole.LastIndexOf(cueWords, Math.Max(0, from - 1), StringComparison.Ordinal);
            int at = near >= 0 ? near : whole.IndexOf(cueWords, StringComparison.Ordinal);
            cue = at >= 0 ? Passage("text", text, new TextSpan(at, at + cueWords.Length)) : throw new FormatException($"the words '{cueWords}' are not in the text");
        }

        return new JsonObject
        {
            ["schema"] = ClaimJson.Schema,
            ["id"] = "",
            ["document"] = doc.Name,
            ["sha256"] = doc.Sha256,
            ["sources"] = new JsonArray(new JsonObject
            {
                ["mention"] = mention is { } whom ? text.Words(whom) : null,
                ["start"] = mention is { } begin ? text.CodePoints.FromUtf16(begin.Start) : null,
                ["end"] = mention is { } finish ? text.CodePoints.FromUtf16(finish.End) : null,
                ["name"] = speaker,
                ["kind"] = cell("kind") ?? "person",
                ["country"] = cell("country"),
                ["party"] = cell("party"),
            }),
            ["cue"] = cue,
            ["content"] = content,
            ["form"] = cell("form") ?? "indirect",
            ["stance"] = cell("stance") ?? "asserts",
            ["answers"] = new JsonArray([.. (cell("answers") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => (JsonNode)id)]),
            ["propositions"] = new JsonArray(),
            ["parent"] = null,
            ["sentence"] = 0,
            ["reading"] = new JsonObject { ["version"] = Commands.CommandLine.Version, ["model"] = "import" },
        };
    }

    private async Task<FoundDocument> DocumentAsync(string? document, string? sha256, string? address, CancellationToken cancellationToken)
    {
        IReadOnlyList<FoundDocument> found = sha256 is not null ? await ledger.DocumentsOfAsync(sha256, cancellationToken)
            : document is not null ? (await ledger.RevisionsAsync(document, cancellationToken)).TakeLast(1).ToArray()
            : [];
        if (found.Count == 0 && address is not null)
        {
            found = await ledger.DocumentsAtAsync(address, cancellationToken);
        }

        return found.Count > 0 ? found[0] : throw new FormatException($"the ledger has no document '{document ?? sha256 ?? address}'; name it by its id, its text's SHA-256 or its address, and add it first");
    }

    private static TextSpan Find(string text, string words, int from, bool alone)
    {
        int at = text.IndexOf(words, from, StringComparison.Ordinal);
        if (at < 0 || words.Length == 0)
        {
            throw new FormatException($"the words '{(words.Length > 60 ? words[..60] + "…" : words)}' are not in the text");
        }

        return !alone || text.IndexOf(words, at + 1, StringComparison.Ordinal) < 0
            ? new TextSpan(at, at + words.Length)
            : throw new FormatException($"the words '{(words.Length > 60 ? words[..60] + "…" : words)}' stand in the text more than once: give more of them");
    }

    private static JsonObject Passage(string name, RawText text, TextSpan span) =>
        new() { [name] = text.Words(span), ["start"] = text.CodePoints.FromUtf16(span.Start), ["end"] = text.CodePoints.FromUtf16(span.End) };

    private void Refuse(int line, string message)
    {
        Wrong++;
        wrong(line, message);
    }

    /// <summary>Checks the claims of one document against its text, gives ids where theirs do not follow, and adds them.</summary>
    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        Pending[] pending = [.. _pending];
        _pending.Clear();
        Article? given = _article;
        _article = null;
        if (pending.Length == 0)
        {
            return;
        }

        List<Article> homes = [];
        if (given is not null && given.Text.Sha256 == pending[0].Sha256)
        {
            homes.Add(given);
        }
        else
        {
            foreach (FoundDocument doc in await ledger.DocumentsOfAsync(pending[0].Sha256, cancellationToken))
            {
                if (pending[0].Document is null || pending[0].Document == doc.Id)
                {
                    homes.Add(new Article(
                        doc.Name, (await ledger.TextAsync(doc.Sha256, cancellationToken))!, doc.Title, doc.Outlet, PublicationDate.TryParse(doc.Published), doc.Address is null ? null : new Uri(doc.Address), doc.Language));
                }
            }
        }

        if (homes.Count == 0)
        {
            foreach (Pending claim in pending)
            {
                Refuse(claim.Line, $"its text {claim.Sha256} is neither in the file nor in the ledger");
            }

            return;
        }

        List<ForeignClaim> claims = Checked(pending, homes[0].Text);
        foreach (Article home in homes)
        {
            try
            {
                Imported outcome = await ledger.ImportAsync(new Arrival(home, default, _note), claims, importer, _note, decisions, cancellationToken);
                Added += outcome.Added;
                Known += outcome.Known;
                Different += outcome.Different.Count;
                Documents += outcome.New ? 1 : 0;
            }
            catch (LedgerException refused) when (refused.Code is "HS0512" or "HS0513" or "HS0515")
            {
                foreach (Pending claim in pending)
                {
                    Refuse(claim.Line, refused.Message);
                }
            }
        }
    }

    private List<ForeignClaim> Checked(Pending[] pending, RawText text)
    {
        List<(Pending Claim, string Old, string New)> sound = [];
        Dictionary<string, string> renamed = new(StringComparer.Ordinal);
        foreach (Pending claim in pending)
        {
            try
            {
                string old = (string?)claim.Record["id"] ?? "";
                Claim read = ClaimJson.Read(Encoding.UTF8.GetBytes(claim.Record.ToJsonString()), text);
                if (read.Sources.IsEmpty)
                {
                    throw new JsonException("it has no source");
                }

                string id = claim.Rest.Reader is null ? Ledger.MadeId(claim.Rest.CopyOf, claim.Record) : Ledger.IdOf(read, text);
                if (id != old)
                {
                    renamed[old] = id;
                }

                sound.Add((claim, old, id));
            }
            catch (Exception broken) when (broken is JsonException or InvalidOperationException)
            {
                Refuse(claim.Line, broken.Message);
            }
        }

        List<ForeignClaim> claims = [];
        foreach ((Pending claim, string old, string id) in sound)
        {
            bool same = id == old && claim.Verbatim.Length > 0 && !References(claim.Record).Any(renamed.ContainsKey);
            if (!same && claim.Rest.Reader is not null)
            {
                Rename(claim.Record, renamed);
            }

            Renamed += id == old || old.Length == 0 ? 0 : 1;
            claim.Record["id"] = id;
            claims.Add(claim.Rest with { Record = Encoding.UTF8.GetBytes(same ? claim.Verbatim : Written(claim.Record, text, claim.Rest.Reader is null)) });
        }

        return claims;
    }

    private static IEnumerable<string> References(JsonObject record)
    {
        foreach (JsonNode? answered in record["answers"] as JsonArray ?? [])
        {
            yield return (string?)answered ?? "";
        }

        if ((string?)record["parent"] is { } parent)
        {
            yield return parent;
        }
    }

    private static void Rename(JsonObject record, Dictionary<string, string> renamed)
    {
        record["answers"] = new JsonArray([.. (record["answers"] as JsonArray ?? []).Select(answered => (JsonNode?)renamed.GetValueOrDefault((string?)answered ?? "", (string?)answered ?? ""))]);
        if ((string?)record["parent"] is { } parent && renamed.TryGetValue(parent, out string? other))
        {
            record["parent"] = other;
        }
    }

    /// <summary>A reader's record as we write it; one that a person wrote as its id was made from.</summary>
    private static string Written(JsonObject record, RawText text, bool byPerson)
    {
        if (byPerson)
        {
            return record.ToJsonString();
        }

        var to = new ArrayBufferWriter<byte>(2048);
        ClaimJson.Write(to, ClaimJson.Read(Encoding.UTF8.GetBytes(record.ToJsonString()), text), text, AttributionConvention.Claims);
        return Encoding.UTF8.GetString(to.WrittenSpan[..^1]);
    }

    /// <summary>Columns by their names in the first line.</summary>
    private sealed class ColumnsOf
    {
        private readonly Dictionary<string, int> _at = new(StringComparer.OrdinalIgnoreCase);

        public ColumnsOf(string[] header)
        {
            for (int at = 0; at < header.Length; at++)
            {
                _at.TryAdd(header[at].Trim(), at);
            }
        }

        public bool Has(string name) => _at.ContainsKey(name);

        public string? Cell(string[] row, string name) => _at.TryGetValue(name, out int at) && at < row.Length && row[at].Length > 0 ? row[at] : null;
    }
}
