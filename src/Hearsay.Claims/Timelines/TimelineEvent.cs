using System.Collections.Immutable;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Timelines;

/// <summary>One event on the timeline: a cluster of claims about one proposition. Stored and sent as hearsay.timeline/1 (docs/register.md), since 0.2.</summary>
/// <param name="Id">Id of the cluster.</param>
/// <param name="Type">PLOVER type.</param>
/// <param name="Title">Who does what to whom, in short: "Iran: supplying drones → Russia".</param>
/// <param name="Words">The words of the claim that says most of it.</param>
/// <param name="Earliest">First day that any claim allows, or null when no claim gives one.</param>
/// <param name="Latest">Last day that any claim allows, included; or null.</param>
/// <param name="CoreEarliest">First day of those that all claims which give days allow; null when there are none: they exclude each other.</param>
/// <param name="CoreLatest">Last day of those.</param>
/// <param name="IsUncertain">True when the event can have been on more than one day, or its day is inferred or not known.</param>
/// <param name="FirstPublished">First day of publication, or null.</param>
/// <param name="LastPublished">Last day of publication, or null.</param>
/// <param name="Articles">Documents that say that it is so.</param>
/// <param name="Origins">Independent origins of these.</param>
/// <param name="DenyingOrigins">Independent origins of those who deny it.</param>
/// <param name="Credibility">Admiralty credibility that follows, 1 … 6.</param>
/// <param name="Parties">Who takes part and who speaks.</param>
/// <param name="Statements">The claims by day of publication.</param>
public sealed record TimelineEvent(
    string Id,
    EventType Type,
    string Title,
    string Words,
    DateOnly? Earliest,
    DateOnly? Latest,
    DateOnly? CoreEarliest,
    DateOnly? CoreLatest,
    bool IsUncertain,
    DateOnly? FirstPublished,
    DateOnly? LastPublished,
    int Articles,
    int Origins,
    int DenyingOrigins,
    int Credibility,
    ImmutableArray<TimelineParty> Parties,
    ImmutableArray<TimelineStatement> Statements)
{
    /// <summary>The day by which it stands in the order: its first possible day, else its last one, else the day on which it was first told.</summary>
    public DateOnly? Day => Earliest ?? Latest ?? FirstPublished;
}
