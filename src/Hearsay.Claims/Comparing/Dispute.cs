using System.Collections.Immutable;

namespace Hearsay.Claims.Comparing;

/// <summary>A proposition on which parties take both sides, or give numbers that cannot all be true.</summary>
/// <param name="Cluster">The claims.</param>
/// <param name="Sides">Two statements of different parties that are about the same thing themselves, one that affirms and one that denies it: those that are most alike. Null when only numbers clash.</param>
/// <param name="Numbers">Two statements of different parties whose numbers exclude each other, the most alike ones; null when none do.</param>
/// <param name="Weight">From the origins on both sides; higher is heavier.</param>
/// <param name="Latest">Day of the last word, or null.</param>
public sealed record Dispute(ClaimCluster Cluster, (Comparand For, Comparand Against)? Sides, (Comparand One, Comparand Other)? Numbers, double Weight, DateOnly? Latest)
{
    /// <summary>Days after which a dispute counts half.</summary>
    public const int HalfLife = 180;

    /// <summary>Likeness from which two statements are shown as a dispute where one of them is told by its words alone.</summary>
    private const double WordsAlone = 0.6;

    /// <summary>How much less a dispute weighs where words alone say what it is about.</summary>
    private const double OfWords = 0.6;

    /// <summary>Terms of a statement at most, where words alone say what it is about.</summary>
    private const int LongestStatement = 14;

    /// <summary>Words of a statement at least.</summary>
    private const int ShortestStatement = 5;

    /// <summary>Half-lives that pass for the age of what is undated.</summary>
    private const int Undated = 4;

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
        return [.. found.OrderByDescending(dispute => Rank(dispute.Weight, dispute.Latest, last)).ThenBy(dispute => dispute.Cluster.Id, StringComparer.Ordinal)];
    }

    /// <summary>Whether a cluster is disputed, and how; null when it is not.</summary>
    public static Dispute? Of(ClaimCluster cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        (Comparand, Comparand)? sides = Clash(cluster, ClaimSide.Affirms, ClaimSide.Denies, Contradiction.OfSides);
        (Comparand, Comparand)? numbers = Clash(cluster, ClaimSide.Affirms, ClaimSide.Affirms, Contradiction.OfNumbers);
        if (numbers is null && sides is null)
        {
            return null;
        }

        // Both sides must weigh: a hundred voices against one are a weaker dispute than three against three.
        double weight = (Math.Min(cluster.Support.Origins, cluster.Denial.Origins) + (0.25 * Math.Log2(1 + cluster.Support.Articles + cluster.Denial.Articles)) + (numbers is null ? 0 : 0.5))
            * (cluster.Members.Any(member => member.What?.Transfer is not null) ? 1.25 : 1) * ((sides ?? numbers) is ({ What: not null }, { What: not null }) ? 1 : OfWords);
        return new Dispute(cluster, sides, numbers, Math.Round(weight, 3), cluster.Members.Max(member => member.Report.Published));
    }

    /// <summary>What disputes are ranked by: the weight, and less for what is older.</summary>
    /// <param name="weight">The dispute's weight.</param>
    /// <param name="latest">Day of its last word, or null, which counts as four half-lives old.</param>
    /// <param name="today">Day from which freshness counts, or null.</param>
    public static double Rank(double weight, DateOnly? latest, DateOnly? today) => weight * Math.Pow(0.5, Math.Max(0, (today?.DayNumber - latest?.DayNumber) ?? (Undated * HalfLife)) / (double)HalfLife);

    /// <summary>The most alike pair of statements of different parties that cannot both be true. That others lie between two claims does not make them a dispute.</summary>
    private static (Comparand, Comparand)? Clash(ClaimCluster cluster, ClaimSide side, ClaimSide against, Func<Comparand, Comparand, bool> exclude)
    {
        Comparand[] ones = [.. cluster.Members.Where(member => member.Side == side).Take(MostPaired)];
        Comparand[] others = side == against ? ones : [.. cluster.Members.Where(member => member.Side == against).Take(MostPaired)];
        (Comparand, Comparand)? best = null;
        double most = 0;
        foreach (Comparand other in others)
        {
            foreach (Comparand one in ones)
            {
                if (PartyLink.Key(one.Holder) != PartyLink.Key(other.Holder) && IsStated(one) && IsStated(other) && exclude(one, other) && !Contradiction.IsOneStatement(one, other) && Likeness.Of(one, other) is var alike && alike >= (one.What is null || other.What is null ? WordsAlone : Likeness.Same) && alike > most)
                {
                    most = alike;
                    best = (one, other);
                }
            }
        }

        return best;
    }

    /// <summary>Whether there is a statement to be disputed: a proposition, or words that are neither a mere name of a matter ("the bill") nor a speech of several sentences.</summary>
    private static bool IsStated(Comparand comparand) => comparand.What is not null
        || (comparand.Terms.Matter.Length <= LongestStatement && ContentTerms.Cut(string.Join(' ', comparand.Report.Claim.Content.Select(part => part.Quote))).Count >= ShortestStatement);
}
