using Hearsay.Claims.Comparing;

namespace Hearsay.Claims.Timelines;

/// <summary>What one claim says of an event, and when it was published.</summary>
/// <param name="Claim">Id of the claim.</param>
/// <param name="Document">Id of the document in the ledger.</param>
/// <param name="Outlet">Who published it, or null.</param>
/// <param name="Published">Day of publication, or null.</param>
/// <param name="Party">Key of who says so.</param>
/// <param name="Name">Its name.</param>
/// <param name="Stance">How it is put.</param>
/// <param name="Side">Whether it is presented as so.</param>
/// <param name="Earliest">First day that the words allow for the event, or null when they give none.</param>
/// <param name="Latest">Last day, included, or null.</param>
/// <param name="IsInferred">True when the days rest on an estimate.</param>
/// <param name="Words">The words of the claim.</param>
public sealed record TimelineStatement(
    string Claim, string Document, string? Outlet, DateOnly? Published, string Party, string Name, Stance Stance, ClaimSide Side, DateOnly? Earliest, DateOnly? Latest, bool IsInferred, string Words);
