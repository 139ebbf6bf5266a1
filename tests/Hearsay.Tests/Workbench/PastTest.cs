using System.Net;
using System.Text.Json;
using Hearsay.Tests.Storage;

namespace Hearsay.Tests.Workbench;

/// <summary>A past state, on the screens of one article, of parties and of sources; and people who change sides.</summary>
public sealed class PastTest
{
    private const string Matter = "Veland shipped four coastal missile batteries to the rebels in Port Cassel";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_article_a_party_and_the_sources_are_shown_as_they_were()
    {
        await using RunningWorkbench bench = await RunningWorkbench.StartAsync();
        await bench.AddAsync(TestLedger.Article("coast", $"Toll denies that {Matter}.", "Coast Wire", "2026-05-02", "https://example.org/coast", title: "A denial"));
        string then = await MomentAsync();
        await bench.AddAsync(
            TestLedger.Article("coast", $"Toll admits that {Matter}. Kell asserts that inspectors saw crates.", "Coast Wire", "2026-05-27", "https://example.org/coast", title: "An admission"),
            TestLedger.Article("halden", $"Toll asserts that {Matter}.", "Halden Post", "2026-05-28", "https://example.org/halden"));

        JsonElement row = (await bench.Client.GetAsync("/api/v1/claims?q=stance:admits")).GetProperty("items")[0];
        string document = row.GetProperty("document").GetString()!;
        JsonElement now = await bench.Client.GetAsync($"/api/v1/documents/{document}");
        JsonElement past = await bench.Client.GetAsync($"/api/v1/documents/{document}?asOf={then}");
        Assert.Equal((2, 2, 2), (now.GetProperty("revision").GetInt32(), now.GetProperty("revisions").GetArrayLength(), now.GetProperty("claims").GetArrayLength()));
        Assert.Equal((1, 1, 1), (past.GetProperty("revision").GetInt32(), past.GetProperty("revisions").GetArrayLength(), past.GetProperty("claims").GetArrayLength()));
        Assert.Equal("A denial", past.GetProperty("document").GetProperty("title").GetString());
        Assert.Equal("denies", past.GetProperty("claims")[0].GetProperty("row").GetProperty("stance").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await bench.Client.Http.GetAsync($"/api/v1/documents/{document}?asOf=2001-01-01", Stop)).StatusCode);

        JsonElement toll = (await bench.Client.GetAsync("/api/v1/parties")).GetProperty("items").EnumerateArray().Single(party => party.GetProperty("name").GetString() == "Toll");
        string id = Uri.EscapeDataString(toll.GetProperty("id").GetString()!);
        Assert.Equal(1, Speaks(await bench.Client.GetAsync($"/api/v1/parties/{id}?asOf={then}")));
        Assert.Equal(2, Speaks(await bench.Client.GetAsync($"/api/v1/parties/{id}")));
        Assert.Equal(HttpStatusCode.NotFound, (await bench.Client.Http.GetAsync($"/api/v1/parties/{id}?asOf=2001-01-01", Stop)).StatusCode);

