using Hearsay.Cli.Evaluating;
using Hearsay.Text;
using Hearsay.Text.Formats;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Cli;

/// <summary>Tags and trees are scored as the CoNLL 2018 shared task scores them; the expected values are counted by hand.</summary>
public sealed class SyntaxScoreTest
{
    /// <summary>Seven words. Gold relations: nsubj:pass aux:pass root case obl punct, and a fragment; content words: arms, were, sold, to (no), Velans, Never.</summary>
    private const string Gold =
        "1\tArms\tarms\tNOUN\t_\tNumber=Plur\t3\tnsubj:pass\t_\t_\n2\twere\tbe\tAUX\t_\tMood=Ind|VerbForm=Fin\t3\taux:pass\t_\t_\n3\tsold\tsell\tVERB\t_\tTense=Past|VerbForm=Part|Voice=Pass\t0\troot\t_\t_\n" +
        "4\tto\tto\tADP\t_\t_\t5\tcase\t_\t_\n5\tVelans\tVelan\tPROPN\t_\tNumber=Plur\t3\tobl\t_\tSpaceAfter=No\n6\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_\n\n" +
        "1\tNever\t_\tADV\t_\t_\t0\troot\t_\t_\n\n";

    [Fact]
    public void A_perfect_reading_has_100_everywhere()
    {
        ConlluDocument gold = Read(Gold);
        var score = new SyntaxScore();
        score.Add(gold, gold.Tokens, gold.Words, gold.Syntax);
        Assert.Equal([100, 100, 100, 100, 100, 100, 100], Figures(score));
    }

    [Fact]
    public void Each_measure_counts_what_it_names()
    {
        // Wrong: tag of 2, universal feature of 2 (the one of 4 is not universal), lemma of 3; relation of 1 in its subtype only, relation of 5, head of 6. The lemma of "Never" is not annotated.
        ConlluDocument system = Read(
            "1\tArms\tarms\tNOUN\t_\tNumber=Plur\t3\tnsubj\t_\t_\n2\twere\tbe\tVERB\t_\tVerbForm=Fin\t3\taux:pass\t_\t_\n3\tsold\tsold\tVERB\t_\tTense=Past|VerbForm=Part|Voice=Pass\t0\troot\t_\t_\n" +
            "4\tto\tto\tADP\t_\tExtPos=ADP\t5\tcase\t_\t_\n5\tVelans\tVelan\tPROPN\t_\tNumber=Plur\t3\tobj\t_\tSpaceAfter=No\n6\t.\t.\tPUNCT\t_\t_\t5\tpunct\t_\t_\n\n" +
            "1\tNever\tnever\tADV\t_\t_\t0\troot\t_\t_\n\n");
        ConlluDocument gold = Read(Gold);
        var score = new SyntaxScore();
        score.Add(gold, system.Tokens, system.Words, system.Syntax);
        // Of 7: tags 6, features 6, lemmas 6, heads 6, relations 5, with subtypes 4. Of the 4 content words on either side, Arms, sold and Never are right.
        Assert.Equal([85.7, 85.7, 85.7, 85.7, 71.4, 57.1, 75.0], Figures(score));
    }

    [Fact]
    public void Words_cut_otherwise_are_wrong_and_so_is_every_arc_to_them()
    {
        // "to" and "Velans." are cut otherwise; one sentence instead of two: "Never" hangs on "sold".
        ConlluDocument gold = Read(Gold);
        RawText text = gold.Tokens.Text;
        var tokens = new Tokens(text, [0, 5, 10, 15, 18, 26], [4, 9, 14, 17, 25, 31]);
        Assert.Equal("Velans.", tokens[4].ToString());
        var words = new Words(Tags(PartOfSpeech.Noun, PartOfSpeech.Aux, PartOfSpeech.Verb, PartOfSpeech.Adp, PartOfSpeech.Propn, PartOfSpeech.Adv), new short[6], [""], [.. "x"], [0, 0, 0, 0, 0, 1]);
        var syntax = new Dependencies([2, 2, -1, 4, 2, 2], Relations(DependencyRelation.NsubjPass, DependencyRelation.AuxPass, DependencyRelation.Root, DependencyRelation.Case, DependencyRelation.Obl, DependencyRelation.Advmod));
        var score = new SyntaxScore();
        score.Add(gold, tokens, words, syntax);
        // Aligned: Arms were sold to Never = 5 of 7 gold and 6 system words. Tags 5, features 2 (to, Never), lemma 1 (unannotated), heads 3, content: Arms and sold of 4 and 4.
        Assert.Equal([76.9, 30.8, 15.4, 46.2, 46.2, 46.2, 50.0], Figures(score));
    }

    [Fact]
    public void A_layer_that_is_not_read_has_no_score()
    {
        ConlluDocument gold = Read(Gold);
        var score = new SyntaxScore();
        score.Add(gold, gold.Tokens, Words.None, Dependencies.None);
        Assert.Equal([null, null, null, null, null, null, null], Figures(score));
        score.Add(gold, gold.Tokens, gold.Words, Dependencies.None);
        Assert.Equal(50.0, score.Tags);
        Assert.Null(score.Relations);
    }

    private static double?[] Figures(SyntaxScore score) => [score.Tags, score.Features, score.Lemmas, score.Heads, score.Relations, score.Subtypes, score.Content];

    private static ConlluDocument Read(string conllu) => ConlluReader.Read(new StringReader(conllu)).Single();

    private static byte[] Tags(params PartOfSpeech[] tags) => Array.ConvertAll(tags, tag => (byte)tag);

    private static byte[] Relations(params DependencyRelation[] relations) => Array.ConvertAll(relations, relation => (byte)relation);
}
