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
}
