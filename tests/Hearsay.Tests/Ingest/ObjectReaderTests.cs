using System.Text;
using Hearsay.Ingest;

namespace Hearsay.Tests.Ingest;

/// <summary>Reports of STIX and documents of FollowTheMoney become articles.</summary>
public sealed class ObjectReaderTests
{
    private const string Bundle =
        """
        {"type":"bundle","id":"bundle--1","objects":[
        {"type":"identity","spec_version":"2.1","id":"identity--1","name":"Coast Institute","identity_class":"organization"},
        {"type":"report","spec_version":"2.1","id":"report--1","created_by_ref":"identity--1","name":"Crates at Sund 😀","description":"The harbour master of Sund said that the ship had carried crates.","published":"2025-05-01T10:00:00.000Z","object_refs":["identity--1"],
         "external_references":[{"source_name":"ref","external_id":"1"},{"source_name":"Hill Post","url":"https://hill-post.example/1"}]},
        {"type":"report","spec_version":"2.1","id":"report--2","name":"The second report says nothing but this sentence in English.","published":"2025-05-02T10:00:00.000Z","object_refs":["identity--1"]}]}
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reports_of_a_bundle_are_documents(bool oneLine)
    {
        List<Ingested> items = await ReadAsync(oneLine ? Bundle.ReplaceLineEndings("") : Bundle, "bundle.json");
        Assert.Equal(2, items.Count);
        Hearsay.Text.Article first = items[0].Article!;
        Assert.Equal("Crates at Sund 😀\n\nThe harbour master of Sund said that the ship had carried crates.", first.Text.ToString());
        Assert.Equal(("report--1", "Crates at Sund 😀", "Coast Institute", "https://hill-post.example/1", "en"), (first.Id, first.Title, first.Outlet, first.Address!.AbsoluteUri, first.Language));
        Assert.Equal(new DateOnly(2025, 5, 1), first.Published!.Value.Day);
        Assert.Equal("report--2", items[1].Article!.Id);

        // Its own bytes give it again.
        Ingested again = Assert.Single(await ReadAsync(Encoding.UTF8.GetString(items[0].Bytes.Span), "report"));
        Assert.Equal(first.Text.Sha256, again.Article!.Text.Sha256);
    }

    [Fact]
    public async Task Documents_among_entities_are_taken_and_the_others_counted()
    {
        const string Lines =
            """
            {"id":"a","schema":"Article","properties":{"title":["Lamps"],"bodyText":["The minister of Oruvia said that the lamps were legal."],"publisher":["Daily Gale"],"publishedAt":["2025-05-03"],"sourceUrl":["https://gale.example/2"]}}
            {"id":"b","schema":"Person","properties":{"name":["Marta Kell"]}}
            {"id":"c","schema":"Company","properties":{"name":["Lamp Ltd"]}}

            """;
        List<Ingested> items = await ReadAsync(Lines, "entities.ftm.json");
        Hearsay.Text.Article article = Assert.Single(items, item => item.Article is not null).Article!;
        Assert.Equal(("a", "Lamps", "Daily Gale", "https://gale.example/2"), (article.Id, article.Title, article.Outlet, article.Address!.AbsoluteUri));
        Assert.Equal("HS0166", Assert.Single(Assert.Single(items, item => item.Article is null).Defects).Code);
    }

    [Theory]
    [InlineData("{\"type\":\"bundle\",\"id\":\"bundle--1\",\"objects\":[{\"type\":\"identity\",\"spec_version\":\"2.1\",\"name\":\"x\"}]}", "HS0128")]
    [InlineData("{\"type\":\"bundle\",\"objects\":[{\"type\":\"report\",\"spec_version\":\"2.1\",\"name\":\"\"}]}", "HS0101")]
    [InlineData("{\"type\":\"bundle\"}", "HS0122")]
    [InlineData("{\n\"type\":\"bundle\",\n\"objects\":7}", "HS0109")]
    public async Task What_is_wrong_with_a_bundle_is_said(string text, string code) => Assert.Contains(await ReadAsync(text, "a.json"), item => item.Defects.Any(defect => defect.Code == code));

    private static async Task<List<Ingested>> ReadAsync(string text, string name)
    {
        List<Ingested> items = [];
        await foreach (Ingested item in new Ingester(new IngestOptions()).ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), name, "a", TestContext.Current.CancellationToken))
        {
            items.Add(item);
        }

        return items;
    }
}
