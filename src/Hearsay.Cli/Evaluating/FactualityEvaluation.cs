using System.Text.Json;
using Hearsay.Reading;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Cli.Evaluating;

/// <summary>
/// How well the factuality of predicates agrees with people's: Pearson's r on the development part of UDS It-Happened (−3 did not happen … +3 happened), over the corpus's own
/// tokens with our own tags and trees; what is no predicate by our tags is undecided, 0. The corpus asks whether a thing happened and not how a source puts it, so what is planned, wished and denied all lies below zero.
/// </summary>
/// <param name="shared">Folder that holds the data.</param>
internal sealed class FactualityEvaluation(string shared)
{
    /// <summary>Reads the corpus and compares.</summary>
    /// <returns>Pearson's r, −1 … 1, and the number of predicates.</returns>
    public (double Correlation, int Predicates) Run(Reader reader, CancellationToken cancellationToken)
    {
        List<(double Gold, double Ours)> pairs = [];
        foreach (string line in File.ReadLines(Path.Combine(shared, "data", "factuality", "UDS_IH2", "dev.jsonl")))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var json = JsonDocument.Parse(line);
            var text = new RawText(json.RootElement.GetProperty("text").GetString()!);
            Tokens tokens = Spaced(text);
            Document doc = reader.Read(new Article("sentence", text), tokens, new Sentences([0], [0], tokens.Count));
            foreach (JsonElement target in json.RootElement.GetProperty("targets").EnumerateArray())
            {
                int predicate = target.GetProperty("span1")[0].GetInt32();
                pairs.Add((target.GetProperty("label").GetDouble(), doc.Happenings[predicate] ?? 0));
            }
        }

        return (Pearson(pairs), pairs.Count);
    }

    /// <summary>The tokens of a text that is written with one space between any two.</summary>
    private static Tokens Spaced(RawText text)
    {
        List<int> starts = [];
        List<int> ends = [];
        foreach (Range word in text.AsSpan().Split(' '))
        {
            (int start, int length) = word.GetOffsetAndLength(text.AsSpan().Length);
            starts.Add(start);
            ends.Add(start + length);
        }

        return new Tokens(text, [.. starts], [.. ends]);
    }

    private static double Pearson(List<(double Gold, double Ours)> pairs)
    {
        double gold = pairs.Average(pair => pair.Gold);
        double ours = pairs.Average(pair => pair.Ours);
        double both = pairs.Sum(pair => (pair.Gold - gold) * (pair.Ours - ours));
        return both / Math.Sqrt(pairs.Sum(pair => (pair.Gold - gold) * (pair.Gold - gold)) * pairs.Sum(pair => (pair.Ours - ours) * (pair.Ours - ours)));
    }
}
