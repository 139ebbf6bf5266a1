namespace Hearsay.Claims.Reviewing;

/// <summary>One entry of the review log. Entries are only ever appended; a change of mind is one more.</summary>
/// <param name="Number">Place in the log, from 1.</param>
/// <param name="At">When it was appended, UTC.</param>
/// <param name="Reviewer">Who decided.</param>
/// <param name="Kind">What the entry does.</param>
/// <param name="Subject">Id of the claim that it is about, or of the party for the kinds about parties, or of the document or claim that is marked. For <see cref="ReviewKind.Undo"/> the subject of the entry undone.</param>
/// <param name="Other">The other claim or party, or null.</param>
/// <param name="Relation">For <see cref="ReviewKind.Link"/>: denies, admits, confirms, repeats, answers, contradicts, updates. For <see cref="ReviewKind.Carry"/> the verdict carried over, for <see cref="ReviewKind.Mark"/> the marking. Else null.</param>
/// <param name="Reliability">Admiralty reliability of the source, A (completely reliable) to F (cannot be judged), or null.</param>
/// <param name="Credibility">Admiralty credibility of the information, 1 (confirmed by other sources) to 6 (cannot be judged), or null.</param>
/// <param name="Note">Rationale or comment, or null.</param>
/// <param name="Undoes">Number of the entry undone, or null.</param>
public sealed record Review(
    long Number,
    DateTimeOffset At,
    string Reviewer,
    ReviewKind Kind,
    string Subject,
    string? Other = null,
    string? Relation = null,
    char? Reliability = null,
    int? Credibility = null,
    string? Note = null,
    long? Undoes = null);
