using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Hearsay.Claims.Reviewing;
using Hearsay.Storage;
using Hearsay.Tests.Storage;
using Hearsay.Text;

namespace Hearsay.Tests.Workbench;

/// <summary>Articles, people and browsers that mean harm.</summary>
public sealed class HostileTest
{
    private const string Script = "<script>alert(1)</script>";
    private const string Attribute = "\" onmouseover=\"alert(2)";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_article_and_no_note_becomes_a_script()
    {
        await using RunningWorkbench bench = await RunningWorkbench.StartAsync();
        string text = $"Kell {Script} asserts that {Script} and {Attribute} came </q></title><img src=x onerror=alert(3)>.";
        Arrival arrival = TestLedger.Article("bad" + Script, text, "Outlet" + Script, "2026-05-02", title: "Title" + Script + Attribute);
        await bench.AddAsync(arrival);
        JsonElement row = (await bench.Client.GetAsync("/api/v1/claims")).GetProperty("items")[0];
        string claim = row.GetProperty("id").GetString()!;
        await bench.Ledger.ReviewAsync(new Review(0, default, "eve" + Script, ReviewKind.Comment, claim, Note: Script + Attribute), Stop);
        string page = await bench.Client.Http.GetStringAsync($"/claims/{claim}?asOf=2099-01-01", Stop);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\" onmouseover", page, StringComparison.OrdinalIgnoreCase);

        // In JSON, too, nothing may end a script that somebody puts it into.
        string json = await bench.Client.Http.GetStringAsync($"/api/v1/claims/{claim}", Stop);
        Assert.DoesNotContain("<", json, StringComparison.Ordinal);

