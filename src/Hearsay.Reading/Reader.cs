using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text;
using Hearsay.Reading.Attributing;
using Hearsay.Reading.Counting;
using Hearsay.Reading.Dating;
using Hearsay.Reading.English;
using Hearsay.Reading.Eventing;
using Hearsay.Reading.Judging;
using Hearsay.Reading.Network;
using Hearsay.Reading.Quoting;
using Hearsay.Reading.Recognizing;
using Hearsay.Reading.Resolving;
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
    /// <summary>Confidence from which an attribution is read, 0 … 1: where precision and recall on PolNeAR dev are best together (docs/confidence.md).</summary>
    public const float DefaultThreshold = 0.28f;

    /// <summary>
    /// Tokens of one document that are read. The longest records of parliaments and councils have a quarter of this;
    /// what is longer is a mistake (a corpus in one file) and would hold up everything behind it.
    /// </summary>
    public const int MaximumTokens = 200_000;

    private readonly BaseReader _base;
    private readonly NameReader _names;
    private readonly Resolver _resolver;
    private readonly Attributor _attributor;
    private readonly Judge _judge;
    private readonly TriggerFinder? _events;
    private readonly Vocabulary _vocabulary;
    private readonly float _threshold;
    private readonly ConcurrentBag<Workspace> _workspaces = [];

    private Reader(ModelFile baseModel, ModelFile attribution, float threshold, bool withEvents = true)
    {
        // The attributions are read off the base encoder's vectors, which mean something else in every run that trains it.
        if (attribution.Words("base") != baseModel.Words("recipe"))
        {
            throw ReaderErrors.OtherBase(attribution.Sha256[..12], baseModel.Sha256[..12]);
        }

        // Rounding and packing weights takes most of the time that a short run takes; each of these depends on none of the others.
        (_vocabulary, _base, _resolver, _attributor) = AtOnce(
            () => Vocabulary.Of(baseModel.Longs("vocabulary")), () => new BaseReader(baseModel), Resolver.Load, () => new Attributor(attribution));
        (_judge, _events, _names, _) = AtOnce(() => Judge.Load(baseModel, _base.Width), () => withEvents ? TriggerFinder.Load(baseModel, _base.Width) : null, () => NameReader.Load(baseModel), () => 0);
        _threshold = threshold;
        string version = typeof(Reader).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
        Version = new ReaderVersion(version.Split('+')[0], Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(BoundaryModel.Shipped.Sha256 + baseModel.Sha256 + _names.Model + _resolver.Model + attribution.Sha256 + _judge.Model + _events?.Model))));
    }

    /// <summary>What this reader is: version and model.</summary>
    public ReaderVersion Version { get; }

    /// <summary>Loads the reader with the models that ship with the product.</summary>
    /// <param name="threshold">Confidence, 0 … 1, from which an attribution is read: higher finds fewer that are more often right, lower more.</param>
    /// <param name="model">Which of the models finds who says what.</param>
    /// <exception cref="InvalidDataException">A model is missing or damaged.</exception>
    public static Reader Load(float threshold = DefaultThreshold, AttributionModel model = AttributionModel.Polnear)
    {
        using Stream baseModel = Shipped("base.hsm");
        using Stream attribution = Shipped(model == AttributionModel.Open ? "attribution-open.hsm" : "attribution.hsm");
        return Load(baseModel, attribution, threshold);
    }

    /// <summary>Loads the reader with other models.</summary>
    /// <param name="baseModel">Model of tags and trees, read to its end.</param>
    /// <param name="attribution">Model of attributions, trained on the readings of that very base model, read to its end.</param>
    /// <param name="threshold">Confidence, 0 … 1, from which an attribution is read.</param>
    /// <exception cref="InvalidDataException">One is no model or damaged, or they do not belong together.</exception>
    public static Reader Load(Stream baseModel, Stream attribution, float threshold = DefaultThreshold)
    {
        (ModelFile first, ModelFile second, _, _) = AtOnce(
            () => ModelFile.Read(baseModel, "models/en/base.hsm"), () => ModelFile.Read(attribution, "models/en/attribution.hsm"), () => BoundaryModel.Shipped, () => 0);
        return new Reader(first, second, threshold);
    }

    /// <summary>The shipped reader but for the words that tell events: the network that finds them is trained on what this one reads.</summary>
    internal static Reader LoadWithoutEvents()
    {
        using Stream baseModel = Shipped("base.hsm");
        using Stream attribution = Shipped("attribution.hsm");
        return new Reader(ModelFile.Read(baseModel, "models/en/base.hsm"), ModelFile.Read(attribution, "models/en/attribution.hsm"), DefaultThreshold, withEvents: false);
    }

    /// <summary>Reads <paramref name="article"/>, layer by layer, attributions by the habits of the claim record. Never throws on content.</summary>
    public Document Read(Article article) => Read(article, AttributionConvention.Claims);

    /// <summary>Reads <paramref name="article"/>, layer by layer. Never throws on content.</summary>
    /// <param name="article">The article.</param>
    /// <param name="convention">Whose habits attributions follow.</param>
    public Document Read(Article article, AttributionConvention convention)
    {
        ArgumentNullException.ThrowIfNull(article);
        Tokens tokens = Tokenizer.Tokenize(article.Text);
        return Read(article, tokens, SentenceSplitter.Split(tokens), convention);
    }

    /// <summary>Reads all layers of <paramref name="article"/> but the attributions, which are left empty; they take two fifths of the time. Never throws on content.</summary>
    public Document ReadBase(Article article)
    {
        ArgumentNullException.ThrowIfNull(article);
        Tokens tokens = Tokenizer.Tokenize(article.Text);
        return Read(article, tokens, SentenceSplitter.Split(tokens), null);
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

        return Read(article, tokens, sentences, AttributionConvention.Claims);
    }

    /// <summary>Reads all layers; without a convention all but the attributions.</summary>
    private Document Read(Article article, Tokens tokens, Sentences sentences, AttributionConvention? convention)
    {
        Workspace workspace = _workspaces.TryTake(out Workspace? used) ? used : new Workspace(_vocabulary);
        Quotations quotations = QuotationFinder.Find(tokens, sentences);
        workspace.Features.Describe(tokens, sentences, quotations);
        (Words words, Dependencies syntax) = _base.Read(tokens, sentences, MaximumTokens, workspace);
        Names names = _names.Find(tokens, sentences, MaximumTokens, workspace);
        PredicateFeatures.Hash(tokens, words, workspace);
        Happenings happenings = _judge.Find(tokens, sentences, words, syntax, MaximumTokens, workspace);
        Triggers triggers = _events?.Find(tokens, sentences, words, syntax, names, MaximumTokens, workspace) ?? Triggers.None;
        Attributions said = convention is { } habits ? _attributor.Find(tokens, sentences, quotations, words, syntax, names, MaximumTokens, habits, _threshold, workspace) : Attributions.None;
        _workspaces.Add(workspace);
        Times times = TimeFinder.Find(tokens, sentences, article.Published);
        InferredDate? inferred = article.Published is null ? PublicationFinder.Find(new TermReader(tokens), sentences, times) : null;
        if (inferred?.Anchor is { } day)
        {
            times = TimeFinder.Find(tokens, sentences, new PublicationDate(day));
        }

        Quantities quantities = QuantityFinder.Find(tokens, sentences, times, words, syntax);
        var read = new Document(article, tokens, sentences, quotations, said, Version, Cut(tokens))
        {
            Words = words,
            Syntax = syntax,
            Names = names,
            Times = times,
            Quantities = quantities,
            Happenings = happenings,
            Triggers = triggers,
            Inferred = inferred,
            Coreference = _resolver.Find(tokens, sentences, words, syntax, names, quotations),
        };
        Attributions complete = convention is not null ? AttributionRules.Complete(said, read, _threshold) : said;
        return complete == said ? read : read with { Attributions = complete };
    }

    /// <summary>Does four things on as many processors; what one of them throws is thrown as it is.</summary>
    private static (T1 First, T2 Second, T3 Third, T4 Fourth) AtOnce<T1, T2, T3, T4>(Func<T1> first, Func<T2> second, Func<T3> third, Func<T4> fourth)
    {
        (T1 First, T2 Second, T3 Third, T4 Fourth) results = default;
        try
        {
            Parallel.Invoke(() => results.Second = second(), () => results.First = first(), () => results.Third = third(), () => results.Fourth = fourth());
            return results;
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
            throw;
        }
    }

    private static Stream Shipped(string name) => typeof(Reader).Assembly.GetManifestResourceStream(name) ?? throw ReaderErrors.NoModel(name);

    private static Defect[] Cut(Tokens tokens) => tokens.Count <= MaximumTokens ? [] : [ReaderErrors.TooLong(tokens.Count, MaximumTokens)];
}
