namespace Hearsay.Claims.Comparing;

/// <summary>
/// Which of two comparands makes the better centre of a cluster: the one that says more of who, whom, what, when and where; then the earlier; then by id. What says more cannot be joined with what it
/// contradicts over something that says less.
/// </summary>
public static class Centrality
{
    /// <summary>Negative when <paramref name="one"/> comes first.</summary>
    public static int Compare(Comparand one, Comparand other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        int order = Told(other).CompareTo(Told(one));
        order = order != 0 ? order : (one.Report.Published ?? DateOnly.MaxValue).CompareTo(other.Report.Published ?? DateOnly.MaxValue);
        return order != 0 ? order : Comparand.Compare(one, other);
    }

    /// <summary>0 for a few words, 1 for more, 2 for a proposition, 3 for one with two of actor, recipient and object.</summary>
    private static int Told(Comparand comparand) => comparand.What is not { } what ? (comparand.Terms.Matter.Length + comparand.Terms.Names.Length > 3 ? 1 : 0)
        : (what.Actors.IsEmpty ? 0 : 1) + (what.Recipients.IsEmpty ? 0 : 1) + (what.Objects.IsEmpty ? 0 : 1) > 1 ? 3 : 2;
}
