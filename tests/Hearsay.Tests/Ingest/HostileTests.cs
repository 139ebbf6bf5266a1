using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Hearsay.Ingest;

namespace Hearsay.Tests.Ingest;

/// <summary>Inputs made to exhaust time, memory or stack: each is refused by name.</summary>
public sealed class HostileTests
{
    [Fact]
    public async Task A_gzip_bomb_is_stopped_long_before_it_is_unpacked()
    {
        byte[] bomb = Bomb(200);
        (IReadOnlyList<Ingested> items, long allocated) = await Measured(bomb, "a.gz");
        Assert.Equal([IngestDefects.UnpacksTooFar], Assert.Single(items).Codes());
        Assert.True(allocated < 160 << 20, $"{allocated:N0} bytes allocated");
    }

    [Fact]
    public async Task A_bomb_in_a_bomb_is_stopped()
    {
        byte[] bomb = SampleSources.Gzip(SampleSources.Gzip(Bomb(100)));
        Assert.Equal([IngestDefects.UnpacksTooFar], Assert.Single(await IngestedBytes.All(bomb, "a.gz")).Codes());
    }

    [Fact]
    public async Task A_ZIP_of_many_bombs_is_stopped_at_the_first_that_goes_too_far()
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            byte[] part = new byte[20 << 20];
            part.AsSpan().Fill((byte)'a');
            for (int i = 0; i < 6; i++)
            {
                using Stream entry = archive.CreateEntry($"{i}.txt", CompressionLevel.Optimal).Open();
                entry.Write(part);
            }
        }

        IReadOnlyList<Ingested> items = await IngestedBytes.All(packed.ToArray(), "a.zip");
        Assert.Equal([IngestDefects.UnpacksTooFar], items[^1].Codes());
        Assert.True(items.Count < 6);
    }

    [Fact]
    public async Task An_archive_of_more_members_than_allowed_is_refused()
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (int i = 0; i <= IngestLimits.ArchiveEntries; i++)
            {
                archive.CreateEntry(i.ToString(System.Globalization.CultureInfo.InvariantCulture), CompressionLevel.NoCompression);
            }
        }

        Assert.Equal([IngestDefects.TooManyEntries], Assert.Single(await IngestedBytes.All(packed.ToArray(), "a.zip")).Codes());
    }

    [Fact]
    public async Task A_compressed_body_in_a_web_archive_counts_too()
    {
        byte[] block = [.. "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"u8, .. Bomb(60)];
        IReadOnlyList<Ingested> items = await IngestedBytes.All(SampleSources.Gzip(SampleSources.Record("response", "application/http", "https://wire.example/a", block)), "a.warc.gz");
        Assert.Contains(items, item => item.Codes().Contains(IngestDefects.UnpacksTooFar));
    }

    [Fact]
    public async Task Elements_without_end_in_a_feed_are_refused()
    {
        string feed = "<rss version=\"2.0\"><channel><item><description>" + string.Concat(Enumerable.Repeat("<a>", 1_000_000));
        (IReadOnlyList<Ingested> items, long allocated) = await Measured(Encoding.UTF8.GetBytes(feed), "a.rss");
        Assert.Equal([IngestDefects.FeedDamaged], Assert.Single(items).Codes());
        Assert.True(allocated < 64 << 20, $"{allocated:N0} bytes allocated");
    }

    [Fact]
    public async Task Deep_markup_inside_a_feed_item_or_a_mail_ends()
    {
        string deep = string.Concat(Enumerable.Repeat("<div>", 100_000)) + "Officials said so.";
        Ingested item = await IngestedBytes.One("<rss version=\"2.0\"><channel><item><description><![CDATA[" + deep + "]]></description></item></channel></rss>", "a.rss");
        Assert.Equal("Officials said so.", item.Text());
        Ingested mail = await IngestedBytes.One("From: a@x.example\nMIME-Version: 1.0\nContent-Type: text/html\n\n" + deep + "\n", "a.eml");
        Assert.Equal("Officials said so.", mail.Text().Trim());
    }

    [Fact]
    public async Task A_header_without_end_in_a_web_archive_ends()
    {
        byte[] archive = [.. "WARC/1.0\r\n"u8, .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 300_000).Select(i => $"X-{i}: y\r\n"))), .. "Content-Length: 5\r\n\r\nhello"u8];
        (IReadOnlyList<Ingested> items, long allocated) = await Measured(archive, "a.warc");
        Assert.All(items, item => Assert.Null(item.Article));
        Assert.True(allocated < 128 << 20, $"{allocated:N0} bytes allocated");
    }

    private static async Task<(IReadOnlyList<Ingested> Items, long Allocated)> Measured(byte[] bytes, string name)
    {
        var clock = Stopwatch.StartNew();
        long before = GC.GetAllocatedBytesForCurrentThread();
        IReadOnlyList<Ingested> items = await IngestedBytes.All(bytes, name);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed.TotalSeconds:F1} s");
        return (items, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>So many mebibytes of one letter as gzip: a thousandth of that.</summary>
    private static byte[] Bomb(int mebibytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            byte[] letters = new byte[1 << 20];
            letters.AsSpan().Fill((byte)'a');
            for (int i = 0; i < mebibytes; i++)
            {
                gzip.Write(letters);
            }
        }

        return packed.ToArray();
    }
}
