using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Hearsay.Cli.Tables;
using Hearsay.Claims.Reviewing;
using Hearsay.Cli.Work;
using Hearsay.Storage;
using Hearsay.Storage.Queries;

namespace Hearsay.Cli.Commands;

/// <summary><c>hearsay documents</c>: finds documents in the ledger, shows their revisions, gives their bytes.</summary>
internal static class DocumentsCommand
{
    private const int PageSize = 500;

    private static readonly string[] Shown = ["id", "published", "outlet", "rev", "claims", "name", "title…"];

    private static readonly string[] FamilyColumns = ["document", "relation", "score", "name", "outlet", "published"];

    private static readonly string[] Columns = ["id", "name", "title", "outlet", "published", "address", "language", "revision", "sha256", "original", "claims", "family", "marking", "added"];

    /// <summary>The command with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var revisions = new Option<string>("--revisions") { Description = "Lists the revisions of one document instead, and what each says no longer and says now.", HelpName = "ID" };
        var diff = new Option<string>("--diff") { Description = "Shows what was changed in one document instead: claims that are gone, new, unchanged, or carried over with what was decided about them. Its last revision, or revision N against the one before.", HelpName = "ID[:N]" };
        var family = new Option<string>("--family") { Description = "Shows the copies of one document instead, and where its story comes from.", HelpName = "ID" };
        var text = new Option<string>("--text") { Description = "Prints the stored text of one document instead: what all offsets refer to.", HelpName = "ID" };
        var original = new Option<string>("--original") { Description = "Prints the original bytes of one document instead, as they came in.", HelpName = "ID" };
        var command = new GuidedCommand("documents", "Finds documents in the ledger.")
        {
            Details = ["Words are looked for in title and text. What is about claims (speaker:, stance: …) holds for a document when it holds for one of its claims."],
            Examples =
            [
                ("hearsay documents outlet:reuters after:2022-10", "By publication."),
                ("hearsay documents 'speaker:\"Vladimir Putin\"' --format csv", "Documents in which somebody speaks."),
                ("hearsay documents --revisions 929d37c8", "What was changed in an article, and which claims came and went."),
                ("hearsay documents --diff 929d37c8", "What the last edit took out, put in and left."),
                ("hearsay documents --family 929d37c8", "Who printed the same text, and which agency it is credited to."),
                ("hearsay documents --original 929d37c8 > page.html", "The bytes as they came in."),
            ],
            ExitCodes = [(ExitCode.Found, "documents were found"), (ExitCode.Nothing, "none were"), (ExitCode.Error, "the query or the ledger is at fault")],
        };
        LedgerOptions options = LedgerOptions.AddQuery(command, pages: true);
        foreach (Option option in (Option[])[revisions, diff, family, text, original])
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using Ledger ledger = await Ledger.OpenAsync(options.Place(parsed), LedgerAccess.Read, terminal.Clock, cancellationToken);
            await using OutputTarget target = options.Open(parsed, terminal);
            if ((parsed.GetValue(text) ?? parsed.GetValue(original)) is { } wanted)
            {
                FoundDocument document = (await ledger.RevisionsAsync(await ledger.DocumentIdAsync(wanted, cancellationToken), cancellationToken))[^1];
                string? hash = parsed.GetValue(text) is null ? document.Original : document.Sha256;
                byte[]? bytes = hash is null ? null : await ledger.BytesAsync(hash, cancellationToken);
                await target.WriteAsync(bytes ?? [], flush: true, cancellationToken);
                await target.CompleteAsync();
                return bytes is null ? ExitCode.Nothing : ExitCode.Found;
            }

            if (parsed.GetValue(revisions) is { } one)
            {
                await target.WriteAsync(await HistoryAsync(ledger, await ledger.DocumentIdAsync(one, cancellationToken), options.Format(parsed, terminal), terminal.Width, cancellationToken), flush: true, cancellationToken);
                await target.CompleteAsync();
                return ExitCode.Found;
            }

            if (parsed.GetValue(diff) is { } edited)
            {
                return await ShowDiffAsync(ledger, edited, options.Listing(parsed, terminal, ["change", "id", "speaker", "stance", "content…"], ["change", "id", "speaker", "stance", "content"]), target, cancellationToken);
            }

