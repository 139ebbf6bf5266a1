using System.Collections.Concurrent;
using System.Reflection;
using Hearsay.Reading.Attributing;
using Hearsay.Reading.Network;
using Hearsay.Reading.Quoting;
using Hearsay.Reading.Tokenizing;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading;

/// <summary>
/// Reads an article: the pipeline. Immutable and safe to share between threads; each reading borrows a workspace, so memory
/// grows with the number of threads, not of articles. The same text gives the same layers on any machine and number of threads.
/// </summary>
public sealed class Reader
{
    /// <summary>Probability from which words count as a cue: more likely than not. On PolNeAR dev the soft relation F1 is flat around it (67.8 at 0.5, 68.0 at 0.6).</summary>
    public const float DefaultThreshold = 0.5f;

    private readonly Attributor _attributor;
    private readonly Vocabulary _vocabulary;
    private readonly float _threshold;
    private readonly ConcurrentBag<Workspace> _workspaces = [];

    private Reader(ModelFile model, float threshold)
    {
        _vocabulary = Vocabulary.Of(model.Longs("vocabulary"));
        _attributor = new Attributor(model);
        _threshold = threshold;
        _ = BoundaryModel.Shipped; // A build without it fails here, not at the first article.
        string version = typeof(Reader).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
        Version = new ReaderVersion(version.Split('+')[0], model.Sha256);
    }

    /// <summary>What this reader is: version and model.</summary>
    public ReaderVersion Version { get; }

    /// <summary>Loads the reader with the model that ships with the product.</summary>
    /// <param name="threshold">Probability, 0 … 1, from which words count as a cue: higher finds fewer attributions that are more often right.</param>
    /// <exception cref="InvalidDataException">The model is missing or damaged.</exception>
    public static Reader Load(float threshold = DefaultThreshold)
    {
        using Stream stream = typeof(Reader).Assembly.GetManifestResourceStream("reader.hsm")
            ?? throw ReaderErrors.NoModel();
        return Load(stream, "models/en/reader.hsm", threshold);
    }

    /// <summary>Loads the reader with another model.</summary>
    /// <param name="model">The model file, read to its end.</param>
    /// <param name="name">Names the model in messages.</param>
    /// <param name="threshold">Probability, 0 … 1, from which words count as a cue.</param>
    /// <exception cref="InvalidDataException">It is no model or damaged.</exception>
    public static Reader Load(Stream model, string name, float threshold = DefaultThreshold) => new(ModelFile.Read(model, name), threshold);

    /// <summary>Reads <paramref name="article"/>, layer by layer. Never throws on content.</summary>
    public Document Read(Article article)
    {
        ArgumentNullException.ThrowIfNull(article);
        Tokens tokens = Tokenizer.Tokenize(article.Text);
        return Read(article, tokens, SentenceSplitter.Split(tokens));
    }

    /// <summary>Reads <paramref name="article"/> over tokens and sentences that are known already, as those of a treebank.</summary>
    /// <param name="article">The article.</param>
    /// <param name="tokens">Its tokens, in the article's text.</param>
    /// <param name="sentences">Its sentences, of these tokens.</param>
    /// <exception cref="ArgumentException">The tokens are of another text.</exception>
    public Document Read(Article article, Tokens tokens, Sentences sentences)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(sentences);
        if (tokens.Text != article.Text)
        {
            throw new ArgumentException("the tokens are of another text than the article's", nameof(tokens));
        }

        Workspace workspace = _workspaces.TryTake(out Workspace? used) ? used : new Workspace(_vocabulary);
        Quotations quotations = QuotationFinder.Find(tokens, sentences);
        Attributions said = _attributor.Find(tokens, sentences, quotations, _threshold, workspace);
        _workspaces.Add(workspace);
        return new Document(article, tokens, sentences, quotations, said, Version, Cut(tokens));
    }

    private static Defect[] Cut(Tokens tokens) =>
        tokens.Count <= Attributor.MaximumTokens ? [] : [ReaderErrors.TooLong(tokens.Count, Attributor.MaximumTokens)];
}
