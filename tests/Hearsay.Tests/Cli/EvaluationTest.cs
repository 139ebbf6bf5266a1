using Hearsay.Cli.Evaluating;
using Hearsay.Text;

namespace Hearsay.Tests.Cli;

/// <summary>What <c>hearsay evaluate</c> measures with.</summary>
public sealed class EvaluationTest
{
    private const string Corpus =
        "# newdoc id = one\n# newpar\n# text = Don't go.\n1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tDo\tdo\t_\t_\t_\t_\t_\t_\t_\n2\tn't\tnot\t_\t_\t_\t_\t_\t_\t_\n" +
        "3\tgo\tgo\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n3.1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n4\t.\t.\t_\t_\t_\t_\t_\t_\t_\n\n" +
        "1\tYes\tyes\t_\t_\t_\t_\t_\t_\t_\n\n# newpar_block = p\n# newpar\n1\tNew\tnew\t_\t_\t_\t_\t_\t_\t_\n\n# newdoc id = two\n1\tB\tb\t_\t_\t_\t_\t_\t_\t_\n";

    [Fact]
    public void Raw_text_is_rebuilt_with_its_spans()
    {
        ConlluGold[] docs = [.. ConlluGold.Read(new StringReader(Corpus))];
        Assert.Equal(["one", "two"], docs.Select(doc => doc.Id));
        Assert.Equal("Don't go. Yes\n\nNew", docs[0].Text);
        Assert.Equal(["Don't", "go", ".", "Yes", "New"], docs[0].Tokens.Select(span => docs[0].Text[span.Start..span.End]));
        Assert.Equal(["Do", "n't", "go", ".", "Yes", "New"], docs[0].Words.Select(span => docs[0].Text[span.Start..span.End]));
        Assert.Equal(["Don't go.", "Yes", "New"], docs[0].Sentences.Select(span => docs[0].Text[span.Start..span.End]));
    }

    [Fact]
    public void Scores_are_summed_over_documents()
    {
        var score = new SpanScore();
        score.Add([new TextSpan(0, 1), new TextSpan(2, 3)], [new TextSpan(0, 1)]);
        score.Add([new TextSpan(0, 1)], [new TextSpan(0, 2), new TextSpan(3, 4)]);
        Assert.Equal(33.3, score.F1);
    }

    [Fact]
    public void Development_data_can_be_rebuilt()
    {
        Assert.SkipWhen(Shared.Folder is null, Shared.Missing);
        using var packed = File.OpenRead(Path.Combine(Shared.Folder!, "data", "ud", "en_ewt-dev.conllu.gz"));
        using var reader = new StreamReader(new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionMode.Decompress));
        ConlluGold[] docs = [.. ConlluGold.Read(reader)];
        Assert.Equal(2001, docs.Sum(doc => doc.Sentences.Count));
        Assert.All(docs, doc => Assert.Equal(doc.Text.Length, doc.Sentences[^1].End));
    }
}
