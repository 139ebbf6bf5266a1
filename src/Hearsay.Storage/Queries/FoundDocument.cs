using Hearsay.Claims.Reviewing;

namespace Hearsay.Storage.Queries;

/// <summary>A document that a query found.</summary>
/// <param name="Number">Its row.</param>
/// <param name="Id">Id in the ledger, 32 hexadecimal digits.</param>
/// <param name="Name">Name that it came under: id of a corpus, or of a file.</param>
/// <param name="Title">Headline, or null.</param>
/// <param name="Outlet">Who published it, or null.</param>
/// <param name="Published">When, ISO 8601, or null.</param>
/// <param name="Address">Address, or null.</param>
/// <param name="Language">ISO 639-1, or "und".</param>
/// <param name="Revision">Number of the revision.</param>
/// <param name="Sha256">SHA-256 of the text.</param>
/// <param name="Original">SHA-256 of the original bytes, or null.</param>
/// <param name="Claims">Claims in it.</param>
/// <param name="Family">Id of the family of copies that it belongs to, or null when it has no copies.</param>
/// <param name="Added">When it came in.</param>
/// <param name="Marking">With whom it may be shared, as marked now; null when it is not marked.</param>
public sealed record FoundDocument(
    long Number, string Id, string Name, string? Title, string? Outlet, string? Published, string? Address, string Language, int Revision, string Sha256, string? Original, long Claims, string? Family,
    DateTimeOffset Added, TrafficLight? Marking = null);
