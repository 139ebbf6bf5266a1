using Hearsay.Cli.Commands;
using Hearsay.Ingest;
using Hearsay.Tests.Ingest;

namespace Hearsay.Tests.Cli;

/// <summary><c>hearsay watch</c> and <c>hearsay add</c> of web addresses, from a server of the test itself.</summary>
public sealed class WatchTest
{
    private const string Page = "<html><head><title>Veland denies sale</title></head><body><article><h1>Veland denies sale</h1><p>The government of Veland denied on Saturday that it had sold radar sets to the islanders, whose leaders had shown serial numbers to reporters.</p><p>\"We have sold nothing,\" Foreign Minister Anna Weiss told reporters in the capital.</p></article></body></html>";

    [Fact]
    public async Task A_feed_is_asked_only_for_what_is_new()
    {
        using var folder = new Folder();
        string version = "1";
        await using var server = new LoopbackServer((path, headers) => path switch
        {
            "/robots.txt" => LoopbackServer.Response("", status: 404),
            "/feed" when headers.GetValueOrDefault("If-None-Match") == $"\"{version}\"" => LoopbackServer.Response("", status: 304),
            "/feed" => LoopbackServer.Response(Feed(version), "application/rss+xml", headers: $"ETag: \"{version}\"\r\n"),
            "/radar" => LoopbackServer.Response(Page),
            _ => LoopbackServer.Response("", status: 404),
        });
        string[] command = ["watch", server.Address("/feed").AbsoluteUri, "--once", "--allow-private-addresses", "--ledger", folder.PathOf("hearsay.db"), "--memory", folder.PathOf("memory.json"), "--format", "summary"];

        CliRun first = await CliRun.InProcessAsync(command);
        Assert.Equal((0, ""), (first.Code, first.Error));
        Assert.Contains("1 new, 0 revised, 0 known", first.Output, StringComparison.Ordinal);
        Assert.Contains("+ Veland denies sale", first.Output, StringComparison.Ordinal);
        Assert.Contains("/radar", server.Paths);

        CliRun second = await CliRun.InProcessAsync(command);
        Assert.Equal((1, ""), (second.Code, second.Error));
        Assert.Contains("not modified", second.Output, StringComparison.Ordinal);

        version = "2";
        CliRun third = await CliRun.InProcessAsync(command);
        Assert.Equal(0, third.Code);
        Assert.Contains("1 new, 0 revised, 1 known", third.Output, StringComparison.Ordinal);
        Assert.Single(server.Paths, "/radar");
        Assert.Contains(IngestDefects.HttpStatus, third.Error, StringComparison.Ordinal);

        static string Feed(string version) => "<rss version=\"2.0\"><channel><title>Coast Wire</title>"
            + "<item><title>Veland denies sale</title><link>/radar</link><guid isPermaLink=\"false\">1</guid><description>Veland denied it, officials said on Saturday in Halden.</description></item>"
            + (version == "1" ? "" : "<item><title>Inspectors leave</title><link>/gone</link><guid isPermaLink=\"false\">2</guid><description>The inspectors left Sund, the league said on Sunday.</description></item>")
            + "</channel></rss>";
    }

    [Fact]
    public async Task A_feed_that_cannot_be_had_gives_2_and_the_others_are_polled()
    {
        using var folder = new Folder();
        await using var server = new LoopbackServer((path, _) => path == "/feed" ? LoopbackServer.Response(SampleSources.Rss, "text/xml") : LoopbackServer.Response("", status: 404));
        CliRun run = await CliRun.InProcessAsync(["watch", server.Address("/none").AbsoluteUri, server.Address("/feed").AbsoluteUri, "--once", "--summaries", "--allow-private-addresses", "--ledger", folder.PathOf("hearsay.db"), "--memory", folder.PathOf("memory.json"), "--format", "summary"]);
        Assert.Equal(2, run.Code);
        Assert.Contains("failed", run.Output, StringComparison.Ordinal);
        Assert.Contains("2 new", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_is_added_once()
    {
        using var folder = new Folder();
        await using var server = new LoopbackServer((path, _) => path == "/radar" ? LoopbackServer.Response(Page) : LoopbackServer.Response("", status: 404));
        string[] command = ["add", server.Address("/radar").AbsoluteUri, "--allow-private-addresses", "--ledger", folder.PathOf("hearsay.db"), "--format", "summary"];
        CliRun first = await CliRun.InProcessAsync(command);
        Assert.Equal((0, ""), (first.Code, first.Error));
        Assert.StartsWith("1 document added", first.Output, StringComparison.Ordinal);
        Assert.StartsWith("0 documents added, 1 known", (await CliRun.InProcessAsync(command)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_no_feed_to_watch()
    {
        using var folder = new Folder();
        CliRun run = await CliRun.InProcessAsync(["watch", folder.Write("feed.xml", SampleSources.Rss), "--once", "--ledger", folder.PathOf("hearsay.db")]);
        Assert.Equal(2, run.Code);
        Assert.Contains("hearsay add", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_memory_is_named()
    {
        using var folder = new Folder();
        CliRun run = await CliRun.InProcessAsync(["watch", "https://wire.example/feed", "--once", "--ledger", folder.PathOf("hearsay.db"), "--memory", folder.Write("memory.json", "{}")]);
        Assert.Equal(2, run.Code);
        Assert.Contains("HS0310", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Polls_are_moved_by_a_tenth_and_failures_double_the_wait()
    {
        var feed = new Uri("https://wire.example/feed");
        var quarter = TimeSpan.FromMinutes(15);
        TimeSpan[] waits = [.. Enumerable.Range(0, 50).Select(poll => WatchCommand.Next(quarter, 0, feed, poll))];
        Assert.All(waits, wait => Assert.InRange(wait, quarter * 0.9, quarter * 1.1));
        Assert.True(waits.Distinct().Count() > 20);
        Assert.InRange(WatchCommand.Next(quarter, 3, feed, 1), quarter * 7, quarter * 9);
        Assert.Equal(TimeSpan.FromDays(1), WatchCommand.Next(quarter, 40, feed, 1));
    }
}
