using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Hearsay.Reading.Network;
using Hearsay.Reading.Tokenizing;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Training;

/// <summary>
/// Skip-gram word vectors with negative sampling (Mikolov et al. 2013) over the open unlabelled text and the training texts,
/// tokenized by the product's own tokenizer. Single-threaded and seeded: the same input gives the same bytes.
/// </summary>
internal static class WordVectors
{
    public const int Dimensions = 128;
    private const int MinimumCount = 8;
    private const int MaximumWords = 40_000;
    private const int Negatives = 5;
    private const int Epochs = 2;
    private const float StartRate = 0.03f;
    private const double Subsample = 1e-4;
    private const int NegativeTable = 1 << 22;
    private const uint Seed = 20261123;

    /// <param name="shared">Folder with the corpora.</param>
    /// <param name="work">Where vocabulary and vectors go.</param>
    /// <param name="window">Words on either side that count as context: 5 gives vectors of topic, 2 vectors of grammar (Levy and Goldberg 2014).</param>
    /// <param name="name">Name of the file of vectors.</param>
    /// <param name="openOnly">Whether the news texts of PolNeAR, which state no licence, are left out.</param>
    public static void Train(string shared, string work, int window, string name, bool openOnly = false)
    {
        Directory.CreateDirectory(work);
        var clock = Stopwatch.StartNew();
        (int[] stream, string[] words, long[] counts) = Read(shared, openOnly);
        Console.WriteLine($"{stream.Length:N0} tokens, {words.Length:N0} words, {clock.Elapsed.TotalSeconds:F0} s");
        float[] vectors = SkipGram(stream, counts, window, clock);
        File.WriteAllLines(Path.Combine(work, "vocabulary.tsv"), words.Select((word, i) => $"{word}\t{counts[i]}"));
        Npy.Write<ulong>(Path.Combine(work, "vocabulary.npy"), words.Select(word => WordForm.Hash(word)).ToArray());
        Npy.Write<float>(Path.Combine(work, name + ".npy"), vectors, words.Length, Dimensions);
        foreach (string probe in (string[])["said", "accused", "moscow", "missile", "denied", "spokesman", "reportedly"])
        {
            Console.WriteLine($"{probe}: {string.Join(' ', Nearest(probe, words, vectors))}");
        }
    }

    /// <summary>Word numbers in text order, −1 between sentences; words by falling count.</summary>
    private static (int[] Stream, string[] Words, long[] Counts) Read(string shared, bool openOnly)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        var counts = new List<long>();
        var stream = new List<int>(50_000_000);
        char[] form = new char[WordForm.MaximumLength];
        foreach (string text in Texts(shared, openOnly))
        {
            Tokens tokens = Tokenizer.Tokenize(new RawText(text));
            Sentences sentences = SentenceSplitter.Split(tokens);
            for (int s = 0; s < sentences.Count; s++)
            {
                TokenRange range = sentences[s];
                for (int i = range.Start; i < range.End; i++)
                {
                    ReadOnlySpan<char> normal = form.AsSpan(0, WordForm.Normalize(tokens[i], form));
                    if (!lookup.TryGetValue(normal, out int id))
                    {
                        id = counts.Count;
                        ids.Add(normal.ToString(), id);
                        counts.Add(0);
                    }

                    counts[id]++;
                    stream.Add(id);
                }

                stream.Add(-1);
            }
        }

        (string Word, int Id)[] kept = [.. ids.Where(pair => counts[pair.Value] >= MinimumCount && pair.Key.Length > 0)
            .OrderByDescending(pair => counts[pair.Value]).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(MaximumWords).Select(pair => (pair.Key, pair.Value))];
        int[] rank = new int[counts.Count];
        Array.Fill(rank, -2);
        for (int i = 0; i < kept.Length; i++)
        {
            rank[kept[i].Id] = i;
        }

