using System.Runtime.InteropServices;
using System.Text.Json;
using Hearsay.Reading.Network;
using Hearsay.Reading.Quoting;
using Hearsay.Reading.Tokenizing;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Training;

/// <summary>
/// Writes a PARC-style corpus as arrays: the columns of <see cref="TokenFeatures"/>, borders of documents and sentences, and the
/// attributions as token ranges. One folder per split; token numbers count over the whole split.
/// </summary>
internal static class AttributionFeatures
{
    /// <summary>Files of the columns, in the order of <see cref="FeatureColumn"/>.</summary>
    public static readonly string[] Names = ["words", "prefixes", "suffixes", "shorts", "longs", "shapes", "places"];

    public static void Write(string shared, string work)
    {
        Vocabulary vocabulary = Vocabulary.Of(Npy.Read<ulong>(Path.Combine(work, "vocabulary.npy")).Data);
        string folder = Path.Combine(shared, "data/attribution");
        Write(Corpus.JsonLines(Path.Combine(folder, "polnear-train.jsonl.gz")), vocabulary, Path.Combine(work, "train"));
        Write(Corpus.JsonLines(Path.Combine(folder, "polnear-dev.jsonl.gz")), vocabulary, Path.Combine(work, "dev"));
    }

    /// <summary>Writes the same columns for one plain text without attributions.</summary>
    public static void Describe(string work, string text, string folder)
    {
        Vocabulary vocabulary = Vocabulary.Of(Npy.Read<ulong>(Path.Combine(work, "vocabulary.npy")).Data);
        using var empty = JsonDocument.Parse("[]");
        Write([JsonSerializer.SerializeToElement(new { text = File.ReadAllText(text), attributions = empty.RootElement })], vocabulary, folder);
    }

    private static void Write(IEnumerable<JsonElement> corpus, Vocabulary vocabulary, string folder)
    {
        var columns = new List<int>[Names.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = [];
        }

        var documents = new List<int>();
        var sentenceStarts = new List<int>();
        var attributions = new List<int>();
        var contents = new List<int>();
        var features = new TokenFeatures(vocabulary);
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

        Directory.CreateDirectory(folder);
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
