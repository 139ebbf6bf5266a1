using Hearsay.Claims.Coding;

namespace Hearsay.Claims.Extracting;

/// <summary>A phrase that stands to a predicate in some way.</summary>
/// <param name="Slot">How.</param>
/// <param name="Head">Token of its head.</param>
/// <param name="Depth">0 when it depends on the predicate itself; more when it hangs on one of its phrases and may belong there.</param>
internal readonly record struct Argument(Slot Slot, int Head, int Depth);
