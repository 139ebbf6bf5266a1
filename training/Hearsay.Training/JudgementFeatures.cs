using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using Hearsay.Reading;
using Hearsay.Reading.Judging;
using Hearsay.Reading.Network;
using Hearsay.Reading.Quoting;
using Hearsay.Text;
using Hearsay.Text.Formats;
using Hearsay.Text.Layers;

namespace Hearsay.Training;

/// <summary>Writes the predicates of UDS It-Happened as arrays: rows of features, the base encoder's vectors of predicate and governor, people's judgement.</summary>
internal static class JudgementFeatures
{
    private const int Seed = 20261128;

    /// <summary>Each sentence stands there with the reader's tree, with that tree spoilt to be as bad as on other texts, and with the treebank's.</summary>
    public static void Write(string shared, string work)
    {
        Directory.CreateDirectory(work);
        using Stream stream = typeof(Reader).Assembly.GetManifestResourceStream("base.hsm")!;
        ModelFile model = ModelFile.Read(stream, "base.hsm");
        var reader = new BaseReader(model);
        var workspace = new Workspace(Vocabulary.Of(model.Longs("vocabulary")));
        var random = new Random(Seed);
        foreach (string part in new[] { "train", "dev" })
        {
            Dictionary<string, (Words, Dependencies)> treebank = Treebank(shared, part);
            int without = 0;
            List<int> rows = [];
            List<float> vectors = [];
            List<float> labels = [];
            List<int> origin = [];
            int sentence = 0;
            int[] row = new int[PredicateFeatures.Count];
            foreach (string line in File.ReadLines(Path.Combine(shared, "data", "factuality", "UDS_IH2", part + ".jsonl")))
            {
                using var json = JsonDocument.Parse(line);
                var text = new RawText(json.RootElement.GetProperty("text").GetString()!);
                Tokens tokens = Spaced(text);
                var sentences = new Sentences([0], [0], tokens.Count);
                Quotations quotations = QuotationFinder.Find(tokens, sentences);
                workspace.Features.Describe(tokens, sentences, quotations);
                (Words words, Dependencies syntax) = reader.Read(tokens, sentences, Reader.MaximumTokens, workspace);
                List<(Words, Dependencies)> trees = [(words, syntax)];
                trees.Add(NoisyParse.Of(words, syntax, random));
                if (treebank.TryGetValue(text.ToString(), out (Words, Dependencies) gold))
                {
                    trees.Add(gold);
                }
                else
                {
                    without++;
                }

                ulong[] forms = new ulong[tokens.Count];
                ulong[] lemmas = new ulong[tokens.Count];
                for (int copy = 0; copy < trees.Count; copy++)
                {
                    (Words tags, Dependencies tree) = trees[copy];
                    PredicateFeatures.Hash(tokens, tags, lemmas, forms);
                    foreach (JsonElement target in json.RootElement.GetProperty("targets").EnumerateArray())
                    {
                        int predicate = target.GetProperty("span1")[0].GetInt32();
                        PredicateFeatures.Describe(predicate, new TokenRange(0, tokens.Count), tags, tree, lemmas, forms, row);
                        rows.AddRange(row);
                        labels.Add((float)target.GetProperty("label").GetDouble());
                        origin.AddRange([sentence, copy]);
                        foreach (int token in new[] { predicate, PredicateFeatures.Governor(predicate, tree) })
                        {
                            vectors.AddRange(token < 0 ? new float[reader.Width] : workspace.Encoded(tokens.Count * reader.Width).Slice(token * reader.Width, reader.Width));
                        }
                    }
                }

                sentence++;
            }

            Npy.Write<int>(Path.Combine(work, part + "_rows.npy"), CollectionsMarshal.AsSpan(rows), rows.Count / PredicateFeatures.Count, PredicateFeatures.Count);
            Npy.Write<float>(Path.Combine(work, part + "_vectors.npy"), CollectionsMarshal.AsSpan(vectors), labels.Count, vectors.Count / labels.Count);
            Npy.Write<float>(Path.Combine(work, part + "_labels.npy"), CollectionsMarshal.AsSpan(labels));
            Npy.Write<int>(Path.Combine(work, part + "_origin.npy"), CollectionsMarshal.AsSpan(origin), labels.Count, 2);
            Console.WriteLine($"{part}: {sentence:N0} sentences, {labels.Count:N0} predicates, {without:N0} sentences without a tree of the treebank");
        }
    }

    private static Dictionary<string, (Words, Dependencies)> Treebank(string shared, string part)
    {
        var found = new Dictionary<string, (Words, Dependencies)>(StringComparer.Ordinal);
        using var file = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(shared, "data", "ud", $"en_ewt-{part}.conllu.gz")), CompressionMode.Decompress));
        foreach (ConlluDocument doc in ConlluReader.Read(file))
        {
            for (int s = 0; s < doc.Sentences.Count; s++)
            {
                TokenRange range = doc.Sentences[s];
                var text = new System.Text.StringBuilder();
                byte[] tags = new byte[range.Length];
                short[] features = new short[range.Length];
                string[] names = new string[range.Length];
                List<char> lemmas = [];
                int[] lemmaEnds = new int[range.Length];
                int[] heads = new int[range.Length];
                byte[] relations = new byte[range.Length];
                for (int token = range.Start; token < range.End; token++)
                {
                    int i = token - range.Start;
                    text.Append(i == 0 ? "" : " ").Append(doc.Tokens[token]);
                    tags[i] = (byte)doc.Words[token];
                    features[i] = (short)i;
                    names[i] = doc.Words.Features(token);
                    lemmas.AddRange(doc.Words.Lemma(token));
                    lemmaEnds[i] = lemmas.Count;
                    heads[i] = doc.Syntax.Heads[token] < 0 ? Dependencies.Root : doc.Syntax.Heads[token] - range.Start;
                    relations[i] = (byte)doc.Syntax.Relation(token);
                }

                found.TryAdd(text.ToString(), (new Words(tags, features, names, [.. lemmas], lemmaEnds), new Dependencies(heads, relations)));
            }
        }

        return found;
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
}
