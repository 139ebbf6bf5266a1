using Hearsay.Claims.Comparing;
using Hearsay.Claims.Reviewing;

namespace Hearsay.Claims.Registers;

/// <summary>A claim as one document reports it, with what analysts decided about it: what the register is folded from.</summary>
/// <param name="Report">The reported claim.</param>
/// <param name="Standing">What was decided, or null while nobody did. Claims that were rejected, or replaced by a corrected copy, do not count.</param>
public sealed record ReviewedReport(ClaimReport Report, Standing? Standing = null)
{
    /// <summary>Whether it was accepted and graded confirmed or probably true (Admiralty 1 or 2).</summary>
    internal bool IsAccepted => Standing is { Verdict: Verdict.Accepted, Credibility: 1 or 2 };

    /// <summary>Whether it counts.</summary>
    internal bool Counts => Standing?.Verdict is not (Verdict.Rejected or Verdict.Edited);
}
