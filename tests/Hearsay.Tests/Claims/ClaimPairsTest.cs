using System.Collections.Immutable;
using System.Globalization;
using Hearsay.Claims;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Extracting;
using Hearsay.Reading;
using Hearsay.Text;

namespace Hearsay.Tests.Claims;

/// <summary>
/// Pairs of short reports (tests/data/comparing/pairs.txt) through the whole chain: read, and told to be about the same proposition, contradictory or different. The uneven lines are for tuning; the
/// even ones were looked at for the final figure only.
/// </summary>
public sealed class ClaimPairsTest(ITestOutputHelper output)
{
    private static readonly string[] Verdicts = ["same", "contradictory", "different"];

    [Fact]
    public void The_same_proposition_is_told_from_another_one_and_from_its_contrary()
    {
        var reader = Reader.Load();
        var extractor = new ClaimExtractor();
        string[][] pairs = [.. File.ReadLines(Repository.PathOf("tests", "data", "comparing", "pairs.txt")).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('|'))];
        Assert.True(pairs.Length >= 300, $"{pairs.Length} pairs");
        int[][,] confusions = [new int[3, 3], new int[3, 3]];
        for (int at = 0; at < pairs.Length; at++)
        {
            string[] pair = pairs[at];
            confusions[at % 2][Array.IndexOf(Verdicts, pair[0]), Judge(Read(reader, extractor, pair[1], pair[2]), Read(reader, extractor, pair[3], pair[4]))]++;
        }

        (double tunedSame, double tunedContrary) = Tell("tuning half", confusions[0]);
        (double finalSame, double finalContrary) = Tell("final half", confusions[1]);
        var all = new int[3, 3];
        for (int i = 0; i < 9; i++)
        {
            all[i / 3, i % 3] = confusions[0][i / 3, i % 3] + confusions[1][i / 3, i % 3];
        }

        (double same, double contrary) = Tell("all", all);
        Assert.True(same >= 85, $"same: F1 {same:F1}");
        Assert.True(contrary >= 80, $"contradictory: F1 {contrary:F1}");
        Assert.True(Math.Min(tunedSame, finalSame) >= 80 && Math.Min(tunedContrary, finalContrary) >= 75, "one half is much worse than the other");
    }

    private static Comparand[] Read(Reader reader, ClaimExtractor extractor, string day, string text)
    {
        var article = new Article(text, new RawText(text), null, null, PublicationDate.TryParse(day));
        return [.. extractor.Extract(reader.Read(article)).SelectMany(claim => Comparand.Of(new ClaimReport(claim, text, null, DateOnly.Parse(day, CultureInfo.InvariantCulture), null, [])))];
    }

    /// <summary>Index of the verdict: contradictory where some pair of comparands that are alike cannot both be true, same where none is.</summary>
    private static int Judge(Comparand[] ones, Comparand[] others)
    {
        ImmutableArray<(Comparand One, Comparand Other)> alike = [.. ones.SelectMany(one => others.Select(other => (one, other))).Where(pair => Likeness.Of(pair.one, pair.other) >= Likeness.Same)];
        return alike.Any(pair => Contradiction.OfSides(pair.One, pair.Other) || Contradiction.OfNumbers(pair.One, pair.Other)) ? 1 : alike.IsEmpty ? 2 : 0;
    }

    private (double Same, double Contradictory) Tell(string half, int[,] confusion)
    {
        double F1(int kind)
        {
            int wrong = Enumerable.Range(0, 3).Where(other => other != kind).Sum(other => confusion[other, kind] + confusion[kind, other]);
            return 200.0 * confusion[kind, kind] / ((2 * confusion[kind, kind]) + wrong);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{half}: same F1 {F1(0):F1}, contradictory F1 {F1(1):F1}"));
        return (F1(0), F1(1));
    }
}
