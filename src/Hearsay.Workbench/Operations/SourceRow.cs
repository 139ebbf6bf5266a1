using Hearsay.Storage.Queries;

namespace Hearsay.Workbench.Operations;

/// <summary>One who speaks.</summary>
/// <param name="Name">Name as resolved by the reader.</param>
/// <param name="Claims">Claims.</param>
/// <param name="Documents">Documents that they stand in.</param>
/// <param name="Stances">Claims by stance, most frequent first.</param>
/// <param name="First">Earliest day of publication, or null.</param>
/// <param name="Last">Latest day of publication, or null.</param>
internal sealed record SourceRow(string Name, long Claims, long Documents, IReadOnlyList<FacetCount> Stances, string? First, string? Last)
{
    /// <summary>The row of a source.</summary>
    public static SourceRow Of(FoundSource source) => new(source.Name, source.Claims, source.Documents, source.Stances, source.First, source.Last);
}
