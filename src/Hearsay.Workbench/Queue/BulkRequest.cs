namespace Hearsay.Workbench.Queue;

/// <summary>One decision about several claims that are on the screen; each gets an entry of its own.</summary>
/// <param name="Kind">accept, reject, grade or comment.</param>
/// <param name="Claims">Ids of the claims, 1 to 200.</param>
/// <param name="Reliability">For grade.</param>
/// <param name="Credibility">For grade.</param>
/// <param name="Note">Rationale or comment, or null.</param>
/// <param name="ExpectedLast">Newest entry of the whole log that the reviewer saw; null does not ask.</param>
internal sealed record BulkRequest(string Kind, IReadOnlyList<string> Claims, string? Reliability = null, int? Credibility = null, string? Note = null, long? ExpectedLast = null);
