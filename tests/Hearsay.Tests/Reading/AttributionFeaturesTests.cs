using Hearsay.Reading.Attributing;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Reading;

/// <summary>What the attribution networks see of trees and quotations.</summary>
public sealed class AttributionFeaturesTests
{
    private const int Levels = 4;
    private const int Relations = 51;

    [Fact]
    public void A_sentence_is_described_as_it_hangs_on_the_cue()
    {
        // "Officials said rates rose because demand fell": said is the cue.
        int[] heads = [1, -1, 3, 1, 6, 6, 3];
        DependencyRelation[] relations =
        [
            DependencyRelation.Nsubj, DependencyRelation.Root, DependencyRelation.Nsubj, DependencyRelation.Ccomp, DependencyRelation.Mark, DependencyRelation.Nsubj, DependencyRelation.Advcl,
        ];
        byte[] branches = new byte[7];
        byte[] depths = new byte[7];
        byte[] twigs = new byte[7];
        CueTree.Describe(1, new TokenRange(0, 7), heads, [.. relations.Select(relation => (int)relation)], branches, depths, twigs);
        int subject = Branch(0, DependencyRelation.Nsubj);
        int clause = Branch(0, DependencyRelation.Ccomp);
        Assert.Equal([subject, 1, clause, clause, clause, clause, clause], branches.Select(b => (int)b));
        Assert.Equal([1, 0, 2, 1, 3, 3, 2], depths.Select(d => (int)d));
        int reason = 1 + (int)DependencyRelation.Advcl;
        Assert.Equal([0, 0, 1 + (int)DependencyRelation.Nsubj, 0, reason, reason, reason], twigs.Select(t => (int)t));
    }

    [Fact]
    public void Words_above_the_cue_are_told_by_how_far_above()
    {
        // "rose" is the cue's head word in the tree above: its head is "said", one level up, where "Officials" hangs.
        int[] heads = [1, -1, 1];
        DependencyRelation[] relations = [DependencyRelation.Nsubj, DependencyRelation.Root, DependencyRelation.Ccomp];
        byte[] branches = new byte[3];
        CueTree.Describe(2, new TokenRange(0, 3), heads, [.. relations.Select(relation => (int)relation)], branches, new byte[3], new byte[3]);
        Assert.Equal([Branch(1, DependencyRelation.Nsubj), 2, 1], branches.Select(b => (int)b));
        Assert.All(branches, branch => Assert.InRange(branch, 1, CueTree.BranchRows - 1));
    }

    [Fact]
    public void The_nearest_quotation_of_the_paragraph_is_known()
    {
        ReadText read = ReadText.Of("\"Rates rose,\" she told them. \"Sell.\" He left.\n\nNobody spoke.");
        var columns = new ReadingColumns();
        int count = read.Tokens.Count;
        var words = new Words(new byte[count], new short[count], [""], [], new int[count]);
        columns.Describe(count, read.Sentences, read.Quotations, words, new Dependencies([.. Enumerable.Repeat(Dependencies.Root, count)], new byte[count]), Names.None);
        int Token(string form) => Enumerable.Range(0, count).First(token => read.Tokens[token].SequenceEqual(form));
        int first = columns.Quotations[Token("Rates")];
        int second = columns.Quotations[Token("Sell")];
        Assert.NotEqual(first, second);
        Assert.Equal(first, columns.Nearest[Token("she")]);
        Assert.Equal(second, columns.Nearest[Token("them")]);
        Assert.Equal(second, columns.Nearest[Token("Rates")]);
        Assert.Equal(second, columns.Nearest[Token("left")]);
        Assert.Equal(-1, columns.Quotations[Token("she")]);
        Assert.Equal(-1, columns.Nearest[Token("Nobody")]);
    }

    private static int Branch(int level, DependencyRelation relation) => 1 + Levels + (level * Relations) + (int)relation;
}
