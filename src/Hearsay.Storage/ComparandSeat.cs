using Hearsay.Claims.Comparing;

namespace Hearsay.Storage;

/// <summary>A comparand with the centre that it belongs to.</summary>
/// <param name="pk">Its row.</param>
/// <param name="comparand">What is compared.</param>
internal sealed class ComparandSeat(long pk, Comparand comparand)
{
    /// <summary>Its row.</summary>
    public long Pk => pk;

    /// <summary>What is compared.</summary>
    public Comparand Comparand => comparand;

    /// <summary>The keys by which it is found, with the day of each: 0 for any distance of days, and where no day is known.</summary>
    public IReadOnlyList<(long Key, int Day)> Keys => field ??= KeysOf(comparand);

    /// <summary>Row of its centre; its own where it is one; 0 before it was seated.</summary>
    public long Centre { get; set; }

    /// <summary>How alike the two are.</summary>
    public double Likeness { get; set; }

    /// <summary>Whether its keys say that it is a centre; null while it has none.</summary>
    public bool? Keyed { get; set; }

    /// <summary>Row of its cluster as it was before this round, or null.</summary>
    public long? Cluster { get; init; }

    /// <summary>Whether others belong to it.</summary>
    public bool IsCentre => Centre == pk;

    private static (long Key, int Day)[] KeysOf(Comparand comparand)
    {
        int day = comparand.Report.Published?.DayNumber ?? 0;
        return [.. CandidateKeys.Near(comparand).Select(key => (key, day)), .. CandidateKeys.Beyond(comparand).Select(key => (key, 0))];
    }
}
