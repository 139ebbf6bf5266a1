using System.Diagnostics;
using Hearsay.Cli.Evaluating;
using Hearsay.Reading;
using Hearsay.Reading.Resolving;
using Hearsay.Text.Formats;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Reading.Resolving;

/// <summary>The shipped model on GUM's clean development part, over the treebank's own trees.</summary>
public sealed class ResolverScoreTest(ITestOutputHelper output)
{
    [Fact]
    public void Scores_do_not_fall()
    {
        Assert.SkipWhen(Shared.Folder is null, Shared.Missing);
        Resolver resolver = Resolver.Load();
        var corpus = new CoreferenceEvaluation(Shared.Folder!).Corpus();
        var scores = new CoreferenceEvaluation(Shared.Folder!).Run(Reader.Load(), TestContext.Current.CancellationToken);
        foreach ((string name, CoreferenceScore score) in scores)
        {
            output.WriteLine($"{name,-40} CoNLL {score.Conll:F1}  MUC {score.Muc.F1:F1} ({score.Muc.Precision:F1} {score.Muc.Recall:F1})  B3 {score.BCubed.F1:F1} ({score.BCubed.Precision:F1} {score.BCubed.Recall:F1})  CEAF {score.Ceaf.F1:F1} ({score.Ceaf.Precision:F1} {score.Ceaf.Recall:F1})  mentions {score.Mentions.F1:F1} ({score.Mentions.Precision:F1} {score.Mentions.Recall:F1})");
        }

        // Time of the processor, for the machine may be doing other work.
        using var process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        int tokens = 0;
        for (int round = 0; round < 10; round++)
        {
            foreach ((ConlluDocument doc, _, _) in corpus)
            {
                CoreferenceEvaluation.OnGoldSyntax(resolver, doc, CoreferenceScheme.Gum);
                tokens += doc.Tokens.Count;
            }
        }

        process.Refresh();
        output.WriteLine($"{tokens / (process.TotalProcessorTime - before).TotalSeconds:N0} tokens a second");
        Assert.True(scores[0].Score.Conll > 40);
    }
}
