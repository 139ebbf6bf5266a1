namespace Hearsay.Claims.Comparing;

/// <summary>A party took the other side: denied and then admitted, affirmed and then withdrew.</summary>
/// <param name="Before">The last statement of the old side.</param>
/// <param name="After">The first known statement of the new side.</param>
public sealed record PositionShift(Comparand Before, Comparand After);
