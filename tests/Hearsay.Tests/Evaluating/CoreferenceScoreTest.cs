using Hearsay.Cli.Evaluating;
using Hearsay.Text;

namespace Hearsay.Tests.Evaluating;

public sealed class CoreferenceScoreTest
{
    [Fact]
    public void The_example_of_the_reference_scorer_gives_its_published_values()
    {
        // Pradhan et al. 2014, "Scoring Coreference Partitions of Predicted Mentions", figure 1: MUC .40/.40, B³ .50/.42, CEAFφ4 .43/.65.
        CoreferenceScore score = Score("abc defg", "ab cd fghi");
        Equal((40, 40, 40), score.Muc);
        Equal((50, 100 * (35.0 / 12) / 7, 45.4545), score.BCubed);
        Equal((100 * 1.3 / 3, 65, 52), score.Ceaf);
        Assert.Equal((40 + 45.4545 + 52) / 3, score.Conll, 2);
        Equal((75, 600.0 / 7, 80), score.Mentions);
    }

    [Fact]
    public void Everything_right_is_100_and_nothing_found_is_0()
    {
        Assert.Equal(100, Score("abc de f", "f ed cab").Conll, 9);
        Assert.Equal(0, Score("abc", "").Conll);
        Assert.Equal(0, Score("", "abc").Conll);
        Assert.Equal(0, Score("", "").Conll);
    }

    [Fact]
    public void One_great_entity_has_all_links_and_little_precision()
    {
        // Bagga and Baldwin 1998: {1-5},{6,7},{8-C}; joining the two large ones keeps MUC at 90 % precision, B³ falls to 58.3 %.
        CoreferenceScore score = Score("12345 67 89ABC", "1234589ABC 67");
        Equal((90, 100, 94.737), score.Muc);
        Equal((58.333, 100, 73.684), score.BCubed);
    }

    [Fact]
    public void Single_mentions_have_no_link()
    {
        CoreferenceScore score = Score("a b c", "a b c");
        Assert.Equal(0, score.Muc.F1);
        Assert.Equal(100, score.BCubed.F1);
        Assert.Equal(100, score.Ceaf.F1);
    }

    [Fact]
    public void Documents_are_summed()
    {
        CoreferenceScore score = Score("ab", "ab");
        score.Add(Parse("abc"), Parse("a b"));
        Equal((100, 100.0 / 3, 50), score.Muc);
    }

    [Fact]
    public void The_assignment_is_the_best_of_all()
    {
        var random = new Random(20261123);
        for (int round = 0; round < 200; round++)
        {
            double[,] values = new double[random.Next(1, 6), random.Next(1, 6)];
            for (int row = 0; row < values.GetLength(0); row++)
            {
                for (int column = 0; column < values.GetLength(1); column++)
                {
                    values[row, column] = random.Next(3) == 0 ? 0 : random.NextDouble();
                }
            }

            Assert.Equal(Brute(values, 0, 0), Assignment.Best(values), 9);
        }
    }

    /// <summary>Tries every assignment of the rows from <paramref name="row"/> on.</summary>
    private static double Brute(double[,] values, int row, int used)
    {
        if (row == values.GetLength(0))
        {
            return 0;
        }

        double best = Brute(values, row + 1, used);
        for (int column = 0; column < values.GetLength(1); column++)
        {
            if ((used & (1 << column)) == 0)
            {
                best = Math.Max(best, values[row, column] + Brute(values, row + 1, used | (1 << column)));
            }
        }

        return best;
    }

    private static void Equal((double Precision, double Recall, double F1) expected, (double Precision, double Recall, double F1) actual)
    {
        Assert.Equal(expected.Precision, actual.Precision, 2);
        Assert.Equal(expected.Recall, actual.Recall, 2);
        Assert.Equal(expected.F1, actual.F1, 2);
    }

    private static CoreferenceScore Score(string gold, string system)
    {
        var score = new CoreferenceScore();
        score.Add(Parse(gold), Parse(system));
        return score;
    }

    /// <summary>"ab c": two entities, each character a mention.</summary>
    private static IReadOnlyList<IReadOnlyList<TextSpan>> Parse(string entities) =>
        [.. entities.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(entity => (IReadOnlyList<TextSpan>)[.. entity.Select(mention => new TextSpan(mention, mention + 1))])];
}
