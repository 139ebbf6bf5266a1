using Hearsay.Text;
using Hearsay.Text.Similarity;

namespace Hearsay.Tests.Text.Similarity;

/// <summary>What is kept of a text to find its copies.</summary>
public sealed class FingerprintTest
{
    private const string Story = "Customs officers opened eleven containers on Tuesday and found parts of rocket launchers inside, the harbour master said, and nobody knew whose they were.";

    [Fact]
    public void Case_punctuation_and_lines_do_not_count()
    {
        byte[] kept = Fingerprint.Of(new RawText(Story)).ToBytes();
        Assert.Equal(kept, Fingerprint.Of(new RawText(Story.ToUpperInvariant().Replace(',', '\n'))).ToBytes());
        Assert.NotEqual(kept, Fingerprint.Of(new RawText(Story.Replace("eleven", "twelve", StringComparison.Ordinal))).ToBytes());
    }

    [Fact]
    public void Bytes_and_keys_are_the_same_for_ever()
    {
        // Ledgers hold these: whoever changes them must raise the format and have old ledgers hash their texts anew.
        var fingerprint = Fingerprint.Of(new RawText("The “Sea Lark” sailed at noon, and came back."));
        Assert.Equal(9, fingerprint.Words);
        Assert.Equal("0101da0f34c18027b9c237dfdc89f65760c2bb25576556aa08f5dc290fb535ee16ca96b45b", Convert.ToHexStringLower(fingerprint.ToBytes()));
        Assert.Equal("1884965811232661456 12551341793331507769 17397858822934448789 18196485205784146836", string.Join(' ', fingerprint.Bands));
    }

    [Fact]
    public void Bytes_are_read_back()
    {
        var fingerprint = Fingerprint.Of(new RawText(Story));
        var again = Fingerprint.FromBytes(fingerprint.ToBytes());
        Assert.Equal(fingerprint.ToBytes(), again.ToBytes());
        Assert.Equal(fingerprint.Bands, again.Bands);
        Assert.Throws<InvalidDataException>(() => Fingerprint.FromBytes([]));
        Assert.Throws<InvalidDataException>(() => Fingerprint.FromBytes([2, 0, 0, 0, 0]));
        Assert.Throws<InvalidDataException>(() => Fingerprint.FromBytes([1, 0]));
    }

    [Fact]
    public void An_empty_text_has_a_fingerprint_that_shares_nothing()
    {
        var empty = Fingerprint.Of(new RawText(""));
        Assert.Empty(empty.Bands);
        Assert.Equal(default, Overlap.Measure(empty, empty));
    }

    [Fact]
    public void An_excerpt_shares_keys_with_the_whole()
    {
        string filler = string.Concat(Enumerable.Range(0, 3000).Select(i => $"word{i * 7919 % 3001} "));
        var whole = Fingerprint.Of(new RawText(filler));
        var excerpt = Fingerprint.Of(new RawText(filler[9000..12000]));
        Assert.InRange(whole.Bands.Length, 200, 300);
        Assert.InRange(whole.Bands.Intersect(excerpt.Bands).Count(), 10, excerpt.Bands.Length);
        var overlap = Overlap.Measure(whole, excerpt);
        Assert.InRange(overlap.Containment, 0.98, 1);
        Assert.InRange(overlap.OfFirst, 0.1, 0.15);
        Assert.Equal(1, overlap.Passages);
    }

    [Fact]
    public void Words_reported_in_one_text_do_not_count_in_the_other()
    {
        var quoted = Fingerprint.Of(new RawText($"He said: \"{Story}\" Then he left the room and closed the door behind him without a sound."));
        var bare = Fingerprint.Of(new RawText(Story));
        var overlap = Overlap.Measure(quoted, bare);
        Assert.Equal(0, overlap.Shared);
        Assert.Equal(0, overlap.Containment);
        Assert.True(overlap.SharedReported > 10);
    }
}
