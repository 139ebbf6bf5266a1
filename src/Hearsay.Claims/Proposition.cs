using System.Collections.Immutable;
using Hearsay.Claims.Transfers;
using Hearsay.Text.Layers;

namespace Hearsay.Claims;

/// <summary>
/// What a claim's content says happened, happens or will happen. <see cref="Certainty"/>, <see cref="Polarity"/> and <see cref="Status"/> are as the source puts it.
/// Stored and sent inside hearsay.claim/1 (docs/claim-record.md), since 0.1.
/// </summary>
/// <param name="Type">PLOVER event type.</param>
/// <param name="Mode">PLOVER mode ("withdraw", "aerial"), or null.</param>
/// <param name="Contexts">PLOVER contexts ("military"), the closest first; may be empty.</param>
/// <param name="Cameo">CAMEO code that comes closest, "072"; null when there is none.</param>
/// <param name="Predicate">The word that says what happens: "supplying", "delivery".</param>
/// <param name="Actors">Who does it; empty when the text does not tell.</param>
/// <param name="Recipients">Whom it is done to or with; empty when there is nobody or the text does not tell.</param>
/// <param name="Objects">Goods, weapons or things; may be empty.</param>
/// <param name="Quantity">How many or how much of the object, or null.</param>
/// <param name="Time">When, or null.</param>
/// <param name="Place">Where, or null.</param>
/// <param name="Certainty">How sure the source puts itself.</param>
/// <param name="Polarity">Whether it puts it as so or not so.</param>
/// <param name="Status">Whether it is real, for display.</param>
/// <param name="Transfer">The arms transfer that it is; null when it is none.</param>
public sealed record Proposition(
    EventType Type,
    string? Mode,
    ImmutableArray<string> Contexts,
    string? Cameo,
    Evidence Predicate,
    ImmutableArray<Participant> Actors,
    ImmutableArray<Participant> Recipients,
    ImmutableArray<EventObject> Objects,
    EventQuantity? Quantity,
    EventTime? Time,
    EventPlace? Place,
    Certainty Certainty,
    Polarity Polarity,
    EventStatus Status,
    ArmsTransfer? Transfer);
