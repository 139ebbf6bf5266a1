using Hearsay.Claims;
using Hearsay.Claims.Reviewing;
using Hearsay.Text;

namespace Hearsay.Export;

/// <summary>A claim on its way out: the record, the article it stands in, and what is known of it beyond the record.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Article">The article with the text that the claim's offsets point into.</param>
/// <param name="Document">Id of the document, stable over exports: the ledger's, or the SHA-256 of the text.</param>
/// <param name="Recorded">When this form of the claim was recorded: what is newer replaces what is older. UTC.</param>
/// <param name="Standing">What people decided about it, or null while nobody did.</param>
/// <param name="Marking">With whom it may be shared, or null for no marking.</param>
public sealed record ExportedClaim(Claim Claim, Article Article, string Document, DateTimeOffset Recorded, Standing? Standing = null, TrafficLight? Marking = null)
{
    /// <summary>The record as the ledger has it, hearsay.claim/1, byte for byte; null where there is no ledger.</summary>
    public string? Record { get; init; }

    /// <summary>Number of the document's revision.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>Hash of the model that read it; null when a person wrote it.</summary>
    public string? Model { get; init; }

    /// <summary>Id of the claim that this one corrects, or null.</summary>
    public string? CopyOf { get; init; }
}
