using System.Text;
using Hearsay.Ingest;

namespace Hearsay.Tests.Ingest;

public sealed class ArchiveTests
{
    private static readonly byte[] Story = "Officials said so."u8.ToArray();

    [Fact]
    public async Task The_members_of_a_ZIP_archive_are_read_as_files_of_a_folder()
    {
        byte[] zip = SampleSources.Zip(("a.txt", Story), ("in/b.jsonl", "{\"id\":\"x\",\"text\":\"She said so.\"}\n"u8.ToArray()), ("__MACOSX/a.txt", Story), (".hidden", Story), ("in/c.html", Encoding.UTF8.GetBytes(SamplePages.Full)));
        IReadOnlyList<Ingested> items = await IngestedBytes.All(zip, "inbox.zip");
        Assert.Equal(["doc/a", "x", "doc/in/c"], items.Select(item => item.Article!.Id));
        Assert.Equal(["inbox.zip/a.txt", "inbox.zip/in/b.jsonl:1", "inbox.zip/in/c.html"], items.Select(item => item.Origin));
        Assert.Equal([false, true, false], items.Select(item => item.IsCorpusLine));
        Assert.Equal(Story, items[0].Original!.Bytes.ToArray());
    }

    [Fact]
    public async Task A_ZIP_archive_that_cannot_be_searched_is_read_all_the_same()
    {
        using var stream = new RepeatedStream(SampleSources.Zip(("a.txt", Story)), 1);
        var items = new List<Ingested>();
        await foreach (Ingested item in new Ingester(new IngestOptions()).ReadAsync(stream, "a.zip", "doc", TestContext.Current.CancellationToken))
        {
            items.Add(item);
        }

        Assert.Equal("Officials said so.", Assert.Single(items).Text());
    }

    [Fact]
    public async Task Archives_in_archives_are_opened_to_a_depth()
    {
        byte[] zip = SampleSources.Zip(("a.txt", Story));
        for (int level = 1; level < IngestLimits.ContainerDepth; level++)
        {
            zip = SampleSources.Zip(("in.zip", zip));
        }

        Assert.Equal("Officials said so.", (await IngestedBytes.One(zip, "a.zip")).Text());
        Assert.Equal([IngestDefects.NestedTooDeep], (await IngestedBytes.One(SampleSources.Zip(("in.zip", zip)), "a.zip")).Codes());
    }

    [Fact]
    public async Task A_gzip_file_is_the_file_in_it()
    {
        Ingested item = await IngestedBytes.One([.. SampleSources.Gzip("Officials said so, "u8.ToArray()), .. SampleSources.Gzip("twice."u8.ToArray())], "story.txt.gz");
        Assert.Equal("Officials said so, twice.", item.Text());
        IReadOnlyList<Ingested> lines = await IngestedBytes.All(SampleSources.Gzip("{\"text\":\"He said so.\"}\n{\"text\":\"She did not.\"}\n"u8.ToArray()), "corpus.jsonl.gz");
        Assert.Equal(["doc:1", "doc:2"], lines.Select(line => line.Article!.Id));
    }

    [Fact]
    public async Task A_gzip_member_with_a_name_and_a_comment_is_read()
    {
        byte[] plain = SampleSources.Gzip(Story);
        byte[] named = [.. plain[..3], 0x1C, .. plain[4..10], 3, 0, 1, 2, 3, .. "story.txt\0from Sund\0"u8, .. plain[10..]];
        Assert.Equal("Officials said so.", (await IngestedBytes.One(named, "a.gz")).Text());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(9)]
    [InlineData(40)]
    public async Task A_cut_off_gzip_file_is_refused(int missing)
    {
        byte[] packed = SampleSources.Gzip(Encoding.UTF8.GetBytes(SamplePages.Full));
        Ingested item = await IngestedBytes.One(packed[..^missing], "a.html.gz");
        Assert.Equal([IngestDefects.DamagedArchive], item.Codes());
    }

    [Fact]
    public async Task A_gzip_file_whose_checksum_is_wrong_is_refused()
    {
        byte[] packed = SampleSources.Gzip(Story);
        packed[^5] ^= 1;
        Assert.Equal([IngestDefects.DamagedArchive], (await IngestedBytes.One(packed, "a.gz")).Codes());
    }

    [Fact]
    public async Task Names_that_lead_out_of_an_archive_are_refused()
    {
        byte[] zip = SampleSources.Zip(("../up.txt", Story), ("/etc/abs.txt", Story), ("C:\\boot.txt", Story), ("a/..\\..\\up.txt", Story), ("ok..txt", Story));
        IReadOnlyList<Ingested> items = await IngestedBytes.All(zip, "a.zip");
        Assert.Equal(5, items.Count);
        Assert.All(items.Take(4), item => Assert.Equal([IngestDefects.PathLeadsOut], item.Codes()));
        Assert.Equal("Officials said so.", items[4].Text());
    }

    [Fact]
    public async Task An_office_document_is_not_taken_for_an_archive_of_articles()
    {
        Ingested item = await IngestedBytes.One(SampleSources.Zip(("[Content_Types].xml", "<Types/>"u8.ToArray()), ("word/document.xml", "<w/>"u8.ToArray())), "a.docx");
        Assert.Equal([IngestDefects.FormatNotRead], item.Codes());
    }

    [Fact]
    public async Task An_empty_archive_holds_no_text() => Assert.Equal([IngestDefects.NoText], (await IngestedBytes.One(SampleSources.Zip(), "a.zip")).Codes());
}
