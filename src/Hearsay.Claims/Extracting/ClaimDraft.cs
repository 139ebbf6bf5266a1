using System.Collections.Immutable;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>A claim before it knows its neighbours.</summary>
/// <param name="Attribution">The attribution that it is made of.</param>
/// <param name="Parent">Index of the draft that holds it, or −1.</param>
/// <param name="Sources">Who speaks, and what that relies on; at least one.</param>
/// <param name="Source">The words of the source; may be empty.</param>
/// <param name="Cue">The cue; may be empty.</param>
/// <param name="Content">Its content; at least one range.</param>
/// <param name="Form">Whether it is quoted.</param>
/// <param name="Stance">The stance.</param>
/// <param name="Sentence">Sentence of its cue.</param>
internal sealed record ClaimDraft(Attribution Attribution, int Parent, ImmutableArray<Speaker> Sources, TokenRange Source, TokenRange Cue, List<TokenRange> Content, Form Form, Stance Stance, int Sentence)
{
    /// <summary>Who speaks.</summary>
    public Speaker Speaker => Sources[0];
}
