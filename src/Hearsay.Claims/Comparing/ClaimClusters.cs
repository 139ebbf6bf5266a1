using System.Collections.Immutable;
using System.Globalization;

namespace Hearsay.Claims.Comparing;

/// <summary>
/// Clusters of claims about the same proposition, grown one report at a time: a new report is compared only with those that share a party in the same role, or
/// wording, with it. The clusters do not depend on the order of arrival. Not safe for use from several threads.
/// </summary>
public sealed class ClaimClusters
{
    /// <summary>Keys by wording: pairs of least hashes (Broder 1997); of two contents that share half of their stems, 24 pairs miss one in 1,000.</summary>
    private const int WordingKeys = 24;

    private readonly List<Comparand> _comparands = [];
    private readonly List<int> _parents = [];
    private readonly Dictionary<ulong, List<int>> _index = [];

    /// <summary>Number of comparands: propositions, and contents without one.</summary>
    public int Count => _comparands.Count;

    /// <summary>Adds a reported claim.</summary>
    public void Add(ClaimReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Claim.Propositions.IsEmpty)
        {
            Add(new Comparand(report, -1));
        }

        for (int i = 0; i < report.Claim.Propositions.Length; i++)
        {
            Add(new Comparand(report, i));
        }
    }

    /// <summary>The clusters of at least <paramref name="least"/> comparands, each with its members by day; the largest first.</summary>
    public ImmutableArray<ClaimCluster> List(int least = 2)
    {
        IEnumerable<ClaimCluster> clusters = Enumerable.Range(0, _comparands.Count).GroupBy(Root).Where(members => members.Count() >= least)
            .Select(members => new ClaimCluster([.. members.Select(member => _comparands[member]).Order(Comparer<Comparand>.Create(Comparand.Compare))]));
        return [.. clusters.OrderByDescending(cluster => cluster.Members.Length).ThenBy(cluster => cluster.Id, StringComparer.Ordinal)];
    }

    private void Add(Comparand comparand)
    {
        int added = _comparands.Count;
        _comparands.Add(comparand);
        _parents.Add(added);
        var seen = new HashSet<int>();
        foreach (ulong key in Keys(comparand))
        {
            if (!_index.TryGetValue(key, out List<int>? sharing))
            {
                _index[key] = sharing = [];
            }

            foreach (int other in sharing)
            {
                // Joined already, by others: one comparison less, and the same cluster.
                if (seen.Add(other) && Root(other) != Root(added) && Likeness.Of(comparand, _comparands[other]) >= Likeness.Same)
                {
                    Join(other, added);
                }
            }

            sharing.Add(added);
        }
    }

    private void Join(int one, int other)
    {
        int a = Root(one);
        int b = Root(other);
        _parents[Math.Max(a, b)] = Math.Min(a, b);
    }

    private int Root(int member)
    {
        while (_parents[member] != member)
        {
            _parents[member] = _parents[_parents[member]];
            member = _parents[member];
        }

        return member;
    }

    private static HashSet<ulong> Keys(Comparand comparand)
    {
        HashSet<ulong> keys = [];
        if (comparand.What is { } what)
        {
            int kind = what.Transfer is not null ? (int)EventType.Aid : what.Type switch
            {
                EventType.Aid or EventType.Cooperate or EventType.Agree => (int)EventType.Aid,
                EventType.Coerce or EventType.Assault => (int)EventType.Assault,
                _ => (int)what.Type,
            };
            void Role(string role, ImmutableArray<Participant> parties)
            {
                foreach (Participant party in parties)
                {
                    string head = string.Create(CultureInfo.InvariantCulture, $"{kind} {role} ");
                    keys.Add(Hash(head + PartyLink.Key(party)));
                    keys.Add(Hash(head + party.Name[(party.Name.LastIndexOf(' ') + 1)..].ToUpperInvariant()));
                }
            }

            Role("actor", what.Actors);
            Role("recipient", what.Recipients);
            if (what.Transfer is { } transfer)
            {
                Role("actor", transfer.Suppliers);
                Role("recipient", transfer.Recipients);
            }
        }

        // Wording finds what one side tells as a proposition and the other only in words.
        if (comparand.Words.Count >= 3)
        {
            ulong[] words = [.. comparand.Words.Select(Hash)];
            for (ulong i = 0; i < WordingKeys; i++)
            {
                keys.Add(Mix(Least(words, 2 * i) ^ (Least(words, (2 * i) + 1) * 31)));
            }
        }

        return keys;
    }

    private static ulong Least(ulong[] words, ulong seed)
    {
        ulong least = ulong.MaxValue;
        foreach (ulong word in words)
        {
            least = Math.Min(least, Mix(word + (seed * 0x9E3779B97F4A7C15ul)));
        }

        return least;
    }

    /// <summary>FNV-1a over UTF-16, 64 bits.</summary>
    private static ulong Hash(string words)
    {
        ulong hash = 14695981039346656037ul;
        foreach (char letter in words)
        {
            hash = (hash ^ letter) * 1099511628211ul;
        }

        return hash;
    }

    /// <summary>The finalizer of SplitMix64.</summary>
    private static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9ul;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBul;
        return hash ^ (hash >> 31);
    }
}
