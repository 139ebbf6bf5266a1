namespace Hearsay.Storage;

/// <summary>What adding one article came to.</summary>
/// <param name="State">Whether anything changed.</param>
/// <param name="Document">Id of the document, 32 hexadecimal digits.</param>
/// <param name="Revision">Number of its revision, from 1.</param>
/// <param name="Claims">Claims of the article as it stands now.</param>
/// <param name="New">Of these, claims that the document did not have before.</param>
/// <param name="Gone">Claims that it had before and has no longer. An edited text counts a claim as the same when content, speaker and stance are.</param>
public sealed record Added(AddState State, string Document, int Revision, int Claims, int New, int Gone)
{
    /// <summary>New claims in the outlet's own voice, which the other numbers do not hold.</summary>
    public int Narration { get; init; }
}
