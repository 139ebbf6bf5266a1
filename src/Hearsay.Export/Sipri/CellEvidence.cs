using Hearsay.Claims;

namespace Hearsay.Export.Sipri;

/// <summary>Why a cell of the register holds what it holds.</summary>
/// <param name="Field">Column.</param>
/// <param name="Value">What this claim says for it.</param>
/// <param name="Claim">The claim.</param>
/// <param name="Words">The words.</param>
internal sealed record CellEvidence(string Field, string Value, ExportedClaim Claim, Evidence Words);
