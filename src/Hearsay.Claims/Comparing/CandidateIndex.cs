namespace Hearsay.Claims.Comparing;

/// <summary>The comparands by their <see cref="CandidateKeys"/>, sorted: 16 bytes a key.</summary>
internal sealed class CandidateIndex
{
    private readonly (long Key, int Day, int Comparand)[] _entries;
    private readonly int[] _seen;
    private int _round;

    private CandidateIndex((long Key, int Day, int Comparand)[] entries, int comparands)
    {
        _entries = entries;
        _seen = new int[comparands];
    }

    /// <summary>Indexes all.</summary>
    public static CandidateIndex Of(Comparand[] comparands)
    {
        var entries = new List<(long Key, int Day, int Comparand)>(comparands.Length * 16);
        for (int at = 0; at < comparands.Length; at++)
        {
            int day = comparands[at].Report.Published?.DayNumber ?? 0;
            foreach (long key in CandidateKeys.Near(comparands[at]))
            {
                entries.Add((key, day, at));
            }

            foreach (long key in CandidateKeys.Beyond(comparands[at]))
            {
                entries.Add((key, 0, at));
            }
        }

        (long Key, int Day, int Comparand)[] sorted = [.. entries];
        Array.Sort(sorted);
        return new CandidateIndex(sorted, comparands.Length);
    }

    /// <summary>Those that share a key with one, within the reach of days; each once.</summary>
    public void Find(Comparand[] comparands, int at, List<int> found)
    {
        found.Clear();
        _round++;
        Comparand comparand = comparands[at];
        int? day = comparand.Report.Published?.DayNumber;
        foreach (long key in CandidateKeys.Near(comparand).AddRange(CandidateKeys.Beyond(comparand)))
        {
            Collect(key, 0, 0, found);
            Collect(key, day is { } from ? from - CandidateKeys.Reach : 1, day is { } to ? to + CandidateKeys.Reach : int.MaxValue, found);
        }
    }

    private void Collect(long key, int first, int last, List<int> found)
    {
        int at = Array.BinarySearch(_entries, (key, first, -1));
        for (at = at < 0 ? ~at : at; at < _entries.Length && _entries[at].Key == key && _entries[at].Day <= last; at++)
        {
            int comparand = _entries[at].Comparand;
            if (_seen[comparand] != _round)
            {
                _seen[comparand] = _round;
                found.Add(comparand);
            }
        }
    }
}
