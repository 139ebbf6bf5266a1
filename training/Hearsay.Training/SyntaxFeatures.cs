using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Hearsay.Reading.Network;
using Hearsay.Reading.Quoting;
using Hearsay.Reading.Tagging;
using Hearsay.Reading.Tokenizing;
using Hearsay.Text;
using Hearsay.Text.Formats;
using Hearsay.Text.Layers;

namespace Hearsay.Training;

/// <summary>
/// Writes treebanks, corpora of names and open text as arrays: the columns of <see cref="TokenFeatures"/>, borders of documents and sentences, and per token
/// tag, tag with features, lemma script, head (token number in the split, −1 root), relation and set of name tags. What a corpus does not annotate is −2.
/// </summary>
internal sealed class SyntaxFeatures
{
    /// <summary>Tokens of open text for learning from a larger model's reading of it.</summary>
    private const int OpenTokens = 6_000_000;

    /// <summary>Every so many lines of the open text are taken, so that all its parts are in.</summary>
    private const int OpenStep = 5;

    /// <summary>Share of a word's occurrences that must have the lemma which the lexicon gives it.</summary>
    private const double LexiconShare = 0.8;

    /// <summary>Occurrences in the open text from which on a word gets its lemma by rule.</summary>
    private const int CommonWord = 3;

    private const int Unknown = -2;
    private static readonly string[] Names = [.. AttributionFeatures.Names, "tags", "features", "lemmas", "heads", "relations", "names"];

    private readonly Vocabulary _vocabulary;
    private readonly Dictionary<string, int> _features;
    private readonly Dictionary<string, int> _scripts;
    private readonly HashSet<string> _nationalities;

    private SyntaxFeatures(Vocabulary vocabulary, Dictionary<string, int> features, Dictionary<string, int> scripts, HashSet<string> nationalities)
    {
        _vocabulary = vocabulary;
        _features = features;
        _scripts = scripts;
        _nationalities = nationalities;
    }

    public static void Write(string shared, string work)
    {
        Vocabulary vocabulary = Vocabulary.Of(Npy.Read<ulong>(Path.Combine(work, "vocabulary.npy")).Data);
        HashSet<string> nationalities = NameCorpora.Nationalities("src/Hearsay.Claims/Parties/states.tsv");
        string folder = Path.Combine(work, "syntax");
        Directory.CreateDirectory(folder);
        List<ConlluDocument> ewt = Treebank(shared, "en_ewt-train");
        List<ConlluDocument> gum = Treebank(shared, "en_gum-clean-train");
        Dictionary<string, int> features = Frequent(ewt.Concat(gum).SelectMany(doc => Enumerable.Range(0, doc.Tokens.Count).Select(token => Morphology(doc, token))));
        Dictionary<string, int> scripts = Frequent(ewt.Concat(gum).SelectMany(doc => Enumerable.Range(0, doc.Tokens.Count).Select(token => Script(doc, token))));
        File.WriteAllLines(Path.Combine(folder, "features.txt"), features.Keys);
        File.WriteAllLines(Path.Combine(folder, "scripts.txt"), scripts.Keys);
        WriteLexicon(shared, folder, [.. ewt, .. gum], scripts);
        var writer = new SyntaxFeatures(vocabulary, features, scripts, nationalities);
        Dictionary<string, List<string>> uner = NameCorpora.Uner(Path.Combine(shared, "data/names/uner-ewt-train.iob2.gz"));
        Dictionary<string, List<string>> unerDev = NameCorpora.Uner(Path.Combine(shared, "data/names/uner-ewt-dev.iob2.gz"));
        writer.Write(Path.Combine(folder, "ewt-train"), ewt.Select(doc => writer.Document(doc, writer.Uner(doc, uner))));
        writer.Write(Path.Combine(folder, "gum-train"), gum.Select(doc => writer.Document(doc, NameCorpora.GumLabels(doc, nationalities))));
        writer.Write(Path.Combine(folder, "ewt-dev"), Treebank(shared, "en_ewt-dev").Select(doc => writer.Document(doc, writer.Uner(doc, unerDev))));
        writer.Write(Path.Combine(folder, "gum-dev"), Treebank(shared, "en_gum-clean-dev").Select(doc => writer.Document(doc, NameCorpora.GumLabels(doc, nationalities))));
        writer.Write(Path.Combine(folder, "names-train"), NameCorpora.Others(shared, nationalities).Select(item => writer.Document(item.Tokens, item.Labels)));
        writer.Write(Path.Combine(folder, "open"), Open(shared).Select(tokens => writer.Document(tokens, null)));
    }

