using Hearsay.Text.Layers;

namespace Hearsay.Tests.Reading;

public sealed class QuotationFinderTests
{
    [Theory]
    [InlineData("\"We know,\" he said. \"We wait.\"", "\"We know,\"", "\"We wait.\"")]
    [InlineData("“We know,” he said.", "“We know,”")]
    [InlineData("He called it “a ‘dark’ day”.", "“a ‘dark’ day”", "‘dark’")]
    [InlineData("The 'limited number' of drones and the officials' plan", "'limited number'")]
    [InlineData("``We know,'' he said.", "``We know,''")]
    [InlineData("«Wir» sagte er", "«Wir»")]
    [InlineData("The officials' plan isn't the army's")]
    [InlineData("”We know,” he said.", "”We know,”")]
    public void Pairs_marks(string text, params string[] expected) => Assert.Equal(expected, ReadText.Of(text).QuotationTexts);

    [Fact]
    public void An_opened_mark_carries_over_paragraphs()
    {
        ReadText read = ReadText.Of("“We wait.\n\n“We have time.\n\n“We will see,” he said.");
        Assert.Equal(["“We wait.", "“We have time.", "“We will see,”"], read.QuotationTexts);
        Assert.Equal([-1, 0, 1], read.Quotations.Ranges.Select(q => q.Continues));
        Assert.Equal([false, false, true], read.Quotations.Ranges.Select(q => q.Closed));
    }

    [Fact]
    public void A_mark_that_is_never_closed_holds_to_the_end_of_its_sentence()
    {
        ReadText read = ReadText.Of("He said \"it works. Others agree.");
        Assert.Equal(["\"it works."], read.QuotationTexts);
    }

    [Fact]
    public void States_follow_the_marks()
    {
        ReadText read = ReadText.Of("He said “a ‘b’ c” then");
        Assert.Equal(
            [QuotationState.Outside, QuotationState.Outside, QuotationState.Opens, QuotationState.Inside, QuotationState.Opens, QuotationState.Nested, QuotationState.Closes, QuotationState.Inside, QuotationState.Closes, QuotationState.Outside],
            Enumerable.Range(0, read.Tokens.Count).Select(i => read.Quotations[i]));
    }

    [Fact]
    public void Thousands_of_opened_marks_stay_flat()
    {
        ReadText read = ReadText.Of(string.Concat(Enumerable.Repeat("“a ", 20_000)));
        Assert.True(read.Quotations.Ranges.Count <= Hearsay.Reading.Quoting.QuotationFinder.MaximumDepth);
    }
}
