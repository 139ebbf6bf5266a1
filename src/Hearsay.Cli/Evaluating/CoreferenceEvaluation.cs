using System.Diagnostics;
using System.Text;
using Hearsay.Reading;
using Hearsay.Reading.Quoting;
using Hearsay.Reading.Resolving;
using Hearsay.Text;
using Hearsay.Text.Formats;
using Hearsay.Text.Layers;

namespace Hearsay.Cli.Evaluating;

/// <summary>Scores coreference on GUM's clean development part, in GUM's own scheme and in that of OntoNotes.</summary>
/// <param name="shared">Folder that holds data.</param>
internal sealed class CoreferenceEvaluation(string shared)
{
    /// <summary>The corpus of OntoNotes' scheme, packed.</summary>
    private const string Packed = "gum-coref.tar.xz";

    /// <summary>Scores over the treebank's own words and trees, over what <paramref name="reader"/> reads in the treebank's words, and in the raw text.</summary>
    public IReadOnlyList<(string Name, CoreferenceScore Score)> Run(Reader reader, CancellationToken cancellationToken)
    {
        Resolver resolver = Resolver.Load();
        var corpus = Corpus();
        var scores = Run(corpus, (doc, scheme) => OnGoldSyntax(resolver, doc, scheme)).Select(score => (score.Name + " dev, gold syntax", score.Score)).ToList();
        cancellationToken.ThrowIfCancellationRequested();
        scores.AddRange(Named("read syntax", doc => reader.Read(new Article(doc.Id, doc.Tokens.Text), doc.Tokens, doc.Sentences)));
        cancellationToken.ThrowIfCancellationRequested();
        scores.AddRange(Named("raw text", doc => reader.Read(new Article(doc.Id, doc.Tokens.Text))));
        return scores;

        IEnumerable<(string, CoreferenceScore)> Named(string over, Func<ConlluDocument, Document> read)
        {
            Dictionary<string, Document> docs = corpus.ToDictionary(one => one.Document.Id, one => read(one.Document), StringComparer.Ordinal);
            return Run(corpus, (doc, scheme) => OnReadSyntax(resolver, docs[doc.Id], scheme)).Select(score => ($"{score.Name} dev, {over}", score.Score));
        }
    }

    /// <summary>Scores a reading of each document.</summary>
    /// <param name="corpus">The documents with both gold annotations.</param>
    /// <param name="read">Gives the tokens and the coreference read of a document in a scheme.</param>
    public static IReadOnlyList<(string Name, CoreferenceScore Score)> Run(IEnumerable<(ConlluDocument Document, IReadOnlyList<EntityBracket> Gum, IReadOnlyList<EntityBracket> Onto)> corpus, Func<ConlluDocument, CoreferenceScheme, (Tokens Tokens, Coreference Coreference)> read)
    {
        var onto = new CoreferenceScore();
        var gum = new CoreferenceScore();
        var linked = new CoreferenceScore();
        foreach ((ConlluDocument doc, IReadOnlyList<EntityBracket> goldGum, IReadOnlyList<EntityBracket> goldOnto) in corpus)
        {
            Add(onto, doc, goldOnto, read(doc, CoreferenceScheme.OntoNotes), 2);
            (Tokens, Coreference) own = read(doc, CoreferenceScheme.Gum);
            Add(gum, doc, goldGum, own, 1);
            Add(linked, doc, goldGum, own, 2);
        }

        return [("OntoGUM", onto), ("GUM", gum), ("GUM without singletons", linked)];
    }

    /// <summary>Reads the development part: the treebank holds one scheme, the packed corpus the other; their words are the same.</summary>
    /// <exception cref="InvalidDataException">The two do not fit together.</exception>
    public IReadOnlyList<(ConlluDocument Document, IReadOnlyList<EntityBracket> Gum, IReadOnlyList<EntityBracket> Onto)> Corpus()
    {
        Dictionary<string, ConlluDocument> others = Unpack(Path.Combine(shared, "data", "coref", Packed)).ToDictionary(doc => doc.Id, StringComparer.Ordinal);
        using FileStream packed = File.OpenRead(Path.Combine(shared, "data", "ud", "en_gum-clean-dev.conllu.gz"));
        using var reader = new StreamReader(new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionMode.Decompress), Encoding.UTF8);
        var corpus = new List<(ConlluDocument, IReadOnlyList<EntityBracket>, IReadOnlyList<EntityBracket>)>();
        foreach (ConlluDocument doc in ConlluReader.Read(reader))
        {
            if (!others.TryGetValue(doc.Id, out ConlluDocument? other) || other.Tokens.Count != doc.Tokens.Count)
            {
                throw new InvalidDataException($"{Packed} does not hold the words of {doc.Id}");
            }

            corpus.Add((doc, EntityColumn.Read(doc), EntityColumn.Read(other)));
        }

        return corpus;
    }

    /// <summary>Resolves over the treebank's own words, tags and trees, without names.</summary>
    public static (Tokens Tokens, Coreference Coreference) OnGoldSyntax(Resolver resolver, ConlluDocument doc, CoreferenceScheme scheme) =>
        (doc.Tokens, resolver.Find(doc.Tokens, doc.Sentences, doc.Words, doc.Syntax, Names.None, QuotationFinder.Find(doc.Tokens, doc.Sentences), scheme));

    /// <summary>Resolves over what the reader read. Borders are compared as places in the text, so that tokens may differ.</summary>
    public static (Tokens Tokens, Coreference Coreference) OnReadSyntax(Resolver resolver, Document doc, CoreferenceScheme scheme) =>
        (doc.Tokens, resolver.Find(doc.Tokens, doc.Sentences, doc.Words, doc.Syntax, doc.Names, doc.Quotations, scheme));

    private static void Add(CoreferenceScore score, ConlluDocument doc, IReadOnlyList<EntityBracket> gold, (Tokens Tokens, Coreference Coreference) read, int least)
    {
        var expected = gold.DistinctBy(bracket => bracket.Tokens).GroupBy(bracket => bracket.Entity, StringComparer.Ordinal)
            .Select(entity => (IReadOnlyList<TextSpan>)[.. entity.Select(bracket => doc.Tokens.Span(bracket.Tokens))]);
        Coreference found = read.Coreference;
        var system = Enumerable.Range(0, found.EntityCount)
            .Select(entity => (IReadOnlyList<TextSpan>)[.. found.Entity(entity).ToArray().Select(mention => read.Tokens.Span(found.Mentions[mention].Tokens))]);
        score.Add([.. expected.Where(entity => entity.Count >= least)], [.. system.Where(entity => entity.Count >= least)]);
    }

    private static List<ConlluDocument> Unpack(string archive)
    {
        using Process tar = Process.Start(new ProcessStartInfo("tar", ["xJOf", archive, "--wildcards", "dev/ontogum/conllu/*.conllu"]) { RedirectStandardOutput = true, UseShellExecute = false, StandardOutputEncoding = Encoding.UTF8 })
            ?? throw new InvalidDataException($"{archive} cannot be unpacked");
        List<ConlluDocument> docs = [.. ConlluReader.Read(tar.StandardOutput)];
        tar.WaitForExit();
        return docs;
    }
}
