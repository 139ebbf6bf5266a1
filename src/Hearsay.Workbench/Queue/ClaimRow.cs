namespace Hearsay.Workbench.Queue;

/// <summary>A claim as lists show it.</summary>
/// <param name="Id">Id of the claim.</param>
/// <param name="Document">Id of its document.</param>
/// <param name="DocumentName">Name that the document came under.</param>
/// <param name="Title">Headline, or null.</param>
/// <param name="Outlet">Who published it, or null.</param>
/// <param name="Published">Day of publication, or null.</param>
/// <param name="Speaker">Who speaks.</param>
/// <param name="SpeakerChain">The chain of sources, outermost first.</param>
/// <param name="Stance">One of the nine stances.</param>
/// <param name="Form">direct, indirect, mixed.</param>
/// <param name="Cue">The words that carry the attribution, or null.</param>
/// <param name="Content">The thing said.</param>
/// <param name="Sentence">The sentences that hold cue and content, or null when the text is not there.</param>
/// <param name="Type">Type of the first proposition, or null.</param>
/// <param name="Status">Its status, or null.</param>
/// <param name="Actor">Who acts in it.</param>
/// <param name="Recipient">Whom it is done to.</param>
/// <param name="Object">Goods or thing, or null.</param>
/// <param name="Confidence">The reader's probability, 0 … 1.</param>
/// <param name="Family">Id of the family of copies, or null.</param>
/// <param name="Copies">Documents of that family; 1 when there is none.</param>
/// <param name="Origins">Reports of the same matter, for or against, that are no copies of one another; at least 1. Who of them is independent is told where a matter is looked at.</param>
/// <param name="Verdict">open, accepted, rejected, edited.</param>
/// <param name="Reliability">A to F, or null.</param>
/// <param name="Credibility">1 to 6, or null.</param>
/// <param name="LastReview">Number of the newest entry of the log about it; 0 for none.</param>
/// <param name="Reasons">Why a person should look at it.</param>
internal sealed record ClaimRow(
    string Id, string Document, string DocumentName, string? Title, string? Outlet, string? Published, string Speaker, IReadOnlyList<string> SpeakerChain, string Stance, string Form, string? Cue, string Content, string? Sentence,
    string? Type, string? Status, IReadOnlyList<string> Actor, IReadOnlyList<string> Recipient, string? Object, double Confidence, string? Family, int Copies, int Origins, string Verdict, string? Reliability, int? Credibility,
    long LastReview, IReadOnlyList<string> Reasons);
