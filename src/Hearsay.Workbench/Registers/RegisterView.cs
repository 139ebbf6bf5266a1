using Hearsay.Claims.Registers;

namespace Hearsay.Workbench.Registers;

/// <summary>The register of arms transfers, folded from claims.</summary>
/// <param name="Rows">Acknowledged rows first, then alleged, stopped, open and denied ones.</param>
/// <param name="Changes">What moved since the day asked for, and which claims moved it; null when none was asked for.</param>
/// <param name="Unplaced">Claims about a transfer that are in no row.</param>
internal sealed record RegisterView(IReadOnlyList<RegisterView.Row> Rows, IReadOnlyList<RegisterView.Change>? Changes, IReadOnlyList<string> Unplaced)
{
    /// <summary>A row.</summary>
    /// <param name="Id">It stays whatever is claimed.</param>
    /// <param name="Status">acknowledged, alleged, stopped, open, denied.</param>
    /// <param name="Credibility">Admiralty credibility that follows from the claims, 1 to 6: a proposal.</param>
    /// <param name="Origins">Independent origins that affirm.</param>
    /// <param name="Against">Independent origins that deny.</param>
    /// <param name="Cells">By the name of the column; null where nothing is known.</param>
    /// <param name="Denials">Ids of the claims that deny it.</param>
    /// <param name="Changes">What would change its place, in words.</param>
    internal sealed record Row(string Id, string Status, int Credibility, int Origins, int Against, IReadOnlyDictionary<string, Cell?> Cells, IReadOnlyList<string> Denials, IReadOnlyList<string> Changes);

    /// <summary>A cell.</summary>
    /// <param name="Value">What to show.</param>
    /// <param name="Min">Least that the claims allow, or null.</param>
    /// <param name="Max">Most, or null.</param>
    /// <param name="Uncertain">Whether the claims differ, give only bounds, or it is inferred.</param>
    /// <param name="Origins">Independent origins.</param>
    /// <param name="Claims">Ids of the claims that it rests on.</param>
    internal sealed record Cell(string? Value, decimal? Min, decimal? Max, bool Uncertain, int Origins, IReadOnlyList<string> Claims);

    /// <summary>Something that moved.</summary>
    /// <param name="Row">Id of the row.</param>
    /// <param name="Cell">The column, "section", "for", "against", "credibility", or "row" for one that came or went.</param>
    /// <param name="Before">What it was, or null.</param>
    /// <param name="After">What it is, or null.</param>
    /// <param name="Claims">Ids of the claims that moved it.</param>
    internal sealed record Change(string Row, string Cell, string? Before, string? After, IReadOnlyList<string> Claims);

    /// <summary>A row as a line of the CSV twin.</summary>
    internal sealed record Line(
        string Id, string Status, int Credibility, int Origins, int Against, string? Supplier, string? Recipient, string? Goods, string? Kind, string? Stage, string? Ordered, string? OrderYears, string? Delivered, string? DeliveryYears,
        string? Value, string? ProducedAt, string? Intermediaries, string? EndUse, IReadOnlyList<string> Uncertain, IReadOnlyList<string> Claims);

    /// <summary>The register as it is sent.</summary>
    public static RegisterView Of(Register register, IEnumerable<RegisterChange>? changes) => new(
        [.. register.Rows.Select(Of)],
        changes is null ? null : [.. changes.SelectMany(Of)],
        [.. register.Unplaced]);

    /// <summary>A line of the CSV twin.</summary>
    public static Line LineOf(RegisterRow row)
    {
        string? Text(RegisterField field) => row[field].Text is { Length: > 0 } text ? text : null;
        return new Line(
            row.Id, row.Section.ToString().ToLowerInvariant(), row.Credibility, row.Support.Origins, row.Denial.Origins, row.Supplier.Name, row.Recipient.Name, row.Goods.Name, Text(RegisterField.Kind), Text(RegisterField.Status),
            Text(RegisterField.Ordered), Text(RegisterField.OrderYears), Text(RegisterField.Delivered), Text(RegisterField.DeliveryYears), Text(RegisterField.Value), Text(RegisterField.ProducedAt), Text(RegisterField.Intermediaries),
            Text(RegisterField.EndUse), [.. row.Cells.Where(cell => cell.IsUncertain).Select(cell => cell.Name)],
            [.. row.Cells.SelectMany(cell => cell.Evidence).Concat(row.Against).Concat(row.Silent).Select(one => one.Claim).Distinct(StringComparer.Ordinal)]);
    }

    private static Row Of(RegisterRow row) => new(
        row.Id, row.Section.ToString().ToLowerInvariant(), row.Credibility, row.Support.Origins, row.Denial.Origins,
        row.Cells.ToDictionary(
            cell => cell.Name,
            cell => cell.Text.Length == 0 ? null : new Cell(cell.Text, cell.Least, cell.Most, cell.IsUncertain, cell.Origins, [.. cell.Evidence.Select(one => one.Claim).Distinct(StringComparer.Ordinal)]), StringComparer.Ordinal),
        [.. row.Against.Select(one => one.Claim).Distinct(StringComparer.Ordinal)], [.. row.Changes]);

    private static IEnumerable<Change> Of(RegisterChange change)
    {
        string[] Claims(IEnumerable<RegisterEvidence> evidence) => [.. evidence.Select(one => one.Claim).Distinct(StringComparer.Ordinal)];
        string Told(RegisterRow row) => $"{row.Supplier.Name} → {row.Recipient.Name}: {row.Goods.Name} ({row.Section.ToString().ToLowerInvariant()})";
        if (change.Before is null || change.After is null)
        {
            yield return new Change(change.Row.Id, "row", change.Before is { } before ? Told(before) : null, change.After is { } after ? Told(after) : null, Claims([.. change.Added, .. change.Removed, .. change.Reviewed]));
        }

        foreach (RegisterMove move in change.Moves)
        {
            yield return new Change(change.Row.Id, move.What, move.Before, move.After, Claims([.. move.Added, .. move.Removed, .. move.Reviewed]));
        }
    }
}
