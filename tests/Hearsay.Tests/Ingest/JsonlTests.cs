using System.Text;
using Hearsay.Ingest;
using Hearsay.Text;

namespace Hearsay.Tests.Ingest;

public sealed class JsonlTests
{
    [Fact]
    public async Task Good_lines_are_kept_and_bad_ones_named_with_their_number()
    {
        const string file = """
            {"doc_id":"a","text":"Officials said so."}
            {"id":"b","text":"unterminated

            [1,2,3]
            null
            {"id":"c"}
            {"id":"d","text":null}
            {"id":"e","text":"   "}
            {"text":"He denied it."}
            not json
            {"id":7,"text":"The last line has no line end."}
            """;
        IReadOnlyList<Ingested> items = await IngestedBytes.All(Encoding.UTF8.GetBytes(file), "c.jsonl");
        Assert.Equal(["a", "doc:9", "7"], items.Where(item => item.Article is not null).Select(item => item.Article!.Id));
        Assert.Equal(
            [(IngestDefects.LineNotJson, 2), (IngestDefects.LineNotObject, 4), (IngestDefects.LineNotObject, 5), (IngestDefects.LineWithoutText, 6), (IngestDefects.LineWithoutText, 7), (IngestDefects.NoText, 8), (IngestDefects.LineNotJson, 10)],
            items.SelectMany(item => item.Defects).Select(defect => (defect.Code, defect.Line!.Value)));
        Assert.Equal("c.jsonl:11", items[^1].Origin);
    }

    [Fact]
    public async Task Every_item_keeps_its_original_bytes()
    {
        IReadOnlyList<Ingested> lines = await IngestedBytes.All("{\"id\":\"a\",\"text\":\"He said so.\"}\r\nnot json\n"u8.ToArray(), "c.jsonl");
        Assert.Equal(["{\"id\":\"a\",\"text\":\"He said so.\"}\r", "not json"], lines.Select(item => Encoding.UTF8.GetString(item.Bytes.Span)));
        byte[] latin = [.. "Le pr\u00E9sident a dit oui."u8];
        Assert.Equal(latin, (await IngestedBytes.One(latin)).Bytes.ToArray());
    }

    [Fact]
    public async Task Members_become_the_articles_fields()
    {
        Ingested item = await IngestedBytes.One("""{"id":"a","text":"He said so.","title":" A title ","published":"2022-12-25T14:05:00+03:00","publisher":"Agency","url":"https://example.org/1","other":[1]}""", "c.jsonl");
        Assert.Empty(item.Defects);
        Article article = item.Article!;
        Assert.Equal(("A title", "Agency", "2022-12-25T14:05:00+03:00", "https://example.org/1"), (article.Title, article.Outlet, article.Published.ToString(), article.Address!.AbsoluteUri));
    }

    [Theory]
    [InlineData("date", "2022-12-25", "2022-12-25", "")]
    [InlineData("date", "Dec. 25, 2022", "2022-12-25", "")]
    [InlineData("published", "2022-12-25T14:05:00.123456+0000", "2022-12-25T14:05:00+00:00", "")]
    [InlineData("date", "04/05/2024", "", IngestDefects.DateNotUnderstood)]
    [InlineData("date", "not a date", "", IngestDefects.DateNotUnderstood)]
    [InlineData("url", "javascript:alert(1)", "", IngestDefects.AddressNotUnderstood)]
    [InlineData("url", "file:///etc/passwd", "", IngestDefects.AddressNotUnderstood)]
    public async Task A_bad_field_costs_only_itself(string member, string value, string date, string code)
    {
        Ingested item = await IngestedBytes.One($$"""{"id":"a","text":"He said so.","{{member}}":"{{value}}"}""", "c.jsonl");
        Assert.Equal("He said so.", item.Text());
        Assert.Equal(date, item.Article!.Published?.ToString() ?? "");
        Assert.Equal(code.Length == 0 ? [] : [code], item.Codes());
    }

    [Fact]
    public async Task The_text_is_kept_exactly_as_given()
    {
        Ingested item = await IngestedBytes.One("""{"id":"a","text":"A\u0000B \u0007C \r\n â€œDâ€\u009d \u202e E\ud83d\ude00F"}""", "c.jsonl");
        Assert.Equal("A\0B \aC \r\n â€œDâ€\u009d \u202e E\U0001F600F", item.Text());
        Assert.Equal([IngestDefects.ControlsKept, IngestDefects.DirectionOverrides], item.Codes());
    }

    [Theory]
    [InlineData("""A\ud800B""", "A\uFFFDB")]
    [InlineData("""A\udc00\ud83d\ude00B\ud800""", "A\uFFFD\U0001F600B\uFFFD")]
    [InlineData("""\n\t\"\\\/\u0041\ud800""", "\n\t\"\\/A\uFFFD")]
    public async Task Half_surrogate_pairs_are_replaced_one_for_one(string escaped, string text)
    {
        Ingested item = await IngestedBytes.One("{\"id\":\"a\",\"text\":\"" + escaped + "\"}", "c.jsonl");
        Assert.Equal(text, item.Text());
        Assert.Equal([IngestDefects.CharactersReplaced], item.Codes());
    }

    [Fact]
    public async Task Bad_bytes_in_a_line_are_replaced()
    {
        Ingested item = await IngestedBytes.One([.. "{\"id\":\"a\",\"text\":\"He said caf"u8, 0xE9, .. " there.\"}"u8], "c.jsonl");
        Assert.Equal("He said caf\uFFFD there.", item.Text());
        Assert.Equal([IngestDefects.CharactersReplaced], item.Codes());
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task A_byte_order_mark_is_no_part_of_the_first_line(string encoding)
    {
        Encoding used = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. used.GetPreamble(), .. used.GetBytes("{\"id\":\"a\",\"text\":\"“Yes”, he said.\"}\r\n{\"id\":\"b\",\"text\":\"No.\"}\r\n")];
        IReadOnlyList<Ingested> items = await IngestedBytes.All(bytes, "c.jsonl");
        Assert.Equal(["“Yes”, he said.", "No."], items.Select(item => item.Text()));
    }

    [Fact]
    public async Task A_file_without_lines_says_so() => Assert.Equal([IngestDefects.NoText], (await IngestedBytes.One("\n \r\n\n", "c.jsonl")).Codes());

    [Fact]
    public async Task Deep_nesting_in_a_line_is_a_bad_line() =>
        Assert.Equal([IngestDefects.LineNotJson], (await IngestedBytes.One("{\"id\":1,\"text\":" + new string('[', 200_000), "c.jsonl")).Codes());
}
