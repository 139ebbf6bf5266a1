using System.Text;
using Hearsay.Cli.Evaluating;
using Hearsay.Text;

namespace Hearsay.Tests.Cli;

/// <summary>How expressions of time are scored.</summary>
public sealed class TimeEvaluationTest
{
    [Fact]
    public void Relaxed_strict_and_value_are_told_apart()
    {
        var score = new TimeScore("test");
        score.Add([(new TextSpan(0, 4), "1998"), (new TextSpan(10, 20), "199"), (new TextSpan(30, 40), null)], [(new TextSpan(0, 4), "1998"), (new TextSpan(12, 20), "199X"), (new TextSpan(50, 60), "P1D")]);
        Assert.Equal(66.7, score.Relaxed);
        Assert.Equal(33.3, score.Strict);
        Assert.Equal(66.7, score.Value);
    }

    [Fact]
    public void One_expression_found_counts_once()
    {
        var score = new TimeScore("test");
        score.Add([(new TextSpan(0, 4), "1998"), (new TextSpan(5, 9), "1999")], [(new TextSpan(0, 9), "1998")]);
        Assert.Equal(66.7, score.Relaxed);
    }

    [Theory]
    [InlineData("199X", "199")]
    [InlineData("18XX", "18")]
    [InlineData("BC047X", "BC047")]
    [InlineData("XXXX", "XXXX")]
    [InlineData("XXXX-XX-XX", "XXXX-XX-XX")]
    [InlineData("P0.5CE", "P.5CE")]
    [InlineData(null, "")]
    public void Spellings_of_one_value_are_equal(string? value, string expected) => Assert.Equal(expected, TimeEvaluation.Comparable(value));

    [Fact]
    public async Task WikiWars_stays_above_its_bars()
    {
        Assert.SkipWhen(Shared.Folder is null, Shared.Missing);
        DirectoryInfo work = Directory.CreateTempSubdirectory("hearsay-times-");
        try
        {
            TimeScores scores = await new TimeEvaluation(Shared.Folder).RunAsync(work.FullName, TestContext.Current.CancellationToken);
            var table = new StringBuilder();
            scores.ToTable(table);
            TestContext.Current.TestOutputHelper?.WriteLine(table.ToString());
            Assert.All(scores.Corpora, score => Assert.True(score is { Relaxed: >= 93, Value: >= 82 }, $"{score.Name}: {score.Relaxed} {score.Value}"));
            Assert.All(scores.Suites, suite => Assert.True(suite.Compared > 0, suite.Suite));
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }
}
