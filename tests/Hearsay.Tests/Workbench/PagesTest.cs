using System.Net;
using System.Text.RegularExpressions;

namespace Hearsay.Tests.Workbench;

/// <summary>Files that the browser is given: what may be kept, what is asked for again, what is not there.</summary>
public sealed partial class PagesTest
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_named_by_their_content_are_kept_and_all_others_asked_for_again()
    {
        await using RunningWorkbench bench = await RunningWorkbench.StartAsync();
        string start = await bench.Client.Http.GetStringAsync("/", Stop);
        string[] named = [.. Asset().Matches(start).Select(match => match.Value)];
        Assert.SkipWhen(named.Length == 0, "the pages were not built: there is no Node here");
        Assert.Contains(named, path => path.EndsWith(".js", StringComparison.Ordinal));
        Assert.Contains(named, path => path.EndsWith(".css", StringComparison.Ordinal));
        foreach (string path in named)
        {
            using HttpResponseMessage file = await bench.Client.Http.GetAsync(path, Stop);
            Assert.Equal((HttpStatusCode.OK, "public, max-age=31536000, immutable"), (file.StatusCode, file.Headers.GetValues("Cache-Control").Single()));
            Assert.Equal(path.EndsWith(".js", StringComparison.Ordinal) ? "text/javascript" : "text/css", file.Content.Headers.ContentType!.MediaType);
            Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.True(file.Content.Headers.ContentLength > 100);
        }

        foreach ((string path, string type) in ((string, string)[])[("/", "text/html"), ("/icon.svg", "image/svg+xml"), ("/claim.css", "text/css"), ("/disputes/of-any-kind", "text/html")])
        {
            using HttpResponseMessage file = await bench.Client.Http.GetAsync(path, Stop);
            Assert.Equal((HttpStatusCode.OK, type), (file.StatusCode, file.Content.Headers.ContentType!.MediaType));
            Assert.DoesNotContain("immutable", file.Headers.CacheControl?.ToString() ?? "", StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task What_the_browser_has_is_not_sent_again_and_what_is_sent_is_packed(string encoding)
    {
        await using RunningWorkbench bench = await RunningWorkbench.StartAsync();
        using HttpResponseMessage plain = await bench.Client.Http.GetAsync("/icon.svg", Stop);
        using var packed = new HttpRequestMessage(HttpMethod.Get, "/icon.svg");
        packed.Headers.Add("Accept-Encoding", encoding);
        using HttpResponseMessage answer = await bench.Client.Http.SendAsync(packed, Stop);
        Assert.SkipWhen(plain.StatusCode == HttpStatusCode.NotFound, "the pages were not built: there is no Node here");
        Assert.Equal([encoding], answer.Content.Headers.ContentEncoding);
        Assert.Equal("Accept-Encoding", answer.Headers.Vary.Single());
        using var again = new HttpRequestMessage(HttpMethod.Get, "/icon.svg");
        again.Headers.IfNoneMatch.Add(plain.Headers.ETag!);
        using HttpResponseMessage kept = await bench.Client.Http.SendAsync(again, Stop);
        Assert.Equal((HttpStatusCode.NotModified, 0), (kept.StatusCode, (await kept.Content.ReadAsByteArrayAsync(Stop)).Length));
        using HttpResponseMessage head = await bench.Client.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/icon.svg"), Stop);
        Assert.Equal(plain.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData("/assets/none.js")]
    [InlineData("/assets/../index.html.bak")]
    [InlineData("/none.css")]
    [InlineData("/api/v1/none")]
    public async Task What_is_not_there_is_no_page(string path)
    {
        await using RunningWorkbench bench = await RunningWorkbench.StartAsync();
        using HttpResponseMessage answer = await bench.Client.Http.GetAsync(path, Stop);
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
    }

    [GeneratedRegex(@"/assets/[\w.-]+\.(js|css)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asset();
}
