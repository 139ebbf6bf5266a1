using CsCheck;
using Hearsay.Reading.Tokenizing;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Reading;

public sealed class TokenizerTests
{
    [Theory]
    [InlineData("They don't know Varland's plan.", "They|do|n't|know|Varland|'s|plan|.")]
    [InlineData("We can’t, she’d said; they’re gone.", "We|ca|n’t|,|she|’d|said|;|they|’re|gone|.")]
    [InlineData("cannot gonna CANNOT", "can|not|gon|na|CAN|NOT")]
    [InlineData("Mr. Orlo met Gen. A. B. Tesk in the U.S. at 5 p.m. on Oct. 3.", "Mr.|Orlo|met|Gen.|A.|B.|Tesk|in|the|U.S.|at|5|p.m.|on|Oct.|3|.")]
    [InlineData("a US-based, state-owned co-operation of ex-officials in mid-October", "a|US|-|based|,|state|-|owned|co-operation|of|ex-officials|in|mid-October")]
    [InlineData("1,250 tanks, 3.5 percent, $4.2bn, 9/11, 2024-05-06, 11th, 1990s", "1,250|tanks|,|3.5|percent|,|$|4.2|bn|,|9/11|,|2024-05-06|,|11th|,|1990s")]
    [InlineData("3-4 crews by 5:30pm", "3|-|4|crews|by|5:30|pm")]
    [InlineData("Call 555-0100-22 or mail desk@example.org, see https://example.org/a?b=1.", "Call|555-0100-22|or|mail|desk@example.org|,|see|https://example.org/a?b=1|.")]
    [InlineData("@ministry posted #ceasefire on example.com", "@ministry|posted|#ceasefire|on|example.com")]
    [InlineData("It ended.The talks resumed.", "It|ended|.|The|talks|resumed|.")]
    [InlineData("\"No,\" he said -- twice... \"Never!!\"", "\"|No|,|\"|he|said|--|twice|...|\"|Never|!!|\"")]
    [InlineData("the officials' plan, O'Dell's aide, Sha'bani", "the|officials|'|plan|,|O'Dell|'s|aide|,|Sha'bani")]
    [InlineData("in the '90s", "in|the|'90s")]
    [InlineData("AT&T and the R&D unit", "AT&T|and|the|R&D|unit")]
    [InlineData("(“Yes”)", "(|“|Yes|”|)")]
    [InlineData("No. 5 said no. Then", "No.|5|said|no|.|Then")]
    [InlineData("They dont know, im late, Wont it? Im Su-ra met Ive.", "They|do|nt|know|,|i|m|late|,|Wo|nt|it|?|Im|Su|-|ra|met|Ive|.")]
    [InlineData("great :) thanks:-) no :( (as agreed:) ratio 3:(2+1)", "great|:)|thanks|:-)|no|:(|(|as|agreed|:|)|ratio|3|:|(|2|+|1|)")]
    [InlineData("Really.? <<ship_list.doc>> PLAN.XLS said.It", "Really|.?|<<|ship_list.doc|>>|PLAN.XLS|said|.|It")]
    [InlineData("in rec.boats.racing, item #1 and #boats", "in|rec.boats.racing|,|item|#|1|and|#boats")]
    [InlineData("guns, boats, etc. They left with oil etc. and more, etc.", "guns|,|boats|,|etc|.|They|left|with|oil|etc.|and|more|,|etc|.")]
    [InlineData("it`s ‘’quoted’’ mailto:desk@example.org", "it|`s|‘’|quoted|’’|mailto:desk@example.org")]
    [InlineData("", "")]
    [InlineData(" \t\r\n\u200B\uFEFF", "")]
    public void Cuts_as_the_treebanks_do(string text, string expected) => Assert.Equal(expected, ReadText.Of(text).Cut);

    [Theory]
    [InlineData("Lärm in Łódź und 北京", "Lärm|in|Łódź|und|北京")]
    [InlineData("flags 🇫🇷 👩‍🚀 done", "flags|🇫🇷|👩‍🚀|done")]
    [InlineData("e\u0301te\u0301", "e\u0301te\u0301")]
    [InlineData("قال الوزير نعم", "قال|الوزير|نعم")]
    [InlineData("in 𝐛𝐨𝐥𝐝", "in|𝐛𝐨𝐥𝐝")]
    [InlineData("dis\u00ADarm", "dis\u00ADarm")]
    public void Keeps_what_belongs_together_in_any_script(string text, string expected) => Assert.Equal(expected, ReadText.Of(text).Cut);

    [Fact]
    public void Tokens_and_gaps_are_the_text()
    {
        Gen.Char.Array[0, 300].Sample(
            chars =>
            {
                var text = new RawText(new string(chars));
                Tokens tokens = Tokenizer.Tokenize(text);
                int at = 0;
                for (int i = 0; i < tokens.Count; i++)
                {
                    Assert.True(tokens.Starts[i] >= at && tokens.Ends[i] > tokens.Starts[i] && tokens.Ends[i] <= text.Length);
                    foreach (char c in text.AsSpan()[at..tokens.Starts[i]])
                    {
                        Assert.True(Tokenizer.IsGap(c), $"U+{(int)c:X4} lies between tokens");
                    }

                    at = tokens.Ends[i];
                }
            },
            iter: 3000,
            seed: "0000KOIXjQc6");
    }

    [Theory]
    [InlineData('a')]
    [InlineData('-')]
    [InlineData('.')]
    [InlineData('\'')]
    [InlineData('9')]
    [InlineData('_')]
    [InlineData(':')]
    [InlineData('<')]
    [InlineData('#')]
    public void A_megabyte_of_one_character_is_cut_in_linear_time(char c)
    {
        // Quadratic work on a million characters would not end within the test run's limit.
        Tokens tokens = Tokenizer.Tokenize(new RawText(new string(c, 1_000_000)));
        Assert.Equal(1_000_000, tokens.Ends[^1]);
        tokens = Tokenizer.Tokenize(new RawText(string.Concat(Enumerable.Repeat($"x{c}", 500_000))));
        Assert.NotEqual(0, tokens.Count);
        tokens = Tokenizer.Tokenize(new RawText(string.Concat(Enumerable.Repeat($"xy{c}", 300_000))));
        Assert.NotEqual(0, tokens.Count);
    }
}
