using System.Collections.Immutable;

namespace Hearsay.Claims.Timelines;

/// <summary>The events of one party.</summary>
/// <param name="Key">The party's key.</param>
/// <param name="Name">Its name.</param>
/// <param name="Events">Ids of the events in which it takes part or of which it speaks, in the order of the timeline.</param>
public sealed record TimelineLane(string Key, string Name, ImmutableArray<string> Events);
