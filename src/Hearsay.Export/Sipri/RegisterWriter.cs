using System.Collections.Immutable;
using System.Globalization;
using Hearsay.Claims;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Registers;
using Hearsay.Claims.Reviewing;

namespace Hearsay.Export.Sipri;

/// <summary>
/// The register of arms transfers (<see cref="Register"/>) in SIPRI's sixteen columns: acknowledged transfers, alleged ones in a second table of the same shape, and the evidence for
/// each cell in a third (MAPPING.md beside this file). Memory grows with the number of claims about transfers.
/// </summary>
public static class RegisterWriter
{
    /// <summary>Years of one range that are told one by one; a longer range is none of a delivery.</summary>
    private const int MostYears = 30;

    private static readonly ImmutableArray<string> Header =
    [
        "Recipient", "Supplier", "Year of order", "", "Number ordered", "", "Weapon designation", "Weapon description", "Number delivered", "", "Year(s) of delivery", "status", "Comments",
        "SIPRI TIV per unit", "SIPRI TIV for total order", "SIPRI TIV of delivered weapons",
    ];

    private static readonly ImmutableArray<(RegisterField Field, string Column)> Columns =
    [
        (RegisterField.Recipient, "Recipient"), (RegisterField.Supplier, "Supplier"), (RegisterField.OrderYears, "Year of order"), (RegisterField.Ordered, "Number ordered"), (RegisterField.Goods, "Weapon designation"),
        (RegisterField.Delivered, "Number delivered"), (RegisterField.DeliveryYears, "Year(s) of delivery"), (RegisterField.Status, "Stage"), (RegisterField.Kind, "Kind"), (RegisterField.Value, "Value"),
        (RegisterField.ProducedAt, "Comments"), (RegisterField.Intermediaries, "Comments"), (RegisterField.EndUse, "Comments"),
    ];

    /// <summary>What the register's columns cannot say of any claim.</summary>
    public static ImmutableArray<Loss> Never { get; } =
    [
        new("sources", "the register has no column for who says so; the sidecar names every claim behind a cell"),
        new("stance", "acknowledged and alleged transfers are parted into two tables; the rest is in the sidecar"),
        new("propositions.time", "days become years"),
        new("propositions.transfer.value", "the register has no prices; in the sidecar only"),
        new("propositions.transfer.intermediaries", "no column; in Comments"),
        new("TIV", "trend indicator values are SIPRI's own: empty"),
    ];

    /// <summary>Writes the three tables.</summary>
    /// <param name="claims">Claims in any order.</param>
    /// <param name="main">Receives the acknowledged rows of the register.</param>
    /// <param name="alleged">Receives the alleged ones.</param>
    /// <param name="sidecar">Receives the evidence: table, row, id of the row, column, value, claim, speaker, stance, words, address, hash.</param>
    /// <param name="losses">Hears what is lost.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteAsync(IAsyncEnumerable<ExportedClaim> claims, Stream main, Stream alleged, Stream sidecar, LossReport losses, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(losses);
        losses.Never(Never);
        var kept = new Dictionary<(string Document, string Claim), ExportedClaim>();
        await foreach (ExportedClaim claim in claims.WithCancellation(cancellationToken))
        {
            bool transfer = claim.Claim.Propositions.Any(what => what.Transfer is not null);
            if (claim.Standing?.Verdict is Verdict.Rejected or Verdict.Edited)
            {
                losses.Drop(claim, "rejected or replaced by an analyst");
            }
            else if (!transfer && claim.Claim.Answers.IsEmpty)
            {
                losses.Drop(claim, "states no arms transfer");
            }
            else
            {
                kept[(claim.Document, claim.Claim.Id.Value)] = claim;
            }

            await losses.FlushAsync(cancellationToken);
        }

