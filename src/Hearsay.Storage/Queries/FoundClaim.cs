using Hearsay.Claims.Reviewing;

namespace Hearsay.Storage.Queries;

/// <summary>A claim that a query found, with what the ledger knows of it beyond the record.</summary>
/// <param name="Number">Its row; a later reading with another record is another row.</param>
/// <param name="Id">Id of the claim.</param>
/// <param name="Document">Id of its document in the ledger.</param>
/// <param name="Revision">Number of the document's revision.</param>
/// <param name="Title">Headline of the document, or null.</param>
/// <param name="Name">Name that the document came under: id of a corpus, or of a file.</param>
/// <param name="Outlet">Who published it, or null.</param>
/// <param name="Published">Day of publication, ISO 8601, or null.</param>
/// <param name="Address">Address, or null.</param>
/// <param name="Confidence">The reader's probability, 0 … 1; 1 for what a person wrote.</param>
/// <param name="Verdict">open, accepted, rejected or edited.</param>
/// <param name="Reliability">Admiralty reliability, or null.</param>
/// <param name="Credibility">Admiralty credibility, or null.</param>
/// <param name="CopyOf">Id of the claim that this one corrects, or null.</param>
/// <param name="Family">Id of the family of copies that the document belongs to, or null when it has no copies.</param>
/// <param name="Voice">attributed to a source, or narration: the outlet's own voice.</param>
/// <param name="Record">hearsay.claim/1, one JSON object.</param>
/// <param name="Recorded">When the ledger recorded this form of the claim, UTC.</param>
/// <param name="Marking">With whom it may be shared: the narrower of its own marking and its document's, as they are now, also when a past state is asked for; null when neither is marked.</param>
/// <param name="Model">Hash of the model that read it, followed by "+parties." and a hash when other parties than ours were used, and by "+narration" when the reading holds narration, too; null when a person wrote it.</param>
/// <param name="PublishedAt">When it was published, to the second where that is known, ISO 8601; or null.</param>
/// <param name="Language">ISO 639-1, or "und".</param>
public sealed record FoundClaim(
    long Number, string Id, string Document, int Revision, string? Title, string Name, string? Outlet, string? Published, string? Address, double Confidence, string Verdict, char? Reliability, int? Credibility,
    string? CopyOf, string? Family, string Voice, string Record, DateTimeOffset Recorded, TrafficLight? Marking = null,
    string? Model = null, string? PublishedAt = null, string Language = "en");