            if (parsed.GetValue(family) is { } copy)
            {
                return await ShowFamilyAsync(ledger, await ledger.DocumentIdAsync(copy, cancellationToken), options.Listing(parsed, terminal, FamilyColumns, FamilyColumns), options.Understand(parsed).AsOf, target, cancellationToken);
            }

            Query query = options.Understand(parsed);
            Listing listing = options.Listing(parsed, terminal, Shown, Columns);
            int left = options.Limit(parsed, terminal);
            string? cursor = options.From(parsed);
            bool any = false;
            do
            {
                Page<FoundDocument> page = await ledger.DocumentsAsync(query, Math.Min(PageSize, left), cursor, cancellationToken);
                any |= page.Items.Count > 0;
                left -= page.Items.Count;
                cursor = page.Next;
                await target.WriteAsync(listing.Page(page.Items, Row, Values, Write), flush: true, cancellationToken);
            }
            while (cursor is not null && left > 0 && !target.Closed);

            await target.CompleteAsync();
            if (cursor is not null && !target.Closed)
            {
                terminal.Error.Write($"hearsay: there is more: --from {cursor}\n");
            }

            return any ? ExitCode.Found : ExitCode.Nothing;
        });
        return command;
    }

    /// <summary>The members of a family, then the origins of the document.</summary>
    private static async Task<int> ShowFamilyAsync(Ledger ledger, string document, Listing listing, DateTimeOffset? asOf, OutputTarget target, CancellationToken cancellationToken)
    {
        List<string?[]> rows = [];
        foreach (FamilyMember member in await ledger.FamilyAsync(document, asOf, cancellationToken))
        {
            FoundDocument found = (await ledger.RevisionsAsync(member.Document, cancellationToken))[^1];
            rows.Add([member.Document, member.Relation.ToString().ToLowerInvariant(), Share(member.Score), found.Name, found.Outlet, found.Published]);
        }

        foreach (DocumentOrigin origin in await ledger.OriginsAsync(document, cancellationToken))
        {
            rows.Add([origin.Other, origin.Basis, Share(origin.Score), origin.Name, null, null]);
        }

        await target.WriteAsync(
            listing.Page(
                rows, row => row, row => row,
                (json, row) =>
                {
                    json.WriteStartObject();
                    for (int at = 0; at < FamilyColumns.Length; at++)
                    {
                        json.WriteString(FamilyColumns[at], row[at]);
                    }

                    json.WriteEndObject();
                }),
            flush: true, cancellationToken);
        await target.CompleteAsync();
        return rows.Count > 0 ? ExitCode.Found : ExitCode.Nothing;
    }

    private static string Share(double score) => score.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string?[] Row(FoundDocument document) =>
        [document.Id[..8], document.Published?[..10], document.Outlet, Number(document.Revision), Number(document.Claims), document.Name, (document.Marking is { } marking ? Markings.LabelOf(marking) + " " : "") + (document.Title ?? document.Address)];

    private static string?[] Values(FoundDocument document) =>
    [
        document.Id, document.Name, document.Title, document.Outlet, document.Published, document.Address, document.Language, Number(document.Revision), document.Sha256, document.Original, Number(document.Claims), document.Family,
        document.Marking is { } marking ? Markings.NameOf(marking) : null,
        document.Added.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
    ];

    private static void Write(Utf8JsonWriter json, FoundDocument document)
    {
        json.WriteStartObject();
        WriteFields(json, document);
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, FoundDocument document)
    {
        json.WriteString("id", document.Id);
        json.WriteString("name", document.Name);
        json.WriteString("title", document.Title);
        json.WriteString("outlet", document.Outlet);
        json.WriteString("published", document.Published);
        json.WriteString("address", document.Address);
        json.WriteString("language", document.Language);
        json.WriteNumber("revision", document.Revision);
        json.WriteString("sha256", document.Sha256);
        json.WriteString("original", document.Original);
        json.WriteNumber("claims", document.Claims);
        json.WriteString("family", document.Family);
        json.WriteString("marking", document.Marking is { } marking ? Markings.NameOf(marking) : null);
        json.WriteString("added", document.Added.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
    }

    /// <summary>The revisions of a document, each with the claims that went and came.</summary>
    private static async Task<byte[]> HistoryAsync(Ledger ledger, string document, string format, int width, CancellationToken cancellationToken)
    {
        using var lines = new MemoryStream();
        var table = new StringBuilder();
        foreach (FoundDocument revision in await ledger.RevisionsAsync(document, cancellationToken))
        {
            ClaimDiff change = revision.Revision == 1 ? new ClaimDiff([], [], [], []) : await ledger.ClaimDiffAsync(document, revision.Revision, cancellationToken);
            if (format == "table")
            {
                table.Append(CultureInfo.InvariantCulture, $"revision {revision.Revision}, added {revision.Added:yyyy-MM-dd HH:mm} UTC, {revision.Claims} claims, text {revision.Sha256[..12]}\n");
                foreach ((string mark, string record) in change.Gone.Select(record => ("-", record)).Concat(change.New.Select(record => ("+", record))))
                {
                    table.Append(CellText.Fit($"  {mark} {OneLine(record)}", width)).Append('\n');
                }

                continue;
            }

            using (var json = new Utf8JsonWriter(lines, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                json.WriteStartObject();
                WriteFields(json, revision);
                foreach ((string name, IReadOnlyList<string> records) in new[] { ("gone", change.Gone), ("new", change.New) })
                {
                    json.WriteStartArray(name);
                    foreach (string record in records)
                    {
                        json.WriteRawValue(record, skipInputValidation: true);
                    }

                    json.WriteEndArray();
                }

                json.WriteEndObject();
            }

            lines.WriteByte((byte)'\n');
        }

        return format == "table" ? Encoding.UTF8.GetBytes(table.ToString()) : lines.ToArray();
    }

    /// <summary>The claims of two neighbouring revisions, each with what became of it.</summary>
    private static async Task<int> ShowDiffAsync(Ledger ledger, string wanted, Listing listing, OutputTarget target, CancellationToken cancellationToken)
    {
        string[] parts = wanted.Split(':');
        string document = await ledger.DocumentIdAsync(parts[0], cancellationToken);
        int last = (await ledger.RevisionsAsync(document, cancellationToken))[^1].Revision;
        int number = last;
        if (parts.Length > 2 || (parts.Length == 2 && !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out number)) || number < 1 || number > last)
        {
            throw new CommandFailure(CliErrors.Usage, null, string.Create(CultureInfo.InvariantCulture, $"--diff: '{wanted}' names no revision; write {parts[0]}:2 to {parts[0]}:{Math.Max(2, last)}"));
        }

        ClaimDiff change = number == 1 ? new ClaimDiff([], [], [], []) : await ledger.ClaimDiffAsync(document, number, cancellationToken);
        List<(string Change, string Record)> rows = [];
        foreach ((string name, IReadOnlyList<string> records) in new[] { ("gone", change.Gone), ("new", change.New), ("carried", change.Carried), ("unchanged", change.Unchanged) })
        {
            rows.AddRange(records.Select(record => (name, record)));
        }

        await target.WriteAsync(
            listing.Page(
                rows, row => Cells(row.Change, row.Record, 8), row => Cells(row.Change, row.Record, 32),
                (json, row) =>
                {
                    json.WriteStartObject();
                    json.WriteString("change", row.Change);
                    json.WriteNumber("revision", number);
                    json.WritePropertyName("claim");
                    json.WriteRawValue(row.Record, skipInputValidation: true);
                    json.WriteEndObject();
                }),
            flush: true, cancellationToken);
        await target.CompleteAsync();
        return rows.Count > 0 ? ExitCode.Found : ExitCode.Nothing;
    }

    private static string?[] Cells(string change, string record, int digits)
    {
        using var json = JsonDocument.Parse(record);
        JsonElement root = json.RootElement;
        return [change, root.GetProperty("id").GetString()![..digits], root.GetProperty("sources")[0].GetProperty("name").GetString(), root.GetProperty("stance").GetString(), Content(root)];
    }

    private static string Content(JsonElement root) => string.Join(" … ", root.GetProperty("content").EnumerateArray().Select(part => part.GetProperty("text").GetString()));

    private static string OneLine(string record)
    {
        using var json = JsonDocument.Parse(record);
        JsonElement root = json.RootElement;
        return CellText.Clean($"{root.GetProperty("id").GetString()![..8]}  {root.GetProperty("sources")[0].GetProperty("name").GetString()} {root.GetProperty("stance").GetString()}: {Content(root)}");
    }
}
