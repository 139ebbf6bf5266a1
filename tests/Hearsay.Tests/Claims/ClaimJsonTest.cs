using System.Buffers;
using System.Text;
using System.Text.Json;
using Hearsay.Claims;
using Hearsay.Claims.Formats;
using Hearsay.Claims.Transfers;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Claims;

public sealed class ClaimJsonTest
{
    [Fact]
    public void A_line_looks_like_this()
    {
        const string Words = "Iran's Amir said: “Здравствуйте 😀”";
        Claim claim = About(Words, (0, 11), (18, 33)) with { Answers = [new ClaimId("a")], Parent = new ClaimId("p"), Cue = null };
        Assert.Equal(
            "{\"schema\":\"hearsay.claim/1\",\"id\":\"i\",\"document\":\"d\",\"sha256\":\"" + claim.Sha256 + "\",\"sources\":[{\"mention\":\"Iran's Amir\",\"start\":0,\"end\":11,\"name\":\"Amir\",\"kind\":\"person\",\"country\":\"IRN\",\"party\":null}],"
            + "\"cue\":null,\"content\":[{\"text\":\"“Здравствуйте 😀\",\"start\":18,\"end\":33}],\"form\":\"direct\",\"stance\":\"asserts\",\"answers\":[\"a\"],"
            + "\"propositions\":[],\"parent\":\"p\",\"sentence\":3,\"reading\":{\"version\":\"0.1.0\",\"model\":\"m\"}}\n",
            Line(claim, Words));
    }

    [Fact]
    public void A_proposition_looks_like_this_and_is_read_back()
    {
        const string Words = "Iran shipped at least 20 Shahed-136 drones to Russia in mid-October, worth $1 million, via Oruvia, 😀 made in Isfahan, for the war.";
        var text = new RawText(Words);
        Evidence At(string words)
        {
            int start = Words.IndexOf(words, StringComparison.Ordinal);
            return new Evidence(new TextSpan(start, start + words.Length), words);
        }

        var time = new EventTime(At("mid-October"), new DateOnly(2022, 10, 11), new DateOnly(2022, 10, 20), TimePrecision.Month, Inferred: false);
        Participant[] parties = [new(At("Iran"), "Iran", "IRN", "state:IRN"), new(At("Russia"), "Russia", "RUS", "state:RUS"), new(null, "Oruvia", null, null)];
        var transfer = new ArmsTransfer(TransferKind.JointProduction, TransferStage.Delivery, [parties[0]], [parties[1]], new EventTime(null, null, null, null, Inferred: true), time,
            new EventQuantity(At("$1 million"), 1_000_000, 1_000_000, "USD"), new EventPlace(At("Isfahan"), "IRN"), [parties[2]], At("the war"));
        var proposition = new Proposition(EventType.Aid, "weapons", ["military"], "072", At("shipped"), [parties[0]], [parties[1]], [new EventObject(At("Shahed-136 drones"), "weapon:shahed-136")],
            new EventQuantity(At("at least 20"), 20, null, null), time, new EventPlace(At("Isfahan"), null), Certainty.Probable, Polarity.Positive, EventStatus.NotHappened, transfer);
        string line = Line(About(Words, (0, 4), (0, Words.Length - 1)) with { Propositions = [proposition] }, Words);
        Assert.Contains(
            "\"propositions\":[{\"type\":\"AID\",\"mode\":\"weapons\",\"contexts\":[\"military\"],\"cameo\":\"072\",\"predicate\":{\"text\":\"shipped\",\"start\":5,\"end\":12},"
            + "\"actor\":[{\"mention\":\"Iran\",\"start\":0,\"end\":4,\"name\":\"Iran\",\"country\":\"IRN\",\"party\":\"state:IRN\"}],"
            + "\"recipient\":[{\"mention\":\"Russia\",\"start\":46,\"end\":52,\"name\":\"Russia\",\"country\":\"RUS\",\"party\":\"state:RUS\"}],"
            + "\"object\":[{\"text\":\"Shahed-136 drones\",\"start\":25,\"end\":42,\"system\":\"weapon:shahed-136\"}],"
            + "\"quantity\":{\"text\":\"at least 20\",\"start\":13,\"end\":24,\"min\":20,\"max\":null,\"unit\":null},"
            + "\"time\":{\"text\":\"mid-October\",\"start\":56,\"end\":67,\"earliest\":\"2022-10-11\",\"latest\":\"2022-10-20\",\"precision\":\"month\",\"inferred\":false},"
            + "\"place\":{\"text\":\"Isfahan\",\"start\":109,\"end\":116,\"country\":null},\"certainty\":\"probable\",\"polarity\":\"positive\",\"status\":\"not-happened\",\"transfer\":true,"
            + "\"arms_transfer\":{\"kind\":\"joint-production\",\"stage\":\"delivery\",\"supplier\":[{",
            line,
            StringComparison.Ordinal);
        Assert.Contains("\"ordered\":{\"text\":null,\"start\":null,\"end\":null,\"earliest\":null,\"latest\":null,\"precision\":null,\"inferred\":true},", line, StringComparison.Ordinal);
        Claim back = ClaimJson.Read(Encoding.UTF8.GetBytes(line), text);
        Assert.Equal(line, Line(back, Words));
        Assert.Equal(proposition.Quantity, back.Propositions[0].Quantity);
        Assert.Equal(proposition.Transfer!.Intermediaries, back.Propositions[0].Transfer!.Intermediaries);
        foreach ((string right, string wrong) in (ReadOnlySpan<(string, string)>)
        [
            ("\"type\":\"AID\"", "\"type\":\"aid\""), ("\"status\":\"not-happened\"", "\"status\":\"nothappened\""), ("\"transfer\":true", "\"transfer\":false"),
            ("\"earliest\":\"2022-10-11\"", "\"earliest\":\"mid-October\""), ("\"min\":20", "\"min\":\"20\""), ("\"system\"", "\"systems\""), ("\"start\":109", "\"start\":108"), ("\"inferred\":true", "\"inferred\":1"),
        ])
        {
            Assert.Contains(right, line, StringComparison.Ordinal);
            Assert.ThrowsAny<JsonException>(() => ClaimJson.Read(Encoding.UTF8.GetBytes(line.Replace(right, wrong, StringComparison.Ordinal)), text));
        }
    }

