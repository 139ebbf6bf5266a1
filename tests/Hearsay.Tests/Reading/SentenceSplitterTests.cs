using CsCheck;
using Hearsay.Reading.Tokenizing;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Reading;

public sealed class SentenceSplitterTests
{
    private static readonly string[] Pieces = ["a", "The", "said", ".", ",", "\"", "“", "”", "'", "’", "‘", "?", "!", "\n", "\n\n", " ", "U.S.", "…", "(", ")", "—"];

    [Theory]
    [InlineData("Mr. Orlo met Gen. Tesk. He left.", "Mr. Orlo met Gen. Tesk.", "He left.")]
    [InlineData("It was built in the U.S. The army bought it.", "It was built in the U.S.", "The army bought it.")]
    [InlineData("The U.S. Navy left at 5 p.m. Monday.", "The U.S. Navy left at 5 p.m. Monday.")]
    [InlineData("“We are ready.” The minister left.", "“We are ready.”", "The minister left.")]
    [InlineData("\"Are you ready?\" Orlo asked.", "\"Are you ready?\" Orlo asked.")]
    [InlineData("\"Are you ready?\" the minister asked.", "\"Are you ready?\" the minister asked.")]
    [InlineData("He said: \"Go. Now.\" (They went.) \"Fine.\"", "He said: \"Go.", "Now.\"", "(They went.)", "\"Fine.\"")]
    [InlineData("It ended.The talks resumed.", "It ended.", "The talks resumed.")]
    [InlineData("it ended. the talks resumed.", "it ended.", "the talks resumed.")]
    [InlineData("THE TALKS ENDED. GEN. TESK LEFT.", "THE TALKS ENDED.", "GEN. TESK LEFT.")]
    [InlineData("Wait... what? No!", "Wait... what?", "No!")]
    [InlineData("It grew by 3.5 percent. 40 ships sailed.", "It grew by 3.5 percent.", "40 ships sailed.")]
    public void Ends_sentences_where_they_end(string text, params string[] expected) => Assert.Equal(expected, ReadText.Of(text).SentenceTexts);

    [Theory]
    [InlineData("hi ilse, can you send me the list? thanks. i will be there on monday.", "hi ilse, can you send me the list?", "thanks.", "i will be there on monday.")]
    [InlineData("i loved the ferry! the crew was kind. we will go again!! see you", "i loved the ferry!", "the crew was kind.", "we will go again!!", "see you")]
    [InlineData("The boats were late. * The first came at noon. * The second never came.", "The boats were late.", "* The first came at noon.", "* The second never came.")]
    [InlineData("Please send the list to Mr. Dahl. Regards, Ilse Marren", "Please send the list to Mr. Dahl.", "Regards, Ilse Marren")]
    public void Learns_from_text_that_nobody_edited(string text, params string[] expected) => Assert.Equal(expected, ReadText.Of(text).SentenceTexts);

    [Fact]
    public void Splitting_allocates_its_result_and_no_more_per_token()
    {
        Tokens tokens = Tokenizer.Tokenize(new RawText(string.Concat(Enumerable.Repeat("hi, can you ( see ) it? Thanks... 5 boats: no. ", 4000))));
        _ = SentenceSplitter.Split(tokens);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Sentences sentences = SentenceSplitter.Split(tokens);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        // Line breaks take a byte per token; starts and paragraphs, as lists that grow and as arrays, 32 bytes per sentence.
        Assert.InRange(allocated, 0, tokens.Count + (32L * sentences.Count) + 65_536);
    }

    [Fact]
    public void Weights_decide_and_rules_alone_need_none()
    {
        Tokens tokens = Tokenizer.Tokenize(new RawText("one two, Three. four Mr. Five"));
        Assert.Equal(1, SentenceSplitter.Split(tokens, new BoundaryModel(new sbyte[BoundaryModel.Buckets], 0)).Count);
        // Everywhere but between words in small letters and after a title.
        Assert.Equal([0, 2, 3, 4, 5, 6], SentenceSplitter.Split(tokens, new BoundaryModel(new sbyte[BoundaryModel.Buckets], 1)).Starts.ToArray());
        Assert.Equal(1, SentenceSplitter.Split(tokens, model: null).Count);
        Assert.Throws<ArgumentException>("weights", () => new BoundaryModel(new sbyte[3], 0));
    }

    [Theory]
    [InlineData("(")]
    [InlineData("\"")]
    [InlineData(". ")]
    [InlineData("*")]
    [InlineData("A. ")]
    [InlineData("\uD800 ")]
    public void Hundreds_of_thousands_of_marks_take_a_moment(string mark)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        ReadText read = ReadText.Of(string.Concat(Enumerable.Repeat(mark, 300_000)));
        Assert.Equal(read.Tokens.Count, read.Sentences[read.Sentences.Count - 1].End);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
    }

    [Theory]
    [InlineData("Arms deal signed\nThe ministers met on Monday.\n• First point\n• Second point", 4)]
    [InlineData("Photo: Ministers arrive\n\nThe ministers met", 2)]
    [InlineData("no marks at all and nothing to go by so this is one", 1)]
    [InlineData("one\r\ntwo\rthree\n\nfour", 4)]
    public void Headings_captions_and_lists_are_paragraphs(string text, int expected) => Assert.Equal(expected, ReadText.Of(text).Sentences.Count);

    [Fact]
    public void Hard_wrapped_lines_are_joined()
    {
        const string Text = """
            The defence ministers of both countries met in the harbour town
            on Monday to sign an agreement on the supply of patrol boats, the
            first since the embargo was lifted two years ago. Neither of them
            took questions.

            A spokesman said that a statement would follow.
            """;
        ReadText read = ReadText.Of(Text);
        Assert.Equal(3, read.Sentences.Count);
        Assert.Equal([0, 0, 1], read.Sentences.Paragraphs.ToArray());
    }

    [Fact]
    public void Line_ends_do_not_change_sentences()
    {
        const string Text = "First line.\nSecond line\n\nThird. Fourth";
        string[] lf = ReadText.Of(Text).SentenceTexts;
        Assert.Equal(lf, ReadText.Of(Text.Replace("\n", "\r\n", StringComparison.Ordinal)).SentenceTexts);
        Assert.Equal(lf, ReadText.Of(Text.Replace("\n", "\r", StringComparison.Ordinal)).SentenceTexts);
    }

    [Fact]
    public void Every_token_is_in_one_sentence_and_quotations_nest()
    {
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 80].Sample(
            parts =>
            {
                ReadText read = ReadText.Of(string.Concat(parts));
                int next = 0;
                for (int i = 0; i < read.Sentences.Count; i++)
                {
                    Assert.Equal(next, read.Sentences[i].Start);
                    Assert.False(read.Sentences[i].IsEmpty);
                    next = read.Sentences[i].End;
                    Assert.Equal(i, read.Sentences.Of(read.Sentences[i].Start));
                    Assert.Equal(i, read.Sentences.Of(next - 1));
                }

                Assert.Equal(read.Tokens.Count, next);
                foreach (var quotation in read.Quotations.Ranges)
                {
                    Assert.InRange(quotation.Tokens.Start, 0, read.Tokens.Count - 1);
                    Assert.InRange(quotation.Tokens.End, quotation.Tokens.Start + 1, read.Tokens.Count);
                    Assert.InRange(quotation.Continues, -1, read.Quotations.Ranges.Count - 1);
                }
            },
            iter: 5000,
            seed: "0000KOIXjQc6");
    }
}
