using System.Xml.Linq;
using Hearsay.Cli.Evaluating;

namespace Hearsay.Tests.Evaluating;

/// <summary>How confidence is measured.</summary>
public sealed class ConfidenceScoresTest
{
    private static readonly ConfidenceScores Scores = new([(0.95f, true), (0.9f, true), (0.92f, false), (0.35f, true), (0.31f, false), (0.12f, false)], 5);

    [Fact]
    public void Each_threshold_counts_what_is_as_probable()
    {
        (float _, int found, double precision, double recall, double f1) = Scores.Curve.Single(point => point.Threshold == 0.3f);
        Assert.Equal((5, 60.0, 60.0, 60.0), (found, precision, recall, f1));
        Assert.Equal([6, 5, 5, 5, 5, 3, 3, 3, 3, 3, 3], Scores.Curve.Select(point => point.Found));
    }

    [Fact]
    public void Bins_compare_confidence_with_what_is_right()
    {
        Assert.Equal([(0.1, 1), (0.3, 2), (0.9, 3)], Scores.Reliability.Select(bin => (Math.Round(bin.From, 1), bin.Count)));
        Assert.Equal([0.0, 0.5, 0.667], Scores.Reliability.Select(bin => Math.Round(bin.Right, 3)));
        // (0.12 + 2 · 0.17 + 3 · 0.257) / 6
        Assert.Equal(20.5, Scores.CalibrationError);
    }

    [Fact]
    public void The_diagram_has_a_dot_per_bin()
    {
        var svg = XDocument.Parse(Scores.ToSvg());
        Assert.Equal(3, svg.Descendants().Count(element => element.Name.LocalName == "circle"));
    }
}
