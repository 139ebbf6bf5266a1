// Measured: tokens per second on one thread from article to claims (tokens, sentences, quotations, attributions, claims),
//   stage by stage, the first article apart from the rest, bytes allocated per token, and the working set after each tenth of the corpus.
// Corpus:   ../shared/data/load/open-4k.jsonl.gz, 4,000 public-domain releases; any JSONL with "id" and "text", gzipped or not, will do.
// Run:      dotnet run -c Release --project bench/Hearsay.Benchmarks -- throughput
using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using Hearsay.Claims.Extracting;
using Hearsay.Reading;
using Hearsay.Reading.Quoting;
using Hearsay.Reading.Tokenizing;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Benchmarks;

internal static class Throughput
{
    public static int Run(string path)
    {
        if (!File.Exists(path))
        {
            Console.Error.WriteLine($"{path} is not there: name a JSONL file with \"id\" and \"text\"");
            return 2;
        }

        var clock = Stopwatch.StartNew();
        Reader reader = Reader.Load();
        var extractor = new ClaimExtractor();
        double load = clock.Elapsed.TotalMilliseconds;
        List<Article> articles = [.. Articles(path)];
        long tokens = 0;
        long claims = 0;
        double first = 0;
        double tokenizing = 0;
        double reading = 0;
        double extracting = 0;
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        var memory = new List<long>();
        for (int i = 0; i < articles.Count; i++)
        {
            clock.Restart();
            Tokens words = Tokenizer.Tokenize(articles[i].Text);
            _ = QuotationFinder.Find(words, SentenceSplitter.Split(words));
            double tokenized = clock.Elapsed.TotalSeconds;
            Document doc = reader.Read(articles[i]);
            double read = clock.Elapsed.TotalSeconds;
            claims += extractor.Extract(doc).Length;
            double extracted = clock.Elapsed.TotalSeconds;
            tokens += doc.Tokens.Count;
            if (i == 0)
            {
                first = load + ((extracted - tokenized) * 1000);
            }
            else
            {
                tokenizing += tokenized;
                reading += read - tokenized;
                extracting += extracted - read;
            }

            if ((i + 1) % Math.Max(1, articles.Count / 10) == 0)
            {
                memory.Add(Environment.WorkingSet / (1024 * 1024));
            }
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Console.WriteLine($"{articles.Count:N0} articles, {tokens:N0} tokens, {claims:N0} claims, one thread");
        Console.WriteLine($"model loaded and first article read   {first,10:F0} ms");
        Console.WriteLine($"reading + claims after that           {tokens / (reading + extracting),10:N0} tokens/s");
        Console.WriteLine($"  tokens, sentences, quotations       {tokens / tokenizing,10:N0} tokens/s   {100 * tokenizing / (reading + extracting):F1} % (measured apart)");
        Console.WriteLine($"  reading, those included             {tokens / reading,10:N0} tokens/s   {100 * reading / (reading + extracting):F1} %");
        Console.WriteLine($"  claims                              {tokens / extracting,10:N0} tokens/s   {100 * extracting / (reading + extracting):F1} %");
        Console.WriteLine($"allocated                             {(double)allocated / tokens,10:F0} bytes/token");
        Console.WriteLine($"working set after each tenth          {string.Join(' ', memory)} MiB (the whole corpus is in memory)");
        return 0;
    }

    public static IEnumerable<Article> Articles(string path)
    {
        using FileStream file = File.OpenRead(path);
        using var lines = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        while (lines.ReadLine() is { } line)
        {
            using JsonDocument json = JsonDocument.Parse(line);
            string id = (json.RootElement.TryGetProperty("id", out JsonElement value) ? value : json.RootElement.GetProperty("doc_id")).GetString()!;
            yield return new Article(id, new RawText(json.RootElement.GetProperty("text").GetString()!));
        }
    }
}
