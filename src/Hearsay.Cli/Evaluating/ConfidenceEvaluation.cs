using System.Collections.Immutable;
using System.Text.Json;
using Hearsay.Reading;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Cli.Evaluating;

/// <summary>Whether the reader is right as often as its confidence says, on PolNeAR dev.</summary>
/// <param name="shared">Folder that holds data.</param>
internal sealed class ConfidenceEvaluation(string shared)
{
    /// <summary>Confidence from which attributions are looked at here.</summary>
    private const float Least = 0.05f;

    /// <summary>Reads every document with a reader that leaves out next to nothing.</summary>
    /// <returns>Null without the corpus.</returns>
    public ConfidenceScores Run(CancellationToken cancellationToken)
    {
        Reader reader = Reader.Load(Least);
        var judged = ImmutableArray.CreateBuilder<(float Confidence, bool Right)>();
        int all = 0;
        foreach ((JsonElement json, Article article) in GoldAttribution.Documents(Path.Combine(shared, "data", "attribution", "polnear-dev.jsonl.gz")))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Document doc = reader.Read(article, AttributionConvention.Parc);
            List<GoldAttribution> gold = [.. json.GetProperty("attributions").EnumerateArray().Select(a => new GoldAttribution(
                GoldAttribution.Words(a.GetProperty("cue"), doc.Tokens), GoldAttribution.Words(a.GetProperty("source"), doc.Tokens), GoldAttribution.Words(a.GetProperty("content"), doc.Tokens)))];
            all += gold.Count;

            // The surer ones choose first, so that whether one is right does not depend on what a lower threshold adds. What is nested is not in the corpus.
            foreach (Attribution found in doc.Attributions.Where(a => a.Parent < 0).OrderByDescending(a => a.Confidence))
            {
                HashSet<int> cue = GoldAttribution.Words([found.Cue], doc.Tokens);
                HashSet<int> source = GoldAttribution.Words([found.Source], doc.Tokens);
                HashSet<int> content = GoldAttribution.Words(found.Content, doc.Tokens);
                int same = gold.FindIndex(a => (a.Cue.Overlaps(cue) || (cue.Count == 0 && a.Cue.Count == 0)) && GoldAttribution.Jaccard(a.Source, source) >= 0.5 && GoldAttribution.Jaccard(a.Content, content) >= 0.5);
                judged.Add((found.Confidence, same >= 0));
                if (same >= 0)
                {
                    gold.RemoveAt(same);
                }
            }
        }

        return new ConfidenceScores(judged.ToImmutable(), all);
    }
}
