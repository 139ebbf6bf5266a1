using System.Text.Json;
using CsCheck;
using Hearsay.Reading;
using Hearsay.Reading.Attributing;
using Hearsay.Reading.Network;
using Hearsay.Reading.Tagging;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Reading;

public sealed class ReaderTests
{
    private static readonly Reader Shipped = Reader.Load();
    private static readonly string TrainerText = File.ReadAllText(Repository.PathOf("tests", "data", "trainer", "text.txt"));

    [Fact]
    public void Inference_equals_the_trainer()
    {
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("tests", "data", "trainer", "expected.json")));
        JsonElement scores = expected.RootElement.GetProperty("cue_scores");
        ReadText read = ReadText.Of(TrainerText);
        Assert.Equal(scores.GetArrayLength(), read.Tokens.Count);
        using FileStream file = File.OpenRead(Repository.PathOf("models", "en", "attribution.hsm"));
        ModelFile model = ModelFile.Read(file, "attribution.hsm");
        using FileStream baseFile = File.OpenRead(Repository.PathOf("models", "en", "base.hsm"));
        ModelFile baseModel = ModelFile.Read(baseFile, "base.hsm");
        var workspace = new Workspace(Vocabulary.Of(baseModel.Longs("vocabulary")));
        workspace.Features.Describe(read.Tokens, read.Sentences, read.Quotations);
        (Words words, Dependencies syntax) = new BaseReader(baseModel).Read(read.Tokens, read.Sentences, read.Tokens.Count, workspace);
        // The names as the model of attributions was given them in training.
        using JsonDocument basis = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("tests", "data", "trainer", "expected-base.json")));
        var names = NamesOf([.. basis.RootElement.GetProperty("names").EnumerateArray().Select(tag => tag.GetInt32())]);
        workspace.Reading.Describe(read.Tokens.Count, read.Sentences, read.Quotations, words, syntax, names);
        var encoder = new AttributionEncoder(model);
        var all = new TokenRange(0, read.Tokens.Count);
        float[] vectors = new float[read.Tokens.Count * encoder.Width];
        encoder.Encode(workspace.Features, workspace.Reading, syntax, workspace.Encoded(read.Tokens.Count * encoder.BaseWidth), all, AttributionConvention.Claims, vectors, new float[encoder.Scratch(read.Tokens.Count)]);
        Matrix cue = model.Matrix("cue");
        float[] found = new float[read.Tokens.Count * cue.PaddedOutputs];
        cue.Multiply(vectors, encoder.Width, 1, 0, read.Tokens.Count, found);

        // The trainer computes in floats, the product in bytes: twelve roundings in a row (weights and inputs of six blocks), each off by about one part in a hundred of the spread, make
        // some four parts in a hundred when they are independent. The scores are within ±8; on this text they were 0.012 off on average and 0.055 at most.
        float[] differences = [.. Enumerable.Range(0, read.Tokens.Count * 2).Select(i => MathF.Abs(scores[i / 2][i % 2].GetSingle() - found[(i / 2 * cue.PaddedOutputs) + (i % 2)]))];
        Assert.InRange(differences.Average(), 0, 0.03f);
        Assert.InRange(differences.Max(), 0, 0.15f);

        // Source and content of each cue, as the trainer decodes them; the probability of all tags of a window sums up the same roundings, and was 0.16 off at most.
        var roles = new RoleHead(model);
        float[] keys = new float[read.Tokens.Count * roles.KeyWidth];
        roles.Keys(vectors, read.Tokens.Count, keys);
        JsonElement cues = expected.RootElement.GetProperty("cues");
        Assert.InRange(cues.GetArrayLength(), 6, 20);
        for (int i = 0; i < cues.GetArrayLength(); i++)
        {
            var content = new List<TokenRange>();
            int head = cues[i].GetInt32();
            roles.Find(vectors, keys, all, head, read.Sentences, syntax, workspace.Reading, new float[roles.Scratch], out TokenRange own, out TokenRange source, content, out float probability);
            int[][] spans = [.. expected.RootElement.GetProperty("roles")[i].EnumerateArray().Select(s => s.EnumerateArray().Select(n => n.GetInt32()).ToArray())];
            Assert.Equal(expected.RootElement.GetProperty("role_log_probability")[i].GetSingle(), probability, 0.2f);
            Assert.Equal(spans.Where(s => s[0] == 1).Select(s => new TokenRange(s[1], s[2])), content);
            Assert.Equal(spans.Where(s => s[0] == 2 && s[1] <= head && head < s[2]).Select(s => new TokenRange(s[1], s[2])).Single(), own);
            Assert.Equal(spans.Where(s => s[0] == 0).Select(s => new TokenRange(s[1], s[2])).FirstOrDefault(), source);
        }
    }

    [Fact]
    public void The_base_reading_equals_the_trainer()
    {
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("tests", "data", "trainer", "expected-base.json")));
        int[] Column(string name) => [.. expected.RootElement.GetProperty(name).EnumerateArray().Select(n => n.GetInt32())];
        string[] Lines(string name) => [.. expected.RootElement.GetProperty(name).EnumerateArray().Select(n => n.GetString()!)];
        Document doc = Shipped.Read(new Article("trainer", new RawText(TrainerText)));
        int[] all = [.. Enumerable.Range(0, doc.Tokens.Count)];
        Assert.Equal(Column("tags"), all.Select(token => (int)doc.Words[token]));
        Assert.Equal(Column("heads"), doc.Syntax.Heads.ToArray());
        Assert.Equal(Column("relations"), all.Select(token => (int)doc.Syntax.Relation(token)));
        // The trainer asks the network for every lemma, the product for words that its lexicon does not have.
        using FileStream file = File.OpenRead(Repository.PathOf("models", "en", "base.hsm"));
        var lexicon = new LemmaLexicon(ModelFile.Read(file, "base.hsm").Longs("lexicon"));
        string[] scripts = Lines("scripts");
        int[] unknown = [.. all.Where(token => lexicon.Find(doc.Tokens[token], doc.Words[token]) < 0 && lexicon.Find(doc.Tokens[token].ToString().ToLowerInvariant(), doc.Words[token]) < 0)];
        Assert.InRange(unknown.Length, 3, 60);
        Assert.All(unknown, token => Assert.Equal(Lemma(scripts[token], doc.Tokens[token]), doc.Words.Lemma(token).ToString()));
        // The trainer chooses features freely, the product among those of the tag.
        string[] features = Lines("features");
        Assert.All(all.Where(token => features[token].Split('\t')[0] == UniversalNames.Of(doc.Words[token])), token => Assert.Equal(features[token].Split('\t')[1], doc.Words.Features(token)));
    }

    [Fact]
    public void Names_equal_the_trainer()
    {
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("tests", "data", "trainer", "expected-names.json")));
        int[] tags = [.. expected.RootElement.GetProperty("names").EnumerateArray().Select(tag => tag.GetInt32())];
        Document doc = Shipped.Read(new Article("trainer", new RawText(TrainerText)));
        Assert.Equal(doc.Tokens.Count, tags.Length);
        Assert.InRange(doc.Names.Count, 5, 100);
        Assert.Equal(NamesOf(tags), doc.Names);
    }

    /// <summary>Names from tags: 1 + 2k begins one of kind k, 2 + 2k goes on with it.</summary>
    private static Names NamesOf(int[] tags)
    {
        List<Name> names = [];
        for (int token = 0; token < tags.Length; token++)
        {
            if (tags[token] % 2 == 1)
            {
                int end = token + 1;
                while (end < tags.Length && tags[end] == tags[token] + 1)
                {
                    end++;
                }

                names.Add(new Name(new TokenRange(token, end), (NameKind)((tags[token] - 1) / 2)));
            }
        }

        return new Names(names);
    }

    private static string Lemma(string script, ReadOnlySpan<char> form)
    {
        LemmaScript parsed = LemmaScript.Parse(script);
        Span<char> room = new char[parsed.Room(form.Length)];
        return room[..parsed.Apply(form, room)].ToString();
    }

    [Fact]
    public void A_long_text_reads_the_same_wherever_it_is_cut()
    {
        // Forty copies make several stretches; each copy but the first and last must read as the one before it.
        string text = string.Concat(Enumerable.Repeat(TrainerText + "\n\n", 40));
        Document doc = Shipped.Read(new Article("long", new RawText(text)));
        int period = TrainerText.Length + 2;
        ILookup<int, string> byCopy = doc.Attributions.ToLookup(
            a => doc.Tokens.Span(a.Cue).Start / period,
            a => $"{Relative(a.Cue)} {(a.Source.IsEmpty ? "-" : Relative(a.Source))} {string.Join(' ', a.Content.Select(Relative))} {a.Confidence:R}");
        string Relative(TokenRange range)
        {
            TextSpan span = doc.Tokens.Span(range);
            return $"{span.Start % period}+{span.Length}";
        }

        ILookup<int, string> words = Enumerable.Range(0, doc.Tokens.Count).ToLookup(
            token => doc.Tokens.Starts[token] / period,
            token => $"{doc.Words[token]} {doc.Words.Lemma(token)} {doc.Words.Features(token)} {doc.Syntax.Relation(token)} {(doc.Syntax.Heads[token] < 0 ? 0 : doc.Syntax.Heads[token] - token)}");
        ILookup<int, string> names = doc.Names.ToLookup(name => doc.Tokens.Span(name.Tokens).Start / period, name => $"{Relative(name.Tokens)} {name.Kind}");
        Assert.NotEmpty(byCopy[1]);
        Assert.NotEmpty(names[1]);
        for (int copy = 2; copy < 39; copy++)
        {
            Assert.Equal(byCopy[1], byCopy[copy]);
            Assert.Equal(words[1], words[copy]);
            Assert.Equal(names[1], names[copy]);
        }
    }

    [Fact]
    public void A_sentence_longer_than_a_tree_may_be_has_one_root_and_every_word()
    {
        // No stop anywhere: one sentence of more than two thousand words.
        Document doc = Shipped.Read(new Article("long", new RawText(string.Join(' ', Enumerable.Repeat("and the ministry sent them tanks", 400)))));
        Assert.Equal(1, doc.Sentences.Count);
        Assert.Equal(2400, doc.Words.Count);
        Assert.Equal(1, doc.Syntax.Heads.Count(Dependencies.Root));
        AssertTrees(doc);
    }

    [Fact]
    public void A_plain_sentence_is_read_as_grammar_has_it()
    {
        Document doc = Shipped.Read(new Article("plain", new RawText("Norway sent two old tanks, and Ukraine repaired them.")));
        Assert.Equal("PROPN VERB NUM ADJ NOUN PUNCT CCONJ PROPN VERB PRON PUNCT", string.Join(' ', Enumerable.Range(0, doc.Tokens.Count).Select(token => UniversalNames.Of(doc.Words[token]))));
        Assert.Equal("send", doc.Words.Lemma(1).ToString());
        Assert.Equal([1, Dependencies.Root, 4, 4, 1, 8, 8, 8, 1, 8, 1], doc.Syntax.Heads.ToArray());
        Assert.Equal(DependencyRelation.Nsubj, doc.Syntax.Relation(0));
        Assert.Equal(DependencyRelation.Obj, doc.Syntax.Relation(4));
        Assert.Equal([NameKind.Place, NameKind.Place], doc.Names.Select(name => name.Kind));
    }

    private static void AssertTrees(Document doc)
    {
        for (int sentence = 0; sentence < doc.Sentences.Count; sentence++)
        {
            TokenRange range = doc.Sentences[sentence];
            int roots = 0;
            for (int token = range.Start; token < range.End; token++)
            {
                int head = doc.Syntax.Heads[token];
                roots += head == Dependencies.Root ? 1 : 0;
                Assert.True(head == Dependencies.Root || (head >= range.Start && head < range.End && head != token));
                Assert.Equal(head == Dependencies.Root, doc.Syntax.Relation(token) == DependencyRelation.Root);
                int steps = 0;
                for (int at = token; at != Dependencies.Root; at = doc.Syntax.Heads[at])
                {
                    Assert.True(steps++ <= range.Length, "a cycle");
                }
            }

            Assert.Equal(1, roots);
        }
    }

    [Fact]
    public void Threads_and_repetition_do_not_change_a_reading()
    {
        string expected = Print(Shipped.Read(new Article("a", new RawText(TrainerText))));
        Assert.NotEqual("", expected);
        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            // Different lengths in between leave different rubbish in the workspaces.
            _ = Shipped.Read(new Article("b", new RawText(TrainerText[..(i * 11 % TrainerText.Length)])));
            Assert.Equal(expected, Print(Shipped.Read(new Article("a", new RawText(TrainerText)))));
        });
    }

    [Fact]
    public void Line_ends_do_not_change_a_reading()
    {
        string expected = Print(Shipped.Read(new Article("a", new RawText(TrainerText))));
        Assert.Equal(expected, Print(Shipped.Read(new Article("a", new RawText(TrainerText.Replace("\n", "\r\n", StringComparison.Ordinal))))));
    }

    [Fact]
    public void Tokens_and_sentences_can_be_given()
    {
        var article = new Article("given", new RawText(TrainerText));
        Document read = Shipped.Read(article);
        Assert.Equal(Print(read), Print(Shipped.Read(article, read.Tokens, read.Sentences)));
        var whole = new Sentences([0], [0], read.Tokens.Count);
        Document given = Shipped.Read(article, read.Tokens, whole);
        Assert.Same(whole, given.Sentences);
        Assert.Same(read.Tokens, given.Tokens);
        Assert.Throws<ArgumentException>("tokens", () => Shipped.Read(new Article("other", new RawText(TrainerText)), read.Tokens, whole));
    }

    [Fact]
    public void The_base_reading_is_the_reading_without_attributions()
    {
        var article = new Article("base", new RawText(TrainerText));
        Document whole = Shipped.Read(article);
        Document part = Shipped.ReadBase(article);
        Assert.Empty(part.Attributions);
        Assert.Equal(whole.Syntax.Heads.ToArray(), part.Syntax.Heads.ToArray());
        Assert.Equal(whole.Names, part.Names);
        Assert.Equal(whole.Times.Count, part.Times.Count);
    }

    [Fact]
    public void What_describes_the_source_is_not_said_by_it()
    {
        Document doc = Shipped.Read(new Article("clause", new RawText("According to two officials, who asked not to be named, the company offered the rebels a contract.")));
        Attribution said = doc.Attributions.First(attribution => doc.Tokens[attribution.Cue.Start] is "According");
        Assert.Equal(["the company offered the rebels a contract"], said.Content.Select(range => doc.Tokens.Text.Words(doc.Tokens.Span(range))));
    }

    [Fact]
    public void A_source_and_a_content_far_from_their_cue_are_found_whole()
    {
        const string FarSource = "Marek Dolan, the harbour master of the northern port of Sund, who has served under four governments and three ministers since the end of the long war on the islands and is to retire next spring";
        const string FarContent = "“We will not wait any longer for a delegation that has promised to come since the spring, that has twice booked its rooms and twice cancelled them, that answers no letter and returns no call, "
            + "and whose members have told every newspaper in the capital that it is we who are late,”";
        Document doc = Shipped.Read(new Article("far", new RawText($"{FarSource}, said that two freighters had left without papers.\n\n{FarContent} Ines Dorval said.")));
        Attribution[] said = [.. doc.Attributions.Where(attribution => attribution.Parent < 0 && doc.Tokens[attribution.Cue.Start] is "said")];
        Assert.Equal([FarSource, "Ines Dorval"], said.Select(attribution => doc.Tokens.Text.Words(doc.Tokens.Span(attribution.Source)).TrimEnd(',')));
        Assert.Equal(["that two freighters had left without papers", FarContent], said.Select(attribution => doc.Tokens.Text.Words(doc.Tokens.Span(attribution.Content[0]))));
    }

    [Fact]
    public void A_higher_threshold_finds_a_part_of_what_a_lower_one_finds()
    {
        Reader strict = Reader.Load(0.9f);
        var all = Shipped.Read(new Article("a", new RawText(TrainerText))).Attributions.Select(a => a.Cue.Start).ToHashSet();
        Attributions few = strict.Read(new Article("a", new RawText(TrainerText))).Attributions;
        Assert.InRange(few.Count, 1, all.Count);
        Assert.All(few, a => Assert.Contains(a.Cue.Start, all));
        Assert.All(few, a => Assert.InRange(a.Confidence, 0.9f, 1f));
    }

    [Fact]
    public void The_open_model_is_another_reader_that_finds_the_plain_cases()
    {
        Reader open = Reader.Load(model: AttributionModel.Open);
        Assert.NotEqual(Shipped.Version.Model, open.Version.Model);
        Document doc = open.Read(new Article("open", new RawText("The ministry of Oruvia said on Monday that no licence had been granted. “We have nothing to hide,” Marta Kell told reporters, but Veland denied that its envoy had promised a loan.")));
        Attribution[] outer = [.. doc.Attributions.Where(attribution => attribution.Parent < 0)];
        Assert.Equal(["said", "told", "denied"], outer.Select(attribution => doc.Tokens.Text.Words(doc.Tokens.Span(attribution.Cue))));
        Assert.Equal(
            ["that no licence had been granted", "“We have nothing to hide,”", "that its envoy had promised a loan"],
            outer.Select(attribution => doc.Tokens.Text.Words(doc.Tokens.Span(attribution.Content[0]))));
    }

    [Fact]
    public void Any_text_is_read_without_failing_and_every_range_is_in_it()
    {
        string[] pieces = [.. TrainerText.Split(' '), "\"", "“", "”", "'", "\n\n", "—", "😀", "قال", "said", "\u202E", "…", "--"];
        Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]).Array[0, 120].Sample(
            parts =>
            {
                Document doc = Shipped.Read(new Article("a", new RawText(string.Join(' ', parts))));
                Assert.Equal(doc.Tokens.Count, doc.Words.Count);
                AssertTrees(doc);
                Assert.All(doc.Names, name => Assert.InRange(name.Tokens.End, name.Tokens.Start + 1, doc.Tokens.Count));
                Assert.All(doc.Names.Skip(1).Zip(doc.Names), pair => Assert.True(pair.Second.Tokens.End <= pair.First.Tokens.Start));
                int previous = 0;
                for (int i = 0; i < doc.Attributions.Count; i++)
                {
                    Attribution attribution = doc.Attributions[i];
                    Assert.NotEmpty(attribution.Content);
                    int start = attribution.Cue.IsEmpty ? attribution.Content[0].Start : attribution.Cue.Start;
                    Assert.True(start >= previous);
                    previous = start;
                    Assert.All([attribution.Cue, attribution.Source, .. attribution.Content], r => Assert.True(r.Start >= 0 && r.End <= doc.Tokens.Count && r.Start <= r.End));
                    Assert.NotEqual(i, attribution.Parent);
                    Assert.InRange(attribution.Parent, -1, doc.Attributions.Count - 1);
                    Assert.InRange(attribution.Confidence, Reader.DefaultThreshold, 1f);
                }
            },
            iter: 400,
            seed: "0000KOIXjQc6");
    }

    private static string Print(Document doc) => string.Join('\n', doc.Attributions.Select(a => $"{a.Source} {a.Cue} {string.Join(' ', a.Content)} {a.Parent} {a.Confidence:R}"));
}
