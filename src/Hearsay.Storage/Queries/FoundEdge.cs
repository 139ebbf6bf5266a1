namespace Hearsay.Storage.Queries;

/// <summary>One party speaks of another.</summary>
/// <param name="From">Id of the party that speaks.</param>
/// <param name="To">Id of the party that acts, or to which something is done, in what it says.</param>
/// <param name="Stance">How it puts it.</param>
/// <param name="Claims">How many claims.</param>
/// <param name="First">Id of one of them.</param>
/// <param name="Last">Id of another one, or the same.</param>
public sealed record FoundEdge(string From, string To, string Stance, long Claims, string First, string Last);
