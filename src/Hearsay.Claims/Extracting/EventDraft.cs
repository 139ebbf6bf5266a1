using Hearsay.Claims.Coding;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>An event while it is read.</summary>
/// <param name="Predicate">Token of the word that says what happens.</param>
/// <param name="Frame">What the lexicon says of it.</param>
/// <param name="Type">PLOVER type; differs from the frame's where somebody only wants to buy.</param>
/// <param name="Actors">Who does it.</param>
/// <param name="Recipients">Whom it is done to or with.</param>
/// <param name="Things">Heads of the phrases that name goods, weapons or things.</param>
/// <param name="Factuality">How the words put it.</param>
/// <param name="Status">Whether it is real, as the words put it.</param>
/// <param name="Arguments">The phrases around the predicate.</param>
internal sealed record EventDraft(
    int Predicate,
    PredicateFrame Frame,
    EventType Type,
    List<Participant> Actors,
    List<Participant> Recipients,
    List<int> Things,
    Factuality Factuality,
    EventStatus Status,
    Argument[] Arguments)
{
    /// <summary>Index of the event whose word governs this one's ("agreed" of "agreed to supply"), or −1.</summary>
    public int Governor { get; set; } = -1;

    /// <summary>True when its word tells an event even if nothing else is told of it.</summary>
    public bool IsSure { get; init; }
}
