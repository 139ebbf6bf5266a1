using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Hearsay.Claims.Origins;
using Hearsay.Claims.Parties;
using Hearsay.Text;
using Hearsay.Text.Similarity;

namespace Hearsay.Cli.Evaluating;

/// <summary>Wire copies: labelled pairs of articles, in clusters of one story each.</summary>
/// <param name="shared">Folder that holds data.</param>
internal sealed class CopyEvaluation(string shared)
{
    private const int Folds = 5;

    private static readonly ImmutableArray<string> CopyLabels = ["copy", "edited", "partial"];

    private static readonly ImmutableArray<CopyThresholds> Grid =
    [
        .. from containment in new[] { 0.35, 0.4, 0.45, 0.5, 0.55, 0.6 }
           from spread in new[] { 0.1, 0.15, 0.2, 0.25, 0.3 }
           from passages in new[] { 2, 3, 4, 5, 6 }
           select new CopyThresholds(containment, spread, passages),
    ];

    /// <summary>Judges every labelled pair, and every pair of documents of different clusters that shares a key.</summary>
    public async Task<CopyScores> RunAsync(CancellationToken cancellationToken)
    {
        var documents = new Dictionary<string, (string Cluster, Fingerprint Fingerprint, Lineage Lineage)>(StringComparer.Ordinal);
        var pairs = new List<LabelledPair>();
        await using FileStream packed = File.OpenRead(Path.Combine(shared, "data", "wirecopies", "wirecopies-dev.jsonl.gz"));
        using var lines = new StreamReader(new GZipStream(packed, CompressionMode.Decompress), Encoding.UTF8);
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            using JsonDocument json = JsonDocument.Parse(line);
            string cluster = json.RootElement.GetProperty("cluster").GetString()!;
            foreach (JsonElement member in json.RootElement.GetProperty("members").EnumerateArray())
            {
                var article = new Article(
                    member.GetProperty("id").GetString()!,
                    new RawText(member.GetProperty("text").GetString()!),
                    Outlet: member.GetProperty("site").GetString(),
                    Published: PublicationDate.TryParse(member.GetProperty("published").GetString()));
                documents[article.Id] = (cluster, Fingerprint.Of(article.Text), Lineage.Find(article, PartyRegistry.Standard));
            }

            foreach (JsonElement pair in json.RootElement.GetProperty("pairs").EnumerateArray())
            {
                (string Id, Fingerprint Text, Lineage Lineage) Side(string key)
                {
                    string id = pair.GetProperty(key).GetString()!;
                    return (id, documents[id].Fingerprint, documents[id].Lineage);
                }

                (string Id, Fingerprint Text, Lineage Lineage) a = Side("a");
                (string Id, Fingerprint Text, Lineage Lineage) b = Side("b");
                CopyVerdict verdict = CopyDetector.Judge(a.Text, a.Lineage, b.Text, b.Lineage);
                pairs.Add(new LabelledPair(cluster, pair.GetProperty("label").GetString()!, a.Id, b.Id, verdict, a.Text.Bands.Intersect(b.Text.Bands).Any()));
            }
        }

