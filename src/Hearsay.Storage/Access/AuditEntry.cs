namespace Hearsay.Storage.Access;

/// <summary>Something that was done through the workbench. Entries are only ever appended.</summary>
/// <param name="Number">Place in the audit, from 1.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Actor">Who did it, or tried to.</param>
/// <param name="Action">What: "review accept", "login failed", "user changed".</param>
/// <param name="Subject">What it was done to: a claim, an account, an item of the inbox; or null.</param>
/// <param name="Detail">More of it, never a secret; or null.</param>
/// <param name="Source">Network address that it came from, or null.</param>
public sealed record AuditEntry(long Number, DateTimeOffset At, string Actor, string Action, string? Subject, string? Detail, string? Source);
