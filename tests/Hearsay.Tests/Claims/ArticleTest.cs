using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using CsCheck;
using Hearsay.Claims;
using Hearsay.Claims.Extracting;
using Hearsay.Claims.Formats;
using Hearsay.Reading;
using Hearsay.Text.Layers;
using Hearsay.Text;

namespace Hearsay.Tests.Claims;

/// <summary>Whole articles, from text to the lines that leave the process.</summary>
public sealed class ArticleTest
{
    private static readonly Reader Reader = Reader.Load();
    private static readonly ClaimExtractor Extractor = new();
    private static readonly string Sample = File.ReadAllText(Repository.PathOf("samples", "coastal-batteries.txt")).ReplaceLineEndings("\n");

    [Fact]
    public void The_sample_reads_as_approved()
    {
        // Model hash and version change with every training; what is read may not without notice.
        string lines = Lines(Sample, AttributionConvention.Claims, doc => doc with { Reader = new ReaderVersion("any", "any") });
        Repository.AssertFile(Repository.PathOf("tests", "data", "golden", "coastal-batteries.jsonl"), lines);
    }

    [Theory]
    [InlineData("The minister said the bill funds a new centre for food safety at the University of Oruvia - the first such centre on the west coast.")]
    [InlineData("The minister said Oruvia sent arms to the University of Halden, including the university of the north.")]
    [InlineData("The minister said they supplied countries such as these countries, including those countries, and countries like them.")]
    public void A_description_that_leads_back_to_itself_ends(string text) => Assert.NotEmpty(Claims(text));

