using System.Collections.Immutable;

namespace Hearsay.Claims.Comparing;

/// <summary>
/// Clusters of claims about the same proposition, from scratch: star clusters (Aslam, Pelekhov and Rus 2004). In the order of <see cref="Centrality"/> each comparand that is alike to no centre before
/// it becomes a centre; every other belongs to the centre that it is most alike with. So whatever is in a cluster is alike to one and the same statement, nothing is joined over others, and the order
/// of arrival does not matter. A ledger keeps the same clusters and brings them up to date. Not safe for use from several threads.
/// </summary>
public sealed class ClaimClusters
{
    private readonly List<Comparand> _comparands = [];
    private readonly ImmutableArray<ClaimPair> _pairs;

    /// <summary>No claims yet.</summary>
    /// <param name="pairs">What analysts decided, in the order in which they did; default for nothing.</param>
    public ClaimClusters(ImmutableArray<ClaimPair> pairs = default) => _pairs = pairs.IsDefault ? [] : pairs;

    /// <summary>Number of comparands: propositions, and contents without one.</summary>
    public int Count => _comparands.Count;

    /// <summary>Adds a reported claim.</summary>
    public void Add(ClaimReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        _comparands.AddRange(Comparand.Of(report));
    }

    /// <summary>The clusters of at least <paramref name="least"/> comparands, each with its members by day; the largest first.</summary>
    public ImmutableArray<ClaimCluster> List(int least = 2)
    {
        Comparand[] ordered = [.. _comparands.Order(Comparer<Comparand>.Create(Centrality.Compare))];
        var splits = new SplitPairs(_pairs);
        (int[] centres, _) = Seat(ordered, splits);
        int[] groups = Merge(ordered, centres);
        ILookup<string, ClaimReport> beside = _comparands.Select(member => member.Report).Where(ClaimCluster.TellsWhoWasHeard).Distinct().ToLookup(report => report.Document, StringComparer.Ordinal);
        IEnumerable<ClaimCluster> clusters = Enumerable.Range(0, ordered.Length).GroupBy(member => groups[centres[member]]).Where(members => members.Count() >= least)
            .Select(members => Make([.. members.Select(member => ordered[member])], beside));
        return [.. clusters.OrderByDescending(cluster => cluster.Members.Length).ThenBy(cluster => cluster.Id, StringComparer.Ordinal)];
    }

    private static ClaimCluster Make(ImmutableArray<Comparand> members, ILookup<string, ClaimReport> beside) =>
        new(members, members.Any(Absence.IsAccusation) ? [.. members.Select(member => member.Report.Document).Distinct(StringComparer.Ordinal).SelectMany(document => beside[document])] : []);

    /// <summary>The centre of each comparand, and how alike they are.</summary>
    private static (int[] Centres, double[] Likeness) Seat(Comparand[] ordered, SplitPairs splits)
    {
        var index = CandidateIndex.Of(ordered);
        int[] centres = [.. Enumerable.Repeat(-1, ordered.Length)];
        double[] likeness = new double[ordered.Length];
        var candidates = new List<int>();
        ILookup<string, int>? ofClaim = splits.IsEmpty ? null : Enumerable.Range(0, ordered.Length).Where(at => splits.Concerns(ordered[at])).ToLookup(at => ordered[at].Report.Claim.Id.Value, StringComparer.Ordinal);
        for (int at = 0; at < ordered.Length; at++)
        {
            if (centres[at] >= 0)
            {
                continue;
            }

            centres[at] = at;
            likeness[at] = 1;
            index.Find(ordered, at, candidates);
            foreach (int other in candidates)
            {
                // What comes before and is no centre belongs to another, and may belong here rather.
                if (other == at || centres[other] == other)
                {
                    continue;
                }

                double alike = Likeness.Of(ordered[at], ordered[other]);
                if (alike >= Likeness.Same && alike > likeness[other] && (ofClaim is null || splits.Admits(ordered[at], ordered[other], alike, claim => ofClaim[claim].Select(partner => ordered[partner]))))
                {
                    centres[other] = at;
                    likeness[other] = alike;
                }
            }
        }

        return (centres, likeness);
    }

    /// <summary>The group of each centre: those that analysts put together are one, unless that joins what they parted.</summary>
    private int[] Merge(Comparand[] ordered, int[] centres)
    {
        int[] groups = [.. Enumerable.Range(0, ordered.Length)];
        if (_pairs.IsEmpty)
        {
            return groups;
        }

        ILookup<string, int> ofClaim = Enumerable.Range(0, ordered.Length).ToLookup(at => ordered[at].Report.Claim.Id.Value, at => centres[at], StringComparer.Ordinal);
        foreach ((int one, int other) in MergedCentres.Of(_pairs, claim => ofClaim[claim].Distinct().ToArray()))
        {
            int kept = Math.Min(groups[one], groups[other]);
            int gone = Math.Max(groups[one], groups[other]);
            for (int at = 0; at < groups.Length; at++)
            {
                groups[at] = groups[at] == gone ? kept : groups[at];
            }
        }

        return groups;
    }
}
