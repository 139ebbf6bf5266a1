using System.Text.Json;
using Hearsay.Workbench.Queue;

namespace Hearsay.Workbench.Documents;

/// <summary>One document with its text.</summary>
/// <param name="Document">As lists show it.</param>
/// <param name="Revisions">All revisions, oldest first.</param>
/// <param name="Revision">Number of the one that is shown.</param>
/// <param name="Text">Its text: what all offsets refer to, in code points.</param>
/// <param name="Rtl">Whether it is written from right to left.</param>
/// <param name="Claims">Claims of this revision, in the order of the text.</param>
/// <param name="Family">Copies of it, itself among them.</param>
/// <param name="OriginalSha256">SHA-256 of the bytes that it came as, or null when there are none.</param>
internal sealed record DocumentView(
    DocumentRow Document, IReadOnlyList<DocumentView.RevisionRow> Revisions, int Revision, string Text, bool Rtl, IReadOnlyList<DocumentView.ClaimInText> Claims, IReadOnlyList<DocumentView.Copy> Family, string? OriginalSha256)
{
    /// <summary>A revision.</summary>
    /// <param name="Number">From 1.</param>
    /// <param name="Added">When it came in.</param>
    /// <param name="Published">When it was published, or null.</param>
    /// <param name="Sha256">SHA-256 of its text.</param>
    internal sealed record RevisionRow(int Number, DateTimeOffset Added, string? Published, string Sha256);

    /// <summary>A claim of the text.</summary>
    /// <param name="Record">hearsay.claim/1.</param>
    /// <param name="Row">As lists show it.</param>
    internal sealed record ClaimInText(JsonElement Record, ClaimRow Row);

    /// <summary>A copy of the document.</summary>
    /// <param name="Document">Its id.</param>
    /// <param name="Outlet">Who published it, or null.</param>
    /// <param name="Published">When, or null.</param>
    /// <param name="Title">Headline, or null.</param>
    /// <param name="Relation">How it stands in the family.</param>
    internal sealed record Copy(string Document, string? Outlet, string? Published, string? Title, string? Relation);
}
