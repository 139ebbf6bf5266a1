using System.Collections.Immutable;
using Hearsay.Text.Layers;
using Hearsay.Text;

namespace Hearsay.Claims;

/// <summary>
/// Somebody takes a stance on some content, and a text says so. A claim is about the world; the words it rests on are its <see cref="Evidence"/>.
/// Stored and sent as hearsay.claim/1 (docs/claim-record.md), since 0.1.
/// </summary>
/// <param name="Id">Hash of the text's hash, the content's spans, the sources and the stance.</param>
/// <param name="Document">Id of the document.</param>
/// <param name="Sha256">SHA-256 of the document's text.</param>
/// <param name="Sources">The chain of who speaks, outermost first; never empty: an unnamed speaker is one, too.</param>
/// <param name="Cue">The words that carry the attribution, or null for a bare quotation.</param>
/// <param name="Content">The thing said, in text order, at least one span.</param>
/// <param name="Marked">The content's spans by PARC's habit: with outer quotation marks, one span across sentences. Only written under <see cref="AttributionConvention.Parc"/>.</param>
/// <param name="MarkedSource">The words of the source by PARC's habit: all that stands there, with the comma that closes an apposition; null when nobody is named. Only written under <see cref="AttributionConvention.Parc"/>.</param>
/// <param name="Form">Whether the content is quoted.</param>
/// <param name="Stance">How the source puts it.</param>
/// <param name="Answers">Claims of the same document that this one replies to.</param>
/// <param name="Propositions">What the content says happened, happens or will happen; empty for pure opinion.</param>
/// <param name="Parent">The claim whose content holds this one, or null.</param>
/// <param name="Sentence">Index, from 0, of the sentence that holds the cue (the content where there is no cue).</param>
/// <param name="Reading">Which reader read it.</param>
/// <param name="Confidence">The reader's probability, 0 … 1, that this is a claim with these words.</param>
public sealed record Claim(
    ClaimId Id,
    string Document,
    string Sha256,
    ImmutableArray<Speaker> Sources,
    Evidence? Cue,
    ImmutableArray<Evidence> Content,
    ImmutableArray<TextSpan> Marked,
    TextSpan? MarkedSource,
    Form Form,
    Stance Stance,
    ImmutableArray<ClaimId> Answers,
    ImmutableArray<Proposition> Propositions,
    ClaimId? Parent,
    int Sentence,
    ReaderVersion Reading,
    float Confidence)
{
    /// <summary>True for what an article says in its own voice: a claim of the outlet, which no cue and no words attribute to it.</summary>
    public bool IsNarration => Cue is null && Form == Form.Indirect && Sources is [{ Mention: null }];
}
