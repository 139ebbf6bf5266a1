namespace Hearsay.Text.Similarity;

/// <summary>
/// How much wording two texts share, measured in runs of <see cref="Fingerprint.RunLength"/> words. What either text gives as somebody's reported words is counted
/// apart, wherever it stands in the other.
/// </summary>
/// <param name="Containment">Share of the shorter text's own runs that the other has, 0 … 1. Jaccard's measure would miss an abridged copy.</param>
/// <param name="OfFirst">Share of the first text's own runs that the second has.</param>
/// <param name="OfSecond">Share of the second text's own runs that the first has.</param>
/// <param name="Passages">Separate stretches of at least <see cref="ShortestPassage"/> own words that are shared, counted in the text where there are fewer. A copy shares many, all over the text; a quoted document or a footer is one.</param>
/// <param name="Shared">Distinct own runs that are shared.</param>
/// <param name="SharedReported">Distinct shared runs that at least one of the texts gives as reported words.</param>
public readonly record struct Overlap(double Containment, double OfFirst, double OfSecond, int Passages, int Shared, int SharedReported)
{
    /// <summary>Words that make a passage: shorter stretches are shared by chance, as titles and offices are.</summary>
    public const int ShortestPassage = 8;

    /// <summary>Compares two texts. The order of the texts changes nothing but <see cref="OfFirst"/> and <see cref="OfSecond"/>.</summary>
    public static Overlap Measure(Fingerprint first, Fingerprint second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        HashSet<ulong> shared = [];
        ForEachShared(first.Own, second.Own, run => shared.Add(run));
        int reported = Count(first.Reported, second.Reported);
        int firstInReported = Count(first.Own, second.Reported);
        int secondInReported = Count(first.Reported, second.Own);
        double ofFirst = Share(shared.Count, first.Own.Length - firstInReported);
        double ofSecond = Share(shared.Count, second.Own.Length - secondInReported);
        int passages = shared.Count == 0 ? 0 : Math.Min(CountPassages(first, shared), CountPassages(second, shared));
        return new Overlap(Math.Max(ofFirst, ofSecond), ofFirst, ofSecond, passages, shared.Count, reported + firstInReported + secondInReported);
    }

    private static double Share(int part, int whole) => whole <= 0 ? 0 : (double)part / whole;

    private static int CountPassages(Fingerprint text, HashSet<ulong> shared)
    {
        int passages = 0;
        int start = 0;
        int end = -1;
        for (int i = 0; i + Fingerprint.RunLength <= text.Words; i++)
        {
            if (text.IsReportedRun(i) || !shared.Contains(text.Run(i)))
            {
                continue;
            }

            if (i > end)
            {
                passages += end - start >= ShortestPassage ? 1 : 0;
                start = i;
            }

            end = i + Fingerprint.RunLength;
        }

        return passages + (end - start >= ShortestPassage ? 1 : 0);
    }

    private static int Count(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        int count = 0;
        ForEachShared(a, b, _ => count++);
        return count;
    }

    private static void ForEachShared(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Action<ulong> found)
    {
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            int order = a[i].CompareTo(b[j]);
            if (order == 0)
            {
                found(a[i]);
            }

            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
    }
}
