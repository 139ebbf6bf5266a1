namespace Hearsay.Storage.Queries;

/// <summary>A name that a party goes by in current claims.</summary>
/// <param name="Party">Id of the party, or of one that was merged into it.</param>
/// <param name="Name">The name, as the reader resolved it.</param>
/// <param name="Role">speaker, actor or recipient.</param>
/// <param name="Mentions">How often.</param>
/// <param name="Documents">In how many documents.</param>
/// <param name="First">Earliest day of publication, or null.</param>
/// <param name="Last">Latest day of publication, or null.</param>
/// <param name="Claim">Id of one of the claims.</param>
public sealed record PartyEvidence(string Party, string Name, string Role, long Mentions, long Documents, string? First, string? Last, string Claim);