        // What somebody asks for is not drawn as they sent it.
        using HttpResponseMessage reflected = await bench.Client.Http.GetAsync($"/api/v1/claims?q={Uri.EscapeDataString("colour:" + Script)}", Stop);
        Assert.Equal("application/problem+json", reflected.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain("<", await reflected.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        using HttpResponseMessage missing = await bench.Client.Http.GetAsync($"/claims/{Uri.EscapeDataString(Script)}", Stop);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.DoesNotContain("<script", await missing.Content.ReadAsStringAsync(Stop), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_address_that_is_a_script_is_no_link()
    {
        await using RunningWorkbench bench = await RunningWorkbench.StartAsync();
        await bench.AddAsync(TestLedger.Article("bad", "Kell asserts that it rained.", address: "javascript:alert(1)"));
        JsonElement row = (await bench.Client.GetAsync("/api/v1/documents")).GetProperty("items")[0];
        Assert.Equal(JsonValueKind.Null, row.GetProperty("address").ValueKind);
        string claim = (await bench.Client.GetAsync("/api/v1/claims")).GetProperty("items")[0].GetProperty("id").GetString()!;
        string page = await bench.Client.Http.GetStringAsync($"/claims/{claim}", Stop);
        Assert.DoesNotContain("href=\"javascript:", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Original_bytes_are_handed_over_and_never_run()
    {
        await using RunningWorkbench bench = await RunningWorkbench.StartAsync();
        await bench.AddAsync(TestLedger.Article("page\r\nX-Injected: yes", $"Kell asserts that {Script} came.", "Coast Wire"));
        string document = (await bench.Client.GetAsync("/api/v1/documents")).GetProperty("items")[0].GetProperty("id").GetString()!;
        foreach (string path in (string[])[$"/documents/{document}/original", $"/api/v1/documents/{document}/original"])
        {
            using HttpResponseMessage answer = await bench.Client.Http.GetAsync(path, Stop);
            Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
            Assert.StartsWith("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.False(answer.Headers.Contains("X-Injected"));
        }
    }

    [Fact]
    public async Task Every_answer_binds_the_browser()
    {
        await using RunningWorkbench bench = await RunningWorkbench.StartAsync();
        foreach (string path in (string[])["/", "/api/v1/me", "/api/v1/claims", "/api/v1/none", "/claims/00000000", "/healthz", "/claim.css"])
        {
            using HttpResponseMessage answer = await bench.Client.Http.GetAsync(path, Stop);
            string policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    [Theory]
    [InlineData("GET /../../etc/hosts.conf HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")]
    [InlineData("GET /assets/..%2f..%2fetc%2fpasswd HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")]
    [InlineData("GET /assets/%00 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")]
    [InlineData("GET /api/v1/documents/..%2f..%2f/original HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")]
    [InlineData("GET /api/v1/claims HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n")]
    [InlineData("GET /api/v1/claims HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: 127.0.0.1\r\n\r\n")]
    [InlineData("GET http://evil.example/api/v1/claims HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")]
    [InlineData("POST /api/v1/reviews HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("POST /api/v1/reviews?x=1 HTTP/1.1\r\nHost: 127.0.0.1\r\nX-HTTP-Method-Override: GET\r\nContent-Length: 0\r\n\r\n")]
    public async Task No_trick_with_paths_and_headers_gets_anything(string request)
    {
        await using RunningWorkbench bench = await RunningWorkbench.StartAsync();
        await bench.AddAsync(TestLedger.Article("coast", "Kell asserts that four batteries were shipped."));
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, bench.Host.Address.Port, Stop);
        NetworkStream stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request.Replace("\r\nHost: ", "\r\nConnection: close\r\nHost: ", StringComparison.Ordinal)), Stop);
        using var reader = new StreamReader(stream);
        string answer = await reader.ReadToEndAsync(Stop);
        Assert.Matches("^HTTP/1.1 4[0-9][0-9] ", answer);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("batteries", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_much_is_refused()
    {
        await using RunningWorkbench bench = await RunningWorkbench.StartAsync(settings => settings with { LargestUpload = 100_000 });
        (int status, JsonElement problem) = await bench.Client.PostAsync("/api/v1/searches", new { name = "x", q = new string('a', 2 << 20) });
        Assert.Equal((413, "HS0708"), (status, problem.GetProperty("code").GetString()));
        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[200_000]), "files", "large.txt" } };
        (status, problem) = await bench.Client.PostAsync("/api/v1/inbox", form);
        Assert.Equal((413, "HS0708"), (status, problem.GetProperty("code").GetString()));
        (status, problem) = await bench.Client.AnswerAsync(new HttpRequestMessage(HttpMethod.Get, "/api/v1/claims?q=" + new string('a', 5000)));
        Assert.Equal((400, "HS0707"), (status, problem.GetProperty("code").GetString()));
        using var deep = new StringContent(string.Concat(Enumerable.Repeat("{\"record\":", 100)) + "1" + new string('}', 100), Encoding.UTF8, "application/json");
        (status, problem) = await bench.Client.PostAsync("/api/v1/reviews", deep);
        Assert.Equal((400, "HS0707"), (status, problem.GetProperty("code").GetString()));
        (status, problem) = await bench.Client.PostAsync("/api/v1/searches", new StringContent("name=x", Encoding.UTF8, "application/x-www-form-urlencoded"));
        Assert.Equal((415, "HS0712"), (status, problem.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Whoever_asks_too_often_waits()
    {
        await using RunningWorkbench bench = await RunningWorkbench.StartAsync(settings => settings with { Token = "a-token-of-more-than-twenty-characters", RequestsPerSecond = 5 });
        List<int> answers = [];
        for (int at = 0; at < 40; at++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
            request.Headers.Add("Authorization", "Bearer a-token-of-more-than-twenty-characters");
            answers.Add((await bench.Client.AnswerAsync(request)).Status);
        }

        Assert.Equal(200, answers[0]);
        Assert.Contains(429, answers);
    }

    [Fact]
    public async Task A_cell_is_no_formula()
    {
        await using RunningWorkbench bench = await RunningWorkbench.StartAsync();
        await bench.AddAsync(TestLedger.Article("bad", "=cmd() asserts that @SUM(1) came."));
        string csv = await bench.Client.Http.GetStringAsync("/api/v1/claims.csv", Stop);
        Assert.Contains(",'=cmd(),", csv, StringComparison.Ordinal);
        Assert.Contains("'@SUM(1) came", csv, StringComparison.Ordinal);
    }
}
