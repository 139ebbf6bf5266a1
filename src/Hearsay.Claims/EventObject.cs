namespace Hearsay.Claims;

/// <summary>Goods, a weapon or another thing that an event is about.</summary>
/// <param name="Words">The words.</param>
/// <param name="System">Id in the party registry of the weapon or family of weapons that they name ("weapon:shahed-136"), or null.</param>
public sealed record EventObject(Evidence Words, string? System);
