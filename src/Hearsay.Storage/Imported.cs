namespace Hearsay.Storage;

/// <summary>What importing the claims of one document came to.</summary>
/// <param name="Document">Id of the document.</param>
/// <param name="New">True when the document was not there before.</param>
/// <param name="Added">Claims that were added.</param>
/// <param name="Known">Claims that were there already, the same to the last field.</param>
/// <param name="Different">Ids of claims that are there with another record: those were left as they are.</param>
public sealed record Imported(string Document, bool New, int Added, int Known, IReadOnlyList<string> Different);
