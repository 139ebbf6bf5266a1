using System.Text;
using Hearsay.Ingest;

namespace Hearsay.Tests.Ingest;

public sealed class LimitTests
{
    private static readonly byte[] Line = Encoding.UTF8.GetBytes("{\"id\":\"a\",\"text\":\"" + string.Concat(Enumerable.Repeat("Officials said so. ", 200)) + "\"}\n");

    [Fact]
    public async Task A_document_over_the_limit_is_refused()
    {
        using var stream = new RepeatedStream("Officials said so. "u8.ToArray(), IngestLimits.DocumentBytes / 19 + 2);
        Ingested item = Assert.Single(await All(stream, "a.txt"));
        Assert.Equal([IngestDefects.DocumentTooLarge], item.Codes());
    }

    [Fact]
    public async Task A_line_over_the_limit_is_skipped_and_reading_goes_on()
    {
        string file = "{\"id\":\"a\",\"text\":\"First.\"}\n{\"id\":\"b\",\"text\":\"" + new string('x', IngestLimits.LineBytes) + "\"}\n{\"id\":\"c\",\"text\":\"Third.\"}\n";
        IReadOnlyList<Ingested> items = await IngestedBytes.All(Encoding.UTF8.GetBytes(file), "c.jsonl");
        Assert.Equal(["a", null, "c"], items.Select(item => item.Article?.Id));
        Hearsay.Text.Defect defect = Assert.Single(items[1].Defects);
        Assert.Equal((IngestDefects.LineTooLong, 2), (defect.Code, defect.Line!.Value));
    }

    [Fact]
    public async Task Reading_can_be_cancelled()
    {
        using var stream = new RepeatedStream(Line, long.MaxValue / Line.Length);
        using var cancellation = new CancellationTokenSource();
        int count = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (Ingested item in new Ingester(new IngestOptions()).ReadAsync(stream, "c.jsonl", "c", cancellation.Token))
            {
                if (++count == 100)
                {
                    await cancellation.CancelAsync();
                }
            }
        });
    }

    private static async Task<List<Ingested>> All(Stream stream, string name)
    {
        var items = new List<Ingested>();
        await foreach (Ingested item in new Ingester(new IngestOptions()).ReadAsync(stream, name, "doc", TestContext.Current.CancellationToken))
        {
            items.Add(item);
        }

        return items;
    }
}
