using Hearsay.Text;
using Hearsay.Text.Similarity;

namespace Hearsay.Tests.Text.Similarity;

/// <summary>What stands in a text in other people's words.</summary>
public sealed class ReportedWordsTest
{
    [Theory]
    [InlineData("He said \"we left\" and went.", "\"we left\"")]
    [InlineData("He said “we left and\nnever came back.", "“we left and")]
    [InlineData("Er sagte „wir gingen“ und ging.", "„wir gingen“")]
    [InlineData("They wrote ``gone'' on the wall.", "``gone''")]
    [InlineData("She said 'we are going home,' and left.", "'we are going home,'")]
    [InlineData("The officers' claim isn't the ministers' claim.", "")]
    [InlineData("In the '90s it was o'clock.", "")]
    [InlineData("Before.\nWe never sold it — Ada Quill (@adaquill) March 4, 2021 Then she slept.", "We never sold it — Ada Quill (@adaquill) March 4, 2021")]
    [InlineData("Before.\nWe never sold it\n— Ada Quill (@adaquill)\nAfter.", "We never sold it\n— Ada Quill (@adaquill)")]
    [InlineData("The account (@adaquill) was closed.", "")]
    [InlineData("Look: pic.twitter.com/abc\nNext.", "Look: pic.twitter.com/abc")]
    [InlineData("PORT SELWYN: Two ships left.\nThey sank.", "")]
    [InlineData("Told.\nQUILL: No. REED: Never? QUILL: Never.\nAfter.", "QUILL: No. REED: Never? QUILL: Never.")]
    [InlineData("Told.\nQ: No?\nA: No.\nQ: Never?\nAfter.", "Q: No?|A: No.|Q: Never?")]
    public void Quotations_posts_and_transcripts_are_found(string text, string expected)
    {
        var raw = new RawText(text);
        Assert.Equal(expected, string.Join('|', ReportedWords.Find(raw).Select(raw.Words)));
    }

    [Fact]
    public void Any_characters_give_ordered_spans_within_the_text()
    {
        const int Seed = 20261123;
        const string Marks = "\"'“”‘’„«»`—–-(@)_: \n.AaQqé\U0001F600 March 4, 2021";
        var random = new Random(Seed);
        for (int round = 0; round < 2000; round++)
        {
            var raw = new RawText(string.Concat(Enumerable.Range(0, random.Next(80)).Select(_ => Marks[random.Next(Marks.Length)])));
            int last = 0;
            foreach (TextSpan span in ReportedWords.Find(raw))
            {
                Assert.True(span.Start >= last && span.End > span.Start && span.End <= raw.Length, $"seed {Seed}, round {round}: {raw}");
                last = span.End;
            }

            _ = Fingerprint.Of(raw).Bands;
        }
    }
}
