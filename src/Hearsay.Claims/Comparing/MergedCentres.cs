using System.Collections.Immutable;

namespace Hearsay.Claims.Comparing;

/// <summary>Which centres analysts' merges join. A merge that would put into one cluster what they parted does not count.</summary>
public static class MergedCentres
{
    /// <summary>Pairs of centres to join.</summary>
    /// <param name="pairs">What analysts decided, in order; later ones about the same pair hold.</param>
    /// <param name="centresOf">Centres of the comparands of a claim.</param>
    /// <typeparam name="T">What stands for a centre.</typeparam>
    public static ImmutableArray<(T One, T Other)> Of<T>(ImmutableArray<ClaimPair> pairs, Func<string, IReadOnlyList<T>> centresOf)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(centresOf);
        ClaimPair[] last = [.. Last(pairs)];
        var joined = new Dictionary<T, T>();
        T Root(T centre)
        {
            while (joined.TryGetValue(centre, out T? next))
            {
                centre = next;
            }

            return centre;
        }

        var merges = ImmutableArray.CreateBuilder<(T, T)>();
        foreach (ClaimPair pair in last.Where(pair => pair.Same))
        {
            // A claim of several propositions is merged by the first of them: which one was meant, the decision does not say.
            if (centresOf(pair.One) is not [var one, ..] || centresOf(pair.Other) is not [var other, ..])
            {
                continue;
            }

            (T a, T b) = (Root(one), Root(other));
            bool parted = last.Any(split => !split.Same && centresOf(split.One).Select(Root).Any(x => x.Equals(a) || x.Equals(b)) && centresOf(split.Other).Select(Root).Any(x => x.Equals(a) || x.Equals(b)));
            if (!a.Equals(b) && !parted)
            {
                joined[b] = a;
                merges.Add((one, other));
            }
        }

        return merges.ToImmutable();
    }

    /// <summary>The last decision about each pair, in order.</summary>
    internal static IEnumerable<ClaimPair> Last(ImmutableArray<ClaimPair> pairs)
    {
        var seen = new HashSet<(string, string)>();
        return pairs.Reverse().Where(pair => seen.Add(string.CompareOrdinal(pair.One, pair.Other) < 0 ? (pair.One, pair.Other) : (pair.Other, pair.One))).Reverse();
    }
}
