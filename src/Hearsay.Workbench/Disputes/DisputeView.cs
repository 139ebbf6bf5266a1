namespace Hearsay.Workbench.Disputes;

/// <summary>A matter on which parties clash, or any cluster of claims about one thing.</summary>
/// <param name="Cluster">Id of the cluster.</param>
/// <param name="Title">What it is about, in the words of the claim that says most.</param>
/// <param name="Weight">From the origins on both sides; 0 for a cluster without a clash.</param>
/// <param name="Fresh">Whether something was said within thirty days before the last word in the ledger.</param>
/// <param name="Credibility">Admiralty credibility that follows from who affirms and who denies: a proposal.</param>
/// <param name="Latest">Day of the last word, or null.</param>
/// <param name="Sides">Those who say so, those who say it is not so, those who do not say, those who intend.</param>
/// <param name="Numbers">Numbers that were given, as intervals; what is denied gives none.</param>
/// <param name="Shifts">Parties that changed sides.</param>
/// <param name="Unanswered">Parties that are accused and of which no answer was found.</param>
/// <param name="Claims">Ids of all claims.</param>
internal sealed record DisputeView(
    string Cluster, string Title, double Weight, bool Fresh, int? Credibility, string? Latest, IReadOnlyList<DisputeView.SideView> Sides, IReadOnlyList<DisputeView.NumberView> Numbers, IReadOnlyList<DisputeView.ShiftView> Shifts,
    IReadOnlyList<DisputeView.AbsenceView> Unanswered, IReadOnlyList<string> Claims)
{
    /// <summary>One side.</summary>
    /// <param name="Position">affirms, denies, silent, intends.</param>
    /// <param name="Parties">Who takes it.</param>
    /// <param name="Origins">Independent origins.</param>
    /// <param name="Articles">Documents that report it.</param>
    /// <param name="FirstHand">Origins that take part in the event.</param>
    /// <param name="Latest">Day of its last word, or null.</param>
    /// <param name="Words">What was said, latest first.</param>
    internal sealed record SideView(string Position, IReadOnlyList<string> Parties, int Origins, int Articles, int FirstHand, string? Latest, IReadOnlyList<WordView> Words);

    /// <summary>What one said.</summary>
    /// <param name="Claim">Id of the claim.</param>
    /// <param name="Document">Id of its document.</param>
    /// <param name="Party">The party that holds the position.</param>
    /// <param name="Speaker">Who speaks.</param>
    /// <param name="Stance">How.</param>
    /// <param name="Quote">The words.</param>
    /// <param name="Day">Day of publication, or null.</param>
    /// <param name="Outlet">Who published it, or null.</param>
    internal sealed record WordView(string Claim, string Document, string Party, string Speaker, string Stance, string Quote, string? Day, string? Outlet);

    /// <summary>A number that was given.</summary>
    /// <param name="Party">By whom.</param>
    /// <param name="Min">Least, or null.</param>
    /// <param name="Max">Most, or null.</param>
    /// <param name="Words">As it was put.</param>
    /// <param name="Claim">Id of the claim.</param>
    internal sealed record NumberView(string Party, decimal? Min, decimal? Max, string Words, string Claim);

    /// <summary>A change of sides.</summary>
    /// <param name="Party">Whose.</param>
    /// <param name="From">Side before.</param>
    /// <param name="To">Side after.</param>
    /// <param name="Before">Id of the claim before.</param>
    /// <param name="After">Id of the claim after.</param>
    internal sealed record ShiftView(string Party, string From, string To, string Before, string After);

    /// <summary>A party that is accused and of which no answer was found: an absence in the ledger, and no claim.</summary>
    /// <param name="Party">Who.</param>
    /// <param name="Since">Day of the first accusation, or null.</param>
    /// <param name="Claims">Ids of the accusations.</param>
    internal sealed record AbsenceView(string Party, string? Since, IReadOnlyList<string> Claims);
}
