using System.Text.Json;

namespace Hearsay.Workbench.Queue;

/// <summary>What somebody decides.</summary>
/// <param name="Kind">accept, reject, edit, add, merge, split, link, grade, comment, undo, confirm-party, reject-party, merge-party.</param>
/// <param name="Claim">Id of the claim, or of the party for the kinds about parties; for add the id of the document, unless document gives it.</param>
/// <param name="Document">For add: id of the document.</param>
/// <param name="Other">For merge, split, link, merge-party: the other one.</param>
/// <param name="Relation">For link: denies, admits, confirms, repeats, answers, contradicts, updates.</param>
/// <param name="Reliability">For grade: A to F, or null.</param>
/// <param name="Credibility">For grade: 1 to 6, or null.</param>
/// <param name="Record">For edit and add: the claim, hearsay.claim/1. What is left out is filled in: schema, document, sha256, form, answers, propositions, parent, sentence, reading.</param>
/// <param name="Note">Rationale or comment, or null.</param>
/// <param name="Undoes">For undo: number of the entry.</param>
/// <param name="ExpectedLast">Number of the newest entry about the claim that the reviewer saw, 0 for none; null does not ask.</param>
internal sealed record ReviewRequest(
    string Kind, string? Claim = null, string? Document = null, string? Other = null, string? Relation = null, string? Reliability = null, int? Credibility = null, JsonElement? Record = null, string? Note = null,
    long? Undoes = null, long? ExpectedLast = null);