    private static List<ConlluDocument> Treebank(string shared, string name)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(shared, "data/ud", name + ".conllu.gz")), CompressionMode.Decompress), Encoding.UTF8);
        return [.. ConlluReader.Read(reader)];
    }

    /// <summary>Paragraphs of the open text, some hundred tokens together.</summary>
    private static IEnumerable<Tokens> Open(string shared)
    {
        int total = 0;
        int number = 0;
        foreach (string line in Corpus.OpenLines(shared))
        {
            if (++number % OpenStep != 0 || line.Length < 40)
            {
                continue;
            }

            Tokens tokens = Tokenizer.Tokenize(new RawText(line));
            total += tokens.Count;
            yield return tokens;
            if (total >= OpenTokens)
            {
                yield break;
            }
        }
    }

    private static Dictionary<string, int> Frequent(IEnumerable<string> values) => values.CountBy(value => value, StringComparer.Ordinal).Where(pair => pair.Value >= 2)
        .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select((pair, at) => (pair.Key, at)).ToDictionary(pair => pair.Key, pair => pair.at, StringComparer.Ordinal);

    private static string Morphology(ConlluDocument doc, int token) => UniversalNames.Of(doc.Words[token]) + "\t" + doc.Words.Features(token);

    private static string Script(ConlluDocument doc, int token) => LemmaScript.Derive(doc.Tokens[token].ToString(), doc.Words.Lemma(token).ToString());

    /// <summary>
    /// Words with their part of speech, as they stand and in lower case, and the script of their lemma where nearly all their occurrences agree on one.
    /// Words of the open text that the treebanks lack follow by rule (<see cref="LemmaRules"/>). The scripts of the network come first in the list.
    /// </summary>
    private static void WriteLexicon(string shared, string folder, List<ConlluDocument> documents, Dictionary<string, int> scripts)
    {
        var all = new Dictionary<string, int>(scripts, StringComparer.Ordinal);
        List<ulong> entries = [];
        IEnumerable<(string Form, PartOfSpeech Tag, string Lemma)> words = documents.SelectMany(doc => Enumerable.Range(0, doc.Tokens.Count).Select(token => (doc.Tokens[token].ToString(), doc.Words[token], doc.Words.Lemma(token).ToString())));
        IEnumerable<(string Form, PartOfSpeech Tag, string Lemma)> lower = words.Where(word => word.Form.Any(char.IsUpper)).Select(word => (word.Form.ToLowerInvariant(), word.Tag, word.Lemma));
        foreach (IGrouping<(string Form, PartOfSpeech Tag), string> word in words.Concat(lower).GroupBy(word => (word.Form, word.Tag), word => word.Lemma)
            .OrderBy(group => group.Key.Form, StringComparer.Ordinal).ThenBy(group => group.Key.Tag))
        {
            KeyValuePair<string, int> most = word.CountBy(lemma => lemma, StringComparer.Ordinal).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).First();
            string script = LemmaScript.Derive(word.Key.Form, most.Key);
            if (most.Value < LexiconShare * word.Count() || (!all.ContainsKey(script) && all.Count == LemmaLexicon.MaximumScripts))
            {
                continue;
            }

            all.TryAdd(script, all.Count);
            entries.Add(LemmaLexicon.Entry(word.Key.Form, word.Key.Tag, all[script]));
        }

        int treebanks = entries.Count;
        Dictionary<string, int> open = OpenWords(shared);
        var rules = new LemmaRules("training/irregular-forms.tsv", open, words.Select(word => (word.Lemma, word.Tag)).ToHashSet());
        HashSet<(string, PartOfSpeech)> known = [.. words.Concat(lower).Select(word => (word.Form, word.Tag))];
        int judged = 0;
        int right = 0;
        foreach (IGrouping<(string Form, PartOfSpeech Tag), string> word in words.Where(word => open.ContainsKey(word.Form)).GroupBy(word => (word.Form, word.Tag), word => word.Lemma))
        {
            if (rules.Of(word.Key.Form, word.Key.Tag) is { } lemma)
            {
                judged++;
                right += word.First() == lemma ? 1 : 0;
            }
        }

        foreach (string form in open.Where(pair => pair.Value >= CommonWord).Select(pair => pair.Key).Concat(rules.Irregular).Distinct().Order(StringComparer.Ordinal))
        {
            foreach (PartOfSpeech tag in (ReadOnlySpan<PartOfSpeech>)[PartOfSpeech.Verb, PartOfSpeech.Noun, PartOfSpeech.Adj, PartOfSpeech.Adv])
            {
                if (!known.Contains((form, tag)) && rules.Of(form, tag) is { } lemma && LemmaScript.Derive(form, lemma) is string script && (all.ContainsKey(script) || all.Count < LemmaLexicon.MaximumScripts))
                {
                    all.TryAdd(script, all.Count);
                    entries.Add(LemmaLexicon.Entry(form, tag, all[script]));
                }
            }
        }

        Console.WriteLine($"lemmas by rule: {entries.Count - treebanks:N0} words; of {judged:N0} that the treebanks have, {100.0 * right / judged:F1} % right");
        File.WriteAllLines(Path.Combine(folder, "lexicon.txt"), all.Keys);
        Npy.Write<ulong>(Path.Combine(folder, "lexicon.npy"), CollectionsMarshal.AsSpan(entries));
        Console.WriteLine($"lexicon: {entries.Count:N0} words, {all.Count} scripts");
    }

    /// <summary>Words of letters in lower case in the open text, and how often each stands there.</summary>
    private static Dictionary<string, int> OpenWords(string shared)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (string line in Corpus.OpenLines(shared))
        {
            Tokens tokens = Tokenizer.Tokenize(new RawText(line));
            for (int token = 0; token < tokens.Count; token++)
            {
                ReadOnlySpan<char> form = tokens[token];
                if (form.Length > 1 && !form.ContainsAnyExceptInRange('a', 'z'))
                {
                    lookup[form] = lookup.TryGetValue(form, out int count) ? count + 1 : 1;
                }
            }
        }

        return counts;
    }

    /// <summary>UNER's names, where the document's words are the treebank's.</summary>
    private int[]? Uner(ConlluDocument doc, Dictionary<string, List<string>> uner) =>
        uner.TryGetValue(doc.Id, out List<string>? tags) && tags.Count == doc.Tokens.Count ? NameCorpora.UnerLabels(doc, tags, _nationalities) : null;

    private Columns Document(ConlluDocument doc, int[]? names)
    {
        Columns columns = Document(doc.Tokens, names, doc.Sentences);
        for (int token = 0; token < doc.Tokens.Count; token++)
        {
            columns.Values[7][token] = (int)doc.Words[token];
            columns.Values[8][token] = _features.GetValueOrDefault(Morphology(doc, token), Unknown);
            columns.Values[9][token] = _scripts.GetValueOrDefault(Script(doc, token), Unknown);
            columns.Values[10][token] = doc.Syntax.Heads[token];
            columns.Values[11][token] = (int)doc.Syntax.Relation(token);
        }

        return columns;
    }

    private Columns Document(Tokens tokens, int[]? names, Sentences? sentences = null)
    {
        sentences ??= SentenceSplitter.Split(tokens);
        var features = new TokenFeatures(_vocabulary);
        features.Describe(tokens, sentences, QuotationFinder.Find(tokens, sentences));
        int[] unknown = new int[tokens.Count];
        unknown.AsSpan().Fill(Unknown);
        return new Columns(sentences.Starts.ToArray(),
        [
            .. Enum.GetValues<FeatureColumn>().Select(column => features[column].ToArray()),
            [.. unknown], [.. unknown], [.. unknown], [.. unknown], [.. unknown], names ?? unknown,
        ]);
    }

    private void Write(string folder, IEnumerable<Columns> documents)
    {
        var columns = new List<int>[Names.Length];
        for (int at = 0; at < columns.Length; at++)
        {
            columns[at] = [];
        }

        List<int> starts = [];
        List<int> sentences = [];
        int named = 0;
        foreach (Columns document in documents)
        {
            int offset = columns[0].Count;
            starts.Add(offset);
            sentences.AddRange(document.Sentences.Select(start => offset + start));
            for (int at = 0; at < columns.Length; at++)
            {
                columns[at].AddRange(at == 10 ? document.Values[at].Select(head => head >= 0 ? offset + head : head) : document.Values[at]);
            }

            named += document.Values[12].Length > 0 && document.Values[12][0] != Unknown ? 1 : 0;
        }

        starts.Add(columns[0].Count);
        sentences.Add(columns[0].Count);
        Directory.CreateDirectory(folder);
        for (int at = 0; at < Names.Length; at++)
        {
            Npy.Write<int>(Path.Combine(folder, Names[at] + ".npy"), CollectionsMarshal.AsSpan(columns[at]));
        }

        Npy.Write<int>(Path.Combine(folder, "documents.npy"), CollectionsMarshal.AsSpan(starts));
        Npy.Write<int>(Path.Combine(folder, "sentences.npy"), CollectionsMarshal.AsSpan(sentences));
        Console.WriteLine($"{folder}: {starts.Count - 1} documents ({named} with names), {sentences.Count - 1:N0} sentences, {columns[0].Count:N0} tokens");
    }

    private sealed record Columns(int[] Sentences, int[][] Values);
}
