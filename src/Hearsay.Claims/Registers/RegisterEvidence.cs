using Hearsay.Claims.Comparing;
using Hearsay.Claims.Reviewing;

namespace Hearsay.Claims.Registers;

/// <summary>A claim behind a cell.</summary>
/// <param name="Claim">Id of the claim.</param>
/// <param name="Document">Id of the document in the ledger.</param>
/// <param name="Sha256">SHA-256 of the text in which <paramref name="Words"/> stand.</param>
/// <param name="Outlet">Who published it, or null.</param>
/// <param name="Published">Day of publication, or null.</param>
/// <param name="Speaker">Who says so: the party's name, the words for it where it has none.</param>
/// <param name="Party">Key of who says so.</param>
/// <param name="Stance">How it is put.</param>
/// <param name="Side">Whether it stands for the cell or against it.</param>
/// <param name="Value">What it says for the cell.</param>
/// <param name="Words">The words, with their place in the text.</param>
/// <param name="Verdict">What an analyst decided, or null.</param>
/// <param name="Credibility">The Admiralty credibility that an analyst gave, or null.</param>
/// <param name="IsReply">True when the claim only replies to one that names the deal ("denied the accusation").</param>
public sealed record RegisterEvidence(
    string Claim, string Document, string Sha256, string? Outlet, DateOnly? Published, string Speaker, string Party, Stance Stance, ClaimSide Side, string Value, Evidence Words, Verdict? Verdict, int? Credibility, bool IsReply);
