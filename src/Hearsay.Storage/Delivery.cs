using System.Collections.Immutable;
using Hearsay.Claims.Parties;
using Hearsay.Storage.Inbox;

namespace Hearsay.Storage;

/// <summary>What goes into the ledger at one time: all of it or nothing.</summary>
/// <param name="Arrivals">Articles, in the order in which they are added.</param>
public sealed record Delivery(ImmutableArray<Arrival> Arrivals)
{
    /// <summary>Inputs that could not be taken in.</summary>
    public ImmutableArray<Rejection> Rejections { get; init; } = [];

    /// <summary>Files whose last item is in this delivery or was in an earlier one.</summary>
    public ImmutableArray<FinishedFile> Finished { get; init; } = [];

    /// <summary>Knows outlets and agencies: with it the articles are compared with all others for copies (as <c>Ledger.CompareAsync</c> does) in the same go; null leaves that for later.</summary>
    public PartyRegistry? Registry { get; init; }

    /// <summary>Items of the inbox that are at their end with this delivery.</summary>
    public ImmutableArray<Settlement> Settled { get; init; } = [];
}
