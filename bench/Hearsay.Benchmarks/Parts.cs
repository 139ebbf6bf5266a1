// Measured: processor time per token of each part of reading, one thread, article by article as the reader does it, after a warm-up; the rest is allocation, bookkeeping and this measuring.
// Corpus:   any JSONL with "id" and "text", gzipped or not.
// Run:      dotnet run -c Release --project bench/Hearsay.Benchmarks -- parts CORPUS [ARTICLES]
using System.Diagnostics;
using Hearsay.Claims.Extracting;
using Hearsay.Reading;
using Hearsay.Reading.Attributing;
using Hearsay.Reading.Counting;
using Hearsay.Reading.Dating;
using Hearsay.Reading.Network;
using Hearsay.Reading.Parsing;
using Hearsay.Reading.Quoting;
using Hearsay.Reading.Recognizing;
using Hearsay.Reading.Resolving;
using Hearsay.Reading.Tagging;
using Hearsay.Reading.Tokenizing;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Benchmarks;

internal static class Parts
{
    private const int WarmUp = 400;

    public static int Run(string path, int articles)
    {
        Reader reader = Reader.Load();
        using Stream shipped = typeof(Reader).Assembly.GetManifestResourceStream("base.hsm")!;
        ModelFile model = ModelFile.Read(shipped, "base.hsm");
        using Stream second = typeof(Reader).Assembly.GetManifestResourceStream("attribution.hsm")!;
        var attributor = new Attributor(ModelFile.Read(second, "attribution.hsm"));
        var encoder = new Encoder(model);
        var tagger = new Tagger(model);
        var parser = new Parser(model);
        var recognizer = new Recognizer(model);
        Resolver resolver = Resolver.Load();
        var extractor = new ClaimExtractor();
        var workspace = new Workspace(Vocabulary.Of(model.Longs("vocabulary")));
        List<Article> texts = [.. Throughput.Articles(path).Take(articles)];
        long tokens = 0;
        var seconds = new Dictionary<string, double>();
        for (int pass = 0; pass < 2; pass++)
        {
            seconds.Clear();
            tokens = 0;
            foreach (Article article in pass == 0 ? texts.Take(WarmUp) : texts)
            {
                Document doc = Timed("whole reading", () => reader.Read(article));
                Timed("base reading", () => reader.ReadBase(article));
                int count = doc.Tokens.Count;
                tokens += count;
                if (count == 0)
                {
                    continue;
                }

                Timed("  tokens, sentences, quotations", () => QuotationFinder.Find(doc.Tokens, SentenceSplitter.Split(Tokenizer.Tokenize(article.Text))));
                Timed("  features", () => { workspace.Features.Describe(doc.Tokens, doc.Sentences, doc.Quotations); return 0; });
                var pieces = new List<TokenRange>();
                for (int sentence = 0; sentence < doc.Sentences.Count; sentence++)
                {
                    for (int at = doc.Sentences[sentence].Start; at < doc.Sentences[sentence].End; at += Parser.LongestSentence)
                    {
                        pieces.Add(new TokenRange(at, Math.Min(doc.Sentences[sentence].End, at + Parser.LongestSentence)));
                    }
                }

                var all = new TokenRange(0, count);
                var heads = new int[count];
                var relations = new byte[count];
                Timed("  encoder", () => { encoder.Encode(workspace.Features, 0, count, workspace.Vectors(count * encoder.Width), workspace.Scratch(encoder.Scratch(count))); return 0; });
                var room = new float[ByteRows.Room(count, encoder.Width)];
                ByteRows Encoded() => new(room, count, encoder.Width);
                Timed("  encoder, to bytes", () => { Encoded().Set(0, workspace.Vectors(count * encoder.Width), count); return 0; });
                Timed("  tags, features, lemmas", () => { tagger.Tag(workspace.Vectors(count * encoder.Width), Encoded(), all, doc.Tokens, new WordColumns(count, article.Text.Length, tagger.FeatureNames), workspace.Scratch(tagger.Scratch)); return 0; });
                Timed("  trees", () => { parser.Parse(Encoded(), all, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(pieces), workspace.Tree, heads, relations, workspace.Scratch(parser.Scratch(count))); return 0; });
                Timed("  names", () =>
                {
                    var names = new List<Name>();
                    foreach (TokenRange piece in pieces)
                    {
                        recognizer.Find(workspace.Vectors(count * encoder.Width)[(piece.Start * encoder.Width)..], piece, names, workspace.Scratch(recognizer.Scratch(Parser.LongestSentence)));
                    }

                    return 0;
                });
                Timed("  times", () => TimeFinder.Find(doc.Tokens, doc.Sentences, article.Published));
                Timed("  quantities", () => QuantityFinder.Find(doc.Tokens, doc.Sentences, doc.Times!, doc.Words!, doc.Syntax!));
                Timed("  coreference", () => resolver.Find(doc.Tokens, doc.Sentences, doc.Words!, doc.Syntax!, doc.Names!, doc.Quotations));
                workspace.Vectors(count * encoder.Width).CopyTo(workspace.Encoded(count * encoder.Width));
                Timed("attributions", () => attributor.Find(doc.Tokens, doc.Sentences, doc.Quotations, doc.Words!, doc.Syntax!, doc.Names!, Reader.MaximumTokens, AttributionConvention.Claims, Reader.DefaultThreshold, workspace));
                Timed("claims", () => extractor.Extract(doc));
            }
        }

        foreach ((string name, double time) in seconds)
        {
            Console.WriteLine($"{name,-36}{time / tokens * 1e6,8:F2} µs/token");
        }

        return 0;

        T Timed<T>(string name, Func<T> stage)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            T result = stage();
            double time = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            seconds[name] = seconds.GetValueOrDefault(name) + time;
            return result;
        }
    }
}
