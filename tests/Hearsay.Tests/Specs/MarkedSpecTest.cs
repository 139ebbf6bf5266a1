using System.Collections.Immutable;
using System.Globalization;
using Hearsay.Claims;
using Hearsay.Claims.Extracting;

namespace Hearsay.Tests.Specs;

/// <summary>The examples of specs/marked: what is made of attributions that are given.</summary>
public sealed class MarkedSpecTest
{
    private static readonly ClaimExtractor Extractor = new();

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Repository.PathOf("specs", "marked"), "*.md").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    public static TheoryData<string, int> Examples => [.. Files.SelectMany(file => ExamplesOf(file.Data).Select((_, index) => (file.Data, index + 1)))];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Reads_as_specified(string file, int number)
    {
        MarkedExample example = ExamplesOf(file)[number - 1];
        ImmutableArray<Claim> claims = Extractor.Extract(example.Document());
        string[] read = [.. claims.Select((claim, index) => Line(claims, claim, index < example.Expected.Length ? example.Expected[index] : "| | |"))];
        Assert.True(example.Expected.SequenceEqual(read), $"{example.Marked}\nexpected\n  {string.Join("\n  ", example.Expected)}\nread\n  {string.Join("\n  ", read)}");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_file_has_examples_and_every_example_a_claim(string file)
    {
        Assert.NotEmpty(ExamplesOf(file));
        Assert.All(ExamplesOf(file), example => Assert.NotEmpty(example.Expected));
    }

    private static MarkedExample[] ExamplesOf(string file) => [.. MarkedExample.In(File.ReadAllText(Repository.PathOf("specs", "marked", file)))];

    /// <summary>A claim as specs write it, with as many columns as are expected, and with kinds and states where they are.</summary>
    private static string Line(ImmutableArray<Claim> claims, Claim claim, string expected)
    {
        string[] columns = expected.Split('|');
        bool kinds = columns[0].Contains('[', StringComparison.Ordinal);

        string[] all =
        [
            string.Join(" > ", claim.Sources.Select(source => kinds ? $"{source.Name} [{source.Kind.ToString().ToLowerInvariant()}{(source.Country is { } country ? " " + country : "")}]" : source.Name)),
            claim.Stance.ToString().ToLowerInvariant(),
            claim.Form.ToString().ToLowerInvariant(),
            string.Join(" … ", claim.Content.Select(part => part.Quote)),
            claim.Answers.IsEmpty ? "answers nothing" : "answers " + string.Join(", ", claim.Answers.Select(id => (claims.IndexOf(claims.Single(other => other.Id == id)) + 1).ToString(CultureInfo.InvariantCulture))),
        ];
        return string.Join(" | ", all.Take(columns.Length));
    }
}
