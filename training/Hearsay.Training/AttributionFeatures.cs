using System.Runtime.InteropServices;
using System.Text.Json;
using Hearsay.Reading;
using Hearsay.Reading.Attributing;
using Hearsay.Reading.Network;
using Hearsay.Reading.Quoting;
using Hearsay.Reading.Tokenizing;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Training;

/// <summary>
/// Writes a PARC-style corpus as arrays: the columns of <see cref="TokenFeatures"/>, borders of documents and sentences, and the
/// attributions as token ranges; and of the base reading the columns of <see cref="ReadingColumns"/>, the encoder's vectors, and how each sentence looks from each
/// of its words (<see cref="CueTree"/>). One folder per split; token numbers count over the whole split.
/// </summary>
internal static class AttributionFeatures
{
    /// <summary>Files of the columns, in the order of <see cref="FeatureColumn"/>.</summary>
    public static readonly string[] Names = ["words", "prefixes", "suffixes", "shorts", "longs", "shapes", "places"];

    /// <summary>The columns of the base reading.</summary>
    private static readonly string[] ReadingNames = ["tags", "relations", "arcs", "names", "quotations", "nearest", "paragraphs", "heads"];

    public static void Write(string shared, string work)
    {
        string folder = Path.Combine(shared, "data/attribution");
        Write(Corpus.JsonLines(Path.Combine(folder, "polnear-train.jsonl.gz")), Path.Combine(work, "train"));
        Write(Corpus.JsonLines(Path.Combine(folder, "polnear-dev.jsonl.gz")), Path.Combine(work, "dev"));
        WriteVectors(work);
    }

    /// <summary>Brings the word vectors into the order of the base model's vocabulary, which the word column counts in; it was made in another run, perhaps by another tokenizer.</summary>
    private static void WriteVectors(string work)
    {
        using FileStream file = File.OpenRead("models/en/base.hsm");
        ulong[] words = ModelFile.Read(file, "models/en/base.hsm").Longs("vocabulary").ToArray();
        var rows = Npy.Read<ulong>(Path.Combine(work, "vocabulary.npy")).Data.Select((hash, row) => (hash, row)).ToDictionary(pair => pair.hash, pair => pair.row);
        (float[] vectors, int[] shape) = Npy.Read<float>(Path.Combine(work, "vectors.npy"));
        float[] ordered = new float[words.Length * shape[1]];
        for (int word = 0; word < words.Length; word++)
        {
            if (rows.TryGetValue(words[word], out int row))
            {
                vectors.AsSpan(row * shape[1], shape[1]).CopyTo(ordered.AsSpan(word * shape[1]));
            }
        }

        Npy.Write<float>(Path.Combine(work, "word.npy"), ordered, words.Length, shape[1]);
    }

    /// <summary>Writes the same columns for one plain text without attributions.</summary>
    public static void Describe(string text, string folder)
    {
        using var empty = JsonDocument.Parse("[]");
        Write([JsonSerializer.SerializeToElement(new { text = File.ReadAllText(text), attributions = empty.RootElement })], folder);
    }

