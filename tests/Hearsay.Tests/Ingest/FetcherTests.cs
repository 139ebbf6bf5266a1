using System.Diagnostics;
using System.Net;
using System.Text;
using Hearsay.Ingest;
using Hearsay.Ingest.Fetching;

namespace Hearsay.Tests.Ingest;

public sealed class FetcherTests
{
    private static readonly FetchOptions Here = new() { AllowPrivateAddresses = true, DelayPerHost = TimeSpan.Zero, RetryDelay = TimeSpan.FromMilliseconds(1), Timeout = TimeSpan.FromSeconds(20) };

    [Fact]
    public async Task A_page_is_fetched_with_what_the_server_says_of_it()
    {
        await using var server = new LoopbackServer((path, _) => path == "/robots.txt" ? LoopbackServer.Response("", status: 404)
            : LoopbackServer.Response([.. "<html><p>Caf"u8, 0xE9], "text/html; charset=\"windows-1252\"", headers: "ETag: \"v1\"\r\nLast-Modified: Sat, 02 May 2026 10:00:00 GMT\r\n"));
        using var fetcher = new Fetcher(Here with { Contact = "desk@wire.example" }, TimeProvider.System);
        Fetched fetched = await fetcher.FetchAsync(server.Address("/2026/story.html#top"), null, TestContext.Current.CancellationToken);
        Assert.Null(fetched.Defect);
        Assert.Equal(("text/html", "windows-1252", server.Address("/2026/story.html")), (fetched.Envelope.MediaType, fetched.Envelope.Charset, fetched.Envelope.Address));
        Assert.EndsWith("/2026/story", fetched.Envelope.DocumentId, StringComparison.Ordinal);
        Assert.Equal(new Validators("\"v1\"", new DateTimeOffset(2026, 5, 2, 10, 0, 0, TimeSpan.Zero)), fetched.Validators);
        Assert.All(server.Requests, request => Assert.Matches(@"^Hearsay/[0-9.]+ \(\+desk@wire\.example\)$", request.Headers["User-Agent"]));
        Assert.Equal(["/robots.txt", "/2026/story.html"], server.Paths);
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        await using var server = new LoopbackServer((path, headers) => path == "/robots.txt" ? LoopbackServer.Response("", status: 404)
            : headers.GetValueOrDefault("If-None-Match") == "\"v1\"" && headers.ContainsKey("If-Modified-Since") ? LoopbackServer.Response("", status: 304) : LoopbackServer.Response("news", headers: "ETag: \"v1\"\r\nLast-Modified: Sat, 02 May 2026 10:00:00 GMT\r\n"));
        using var fetcher = new Fetcher(Here, TimeProvider.System);
        Fetched first = await fetcher.FetchAsync(server.Address("/feed"), null, TestContext.Current.CancellationToken);
        Fetched second = await fetcher.FetchAsync(server.Address("/feed"), first.Validators, TestContext.Current.CancellationToken);
        Assert.Equal((false, true, 0), (first.NotModified, second.NotModified, second.Bytes.Length));
        Assert.Equal(first.Validators, second.Validators);
        Assert.Single(server.Paths, "/robots.txt");
    }

    [Fact]
    public async Task Addresses_that_robots_txt_does_not_allow_are_not_asked_for()
    {
        await using var server = new LoopbackServer((path, _) => LoopbackServer.Response(path == "/robots.txt" ? "User-agent: *\nDisallow: /private/\nAllow: /private/open" : "<p>x"));
        using var fetcher = new Fetcher(Here, TimeProvider.System);
        Fetched refused = await fetcher.FetchAsync(server.Address("/private/a"), null, TestContext.Current.CancellationToken);
        Assert.Equal(IngestDefects.RobotsDisallow, refused.Defect!.Code);
        Assert.Null((await fetcher.FetchAsync(server.Address("/private/open.html"), null, TestContext.Current.CancellationToken)).Defect);
        Assert.Equal(["/robots.txt", "/private/open.html"], server.Paths);
    }

