namespace Hearsay.Storage.Queries;

/// <summary>An outlet of the ledger.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Documents">Documents that it published.</param>
/// <param name="Claims">Claims in them.</param>
/// <param name="Copies">Of its documents, those that belong to a family of copies.</param>
/// <param name="First">Earliest day of publication, or null.</param>
/// <param name="Last">Latest day of publication, or null.</param>
public sealed record FoundOutlet(string Name, long Documents, long Claims, long Copies, string? First, string? Last);
