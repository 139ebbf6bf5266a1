using CsCheck;
using Hearsay.Storage;
using Hearsay.Storage.Queries;

namespace Hearsay.Tests.Storage;

public sealed class QueryTest
{
    private static readonly string[] Pieces = ["speaker:", "-", "\"", ",", " ", "stance:denies", "“", "id:", "*", ":", "a"];

    [Theory]
    [InlineData("", "")]
    [InlineData("  speaker:putin   stance:DENIES ", "speaker:putin stance:denies")]
    [InlineData("speaker:\"Marta Kell\" -outlet:tass", "speaker:\"Marta Kell\" -outlet:tass")]
    [InlineData("“suicide drones” drone*", "\"suicide drones\" drone*")]
    [InlineData("stance:denies,asserts before:2022 after:2022-10", "stance:denies,asserts before:2022-01-01 after:2022-10-01")]
    [InlineData("-\"no such words\"", "-\"no such words\"")]
    [InlineData("status:not-happened type:AID", "status:not-happened type:aid")]
    [InlineData("party:state:IRN", "party:\"state:IRN\"")]
    [InlineData("speaker:\"a “b\"", "speaker:\"a “b\"")]
    [InlineData("speaker:\"“b\"", "speaker:\"“b\"")]
    [InlineData("speaker:a”:b", "speaker:a”:b")]
    [InlineData("country:irn,SUN,hkg", "country:IRN,SUN,HKG")]
    public void A_query_is_understood_and_written_as_it_is_typed(string text, string written)
    {
        var query = Query.Parse(text);
        Assert.Equal(written, query.ToString());
        Assert.Equal(query, Query.Parse(written));
    }

    [Theory]
    [InlineData("stanze:denies", "HS0520")]
    [InlineData("http://example.org", "HS0520")]
    [InlineData("stance:maybe", "HS0521")]
    [InlineData("before:yesterday", "HS0521")]
    [InlineData("confidence:2", "HS0521")]
    [InlineData("id:xyz", "HS0521")]
    [InlineData("country:ZZZ", "HS0521")]
    [InlineData("speaker:", "HS0522")]
    [InlineData("\"open", "HS0522")]
    [InlineData("speaker:\"\"", "HS0522")]
    [InlineData("!!!", "HS0522")]
    public void What_is_wrong_is_named(string text, string code) => Assert.Equal(code, Assert.Throws<LedgerException>(() => Query.Parse(text)).Code);

    [Theory]
    [InlineData("country:Iran", "'Iran' is no ISO 3166 alpha-3 code of a state; Iran is IRN")]
    [InlineData("country:\"united kingdom\"", "'united kingdom' is no ISO 3166 alpha-3 code of a state; United Kingdom is GBR")]
    [InlineData("country:Reuters", "'Reuters' is no ISO 3166 alpha-3 code of a state; write country:IRN")]
    public void Of_a_state_that_is_named_the_code_is_told(string text, string message) => Assert.Equal(message, Assert.Throws<LedgerException>(() => Query.Parse(text)).Message);

    [Fact]
    public void Any_text_is_a_query_or_a_named_error() =>
        Gen.OneOf(Gen.String, Gen.Int[0, Pieces.Length - 1].Array.Select(parts => string.Concat(parts.Select(part => Pieces[part])))).Sample(
            text =>
            {
                try
                {
                    var query = Query.Parse(text);
                    Assert.Equal(query, Query.Parse(query.ToString()));
                }
                catch (LedgerException named)
                {
                    Assert.StartsWith("HS052", named.Code, StringComparison.Ordinal);
                }
            },
            seed: "0001Xq2hFl02",
            iter: 2000);

    [Theory]
    [InlineData("The Café-Été, 2022.", "the cafe ete 2022")]
    [InlineData("Łódź Øresund Đakovo", "lodz oresund dakovo")]
    [InlineData("Россия 中国 😀 e\u0301", "россия 中国 e")]
    [InlineData("a_b 'c' \"d\" \\ e:f", "a b c d e f")]
    [InlineData("", "")]
    public void Words_are_cut_and_folded(string text, string words) => Assert.Equal(words, string.Join(' ', SearchWords.Of(text)));
}
