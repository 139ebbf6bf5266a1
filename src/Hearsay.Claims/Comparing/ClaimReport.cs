using System.Collections.Immutable;

namespace Hearsay.Claims.Comparing;

/// <summary>A claim as one document reports it, with what is known of the document: what comparing needs of a ledger.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Document">Id of the document.</param>
/// <param name="Outlet">Who published it, or null.</param>
/// <param name="Published">Day of publication, or null.</param>
/// <param name="Family">Id of the family of copies that the document belongs to, or null when it has none.</param>
/// <param name="Cites">Outlets and agencies by name that the document says it rests on; may be empty.</param>
public sealed record ClaimReport(Claim Claim, string Document, string? Outlet, DateOnly? Published, string? Family, ImmutableArray<string> Cites);