    [Fact]
    public async Task A_host_whose_robots_txt_fails_is_left_alone()
    {
        await using var server = new LoopbackServer((_, _) => LoopbackServer.Response("down", status: 503));
        using var fetcher = new Fetcher(Here with { Retries = 0 }, TimeProvider.System);
        Fetched fetched = await fetcher.FetchAsync(server.Address("/a"), null, TestContext.Current.CancellationToken);
        Assert.Equal(IngestDefects.HttpStatus, fetched.Defect!.Code);
        Assert.Equal(["/robots.txt"], server.Paths);
    }

    [Theory]
    [InlineData("User-agent: *\nDisallow: /", "/a", false)]
    [InlineData("User-agent: *\nDisallow:", "/a", true)]
    [InlineData("User-agent: hearsay\nDisallow: /a\n\nUser-agent: *\nDisallow: /", "/b", true)]
    [InlineData("User-agent: Other\nUser-agent: Hearsay/2\nDisallow: /a", "/abc", false)]
    [InlineData("User-agent: *\nDisallow: /\nUser-agent: Hearsay\nAllow: /", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", false)]
    [InlineData("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z=1", true)]
    [InlineData("User-agent: *\nDisallow: /a*b*c", "/aXbYcZ", false)]
    [InlineData("User-agent: *\nDisallow: /page\nAllow: /page", "/page", true)]
    [InlineData("User-agent: *\nDisallow: /%61/%e4", "/a/%E4", false)]
    [InlineData("User-agent: *\r\nCrawl-delay: 5\r\nDisallow: /a # not this\r\n", "/a", false)]
    [InlineData("Disallow: /\n<html>", "/a", true)]
    [InlineData("\uFEFFUSER-AGENT : *\nDISALLOW : /a", "/a", false)]
    public void Robots_txt_is_read_as_RFC_9309_says(string robots, string path, bool allowed) =>
        Assert.Equal(allowed, RobotsRules.Parse(Encoding.UTF8.GetBytes(robots), "Hearsay").Allows(new Uri("https://wire.example" + path)));

    [Fact]
    public async Task A_host_is_asked_once_per_delay()
    {
        await using var server = new LoopbackServer((path, _) => LoopbackServer.Response(path == "/robots.txt" ? "User-agent: *\nCrawl-delay: 0.3" : "x"));
        using var fetcher = new Fetcher(Here, TimeProvider.System);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(number => fetcher.FetchAsync(server.Address($"/{number}"), null, TestContext.Current.CancellationToken)));
        Assert.True(clock.Elapsed > TimeSpan.FromSeconds(0.85), $"{clock.Elapsed}");
        Assert.Equal(5, server.Paths.Length);
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_when_it_says()
    {
        int asked = 0;
        await using var server = new LoopbackServer((path, _) => path == "/robots.txt" ? LoopbackServer.Response("", status: 404)
            : ++asked < 3 ? LoopbackServer.Response("", status: 503, headers: "Retry-After: 0\r\n") : LoopbackServer.Response("at last"));
        using var fetcher = new Fetcher(Here, TimeProvider.System);
        Fetched fetched = await fetcher.FetchAsync(server.Address("/a"), null, TestContext.Current.CancellationToken);
        Assert.Equal("at last", Encoding.UTF8.GetString(fetched.Bytes.Span));
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task A_server_that_asks_for_an_hour_is_left_alone()
    {
        await using var server = new LoopbackServer((path, _) => path == "/robots.txt" ? LoopbackServer.Response("", status: 404) : LoopbackServer.Response("", status: 429, headers: "Retry-After: 3600\r\n"));
        using var fetcher = new Fetcher(Here, TimeProvider.System);
        Fetched fetched = await fetcher.FetchAsync(server.Address("/a"), null, TestContext.Current.CancellationToken);
        Assert.Equal(IngestDefects.HttpStatus, fetched.Defect!.Code);
        Assert.Contains("3,600 s", fetched.Defect.Message, StringComparison.Ordinal);
        Assert.Equal(["/robots.txt", "/a"], server.Paths);
    }

    [Fact]
    public async Task Redirects_are_followed_but_not_for_ever()
    {
        await using var server = new LoopbackServer((path, _) => path == "/robots.txt" ? LoopbackServer.Response("", status: 404)
            : path == "/old" ? LoopbackServer.Response("", status: 301, headers: "Location: /new\r\n")
            : path == "/loop" ? LoopbackServer.Response("", status: 302, headers: "Location: /loop\r\n")
            : path == "/file" ? LoopbackServer.Response("", status: 302, headers: "Location: file:///etc/passwd\r\n") : LoopbackServer.Response("moved"));
        using var fetcher = new Fetcher(Here, TimeProvider.System);
        Assert.Equal(server.Address("/new"), (await fetcher.FetchAsync(server.Address("/old"), null, TestContext.Current.CancellationToken)).Envelope.Address);
        Assert.Equal(IngestDefects.Redirects, (await fetcher.FetchAsync(server.Address("/loop"), null, TestContext.Current.CancellationToken)).Defect!.Code);
        Assert.Equal(IngestDefects.Redirects, (await fetcher.FetchAsync(server.Address("/file"), null, TestContext.Current.CancellationToken)).Defect!.Code);
    }

    [Theory]
    [InlineData("http://127.0.0.2:{0}/secret")]
    [InlineData("http://[::1]:{0}/secret")]
    [InlineData("http://[::ffff:127.0.0.2]:{0}/secret")]
    [InlineData("http://inside.example:{0}/secret")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("//127.0.0.2:{0}/secret")]
    public async Task No_redirect_leads_to_a_private_address(string pattern)
    {
        // 127.0.0.1 stands for the open internet.
        string port = "";
        await using var server = new LoopbackServer((path, _) => path == "/robots.txt" ? LoopbackServer.Response("", status: 404) : LoopbackServer.Response("", status: 302, headers: $"Location: {pattern.Replace("{0}", port, StringComparison.Ordinal)}\r\n"));
        port = server.Address().Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var fetcher = new Fetcher(Here with { AllowPrivateAddresses = false }, TimeProvider.System) { IsPublic = address => address.Equals(IPAddress.Loopback), Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("127.0.0.2")]) };
        Fetched fetched = await fetcher.FetchAsync(server.Address("/story"), null, TestContext.Current.CancellationToken);
        Assert.Equal(IngestDefects.PrivateAddress, fetched.Defect!.Code);
        Assert.DoesNotContain("/secret", server.Paths);
    }

    [Fact]
    public async Task A_name_that_changes_its_address_between_two_requests_is_refused()
    {
        // DNS rebinding: what is looked up is what is connected to, every time anew.
        await using var server = new LoopbackServer((path, _) => path == "/robots.txt" ? LoopbackServer.Response("", status: 404, headers: "Connection: close\r\n") : LoopbackServer.Response("secret"));
        int asked = 0;
        using var fetcher = new Fetcher(Here with { AllowPrivateAddresses = false }, TimeProvider.System)
        {
            IsPublic = address => address.Equals(IPAddress.Loopback),
            Resolve = (_, _) => Task.FromResult<IPAddress[]>([asked++ == 0 ? IPAddress.Loopback : IPAddress.Parse("127.0.0.2")]),
        };
        var address = new Uri($"http://wire.example:{server.Address().Port}/story");
        Fetched fetched = await fetcher.FetchAsync(address, null, TestContext.Current.CancellationToken);
        Assert.Equal(IngestDefects.PrivateAddress, fetched.Defect?.Code);
        Assert.Equal(["/robots.txt"], server.Paths);
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://0x7f.1:{0}/")]
    [InlineData("http://[::1]:{0}/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[fe80::1]/")]
    public async Task Private_addresses_are_refused_however_they_are_written(string pattern)
    {
        await using var server = new LoopbackServer((_, _) => LoopbackServer.Response("secret"));
        using var fetcher = new Fetcher(Here with { AllowPrivateAddresses = false }, TimeProvider.System);
        var address = new Uri(pattern.Replace("{0}", server.Address().Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
        Fetched fetched = await fetcher.FetchAsync(address, null, TestContext.Current.CancellationToken);
        Assert.Equal(IngestDefects.PrivateAddress, fetched.Defect!.Code);
        Assert.Empty(server.Paths);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("93.184.216.34", true)]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fe80::1%1", false)]
    [InlineData("fec0::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2001:0:102:304::", false)]
    public void Addresses_are_public_or_not(string address, bool expected) => Assert.Equal(expected, AddressGuard.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public async Task A_response_that_is_too_large_is_broken_off()
    {
        byte[] packed = SampleSources.Gzip(new byte[1 << 20]);
        await using var server = new LoopbackServer((path, _) => path == "/robots.txt" ? LoopbackServer.Response("", status: 404)
            : path == "/bomb" ? LoopbackServer.Response(packed, "text/html", headers: "Content-Encoding: gzip\r\n") : LoopbackServer.Response(new string('x', 2000)));
        using var fetcher = new Fetcher(Here with { MostBytes = 1999 }, TimeProvider.System);
        Assert.Equal(IngestDefects.FetchTooLarge, (await fetcher.FetchAsync(server.Address("/a"), null, TestContext.Current.CancellationToken)).Defect!.Code);
        Assert.Equal(IngestDefects.FetchTooLarge, (await fetcher.FetchAsync(server.Address("/bomb"), null, TestContext.Current.CancellationToken)).Defect!.Code);
    }

    [Fact]
    public async Task A_server_that_sends_a_byte_now_and_then_is_cut_off()
    {
        await using var server = new LoopbackServer((_, _) => LoopbackServer.Response(new string('x', 2000))) { BytesPerSecond = 20 };
        using var fetcher = new Fetcher(Here with { Timeout = TimeSpan.FromSeconds(0.5) }, TimeProvider.System);
        var clock = Stopwatch.StartNew();
        Assert.Equal(IngestDefects.FetchTooSlow, (await fetcher.FetchAsync(server.Address("/a"), null, TestContext.Current.CancellationToken)).Defect!.Code);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"{clock.Elapsed}");
    }

    [Theory]
    [InlineData("not HTTP at all")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nshort")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope")]
    public async Task Broken_responses_are_named(string response)
    {
        await using var server = new LoopbackServer((path, _) => path == "/robots.txt" ? LoopbackServer.Response("", status: 404) : Encoding.ASCII.GetBytes(response));
        using var fetcher = new Fetcher(Here, TimeProvider.System);
        Assert.Equal(IngestDefects.FetchFailed, (await fetcher.FetchAsync(server.Address("/a"), null, TestContext.Current.CancellationToken)).Defect!.Code);
    }

    [Fact]
    public async Task Pictures_and_missing_pages_are_named()
    {
        await using var server = new LoopbackServer((path, _) => path == "/a.png" ? LoopbackServer.Response("x", "image/png") : LoopbackServer.Response("", status: 404));
        using var fetcher = new Fetcher(Here, TimeProvider.System);
        Assert.Equal(IngestDefects.MediaTypeNotRead, (await fetcher.FetchAsync(server.Address("/a.png"), null, TestContext.Current.CancellationToken)).Defect!.Code);
        Assert.Equal(IngestDefects.HttpStatus, (await fetcher.FetchAsync(server.Address("/gone"), null, TestContext.Current.CancellationToken)).Defect!.Code);
    }

    [Fact]
    public async Task Fetching_can_be_given_up()
    {
        await using var server = new LoopbackServer((_, _) => LoopbackServer.Response("x")) { BytesPerSecond = 1 };
        using var fetcher = new Fetcher(Here, TimeProvider.System);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(0.3));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetcher.FetchAsync(server.Address("/a"), null, stop.Token));
    }
}
