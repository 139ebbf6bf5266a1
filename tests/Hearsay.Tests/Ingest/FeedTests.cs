using System.Text;
using Hearsay.Ingest;

namespace Hearsay.Tests.Ingest;

public sealed class FeedTests
{
    [Fact]
    public async Task An_RSS_feed_is_an_article_per_item()
    {
        IReadOnlyList<Ingested> items = await IngestedBytes.All(Encoding.UTF8.GetBytes(SampleSources.Rss), "feed.xml");
        Assert.Equal(2, items.Count);
        Hearsay.Text.Article first = items[0].Article!;
        Assert.Equal("Veland denies selling radar sets\n\nVeland denied on Saturday that it had sold radar sets to the islanders.\n\n“We sold nothing,” minister Piet Arens said.", first.Text.ToString());
        Assert.Equal(("wire-1001", "Veland denies selling radar sets", "Coast Wire", "https://wire.example/2026/05/02/radar"), (first.Id, first.Title, first.Outlet, first.Address!.AbsoluteUri));
        Assert.Equal("2026-05-02T09:30:00-05:00", first.Published.ToString());
        Assert.Equal(["Ana Brandt"], first.Authors);
        Assert.Null(items[0].FullText);
        Assert.Empty(items[0].Defects);
        Assert.Equal("Second & last\n\nOfficials in Halden said nothing more.", items[1].Text());
        Assert.Equal("doc:2", items[1].Article!.Id);
        Assert.Equal([IngestDefects.DateNotUnderstood], items[1].Codes());
        Assert.Same(items[0].Original, items[1].Original);
    }

    [Fact]
    public async Task An_Atom_feed_is_an_article_per_entry()
    {
        var envelope = new Envelope("https://observer.example/feed", "feed") { Address = new Uri("https://observer.example/feed") };
        var items = new List<Ingested>();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(SampleSources.Atom));
        await foreach (Ingested item in new Ingester(new IngestOptions()).ReadAsync(stream, envelope, TestContext.Current.CancellationToken))
        {
            items.Add(item);
        }

        Hearsay.Text.Article first = items[0].Article!;
        Assert.Equal("Inspectors leave Sund\n\nInspectors left Sund on Sunday, the league said.\n\nThey will be back, a spokeswoman said.", first.Text.ToString());
        Assert.Equal(("urn:uuid:1", "https://observer.example/inspectors", "2026-05-03T10:00:00+02:00"), (first.Id, first.Address!.AbsoluteUri, first.Published.ToString()));
        Assert.Equal(["Jon Vik"], first.Authors);
        Assert.Equal("Only a headline: Oruvia calls vote", items[1].Text());
        Assert.Equal("2026-05-04", items[1].Article!.Published.ToString());
    }

    [Fact]
    public async Task An_RDF_feed_is_read()
    {
        string feed = "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Old Wire</title></channel>"
            + "<item rdf:about=\"https://old.example/1\"><title>He said so</title><link>https://old.example/1</link><dc:date>2004-05-01T10:00:00Z</dc:date><description>Officials in Sund said so.</description></item></rdf:RDF>";
        Ingested item = await IngestedBytes.One(feed, "index.rdf");
        Assert.Equal(("https://old.example/1", "Old Wire", "2004-05-01T10:00:00+00:00"), (item.Article!.Id, item.Article.Outlet, item.Article.Published.ToString()));
        Assert.Equal("https://old.example/1", item.FullText!.AbsoluteUri);
    }

    [Fact]
    public async Task A_feed_that_breaks_off_gives_the_items_before()
    {
        string feed = SampleSources.Rss[..SampleSources.Rss.IndexOf("Officials in Halden", StringComparison.Ordinal)];
        IReadOnlyList<Ingested> items = await IngestedBytes.All(Encoding.UTF8.GetBytes(feed), "feed.xml");
        Assert.Equal("wire-1001", items[0].Article!.Id);
        Assert.Equal([IngestDefects.FeedDamaged], items[1].Codes());
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><rss version=\"2.0\"><channel><item><title>&b;</title></item></channel></rss>")]
    [InlineData("<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss version=\"2.0\"><channel><item><title>&x;</title></item></channel></rss>")]
    [InlineData("<!DOCTYPE feed SYSTEM \"http://127.0.0.1:9/evil.dtd\"><feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>x</title></entry></feed>")]
    public async Task A_document_type_in_a_feed_is_refused(string feed) => Assert.Equal([IngestDefects.FeedWithDocumentType], (await IngestedBytes.One(feed, "a.rss")).Codes());

    [Theory]
    [InlineData("Tue, 05 May 2026 10:15:00 +0330", "2026-05-05T10:15:00+03:30")]
    [InlineData("5 May 2026 10:15 GMT", "2026-05-05T10:15:00+00:00")]
    [InlineData("Tue, 5 May 26 10:15:00 PDT", "2026-05-05T10:15:00-07:00")]
    [InlineData("Mon, 4 Jan 99 23:00:00 UT", "1999-01-04T23:00:00+00:00")]
    [InlineData("Tue, 05 May 2026 10:15:00 BST", "2026-05-05")]
    [InlineData("Tue, 05 May 2026 10:15:00", "2026-05-05")]
    public void Dates_of_RFC_822_are_understood(string value, string expected) => Assert.Equal(expected, StatedDate.TryParse(value).ToString());
}
