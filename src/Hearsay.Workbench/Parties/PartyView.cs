using Hearsay.Storage.Queries;

namespace Hearsay.Workbench.Parties;

/// <summary>One party with all that is known of it.</summary>
/// <param name="Party">As lists show it.</param>
/// <param name="Aliases">Names by which claims mean it.</param>
/// <param name="Reliability">Grades given to what it said, newest first.</param>
/// <param name="Positions">Where it stands on each matter, latest first.</param>
/// <param name="Shifts">Where it changed sides, latest first.</param>
internal sealed record PartyView(
    FoundParty Party, IReadOnlyList<PartyView.Alias> Aliases, IReadOnlyList<PartyView.Grade> Reliability, IReadOnlyList<PartyView.Stand> Positions, IReadOnlyList<PartyView.Turn> Shifts)
{
    /// <summary>A name.</summary>
    /// <param name="Name">The name.</param>
    /// <param name="Count">Claims in which it means the party.</param>
    /// <param name="State">null; kept for grades of identity.</param>
    internal sealed record Alias(string Name, long Count, string? State);

    /// <summary>A grade.</summary>
    /// <param name="At">When it was given.</param>
    /// <param name="Given">Reliability and credibility: "B3", "B", "3".</param>
    /// <param name="Reviewer">By whom.</param>
    /// <param name="Claim">Id of the claim.</param>
    internal sealed record Grade(DateTimeOffset At, [property: System.Text.Json.Serialization.JsonPropertyName("grade")] string Given, string Reviewer, string Claim);

    /// <summary>Where it stands.</summary>
    /// <param name="Cluster">Id of the cluster of claims.</param>
    /// <param name="Title">What it is about.</param>
    /// <param name="Side">affirms, denies, silent, intends.</param>
    /// <param name="Latest">Day of its last word, or null.</param>
    /// <param name="Claim">Id of that claim.</param>
    /// <param name="Words">What it said.</param>
    internal sealed record Stand(string Cluster, string Title, string Side, string? Latest, string Claim, string Words);

    /// <summary>A change of sides.</summary>
    /// <param name="Cluster">Id of the cluster of claims.</param>
    /// <param name="Title">What it is about.</param>
    /// <param name="From">Side before.</param>
    /// <param name="To">Side after.</param>
    /// <param name="Before">Id of the claim before.</param>
    /// <param name="After">Id of the claim after.</param>
    internal sealed record Turn(string Cluster, string Title, string From, string To, string Before, string After);
}
