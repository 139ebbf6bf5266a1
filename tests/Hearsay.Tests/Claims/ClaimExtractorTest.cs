using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using CsCheck;
using Hearsay.Claims;
using Hearsay.Claims.Extracting;
using Hearsay.Claims.Formats;
using Hearsay.Reading.Quoting;
using Hearsay.Reading.Tokenizing;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Claims;

public sealed class ClaimExtractorTest
{
    private static readonly ClaimExtractor Extractor = new();

    /// <summary>Pieces of text that rules look at, and pieces that break naive code.</summary>
    private static readonly string[] Pieces =
    [
        "Iran", "Iranian officials", "the US", "and", "Britain", "he", "She", "they", "We", "who", "both of them", "the country", "the government", "Major General Omar Haddad", "Mr Haddad",
        "the spokesman", "Putin's", "said", "denied", "accused", "warned", "did not say", "refused to", "asked", "told", "vowed", "according to", "the claims", "that", "to attack", "must stop",
        "not", "will", "\"", "“", "”", "'", "‘", "’", "«", "»", "``", "''", ",", ".", "?", "…", "—", "(", ")", "IAEA", "😀", "🇫🇷", "قالت", "e\u0301", "𝐛", "\u200F", "\u202E", "\uFEFF", "\n\n", "\r\n", "\t",
        "\uD800", "\uDC00", "''''", "A", "a", "1", "-", "'s", "’s", "Jan", "Al", "U.S.", "\0", "X-ray", "Nato", "both",
    ];

    [Fact]
    public void Nothing_in_nothing_out()
    {
        Assert.Empty(Extractor.Extract(Hand("", [])));
        Assert.Empty(Extractor.Extract(Hand("Nobody speaks here.", [])));
    }

    [Fact]
    public void An_attribution_becomes_a_claim_with_everything_known_of_it()
    {
        Document doc = Hand("Iran denied the claims.", [Said((0, 1), (1, 2), (2, 5))]);
        Claim claim = Assert.Single(Extractor.Extract(doc));
        Assert.Equal("doc", claim.Document);
        Assert.Equal(doc.Article.Text.Sha256, claim.Sha256);
        Assert.Equal(new Speaker(new Evidence(new TextSpan(0, 4), "Iran"), "Iran", SpeakerKind.Government, "IRN", "state:IRN"), Assert.Single(claim.Sources));
        Assert.Equal(new Evidence(new TextSpan(5, 11), "denied"), claim.Cue);
        Assert.Equal(new Evidence(new TextSpan(12, 22), "the claims"), Assert.Single(claim.Content));
        Assert.Equal(new TextSpan(12, 23), Assert.Single(claim.Marked));
        Assert.Equal(Stance.Denies, claim.Stance);
        Assert.Equal(Form.Indirect, claim.Form);
        Assert.Equal(0, claim.Sentence);
        Assert.Equal(0.5f, claim.Confidence);
        Assert.Null(claim.Parent);
        Assert.Empty(claim.Answers);
        Assert.Equal(ClaimId.Of(claim.Sha256, [new TextSpan(12, 22)], [(new TextSpan(0, 4), "Iran")], Stance.Denies), claim.Id);
    }

    [Fact]
    public void Without_a_source_nobody_is_named()
    {
        Speaker speaker = Assert.Single(Assert.Single(Extractor.Extract(Hand("Reportedly it works.", [Said((0, 0), (0, 1), (1, 3))]))).Sources);
        Assert.Equal(new Speaker(null, "unnamed", SpeakerKind.Unnamed, null, null), speaker);
    }

    [Fact]
    public void A_bare_quotation_has_no_cue_and_stands_in_its_own_sentence()
    {
        Claim claim = Assert.Single(Extractor.Extract(Hand("It rained. \"We are ready.\"", [Said((0, 0), (0, 0), (3, 8))])));
        Assert.Null(claim.Cue);
        Assert.Equal(1, claim.Sentence);
        Assert.Equal("We are ready", Assert.Single(claim.Content).Quote);
    }

    [Fact]
    public void Parents_lead_to_the_claim_around_even_when_the_one_between_gave_none()
    {
        // Tokens: Iran said Iraq said it works . The middle attribution has a content without words.
        ImmutableArray<Claim> claims = Extractor.Extract(Hand("Iran said Iraq said it works .",
            [Said((0, 1), (1, 2), (2, 6)), Said((2, 3), (3, 4), (6, 7), parent: 0), Said((2, 3), (3, 4), (4, 6), parent: 1)]));
        Assert.Equal(2, claims.Length);
        Assert.Equal(claims[0].Id, claims[1].Parent);
    }

    [Fact]
    public void Parents_in_a_circle_end()
    {
        ImmutableArray<Claim> claims = Extractor.Extract(Hand("Iran said Iraq said it works .", [Said((0, 1), (1, 2), (2, 6), parent: 1), Said((2, 3), (3, 4), (4, 6), parent: 0)]));
        Assert.Equal(2, claims.Length);
    }

    [Fact]
    public void The_same_claim_twice_is_one()
    {
        Attribution said = Said((0, 1), (1, 2), (2, 4));
        Assert.Single(Extractor.Extract(Hand("Iran said it works .", [said, said])));
    }

