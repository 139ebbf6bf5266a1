using System.Globalization;
using System.Text;
using System.Text.Json;
using Hearsay.Claims.Extracting;
using Hearsay.Ingest;
using Hearsay.Reading;
using Hearsay.Tests.Ingest;
using Hearsay.Text;

namespace Hearsay.Tests;

/// <summary>What is measured over the whole process runs while nothing else does.</summary>
[CollectionDefinition(nameof(MemoryTest), DisableParallelization = true)]
[Collection(nameof(MemoryTest))]
public sealed class MemoryTest
{
    private static readonly byte[] Line = Encoding.UTF8.GetBytes("{\"id\":\"a\",\"text\":\"" + string.Concat(Enumerable.Repeat("Officials said so. ", 200)) + "\"}\n");

    [Fact]
    public async Task Memory_does_not_grow_with_the_file()
    {
        using var stream = new RepeatedStream(Line, 20_000);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;
        int count = 0;
        await foreach (Ingested item in new Ingester(new IngestOptions()).ReadAsync(stream, "c.jsonl", "c", TestContext.Current.CancellationToken))
        {
            Assert.NotNull(item.Article);
            if (++count % 5000 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        Assert.Equal(20_000, count);
        Assert.True(most < 16 << 20, $"{most} bytes held in the course of reading {Line.Length * 20_000L}");
    }

    [Fact]
    public void Reading_an_article_allocates_what_it_did()
    {
        // The hard gate on memory: bytes per reading, measured twice, equal, and within 5 % of the baseline.
        Reader reader = Reader.Load();
        var extractor = new ClaimExtractor();
        var article = new Article("sample", new RawText(File.ReadAllText(Repository.PathOf("samples", "coastal-batteries.txt")).ReplaceLineEndings("\n")));
        long Measure()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            _ = extractor.Extract(reader.Read(article));
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        // The just-in-time compiler may still be at work: wait until two readings in a row cost the same.
        long first = 0;
        long second = 1;
        for (int i = 0; i < 500 && (i < 100 || first != second); i++)
        {
            first = second;
            second = Measure();
        }

        Assert.Equal(first, second);
        string path = Repository.PathOf("quality", "baseline.json");
        if (Repository.Update)
        {
            File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture, $"{{ \"bytes_per_reading_of_the_sample\": {first} }}\n"));
        }

        using JsonDocument baseline = JsonDocument.Parse(File.ReadAllText(path));
        long expected = baseline.RootElement.GetProperty("bytes_per_reading_of_the_sample").GetInt64();
        Assert.True(first <= expected * 1.05, $"{first:N0} bytes per reading; the baseline is {expected:N0}. HEARSAY_UPDATE=1 rewrites it, with a reason in the commit");
    }
}
