using Hearsay.Claims.Formats;
using Hearsay.Claims.Reviewing;

namespace Hearsay.Workbench.Queue;

/// <summary>An entry of the review log.</summary>
/// <param name="Number">Place in the log, from 1.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Reviewer">Who decided.</param>
/// <param name="Kind">What the entry does.</param>
/// <param name="Subject">Id of the claim or party that it is about.</param>
/// <param name="Other">The other one, or null.</param>
/// <param name="Relation">For link; for carry the verdict; or null.</param>
/// <param name="Reliability">A to F, or null.</param>
/// <param name="Credibility">1 to 6, or null.</param>
/// <param name="Note">Rationale or comment, or null.</param>
/// <param name="Undoes">Number of the entry undone, or null.</param>
internal sealed record ReviewEntry(
    long Number, DateTimeOffset At, string Reviewer, string Kind, string Subject, string? Other, string? Relation, string? Reliability, int? Credibility, string? Note, long? Undoes)
{
    /// <summary>The entry as it is sent.</summary>
    public static ReviewEntry Of(Review entry) => new(
        entry.Number, entry.At, entry.Reviewer, ReviewJson.NameOf(entry.Kind), entry.Subject, entry.Other, entry.Relation, entry.Reliability?.ToString(), entry.Credibility, entry.Note, entry.Undoes);
}
