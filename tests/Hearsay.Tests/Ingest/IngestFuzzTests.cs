using System.Text;
using Hearsay.Ingest;
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
    public async Task Mutated_containers_never_throw(string kind, int seed, int rounds)
    {
        byte[] sample = kind switch
        {
            "rss" => Encoding.UTF8.GetBytes(SampleSources.Rss),
            "eml" => Encoding.UTF8.GetBytes(SampleSources.Mail),
            "warc" => SampleSources.Warc(),
            "warc.gz" => SampleSources.GzippedWarc(),
            "zip" => SampleSources.Zip(("a.txt", "Officials said so."u8.ToArray()), ("b/c.html", Encoding.UTF8.GetBytes(SamplePages.Full))),
            _ => SampleSources.Pdf("Officials said so on Monday.", "They did not say more."),
        };
        var random = new Random(seed);
        for (int round = 0; round < rounds; round++)
        {
            await Check(Mutated(sample, random), "a." + kind, $"seed {seed}, round {round}");
        }
    }

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
