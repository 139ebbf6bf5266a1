using System.Collections.Immutable;

namespace Hearsay.Text.Layers;

/// <summary>
/// Words that say who says what (PARC: source, cue, content), as they stand in the text.
/// Contents follow PARC's habit: outer quotation marks belong to them, a final stop outside does not.
/// </summary>
/// <param name="Source">The words that name the one who speaks; empty when nobody is named.</param>
/// <param name="Cue">The words that carry the attribution ("said", "according to"); empty for a bare quotation.</param>
/// <param name="Content">The thing said, in text order; more than one range when it is broken ("…," he said, "…").</param>
/// <param name="Parent">Index of the attribution whose content holds this one, or −1.</param>
/// <param name="Confidence">The reader's probability, 0 … 1, that this is an attribution with this cue.</param>
public sealed record Attribution(TokenRange Source, TokenRange Cue, ImmutableArray<TokenRange> Content, int Parent, float Confidence);
