using System.Runtime.InteropServices;
using System.Text.Json;
using Hearsay.Reading;
using Hearsay.Reading.Attributing;
using Hearsay.Reading.Network;
using Hearsay.Reading.Quoting;
using Hearsay.Reading.Recognizing;
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

    /// <summary>Characters of a document of open text: shorter ones are titles, longer ones speeches and transcripts.</summary>
    private const int ShortestOpen = 600;
    private const int LongestOpen = 8000;

    /// <summary>Every so many of these documents are taken, so that all parts of the text are in, up to so many tokens.</summary>
    private const int OpenStep = 10;
    private const int OpenTokens = 800_000;

    /// <summary>Stands for the probability that a word is the head of a cue where nobody knows: nothing is learnt from it.</summary>
    private const float Unknown = -1;

    /// <summary>How often an epoch shows what was annotated for this project, which is little beside the rest.</summary>
    private const int OwnShare = 2;

    /// <summary>One in so many texts of our own chooses the epoch and fits the confidence.</summary>
    private const int DevStep = 10;

    /// <summary>The columns of the base reading.</summary>
    private static readonly string[] ReadingNames = ["tags", "relations", "arcs", "names", "quotations", "nearest", "paragraphs", "heads"];

    /// <summary>Writes what the usual model learns from: PolNeAR, and what was annotated for this project by the guide to claims.</summary>
    public static void Write(string shared, string work)
    {
        string folder = Path.Combine(shared, "data/attribution");
        List<AnnotatedText> own = Own(shared);
        Write(AnnotatedText.Spans(Path.Combine(folder, "polnear-train.jsonl.gz")).Concat(Learnt(own)), Path.Combine(work, "train"));
        Write(Held(own), Path.Combine(work, "claims-dev"));
        Write(AnnotatedText.Spans(Path.Combine(folder, "polnear-dev.jsonl.gz")), Path.Combine(work, "parc-dev"));
        WriteVectors(work);
    }

    /// <summary>Writes what the open model learns from: texts that people annotated under open licences, and this project's own. FactAppeal's development part stands for the other convention.</summary>
    public static void WriteOpenlyLicensed(string shared, string work)
    {
        string folder = Path.Combine(shared, "data/attribution");
        List<AnnotatedText> own = Own(shared);
        IEnumerable<AnnotatedText> learnt = Learnt(own).Concat(AnnotatedText.Gum(Path.Combine(folder, "gum-attribution.jsonl.gz"))).Concat(AnnotatedText.FactAppeal(Path.Combine(folder, "factappeal-train.jsonl.gz")));
        Write(learnt, Path.Combine(work, "train"), partly: true);
        Write(Held(own), Path.Combine(work, "claims-dev"));
        Write(AnnotatedText.FactAppeal(Path.Combine(folder, "factappeal-dev.jsonl.gz")), Path.Combine(work, "parc-dev"));
        WriteVectors(work);
    }

    private static List<AnnotatedText> Own(string shared) => [.. AnnotatedText.Own("training/corpus"), .. AnnotatedText.Positions("training/corpus/open-text.jsonl", Corpus.OpenDocuments(shared))];

    private static IEnumerable<AnnotatedText> Learnt(List<AnnotatedText> own) => own.Where((_, at) => at % DevStep != 0).SelectMany(text => Enumerable.Repeat(text, OwnShare));

    private static IEnumerable<AnnotatedText> Held(List<AnnotatedText> own) => own.Where((_, at) => at % DevStep == 0);

    /// <summary>Writes a corpus as if nobody had annotated it, with what <see cref="TreeAttributions"/> finds there: how good the rules are.</summary>
    public static void WriteByRule(string corpus, string folder) => Write(AnnotatedText.Spans(corpus).Select(text => text with { Annotation = TreeAttributions.Of }), folder);

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

    /// <summary>Writes the same columns for documents of the open text, which a trained network then annotates: short ones, where press releases and news are.</summary>
    public static void WriteOpen(string shared, string work)
    {
        Write(Open(shared).Select(text => new AnnotatedText(text, _ => []) { Convention = AttributionConvention.Claims }), Path.Combine(work, "open"));
    }

    /// <summary>Short documents of the open text, one in so many.</summary>
    private static IEnumerable<string> Open(string shared)
    {
        int documents = 0;
        int tokens = 0;
        foreach (string text in Corpus.OpenDocuments(shared))
        {
            if (text.Length is < ShortestOpen or > LongestOpen || ++documents % OpenStep != 0)
            {
                continue;
            }

            yield return text;
            tokens += Tokenizer.Tokenize(new RawText(text)).Count;
            if (tokens > OpenTokens)
            {
                yield break;
            }
        }
    }

    /// <summary>Writes the same columns for one plain text without attributions.</summary>
    public static void Describe(string text, string folder)
    {
        Write([new AnnotatedText(File.ReadAllText(text), _ => [])], folder);
    }

    private static void Write(IEnumerable<AnnotatedText> corpus, string folder, bool partly = false)
    {
        using FileStream file = File.OpenRead("models/en/base.hsm");
        ModelFile model = ModelFile.Read(file, "models/en/base.hsm");
        var workspace = new Workspace(Vocabulary.Of(model.Longs("vocabulary")));
        var reader = new BaseReader(model);
        NameReader named = NameReader.Load(model);
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
        var conventions = new List<int>();
        var sentenceStarts = new List<int>();
        var attributions = new List<int>();
        var contents = new List<int>();
        TokenFeatures features = workspace.Features;
        int offset = 0;
        var taught = new List<float>();
        var cues = new List<float>();
        foreach (AnnotatedText item in corpus)
        {
            var text = new RawText(item.Text);
            Tokens tokens = Tokenizer.Tokenize(text);
            Sentences sentences = SentenceSplitter.Split(tokens);
            Quotations quotations = QuotationFinder.Find(tokens, sentences);
            features.Describe(tokens, sentences, quotations);
            for (int column = 0; column < columns.Length; column++)
            {
                columns[column].AddRange(features[(FeatureColumn)column]);
            }

            (Words words, Dependencies syntax) = reader.Read(tokens, sentences, tokens.Count, workspace);
            Names names = named.Find(tokens, sentences, tokens.Count, workspace);
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
            conventions.Add((int)item.Convention);
            foreach (int start in sentences.Starts)
            {
                sentenceStarts.Add(offset + start);
            }

            var doc = new Document(new Article("", text), tokens, sentences, quotations, Attributions.None, new ReaderVersion("", ""), []) { Words = words, Syntax = syntax, Names = names };
            cues.AddRange(Enumerable.Range(0, partly ? tokens.Count : 0).Select(token => !item.Whole && TreeAttributions.MayBeCue(doc, token) ? Unknown : 0f));
            foreach (Attribution attribution in item.Annotation(doc))
            {
                (TokenRange cue, TokenRange source) = (attribution.Cue, attribution.Source);
                if (cue.IsEmpty || attribution.Content.IsEmpty)
                {
                    // A cue whose content stands elsewhere ("a charge that he rejected") is neither one to learn nor none.
                    for (int token = cue.Start; partly && token < cue.End; token++)
                    {
                        cues[offset + token] = Unknown;
                    }

                    continue;
                }

                int number = attributions.Count / 4;
                attributions.AddRange([offset + cue.Start, offset + cue.End, source.IsEmpty ? -1 : offset + source.Start, source.IsEmpty ? -1 : offset + source.End]);
                foreach (TokenRange range in attribution.Content)
                {
                    contents.AddRange([number, offset + range.Start, offset + range.End]);
                }

                if (partly)
                {
                    int head = cue.Start;
                    while (head < cue.End - 1 && cue.Contains(syntax.Heads[head]))
                    {
                        head++;
                    }

                    taught.AddRange([offset + head, attribution.Confidence]);
                    cues[offset + head] = 1;
                }
            }

            offset += tokens.Count;
        }

        if (partly)
        {
            Npy.Write<float>(Path.Combine(folder, "taught.npy"), CollectionsMarshal.AsSpan(taught), taught.Count / 2, 2);
            Npy.Write<float>(Path.Combine(folder, "cues.npy"), CollectionsMarshal.AsSpan(cues));
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
        Npy.Write<int>(Path.Combine(folder, "conventions.npy"), CollectionsMarshal.AsSpan(conventions));
        Npy.Write<int>(Path.Combine(folder, "documents.npy"), CollectionsMarshal.AsSpan(documents));
        Npy.Write<int>(Path.Combine(folder, "sentences.npy"), CollectionsMarshal.AsSpan(sentenceStarts));
        Npy.Write<int>(Path.Combine(folder, "attributions.npy"), CollectionsMarshal.AsSpan(attributions), attributions.Count / 4, 4);
        Npy.Write<int>(Path.Combine(folder, "contents.npy"), CollectionsMarshal.AsSpan(contents), contents.Count / 3, 3);
        Console.WriteLine($"{folder}: {documents.Count - 1} documents, {offset:N0} tokens, {attributions.Count / 4:N0} attributions");
    }
}
