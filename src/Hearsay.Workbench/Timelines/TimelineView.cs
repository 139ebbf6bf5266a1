namespace Hearsay.Workbench.Timelines;

/// <summary>Events by who acts.</summary>
/// <param name="Lanes">One for each who acts, those with most events first.</param>
/// <param name="Cut">True when the query finds more claims than are shown: the newest are.</param>
internal sealed record TimelineView(IReadOnlyList<TimelineView.Lane> Lanes, bool Cut)
{
    /// <summary>Who acts.</summary>
    /// <param name="Party">Name, or "unknown".</param>
    /// <param name="Items">The events, earliest first.</param>
    internal sealed record Lane(string Party, IReadOnlyList<Item> Items);

    /// <summary>An event as a claim has it.</summary>
    /// <param name="Claim">Id of the claim.</param>
    /// <param name="Earliest">First day that the words allow, or null.</param>
    /// <param name="Latest">Last day, or null.</param>
    /// <param name="Precision">How exactly the words give it, or null.</param>
    /// <param name="Published">Day of publication, or null.</param>
    /// <param name="Speaker">Who says so.</param>
    /// <param name="Stance">How.</param>
    /// <param name="Type">Type of the event.</param>
    /// <param name="Status">Its status, or null.</param>
    /// <param name="Words">What is said.</param>
    internal sealed record Item(string Claim, string? Earliest, string? Latest, string? Precision, string? Published, string Speaker, string Stance, string? Type, string? Status, string Words);

    /// <summary>An event as a row of the CSV twin.</summary>
    internal sealed record Row(string Party, string Claim, string? Earliest, string? Latest, string? Precision, string? Published, string Speaker, string Stance, string? Type, string? Status, string Words);
}
