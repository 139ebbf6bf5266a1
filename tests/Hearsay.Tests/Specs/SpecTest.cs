using Hearsay.Claims.Extracting;
using Hearsay.Reading;
using Hearsay.Text;

namespace Hearsay.Tests.Specs;

/// <summary>The examples of specs/*.md, read by the shipped reader.</summary>
public sealed class SpecTest
{
    private static readonly Reader Reader = Reader.Load();
    private static readonly ClaimExtractor Extractor = new();

    public static TheoryData<string, string, string> Examples()
    {
        var examples = new TheoryData<string, string, string>();
        foreach (string path in Directory.EnumerateFiles(Repository.PathOf("specs"), "*.md").Order(StringComparer.Ordinal))
        {
            string[] parts = File.ReadAllText(path).ReplaceLineEndings("\n").Split("\n```\n");
            string heading = "";
            for (int i = 0; i < parts.Length; i++)
            {
                if (i % 2 == 0)
                {
                    heading = parts[i].Split('\n').LastOrDefault(line => line.StartsWith('#'), heading).TrimStart('#', ' ');
                    continue;
                }

                string[] sides = parts[i].Split("\n---\n");
                Assert.Equal(2, sides.Length);
                examples.Add($"{Path.GetFileName(path)}: {heading}", sides[0], sides[1].Trim());
            }
        }

        return examples;
    }

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
