using System.Text.Json.Nodes;
using Hearsay.Cli.Evaluating;
using Hearsay.Text;
using Hearsay.Text.Layers;

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

    [Fact]
    public void A_layer_that_is_not_read_has_a_dash_in_the_table_and_null_in_the_file()
    {
        var names = new NameScore(NameKind.Person);
        names.Add(new NamedText("a", new RawText("Ann"), [new NamedSpan(new TextSpan(0, 3), NameKind.Person)], []), []);
        var report = new EvaluationReport(default, null, "1", "abc", 0, null, [], [new TreebankScore("Nothing")], [("Nobody", names)]);
        Assert.Contains("Nothing                             –        –", report.ToTable(), StringComparison.Ordinal);
        Assert.Matches("Nobody +– +– +– +– +1 +–\n", report.ToTable());
        JsonNode json = JsonNode.Parse(report.ToJson())!;
        Assert.Null(json["syntax"]!["Nothing"]!["gold_tokens"]!["las"]);
        Assert.Null(json["names"]!["Nobody"]);
    }

    [Fact]
    public void Names_are_printed_with_all_kinds_of_their_corpus()
    {
        var names = new NameScore(NameKind.Person, NameKind.Weapon);
        NamedSpan ann = new(new TextSpan(0, 3), NameKind.Person);
        names.Add(new NamedText("a", new RawText("Ann"), [ann], []), [ann]);
        var report = new EvaluationReport(default, null, "1", "abc", 0, null, [], [], [("Ann", names)]);
        Assert.Matches("Ann +100.0 +100.0 +100.0 +100.0 +1 +100.0 +0.0\n", report.ToTable());
        Assert.Equal(100.0, (double)JsonNode.Parse(report.ToJson())!["names"]!["Ann"]!["kinds_f1"]!["person"]!);
    }
}