    [Theory]
    [InlineData("\"", "\\\"")]
    [InlineData("\\", "\\\\")]
    [InlineData("\n", "\\n")]
    [InlineData("\0", "\\u0000")]
    [InlineData("\u0085", "\\u0085")]
    [InlineData("\u2028", "\\u2028")]
    [InlineData("\u202E", "\\u202E")]
    [InlineData("\u2066", "\\u2066")]
    [InlineData("\u200F", "\\u200F")]
    [InlineData("\uFEFF", "\\uFEFF")]
    [InlineData("<&'+>", "<&'+>")]
    [InlineData("é中😀\u200D", "é中😀\u200D")]
    public void Letters_stand_as_they_are_and_what_would_lie_about_itself_is_escaped(string words, string written)
    {
        string text = "a" + words + "b";
        string line = Line(About(text, (0, 1), (0, new RawText(text).CodePoints.Count)), text);
        Assert.Contains("[{\"text\":\"a" + written + "b\"", line, StringComparison.Ordinal);
        Assert.Equal(text, JsonDocument.Parse(line).RootElement.GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Fact]
    public void A_surrogate_without_partner_is_written_as_UTF_8_stores_it()
    {
        string text = "a\uD800b";
        string line = Line(About(text, (0, 1), (0, 3)), text);
        Assert.Contains("\"a\uFFFDb\"", line, StringComparison.Ordinal);
        Assert.Equal(text, ClaimJson.Read(Encoding.UTF8.GetBytes(line), new RawText(text)).Content[0].Quote);
    }

    [Theory]
    [InlineData("\"start\":0,\"end\":1,\"name\"", "\"start\":0,\"end\":99,\"name\"")]
    [InlineData("\"start\":0,\"end\":1,\"name\"", "\"start\":1,\"end\":0,\"name\"")]
    [InlineData("\"start\":0,\"end\":1,\"name\"", "\"start\":-1,\"end\":1,\"name\"")]
    [InlineData("\"start\":0,\"end\":1,\"name\"", "\"start\":0.5,\"end\":1,\"name\"")]
    [InlineData("\"mention\":\"a\"", "\"mention\":\"b\"")]
    [InlineData("\"form\":\"direct\"", "\"form\":\"Direct\"")]
    [InlineData("\"form\":\"direct\"", "\"form\":\"0\"")]
    [InlineData("\"stance\":\"asserts\"", "\"stance\":\"shouts\"")]
    [InlineData("\"sha256\":\"", "\"sha256\":\"0")]
    [InlineData("hearsay.claim/1", "hearsay.claim/2")]
    [InlineData("\"answers\":[]", "\"answers\":{}")]
    [InlineData("\"answers\":[]", "\"answers\":[1]")]
    [InlineData("\"parent\":null", "\"parent\":1")]
    [InlineData("\"parent\":null,", "")]
    [InlineData("\"document\":\"d\"", "\"document\":\"\\ud800\"")]
    [InlineData("{\"schema\"", "[{\"schema\"")]
    public void A_damaged_line_is_refused(string right, string wrong)
    {
        var text = new RawText("a b");
        string line = Line(About("a b", (0, 1), (2, 3)), "a b");
        Assert.Contains(right, line, StringComparison.Ordinal);
        Assert.NotNull(ClaimJson.Read(Encoding.UTF8.GetBytes(line), text));
        Assert.ThrowsAny<JsonException>(() => ClaimJson.Read(Encoding.UTF8.GetBytes(line.Replace(right, wrong, StringComparison.Ordinal)), text));
    }

    [Fact]
    public void Only_PARC_keeps_the_marks_and_the_whole_source()
    {
        const string Words = "Li, a spokesman, said \"yes.\"";
        Claim claim = About(Words, (0, 2), (23, 26)) with { Marked = [new TextSpan(22, 28)], MarkedSource = new TextSpan(0, 16) };
        using JsonDocument parc = JsonDocument.Parse(Line(claim, Words, AttributionConvention.Parc));
        Assert.Equal("\"yes.\"", parc.RootElement.GetProperty("content")[0].GetProperty("text").GetString());
        Assert.Equal("Li, a spokesman,", parc.RootElement.GetProperty("sources")[0].GetProperty("mention").GetString());
        using JsonDocument own = JsonDocument.Parse(Line(claim, Words));
        Assert.Equal("yes", own.RootElement.GetProperty("content")[0].GetProperty("text").GetString());
        Assert.Equal("Li", own.RootElement.GetProperty("sources")[0].GetProperty("mention").GetString());
    }

    /// <summary>A claim about words, with the places of its source and its content in code points.</summary>
    private static Claim About(string words, (int Start, int End) source, (int Start, int End) content)
    {
        var text = new RawText(words);
        Evidence At((int Start, int End) place)
        {
            var span = new TextSpan(text.CodePoints.ToUtf16(place.Start), text.CodePoints.ToUtf16(place.End));
            return new Evidence(span, text.Words(span));
        }

        return new Claim(new ClaimId("i"), "d", text.Sha256, [new Speaker(At(source), "Amir", SpeakerKind.Person, "IRN", null)], At(source), [At(content)], [], null,
            Form.Direct, Stance.Asserts, [], [], null, 3, new ReaderVersion("0.1.0", "m"), 1);
    }

    private static string Line(Claim claim, string words, AttributionConvention convention = AttributionConvention.Claims)
    {
        var buffer = new ArrayBufferWriter<byte>();
        ClaimJson.Write(buffer, claim, new RawText(words), convention);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
