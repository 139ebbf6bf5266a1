namespace Hearsay.Workbench.Timelines;

/// <summary>Events by party, as hearsay timeline has them.</summary>
/// <param name="Lanes">One for each who takes part or speaks, those with most events first.</param>
/// <param name="Cut">True when the query finds more claims than are looked at: the newest are.</param>
internal sealed record TimelineView(IReadOnlyList<TimelineView.Lane> Lanes, bool Cut)
{
    /// <summary>The events of a party.</summary>
    /// <param name="Key">Its key.</param>
    /// <param name="Party">Its name.</param>
    /// <param name="Items">The events, earliest first.</param>
    internal sealed record Lane(string Key, string Party, IReadOnlyList<Item> Items);

    /// <summary>An event: a cluster of claims about one proposition.</summary>
    /// <param name="Event">Id of the cluster.</param>
    /// <param name="Claim">Id of the claim that says most of it.</param>
    /// <param name="Earliest">First day that any claim allows, or null.</param>
    /// <param name="Latest">Last day that any claim allows, or null.</param>
    /// <param name="CoreEarliest">First day that all claims allow; null when they exclude each other or give none.</param>
    /// <param name="CoreLatest">Last day that all claims allow, or null.</param>
    /// <param name="Published">First day of publication, or null.</param>
    /// <param name="LastPublished">Last day of publication, or null.</param>
    /// <param name="Speaker">Who makes the claim.</param>
    /// <param name="Stance">How.</param>
    /// <param name="Type">Type of the event.</param>
    /// <param name="Status">happened when any claim affirms it, else not-happened when any denies it, else planned or null.</param>
    /// <param name="Articles">Documents that say that it is so.</param>
    /// <param name="Origins">Independent origins of these.</param>
    /// <param name="Denying">Independent origins of those who deny it.</param>
    /// <param name="Credibility">Admiralty credibility that follows, 1 … 6.</param>
    /// <param name="Title">Who does what to whom.</param>
    /// <param name="Words">What the claim says.</param>
    internal sealed record Item(
        string Event, string Claim, string? Earliest, string? Latest, string? CoreEarliest, string? CoreLatest, string? Published, string? LastPublished, string Speaker, string Stance, string? Type, string? Status, int Articles,
        int Origins, int Denying, int Credibility, string Title, string Words);

    /// <summary>An event as a row of the CSV twin.</summary>
    internal sealed record Row(
        string Party, string Event, string Claim, string? Earliest, string? Latest, string? CoreEarliest, string? CoreLatest, string? Published, string? LastPublished, string Speaker, string Stance, string? Type, string? Status,
        int Articles, int Origins, int Denying, int Credibility, string Title, string Words);
}
