using System.Collections.Immutable;

namespace Hearsay.Claims;

/// <summary>What a claim's content says happened, happens or will happen. No reader writes one yet; the field is part of the record.</summary>
/// <param name="Type">PLOVER event type in capitals, "AID".</param>
/// <param name="Actor">Names of who does it.</param>
/// <param name="Recipient">Names of whom it is done to.</param>
public sealed record Proposition(string Type, ImmutableArray<string> Actor, ImmutableArray<string> Recipient);
