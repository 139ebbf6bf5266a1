using Hearsay.Cli.Evaluating;
using Hearsay.Text;

namespace Hearsay.Tests.Cli;

/// <summary>What <c>hearsay evaluate</c> measures with.</summary>
public sealed class EvaluationTest
{
    [Fact]
    public void Scores_are_summed_over_documents()
    {
        var score = new SpanScore();
        score.Add([new TextSpan(0, 1), new TextSpan(2, 3)], [new TextSpan(0, 1)]);
        score.Add([new TextSpan(0, 1)], [new TextSpan(0, 2), new TextSpan(3, 4)]);
        Assert.Equal(33.3, score.F1);
    }
}
