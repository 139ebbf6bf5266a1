namespace Hearsay.Claims.Timelines;

/// <summary>One who takes part in an event, or speaks of it.</summary>
/// <param name="Key">Its key: its state, its entry in the registry, or its name.</param>
/// <param name="Name">The name to show.</param>
/// <param name="Role">actor, recipient or speaker; who takes part and speaks is what it takes part as.</param>
public sealed record TimelineParty(string Key, string Name, string Role);
