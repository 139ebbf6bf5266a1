using System.Text;
using CsCheck;
using Hearsay.Ingest;

namespace Hearsay.Tests.Ingest;

public sealed class DecodingTests
{
    private const string Sample = "“We deny it,” the minister’s spokesman said — “completely”. The price: €20 million.\r\nA second line, café.\rA third one.\n";

    static DecodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string, bool, string> UnicodeFiles() => new()
    {
        { "utf-8", false, "" },
        { "utf-8", true, "" },
        { "utf-16", true, "" },
        { "utf-16BE", true, "" },
        { "utf-32", true, "" },
        { "utf-32BE", true, "" },
        { "utf-16", false, IngestDefects.NoByteOrderMark },
        { "utf-16BE", false, IngestDefects.NoByteOrderMark },
        { "utf-32", false, IngestDefects.NoByteOrderMark },
        { "utf-32BE", false, IngestDefects.NoByteOrderMark },
    };

    [Theory]
    [MemberData(nameof(UnicodeFiles))]
    public async Task Unicode_is_decoded_with_its_line_ends_as_they_are(string encoding, bool mark, string code)
    {
        Encoding used = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. mark ? used.GetPreamble() : [], .. used.GetBytes(Sample)];
        Ingested item = await IngestedBytes.One(bytes);
        Assert.Equal(Sample, item.Text());
        Assert.Equal(code.Length == 0 ? [] : [code], item.Codes());
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task Arabic_utf16_without_mark_is_told_by_its_spaces(string encoding)
    {
        const string text = "قال المتحدث باسم الوزارة إن التقارير كاذبة ولا أساس لها من الصحة.\nوأضاف أن الوزارة سترد.";
        Ingested item = await IngestedBytes.One(Encoding.GetEncoding(encoding).GetBytes(text));
        Assert.Equal(text, item.Text());
        Assert.Equal("ar", item.Article!.Language);
    }

    [Fact]
    public async Task Windows_1252_is_the_usual_older_character_set()
    {
        Ingested item = await IngestedBytes.One(Encoding.GetEncoding(1252).GetBytes(Sample));
        Assert.Equal(Sample, item.Text());
        Assert.Equal([IngestDefects.OlderCharset], item.Codes());
    }

    [Fact]
    public async Task Cyrillic_in_an_older_character_set_is_told_by_its_letters()
    {
        const string text = "Представитель министерства обороны заявил в понедельник, что сообщения о поставках не соответствуют действительности, и отказался от дальнейших комментариев.";
        Ingested item = await IngestedBytes.One(Encoding.GetEncoding(1251).GetBytes(text));
        Assert.Equal(text, item.Text());
        Assert.Equal([IngestDefects.OlderCharset, IngestDefects.NotEnglish], item.Codes());
        Assert.Equal("ru", item.Article!.Language);
    }

    [Fact]
    public async Task Bad_bytes_in_utf8_are_replaced_and_counted()
    {
        byte[] bytes = [.. "Iran’s minister"u8, 0xFF, 0xFE, .. " said “no” "u8, 0xC3, .. "again."u8];
        Ingested item = await IngestedBytes.One(bytes);
        Assert.Equal("Iran’s minister\uFFFD said “no” \uFFFDagain.", item.Text());
        Hearsay.Text.Defect defect = Assert.Single(item.Defects);
        Assert.Equal(IngestDefects.BytesReplaced, defect.Code);
        Assert.Contains("2 runs", defect.Message, StringComparison.Ordinal);
        Assert.Contains("byte 17", defect.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Controls_are_removed_and_the_rest_keeps_its_order()
    {
        Ingested item = await IngestedBytes.One("One\0two\u0007 three\tfour\fFive\u0085six\u009Cseven\r\n");
        Assert.Equal("Onetwo three\tfour\fFive\nsixseven\r\n", item.Text());
        Assert.Equal([IngestDefects.ControlsRemoved], item.Codes());
    }

    [Fact]
    public async Task A_run_of_zero_bytes_in_a_text_is_no_utf16()
    {
        byte[] bytes = [.. "The spokesman said that the report was wrong."u8, .. new byte[16], .. " He gave no reason for that, and left."u8];
        Assert.StartsWith("The spokesman said that the report was wrong. He gave", (await IngestedBytes.One(bytes)).Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Iranâ€™s minister said â€œnoâ€\u009D â€” twice.", "Iran’s minister said “no” — twice.")]
    [InlineData("He said â€œnoâ€ and left.", "He said “no” and left.")]
    [InlineData("A cafÃ© in MÃ¼nchen, and SÃ£o TomÃ©.", "A café in München, and São Tomé.")]
    [InlineData("He said Ã¢â‚¬Å“noÃ¢â‚¬Â\u009D there.", "He said “no” there.")]
    public async Task Doubly_encoded_text_is_repaired(string stored, string meant)
    {
        Ingested item = await IngestedBytes.One(stored);
        Assert.Equal(meant, item.Text());
        Assert.Contains(IngestDefects.MojibakeRepaired, item.Codes());
    }

    [Theory]
    [InlineData("The sign said “CAFÉ” and “FIANCÉ”, he said.")]
    [InlineData("São Tomé, Málaga, Düsseldorf, Zürich: it was 20 °C there, Ångström said.")]
    [InlineData("The letter Ã is used in Portuguese, and Â in Romanian.")]
    [InlineData("ÂNGELA MERKEL – SÃO PAULO")]
    public async Task Right_text_is_not_repaired(string text)
    {
        Ingested item = await IngestedBytes.One(text);
        Assert.Equal(text, item.Text());
        Assert.Empty(item.Defects);
    }

    [Fact]
    public async Task Direction_overrides_are_kept_and_named()
    {
        const string text = "The file \u202Egpj.exe\u202C was sent, officials said.";
        Ingested item = await IngestedBytes.One(text);
        Assert.Equal(text, item.Text());
        Assert.Contains("2 direction overrides, the first U+202E at character 9", Assert.Single(item.Defects).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_without_controls_comes_through_utf8_and_utf16_unchanged() =>
        Gen.Char['\u0020', '\u007E'].Array[1, 200].Select(characters => "Said " + new string(characters)).Sample(
            text =>
            {
                Ingested utf8 = IngestedBytes.One(text).GetAwaiter().GetResult();
                Ingested wide = IngestedBytes.One([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)]).GetAwaiter().GetResult();
                return utf8.Text() == text && wide.Text() == text;
            },
            seed: "0000KOIVmwl6",
            iter: 200);
}
