using Hearsay.Reading.Parsing;

namespace Hearsay.Tests.Reading;

public sealed class SpanningTreeTest
{
    [Fact]
    public void No_other_tree_scores_higher()
    {
        var random = new Random(7);
        var tree = new SpanningTree();
        for (int round = 0; round < 3000; round++)
        {
            int words = 1 + (round % 5);
            float[] scores = [.. Enumerable.Range(0, words * (words + 1)).Select(_ => (float)(random.NextDouble() * 4))];
            int[] heads = new int[words];
            tree.Find(scores, words + 1, words, heads);
            Assert.True(IsTree(heads), $"round {round}: {string.Join(' ', heads)}");
            Assert.Equal(Best(scores, words), Sum(scores, words, heads), 1e-4f);
        }
    }

    [Fact]
    public void Long_sentences_of_noise_give_trees()
    {
        var random = new Random(11);
        var tree = new SpanningTree();
        foreach (int words in (int[])[256, 3, 180, 256])
        {
            float[] scores = [.. Enumerable.Range(0, words * (words + 1)).Select(_ => (float)random.NextDouble())];
            int[] heads = new int[words];
            tree.Find(scores, words + 1, words, heads);
            Assert.True(IsTree(heads));
        }
    }

    private static float Best(float[] scores, int words)
    {
        float best = float.NegativeInfinity;
        int[] heads = new int[words];
        for (int code = 0; code < Math.Pow(words + 1, words); code++)
        {
            for (int word = 0, rest = code; word < words; word++, rest /= words + 1)
            {
                heads[word] = rest % (words + 1);
            }

            best = IsTree(heads) ? Math.Max(best, Sum(scores, words, heads)) : best;
        }

        return best;
    }

    private static float Sum(float[] scores, int words, int[] heads) => heads.Select((head, word) => scores[(word * (words + 1)) + head]).Sum();

    private static bool IsTree(int[] heads)
    {
        bool Reaches(int word)
        {
            for (int step = 0; step < heads.Length; step++)
            {
                if (heads[word] == 0)
                {
                    return true;
                }

                word = heads[word] - 1;
            }

            return false;
        }

        return heads.Count(head => head == 0) == 1 && Enumerable.Range(0, heads.Length).All(Reaches);
    }
}