    [Fact]
    public void Any_text_gives_claims_whose_words_are_in_it()
    {
        // Words and marks in any order, glued or not.
        string[] pieces = [.. Sample.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), "-", "-", "—", "\"", "“", "”", "'s", "(", ")", "[", "said", "denied", "that", "$", "%", "🚢", "قال", "\n\n", ":"];
        Gen.Select(Gen.Int[0, pieces.Length - 1].Select(at => pieces[at]), Gen.Int[0, 3].Select(at => at == 0 ? "" : " ")).Array[0, 80].Sample(
            parts =>
            {
                string text = string.Concat(parts.Select(part => part.Item1 + part.Item2));
                foreach (Claim claim in Claims(text))
                {
                    Assert.NotEmpty(claim.Content);
                    Assert.All(claim.Content, part => Assert.NotEmpty(part.Quote));
                }
            },
            iter: 1000,
            seed: "0000KOIXjQc6");
    }

    [Fact]
    public void A_text_that_breaks_off_anywhere_is_read()
    {
        string[] words = Sample.Split(' ');
        for (int length = 1; length < words.Length; length += 3)
        {
            foreach (string end in (string[])["", "-", " -", "’", " one"])
            {
                Assert.All(Claims(string.Join(' ', words.Take(length)) + end), claim => Assert.NotEmpty(claim.Content));
            }
        }
    }

    [Fact]
    public void Carriage_returns_move_offsets_and_nothing_else()
    {
        string crlf = Sample.Replace("\n", "\r\n", StringComparison.Ordinal);
        ImmutableArray<Claim> plain = Claims(Sample);
        ImmutableArray<Claim> moved = Claims(crlf);
        Assert.Equal(plain.Length, moved.Length);
        for (int i = 0; i < plain.Length; i++)
        {
            Assert.Equal(plain[i].Stance, moved[i].Stance);
            Assert.Equal(plain[i].Sources.Select(s => s.Name), moved[i].Sources.Select(s => s.Name));
            Assert.Equal(plain[i].Content.Select(c => c.Quote), moved[i].Content.Select(c => c.Quote.Replace("\r\n", "\n", StringComparison.Ordinal)));
            int before = Sample.AsSpan(0, plain[i].Content[0].Span.Start).Count('\n');
            Assert.Equal(plain[i].Content[0].Span.Start + before, moved[i].Content[0].Span.Start);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("😀😀 ")]
    [InlineData("قالت الوزارة ")]
    [InlineData("e\u0301 𝐛𝐨𝐥𝐝 🇫🇷 ")]
    public void Every_offset_counts_code_points_and_gives_the_words(string before)
    {
        string text = before + Sample.Replace("Oruvia", "Oruv😀ia", StringComparison.Ordinal);
        int[] points = [.. text.EnumerateRunes().Select(r => r.Value)];
        string Slice(JsonElement passage) => string.Concat(points[passage.GetProperty("start").GetInt32()..passage.GetProperty("end").GetInt32()].Select(char.ConvertFromUtf32));
        foreach (AttributionConvention convention in (AttributionConvention[])[AttributionConvention.Claims, AttributionConvention.Parc])
        {
            string[] lines = Lines(text, convention).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.NotEmpty(lines);
            foreach (string line in lines)
            {
                using JsonDocument json = JsonDocument.Parse(line);
                foreach (JsonElement part in json.RootElement.GetProperty("content").EnumerateArray().Append(json.RootElement.GetProperty("cue")))
                {
                    Assert.Equal(part.GetProperty("text").GetString(), Slice(part));
                }

                foreach (JsonElement source in json.RootElement.GetProperty("sources").EnumerateArray().Where(s => s.GetProperty("mention").ValueKind == JsonValueKind.String))
                {
                    Assert.Equal(source.GetProperty("mention").GetString(), Slice(source));
                }
            }
        }
    }

    [Fact]
    public void A_line_has_exactly_the_fields_of_the_record_in_their_order()
    {
        using JsonDocument json = JsonDocument.Parse(Lines(Sample, AttributionConvention.Claims).Split('\n')[0]);
        Assert.Equal(
            ["schema", "id", "document", "sha256", "sources", "cue", "content", "form", "stance", "answers", "propositions", "parent", "sentence", "reading"],
            json.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(["mention", "start", "end", "name", "kind", "country", "party"], json.RootElement.GetProperty("sources")[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal("hearsay.claim/1", json.RootElement.GetProperty("schema").GetString());
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var text = new RawText(Sample);
        foreach (Claim claim in Claims(Sample))
        {
            var buffer = new ArrayBufferWriter<byte>();
            ClaimJson.Write(buffer, claim, text, AttributionConvention.Claims);
            Claim back = ClaimJson.Read(buffer.WrittenSpan, text);
            Assert.Equal(claim.Sources, back.Sources);
            Assert.Equal(claim.Content, back.Content);
            Assert.Equal(claim.Answers, back.Answers);
            Assert.Equal(
                claim with { Sources = default, Content = default, Answers = default, Propositions = default, Marked = default, MarkedSource = null, Confidence = 1 },
                back with { Sources = default, Content = default, Answers = default, Propositions = default, Marked = default, MarkedSource = null });
        }

        Assert.Throws<JsonException>(() => ClaimJson.Read("{\"schema\":\"hearsay.claim/9\"}"u8, text));
        Assert.Throws<JsonException>(() => ClaimJson.Read("{}"u8, text));
    }

    [Fact]
    public void A_line_shows_what_it_holds()
    {
        const string Words = "said \"x\" it's \u202Eback\u2066 é 中 😀 <b>";
        string line = Lines("Minister Anna Weiss said " + Words + " on Monday.", AttributionConvention.Claims);
        Assert.DoesNotContain('\u202E', line);
        Assert.DoesNotContain('\u2066', line);
        Assert.Contains("\\u202Eback\\u2066 é 中 😀 <b>", line, StringComparison.Ordinal);
        Assert.Contains("\\\"x\\\" it's", line, StringComparison.Ordinal);
        Assert.Contains(Words[5..], JsonDocument.Parse(line.Split('\n')[0]).RootElement.GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_are_unique_and_do_not_depend_on_the_convention()
    {
        string Ids(AttributionConvention convention) => string.Join(' ', Lines(Sample, convention).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("id").GetString()));
        string ids = Ids(AttributionConvention.Claims);
        Assert.Equal(ids, Ids(AttributionConvention.Parc));
        Assert.Equal(ids.Split(' ').Length, ids.Split(' ').Distinct().Count());
        Assert.All(Claims(Sample), claim => Assert.Contains(claim.Id.Value, ids, StringComparison.Ordinal));
    }

    [Fact]
    public void Contents_have_no_outer_marks_and_no_final_stop()
    {
        Assert.All(Claims(Sample).SelectMany(c => c.Content), part =>
        {
            Assert.DoesNotContain(part.Quote[^1], ".,“");
            bool bothEnds = part.Quote[0] is '“' or '"' && part.Quote[^1] is '”' or '"' && part.Quote.Count(c => c is '“' or '"') == 1;
            Assert.False(bothEnds, part.Quote);
        });
    }

    private static ImmutableArray<Claim> Claims(string text) => Extractor.Extract(Reader.Read(new Article("sample", new RawText(text))));

    private static string Lines(string text, AttributionConvention convention, Func<Document, Document>? change = null)
    {
        Document doc = Reader.Read(new Article("sample", new RawText(text)));
        var buffer = new ArrayBufferWriter<byte>();
        foreach (Claim claim in Extractor.Extract(change?.Invoke(doc) ?? doc))
        {
            ClaimJson.Write(buffer, claim, doc.Article.Text, convention);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
