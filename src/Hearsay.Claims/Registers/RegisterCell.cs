using System.Collections.Immutable;

namespace Hearsay.Claims.Registers;

/// <summary>What the claims say for one column of a row.</summary>
/// <param name="Field">The column.</param>
/// <param name="Text">What to show: "at least 20", "2022–2023"; empty when nothing is known.</param>
/// <param name="Least">The least that a claim allows (a number, a year, a sum), or null when nothing bounds it.</param>
/// <param name="Most">The most that a claim allows, or null.</param>
/// <param name="Unit">ISO 4217 code or symbol of <paramref name="Least"/> and <paramref name="Most"/>; null for counted things and years.</param>
/// <param name="IsUncertain">True when the claims differ, give only bounds, or the value is inferred.</param>
/// <param name="Articles">Documents that say so.</param>
/// <param name="Origins">Independent origins of those who say so.</param>
/// <param name="Holders">Who says so, by name.</param>
/// <param name="Evidence">The claims, by day.</param>
/// <param name="Changes">What would change it, in words.</param>
public sealed record RegisterCell(
    RegisterField Field, string Text, decimal? Least, decimal? Most, string? Unit, bool IsUncertain, int Articles, int Origins, ImmutableArray<string> Holders, ImmutableArray<RegisterEvidence> Evidence, ImmutableArray<string> Changes)
{
    /// <summary>The column as it is typed and written: "delivery_years".</summary>
    public string Name => RowWriter.Name(Field);
}
