using System.Collections.Immutable;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Coding;

/// <summary>An event as event coders write it: who does what to whom. Saying counts as doing: to accuse, to demand, to promise and to threaten are events.</summary>
/// <param name="Type">PLOVER type.</param>
/// <param name="Mode">PLOVER mode, or null.</param>
/// <param name="Contexts">PLOVER contexts; may be empty.</param>
/// <param name="Cameo">CAMEO code that comes closest, or null.</param>
/// <param name="Actors">Who does it; may be empty.</param>
/// <param name="Recipients">Whom it is done to; may be empty.</param>
/// <param name="Predicate">The word that says what happens.</param>
public sealed record CodedEvent(EventType Type, string? Mode, ImmutableArray<string> Contexts, string? Cameo, ImmutableArray<Participant> Actors, ImmutableArray<Participant> Recipients, Evidence Predicate);
