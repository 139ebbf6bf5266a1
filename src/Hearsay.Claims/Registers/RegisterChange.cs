using System.Collections.Immutable;

namespace Hearsay.Claims.Registers;

/// <summary>A row that differs between two states of the register.</summary>
/// <param name="Before">The row as it was, or null when it was not there.</param>
/// <param name="After">The row as it is, or null when it is gone.</param>
/// <param name="Moves">What moved: its part, its credibility, its cells; empty for a row that came or went.</param>
/// <param name="Added">Claims that came in.</param>
/// <param name="Removed">Claims that count no longer: rejected, replaced or read anew.</param>
/// <param name="Reviewed">Claims on which an analyst's decision changed.</param>
public sealed record RegisterChange(
    RegisterRow? Before, RegisterRow? After, ImmutableArray<RegisterMove> Moves, ImmutableArray<RegisterEvidence> Added, ImmutableArray<RegisterEvidence> Removed, ImmutableArray<RegisterEvidence> Reviewed)
{
    /// <summary>The row, as it is or was.</summary>
    public RegisterRow Row => After ?? Before!;

    /// <summary>What differs between two states of the register: rows in the order of the newer one, then those that are gone.</summary>
    public static ImmutableArray<RegisterChange> Between(Register before, Register after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        Dictionary<string, RegisterRow> old = before.Rows.ToDictionary(row => row.Id, StringComparer.Ordinal);
        HashSet<string> kept = [.. after.Rows.Select(row => row.Id)];
        return
        [
            .. after.Rows.Select(row => Of(old.GetValueOrDefault(row.Id), row)).OfType<RegisterChange>(),
            .. before.Rows.Where(row => !kept.Contains(row.Id)).Select(row => new RegisterChange(row, null, [], [], Of(row), [])),
        ];
    }

    private static RegisterChange? Of(RegisterRow? before, RegisterRow after)
    {
        if (before is null)
        {
            return new RegisterChange(null, after, [], Of(after), [], []);
        }

        var moves = new List<RegisterMove>();
        void Compare(string what, string was, string now, ImmutableArray<RegisterEvidence> old, ImmutableArray<RegisterEvidence> current)
        {
            if (was != now)
            {
                moves.Add(new RegisterMove(what, was, now, Without(current, old), Without(old, current), Decided(old, current)));
            }
        }

        ImmutableArray<RegisterEvidence> all = Of(after);
        ImmutableArray<RegisterEvidence> had = Of(before);
        Compare("section", RowWriter.Name(before.Section), RowWriter.Name(after.Section), had, all);
        Compare("for", Told(before.Support), Told(after.Support), before[RegisterField.Status].Evidence, after[RegisterField.Status].Evidence);
        Compare("against", Told(before.Denial), Told(after.Denial), before.Against, after.Against);
        Compare("credibility", $"{before.Credibility}", $"{after.Credibility}", had, all);
        foreach (RegisterCell cell in after.Cells)
        {
            RegisterCell was = before[cell.Field];
            Compare(RowWriter.Name(cell.Field), was.Text + (was.IsUncertain ? "?" : ""), cell.Text + (cell.IsUncertain ? "?" : ""), was.Evidence, cell.Evidence);
        }

        return moves.Count == 0 ? null : new RegisterChange(before, after, [.. moves], Without(all, had), Without(had, all), Decided(had, all));
    }

    private static ImmutableArray<RegisterEvidence> Of(RegisterRow row) =>
        [.. row.Cells.SelectMany(cell => cell.Evidence).Concat(row.Against).Concat(row.Silent).DistinctBy(one => (one.Claim, one.Document)).OrderBy(one => one.Published).ThenBy(one => one.Claim, StringComparer.Ordinal).ThenBy(one => one.Document, StringComparer.Ordinal)];

    private static ImmutableArray<RegisterEvidence> Without(ImmutableArray<RegisterEvidence> all, ImmutableArray<RegisterEvidence> others)
    {
        HashSet<(string, string)> known = [.. others.Select(one => (one.Claim, one.Document))];
        return [.. all.Where(one => !known.Contains((one.Claim, one.Document))).DistinctBy(one => (one.Claim, one.Document))];
    }

    /// <summary>Claims that stand in both, with another decision.</summary>
    private static ImmutableArray<RegisterEvidence> Decided(ImmutableArray<RegisterEvidence> before, ImmutableArray<RegisterEvidence> after)
    {
        var old = before.DistinctBy(one => (one.Claim, one.Document)).ToDictionary(one => (one.Claim, one.Document));
        return [.. after.DistinctBy(one => (one.Claim, one.Document)).Where(one => old.TryGetValue((one.Claim, one.Document), out RegisterEvidence? was) && (was.Verdict != one.Verdict || was.Credibility != one.Credibility))];
    }

    private static string Told(RegisterLegs legs) => $"{legs.Articles} articles, {legs.Origins} origins, {legs.FirstHand} first-hand";
}
