using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Hearsay.Reading;
using Hearsay.Reading.Network;
using Hearsay.Reading.Quoting;
using Hearsay.Reading.Recognizing;
using Hearsay.Reading.Tokenizing;
using Hearsay.Text;
using Hearsay.Text.Formats;
using Hearsay.Text.Layers;

namespace Hearsay.Training;

/// <summary>
/// Writes texts whose names somebody marked as arrays: the columns of <see cref="TokenFeatures"/>, the base encoder's vectors, what the gazetteer has, borders of documents and sentences, and per
/// token the set of name tags it may have (<see cref="NameLabels"/>).
/// </summary>
internal static class NameFeatures
{
    /// <summary>One in so many of the news texts and releases chooses the epoch and is not learnt from.</summary>
    private const int DevStep = 12;

    /// <summary>The lists of names, in the order of the kinds that the gazetteer counts.</summary>
    private static readonly string[] Lists = ["given", "family", "persons", "organisations", "venues", "places", "peoples", "parties", "weapons", "events", "works", "products"];

    /// <summary>Writes the corpora, and the text of the test that holds inference against the trainer.</summary>
    public static void Write(string shared, string annotations, string lists, string text, string work)
    {
        Directory.CreateDirectory(Path.Combine(work, "weights"));
        ulong[] entries = Gazetteer.Entries(Lists.SelectMany((list, kind) => File.ReadLines(Path.Combine(lists, list + ".txt")).Select(name => (name, kind))));
        Npy.Write<ulong>(Path.Combine(work, "weights", "lists.npy"), entries);
        var gazetteer = new Gazetteer(entries);
        HashSet<string> nationalities = NameCorpora.Nationalities("src/Hearsay.Claims/Parties/states.tsv");
        var marked = new NameAnnotations(annotations, nationalities);
        IEnumerable<Labelled> Treebank(string name, Func<ConlluDocument, int[]?> labels)
        {
            using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(shared, "data/ud", name + ".conllu.gz")), CompressionMode.Decompress), Encoding.UTF8);
            foreach (ConlluDocument doc in ConlluReader.Read(reader))
            {
                if (labels(doc) is { } found)
                {
                    yield return new Labelled(doc.Tokens, doc.Sentences, found);
                }
            }
        }

        IEnumerable<string> texts = Corpus.JsonLines(Path.Combine(shared, "data/attribution/polnear-train.jsonl.gz")).Select(item => item.GetProperty("text").GetString()!).Concat(Corpus.OpenDocuments(shared));
        List<Labelled> news = [];
        foreach (string document in texts)
        {
            var raw = new RawText(document);
            Tokens tokens = Tokenizer.Tokenize(raw);
            if (marked.Labels(raw, tokens) is { } labels)
            {
                news.Add(new Labelled(tokens, SentenceSplitter.Split(tokens), labels));
            }
        }

        Func<ConlluDocument, int[]?> Uner(string file)
        {
            Dictionary<string, List<string>> uner = NameCorpora.Uner(Path.Combine(shared, "data/names", file));
            return doc => uner.TryGetValue(doc.Id, out List<string>? tags) && tags.Count == doc.Tokens.Count ? NameCorpora.UnerLabels(doc, tags, nationalities) : null;
        }

        var trainer = new RawText(File.ReadAllText(text));
        Tokens words = Tokenizer.Tokenize(trainer);
        Write([new Labelled(words, SentenceSplitter.Split(words), new int[words.Count])], gazetteer, Path.Combine(work, "text"));
        Write(Treebank("en_ewt-train", doc => marked.Labels(doc.Tokens.Text, doc.Tokens)), gazetteer, Path.Combine(work, "web"));
        Write(Treebank("en_ewt-train", Uner("uner-ewt-train.iob2.gz")), gazetteer, Path.Combine(work, "uner"));
        Write(news.Where((_, at) => at % DevStep != 0), gazetteer, Path.Combine(work, "news"));
        Write(NameCorpora.Marked(shared, nationalities).Select(item => new Labelled(item.Tokens, SentenceSplitter.Split(item.Tokens), item.Labels)), gazetteer, Path.Combine(work, "others"));
        Write(Treebank("en_gum-clean-train", doc => NameCorpora.GumLabels(doc, nationalities)), gazetteer, Path.Combine(work, "gum"));
        Write(news.Where((_, at) => at % DevStep == 0), gazetteer, Path.Combine(work, "news-dev"));
        Write(Treebank("en_ewt-dev", Uner("uner-ewt-dev.iob2.gz")), gazetteer, Path.Combine(work, "web-dev"));
    }

    private static void Write(IEnumerable<Labelled> texts, Gazetteer gazetteer, string folder)
    {
        using Stream stream = typeof(Reader).Assembly.GetManifestResourceStream("base.hsm")!;
        ModelFile model = ModelFile.Read(stream, "base.hsm");
        var reader = new BaseReader(model);
        var workspace = new Workspace(Vocabulary.Of(model.Longs("vocabulary")));
        Directory.CreateDirectory(folder);
        using var vectors = new FileStream(Path.Combine(folder, "encoded.raw"), FileMode.Create);
        List<int>[] columns = [.. AttributionFeatures.Names.Select(_ => new List<int>())];
        List<int> names = [];
        List<ulong> marks = [];
        List<int> documents = [];
        List<int> starts = [];
        foreach ((Tokens tokens, Sentences sentences, int[] labels) in texts)
        {
            documents.Add(names.Count);
            starts.AddRange(sentences.Starts.ToArray().Select(start => names.Count + start));
            workspace.Features.Describe(tokens, sentences, QuotationFinder.Find(tokens, sentences));
            for (int column = 0; column < columns.Length; column++)
            {
                columns[column].AddRange(workspace.Features[(FeatureColumn)column]);
            }

            reader.Read(tokens, sentences, tokens.Count, workspace);
            foreach (float number in workspace.Encoded(tokens.Count * reader.Width))
            {
                vectors.Write(BitConverter.GetBytes((Half)number));
            }

            ulong[] hashes = new ulong[tokens.Count];
            ulong[] found = new ulong[tokens.Count];
            Gazetteer.Hash(tokens, hashes);
            gazetteer.Find(hashes, found);
            marks.AddRange(found);
            names.AddRange(labels);
        }

        documents.Add(names.Count);
        starts.Add(names.Count);
        for (int column = 0; column < columns.Length; column++)
        {
            Npy.Write<int>(Path.Combine(folder, AttributionFeatures.Names[column] + ".npy"), CollectionsMarshal.AsSpan(columns[column]));
        }

        Npy.Write<int>(Path.Combine(folder, "names.npy"), CollectionsMarshal.AsSpan(names));
        Npy.Write<ulong>(Path.Combine(folder, "gazetteer.npy"), CollectionsMarshal.AsSpan(marks));
        Npy.Write<int>(Path.Combine(folder, "documents.npy"), CollectionsMarshal.AsSpan(documents));
        Npy.Write<int>(Path.Combine(folder, "sentences.npy"), CollectionsMarshal.AsSpan(starts));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{folder}: {documents.Count - 1} documents, {names.Count:N0} tokens"));
    }

    private sealed record Labelled(Tokens Tokens, Sentences Sentences, int[] Names);
}
