// Measured: seconds of processor time, which other work on the machine does not stretch, for each stage over the first articles of a corpus, one thread, after a warm-up; printed as one line of JSON for bench/wink/compare.mjs.
//   Each stage runs over all articles before the next, with what it needs made beforehand: stages can be added up, "whole reading" includes them.
// Corpus:   any JSONL with "id" and "text", gzipped or not.
// Run:      dotnet run -c Release --project bench/Hearsay.Benchmarks -- stages CORPUS [ARTICLES]
using System.Text.Json.Nodes;
using Hearsay.Reading;
using Hearsay.Reading.Quoting;
using Hearsay.Reading.Tokenizing;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Benchmarks;

internal static class Stages
{
    private const int WarmUp = 400;

    public static int Run(string path, int articles)
    {
        Reader reader = Reader.Load();
        List<Article> texts = [.. Throughput.Articles(path).Take(articles)];
        List<Document> docs = [.. texts.Take(WarmUp).Select(reader.Read), .. texts.Take(WarmUp).Select(reader.ReadBase)];
        foreach (Document doc in docs)
        {
            _ = QuotationFinder.Find(doc.Tokens, SentenceSplitter.Split(Tokenizer.Tokenize(doc.Article.Text)));
        }

        var seconds = new JsonObject();
        List<Tokens> tokens = Time("Hearsay: tokens", texts, article => Tokenizer.Tokenize(article.Text));
        List<Sentences> sentences = Time("Hearsay: sentences", tokens, SentenceSplitter.Split);
        _ = Time("Hearsay: quotations", Enumerable.Range(0, texts.Count).ToList(), at => QuotationFinder.Find(tokens[at], sentences[at]));
        _ = Time("Hearsay: base reading (tags, lemmas, trees, names, times, quantities, coreference)", texts, reader.ReadBase);
        _ = Time("Hearsay: whole reading, attributions included", texts, reader.Read);
        Console.WriteLine(new JsonObject
        {
            ["articles"] = texts.Count,
            ["tokens"] = tokens.Sum(layer => layer.Count),
            ["characters"] = texts.Sum(article => article.Text.Length),
            ["seconds"] = seconds,
        }.ToJsonString());
        return 0;

        List<TOut> Time<TIn, TOut>(string name, List<TIn> inputs, Func<TIn, TOut> stage)
        {
            var results = new List<TOut>(inputs.Count);
            TimeSpan before = Environment.CpuUsage.TotalTime;
            foreach (TIn input in inputs)
            {
                results.Add(stage(input));
            }

            seconds[name] = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            return results;
        }
    }
}