        Register register = Register.Fold(kept.Values.Select(claim => new ReviewedReport(new ClaimReport(claim.Claim, claim.Document, claim.Article.Outlet, claim.Article.Published?.Day, null, []), claim.Standing)));
        RegisterRow[] acknowledged = [.. register.Rows.Where(row => row.Section == RegisterSection.Acknowledged)];
        RegisterRow[] others = [.. register.Rows.Where(row => row.Section == RegisterSection.Alleged)];
        await ReportAsync(kept, acknowledged.Concat(others), losses, cancellationToken);
        await using var evidence = new Delimited(sidecar, ',');
        evidence.Row("table", "row", "id", "column", "value", "claim", "speaker", "stance", "words", "outlet", "published", "address", "sha256");
        await WriteAsync(acknowledged, "main", main, evidence, kept, cancellationToken);
        await WriteAsync(others, "alleged", alleged, evidence, kept, cancellationToken);
    }

    /// <summary>Says which claims stand in neither table, and why.</summary>
    private static async Task ReportAsync(Dictionary<(string Document, string Claim), ExportedClaim> kept, IEnumerable<RegisterRow> rows, LossReport losses, CancellationToken cancellationToken)
    {
        HashSet<(string, string)> written = [];
        foreach (RegisterRow row in rows)
        {
            foreach (RegisterEvidence one in EvidenceOf(row).Select(pair => pair.Evidence))
            {
                if (written.Add((one.Document, one.Claim)) && (row.Supplier.IsUnknown || row.Recipient.IsUnknown))
                {
                    losses.Add(kept[(one.Document, one.Claim)], "propositions.transfer", "supplier or recipient unknown: written as \"unknown\"");
                }
            }
        }

        foreach (((string Document, string Claim) key, ExportedClaim claim) in kept)
        {
            if (written.Contains(key))
            {
                losses.Written();
            }
            else
            {
                losses.Drop(claim, claim.Claim.Propositions.Any(what => what.Transfer is not null) ? "its transfer is denied, refused, halted, seized or only wished for, or lacks supplier, recipient or goods" : "states no arms transfer");
            }

            await losses.FlushAsync(cancellationToken);
        }
    }

    private static async Task WriteAsync(RegisterRow[] rows, string table, Stream to, Delimited sidecar, Dictionary<(string Document, string Claim), ExportedClaim> kept, CancellationToken cancellationToken)
    {
        await using var lines = new Delimited(to, ',');
        lines.Row([.. Header]);
        for (int i = 0; i < rows.Length; i++)
        {
            RegisterRow row = rows[i];
            RegisterCell ordered = row[RegisterField.OrderYears];
            RegisterCell delivered = row[RegisterField.DeliveryYears];
            lines.Row(
                row.Recipient.Name, row.Supplier.Name,
                Delimited.Number(ordered.Least), Doubt(ordered.Least is not null && (ordered.IsUncertain || ordered.Least != ordered.Most)),
                Number(row[RegisterField.Ordered]), Doubt(row[RegisterField.Ordered].IsUncertain),
                row.Goods.Name, row.Goods.Class,
                Number(row[RegisterField.Delivered]), Doubt(row[RegisterField.Delivered].IsUncertain),
                delivered.Least is null ? "" : Years(delivered.Text) + Doubt(delivered.IsUncertain),
                "", Comments(row), "", "", "");
            foreach ((string column, RegisterEvidence one) in EvidenceOf(row))
            {
                ExportedClaim claim = kept[(one.Document, one.Claim)];
                sidecar.Row(
                    table, (i + 1).ToString(CultureInfo.InvariantCulture), row.Id, column, Wording.OneLine(one.Value), one.Claim, claim.Claim.Sources[0].Name, Wording.Of(one.Stance), Wording.OneLine(one.Words.Quote), one.Outlet,
                    claim.Article.Published?.ToString(), claim.Article.Address?.AbsoluteUri, claim.Claim.Sha256);
            }

            await lines.FlushAsync(cancellationToken);
            await sidecar.FlushAsync(cancellationToken);
        }
    }

    /// <summary>The claims behind each column, and those that deny the row.</summary>
    private static IEnumerable<(string Column, RegisterEvidence Evidence)> EvidenceOf(RegisterRow row) =>
        Columns.SelectMany(column => row[column.Field].Evidence.Select(one => (column.Column, one))).Concat(row.Against.Select(one => ("against", one)));

    private static string Number(RegisterCell cell) => Delimited.Number(cell.Least ?? cell.Most);

    private static string Doubt(bool doubtful) => doubtful ? "?" : "";

    private static string Comments(RegisterRow row)
    {
        var told = new List<string>();
        foreach ((string before, RegisterField field) in new[] { ("", RegisterField.Status), ("made in ", RegisterField.ProducedAt), ("via ", RegisterField.Intermediaries), ("", RegisterField.EndUse) })
        {
            if (row[field].Text.Length > 0 && (field != RegisterField.Status || row.Stage == RegisterStage.Produced || row[field].IsUncertain))
            {
                told.Add(before + row[field].Text + (field == RegisterField.ProducedAt ? Doubt(row[field].IsUncertain) : ""));
            }
        }

        return string.Join("; ", told);
    }

    /// <summary>"2021–2023, 2025" as SIPRI lists years: "2021; 2022; 2023; 2025".</summary>
    private static string Years(string ranges)
    {
        var years = new List<string>();
        foreach (string range in ranges.Split(", "))
        {
            int[] ends = [.. range.Split('–').Select(year => int.Parse(year, CultureInfo.InvariantCulture))];
            for (int year = ends[0]; year <= ends[^1] && years.Count < MostYears; year++)
            {
                years.Add(year.ToString(CultureInfo.InvariantCulture));
            }
        }

        return string.Join("; ", years);
    }
}
