using Hearsay.Claims.Origins;
using Hearsay.Text;
using Hearsay.Text.Similarity;

namespace Hearsay.Tests.Claims.Origins;

/// <summary>Families of copies, as they grow.</summary>
public sealed class CopyFamiliesTest
{
    private const int Seed = 7;

    [Fact]
    public void Any_order_of_arrival_gives_the_same_families()
    {
        Fingerprint[] texts = [.. Texts().Select(text => Fingerprint.Of(new RawText(text)))];
        string? expected = null;
        var random = new Random(Seed);
        for (int round = 0; round < 20; round++)
        {
            int[] order = [.. Enumerable.Range(0, texts.Length)];
            if (round > 0)
            {
                random.Shuffle(order);
            }

            var families = new CopyFamilies();
            foreach (int text in order)
            {
                families.Add(texts[text], null);
            }

            string found = string.Join(' ', order.Select((text, place) => (text, place)).GroupBy(entry => families.FamilyOf(entry.place))
                .Select(family => string.Join('+', family.Select(entry => entry.text).Order())).Order(StringComparer.Ordinal));
            expected ??= found;
            Assert.True(expected == found, $"seed {Seed}, round {round}: {found} instead of {expected}");
        }

        // 0–2 are one story, 3–5 another; 6 is alone; 7 is a digest of many stories that holds two of them whole.
        Assert.Equal("0+1+2 3+4+5 6 7", expected);
    }

    [Fact]
    public void A_digest_is_related_to_what_it_holds_but_joins_nothing()
    {
        string[] texts = [.. Texts()];
        var families = new CopyFamilies();
        families.Add(Fingerprint.Of(new RawText(texts[0])), null);
        families.Add(Fingerprint.Of(new RawText(texts[3])), null);
        IReadOnlyList<(int Document, CopyVerdict Verdict)> related = families.Add(Fingerprint.Of(new RawText(texts[7])), null);
        Assert.Equal([0, 1], related.Select(found => found.Document));
        Assert.All(related, found => Assert.Equal(CopyRelation.Copy, found.Verdict.Relation));
        Assert.All(related, found => Assert.False(CopyFamilies.Joins(found.Verdict)));
        Assert.Equal(2, families.FamilyOf(2));
    }

    [Fact]
    public void A_footer_that_thousands_share_finds_nothing()
    {
        var families = new CopyFamilies();
        const string Footer = " This page may not be copied, sent, rewritten or read aloud without the written leave of the owners of the Harbour Post and their heirs.";
        int found = 0;
        for (int i = 0; i < CopyFamilies.MostShared + 200; i++)
        {
            found += families.Add(Fingerprint.Of(new RawText(Story(i + 100, 60) + Footer)), null).Count(related => related.Verdict.IsCopy);
        }

        Assert.Equal(0, found);
    }

    /// <summary>Words drawn with a seed: no two stories share five in a row.</summary>
    private static string Story(int seed, int words)
    {
        var random = new Random(seed);
        return string.Join(' ', Enumerable.Range(0, words).Select(_ => $"w{random.Next(5000)}"));
    }

    private static IEnumerable<string> Texts()
    {
        foreach (int seed in (int[])[1, 2])
        {
            string story = Story(seed, 200);
            yield return story;
            yield return "Another headline. " + story[..(story.Length * 2 / 3)];
            yield return story[(story.Length / 3)..] + " " + Story(seed + 10, 40);
        }

        yield return Story(3, 200);
        yield return string.Join('\n', Enumerable.Range(20, 12).Select(seed => Story(seed, 200)).Append(Story(1, 200)).Append(Story(2, 200)));
    }
}
