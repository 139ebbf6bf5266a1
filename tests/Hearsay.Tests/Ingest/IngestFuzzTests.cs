using System.Text;
using Hearsay.Ingest;
using Hearsay.Ingest.Fetching;
using Hearsay.Text;

namespace Hearsay.Tests.Ingest;

/// <summary>Seeded mutations: whatever the bytes, an item comes back, and it is either an article with text or an error.</summary>
public sealed class IngestFuzzTests
{
    private const int Rounds = 150;

    private static readonly byte[] Jsonl = Encoding.UTF8.GetBytes("{\"id\":\"a\",\"text\":\"“Yes”, he said. \\ud83d\\ude00\",\"date\":\"2022-12-25\",\"url\":\"https://a.example/\"}\n{\"doc_id\":2,\"text\":\"No.\\u0000\"}\n");

    [Theory]
    [InlineData("html", 1)]
    [InlineData("html", 2)]
    [InlineData("jsonl", 3)]
    [InlineData("jsonl", 4)]
    [InlineData("txt", 5)]
    public async Task Mutated_samples_never_throw(string kind, int seed)
    {
        byte[] sample = kind == "jsonl" ? Jsonl : Encoding.UTF8.GetBytes(SamplePages.Full);
        var random = new Random(seed);
        for (int round = 0; round < Rounds; round++)
        {
            await Check(Mutated(sample, random), "a." + kind, $"seed {seed}, round {round}");
        }
    }

    [Fact]
    public async Task Random_bytes_never_throw()
    {
        var random = new Random(6);
        for (int round = 0; round < Rounds; round++)
        {
            byte[] bytes = new byte[random.Next(1, 400)];
            random.NextBytes(bytes);
            if (round % 3 == 0)
            {
                // Text with a few odd bytes comes further than noise.
                for (int i = 0; i < bytes.Length; i++)
                {
                    bytes[i] = bytes[i] > 250 ? bytes[i] : (byte)(' ' + (bytes[i] % 95));
                }
            }

            foreach (string name in (string[])["a.txt", "a.html", "a.jsonl", "a"])
            {
                await Check(bytes, name, $"seed 6, round {round}");
            }
        }
    }

    [Theory]
    [InlineData("rss", 11, 250)]
    [InlineData("eml", 12, 250)]
    [InlineData("warc", 13, 250)]
    [InlineData("warc.gz", 14, 250)]
    [InlineData("zip", 15, 250)]
    [InlineData("pdf", 16, 60)]
    [InlineData("pdf of forms", 18, 200)]
    [InlineData("gz", 19, 250)]
    [InlineData("utf-16", 20, 250)]
    [InlineData("windows-1251", 21, 250)]
    [InlineData("gb18030", 22, 250)]
    [InlineData("shift_jis", 23, 250)]
    public async Task Mutated_containers_never_throw(string kind, int seed, int rounds)
    {
        byte[] sample = kind switch
        {
            "rss" => Encoding.UTF8.GetBytes(SampleSources.Rss),
            "eml" => Encoding.UTF8.GetBytes(SampleSources.Mail),
            "warc" => SampleSources.Warc(),
            "warc.gz" => SampleSources.GzippedWarc(),
            "zip" => SampleSources.Zip(("a.txt", "Officials said so."u8.ToArray()), ("b/c.html", Encoding.UTF8.GetBytes(SamplePages.Full))),
            "pdf of forms" => Encoding.Latin1.GetBytes(Forms),
            "gz" => SampleSources.Gzip(Encoding.UTF8.GetBytes(SamplePages.Full)),
            "utf-16" or "windows-1251" or "gb18030" or "shift_jis" => Encoded(kind),
            _ => SampleSources.Pdf("Officials said so on Monday.", "They did not say more."),
        };
        string name = kind.StartsWith("pdf", StringComparison.Ordinal) ? "pdf" : kind is "utf-16" or "windows-1251" or "gb18030" or "shift_jis" ? "html" : kind;
        var random = new Random(seed);
        for (int round = 0; round < rounds; round++)
        {
            await Check(Mutated(sample, random), "a." + name, $"seed {seed}, round {round}");
        }
    }

