using System.Buffers;
using System.Text;
using Hearsay.Text;
using Hearsay.Text.Formats;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Text.Formats;

/// <summary>CoNLL-U of a document written out by hand.</summary>
public sealed class ConlluWriterTest
{
    [Fact]
    public void Writes_comments_ten_columns_and_offsets_in_code_points()
    {
        // 𝐀 is one code point and two UTF-16 characters; U+200B is a gap without white space.
        string written = Write("𝐀 said:\u200B \"go\"\n\nB\u200Bc.", "my doc", [0, 3, 7, 10, 11, 13, 16, 18, 19], [2, 7, 8, 11, 13, 14, 17, 19, 20], [0, 6], [0, 1]);
        Assert.Equal(
            "# newdoc id = my_doc\n# newpar\n# sent_id = my_doc-s1\n# text = 𝐀 said: \"go\"\n" +
            "1\t𝐀\t_\t_\t_\t_\t_\t_\t_\tTokenRange=0:1\n" +
            "2\tsaid\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|TokenRange=2:6\n" +
            "3\t:\t_\t_\t_\t_\t_\t_\t_\tTokenRange=6:7\n" +
            "4\t\"\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|TokenRange=9:10\n" +
            "5\tgo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|TokenRange=10:12\n" +
            "6\t\"\t_\t_\t_\t_\t_\t_\t_\tTokenRange=12:13\n\n" +
            "# newpar\n# sent_id = my_doc-s2\n# text = Bc.\n" +
            "1\tB\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|TokenRange=15:16\n" +
            "2\tc\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|TokenRange=17:18\n" +
            "3\t.\t_\t_\t_\t_\t_\t_\t_\tTokenRange=18:19\n\n",
            written);
    }

    [Fact]
    public void A_form_never_breaks_a_line_or_a_column() =>
        Assert.Contains("\n1\ta\uFFFDb\uFFFDc\uFFFD\t_", Write("a\tb\u2028c\uD800", "d", [0], [6], [0], [0]), StringComparison.Ordinal);

    [Fact]
    public void A_document_without_sentences_gives_nothing() => Assert.Equal("", Write("", "d", [], [], [], []));

    [Fact]
    public void Entities_times_and_quantities_stand_in_misc_and_come_back()
    {
        var text = new RawText("At least 22 ministers of Oruvia left May 2.");
        var doc = new Document(new Article("a", text), new Tokens(text, [0, 3, 9, 12, 22, 25, 32, 37, 41, 42], [2, 8, 11, 21, 24, 31, 36, 40, 42, 43]), new Sentences([0], [0], 10), new Quotations([], new byte[10]), Attributions.None, new ReaderVersion("0", "0"), [])
        {
            Coreference = new Coreference([Mention(0, 6, 3, EntityKind.Person), Mention(5, 6, 5, EntityKind.Place)], [0, 1]),
            Times = new Times([new TimeExpression(new TokenRange(7, 9), TimeKind.Date, "XXXX-05-02", null, TimeModifier.None, false, TimeReference.Itself)]),
            Quantities = new Quantities([new Quantity(new TokenRange(0, 3), QuantityKind.Count, 22, true, null, false, false, null, 3)]),
        };
        var to = new ArrayBufferWriter<byte>();
        ConlluWriter.Write(to, doc);
        string written = Encoding.UTF8.GetString(to.WrittenSpan);
        Assert.Contains("# newdoc id = a\n# global.Entity = eid-etype-head\n", written, StringComparison.Ordinal);
        Assert.Contains("\tEntity=(e1-person-4|Quantity=B-count:[22,)|TokenRange=0:2\n", written, StringComparison.Ordinal);
        Assert.Contains("\tQuantity=I|TokenRange=3:8\n", written, StringComparison.Ordinal);
        Assert.Contains("\tEntity=(e2-place-1)e1)|TokenRange=25:31\n", written, StringComparison.Ordinal);
        Assert.Contains("\tTime=B-date:XXXX-05-02|TokenRange=37:40\n", written, StringComparison.Ordinal);
        ConlluDocument back = ConlluReader.Read(new StringReader(written)).Single();
        Assert.Equal([new EntityBracket(new TokenRange(0, 6), "e1", "person"), new EntityBracket(new TokenRange(5, 6), "e2", "place")], EntityColumn.Read(back));
    }

    private static Mention Mention(int start, int end, int head, EntityKind kind) =>
        new(new TokenRange(start, end), head, MentionForm.Nominal, kind, MentionNumber.Unknown, MentionGender.Unknown, 3);

