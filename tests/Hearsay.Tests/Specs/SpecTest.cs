using Hearsay.Claims.Extracting;
using Hearsay.Reading;
using Hearsay.Text;

namespace Hearsay.Tests.Specs;

/// <summary>The examples of specs/*.md, read by the shipped reader.</summary>
public sealed class SpecTest
{
    private static readonly Reader Reader = Reader.Load();
    private static readonly ClaimExtractor Extractor = new();

    public static TheoryData<string, string, string> Examples() => SpecExamples.In("specs");

    [Theory]
    [MemberData(nameof(Examples))]
    public void Reads_as_specified(string rule, string text, string expected)
    {
        Document doc = Reader.Read(new Article(rule, new RawText(text)));
        string found = string.Join('\n', Extractor.Extract(doc).Select(claim =>
            $"{claim.Sources[0].Name} | {claim.Stance.ToString().ToLowerInvariant()} | {claim.Form.ToString().ToLowerInvariant()} | {string.Join(" … ", claim.Content.Select(c => c.Quote))}"));
        Assert.Equal(expected, found);
    }

    [Fact]
    public void There_are_examples() => Assert.True(Examples().Count >= 8);
}
