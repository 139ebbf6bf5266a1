using System.Collections.Immutable;

namespace Hearsay.Storage;

/// <summary>What comparing one document with the others came to.</summary>
/// <param name="Document">Its id.</param>
/// <param name="Copies">Documents whose family it joins, with how it stands to them and how alike they are, 0 … 1.</param>
/// <param name="Origins">Where it comes from: a name, what says so ("credit", "cites", "derived", "excerpt", "same-statement", "outlet"), the document it comes from or null, and how sure it is, 0 … 1.</param>
public sealed record FamilyNote(
    string Document, ImmutableArray<(string Other, FamilyRelation Relation, double Score)> Copies, ImmutableArray<(string Name, string Basis, string? Other, double Score)> Origins);