    [Fact]
    public void Words_trees_and_names_fill_their_columns()
    {
        var text = new RawText("Oruvia's guns can't fire. Sund knew.");
        var doc = new Document(new Article("a/b", text), new Tokens(text, [0, 6, 9, 14, 16, 20, 24, 26, 31, 35], [6, 8, 13, 16, 19, 24, 25, 30, 35, 36]), new Sentences([0, 7], [0, 0], 10), new Quotations([], new byte[10]), Attributions.None, new ReaderVersion("0", "0"), [])
        {
            Words = WordsOf(("Oruvia", PartOfSpeech.Propn, "Number=Sing"), ("'s", PartOfSpeech.Part, ""), ("gun", PartOfSpeech.Noun, "Number=Plur"), ("can", PartOfSpeech.Aux, ""), ("not", PartOfSpeech.Part, "Polarity=Neg"), ("fire", PartOfSpeech.Verb, ""), (".", PartOfSpeech.Punct, ""), ("Sund", PartOfSpeech.Propn, "Number=Sing"), ("know", PartOfSpeech.Verb, "Mood=Ind|VerbForm=Fin"), (".", PartOfSpeech.Punct, "")),
            Syntax = new Dependencies([2, 0, 5, 5, 5, -1, 5, 8, -1, 8], [.. new[] { DependencyRelation.NmodPoss, DependencyRelation.Case, DependencyRelation.Nsubj, DependencyRelation.Aux, DependencyRelation.Advmod, DependencyRelation.Root, DependencyRelation.Punct, DependencyRelation.Nsubj, DependencyRelation.Root, DependencyRelation.Punct }.Select(relation => (byte)relation)]),
            Names = new Names([new Name(new TokenRange(0, 1), NameKind.Place), new Name(new TokenRange(2, 4), NameKind.Weapon)]),
        };
        Assert.Equal(
            "# newdoc id = a_b\n# newpar\n# sent_id = a_b-s1\n# text = Oruvia's guns can't fire.\n" +
            "1-2\tOruvia's\t_\t_\t_\t_\t_\t_\t_\tTokenRange=0:8\n" +
            "1\tOruvia\tOruvia\tPROPN\t_\tNumber=Sing\t3\tnmod:poss\t_\tNER=B-LOC|TokenRange=0:6\n" +
            "2\t's\t's\tPART\t_\t_\t1\tcase\t_\tTokenRange=6:8\n" +
            "3\tguns\tgun\tNOUN\t_\tNumber=Plur\t6\tnsubj\t_\tNER=B-WEAPON|TokenRange=9:13\n" +
            "4-5\tcan't\t_\t_\t_\t_\t_\t_\t_\tTokenRange=14:19\n" +
            "4\tca\tcan\tAUX\t_\t_\t6\taux\t_\tNER=I-WEAPON|TokenRange=14:16\n" +
            "5\tn't\tnot\tPART\t_\tPolarity=Neg\t6\tadvmod\t_\tTokenRange=16:19\n" +
            "6\tfire\tfire\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No|TokenRange=20:24\n" +
            "7\t.\t.\tPUNCT\t_\t_\t6\tpunct\t_\tTokenRange=24:25\n\n" +
            "# sent_id = a_b-s2\n# text = Sund knew.\n" +
            "1\tSund\tSund\tPROPN\t_\tNumber=Sing\t2\tnsubj\t_\tTokenRange=26:30\n" +
            "2\tknew\tknow\tVERB\t_\tMood=Ind|VerbForm=Fin\t0\troot\t_\tSpaceAfter=No|TokenRange=31:35\n" +
            "3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\tTokenRange=35:36\n\n",
            Write(doc));
    }

    [Theory]
    [InlineData("do|n't", true)]
    [InlineData("can|not", true)]
    [InlineData("it|’s", true)]
    [InlineData("1970|'s", true)]
    [InlineData("they|'ll", true)]
    [InlineData("5|km", false)]
    [InlineData("US|-", false)]
    [InlineData("-|based", false)]
    [InlineData("said|'tis", false)]
    [InlineData("said|\"", false)]
    [InlineData(".|'s", false)]
    [InlineData("go|'", false)]
    public void Only_what_is_written_as_one_word_is_joined(string cut, bool joined)
    {
        int at = cut.IndexOf('|', StringComparison.Ordinal);
        var tokens = new Tokens(new RawText(cut.Remove(at, 1)), [0, at], [at, cut.Length - 1]);
        Assert.Equal(joined, MultiwordTokens.Continues(tokens, Words.None, 1));
    }

    [Fact]
    public void A_possessive_apostrophe_is_told_by_its_part_of_speech()
    {
        var tokens = new Tokens(new RawText("states'"), [0, 6], [6, 7]);
        Assert.False(MultiwordTokens.Continues(tokens, Words.None, 1));
        Assert.False(MultiwordTokens.Continues(tokens, WordsOf(("state", PartOfSpeech.Noun, ""), ("'", PartOfSpeech.Punct, "")), 1));
        Assert.True(MultiwordTokens.Continues(tokens, WordsOf(("state", PartOfSpeech.Noun, ""), ("'", PartOfSpeech.Part, "")), 1));
    }

