using Hearsay.Claims.Origins;

namespace Hearsay.Storage;

/// <summary>A document of a family of copies.</summary>
/// <param name="Document">Id of the document.</param>
/// <param name="Relation">How it stands to the document by which it came into the family; the first is a copy of itself.</param>
/// <param name="Score">Share of the shorter text's own wording that the other has, 0 … 1.</param>
public sealed record FamilyMember(string Document, CopyRelation Relation, double Score);
