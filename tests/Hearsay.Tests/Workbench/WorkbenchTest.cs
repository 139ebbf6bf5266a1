using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Hearsay.Claims.Reviewing;
using Hearsay.Storage;
using Hearsay.Tests.Cli;
using Hearsay.Tests.Storage;

namespace Hearsay.Tests.Workbench;

/// <summary>What the workbench shows and takes, over a real server.</summary>
public sealed class WorkbenchTest
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_go_on_page_by_page_and_have_a_twin()
    {
        await using RunningWorkbench bench = await FilledAsync();
        List<string> ids = [];
        string? cursor = null;
        do
        {
            JsonElement page = await bench.Client.GetAsync($"/api/v1/claims?limit=2&cursor={cursor}");
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            cursor = page.GetProperty("next").GetString();
        }
        while (cursor is not null);

        Assert.Equal(5, ids.Distinct(StringComparer.Ordinal).Count());
        string csv = await bench.Client.Http.GetStringAsync("/api/v1/claims.csv", Stop);
        string[] lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("id,document,documentName,title,outlet,published,speaker,", lines[0], StringComparison.Ordinal);
        Assert.Equal(ids, lines.Skip(1).Select(line => line.Split(',')[0]));
        Assert.Equal(3, (await bench.Client.Http.GetStringAsync("/api/v1/claims.csv?limit=2", Stop)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Queries_take_the_operators_of_the_command_line_and_say_what_is_wrong()
    {
        await using RunningWorkbench bench = await FilledAsync();
        JsonElement row = Assert.Single((await bench.Client.GetAsync("/api/v1/claims?q=stance:denies")).GetProperty("items").EnumerateArray());
        Assert.Equal("Toll", row.GetProperty("speaker").GetString());
        Assert.Equal("it sold a single missile", row.GetProperty("content").GetString());
        Assert.Equal("Toll denies that it sold a single missile.", row.GetProperty("sentence").GetString());
        Assert.Contains(row.GetProperty("reasons").EnumerateArray(), reason => reason.GetString() == "denial");
        (int status, JsonElement problem) = await bench.Client.AnswerAsync(new HttpRequestMessage(HttpMethod.Get, "/api/v1/claims?q=colour:red"));
        Assert.Equal((400, "HS0520"), (status, problem.GetProperty("code").GetString()));
        (status, problem) = await bench.Client.AnswerAsync(new HttpRequestMessage(HttpMethod.Get, "/api/v1/claims?limit=9999"));
        Assert.Equal((400, "HS0707"), (status, problem.GetProperty("code").GetString()));
        (status, problem) = await bench.Client.AnswerAsync(new HttpRequestMessage(HttpMethod.Get, "/api/v1/claims?limit=many"));
        Assert.Equal((400, "HS0707"), (status, problem.GetProperty("code").GetString()));
        (status, problem) = await bench.Client.AnswerAsync(new HttpRequestMessage(HttpMethod.Get, "/api/v1/claims?cursor=nowhere"));
        Assert.Equal((400, "HS0522"), (status, problem.GetProperty("code").GetString()));
        JsonElement facets = await bench.Client.GetAsync("/api/v1/facets?by=speaker");
        Assert.Equal(5, facets.GetProperty("items").EnumerateArray().Sum(item => item.GetProperty("count").GetInt32()));
    }

    [Fact]
    public async Task An_answer_is_not_sent_twice()
    {
        await using RunningWorkbench bench = await FilledAsync();
        using HttpResponseMessage first = await bench.Client.Http.GetAsync("/api/v1/claims", Stop);
        EntityTagHeaderValue tag = first.Headers.ETag!;
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/v1/claims");
        again.Headers.IfNoneMatch.Add(tag);
        using HttpResponseMessage second = await bench.Client.Http.SendAsync(again, Stop);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        await bench.Client.PostAsync("/api/v1/reviews", new { kind = "accept", claim = await FirstAsync(bench) });
        using var changed = new HttpRequestMessage(HttpMethod.Get, "/api/v1/claims");
        changed.Headers.IfNoneMatch.Add(tag);
        using HttpResponseMessage third = await bench.Client.Http.SendAsync(changed, Stop);
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
    }

    [Fact]
    public async Task A_review_counts_once_however_often_it_is_sent()
    {
        await using RunningWorkbench bench = await FilledAsync();
        string claim = await FirstAsync(bench);
        (int status, JsonElement entry) = await bench.Client.PostAsync("/api/v1/reviews", new { kind = "accept", claim, expectedLast = 0 }, "key-1");
        Assert.Equal((201, "mkell"), (status, entry.GetProperty("reviewer").GetString()));
        (status, JsonElement repeated) = await bench.Client.PostAsync("/api/v1/reviews", new { kind = "accept", claim, expectedLast = 0 }, "key-1");
        Assert.Equal((201, entry.GetProperty("number").GetInt64()), (status, repeated.GetProperty("number").GetInt64()));
        (status, JsonElement misused) = await bench.Client.PostAsync("/api/v1/reviews", new { kind = "reject", claim }, "key-1");
        Assert.Equal((400, "HS0512"), (status, misused.GetProperty("code").GetString()));
        Assert.Single(await bench.Ledger.LogAsync(cancellationToken: Stop));
    }

    [Fact]
    public async Task Nobody_overrules_unseen_what_another_decided()
    {
        await using RunningWorkbench bench = await FilledAsync();
        string claim = await FirstAsync(bench);
        await bench.Ledger.ReviewAsync(new Review(0, default, "jreck", ReviewKind.Reject, claim), Stop);
        (int status, JsonElement problem) = await bench.Client.PostAsync("/api/v1/reviews", new { kind = "accept", claim, expectedLast = 0 });
        Assert.Equal((409, "HS0710"), (status, problem.GetProperty("code").GetString()));
        Assert.Equal("jreck", problem.GetProperty("reviews")[0].GetProperty("reviewer").GetString());
        (status, _) = await bench.Client.PostAsync("/api/v1/reviews", new { kind = "accept", claim, expectedLast = 1 });
        Assert.Equal(201, status);
        Assert.Equal("accepted", (await bench.Client.GetAsync($"/api/v1/claims/{claim}")).GetProperty("row").GetProperty("verdict").GetString());
        (status, JsonElement undone) = await bench.Client.PostAsync("/api/v1/reviews", new { kind = "undo", claim, undoes = 2, expectedLast = 2 });
        Assert.Equal((201, "undo"), (status, undone.GetProperty("kind").GetString()));
        Assert.Equal("rejected", (await bench.Client.GetAsync($"/api/v1/claims/{claim}")).GetProperty("row").GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task Bulk_is_all_or_nothing()
    {
        await using RunningWorkbench bench = await FilledAsync();
        string[] claims = [.. (await bench.Client.GetAsync("/api/v1/claims")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];
        (int status, JsonElement problem) = await bench.Client.PostAsync("/api/v1/reviews/bulk", new { kind = "accept", claims = claims.Append(new string('0', 32)) });
        Assert.Equal((404, "HS0510"), (status, problem.GetProperty("code").GetString()));
        Assert.Empty(await bench.Ledger.LogAsync(cancellationToken: Stop));
        (status, JsonElement entries) = await bench.Client.PostAsync("/api/v1/reviews/bulk", new { kind = "accept", claims, note = "seen" }, "bulk");
        Assert.Equal((201, 5), (status, entries.GetArrayLength()));
        (status, problem) = await bench.Client.PostAsync("/api/v1/reviews/bulk", new { kind = "merge", claims });
        Assert.Equal((400, "HS0707"), (status, problem.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_missed_claim_is_added_and_a_wrong_one_edited_with_the_least_that_one_can_say()
    {
        await using RunningWorkbench bench = await FilledAsync();
        JsonElement row = (await bench.Client.GetAsync("/api/v1/claims?q=stance:denies")).GetProperty("items")[0];
        string document = row.GetProperty("document").GetString()!;
        string text = (await bench.Client.GetAsync($"/api/v1/documents/{document}")).GetProperty("text").GetString()!;
        int at = text.IndexOf("rebels", StringComparison.Ordinal);
        object content = new { text = "rebels", start = at, end = at + 6 };
        object source = new { mention = (string?)null, start = (int?)null, end = (int?)null, name = "Marta Kell", kind = "person", country = (string?)null, party = (string?)null };
        (int status, JsonElement added) = await bench.Client.PostAsync("/api/v1/reviews", new { kind = "add", document, record = new { sources = new[] { source }, content = new[] { content }, stance = "asserts" } });
        Assert.True(status == 201, added.ToString());
        Assert.Equal("Marta Kell", (await bench.Client.GetAsync($"/api/v1/claims/{added.GetProperty("subject").GetString()}")).GetProperty("row").GetProperty("speaker").GetString());
        (status, JsonElement edited) = await bench.Client.PostAsync("/api/v1/reviews", new { kind = "edit", claim = row.GetProperty("id").GetString(), record = new { stance = "declines" } });
        Assert.True(status == 201, edited.ToString());
        Assert.Equal("declines", (await bench.Client.GetAsync($"/api/v1/claims/{edited.GetProperty("other").GetString()}")).GetProperty("row").GetProperty("stance").GetString());
        (status, JsonElement wrong) = await bench.Client.PostAsync("/api/v1/reviews", new { kind = "add", document, record = new { sources = new[] { source }, content = new[] { new { text = "rebel", start = 0, end = 5 } }, stance = "asserts" } });
        Assert.Equal((400, "HS0513"), (status, wrong.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task What_others_decide_is_told_also_from_another_process()
    {
        await using RunningWorkbench bench = await FilledAsync();
        string claim = await FirstAsync(bench);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        time.CancelAfter(TimeSpan.FromSeconds(30));
        await using Stream events = await bench.Client.Http.GetStreamAsync("/api/v1/events", time.Token);
        using var reader = new StreamReader(events);
        Assert.Contains("hello", await EventAsync(reader, time.Token), StringComparison.Ordinal);
        await using (Ledger other = await Ledger.OpenAsync(bench.Place, LedgerAccess.Write, TimeProvider.System, Stop))
        {
            await other.ReviewAsync(new Review(0, default, "jreck", ReviewKind.Reject, claim), Stop);
        }

        string told = await EventAsync(reader, time.Token);
        Assert.Contains("event: review", told, StringComparison.Ordinal);
        Assert.Contains("jreck", told, StringComparison.Ordinal);
        Assert.Contains("id: 1", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_saved_search_says_why_it_fired()
    {
        await using RunningWorkbench bench = await FilledAsync();
        (int status, JsonElement search) = await bench.Client.PostAsync("/api/v1/searches", new { name = "missiles", q = "speaker:toll missile" });
        Assert.Equal(201, status);
        Assert.Empty(search.GetProperty("alerts").EnumerateArray());
        await bench.AddAsync(TestLedger.Article("later", "Toll admits that one missile was sold. Kell asserts that nothing was seen.", "Halden Post", "2026-05-27"));
        JsonElement alert = default;
        for (int wait = 0; wait < 100 && alert.ValueKind == JsonValueKind.Undefined; wait++)
        {
            await Task.Delay(100, Stop);
            alert = (await bench.Client.GetAsync("/api/v1/searches")).GetProperty("items")[0].GetProperty("alerts").EnumerateArray().FirstOrDefault();
        }

        // The turn first, then which words fit which term.
        Assert.Equal("Toll denied on 2026-05-05 (“it sold a single missile”) and admits on 2026-05-27 (“one missile was sold”); speaker: Toll; “missile” in “one missile was sold”", alert.GetProperty("why").GetString());
        (status, _) = await bench.Client.SendAsync(HttpMethod.Delete, $"/api/v1/searches/{search.GetProperty("id").GetString()}", null);
        Assert.Equal(204, status);
        Assert.Empty((await bench.Client.GetAsync("/api/v1/searches")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task What_is_handed_in_waits_in_the_inbox_under_a_harmless_name()
    {
        await using RunningWorkbench bench = await FilledAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes("A text.")), "files", "../../etc/passwd.txt" } };
        (int status, JsonElement answer) = await bench.Client.PostAsync("/api/v1/inbox", form);
        Assert.Equal(202, status);
        JsonElement item = answer.GetProperty("items")[0];
        Assert.Equal(("passwd.txt", "waiting", "mkell"), (item.GetProperty("origin").GetString(), item.GetProperty("state").GetString(), item.GetProperty("addedBy").GetString()));
        (status, answer) = await bench.Client.PostAsync("/api/v1/inbox", new { text = "Kell said that it rained.", title = "Rain", outlet = "Halden Post", published = "2026-05-02" });
        Assert.Equal(202, status);
        (status, answer) = await bench.Client.PostAsync("/api/v1/inbox", new { address = "file:///etc/passwd" });
        Assert.Equal((400, "HS0707"), (status, answer.GetProperty("code").GetString()));
        (status, answer) = await bench.Client.PostAsync("/api/v1/inbox", new { sample = true });
        Assert.Contains(answer.GetProperty("items").EnumerateArray(), row => row.GetProperty("origin").GetString() == "sund-affair.jsonl");
        Assert.Equal(2 + answer.GetProperty("items").GetArrayLength(), (await bench.Client.GetAsync("/api/v1/inbox")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_claim_page_is_whole_without_scripts_and_stays_when_its_text_is_edited()
    {
        await using RunningWorkbench bench = await FilledAsync();
        JsonElement row = (await bench.Client.GetAsync("/api/v1/claims?q=stance:denies")).GetProperty("items")[0];
        string claim = row.GetProperty("id").GetString()!;
        await bench.Client.PostAsync("/api/v1/reviews", new { kind = "comment", claim, note = "compare May 27" });
        string page = await bench.Client.Http.GetStringAsync($"/claims/{claim}", Stop);
        foreach (string part in (string[])["Toll denies: “it sold a single missile”", "<mark class=\"content\"", "Who says so", "compare May 27", "@online{", "schema.org", "name=\"asOf\"", "Halden Post"])
        {
            Assert.Contains(part, page, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
        using HttpResponseMessage start = await bench.Client.Http.GetAsync($"/claims/{claim[..8]}", Stop);
        Assert.Equal($"/claims/{claim}", start.Headers.Location!.OriginalString);
        await bench.AddAsync(TestLedger.Article("halden", "Toll declines that anything was said.", "Halden Post", "2026-05-05", "https://example.org/halden"));
        Assert.Contains("it sold a single missile", await bench.Client.Http.GetStringAsync($"/claims/{claim}", Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_screen_has_its_data()
    {
        await using RunningWorkbench bench = await RunningWorkbench.StartAsync();
        await bench.AddAsync(
            TestLedger.Article("coast", "Kell asserts that Veland shipped four coastal missile batteries to the rebels in Port Cassel.", "Coast Wire", "2026-05-02"),
            TestLedger.Article("halden", "Toll denies that Veland shipped four coastal missile batteries to the rebels in Port Cassel.", "Halden Post", "2026-05-05"));
        foreach (string path in (string[])["documents", "disputes", "parties", "places", "sources", "outlets", "readers", "aside", "reviews", "inbox", "searches", "users", "audit"])
        {
            Assert.Equal(JsonValueKind.Array, (await bench.Client.GetAsync("/api/v1/" + path)).GetProperty("items").ValueKind);
            using HttpResponseMessage twin = await bench.Client.Http.GetAsync($"/api/v1/{path}.csv", Stop);
            Assert.Equal((HttpStatusCode.OK, "text/csv"), (twin.StatusCode, twin.Content.Headers.ContentType!.MediaType));
        }

        Assert.Equal(2, (await bench.Client.GetAsync("/api/v1/operations")).GetProperty("counts").GetProperty("documents").GetInt32());
        Assert.Equal(JsonValueKind.Array, (await bench.Client.GetAsync("/api/v1/graph")).GetProperty("edges").ValueKind);
        Assert.Equal(JsonValueKind.Array, (await bench.Client.GetAsync("/api/v1/timeline")).GetProperty("lanes").ValueKind);
        (int status, JsonElement check) = await bench.Client.PostAsync("/api/v1/operations/verify", null);
        Assert.Equal((200, 0), (status, check.GetProperty("findings").GetArrayLength()));
        foreach (JsonElement format in (await bench.Client.GetAsync("/api/v1/export")).GetProperty("items").EnumerateArray())
        {
            using HttpResponseMessage download = await bench.Client.Http.GetAsync($"/api/v1/export/{format.GetString()}?q=stance:denies", Stop);
            Assert.Equal(HttpStatusCode.OK, download.StatusCode);
            Assert.StartsWith("hearsay-", download.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
            // A format of events has nothing to say of claims without any; our own records hold every claim.
            byte[] bytes = await download.Content.ReadAsByteArrayAsync(Stop);
            Assert.True(bytes.Length > 0 || format.GetString() != "records");
        }

        Assert.Contains("<!doctype html>", await bench.Client.Http.GetStringAsync("/disputes/of-any-kind", Stop), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("ok\n", await bench.Client.Http.GetStringAsync("/healthz", Stop));
    }

    [Fact]
    public async Task The_sample_set_fills_the_screens_that_compare()
    {
        await using RunningWorkbench bench = await RunningWorkbench.StartAsync();
        Assert.Equal(0, (await CliRun.InProcessAsync(["add", Repository.PathOf("samples", "sund-affair.jsonl"), "--ledger", bench.Place])).Code);
        JsonElement dispute = (await bench.Client.GetAsync("/api/v1/disputes")).GetProperty("items")[0];
        string[] sides = [.. dispute.GetProperty("sides").EnumerateArray().Select(side => side.GetProperty("position").GetString()!)];
        Assert.Contains("affirms", sides);
        Assert.Contains("denies", sides);
        string cluster = dispute.GetProperty("cluster").GetString()!;
        string claim = dispute.GetProperty("claims")[0].GetString()!;
        Assert.Equal(cluster, (await bench.Client.GetAsync($"/api/v1/disputes/{cluster}")).GetProperty("cluster").GetString());
        Assert.NotEqual(JsonValueKind.Null, (await bench.Client.GetAsync($"/api/v1/claims/{claim}")).GetProperty("cluster").ValueKind);
        Assert.NotEmpty((await bench.Client.GetAsync("/api/v1/timeline")).GetProperty("lanes").EnumerateArray());
        Assert.NotEmpty((await bench.Client.GetAsync("/api/v1/register")).GetProperty("rows").EnumerateArray());
        string party = (await bench.Client.GetAsync("/api/v1/parties")).GetProperty("items")[0].GetProperty("id").GetString()!;
        Assert.NotEmpty((await bench.Client.GetAsync($"/api/v1/parties/{Uri.EscapeDataString(party)}")).GetProperty("positions").EnumerateArray());
        Assert.NotEmpty((await bench.Client.GetAsync("/api/v1/graph")).GetProperty("edges").EnumerateArray());
    }

    [Fact]
    public async Task Document_of_the_api_is_current()
    {
        await using RunningWorkbench bench = await RunningWorkbench.StartAsync();
        string document = await bench.Client.Http.GetStringAsync("/api/v1/openapi.json", Stop);
        Assert.StartsWith("{\n  \"openapi\": \"3.1", document.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Repository.AssertFile(Repository.PathOf("src", "Hearsay.Workbench", "web", "openapi.json"), document);
    }

    /// <summary>Two articles of two outlets with five claims, among them what one affirms and the other denies.</summary>
    private static async Task<RunningWorkbench> FilledAsync()
    {
        RunningWorkbench bench = await RunningWorkbench.StartAsync();
        await bench.AddAsync(
            TestLedger.Article("coast", "Kell accuses that it sold a single missile. Kell asserts that four batteries were shipped. Arens urges that talks begin.", "Coast Wire", "2026-05-02", "https://example.org/coast", title: "A sale"),
            TestLedger.Article("halden", "Toll denies that it sold a single missile. Toll threatens that rebels are next.", "Halden Post", "2026-05-05", "https://example.org/halden", title: "A denial"));
        return bench;
    }

    private static async Task<string> FirstAsync(RunningWorkbench bench) => (await bench.Client.GetAsync("/api/v1/claims?limit=1")).GetProperty("items")[0].GetProperty("id").GetString()!;

    private static async Task<string> EventAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var told = new StringBuilder();
        while (await reader.ReadLineAsync(cancellationToken) is { } line && (line.Length > 0 || told.Length == 0))
        {
            told.Append(line).Append('\n');
        }

        return told.ToString();
    }
}
