using System.Collections.Immutable;
using Hearsay.Claims.Transfers;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Coding;

/// <summary>A line of predicates.tsv: what a word says that happens, and where those who take part in it stand.</summary>
/// <param name="Particle">Words that must follow the predicate, "out", "out at"; null for none.</param>
/// <param name="Conditions">What must hold.</param>
/// <param name="Type">PLOVER type; null when the word, so used, says nothing that is coded.</param>
/// <param name="Mode">PLOVER mode or null.</param>
/// <param name="Contexts">PLOVER contexts.</param>
/// <param name="Cameo">CAMEO code or null.</param>
/// <param name="Recipient">Where the recipient stands, the likeliest first.</param>
/// <param name="IsMutual">True when the recipient takes part as the actor does: "meet with", "X and Y met".</param>
/// <param name="Object">Where the object stands, the likeliest first.</param>
/// <param name="Kind">How arms change hands; null when it is no transfer.</param>
/// <param name="Buys">True when the actor is the one who gets the goods: "buy".</param>
internal sealed record PredicateFrame(
    string? Particle,
    ImmutableArray<Condition> Conditions,
    EventType? Type,
    string? Mode,
    ImmutableArray<string> Contexts,
    string? Cameo,
    ImmutableArray<Slot> Recipient,
    bool IsMutual,
    ImmutableArray<Slot> Object,
    TransferKind? Kind,
    bool Buys)
{
    /// <summary>True when the object of the verb itself is the goods, so that "of" after the noun brings them.</summary>
    public bool TakesObject => Recipient.Contains(Slot.Object) || Object.Contains(Slot.Object) || Object.Contains(Slot.Of) || Recipient.Contains(Slot.Of);
}