    [Fact]
    public void Mutated_robots_files_never_throw()
    {
        byte[] sample = "User-agent: *\nDisallow: /a*b$\nAllow: /%e4\nCrawl-delay: 1.5\nUser-agent: Hearsay\nDisallow: /\n"u8.ToArray();
        var random = new Random(17);
        for (int round = 0; round < 2000; round++)
        {
            byte[] robots = Mutated(sample, random);
            RobotsRules.Parse(robots, "Hearsay").Allows(new Uri("https://wire.example/a/b?" + Uri.EscapeDataString(Encoding.Latin1.GetString(robots[..Math.Min(robots.Length, 50)]))));
        }
    }

    /// <summary>A page in a character set that it declares.</summary>
    private static byte[] Encoded(string charset)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(charset);
        return [.. encoding.GetPreamble(), .. encoding.GetBytes($"<html><head><meta charset=\"{charset}\"><title>Сунд 港口</title></head><body><p>Officials in Halden said on Monday that the harbour of Sund, Сунд, 港口, was closed.</p></body></html>")];
    }

    /// <summary>A PDF of uncompressed objects that refer to each other: what a mutation makes of them comes far into the parser.</summary>
    private const string Forms = "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n" +
        "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 9 0 R>>/XObject<</X 4 0 R/Y 6 0 R>>/ColorSpace<</C 7 0 R/D 8 0 R>>>>/Contents 5 0 R>> endobj\n" +
        "4 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</Y 6 0 R>>>>/Length 9>> stream\nq /Y Do Q\nendstream endobj\n5 0 obj <</Length 58>> stream\n/C cs 0 sc /X Do /Y Do BT /F 9 Tf 9 9 Td (Officials) Tj ET\nendstream endobj\n" +
        "6 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</Z 4 0 R>>>>/Length 4>> stream\nq Q \nendstream endobj\n7 0 obj [/Separation /All 8 0 R 10 0 R] endobj\n8 0 obj [/ICCBased 11 0 R] endobj\n" +
        "9 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj\n10 0 obj <</FunctionType 2/Domain[0 1]/N 1>> endobj\n11 0 obj <</N 3/Alternate/DeviceRGB/Length 1>> stream\nx\nendstream endobj\ntrailer <</Root 1 0 R/Size 12>>\n%%EOF\n";

    private static byte[] Mutated(byte[] sample, Random random)
    {
        var bytes = new List<byte>(sample);
        int changes = random.Next(1, 40);
        for (int change = 0; change < changes && bytes.Count > 1; change++)
        {
            int at = random.Next(bytes.Count);
            int length = Math.Min(random.Next(1, 60), bytes.Count - at);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 3:
                    bytes.Insert(at, "<>\"'&{}[]\\\0\n"u8[random.Next(12)]);
                    break;
                default:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
            }
        }

        return [.. bytes];
    }

    private static async Task Check(byte[] bytes, string name, string place)
    {
        IReadOnlyList<Ingested> items;
        try
        {
            items = await IngestedBytes.All(bytes, name);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{place}: {name}: {Convert.ToBase64String(bytes)}", exception);
        }

        Assert.NotEmpty(items);
        Assert.Contains(items, item => item.Article is not null || item.Defects.Any(defect => defect.Severity == DefectSeverity.Error) || item.Defects.Any(defect => defect.Code == IngestDefects.PartsSkipped));
        Assert.All(items, item => Assert.True(item.Article is null ? item.Defects.Count > 0 : item.Article.Text.ToString().Any(value => !char.IsWhiteSpace(value)), place));
        Assert.All(items, item => Assert.DoesNotContain(item.Defects, defect => defect.Message.Contains('\n', StringComparison.Ordinal)));
    }
}