        // −2: a rare word, left out so that windows reach over it.
        int[] ranked = [.. stream.Select(id => id < 0 ? -1 : rank[id]).Where(id => id != -2)];
        return (ranked, [.. kept.Select(k => k.Word)], [.. kept.Select(k => counts[k.Id])]);
    }

    private static IEnumerable<string> Texts(string shared, bool openOnly)
    {
        foreach (string line in Corpus.OpenLines(shared))
        {
            if (line.Length > 0)
            {
                yield return line;
            }
        }

        foreach (JsonElement document in openOnly ? [] : Corpus.JsonLines(Path.Combine(shared, "data/attribution/polnear-train.jsonl.gz")))
        {
            yield return document.GetProperty("text").GetString()!;
        }
    }

    private static float[] SkipGram(int[] stream, long[] counts, int window, Stopwatch clock)
    {
        int words = counts.Length;
        float[] vectors = new float[words * Dimensions];
        float[] contexts = new float[words * Dimensions];
        uint state = Seed;
        for (int i = 0; i < vectors.Length; i++)
        {
            vectors[i] = ((Random(ref state) / (float)uint.MaxValue) - 0.5f) / Dimensions;
        }

        int[] negatives = NegativeSampling(counts);
        long total = counts.Sum();
        float[] keep = [.. counts.Select(c => (float)Math.Min(1, Math.Sqrt(Subsample * total / c) + (Subsample * total / c)))];
        long steps = (long)stream.Length * Epochs;
        long step = 0;
        float[] error = new float[Dimensions];
        int[] sentence = new int[1024];
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            int at = 0;
            while (at < stream.Length)
            {
                int length = 0;
                while (at < stream.Length && stream[at] >= 0)
                {
                    int word = stream[at++];
                    if (length < sentence.Length && Random(ref state) <= keep[word] * uint.MaxValue)
                    {
                        sentence[length++] = word;
                    }

                    step++;
                }

                at++;
                float rate = StartRate * Math.Max(0.02f, 1 - ((float)step / steps));
                for (int i = 0; i < length; i++)
                {
                    int reach = 1 + (int)(Random(ref state) % (uint)window);
                    for (int j = Math.Max(0, i - reach); j < Math.Min(length, i + reach + 1); j++)
                    {
                        if (j != i)
                        {
                            Step(vectors.AsSpan(sentence[j] * Dimensions, Dimensions), contexts, sentence[i], negatives, ref state, rate, error);
                        }
                    }
                }
            }

            Console.WriteLine($"epoch {epoch + 1}: {clock.Elapsed.TotalSeconds:F0} s");
        }

        return vectors;
    }

    private static void Step(Span<float> vector, float[] contexts, int target, int[] negatives, ref uint state, float rate, float[] error)
    {
        Array.Clear(error);
        Span<Vector<float>> v = MemoryMarshal.Cast<float, Vector<float>>(vector);
        Span<Vector<float>> e = MemoryMarshal.Cast<float, Vector<float>>(error.AsSpan());
        for (int n = 0; n <= Negatives; n++)
        {
            int word = n == 0 ? target : negatives[Random(ref state) & (NegativeTable - 1)];
            if (n > 0 && word == target)
            {
                continue;
            }

            Span<Vector<float>> c = MemoryMarshal.Cast<float, Vector<float>>(contexts.AsSpan(word * Dimensions, Dimensions));
            Vector<float> sum = Vector<float>.Zero;
            for (int k = 0; k < v.Length; k++)
            {
                sum += v[k] * c[k];
            }

            float score = 1 / (1 + MathF.Exp(-Math.Clamp(Vector.Sum(sum), -8, 8)));
            float gradient = ((n == 0 ? 1 : 0) - score) * rate;
            for (int k = 0; k < v.Length; k++)
            {
                e[k] += gradient * c[k];
                c[k] += gradient * v[k];
            }
        }

        for (int k = 0; k < v.Length; k++)
        {
            v[k] += e[k];
        }
    }

    /// <summary>Words in proportion to count^0.75.</summary>
    private static int[] NegativeSampling(long[] counts)
    {
        double total = counts.Sum(c => Math.Pow(c, 0.75));
        int[] table = new int[NegativeTable];
        int word = 0;
        double upTo = Math.Pow(counts[0], 0.75) / total;
        for (int i = 0; i < table.Length; i++)
        {
            table[i] = word;
            if ((i + 1.0) / table.Length > upTo && word < counts.Length - 1)
            {
                upTo += Math.Pow(counts[++word], 0.75) / total;
            }
        }

        return table;
    }

    /// <summary>Xorshift, 32 bits (Marsaglia 2003).</summary>
    private static uint Random(ref uint state)
    {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return state;
    }

    private static IEnumerable<string> Nearest(string word, string[] words, float[] vectors)
    {
        int at = Array.IndexOf(words, word);
        if (at < 0)
        {
            return [];
        }

        float Cosine(int a, int b)
        {
            ReadOnlySpan<float> x = vectors.AsSpan(a * Dimensions, Dimensions);
            ReadOnlySpan<float> y = vectors.AsSpan(b * Dimensions, Dimensions);
            float xy = 0, xx = 0, yy = 0;
            for (int k = 0; k < Dimensions; k++)
            {
                xy += x[k] * y[k];
                xx += x[k] * x[k];
                yy += y[k] * y[k];
            }

            return xy / MathF.Sqrt((xx * yy) + 1e-9f);
        }

        return Enumerable.Range(0, words.Length).Where(i => i != at).OrderByDescending(i => Cosine(at, i)).Take(8).Select(i => words[i]);
    }
}
