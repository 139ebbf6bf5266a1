using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hearsay.Reading;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Cli.Evaluating;

/// <summary>
/// Sources and contents in FactAppeal, single sentences of news. A span is right when its first and last words are those of the corpus, and right softly when it
/// shares half its words with one there. What other people only believe or want is no claim to this corpus, so precision is low by design.
/// </summary>
internal sealed class SentenceAttributions
{
    private readonly int[] _exact = new int[2];
    private readonly int[] _soft = new int[2];
    private readonly int[] _found = new int[2];
    private readonly int[] _gold = new int[2];
    private int _sentences;

    /// <summary>Reads FactAppeal dev.</summary>
    public static SentenceAttributions Of(string shared, Reader reader, CancellationToken cancellationToken)
    {
        var scores = new SentenceAttributions();
        foreach ((JsonElement json, Article article) in GoldAttribution.Documents(Path.Combine(shared, "data", "attribution", "factappeal-dev.jsonl.gz")))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Document doc = reader.Read(article, AttributionConvention.Parc);
            IEnumerable<Attribution> found = doc.Attributions.Where(a => a.Parent < 0);
            scores._sentences++;
            scores.Add(0, [.. found.Select(a => GoldAttribution.Words([a.Source], doc.Tokens))], Gold(json.GetProperty("source"), doc.Tokens));
            scores.Add(1, [.. found.SelectMany(a => a.Content).Select(range => GoldAttribution.Words([range], doc.Tokens))], Gold(json.GetProperty("content"), doc.Tokens));
        }

        return scores;
    }

    /// <summary>For people.</summary>
    public void ToTable(StringBuilder to)
    {
        to.Append(CultureInfo.InvariantCulture, $"\n{"FactAppeal dev",-28}{"P",9}{"R",9}{"F1",9}{"soft F1",9}{"gold",9}{"system",9}\n");
        for (int role = 0; role < 2; role++)
        {
            to.Append(CultureInfo.InvariantCulture, $"{(role == 0 ? "source" : "content"),-28}{Percent(_exact[role], _found[role]),9:F1}{Percent(_exact[role], _gold[role]),9:F1}{F1(_exact, role),9:F1}{F1(_soft, role),9:F1}{_gold[role],9}{_found[role],9}\n");
        }
    }

    /// <summary>For machines.</summary>
    public JsonObject ToJson()
    {
        JsonObject Role(int role) => new() { ["f1"] = F1(_exact, role), ["soft_f1"] = F1(_soft, role), ["precision"] = Percent(_exact[role], _found[role]), ["recall"] = Percent(_exact[role], _gold[role]), ["gold"] = _gold[role], ["system"] = _found[role] };
        return new JsonObject { ["sentences"] = _sentences, ["source"] = Role(0), ["content"] = Role(1) };
    }

    private static List<HashSet<int>> Gold(JsonElement spans, Tokens tokens) =>
        [.. spans.EnumerateArray().Select(span => GoldAttribution.Words(JsonElement.Parse($"[{span.GetRawText()}]"), tokens))];

    private void Add(int role, List<HashSet<int>> found, List<HashSet<int>> gold)
    {
        List<HashSet<int>> Distinct(List<HashSet<int>> spans) => [.. spans.Where(words => words.Count > 0).DistinctBy(words => (words.Min(), words.Max()))];
        found = Distinct(found);
        gold = Distinct(gold);
        _found[role] += found.Count;
        _gold[role] += gold.Count;
        _exact[role] += gold.Count(words => found.Any(other => other.Min() == words.Min() && other.Max() == words.Max()));
        _soft[role] += gold.Count(words => found.Any(other => GoldAttribution.Jaccard(words, other) >= 0.5));
    }

    private double F1(int[] right, int role) => Percent(2 * right[role], _found[role] + _gold[role]);

    private static double Percent(int part, int whole) => whole == 0 ? 0 : Math.Round(100.0 * part / whole, 1, MidpointRounding.AwayFromZero);
}
