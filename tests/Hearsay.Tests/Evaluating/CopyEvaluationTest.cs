using Hearsay.Cli.Evaluating;

namespace Hearsay.Tests.Evaluating;

/// <summary>Wire copies on the labelled clusters.</summary>
public sealed class CopyEvaluationTest
{
    [Fact]
    public async Task Copies_are_joined_and_reports_of_their_own_are_kept_apart()
    {
        Assert.SkipWhen(Shared.Folder is null, Shared.Missing);
        CopyScores scores = await new CopyEvaluation(Shared.Folder!).RunAsync(TestContext.Current.CancellationToken);
        Assert.All(scores.Joined.Where(way => way.Way != "shared wording alone, .45"), way =>
        {
            Assert.True(way.Right >= 0.9 * (way.Right + way.Wrong), $"{way.Way}: precision below .90");
            Assert.True(way.Right >= 0.8 * (way.Right + way.Missed), $"{way.Way}: recall below .80");
        });
        Assert.All(scores.Labels.Where(label => label.Label is "same-statement" or "independent"), label =>
            Assert.True(label.Joined <= 0.1 * label.Pairs, $"{label.Label}: less than 90 % kept apart"));
        Assert.True(scores.Candidates.Found >= 0.98 * scores.Candidates.All, "the index loses copies");
        Assert.Equal(0, scores.Across.Joined);
    }
}