    /// <summary>Random texts with every layer come back as they were, for 300 seeds.</summary>
    [Fact]
    public void What_is_written_is_read_back()
    {
        string[] forms = ["can", "not", "'s", "’ll", "'", "US", "-", "5", "km", "é\u0301", "𝐀", ".", "\"", "n't", "Pelan", "_"];
        string[] gaps = ["", "", " ", " ", "\u200B", "  ", "\n"];
        string[] features = ["", "Number=Sing", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"];
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var written = new StringBuilder();
            List<int> starts = [];
            List<int> ends = [];
            List<int> sentences = [];
            List<int> paragraphs = [];
            int count = random.Next(1, 30);
            for (int token = 0; token < count; token++)
            {
                if (token == 0 || random.Next(6) == 0)
                {
                    bool paragraph = token > 0 && random.Next(3) == 0;
                    written.Append(paragraph ? "\n\n" : "");
                    paragraphs.Add(token == 0 ? 0 : paragraphs[^1] + (paragraph ? 1 : 0));
                    sentences.Add(token);
                }

                starts.Add(written.Length);
                written.Append(forms[random.Next(forms.Length)]);
                ends.Add(written.Length);
                written.Append(token + 1 < count ? gaps[random.Next(gaps.Length)] : "");
            }

            var text = new RawText(written.ToString());
            var tokens = new Tokens(text, [.. starts], [.. ends]);
            var layer = new Sentences([.. sentences], [.. paragraphs], count);
            int[] heads = new int[count];
            byte[] relations = new byte[count];
            for (int sentence = 0; sentence < layer.Count; sentence++)
            {
                TokenRange range = layer[sentence];
                int root = random.Next(range.Start, range.End);
                for (int token = range.Start; token < range.End; token++)
                {
                    heads[token] = token == root ? Dependencies.Root : root;
                    relations[token] = (byte)(token == root ? DependencyRelation.Root : (DependencyRelation)random.Next(Enum.GetValues<DependencyRelation>().Length));
                }
            }

            var doc = new Document(new Article("d", text), tokens, layer, new Quotations([], new byte[count]), Attributions.None, new ReaderVersion("0", "0"), [])
            {
                Words = WordsOf([.. Enumerable.Range(0, count).Select(_ => ("lemma" + random.Next(9), (PartOfSpeech)random.Next(17), features[random.Next(features.Length)]))]),
                Syntax = new Dependencies(heads, relations),
                Names = new Names([new Name(new TokenRange(0, 1), (NameKind)random.Next(7))]),
            };
            string conllu = Write(doc);
            ConlluDocument back = Assert.Single(ConlluReader.Read(new StringReader(conllu)));
            Assert.Equal(Forms(tokens), Forms(back.Tokens));
            Assert.True(layer.Starts.SequenceEqual(back.Sentences.Starts) && layer.Paragraphs.SequenceEqual(back.Sentences.Paragraphs), $"seed {seed}");
            Assert.Equal(heads, back.Syntax.Heads.ToArray());
            Assert.All(Enumerable.Range(0, count), token => Assert.Equal(
                (doc.Words.Lemma(token).ToString(), doc.Words[token], doc.Words.Features(token), doc.Syntax.Relation(token)),
                (back.Words.Lemma(token).ToString(), back.Words[token], back.Words.Features(token), back.Syntax.Relation(token))));
            for (int token = 0; token < count; token++)
            {
                Assert.EndsWith($"TokenRange={text.CodePoints.FromUtf16(starts[token])}:{text.CodePoints.FromUtf16(ends[token])}", back.Misc[token], StringComparison.Ordinal);
                bool last = layer[layer.Of(token)].End == token + 1;
                bool space = token + 1 < count && text[new TextSpan(ends[token], starts[token + 1])].ContainsAny(' ', '\n');
                Assert.True(last || space == (back.Tokens.Ends[token] < back.Tokens.Starts[token + 1]), $"seed {seed}");
            }

            string[] texts = [.. conllu.Split('\n').Where(line => line.StartsWith("# text = ", StringComparison.Ordinal)).Select(line => line[9..])];
            Assert.Equal(texts, Enumerable.Range(0, back.Sentences.Count).Select(sentence => back.Tokens.Text.Words(back.Tokens.Span(back.Sentences[sentence]))));
        }
    }

    private static string[] Forms(Tokens tokens) => [.. Enumerable.Range(0, tokens.Count).Select(token => tokens[token].ToString())];

    private static Words WordsOf(params (string Lemma, PartOfSpeech Tag, string Features)[] words)
    {
        string[] sets = [.. words.Select(word => word.Features).Distinct()];
        int end = 0;
        return new Words([.. words.Select(word => (byte)word.Tag)], [.. words.Select(word => (short)Array.IndexOf(sets, word.Features))], sets, [.. words.SelectMany(word => word.Lemma)], [.. words.Select(word => end += word.Lemma.Length)]);
    }

    private static string Write(string words, string id, int[] starts, int[] ends, int[] sentences, int[] paragraphs)
    {
        var text = new RawText(words);
        return Write(new Document(new Article(id, text), new Tokens(text, starts, ends), new Sentences(sentences, paragraphs, starts.Length), new Quotations([], new byte[starts.Length]), Attributions.None, new ReaderVersion("0", "0"), []));
    }

    private static string Write(Document doc)
    {
        var to = new ArrayBufferWriter<byte>();
        ConlluWriter.Write(to, doc);
        return Encoding.UTF8.GetString(to.WrittenSpan);
    }
}
