using Hearsay.Ingest;
using Hearsay.Tests.Ingest;

namespace Hearsay.Tests.Cli;

/// <summary><c>hearsay read</c> of web addresses, from a server of the test itself.</summary>
public sealed class ReadAddressTest
{
    [Fact]
    public async Task A_feed_at_an_address_is_read()
    {
        await using var server = new LoopbackServer((path, _) => path == "/robots.txt" ? LoopbackServer.Response("", status: 404) : LoopbackServer.Response(SampleSources.Rss, "application/rss+xml"));
        CliRun run = await CliRun.InProcessAsync(["read", server.Address("/feed").AbsoluteUri, "--allow-private-addresses", "--contact", "desk@wire.example"]);
        Assert.Contains("wire-1001", run.Claims.Select(claim => claim.GetProperty("document").GetString()));
        Assert.Contains("desk@wire.example", server.Requests.First().Headers["User-Agent"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_of_this_machine_is_refused_unless_it_is_allowed()
    {
        await using var server = new LoopbackServer((_, _) => LoopbackServer.Response("secret"));
        CliRun run = await CliRun.InProcessAsync(["read", server.Address("/a").AbsoluteUri]);
        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Contains(IngestDefects.PrivateAddress, run.Error, StringComparison.Ordinal);
        Assert.Empty(server.Paths);
    }
}