        return Score(documents.ToDictionary(entry => entry.Key, entry => (entry.Value.Cluster, entry.Value.Fingerprint, (Lineage?)entry.Value.Lineage), StringComparer.Ordinal), pairs);
    }

    private static CopyScores Score(Dictionary<string, (string Cluster, Fingerprint Fingerprint, Lineage? Lineage)> documents, List<LabelledPair> pairs)
    {
        var families = new CopyFamilies();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        int across = 0;
        string[] clusters = [.. documents.Values.Select(document => document.Cluster)];
        foreach ((string id, (string cluster, Fingerprint fingerprint, Lineage? lineage)) in documents)
        {
            numbers[id] = families.Count;
            across += families.Add(fingerprint, lineage).Count(found => found.Verdict.IsCopy && clusters[found.Document] != cluster);
        }

        long sameCluster = clusters.CountBy(cluster => cluster).Sum(cluster => (long)cluster.Value * (cluster.Value - 1) / 2);
        LabelledPair[] copies = [.. pairs.Where(IsCopy)];
        return new CopyScores(
            [
                Count("as shipped", pairs, pair => pair.Verdict.IsCopy),
                CrossValidate(pairs),
                Count("in families", pairs, pair => families.FamilyOf(numbers[pair.First]) == families.FamilyOf(numbers[pair.Second])),
                Count("shared wording alone, .45", pairs, pair => pair.Verdict.Overlap.Containment >= 0.45),
            ],
            [
                .. pairs.GroupBy(pair => pair.Label).OrderByDescending(IsCopy).ThenByDescending(label => label.Count()).Select(label =>
                    (label.Key, label.Count(), label.Count(pair => pair.Verdict.IsCopy), label.Count(pair => NameOf(pair.Verdict.Relation) == label.Key))),
            ],
            (copies.Count(pair => pair.SharesBand), copies.Length),
            (across, (int)(((long)clusters.Length * (clusters.Length - 1) / 2) - sameCluster)));
    }

    private static bool IsCopy(IGrouping<string, LabelledPair> label) => CopyLabels.Contains(label.Key);

    private static bool IsCopy(LabelledPair pair) => CopyLabels.Contains(pair.Label);

    private static string NameOf(CopyRelation relation) => relation == CopyRelation.SameStatement ? "same-statement" : relation.ToString().ToLowerInvariant();

    /// <summary>Thresholds chosen on four fifths of the clusters, counted on the fifth, five times over: how well the choice carries over.</summary>
    private static (string Way, int Right, int Wrong, int Missed) CrossValidate(List<LabelledPair> pairs)
    {
        string[] clusters = [.. pairs.Select(pair => pair.Cluster).Distinct().Order(StringComparer.Ordinal)];
        (int Right, int Wrong, int Missed) sum = default;
        for (int fold = 0; fold < Folds; fold++)
        {
            HashSet<string> held = [.. clusters.Where((_, index) => index % Folds == fold)];
            LabelledPair[] chosenOn = [.. pairs.Where(pair => !held.Contains(pair.Cluster))];
            CopyThresholds best = Grid.MaxBy(thresholds => F1(Count("", chosenOn, pair => CopyDetector.AreCopies(pair.Verdict.Overlap, thresholds))));
            (_, int right, int wrong, int missed) = Count("", pairs.Where(pair => held.Contains(pair.Cluster)), pair => CopyDetector.AreCopies(pair.Verdict.Overlap, best));
            sum = (sum.Right + right, sum.Wrong + wrong, sum.Missed + missed);
        }

        return ("thresholds cross-validated", sum.Right, sum.Wrong, sum.Missed);
    }

    private static double F1((string Way, int Right, int Wrong, int Missed) count) => count.Right == 0 ? 0 : 2.0 * count.Right / ((2 * count.Right) + count.Wrong + count.Missed);

    private static (string Way, int Right, int Wrong, int Missed) Count(string way, IEnumerable<LabelledPair> pairs, Func<LabelledPair, bool> joined)
    {
        (int right, int wrong, int missed) = (0, 0, 0);
        foreach (LabelledPair pair in pairs.Where(pair => pair.Label != "derived"))
        {
            bool isCopy = IsCopy(pair);
            bool isJoined = joined(pair);
            right += isCopy && isJoined ? 1 : 0;
            wrong += !isCopy && isJoined ? 1 : 0;
            missed += isCopy && !isJoined ? 1 : 0;
        }

        return (way, right, wrong, missed);
    }

    /// <summary>A labelled pair and what was made of it.</summary>
    private sealed record LabelledPair(string Cluster, string Label, string First, string Second, CopyVerdict Verdict, bool SharesBand);
}
