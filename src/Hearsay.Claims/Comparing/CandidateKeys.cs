using System.Collections.Immutable;

namespace Hearsay.Claims.Comparing;

/// <summary>
/// Numbers by which comparands find those that they may be alike with: two that share none are never compared. A pair of what weighs most among the words, or of such a word and a party.
/// What is looked for is a pure function of the comparand, so that the order of arrival cannot matter. Stored in ledgers; a change is a new migration.
/// </summary>
public static class CandidateKeys
{
    /// <summary>Most keys that a comparand has.</summary>
    public const int Most = 64;

    /// <summary>Days of publication within which comparands are compared by <see cref="Near"/> keys.</summary>
    public const int Reach = Likeness.EventReach;

    /// <summary>Words, by weight, that are paired with parties.</summary>
    private const int Words = 5;

    /// <summary>Words, by weight, that are paired with each other.</summary>
    private const int Pairs = 4;

    /// <summary>Parties that are paired with words.</summary>
    private const int Parties = 6;

    /// <summary>Tells the keys that hold at any distance of days from the others.</summary>
    private const ulong Far = 0x9E3779B97F4A7C15ul;

    /// <summary>Keys that hold between publications within <see cref="Reach"/> days of each other.</summary>
    public static ImmutableArray<long> Near(Comparand comparand) => [.. Of(comparand, 0)];

    /// <summary>Keys that hold at any distance: of transfers, and of what states its day. Empty for all others.</summary>
    public static ImmutableArray<long> Beyond(Comparand comparand)
    {
        ArgumentNullException.ThrowIfNull(comparand);
        return comparand.What is { } what && (what.Transfer is not null || (what.Time?.Earliest ?? what.Time?.Latest) is not null) ? [.. Of(comparand, Far)] : [];
    }

    private static HashSet<long> Of(Comparand comparand, ulong salt)
    {
        ArgumentNullException.ThrowIfNull(comparand);
        ContentTerms terms = comparand.Terms;
        string[] matter = [.. Enumerable.Range(0, terms.Matter.Length).OrderByDescending(at => terms.Weighed[at]).ThenBy(at => at).Take(Words).Select(at => terms.Matter[at])];
        HashSet<long> keys = [];
        foreach (string name in terms.Names.Concat(comparand.Parties).Distinct(StringComparer.Ordinal).Take(Parties))
        {
            foreach (string word in matter)
            {
                keys.Add(Mix(Hash(word) ^ (Hash(name) * 31) ^ salt));
            }
        }

        for (int i = 0; i < Math.Min(Pairs, matter.Length); i++)
        {
            for (int j = i + 1; j < Math.Min(Pairs, matter.Length); j++)
            {
                keys.Add(Mix(Hash(matter[i]) ^ Hash(matter[j]) ^ salt));
            }
        }

        // Short contents share one word: "the gunman acted alone".
        if (matter.Length == 1)
        {
            keys.Add(Mix(Hash(matter[0]) ^ salt));
        }

        return keys;
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
    private static long Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9ul;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBul;
        return unchecked((long)(hash ^ (hash >> 31)));
    }
}
