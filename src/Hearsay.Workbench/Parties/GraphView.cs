namespace Hearsay.Workbench.Parties;

/// <summary>Who speaks of whom.</summary>
/// <param name="Nodes">Parties.</param>
/// <param name="Edges">From who speaks to who acts or is acted upon in what is said.</param>
internal sealed record GraphView(IReadOnlyList<GraphView.Node> Nodes, IReadOnlyList<GraphView.Edge> Edges)
{
    /// <summary>A party.</summary>
    internal sealed record Node(string Id, string Name, string? Kind, string? Country);

    /// <summary>One speaks of another.</summary>
    /// <param name="From">Id of who speaks.</param>
    /// <param name="To">Id of the other.</param>
    /// <param name="Stance">How.</param>
    /// <param name="Count">Claims.</param>
    /// <param name="Claims">Ids of one or two of them.</param>
    internal sealed record Edge(string From, string To, string Stance, long Count, IReadOnlyList<string> Claims);

    /// <summary>A place of events.</summary>
    /// <param name="Country">ISO 3166 alpha-3, or null.</param>
    /// <param name="Words">Its name as the text has it, or null.</param>
    /// <param name="Count">Claims.</param>
    internal sealed record Place(string? Country, [property: System.Text.Json.Serialization.JsonPropertyName("place")] string? Words, long Count);
}
