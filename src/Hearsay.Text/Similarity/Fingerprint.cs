using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Hearsay.Text.Similarity;

/// <summary>
/// What is kept of a text to compare it with others: a hash of each word, in order, and whether the word is reported (<see cref="ReportedWords"/>).
/// Case, punctuation and line breaks do not count. Runs of words (shingles; Broder 1997) are hashed from these. Immutable and safe to share between threads.
/// Stored as bytes, format 1 (<see cref="ToBytes"/>), since 0.2.
/// </summary>
public sealed class Fingerprint
{
    /// <summary>Words in a run that two texts must share to count as shared wording: shorter ones are set phrases.</summary>
    public const int RunLength = 5;

    /// <summary>Words that are kept: four times the longest articles there are; the rest of a longer text does not count.</summary>
    public const int LongestText = 1 << 16;

    /// <summary>Words in a run whose hash is looked up: one more than <see cref="RunLength"/>, which halves the chance finds.</summary>
    private const int BandLength = 6;

    /// <summary>One run in so many is looked up, chosen by its hash: the same choice in every text, so that an excerpt keeps the choice of the whole.</summary>
    private const int BandRate = 12;

    /// <summary>Runs that even the shortest text is looked up by.</summary>
    private const int FewestBands = 4;

    private const byte Format = 1;
    private const uint ReportedBit = 1u << 31;

    private readonly uint[] _words;
    private readonly Lazy<(ulong[] Own, ulong[] Reported)> _runs;
    private readonly Lazy<ImmutableArray<ulong>> _bands;

    private Fingerprint(uint[] words)
    {
        _words = words;
        _runs = new Lazy<(ulong[], ulong[])>(SortRuns);
        _bands = new Lazy<ImmutableArray<ulong>>(ChooseBands);
    }

    /// <summary>Number of words kept.</summary>
    public int Words => _words.Length;

    /// <summary>
    /// Keys to look up texts that may share wording: put them in an index, each with the text, and compare with every text that shares one. Distinct, ascending,
    /// about one for every twelve words, at least four where there are as many runs. Reported words count: they find the same statement.
    /// </summary>
    public ImmutableArray<ulong> Bands => _bands.Value;

    /// <summary>Hashes of the runs of <see cref="RunLength"/> words that nowhere in the text are reported; distinct, ascending.</summary>
    internal ReadOnlySpan<ulong> Own => _runs.Value.Own;

    /// <summary>Hashes of the runs that hold a reported word; distinct, ascending.</summary>
    internal ReadOnlySpan<ulong> Reported => _runs.Value.Reported;

    /// <summary>The fingerprint of a text.</summary>
    public static Fingerprint Of(RawText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        IReadOnlyList<TextSpan> reported = ReportedWords.Find(text);
        ReadOnlySpan<char> all = text.AsSpan();
        var words = new List<uint>();
        int next = 0;
        for (int i = 0; i < all.Length && words.Count < LongestText;)
        {
            if (!char.IsLetterOrDigit(all[i]) && !char.IsSurrogate(all[i]))
            {
                i++;
                continue;
            }

            int start = i;
            uint hash = 2166136261;
            while (i < all.Length && (char.IsLetterOrDigit(all[i]) || char.IsSurrogate(all[i]) || IsInner(all, i)))
            {
                char letter = all[i] == '’' ? '\'' : char.ToLowerInvariant(all[i]);
                hash = (hash ^ letter) * 16777619;
                i++;
            }

            while (next < reported.Count && reported[next].End <= start)
            {
                next++;
            }

            bool isReported = next < reported.Count && reported[next].Start <= start;
            hash ^= hash >> 15;
            words.Add((hash & ~ReportedBit) | (isReported ? ReportedBit : 0));
        }

        return new Fingerprint([.. words]);
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are no fingerprint of a known format.</exception>
    public static Fingerprint FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % 4 != 1 || bytes[0] != Format || bytes.Length / 4 > LongestText)
        {
            throw new InvalidDataException($"{bytes.Length} bytes that begin with {(bytes.IsEmpty ? "nothing" : bytes[0].ToString(System.Globalization.CultureInfo.InvariantCulture))} are no fingerprint of format {Format}");
        }

        uint[] words = new uint[bytes.Length / 4];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(1 + (4 * i))..]);
        }

        return new Fingerprint(words);
    }

    /// <summary>A byte for the format, then four per word, little-endian: 31 bits of hash (FNV-1a, lower case) and, highest, whether it is reported.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[1 + (4 * _words.Length)];
        bytes[0] = Format;
        for (int i = 0; i < _words.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(1 + (4 * i)), _words[i]);
        }

        return bytes;
    }

    /// <summary>True when the word is somebody's reported words.</summary>
    internal bool IsReported(int word) => (_words[word] & ReportedBit) != 0;

    /// <summary>Hash of the run of <see cref="RunLength"/> words that begins at <paramref name="word"/>.</summary>
    internal ulong Run(int word) => Run(word, RunLength);

    /// <summary>True when a word of the run that begins at <paramref name="word"/> is reported.</summary>
    internal bool IsReportedRun(int word)
    {
        for (int i = word; i < word + RunLength; i++)
        {
            if (IsReported(i))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInner(ReadOnlySpan<char> all, int i) => all[i] is '\'' or '’' && i + 1 < all.Length && char.IsLetterOrDigit(all[i + 1]);

    /// <summary>Each word goes through the finalizer of SplitMix64 (Steele and others 2014), so that the order counts.</summary>
    private ulong Run(int word, int length)
    {
        ulong hash = 0x9E3779B97F4A7C15ul;
        for (int i = word; i < word + length; i++)
        {
            hash += (_words[i] & ~ReportedBit) + 0x9E3779B97F4A7C15ul;
            hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9ul;
            hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBul;
            hash ^= hash >> 31;
        }

        return hash;
    }

    private (ulong[] Own, ulong[] Reported) SortRuns()
    {
        var own = new HashSet<ulong>();
        var reported = new HashSet<ulong>();
        for (int i = 0; i + RunLength <= _words.Length; i++)
        {
            (IsReportedRun(i) ? reported : own).Add(Run(i));
        }

        own.ExceptWith(reported);
        ulong[] ownSorted = [.. own];
        ulong[] reportedSorted = [.. reported];
        Array.Sort(ownSorted);
        Array.Sort(reportedSorted);
        return (ownSorted, reportedSorted);
    }

    private ImmutableArray<ulong> ChooseBands()
    {
        var all = new HashSet<ulong>();
        for (int i = 0; i + BandLength <= _words.Length; i++)
        {
            all.Add(Run(i, BandLength));
        }

        ulong[] sorted = [.. all];
        Array.Sort(sorted);
        int chosen = sorted.Count(hash => hash % BandRate == 0);
        IEnumerable<ulong> bands = sorted.Where(hash => hash % BandRate == 0);
        return chosen >= FewestBands ? [.. bands] : [.. bands.Concat(sorted.Take(FewestBands)).Distinct().Order()];
    }
}
