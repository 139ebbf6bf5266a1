using Hearsay.Claims.Parties;
using Hearsay.Text;

namespace Hearsay.Claims.Origins;

/// <summary>An agency that a text names as where it comes from. Credits may lie or be missing: they name an origin, they never join or part two texts.</summary>
/// <param name="Agency">The agency.</param>
/// <param name="Place">Where the credit stands.</param>
/// <param name="Words">The name in the text, or null when the outlet itself is the agency.</param>
public sealed record Credit(Party Agency, CreditPlace Place, TextSpan? Words);
