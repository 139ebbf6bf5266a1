using System.IO.Compression;
using System.Text;
using Hearsay.Reading.Network;
using Hearsay.Reading.Tokenizing;
using Hearsay.Text;
using Hearsay.Text.Formats;
using Hearsay.Text.Layers;

namespace Hearsay.Training;

/// <summary>
/// Trains the borders of sentences on the training parts of EWT and GUM: logistic regression over hashed features by AdaGrad (Duchi, Hazan and Singer 2011), along its own
/// decisions rather than the treebank's, because features look back at the last border. Seeded; the same data give the same bytes.
/// </summary>
internal static class SentenceTrainer
{
    private const int Epochs = 14;

    /// <summary>The first epochs go along the treebank's borders, the later ones along their own.</summary>
    private const int GuidedEpochs = 3;
    private const int Folds = 5;
    private const float Rate = 0.2f;
    private const float Decay = 2e-6f;

    /// <summary>Trains on everything and writes the model.</summary>
    public static void Train(string shared, string model)
    {
        List<Example> all = Read(shared, "train");
        (sbyte[] weights, int bias) = Quantize(Fit(all, Epochs));
        string recipe = $"{{\"data\": \"UD English EWT and GUM 2.16, training parts\", \"documents\": {all.Count}, \"epochs\": {Epochs}, \"templates\": {BoundaryCursor.Templates}}}";
        byte[] words = Encoding.UTF8.GetBytes(recipe);
        using (FileStream file = File.Create(model))
        {
            ModelFile.Write(file, [("recipe", [words.Length], words), ("weights", [weights.Length], weights), ("bias", [1], new float[] { bias })]);
        }

        Console.WriteLine($"{model}: {new FileInfo(model).Length:N0} bytes");
    }

    /// <summary>Scores rules and model by cross-validation over the training parts, documents apart.</summary>
    public static void Validate(string shared)
    {
        List<Example> all = Read(shared, "train");
        var before = new Dictionary<string, Tally>(StringComparer.Ordinal);
        var after = new Dictionary<string, Tally>(StringComparer.Ordinal);
        for (int fold = 0; fold < Folds; fold++)
        {
            (sbyte[] weights, int bias) = Quantize(Fit([.. all.Where((_, at) => at % Folds != fold)], Epochs));
            var model = new BoundaryModel(weights, bias);
            foreach (Example example in all.Where((_, at) => at % Folds == fold))
            {
                Count(before, example, SentenceSplitter.Split(example.Tokens, model: null));
                Count(after, example, SentenceSplitter.Split(example.Tokens, model));
            }
        }

        Print(before, after);
    }

    /// <summary>Scores rules and the shipped model on the development parts.</summary>
    public static void Test(string shared)
    {
        var before = new Dictionary<string, Tally>(StringComparer.Ordinal);
        var after = new Dictionary<string, Tally>(StringComparer.Ordinal);
        foreach (Example example in Read(shared, "dev"))
        {
            Count(before, example, SentenceSplitter.Split(example.Tokens, model: null));
            Count(after, example, SentenceSplitter.Split(example.Tokens));
        }

        Print(before, after);
    }

    private static void Print(Dictionary<string, Tally> before, Dictionary<string, Tally> after)
    {
        foreach ((string name, Tally tally) in before.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Console.WriteLine($"{name,-24} rules {tally.F1:F1}  model {after[name].F1:F1}  sentences {tally.Gold}");
        }
    }

    private static void Count(Dictionary<string, Tally> tallies, Example example, Sentences found)
    {
        HashSet<TextSpan> system = [.. Enumerable.Range(0, found.Count).Select(sentence => example.Tokens.Span(found[sentence]))];
        foreach (string name in new[] { example.Genre, example.Genre.Split(' ')[0] })
        {
            Tally tally = tallies.TryGetValue(name, out Tally? known) ? known : tallies[name] = new Tally();
            tally.Gold += example.Gold.Count;
            tally.System += system.Count;
            tally.Both += example.Gold.Count(system.Contains);
        }
    }

    private static float[] Fit(List<Example> examples, int epochs)
    {
        float[] weights = new float[BoundaryModel.Buckets + 1];
        float[] squares = new float[weights.Length];
        float[] sums = new float[weights.Length];
        Array.Fill(squares, 1f);
        var random = new Random(1);
        Example[] order = [.. examples];
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (Example example in order)
            {
                SentenceSplitter.Split(example.Tokens, (token, features) =>
                {
                    float sum = weights[^1];
                    foreach (int feature in features)
                    {
                        sum += weights[feature];
                    }

                    bool border = example.Starts.Contains(token);
                    float gradient = (1 / (1 + MathF.Exp(-sum))) - (border ? 1 : 0);
                    Step(weights.Length - 1);
                    foreach (int feature in features)
                    {
                        Step(feature);
                    }

                    return epoch < GuidedEpochs ? border : sum > 0;

                    void Step(int feature)
                    {
                        float slope = gradient + (Decay * weights[feature]);
                        squares[feature] += slope * slope;
                        weights[feature] -= Rate * slope / MathF.Sqrt(squares[feature]);
                    }
                });
            }

            if (epoch >= epochs / 2)
            {
                for (int i = 0; i < weights.Length; i++)
                {
                    sums[i] += weights[i];
                }
            }
        }

        return Array.ConvertAll(sums, sum => sum / (epochs - (epochs / 2)));
    }

    private static (sbyte[] Weights, int Bias) Quantize(float[] weights) =>
        (Array.ConvertAll(weights[..^1], weight => (sbyte)Math.Clamp(MathF.Round(weight * BoundaryModel.Unit), -127, 127)), (int)MathF.Round(weights[^1] * BoundaryModel.Unit));

    private static List<Example> Read(string shared, string part)
    {
        List<Example> examples = [];
        foreach (string corpus in new[] { "en_ewt", "en_gum-clean" })
        {
            using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(shared, "data/ud", $"{corpus}-{part}.conllu.gz")), CompressionMode.Decompress));
            foreach (ConlluDocument doc in ConlluReader.Read(reader))
            {
                string genre = corpus == "en_ewt" ? "EWT " + doc.Id.Split('-')[0] : "GUM " + doc.Id.Split('_')[1];
                Tokens tokens = Tokenizer.Tokenize(doc.Tokens.Text);
                HashSet<TextSpan> gold = [.. Enumerable.Range(0, doc.Sentences.Count).Select(sentence => doc.Tokens.Span(doc.Sentences[sentence]))];
                HashSet<int> begins = [.. gold.Select(span => span.Start)];
                examples.Add(new Example(genre, tokens, [.. Enumerable.Range(0, tokens.Count).Where(token => begins.Contains(tokens.Starts[token]))], gold));
            }
        }

        return examples;
    }

    private sealed record Example(string Genre, Tokens Tokens, HashSet<int> Starts, HashSet<TextSpan> Gold);

    private sealed class Tally
    {
        public int Gold { get; set; }

        public int System { get; set; }

        public int Both { get; set; }

        public double F1 => 200.0 * Both / Math.Max(1, Gold + System);
    }
}
