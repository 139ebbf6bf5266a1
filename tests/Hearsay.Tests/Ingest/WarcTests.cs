using System.Globalization;
using System.Text;
using Hearsay.Ingest;

namespace Hearsay.Tests.Ingest;

public sealed class WarcTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Responses_and_extracted_texts_are_read_and_the_rest_is_counted(bool compressed)
    {
        IReadOnlyList<byte[]> records = [.. SampleSources.Records().Select(record => compressed ? SampleSources.Gzip(record) : record)];
        IReadOnlyList<Ingested> items = await IngestedBytes.All([.. records.SelectMany(record => record)], compressed ? "crawl.warc.gz" : "crawl.warc");
        Assert.Equal(3, items.Count);
        string page = Offset(records, 2);
        string text = Offset(records, 5);
        Assert.Equal([$"doc:{page}", $"doc:{text}"], items.Take(2).Select(item => item.Article!.Id));
        Assert.EndsWith($":{page}", items[0].Origin, StringComparison.Ordinal);
        Assert.Equal((await IngestedBytes.One(SamplePages.Full, "a.html")).Text(), items[0].Text());
        Assert.Equal("https://wire.example/c", items[1].Article!.Address!.AbsoluteUri);
        Assert.Equal("text/plain", items[1].Original!.Envelope.MediaType);
        Assert.Equal([IngestDefects.PartsSkipped], items[2].Codes());
        Assert.Contains("4 records", items[2].Defects[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_is_read_alone_from_where_its_id_says()
    {
        byte[] archive = SampleSources.GzippedWarc();
        Ingested last = (await IngestedBytes.All(archive, "crawl.warc.gz"))[1];
        int offset = int.Parse(last.Article!.Id.AsSpan(last.Article.Id.IndexOf(':', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture);
        Assert.Equal(last.Text(), (await IngestedBytes.One(archive[offset..], "crawl.warc.gz")).Text());
    }

    [Fact]
    public async Task A_wrong_length_is_named_and_the_next_record_is_found()
    {
        byte[] text = "Officials in Sund said that the bridge was closed.\n"u8.ToArray();
        byte[] archive = [.. SampleSources.Record("conversion", "text/plain", "https://wire.example/1", text, length: 10), .. SampleSources.Record("conversion", "text/plain", "https://wire.example/2", text)];
        IReadOnlyList<Ingested> items = await IngestedBytes.All(archive, "a.warc");
        Assert.Equal(["Officials ", null, "Officials in Sund said that the bridge was closed.\n"], items.Select(item => item.Article?.Text.ToString()));
        Assert.Equal([IngestDefects.RecordDamaged], items[1].Codes());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_archive_that_ends_within_a_record_gives_what_came_before(bool compressed)
    {
        byte[] archive = compressed ? SampleSources.GzippedWarc() : SampleSources.Warc();
        IReadOnlyList<Ingested> items = await IngestedBytes.All(archive[..^20], compressed ? "a.warc.gz" : "a.warc");
        Assert.NotNull(items[0].Article);
        Assert.Contains(items, item => item.Codes().Contains(compressed ? IngestDefects.DamagedArchive : IngestDefects.RecordCutOff));
    }

    [Fact]
    public async Task A_length_beyond_all_reason_takes_no_memory()
    {
        byte[] archive = [.. SampleSources.Record("conversion", "text/plain", "https://wire.example/1", "Said so."u8, length: IngestLimits.DocumentBytes)];
        long before = GC.GetAllocatedBytesForCurrentThread();
        IReadOnlyList<Ingested> items = await IngestedBytes.All(archive, "a.warc");
        Assert.Equal([IngestDefects.RecordCutOff], items[0].Codes());
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4 << 20);
    }

    [Fact]
    public async Task A_compressed_body_is_decompressed()
    {
        byte[] body = SampleSources.Gzip(Encoding.UTF8.GetBytes(SamplePages.Full));
        byte[] block = [.. "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"u8, .. body];
        IReadOnlyList<Ingested> items = await IngestedBytes.All(SampleSources.Record("response", "application/http", "https://wire.example/a", block), "a.warc");
        Assert.Equal((await IngestedBytes.One(SamplePages.Full, "a.html")).Text(), items[0].Text());
    }

    private static string Offset(IReadOnlyList<byte[]> records, int record) => records.Take(record).Sum(one => one.Length).ToString(CultureInfo.InvariantCulture);
}
