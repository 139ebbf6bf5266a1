using System.Runtime.InteropServices;
using System.Text.Json;
using Hearsay.Claims;
using Hearsay.Claims.Coding;
using Hearsay.Claims.Extracting;
using Hearsay.Claims.Parties;
using Hearsay.Reading;
using Hearsay.Reading.Eventing;
using Hearsay.Reading.Judging;
using Hearsay.Reading.Network;
using Hearsay.Reading.Quoting;
using Hearsay.Reading.Recognizing;
using Hearsay.Reading.Tokenizing;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Training;

/// <summary>Writes the words of annotated claims as arrays: rows of features, the base encoder's vectors of the word, its governor and its object, and which event it tells.</summary>
internal static class EventFeatures
{
    /// <summary>Event types as the annotation spells them, in the order of the model's classes; class 0 is none.</summary>
    private static readonly string[] Types = ["", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"];

    /// <summary>Every verb and noun inside a claim's cue or content is a row; what stands outside is not annotated.</summary>
    public static void Write(string shared, string annotations, string work)
    {
        Directory.CreateDirectory(work);
        using Stream stream = typeof(Reader).Assembly.GetManifestResourceStream("base.hsm")!;
        ModelFile model = ModelFile.Read(stream, "base.hsm");
        var reader = new BaseReader(model);
        NameReader named = NameReader.Load(model);
        var workspace = new Workspace(Vocabulary.Of(model.Longs("vocabulary")));
        Dictionary<string, JsonElement> wanted = Corpus.Annotations(annotations);
        List<int> rows = [], labels = [], origin = [], verdicts = [];
        Reader whole = Reader.LoadWithoutEvents();
        List<float> vectors = [];
        int[] row = new int[TriggerFeatures.Count];
        int document = 0, lost = 0;
        var keys = new List<string>();
        void Add(Tokens tokens, Sentences sentences, Func<TokenRange, bool> isJudged, Func<Words, IReadOnlyDictionary<int, int>> told, Func<int, int> claimOf, Func<int, (LexiconVerdict Verdict, int Types)> verdictOf)
        {
            workspace.Features.Describe(tokens, sentences, QuotationFinder.Find(tokens, sentences));
            (Words words, Dependencies syntax) = reader.Read(tokens, sentences, Reader.MaximumTokens, workspace);
                Names names = named.Find(tokens, sentences, Reader.MaximumTokens, workspace);
            ulong[] forms = new ulong[tokens.Count];
            ulong[] lemmas = new ulong[tokens.Count];
            byte[] kinds = new byte[tokens.Count];
            PredicateFeatures.Hash(tokens, words, lemmas, forms);
            TriggerFeatures.Kinds(names, kinds);
            IReadOnlyDictionary<int, int> at = told(words);
            for (int sentence = 0; sentence < sentences.Count; sentence++)
            {
                for (int token = sentences[sentence].Start; token < sentences[sentence].End; token++)
                {
                    if (!TriggerFeatures.IsCandidate(token, words) || !isJudged(new TokenRange(token, token + 1)))
                    {
                        continue;
                    }

                    TriggerFeatures.Describe(token, sentences[sentence], words, syntax, kinds, lemmas, forms, row);
                    rows.AddRange(row);
                    labels.Add(at.GetValueOrDefault(token));
                    origin.AddRange([document, claimOf(token), tokens.Starts[token]]);
                    (LexiconVerdict verdict, int types) = verdictOf(token);
                    verdicts.AddRange([(int)verdict, types]);
                    foreach (int other in new[] { token, PredicateFeatures.Governor(token, syntax), TriggerFeatures.Object(token, syntax) })
                    {
                        vectors.AddRange(other < 0 ? new float[reader.Width] : workspace.Encoded(tokens.Count * reader.Width).Slice(other * reader.Width, reader.Width));
                    }
                }
            }

            document++;
        }

        foreach (string text in Texts(shared))
        {
            if (!wanted.Remove(Corpus.HashOf(text), out JsonElement item))
            {
                continue;
            }

            var raw = new RawText(text);
            Tokens tokens = Tokenizer.Tokenize(raw);
            TokenRange Range(JsonElement pair) => tokens.Touching(new TextSpan(raw.CodePoints.ToUtf16(pair[0].GetInt32()), raw.CodePoints.ToUtf16(pair[1].GetInt32())));
            TokenRange[] Ranges(JsonElement one, string part) => [.. one.GetProperty(part).EnumerateArray().Select(Range).Where(range => !range.IsEmpty)];
            int[] claims = new int[tokens.Count];
            claims.AsSpan().Fill(-1);
            List<(TokenRange Words, int Type)> happenings = [];
            int claim = 0;
            foreach (JsonElement one in item.GetProperty("claims").EnumerateArray())
            {
                foreach (JsonElement pair in one.GetProperty("content").EnumerateArray().Concat(one.GetProperty("cue").EnumerateArray()))
                {
                    TokenRange range = Range(pair);
                    claims.AsSpan(range.Start, range.Length).Fill(claim);
                }

                happenings.AddRange(one.GetProperty("events").EnumerateArray().Where(happening => happening.GetProperty("at").ValueKind == JsonValueKind.Array)
                    .Select(happening => (Range(happening.GetProperty("at")), Array.IndexOf(Types, happening.GetProperty("type").GetString()))));
                claim++;
            }

            Add(tokens, SentenceSplitter.Split(tokens), token => claims[token.Start] >= 0, words =>
            {
                var at = new Dictionary<int, int>();
                foreach ((TokenRange range, int type) in happenings)
                {
                    int head = Enumerable.Range(range.Start, range.Length).Where(token => TriggerFeatures.IsCandidate(token, words)).DefaultIfEmpty(-1).First();
                    lost += head < 0 ? 1 : 0;
                    at.TryAdd(head, type);
                }

                return at;
            }, token => claims[token], Verdicts(whole.ReadBase(new Article("text", raw)), [.. item.GetProperty("claims").EnumerateArray().Select(one => (Ranges(one, "source"), Ranges(one, "cue"), Ranges(one, "content")))], claims));
            keys.Add(item.GetProperty("sha256").GetString()! + "\t" + item.GetProperty("from").GetString());
        }

        foreach ((EventType type, string predicates, string example, _) in PredicateLexicon.Examples())
        {
            Tokens tokens = Tokenizer.Tokenize(new RawText(example));
            Add(tokens, SentenceSplitter.Split(tokens), _ => true, words => PredicateIn(tokens, words, predicates) is >= 0 and int token ? new Dictionary<int, int> { [token] = (int)type + 1 } : [], _ => 0, _ => (LexiconVerdict.Unknown, 0));
            keys.Add(example + "\tlexicon");
        }

        Npy.Write<int>(Path.Combine(work, "rows.npy"), CollectionsMarshal.AsSpan(rows), labels.Count, TriggerFeatures.Count);
        Npy.Write<float>(Path.Combine(work, "vectors.npy"), CollectionsMarshal.AsSpan(vectors), labels.Count, vectors.Count / labels.Count);
        Npy.Write<int>(Path.Combine(work, "labels.npy"), CollectionsMarshal.AsSpan(labels));
        Npy.Write<int>(Path.Combine(work, "origin.npy"), CollectionsMarshal.AsSpan(origin), labels.Count, 3);
        Npy.Write<int>(Path.Combine(work, "verdicts.npy"), CollectionsMarshal.AsSpan(verdicts), labels.Count, 2);
        File.WriteAllLines(Path.Combine(work, "documents.txt"), keys);
        Console.WriteLine($"{document:N0} documents, {wanted.Count:N0} not found; {labels.Count:N0} words, {labels.Count(label => label > 0):N0} tell events; {lost:N0} events told by neither verb nor noun");
    }

    /// <summary>What the lexicon says of the words of a document's claims.</summary>
    private static Func<int, (LexiconVerdict, int)> Verdicts(Document doc, (TokenRange[] Source, TokenRange[] Cue, TokenRange[] Content)[] claims, int[] claimOf)
    {
        var words = new WordView(doc);
        Attribution[] attributions = [.. claims.Select(claim => new Attribution(claim.Source.FirstOrDefault(), claim.Cue.Length == 0 ? default : new TokenRange(claim.Cue[0].Start, claim.Cue[^1].End), [.. claim.Content], -1, 1))];
        doc = doc with { Attributions = new Attributions([.. attributions.Where(one => !one.Content.IsEmpty)]) };
        var resolver = new SpeakerResolver(doc, words, PartyRegistry.Standard, TitleRegister.Empty);
        var stances = new StanceReader(doc, words, resolver.Parties, resolver.Persons, new FactualityReader(doc, words));
        var reader = new PropositionReader(doc, words, resolver.Parties, resolver.Persons);
        (Speaker Speaker, Stance Stance)?[] said = new (Speaker, Stance)?[claims.Length];
        return token =>
        {
            Attribution one = attributions[claimOf[token]];
            if (one.Content.IsEmpty)
            {
                return (LexiconVerdict.Unknown, 0);
            }

            List<TokenRange> content = [.. one.Content];
            if (said[claimOf[token]] is not { } how)
            {
                Speaker speaker = resolver.Resolve(one, null)[0];
                said[claimOf[token]] = how = (speaker, stances.Read(words.Clamp(one.Source), words.Clamp(one.Cue), content, speaker, Form.Indirect, false));
            }

            (LexiconVerdict verdict, int types, _) = reader.Verdict(token, content, how.Speaker, how.Stance);
            return (verdict, types);
        };
    }

    /// <summary>The word of an example that is one of the lexicon's words; −1 where the reader has another dictionary form for it.</summary>
    public static int PredicateIn(Tokens tokens, Words words, string predicates)
    {
        HashSet<string> heads = [.. predicates.Split('|').Select(one => one.Split(' ')[0])];
        for (int token = 0; token < tokens.Count; token++)
        {
            if (TriggerFeatures.IsCandidate(token, words) && (heads.Contains(words.Lemma(token).ToString()) || heads.Any(head => VerbForms.Of(head).Contains(tokens[token].ToString()))))
            {
                return token;
            }
        }

        return -1;
    }

    public static IEnumerable<string> Texts(string shared) => AnnotatedText.Own("training/corpus").Select(text => text.Text)
        .Concat(Corpus.OpenDocuments(shared))
        .Concat(Corpus.JsonLines(Path.Combine(shared, "data", "attribution", "polnear-train.jsonl.gz")).Select(item => item.GetProperty("text").GetString()!));
}
