using System.Collections.Immutable;

namespace Hearsay.Claims.Comparing;

/// <summary>A proposition on which parties take both sides, or give numbers that cannot all be true.</summary>
/// <param name="Cluster">The claims.</param>
/// <param name="Sides">Two statements of different parties that are about the same thing themselves, one that affirms and one that denies it: those that are most alike. Null when only numbers clash.</param>
/// <param name="Numbers">Statements whose numbers exclude each other, the lowest and the highest; null when none do.</param>
/// <param name="Weight">From the origins on both sides; higher is heavier.</param>
/// <param name="Latest">Day of the last word, or null.</param>
public sealed record Dispute(ClaimCluster Cluster, (Comparand For, Comparand Against)? Sides, (Comparand Low, Comparand High)? Numbers, double Weight, DateOnly? Latest)
{
    /// <summary>Days after which a dispute counts half.</summary>
    public const int HalfLife = 180;

    /// <summary>Statements of one side, the first ones, that are paired with the other side's: a cluster of thousands is not searched for its closest pair.</summary>
    private const int MostPaired = 200;

    /// <summary>The disputes among clusters, by weight and freshness.</summary>
    /// <param name="clusters">The clusters.</param>
    /// <param name="today">Day from which freshness counts; null takes the last day in the clusters.</param>
    public static ImmutableArray<Dispute> Find(IEnumerable<ClaimCluster> clusters, DateOnly? today = null)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        Dispute[] found = [.. clusters.Select(Of).OfType<Dispute>()];
        DateOnly? last = today ?? found.Max(dispute => dispute.Latest);
        return
        [
            .. found.OrderByDescending(dispute => dispute.Weight * Math.Pow(0.5, Math.Max(0, (last?.DayNumber - dispute.Latest?.DayNumber) ?? HalfLife) / (double)HalfLife))
                .ThenBy(dispute => dispute.Cluster.Id, StringComparer.Ordinal),
        ];
    }

    private static Dispute? Of(ClaimCluster cluster)
    {
        (Comparand, Comparand)? numbers = NumbersIn(cluster);
        int affirm = cluster.Support.Origins;
        int deny = cluster.Denial.Origins;
        (Comparand, Comparand)? sides = SidesIn(cluster);
        if (numbers is null && sides is null)
        {
            return null;
        }

        // Both sides must weigh: a hundred voices against one are a weaker dispute than three against three.
        double weight = (Math.Min(affirm, deny) + (0.25 * Math.Log2(1 + cluster.Support.Articles + cluster.Denial.Articles)) + (numbers is null ? 0 : 0.5)) * (cluster.Members.Any(member => member.What?.Transfer is not null) ? 1.25 : 1);
        return new Dispute(cluster, sides, numbers, Math.Round(weight, 3), cluster.Members.Max(member => member.Report.Published));
    }

    /// <summary>The most alike pair of different parties on different sides. That others lie between two claims does not make them a dispute.</summary>
    private static (Comparand For, Comparand Against)? SidesIn(ClaimCluster cluster)
    {
        (Comparand, Comparand)? best = null;
        double most = Likeness.Same;
        foreach (Comparand against in cluster.Members.Where(member => member.Side == ClaimSide.Denies).Take(MostPaired))
        {
            foreach (Comparand affirming in cluster.Members.Where(member => member.Side == ClaimSide.Affirms).Take(MostPaired))
            {
                if (PartyLink.Key(against.Holder) != PartyLink.Key(affirming.Holder) && Likeness.Of(affirming, against) is var alike && (alike > most || (best is null && alike >= most)))
                {
                    most = alike;
                    best = (affirming, against);
                }
            }
        }

        return best;
    }

    /// <summary>Two statements of different parties whose intervals do not meet: "at least 200" and "a dozen". A party that corrects itself is no dispute.</summary>
    private static (Comparand Low, Comparand High)? NumbersIn(ClaimCluster cluster)
    {
        Comparand[] counted = [.. cluster.Members.Where(member => member is { Side: ClaimSide.Affirms, What.Quantity: { } quantity } && (quantity.Min ?? quantity.Max) is not null)];
        (Comparand, Comparand)? widest = null;
        decimal gap = 0;
        foreach (Comparand low in counted.Where(member => member.What!.Quantity!.Max is not null))
        {
            foreach (Comparand high in counted.Where(member => member.What!.Quantity!.Min is not null))
            {
                EventQuantity less = low.What!.Quantity!;
                EventQuantity more = high.What!.Quantity!;
                if (less.Unit == more.Unit && more.Min - less.Max > gap && PartyLink.Key(low.Holder) != PartyLink.Key(high.Holder))
                {
                    gap = more.Min!.Value - less.Max!.Value;
                    widest = (low, high);
                }
            }
        }

        return widest;
    }
}