        Assert.Equal(["Coast Wire"], Names(await bench.Client.GetAsync($"/api/v1/outlets?asOf={then}")));
        Assert.Equal(["Coast Wire", "Halden Post"], Names(await bench.Client.GetAsync("/api/v1/outlets")));
        Assert.Equal(["Toll"], Names(await bench.Client.GetAsync($"/api/v1/sources?asOf={then}")));
        Assert.Equal(["Toll"], Names(await bench.Client.GetAsync($"/api/v1/parties?asOf={then}")));
        Assert.Empty((await bench.Client.GetAsync($"/api/v1/families?asOf={then}")).GetProperty("items").EnumerateArray());
        Assert.Contains("is no date", (await bench.Client.AnswerAsync(new HttpRequestMessage(HttpMethod.Get, $"/api/v1/documents/{document}?asOf=then"))).Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stance:denies")]
    [InlineData("speaker:toll missile")]
    public async Task An_alert_tells_when_a_denial_becomes_an_admission(string query)
    {
        await using RunningWorkbench bench = await RunningWorkbench.StartAsync();
        await bench.AddAsync(
            TestLedger.Article("coast", $"Kell asserts that {Matter}.", "Coast Wire", "2026-05-02"),
            TestLedger.Article("halden", $"Toll denies that {Matter}.", "Halden Post", "2026-05-05"));
        await bench.Client.PostAsync("/api/v1/searches", new { name = "denials", q = query });
        // Of a matter that nobody has denied nothing is told.
        await bench.AddAsync(TestLedger.Article("later", $"Toll admits that {Matter}. Kell asserts that the harbour was quiet.", "Halden Post", "2026-05-27"));
        JsonElement[] alerts = [];
        for (int wait = 0; wait < 100 && alerts.Length == 0; wait++)
        {
            await Task.Delay(100, Stop);
            alerts = [.. (await bench.Client.GetAsync("/api/v1/searches")).GetProperty("items")[0].GetProperty("alerts").EnumerateArray()];
        }

        JsonElement alert = Assert.Single(alerts);
        Assert.StartsWith($"Toll denied on 2026-05-05 (“{Matter}”) and admits on 2026-05-27 (“{Matter}”)", alert.GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Equal("admits", (await bench.Client.GetAsync($"/api/v1/claims/{alert.GetProperty("claim").GetString()}")).GetProperty("row").GetProperty("stance").GetString());
    }

    [Fact]
    public async Task The_least_certain_claims_come_first_page_by_page()
    {
        await using RunningWorkbench bench = await RunningWorkbench.StartAsync();
        Hearsay.Storage.Arrival arrival = TestLedger.Article("coast", "Kell asserts that it rained. Kell asserts that it snowed. Toll denies that it hailed. Toll asserts that it froze.", "Coast Wire");
        float[] sure = [0.9f, 0.3f, 0.5f, 0.3f];
        await bench.AddAsync(arrival with { Claims = [.. arrival.Claims.Select((claim, index) => claim with { Confidence = sure[index] })] });
        List<double> seen = [];
        List<string> ids = [];
        string? cursor = "";
        while (cursor is not null)
        {
            JsonElement page = await bench.Client.GetAsync($"/api/v1/claims?sort=confidence&limit=1&cursor={cursor}");
            seen.Add(page.GetProperty("items")[0].GetProperty("confidence").GetDouble());
            ids.Add(page.GetProperty("items")[0].GetProperty("id").GetString()!);
            cursor = page.GetProperty("next").GetString();
        }

        Assert.Equal([0.3, 0.3, 0.5, 0.9], seen);
        Assert.Equal(4, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(0.5, (await bench.Client.GetAsync("/api/v1/claims?sort=confidence&q=hailed")).GetProperty("items")[0].GetProperty("confidence").GetDouble());
        Assert.Equal(400, (await bench.Client.AnswerAsync(new HttpRequestMessage(HttpMethod.Get, "/api/v1/claims?sort=confidence&cursor=3"))).Status);
    }

    [Theory]
    [InlineData("ar", "وزارة الدفاع", "لم يعبر صاروخ واحد (من طراز HD-70) حدودنا", "صوت الساحل")]
    [InlineData("he", "אלזה טול", "לא נמכר אף טיל אחד, ודוח Coast Wire שגוי", "הד החוף")]
    [InlineData("fa", "مارتا کل", "دست‌کم ۶۰ موشک تحویل شده است", "پیام بندر")]
    public async Task Text_from_right_to_left_does_not_turn_what_stands_around_it(string name, string speaker, string content, string outlet)
    {
        await using RunningWorkbench bench = await RunningWorkbench.StartAsync();
        await bench.AddAsync(TestLedger.Article(name, $"{speaker} denies that {content}.", outlet, "2026-05-03", $"https://example.org/{name}", title: content));
        JsonElement row = (await bench.Client.GetAsync("/api/v1/claims")).GetProperty("items")[0];
        string page = await bench.Client.Http.GetStringAsync($"/claims/{row.GetProperty("id").GetString()}", Stop);
        string Shown(string text) => System.Text.Encodings.Web.HtmlEncoder.Default.Encode(text);
        Assert.Contains($"<h1><bdi>{speaker}</bdi> denies: “<bdi>{content}</bdi>”</h1>", page.Replace(Shown(speaker), speaker, StringComparison.Ordinal).Replace(Shown(content), content, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("<blockquote dir=\"auto\"", page, StringComparison.Ordinal);
        JsonElement document = await bench.Client.GetAsync($"/api/v1/documents/{row.GetProperty("document").GetString()}");
        Assert.True(document.GetProperty("rtl").GetBoolean());
        // Offsets are code points of the text, whatever its direction.
        JsonElement part = document.GetProperty("claims")[0].GetProperty("record").GetProperty("content")[0];
        Assert.Equal(content, document.GetProperty("text").GetString()![part.GetProperty("start").GetInt32()..part.GetProperty("end").GetInt32()].Trim());
    }

    private static async Task<string> MomentAsync()
    {
        await Task.Delay(20, Stop);
        string moment = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);
        await Task.Delay(20, Stop);
        return moment;
    }

    private static int Speaks(JsonElement party) => party.GetProperty("party").GetProperty("speaks").GetInt32();

    private static string[] Names(JsonElement list) => [.. list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()!).Order(StringComparer.Ordinal)];
}
