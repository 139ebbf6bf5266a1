using System.Text;
using Hearsay.Ingest;

namespace Hearsay.Tests.Ingest;

/// <summary>What is kept of an input is enough to read it again.</summary>
public sealed class OriginalTests
{
    public static TheoryData<string, byte[]> Samples() => new()
    {
        { "a.txt", "Officials said so."u8.ToArray() },
        { "a.html", Encoding.UTF8.GetBytes(SamplePages.Full) },
        { "a.jsonl", "{\"id\":\"x\",\"text\":\"He said so.\"}\n{\"id\":\"y\",\"text\":\"She did.\"}\n"u8.ToArray() },
        { "a.rss", Encoding.UTF8.GetBytes(SampleSources.Rss) },
        { "a.eml", Encoding.UTF8.GetBytes(SampleSources.Mail) },
        { "a.warc.gz", SampleSources.GzippedWarc() },
        { "a.zip", SampleSources.Zip(("a.txt", "Officials said so."u8.ToArray()), ("b.eml", Encoding.UTF8.GetBytes(SampleSources.Mail)), ("c.jsonl.gz", SampleSources.Gzip("{\"id\":\"z\",\"text\":\"They said so.\"}"u8.ToArray()))) },
        { "a.pdf", SampleSources.Pdf("Officials said so on Monday.", "They did not say more.") },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task The_bytes_of_an_item_give_its_article_again(string name, byte[] bytes)
    {
        Ingested[] items = [.. (await IngestedBytes.All(bytes, name)).Where(item => item.Article is not null)];
        Assert.NotEmpty(items);
        foreach (Ingested item in items)
        {
            using var stream = new MemoryStream(item.Original!.Bytes.ToArray());
            var again = new List<Ingested>();
            await foreach (Ingested read in new Ingester(new IngestOptions()).ReadAsync(stream, item.Original.Envelope, TestContext.Current.CancellationToken))
            {
                again.Add(read);
            }

            Ingested same = Assert.Single(again, read => read.Article?.Id == item.Article!.Id);
            Assert.Equal((item.Text(), item.Article!.Title, item.Article.Published, item.Article.Address), (same.Text(), same.Article!.Title, same.Article.Published, same.Article.Address));
        }
    }
}
