namespace Hearsay.Storage.Queries;

/// <summary>A family: documents that are copies of one report.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Headline of the first of them that came in, or the name that it came under.</param>
/// <param name="Documents">How many there are.</param>
/// <param name="Outlets">How many outlets published them.</param>
/// <param name="Claims">Attributed claims in all of them.</param>
/// <param name="First">Earliest day of publication, or null.</param>
/// <param name="Last">Latest day of publication, or null.</param>
public sealed record FoundFamily(string Id, string Title, long Documents, long Outlets, long Claims, string? First, string? Last);
