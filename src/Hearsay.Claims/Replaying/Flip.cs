namespace Hearsay.Claims.Replaying;

/// <summary>A conclusion that is another when part of the evidence is left out.</summary>
/// <param name="Kind">row, dispute or position.</param>
/// <param name="Id">Id of the row or cluster.</param>
/// <param name="About">What it is about, in words.</param>
/// <param name="Before">What follows from all evidence.</param>
/// <param name="After">What follows from the rest.</param>
public sealed record Flip(string Kind, string Id, string About, string Before, string After);
