using System.Collections.Immutable;
using Hearsay.Claims.Comparing;

namespace Hearsay.Storage;

/// <summary>What one transaction of grouping keeps in mind.</summary>
/// <param name="pairs">What analysts decided, in order.</param>
internal sealed class GroupingRound(ImmutableArray<ClaimPair> pairs)
{
    private readonly SplitPairs _splits = new(pairs);
    private readonly SortedSet<ComparandSeat> _waiting = new(Comparer<ComparandSeat>.Create((one, other) =>
    {
        int order = Centrality.Compare(one.Comparand, other.Comparand);
        return order != 0 ? order : one.Pk.CompareTo(other.Pk);
    }));

    private readonly Dictionary<string, List<ComparandSeat>> _partners = new(StringComparer.Ordinal);

    /// <summary>What analysts decided, in order.</summary>
    public ImmutableArray<ClaimPair> Pairs => pairs;

    /// <summary>Claims that were parted from others.</summary>
    public IEnumerable<string> Parted => pairs.SelectMany(pair => new[] { pair.One, pair.Other }).Distinct(StringComparer.Ordinal).Where(claim => _splits.PartnersOf(claim).Any());

    /// <summary>Seats by row, as they are now.</summary>
    public Dictionary<long, ComparandSeat> Seats { get; } = [];

    /// <summary>Centres whose members changed.</summary>
    public HashSet<long> Centres { get; } = [];

    /// <summary>Clusters that members left or were taken from.</summary>
    public HashSet<long> Clusters { get; } = [];

    /// <summary>Notes that a seat's centre, before or after it changes, has other members.</summary>
    public void Touch(ComparandSeat seat)
    {
        if (seat.Centre != 0)
        {
            Centres.Add(seat.Centre);
        }

        if (seat.Cluster is { } cluster)
        {
            Clusters.Add(cluster);
        }
    }

    /// <summary>Keeps the seat of a claim that was parted from others, and looks at those again.</summary>
    public void Partner(ComparandSeat seat)
    {
        string claim = seat.Comparand.Report.Claim.Id.Value;
        if (_splits.IsEmpty || !_splits.Concerns(seat.Comparand))
        {
            return;
        }

        if (!_partners.TryGetValue(claim, out List<ComparandSeat>? seats))
        {
            _partners[claim] = seats = [];
        }

        if (!seats.Contains(seat))
        {
            seats.Add(seat);
            WaitForPartners(claim);
        }
    }

    /// <summary>Forgets a seat that is gone.</summary>
    public void Forget(ComparandSeat seat)
    {
        Seats.Remove(seat.Pk);
        _waiting.Remove(seat);
        if (_partners.TryGetValue(seat.Comparand.Report.Claim.Id.Value, out List<ComparandSeat>? seats) && seats.Remove(seat))
        {
            WaitForPartners(seat.Comparand.Report.Claim.Id.Value);
        }
    }

    /// <summary>Lets a seat be decided about.</summary>
    public void Wait(ComparandSeat seat) => _waiting.Add(seat);

    /// <summary>The first by centrality of those that wait, or null.</summary>
    public ComparandSeat? Next()
    {
        if (_waiting.Min is { } next)
        {
            _waiting.Remove(next);
            return next;
        }

        return null;
    }

    /// <summary>Whether analysts let one belong to a centre.</summary>
    public bool Admits(ComparandSeat centre, ComparandSeat member, double alike) =>
        _splits.IsEmpty || _splits.Admits(centre.Comparand, member.Comparand, alike, claim => _partners.TryGetValue(claim, out List<ComparandSeat>? seats) ? seats.Select(seat => seat.Comparand) : []);

    private void WaitForPartners(string claim)
    {
        foreach (ComparandSeat partner in _splits.PartnersOf(claim).SelectMany(other => _partners.TryGetValue(other, out List<ComparandSeat>? seats) ? seats : []))
        {
            Wait(partner);
        }
    }
}
