using System.IO.Compression;
using System.Text;
using Hearsay.Ingest;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace Hearsay.Tests.Ingest;

public sealed class PdfTests
{
    private static readonly string[] Left =
    [
        "Veland denied on Saturday that it had sold radar", "sets to the islanders, whose representa-", "tives had shown serial numbers to reporters.", "",
        "The foreign ministry called the accusation a", "well-known fabrication and demanded an apology", "from Oruvia before the end of the week, while",
    ];

    private static readonly string[] Right =
    [
        "its minister, Piet Arens, conceded that a small", "number of sets had been repaired in Halden.", "", "He would not say who had paid for the work,", "and ended the briefing after ten minutes.",
    ];

    [Fact]
    public async Task Two_columns_become_paragraphs_in_reading_order()
    {
        Ingested item = await IngestedBytes.One(TwoColumns(3), "report.pdf");
        string[] paragraphs = item.Text().Split("\n\n");
        Assert.Equal("Veland denies sale of radar sets", paragraphs[0]);
        Assert.Equal("Veland denied on Saturday that it had sold radar sets to the islanders, whose representatives had shown serial numbers to reporters.", paragraphs[1]);
        Assert.Equal("The foreign ministry called the accusation a well-known fabrication and demanded an apology from Oruvia before the end of the week, while its minister, Piet Arens, conceded that a small number of sets had been repaired in Halden.", paragraphs[2]);
        Assert.Equal("He would not say who had paid for the work, and ended the briefing after ten minutes.", paragraphs[3]);
        Assert.DoesNotContain("Quarterly", item.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("Page", item.Text(), StringComparison.Ordinal);
        Assert.Equal("Veland denies sale of radar sets", item.Article!.Title);
        Assert.Equal(["Ana Brandt"], item.Article.Authors);
    }

    [Fact]
    public async Task The_page_of_every_character_is_known()
    {
        Ingested item = await IngestedBytes.One(TwoColumns(3), "report.pdf");
        Assert.Equal(3, item.Pages.Length);
        Assert.Equal(0, item.Pages[0]);
        Assert.StartsWith("Observers arrived", item.Text()[item.Pages[1]..], StringComparison.Ordinal);
        Assert.StartsWith("A second party", item.Text()[item.Pages[2]..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_PDF_without_text_says_so()
    {
        byte[] pdf = SampleSources.PdfOf(builder => builder.AddPage(PageSize.A4));
        Assert.Equal([IngestDefects.PdfWithoutText], (await IngestedBytes.One(pdf, "scan.pdf")).Codes());
    }

    public static TheoryData<string, string> Hostile() => new()
    {
        { "a page that is its own child", Raw("<</Type/Pages/Kids[2 0 R]/Count 1>>") },
        { "pages in a circle", Raw("<</Type/Pages/Kids[3 0 R]/Count 1>>", "3 0 obj <</Type/Pages/Kids[2 0 R]/Parent 2 0 R/Count 1>> endobj\n") },
        { "arrays in arrays", Raw("<</Type/Pages/Kids " + new string('[', 200_000) + "/Count 1>>") },
        { "dictionaries in dictionaries", Raw("<</Type/Pages/Kids " + string.Concat(Enumerable.Repeat("<</A ", 100_000)) + "/Count 1>>") },
        { "brackets in a string", Raw("<</Type/Pages/Kids " + new string('(', 1_000_000) + "/Count 1>>") },
        { "a reference that points at itself", Raw("<</Type/Pages/Kids 5 0 R/Count 1>>", "5 0 obj 6 0 R endobj\n6 0 obj % a comment\n5 0 R endobj\n") },
        { "such a reference in an object stream", Raw("<</Type/Pages/Kids 5 0 R/Count 1>>", "4 0 obj <</Type/ObjStm/N 2/First 8/Length 20>> stream\n5 0 6 6 6 0 R 5 0 R \nendstream endobj\n") },
        { "a length that is its own stream", Raw("<</Type/Pages/Kids[3 0 R]/Count 1>>", "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>> endobj\n4 0 obj <</Length 4 0 R>> stream\nBT ET\nendstream endobj\n") },
        { "a form that draws itself", Raw("<</Type/Pages/Kids[3 0 R]/Count 1>>", "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>/Contents 5 0 R>> endobj\n4 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>/Length 9>> stream\nq /X Do Q\nendstream endobj\n5 0 obj <</Length 5>> stream\n/X Do\nendstream endobj\n") },
        { "two forms that draw each other", Raw(OnePage, Page("/XObject<</X 4 0 R>>") + Form(4, "/Resources<</XObject<</Y 6 0 R>>>>", "q /Y Do Q") + Form(6, "/Resources<</XObject<</X 4 0 R>>>>", "/X Do") + Content("/X Do")) },
        { "three forms that draw each other", Raw(OnePage, Page("/XObject<</X 4 0 R>>") + Form(4, "/Resources<</XObject<</Y 6 0 R>>>>", "/Y Do") + Form(6, "/Resources<</XObject<</Z 7 0 R>>>>", "/#5A Do") + Form(7, "/Resources<</XObject<</X 4 0 R>>>>", "/X\0Do") + Content("/X Do")) },
        { "forms that draw each other with the page's resources", Raw(OnePage, Page("/XObject<</X 4 0 R/Y 6 0 R>>") + Form(4, "", "/Y Do") + Form(6, "", "/X Do") + Content("/X Do")) },
        { "forms that share resources and draw each other", Raw(OnePage, "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources 8 0 R/Contents 5 0 R>> endobj\n8 0 obj <</XObject<</X 4 0 R/Y 6 0 R>>>> endobj\n" + Form(4, "/Resources 8 0 R", "/Y Do") + Form(6, "/Resources 8 0 R", "/X Do") + Content("/X Do")) },
        { "a form that draws itself by the resources it stands in", Raw(OnePage, Page("/XObject 8 0 R") + "8 0 obj <</X 4 0 R>> endobj\n9 0 obj <</XObject 8 0 R>> endobj\n" + Form(4, "/Resources 9 0 R", "/X Do") + Content("/X Do")) },
        { "a thousand million forms", Raw(OnePage, Page("/XObject<</X 10 0 R>>") + string.Concat(Enumerable.Range(10, 12).Select(number => Form(number, $"/Resources<</XObject<</X {number + 1} 0 R>>>>", string.Concat(Enumerable.Repeat("/X Do ", 10))))) + Form(22, "", "(a) Tj") + Content("/X Do")) },
        { "forms in forms in forms", Raw(OnePage, Page("/XObject<</X 10 0 R>>") + string.Concat(Enumerable.Range(10, 5000).Select(number => Form(number, $"/Resources<</XObject<</X {number + 1} 0 R>>>>", "/X Do"))) + Content("/X Do")) },
        { "a colour space made of itself", Raw(OnePage, Page("/ColorSpace<</C 4 0 R>>") + "4 0 obj [/Separation /All 4 0 R 6 0 R] endobj\n6 0 obj <</FunctionType 2/Domain[0 1]/N 1>> endobj\n" + Content("/C cs 0 sc")) },
        { "a colour space that names itself", Raw(OnePage, Page("/ColorSpace<</C 4 0 R>>") + "4 0 obj [/Separation /All /C 6 0 R] endobj\n6 0 obj <</FunctionType 2/Domain[0 1]/N 1>> endobj\n" + Content("/C cs 0 sc")) },
        { "a picture whose colour space is made of itself", Raw(OnePage, Page("/XObject<</P 4 0 R>>") + "4 0 obj <</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace 6 0 R/Length 1>> stream\nx\nendstream endobj\n6 0 obj [/DeviceN[/A] 6 0 R 7 0 R] endobj\n7 0 obj <</FunctionType 2/Domain[0 1]/N 1>> endobj\n" + Content("/P Do")) },
        { "a mask that masks itself", Raw(OnePage, Page("/ExtGState<</G 4 0 R>>") + "4 0 obj <</Type/ExtGState/SMask<</S/Alpha/G 6 0 R>>>> endobj\n" + Form(6, "/Group<</S/Transparency>>/Resources<</ExtGState<</G 4 0 R>>>>", "/G gs") + Content("/G gs")) },
        { "a pattern painted with itself", Raw(OnePage, Page("/Pattern<</P 4 0 R>>") + "4 0 obj <</PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources<</Pattern<</P 4 0 R>>>>/Length 30>> stream\n/Pattern cs /P scn 0 0 9 9 re f\nendstream endobj\n" + Content("/Pattern cs /P scn 0 0 9 9 re f")) },
        { "a font made of itself", Raw(OnePage, Page("/Font<</F 4 0 R>>") + "4 0 obj <</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[4 0 R]>> endobj\n" + Content("BT /F 9 Tf (hello) Tj ET")) },
        { "contents that hold themselves", Raw(OnePage, "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 5 0 R>> endobj\n5 0 obj [6 0 R] endobj\n6 0 obj [5 0 R] endobj\n") },
        { "functions made of themselves", Raw("<</Type/Pages/Kids[3 0 R]/Count 1>>", "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</Pattern<</P 4 0 R>>>>>> endobj\n4 0 obj <</PatternType 2/Shading<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 1 1]/Function 5 0 R>>>> endobj\n5 0 obj <</FunctionType 3/Domain[0 1]/#46unctions[5 0 R 5 0 R]/Bounds[.5]/Encode[0 1 0 1]>> endobj\n") },
        { "two thousand million pages", Raw("<</Type/Pages/Kids[]/Count 2000000000>>") },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Objects_that_never_end_are_refused(string what, string pdf)
    {
        Ingested item = await IngestedBytes.One(Encoding.Latin1.GetBytes(pdf), "a.pdf");
        Assert.True(item.Article is null, what);
        Assert.Contains(item.Codes(), code => code is IngestDefects.PdfDamaged or IngestDefects.PdfWithoutText or IngestDefects.PdfTooLarge);
    }

    [Fact]
    public async Task A_stream_that_expands_to_a_gigabyte_is_refused()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] spaces = new byte[1 << 20];
            spaces.AsSpan().Fill((byte)' ');
            for (long written = 0; written <= IngestLimits.PdfUnpackedBytes; written += spaces.Length)
            {
                zlib.Write(spaces);
            }
        }

        string head = Raw("<</Type/Pages/Kids[3 0 R]/Count 1>>", $"3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>> endobj\n4 0 obj <</Length {packed.Length}/Filter/FlateDecode>> stream\n@\nendstream endobj\n");
        int at = head.IndexOf('@', StringComparison.Ordinal);
        byte[] pdf = [.. Encoding.Latin1.GetBytes(head[..at]), .. packed.ToArray(), .. Encoding.Latin1.GetBytes(head[(at + 1)..])];
        Assert.Equal([IngestDefects.PdfTooLarge], (await IngestedBytes.One(pdf, "a.pdf")).Codes());
    }

    [Fact]
    public async Task Forms_that_share_the_resources_of_their_page_are_read()
    {
        // As many programs write it: the form could draw itself, but does not, and a form of the same name stands in another.
        string pdf = Raw(OnePage, "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources 8 0 R/Contents 5 0 R>> endobj\n8 0 obj <</Font<</F 9 0 R>>/XObject<</X 4 0 R>>>> endobj\n9 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj\n"
            + "4 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources 7 0 R/Length 5>> stream\n/X Do\nendstream endobj\n7 0 obj <</Font<</F 9 0 R>>/XObject<</X 6 0 R>>>> endobj\n"
            + "6 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources 8 0 R/Length 67>> stream\nBT /F 12 Tf 60 700 Td (Officials in Halden said on Monday so.) Tj ET\nendstream endobj\n" + Content("/X Do"));
        Assert.Contains("Officials in Halden said on Monday so.", (await IngestedBytes.One(Encoding.Latin1.GetBytes(pdf), "a.pdf")).Text(), StringComparison.Ordinal);
    }

    private const string OnePage = "<</Type/Pages/Kids[3 0 R]/Count 1>>";

    private static string Page(string resources) => $"3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<{resources}>>/Contents 5 0 R>> endobj\n";

    private static string Form(int number, string more, string content) => $"{number} 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 9 9]{more}/Length {content.Length}>> stream\n{content}\nendstream endobj\n";

    private static string Content(string content) => $"5 0 obj <</Length {content.Length}>> stream\n{content}\nendstream endobj\n";

    private static string Raw(string pages, string more = "") => "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj " + pages + " endobj\n" + more + "trailer <</Root 1 0 R/Size 9>>\n%%EOF\n";

    /// <summary>A headline over two columns, with a running head and page numbers.</summary>
    private static byte[] TwoColumns(int pages) => SampleSources.PdfOf(builder =>
    {
        builder.DocumentInformation.Title = "Microsoft Word - radar.docx";
        builder.DocumentInformation.Author = "Ana Brandt";
        PdfDocumentBuilder.AddedFont font = builder.AddStandard14Font(Standard14Font.TimesRoman);
        for (int number = 1; number <= pages; number++)
        {
            PdfPageBuilder page = builder.AddPage(PageSize.A4);
            page.AddText("Coast Quarterly, spring 2026", 8, new PdfPoint(60, 810), font);
            page.AddText($"Page {number}", 8, new PdfPoint(280, 30), font);
            if (number == 1)
            {
                page.AddText("Veland denies sale of radar sets", 20, new PdfPoint(60, 770), font);
            }

            Column(page, number == 1 ? Left : [number == 2 ? "Observers arrived in Halden on Sunday." : "A second party landed at Sund."], 60, font);
            Column(page, number == 1 ? Right : [number == 2 ? "Officials were not there to meet them." : "Nobody would say why."], 320, font);
        }
    });

    private static void Column(PdfPageBuilder page, string[] lines, double left, PdfDocumentBuilder.AddedFont font)
    {
        double height = 720;
        foreach (string line in lines)
        {
            if (line.Length > 0)
            {
                page.AddText(line, 10, new PdfPoint(left, height), font);
            }

            height -= line.Length > 0 ? 12 : 10;
        }
    }
}
