namespace Hearsay.Storage;

/// <summary>A document as a member of a family of copies.</summary>
/// <param name="Family">Id of the family, 32 hexadecimal digits.</param>
/// <param name="Document">Id of the document.</param>
/// <param name="Relation">How it stands to the member that it was compared with.</param>
/// <param name="Score">How alike they are, 0 … 1.</param>
/// <param name="Name">Name that the document came under.</param>
/// <param name="Title">Headline, or null.</param>
/// <param name="Outlet">Who published it, or null.</param>
/// <param name="Published">When, ISO 8601, or null.</param>
public sealed record FamilyMember(string Family, string Document, FamilyRelation Relation, double Score, string Name, string? Title, string? Outlet, string? Published);
