using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Attributing;

/// <summary>
/// What rules mend and add where the network has nothing to go by: names cut in two, shared subjects, cues joined by "and", "quoted him as saying", speakers of a transcript, quotations that
/// stand alone. What they add has a fixed confidence, and is left out where the reader asks for more.
/// </summary>
internal static class AttributionRules
{
    /// <summary>The attributions with what rules make of them; the same object where they change nothing.</summary>
    /// <param name="found">By the network.</param>
    /// <param name="read">The layers that the rules look at; its attributions are not looked at.</param>
    /// <param name="threshold">Least confidence that is asked for.</param>
    public static Attributions Complete(Attributions found, Document read, float threshold)
    {
        var all = new List<Attribution>(found);
        bool changed = NameBorders.Mend(all, read.Names, read.Tokens);
        changed |= Sources.Mend(all, read);
        changed |= Relays.Add(all, read, threshold);
        changed |= Turns.Add(all, read, threshold);
        changed |= Headings.Add(all, read, threshold);
        changed |= Signatures.Add(all, read, threshold);
        changed |= SharedQuotations.Part(all, read);
        changed |= CoordinatedCues.Part(all, read);
        changed |= BareQuotations.Add(all, read, threshold);
        return changed ? Nesting.Of(all) : found;
    }
}
