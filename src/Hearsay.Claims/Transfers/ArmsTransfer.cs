using System.Collections.Immutable;

namespace Hearsay.Claims.Transfers;

/// <summary>
/// The arms-transfer frame of a proposition: supply, sale, delivery, export, joint production of, or interest in buying, arms or military goods. Goods and quantity are those
/// of the proposition. Roles differ from those of the event: the actor of "X bought drones from Y" is X, its supplier Y.
/// </summary>
/// <param name="Kind">How they change hands, or fail to.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="Suppliers">Who provides them; may be empty.</param>
/// <param name="Recipients">Who gets them; may be empty. Both partners of a joint production are suppliers.</param>
/// <param name="Ordered">When it was ordered or agreed, or null.</param>
/// <param name="Delivered">When it was or will be delivered, or null.</param>
/// <param name="Value">What it costs, or null.</param>
/// <param name="ProducedAt">Where they are made, or null.</param>
/// <param name="Intermediaries">Those through whom they pass; may be empty.</param>
/// <param name="EndUse">The words that say what for or against whom, or null.</param>
public sealed record ArmsTransfer(
    TransferKind Kind,
    TransferStage Stage,
    ImmutableArray<Participant> Suppliers,
    ImmutableArray<Participant> Recipients,
    EventTime? Ordered,
    EventTime? Delivered,
    EventQuantity? Value,
    EventPlace? ProducedAt,
    ImmutableArray<Participant> Intermediaries,
    Evidence? EndUse);
