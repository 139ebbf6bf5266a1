using System.Net;
using System.Net.Sockets;
using System.Text;
using Hearsay.Ingest;

namespace Hearsay.Tests.Ingest;

public sealed class PageTests
{
    [Fact]
    public async Task A_news_page_becomes_title_and_paragraphs()
    {
        Ingested item = await IngestedBytes.One(SamplePages.Full, "a.html");
        Assert.Empty(item.Defects);
        string[] paragraphs = item.Text().Split("\n\n");
        Assert.Equal(SamplePages.Title, paragraphs[0]);
        Assert.Equal(SamplePages.Body[0], paragraphs[1]);
        Assert.Contains(SamplePages.Body[1], paragraphs);
        Assert.Contains("The port of Strelsau, seen on Sunday.", paragraphs);
        Assert.Contains("The second was seen in April, according to the Observer.", paragraphs);
        Assert.All(SamplePages.Body, body => Assert.Contains(body, paragraphs));
        Assert.DoesNotContain(paragraphs, paragraph => paragraph.Contains("newsletter", StringComparison.Ordinal) || paragraph.StartsWith("Read more", StringComparison.Ordinal) || paragraph is "Advertisement" || paragraph.Contains("Section 3", StringComparison.Ordinal) || paragraph.Contains("script", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_news_page_states_its_publication()
    {
        Hearsay.Text.Article article = (await IngestedBytes.One(SamplePages.Full, "a.html")).Article!;
        Assert.Equal(SamplePages.Title, article.Title);
        Assert.Equal("The Strelsau Gazette", article.Outlet);
        Assert.Equal("2023-05-02T06:30:00+00:00", article.Published.ToString());
        Assert.Equal("https://gazette.example/2023/drones", article.Address!.AbsoluteUri);
        Assert.Equal("en", article.Language);
        Assert.Equal("doc", article.Id);
    }

    [Theory]
    [InlineData("<meta name=\"date\" content=\"2023-05-02\">", "2023-05-02")]
    [InlineData("<meta itemprop=\"datePublished\" content=\"2023-05-02T08:30:00.000+0200\">", "2023-05-02T08:30:00+02:00")]
    [InlineData("<time datetime=\"2023-05-02T08:30Z\">Tuesday</time>", "2023-05-02T08:30:00+00:00")]
    [InlineData("<span class=\"post-date\">Published May 2, 2023</span>", "2023-05-02")]
    [InlineData("<span class=\"post-date\">2nd May 2023, 8:30 a.m. GMT</span>", "2023-05-02T08:30:00+00:00")]
    [InlineData("<meta name=\"date\" content=\"02/05/2023\">", "")]
    public async Task The_date_is_found_where_pages_put_it(string markup, string date)
    {
        Ingested item = await IngestedBytes.One($"<html><body><article>{markup}{SamplePages.Paragraphs}</article></body></html>", "a.html");
        Assert.Equal(date, item.Article!.Published?.ToString() ?? "");
    }

    [Fact]
    public async Task The_text_of_the_linked_data_is_used_when_the_page_shows_none()
    {
        string body = string.Join("\\n\\n", SamplePages.Body).Replace("\"", "\\\"", StringComparison.Ordinal);
        Ingested item = await IngestedBytes.One($$"""<html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"{{SamplePages.Title}}","articleBody":"{{body}}"}</script></head><body><div id="app">Loading</div></body></html>""", "a.html");
        Assert.Equal(SamplePages.Title + "\n\n" + string.Join("\n\n", SamplePages.Body), item.Text());
    }

    [Fact]
    public async Task A_sentence_that_is_a_link_in_the_middle_is_not_lost()
    {
        string linked = $"<div><div><a href=\"/x\">The whole affair is not over yet</a><span>.</span></div></div>";
        string page = "<html><body><div class=\"story\">" + string.Concat(SamplePages.Body.Select((text, i) => (i == 3 ? linked : "") + $"<div><div><span>{text}</span></div></div>")) + "</div></body></html>";
        Assert.Contains("\n\nThe whole affair is not over yet.\n\n", (await IngestedBytes.One(page, "a.html")).Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("iso-8859-1")]
    [InlineData("windows-1251")]
    [InlineData("shift_jis")]
    public async Task The_declared_character_set_is_used(string charset)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        string word = charset switch { "windows-1251" => "министр", "shift_jis" => "外務大臣", _ => "Málaga" };
        string page = $"<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset={charset}\"></head><body><article><p>The word {word} was used, officials said in the capital.</p>{SamplePages.Paragraphs.Replace('“', '"').Replace('”', '"')}</article></body></html>";
        Ingested item = await IngestedBytes.One(Encoding.GetEncoding(charset).GetBytes(page), "a.html");
        Assert.Contains($"The word {word} was used", item.Text(), StringComparison.Ordinal);
        Assert.Contains(IngestDefects.OlderCharset, item.Codes());
    }

    [Fact]
    public async Task A_wrong_declaration_does_not_spoil_utf8()
    {
        Ingested item = await IngestedBytes.One($"<html><head><meta charset=iso-8859-1></head><body><article>{SamplePages.Paragraphs}</article>", "a.html");
        Assert.Contains("“a fairy tale for children”", item.Text(), StringComparison.Ordinal);
        Assert.Empty(item.Defects);
    }

    [Fact]
    public async Task Broken_markup_and_entities_lose_no_words()
    {
        Ingested item = await IngestedBytes.One("<html><body><p>Iran <b>denied<p>it</i> said &lt;no&gt; &amp;amp; &nbsp;&#8220;never&#8221; &#x1F600; &bogus; &#99999999; <svg/onload=alert(1)> twice.<table><tr><td>x", "a.html");
        Assert.Contains("Iran denied", item.Text(), StringComparison.Ordinal);
        Assert.Contains("it said <no> &amp; “never” \U0001F600 &bogus;", item.Text(), StringComparison.Ordinal);
        Assert.Contains("twice.", item.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html><body></body></html>")]
    [InlineData("<html><head><title>Cookies</title></head><body><div>We value your privacy. Accept all cookies.</div></body></html>")]
    [InlineData("<p>Hi.</p>")]
    [InlineData("<!DOCTYPE html>")]
    public async Task A_page_without_article_says_so(string page)
    {
        Ingested item = await IngestedBytes.One(page, "a.html");
        Assert.Null(item.Article);
        Assert.Equal([IngestDefects.NoArticle], item.Codes());
    }

    [Fact]
    public async Task A_page_of_links_is_no_article() => Assert.Equal([IngestDefects.NoArticle], (await IngestedBytes.One($"<html><body><ul>{SamplePages.Furniture}</ul></body></html>", "a.html")).Codes());

    public static TheoryData<string, string> Nests() => new()
    {
        { "<div>", "</div>" }, { "<span>", "" }, { "<div></span>", "" }, { "<table><tr><td>", "" }, { "<ul><li>", "" }, { "<b><i>", "" }, { "<svg>", "" }, { "<blockquote>", "</blockquote>" }, { "<rt>", "" }, { "<optgroup>", "" },
    };

    [Theory]
    [MemberData(nameof(Nests))]
    public async Task A_hundred_thousand_nested_elements_neither_overflow_nor_take_long(string open, string close)
    {
        const int depth = 100_000;
        string page = "<html><body>" + string.Concat(Enumerable.Repeat(open, depth)) + SamplePages.Paragraphs + string.Concat(Enumerable.Repeat(close, depth));
        long start = Environment.TickCount64;
        Ingested item = await IngestedBytes.One(page, "a.html");
        Assert.True(Environment.TickCount64 - start < 20_000, $"{Environment.TickCount64 - start} ms");
        Assert.Contains(SamplePages.Body[2], item.Text(), StringComparison.Ordinal);
        Assert.True(open == "<svg>" || item.Codes().Contains(IngestDefects.PageTooDeep));
    }

    [Fact]
    public async Task A_page_of_very_many_elements_is_taken_whole()
    {
        string page = "<html><body><article>" + string.Concat(Enumerable.Range(0, IngestLimits.PageElements + 1).Select(i => $"<p>Official {i} said so.")) + "</article></body></html>";
        Ingested item = await IngestedBytes.One(page, "a.html");
        Assert.Equal([IngestDefects.PageTakenWhole], item.Codes());
        Assert.EndsWith($"Official {IngestLimits.PageElements} said so.", item.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_over_the_limit_is_refused() => Assert.Equal([IngestDefects.PageTooLong], (await IngestedBytes.One("<html>" + new string(' ', IngestLimits.PageCharacters) + "x", "a.html")).Codes());

    [Fact]
    public async Task No_address_in_a_page_is_opened()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string host = "http://" + listener.LocalEndpoint;
        string page = $"""
            <html><head><base href="{host}/"><link rel="canonical" href="{host}/a"><link rel="stylesheet" href="{host}/s.css"><script src="{host}/s.js"></script><meta http-equiv="refresh" content="0;url={host}/"></head>
            <body><iframe src="{host}/f"></iframe><article><img src="{host}/i.png"><video src="{host}/v"></video><object data="{host}/o"></object>{SamplePages.Paragraphs}</article></body></html>
            """;
        Assert.Contains(SamplePages.Body[0], (await IngestedBytes.One(page, "a.html")).Text(), StringComparison.Ordinal);
        await Task.Delay(200, TestContext.Current.CancellationToken);
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task The_same_page_gives_the_same_article() => Assert.Equal((await IngestedBytes.One(SamplePages.Full, "a.html")).Article!.Text.Sha256, (await IngestedBytes.One(SamplePages.Full, "a.html")).Article!.Text.Sha256);

    [Theory]
    [InlineData("\n<!-- saved -->\n<div>")]
    [InlineData("<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0\"><html>")]
    [InlineData("<HTML>")]
    public async Task A_page_is_told_by_its_content_whatever_the_name(string start) =>
        Assert.StartsWith(SamplePages.Body[0], (await IngestedBytes.One(start + SamplePages.Paragraphs, "a.txt")).Text(), StringComparison.Ordinal);
}