    [Fact]
    public void A_cue_inside_the_content_is_cut_out()
    {
        Claim claim = Assert.Single(Extractor.Extract(Hand("\"It works,\" he said, \"every day.\"", [Said((5, 6), (6, 7), (0, 12))])));
        Assert.Equal(["It works", "every day"], claim.Content.Select(part => part.Quote));
        Assert.Equal(Form.Direct, claim.Form);
    }

    [Fact]
    public void Anything_that_a_model_may_mark_gives_sound_claims()
    {
        Gen<(int, int)> range = Gen.Select(Gen.Int[-3, 70], Gen.Int[-2, 20], (start, length) => (start, start + length));
        Gen<Attribution> attribution = Gen.Select(range, range, range.Array[0, 3], Gen.Int[-2, 6],
            (source, cue, content, parent) => new Attribution(Range(source), Range(cue), [.. content.Select(Range)], parent, 0.5f));
        Gen.Select(Gen.Int[0, Pieces.Length - 1].Array[0, 60], attribution.Array[0, 6]).Sample(
            (pieces, attributions) => AssertSound(Hand(string.Join(' ', pieces.Select(piece => Pieces[piece])), [.. attributions])), iter: 3000, seed: "0000Hearsay1");
    }

    [Fact]
    public void A_long_article_takes_time_in_proportion()
    {
        // A bound against quadratic scans, far above what a linear pass needs: 8 times the text may not take 40 times as long.
        Document small = Repeated(500);
        Document large = Repeated(4000);
        Extractor.Extract(small);
        TimeSpan Shortest(Document doc) => Enumerable.Range(0, 3).Min(_ =>
        {
            long start = TimeProvider.System.GetTimestamp();
            Extractor.Extract(doc);
            return TimeProvider.System.GetElapsedTime(start);
        });
        TimeSpan one = Shortest(small);
        Assert.True(Shortest(large) < (one * 40) + TimeSpan.FromMilliseconds(200));
    }

    private static Document Repeated(int times) => Hand(
        string.Concat(Enumerable.Repeat("Kenya accused Uganda of arms smuggling. Mr Omar Haddad denied the claims. ", times)),
        [.. Enumerable.Range(0, times).SelectMany(i => new[] { Said((14 * i, (14 * i) + 1), ((14 * i) + 1, (14 * i) + 2), ((14 * i) + 2, (14 * i) + 6)), Said(((14 * i) + 7, (14 * i) + 10), ((14 * i) + 10, (14 * i) + 11), ((14 * i) + 11, (14 * i) + 13)) })]);

    private static void AssertSound(Document doc)
    {
        ImmutableArray<Claim> claims = Extractor.Extract(doc);
        RawText text = doc.Article.Text;
        HashSet<ClaimId> ids = [.. claims.Select(claim => claim.Id)];
        Assert.Equal(claims.Length, ids.Count);
        Assert.Equal(claims.Select(claim => claim.Id), Extractor.Extract(doc).Select(claim => claim.Id));
        foreach (Claim claim in claims)
        {
            Assert.NotEmpty(claim.Content);
            Assert.NotEmpty(claim.Sources);
            Assert.All(claim.Content.Append(claim.Cue).Concat(claim.Sources.Select(speaker => speaker.Mention)).OfType<Evidence>(), evidence => Assert.Equal(evidence.Quote, text.Words(evidence.Span)));
            Assert.All(claim.Content.Zip(claim.Content.Skip(1)), pair => Assert.True(pair.First.Span.End <= pair.Second.Span.Start));
            Assert.All(claim.Sources, speaker => Assert.False(string.IsNullOrWhiteSpace(speaker.Name)));
            Assert.All(claim.Answers, answer => Assert.Contains(answer, ids));
            Assert.DoesNotContain(claim.Id, claim.Answers);
            Assert.True(claim.Parent is null || (ids.Contains(claim.Parent.Value) && claim.Parent != claim.Id));
            Assert.InRange(claim.Sentence, 0, Math.Max(0, doc.Sentences.Count - 1));
            var buffer = new ArrayBufferWriter<byte>();
            ClaimJson.Write(buffer, claim, text, AttributionConvention.Parc);
            buffer.Clear();
            ClaimJson.Write(buffer, claim, text, AttributionConvention.Claims);
            string line = Encoding.UTF8.GetString(buffer.WrittenSpan);
            Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
            var again = new ArrayBufferWriter<byte>();
            ClaimJson.Write(again, ClaimJson.Read(buffer.WrittenSpan, text), text, AttributionConvention.Claims);
            Assert.Equal(line, Encoding.UTF8.GetString(again.WrittenSpan));
        }
    }

    private static TokenRange Range((int Start, int End) range) => new(range.Start, range.End);

    private static Attribution Said((int, int) source, (int, int) cue, (int, int) content, int parent = -1) => new(Range(source), Range(cue), [Range(content)], parent, 0.5f);

    private static Document Hand(string words, ImmutableArray<Attribution> attributions)
    {
        var text = new RawText(words);
        Tokens tokens = Tokenizer.Tokenize(text);
        Sentences sentences = SentenceSplitter.Split(tokens);
        return new Document(new Article("doc", text), tokens, sentences, QuotationFinder.Find(tokens, sentences), new Attributions(attributions), new ReaderVersion("1", "m"), []);
    }
}
