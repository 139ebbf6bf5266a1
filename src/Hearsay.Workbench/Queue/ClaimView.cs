using System.Text.Json;
using Hearsay.Workbench.Documents;

namespace Hearsay.Workbench.Queue;

/// <summary>One claim with all that is known of it.</summary>
/// <param name="Row">As lists show it.</param>
/// <param name="Record">hearsay.claim/1, as it is stored.</param>
/// <param name="Reviews">Entries of the log about it, oldest first.</param>
/// <param name="Document">Its document.</param>
/// <param name="Answers">Claims that it replies to.</param>
/// <param name="AnsweredBy">Claims that reply to it.</param>
/// <param name="Cluster">Id of the cluster of claims about the same thing, or null.</param>
/// <param name="Cite">How to cite it.</param>
/// <param name="Passage">The paragraphs that hold it, or null when the text is not there.</param>
internal sealed record ClaimView(
    ClaimRow Row, JsonElement Record, IReadOnlyList<ReviewEntry> Reviews, DocumentRow Document, IReadOnlyList<ClaimRow> Answers, IReadOnlyList<ClaimRow> AnsweredBy, string? Cluster, Citation Cite, Passage? Passage);
