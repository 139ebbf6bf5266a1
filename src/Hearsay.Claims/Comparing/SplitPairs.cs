using System.Collections.Immutable;

namespace Hearsay.Claims.Comparing;

/// <summary>Claims that analysts parted: they are not in one cluster, whatever they look like.</summary>
public sealed class SplitPairs
{
    private readonly ILookup<string, string> _partners;

    /// <summary>Of what analysts decided, in order; later decisions about the same pair hold.</summary>
    public SplitPairs(ImmutableArray<ClaimPair> pairs) => _partners = MergedCentres.Last(pairs).Where(pair => !pair.Same)
        .SelectMany(pair => new[] { (pair.One, pair.Other), (One: pair.Other, Other: pair.One) }).ToLookup(pair => pair.One, pair => pair.Other, StringComparer.Ordinal);

    /// <summary>Whether nothing was parted.</summary>
    public bool IsEmpty => _partners.Count == 0;

    /// <summary>Whether a comparand's claim was parted from another.</summary>
    public bool Concerns(Comparand comparand)
    {
        ArgumentNullException.ThrowIfNull(comparand);
        return _partners.Contains(comparand.Report.Claim.Id.Value);
    }

    /// <summary>Claims that a claim was parted from.</summary>
    public IEnumerable<string> PartnersOf(string claim) => _partners[claim];

    /// <summary>Whether a comparand may belong to a centre: it may not where it was parted from the centre, or from one that is more alike to the centre than itself.</summary>
    /// <param name="centre">The centre.</param>
    /// <param name="member">The one that would belong to it.</param>
    /// <param name="alike">How alike the two are.</param>
    /// <param name="comparandsOf">Comparands of a claim.</param>
    public bool Admits(Comparand centre, Comparand member, double alike, Func<string, IEnumerable<Comparand>> comparandsOf)
    {
        ArgumentNullException.ThrowIfNull(centre);
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(comparandsOf);
        foreach (string claim in _partners[member.Report.Claim.Id.Value])
        {
            if (centre.Report.Claim.Id.Value == claim)
            {
                return false;
            }

            foreach (Comparand partner in comparandsOf(claim))
            {
                double nearer = Likeness.Of(centre, partner);
                if (nearer >= Likeness.Same && (nearer > alike || (nearer == alike && Centrality.Compare(partner, member) < 0)))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
