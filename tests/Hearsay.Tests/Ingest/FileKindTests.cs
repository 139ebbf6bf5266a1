using System.Text;
using Hearsay.Ingest;

namespace Hearsay.Tests.Ingest;

public sealed class FileKindTests
{
    public static TheoryData<byte[], string, string> Refused() => new()
    {
        { [], "a.txt", IngestDefects.NoText },
        { "  \r\n\t \u00A0"u8.ToArray(), "a.txt", IngestDefects.NoText },
        { [0xEF, 0xBB, 0xBF], "a.txt", IngestDefects.NoText },
        { [0xFF, 0xFE], "a.txt", IngestDefects.NoText },
        { [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13], "a.txt", IngestDefects.Binary },
        { [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0], "a.txt", IngestDefects.Binary },
        { new byte[4096], "a.txt", IngestDefects.Binary },
        { [0x1F, 0x8B, 8, 0], "a.txt", IngestDefects.DamagedArchive },
        { [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, 1], "a.txt", IngestDefects.Packed },
        { "PK\u0003\u0004rest"u8.ToArray(), "a.docx", IngestDefects.DamagedArchive },
        { "WARC/1.0\r\nWARC-Type: response"u8.ToArray(), "a", IngestDefects.RecordDamaged },
        { "%PDF-1.7 whatever"u8.ToArray(), "a.txt", IngestDefects.PdfDamaged },
        { "{\\rtf1\\ansi Text}"u8.ToArray(), "a.rtf", IngestDefects.FormatNotRead },
        { "<?xml version=\"1.0\"?><rss version=\"2.0\"></rss>"u8.ToArray(), "a.txt", IngestDefects.FeedEmpty },
        { "<feed xmlns=\"http://www.w3.org/2005/Atom\"></feed>"u8.ToArray(), "a", IngestDefects.FeedEmpty },
        { "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><r>&x;</r>"u8.ToArray(), "a", IngestDefects.XmlNotRead },
        { "<?xml version=\"1.0\"?><nitf/>"u8.ToArray(), "a.html", IngestDefects.XmlNotRead },
        { "{\n  \"id\": 1,\n  \"text\": \"Officials said so.\"\n}"u8.ToArray(), "a.json", IngestDefects.JsonNotLines },
        { "[{\"id\": 1}]"u8.ToArray(), "a.json", IngestDefects.JsonNotLines },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_is_no_text_is_refused_by_name(byte[] bytes, string name, string code)
    {
        Ingested item = await IngestedBytes.One(bytes, name);
        Assert.Null(item.Article);
        Hearsay.Text.Defect defect = Assert.Single(item.Defects);
        Assert.Equal(code, defect.Code);
        Assert.Equal(Hearsay.Text.DefectSeverity.Error, defect.Severity);
        Assert.DoesNotContain('\n', defect.Message);
    }

    [Theory]
    [InlineData("report.final.v2")]
    [InlineData("noextension")]
    [InlineData("a b & ü \u202Etxt.xyz")]
    [InlineData("a.png")]
    [InlineData("a.pdf")]
    [InlineData("a.rss")]
    public async Task A_text_with_an_odd_name_is_read(string name) => Assert.Equal("Officials said so.", (await IngestedBytes.One("Officials said so.", name)).Text());

    [Theory]
    [InlineData("{Editor's note} Officials said so.")]
    [InlineData("[Correction] Officials said so.")]
    [InlineData("ID3 is a tag format, officials said.")]
    [InlineData("RIFF between allies, officials said.")]
    [InlineData("< 5 percent, officials said.")]
    [InlineData("<iran> said so, officials claim.")]
    public async Task Text_that_begins_like_something_else_is_text(string text) => Assert.Equal(text, (await IngestedBytes.One(text)).Text());

    [Fact]
    public async Task Random_bytes_are_refused()
    {
        byte[] bytes = new byte[8192];
        new Random(7).NextBytes(bytes);
        Assert.Equal([IngestDefects.Binary], (await IngestedBytes.One(bytes)).Codes());
    }

    [Fact]
    public async Task Jsonl_is_told_by_its_first_line_whatever_the_name()
    {
        IReadOnlyList<Ingested> items = await IngestedBytes.All("\n{\"id\":\"x\",\"text\":\"He said so.\"}\n{\"id\":\"y\",\"text\":\"She did.\"}\n"u8.ToArray(), "corpus.txt");
        Assert.Equal(["x", "y"], items.Select(item => item.Article!.Id));
    }

    [Fact]
    public async Task Jsonl_is_told_by_a_first_line_longer_than_what_is_looked_at()
    {
        string text = string.Concat(Enumerable.Repeat("Officials said so — “twice”. ", 6000));
        IReadOnlyList<Ingested> items = await IngestedBytes.All(Encoding.UTF8.GetBytes("{\"id\":\"x\",\"text\":\"" + text.Replace("\"", "\\\"", StringComparison.Ordinal) + "\"}\n{\"id\":\"y\",\"text\":\"Said.\"}"), "corpus.txt");
        Assert.Equal(["x", "y"], items.Select(item => item.Article!.Id));
        Assert.Equal(text, items[0].Text());
    }

    [Fact]
    public async Task Options_win_over_the_file()
    {
        var options = new IngestOptions(Hearsay.Text.PublicationDate.TryParse("2020-02-03"), "The Gazette");
        Ingested item = await IngestedBytes.One("{\"id\":1,\"text\":\"He said so.\",\"date\":\"1999-01-01\",\"outlet\":\"Other\"}", "a.jsonl", options);
        Assert.Equal("The Gazette", item.Article!.Outlet);
        Assert.Equal("2020-02-03", item.Article.Published.ToString());
    }
}