    private static void Write(IEnumerable<JsonElement> corpus, string folder)
    {
        using FileStream file = File.OpenRead("models/en/base.hsm");
        ModelFile model = ModelFile.Read(file, "models/en/base.hsm");
        var workspace = new Workspace(Vocabulary.Of(model.Longs("vocabulary")));
        var reader = new BaseReader(model);
        var reading = new ReadingColumns();
        Directory.CreateDirectory(folder);
        using var vectors = new FileStream(Path.Combine(folder, "encoded.raw"), FileMode.Create);
        using var branches = new FileStream(Path.Combine(folder, "branches.raw"), FileMode.Create);
        using var depths = new FileStream(Path.Combine(folder, "depths.raw"), FileMode.Create);
        using var twigs = new FileStream(Path.Combine(folder, "twigs.raw"), FileMode.Create);
        Span<byte> twig = stackalloc byte[4096];
        Span<byte> branch = stackalloc byte[4096];
        Span<byte> depth = stackalloc byte[4096];
        var readings = new List<int>[ReadingNames.Length];
        for (int i = 0; i < readings.Length; i++)
        {
            readings[i] = [];
        }

        var columns = new List<int>[Names.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = [];
        }

        var documents = new List<int>();
        var sentenceStarts = new List<int>();
        var attributions = new List<int>();
        var contents = new List<int>();
        TokenFeatures features = workspace.Features;
        int offset = 0;
        int cutting = 0;
        int spans = 0;
        foreach (JsonElement item in corpus)
        {
            var text = new RawText(item.GetProperty("text").GetString()!);
            Tokens tokens = Tokenizer.Tokenize(text);
            Sentences sentences = SentenceSplitter.Split(tokens);
            Quotations quotations = QuotationFinder.Find(tokens, sentences);
            features.Describe(tokens, sentences, quotations);
            for (int column = 0; column < columns.Length; column++)
            {
                columns[column].AddRange(features[(FeatureColumn)column]);
            }

            (Words words, Dependencies syntax, Names names) = reader.Read(tokens, sentences, tokens.Count, workspace);
            reading.Describe(tokens.Count, sentences, quotations, words, syntax, names);
            readings[0].AddRange(reading.Tags);
            readings[1].AddRange(reading.Relations);
            readings[2].AddRange(reading.Arcs);
            readings[3].AddRange(reading.Names);
            readings[4].AddRange(reading.Quotations);
            readings[5].AddRange(reading.Nearest);
            readings[6].AddRange(reading.Paragraphs);
            readings[7].AddRange(syntax.Heads);
            Span<float> encoded = workspace.Encoded(tokens.Count * reader.Width);
            foreach (float number in encoded)
            {
                vectors.Write(BitConverter.GetBytes((Half)number));
            }

            for (int sentence = 0; sentence < sentences.Count; sentence++)
            {
                for (int head = sentences[sentence].Start; head < sentences[sentence].End; head++)
                {
                    CueTree.Describe(head, sentences[sentence], syntax.Heads, reading.Relations, branch, depth, twig);
                    branches.Write(branch[..sentences[sentence].Length]);
                    twigs.Write(twig[..sentences[sentence].Length]);
                    depths.Write(depth[..sentences[sentence].Length]);
                }
            }

            documents.Add(offset);
            foreach (int start in sentences.Starts)
            {
                sentenceStarts.Add(offset + start);
            }

            foreach (JsonElement attribution in item.GetProperty("attributions").EnumerateArray())
            {
                TokenRange[] cue = Ranges(attribution.GetProperty("cue"));
                TokenRange[] source = Ranges(attribution.GetProperty("source"));
                TokenRange[] content = Ranges(attribution.GetProperty("content"));
                if (cue.Length == 0)
                {
                    continue;
                }

                int number = attributions.Count / 4;
                attributions.AddRange([offset + cue[0].Start, offset + cue[^1].End, source.Length == 0 ? -1 : offset + source[0].Start, source.Length == 0 ? -1 : offset + source[0].End]);
                foreach (TokenRange range in content)
                {
                    contents.AddRange([number, offset + range.Start, offset + range.End]);
                }
            }

            offset += tokens.Count;

            TokenRange[] Ranges(JsonElement pairs)
            {
                var ranges = new List<TokenRange>();
                foreach (JsonElement pair in pairs.EnumerateArray())
                {
                    int start = text.CodePoints.ToUtf16(pair[0].GetInt32());
                    int end = text.CodePoints.ToUtf16(pair[1].GetInt32());
                    int first = ~BinarySearch(tokens.Ends, start + 1);
                    first = first < 0 ? ~first : first;
                    int after = ~BinarySearch(tokens.Starts, end);
                    after = after < 0 ? ~after : after;
                    if (first < after)
                    {
                        spans++;
                        cutting += tokens.Starts[first] < start || tokens.Ends[after - 1] > end ? 1 : 0;
                        ranges.Add(new TokenRange(first, after));
                    }
                }

                return [.. ranges];
            }
        }

        for (int i = 0; i < ReadingNames.Length; i++)
        {
            Npy.Write<int>(Path.Combine(folder, ReadingNames[i] + ".npy"), CollectionsMarshal.AsSpan(readings[i]));
        }

        for (int i = 0; i < Names.Length; i++)
        {
            Npy.Write<int>(Path.Combine(folder, Names[i] + ".npy"), CollectionsMarshal.AsSpan(columns[i]));
        }

        documents.Add(offset);
        sentenceStarts.Add(offset);
        Npy.Write<int>(Path.Combine(folder, "documents.npy"), CollectionsMarshal.AsSpan(documents));
        Npy.Write<int>(Path.Combine(folder, "sentences.npy"), CollectionsMarshal.AsSpan(sentenceStarts));
        Npy.Write<int>(Path.Combine(folder, "attributions.npy"), CollectionsMarshal.AsSpan(attributions), attributions.Count / 4, 4);
        Npy.Write<int>(Path.Combine(folder, "contents.npy"), CollectionsMarshal.AsSpan(contents), contents.Count / 3, 3);
        Console.WriteLine($"{folder}: {documents.Count - 1} documents, {offset:N0} tokens, {attributions.Count / 4:N0} attributions; {cutting} of {spans:N0} spans cut a token");
    }

    private static int BinarySearch(ReadOnlySpan<int> column, int value) => column.BinarySearch(value);
}
