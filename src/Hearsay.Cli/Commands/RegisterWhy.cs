using System.CommandLine;
using System.Globalization;
using System.Text;
using Hearsay.Claims.Registers;
using Hearsay.Cli.Tables;
using Hearsay.Cli.Work;
using Hearsay.Storage;
using Hearsay.Text;

namespace Hearsay.Cli.Commands;

/// <summary>What <c>hearsay why</c> shows of rows of the register: from a row or a cell down to the characters.</summary>
internal static class RegisterWhy
{
    /// <summary>The rows that an id means, and the cells of them: "40ca5e03" or "40ca5e03.delivered".</summary>
    /// <param name="register">The register.</param>
    /// <param name="id">An id of a row or its beginning, with the name of a column behind a point or without.</param>
    public static (RegisterRow Row, RegisterCell[] Cells)[] Find(Register register, string id)
    {
        string[] parts = id.Split('.', 2);
        return
        [
            .. register.Rows.Where(row => parts[0].Length > 0 && row.Id.StartsWith(parts[0], StringComparison.OrdinalIgnoreCase))
                .Select(row => (row, row.Cells.Where(cell => parts.Length == 1 ? cell.Text.Length > 0 : cell.Name.Equals(parts[1], StringComparison.OrdinalIgnoreCase)).ToArray())).Where(found => found.Item2.Length > 0 || parts.Length == 1),
        ];
    }

    /// <summary>Shows the rows or cells that an id means.</summary>
    public static async Task<int> ShowAsync(LedgerOptions options, ParseResult parsed, Terminal terminal, Ledger ledger, OutputTarget target, string id, CancellationToken cancellationToken)
    {
        Register register = await ledger.RegisterAsync(options.Understand(parsed), cancellationToken);
        (RegisterRow Row, RegisterCell[] Cells)[] found = [.. Find(register, id).Take(options.Limit(parsed, terminal))];
        if (found.Length == 0)
        {
            terminal.Report(false, CliErrors.UnknownName, id, "no cluster, no claim in one and no row of the register has an id that begins so; rejected claims are in no cluster");
        }

        byte[] bytes;
        if (options.Format(parsed, terminal) == "table")
        {
            var to = new StringBuilder();
            foreach ((RegisterRow row, RegisterCell[] cells) in found)
            {
                await TellAsync(to, row, cells, !id.Contains('.', StringComparison.Ordinal), ledger, terminal.Width, cancellationToken);
            }

            bytes = Encoding.UTF8.GetBytes(to.ToString());
        }
        else
        {
            bytes = options.Listing(parsed, terminal, [], ["row", "column", "value", "side", "claim", "document", "sha256", "published", "outlet", "speaker", "stance", "words"]).Page(
                options.Format(parsed, terminal) == "csv" ? Lines(found) : [.. found.Select(one => (one.Row, (RegisterCell?)null, (RegisterEvidence?)null))], _ => [],
                line => [line.Row.Id, line.Cell?.Name ?? "against", line.Said?.Value, line.Said?.Side.ToString().ToLowerInvariant(), line.Said?.Claim, line.Said?.Document, line.Said?.Sha256, line.Said?.Published?.ToString("O", CultureInfo.InvariantCulture), line.Said?.Outlet, line.Said?.Speaker, line.Said?.Stance.ToString().ToLowerInvariant(), line.Said?.Words.Quote],
                (json, line) => RegisterLines.Write(json, line.Row));
        }

        await target.WriteAsync(bytes, flush: true, cancellationToken);
        await target.CompleteAsync();
        return found.Length > 0 ? ExitCode.Found : ExitCode.Nothing;
    }

    private static (RegisterRow Row, RegisterCell? Cell, RegisterEvidence? Said)[] Lines((RegisterRow Row, RegisterCell[] Cells)[] found) =>
    [
        .. found.SelectMany(one => one.Cells.SelectMany(cell => cell.Evidence.Select(said => (one.Row, (RegisterCell?)cell, (RegisterEvidence?)said))).Concat(one.Row.Against.Select(said => (one.Row, (RegisterCell?)null, (RegisterEvidence?)said)))),
    ];

    /// <summary>A row for people.</summary>
    private static async Task TellAsync(StringBuilder to, RegisterRow row, RegisterCell[] cells, bool whole, Ledger ledger, int width, CancellationToken cancellationToken)
    {
        RegisterLines.Line(to, "", $"row {row.Id}: {row.Supplier.Name} → {row.Recipient.Name}: {row.Goods.Name} ({row.Section.ToString().ToLowerInvariant()})", width);
        if (whole)
        {
            RegisterLines.Line(to, "", string.Create(CultureInfo.InvariantCulture, $"credibility {row.Credibility}; {RegisterLines.Legs("for", row.Support)}; {RegisterLines.Legs("against", row.Denial)}"), width);
            foreach (string change in row.Changes)
            {
                RegisterLines.Line(to, "↳ ", change, width);
            }
        }

        foreach (RegisterCell cell in cells)
        {
            string doubt = cell.IsUncertain ? "?" : "";
            to.Append(CultureInfo.InvariantCulture, $"{cell.Name}: {CellText.Clean(cell.Text.Length > 0 ? cell.Text : "nothing")}{doubt} ({cell.Articles} {(cell.Articles == 1 ? "article" : "articles")}, {cell.Origins} {(cell.Origins == 1 ? "origin" : "origins")})\n");
            foreach (RegisterEvidence one in cell.Evidence)
            {
                await TellAsync(to, one, ledger, cancellationToken);
            }

            foreach (string change in cell.Changes)
            {
                RegisterLines.Line(to, "  ↳ ", change, width);
            }
        }

        foreach ((string side, IReadOnlyList<RegisterEvidence> claims) in whole ? new[] { ("against", (IReadOnlyList<RegisterEvidence>)row.Against), ("silent", row.Silent) } : [])
        {
            if (claims.Count > 0)
            {
                to.Append(side).Append(":\n");
            }

            foreach (RegisterEvidence one in claims)
            {
                await TellAsync(to, one, ledger, cancellationToken);
            }
        }
    }

    private static async Task TellAsync(StringBuilder to, RegisterEvidence one, Ledger ledger, CancellationToken cancellationToken)
    {
        RawText? text = await ledger.TextAsync(one.Sha256, cancellationToken);
        string place = text is null ? "" : string.Create(CultureInfo.InvariantCulture, $" {text.CodePoints.FromUtf16(one.Words.Span.Start)}:{text.CodePoints.FromUtf16(one.Words.Span.End)}");
        string review = one.Verdict is { } verdict ? $" ({verdict.ToString().ToLowerInvariant()}{one.Credibility?.ToString(CultureInfo.InvariantCulture).Insert(0, " ")})" : "";
        to.Append("  ").Append(CellText.Clean($"{one.Claim[..Math.Min(8, one.Claim.Length)]} {RegisterLines.Day(one.Published)} {one.Outlet} {one.Speaker} {one.Stance.ToString().ToLowerInvariant()}{review}: {one.Value}")).Append('\n');
        to.Append("      ").Append(CellText.Clean($"{one.Document[..Math.Min(8, one.Document.Length)]}{place} \"{one.Words.Quote.ReplaceLineEndings(" ")}\"")).Append('\n');
    }
}
