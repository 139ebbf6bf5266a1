using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Hearsay.Claims.Reviewing;
using Hearsay.Storage.Access;
using Hearsay.Tests.Storage;
using Hearsay.Workbench;

namespace Hearsay.Tests.Workbench;

/// <summary>Who may do what in the workbench.</summary>
public sealed class AccessTest
{
    private const string Token = "a-token-of-more-than-twenty-characters";

    private static readonly (string, Role)[] Everybody = [("root", Role.Admin), ("edna", Role.Editor), ("anna", Role.Analyst), ("rita", Role.Reader)];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_route_answers_somebody_who_is_not_logged_in()
    {
        await using RunningWorkbench bench = await RunningWorkbench.StartAsync(accounts: Everybody);
        List<(HttpMethod Method, string Path)> routes = await RoutesAsync(bench);
        Assert.True(routes.Count > 40, $"only {routes.Count} routes found");
        using RunningWorkbench.Browser stranger = bench.NewClient();
        foreach ((HttpMethod method, string path) in routes.Where(route => !route.Path.StartsWith("/api/v1/login", StringComparison.Ordinal)).Append((HttpMethod.Get, "/claims/0123456789abcdef")).Append((HttpMethod.Get, "/documents/0123/original")).Append((HttpMethod.Get, "/api/v1/openapi.json")))
        {
            using var request = new HttpRequestMessage(method, path) { Content = method == HttpMethod.Get ? null : JsonContent.Create(new { }) };
            (int status, JsonElement problem) = await stranger.AnswerAsync(request);
            Assert.True(status is 401 or 403, $"{method} {path}: {status}");
            Assert.Contains(problem.GetProperty("code").GetString(), (string[])["HS0701", "HS0703"]);
        }
    }

    [Fact]
    public async Task A_role_opens_what_is_its_own_and_no_more()
    {
        await using RunningWorkbench bench = await RunningWorkbench.StartAsync(accounts: Everybody);
        await bench.AddAsync(TestLedger.Article("coast", "Kell asserts that four batteries were shipped.", "Coast Wire", "2026-05-02"));
        string claim = (await bench.Ledger.ClaimsAsync(Hearsay.Storage.Queries.Query.Everything, cancellationToken: Stop)).Items[0].Id;
        using RunningWorkbench.Browser reader = bench.NewClient();
        using RunningWorkbench.Browser analyst = bench.NewClient();
        using RunningWorkbench.Browser editor = bench.NewClient();
        Assert.Equal(204, await reader.LogInAsync("rita"));
        Assert.Equal(204, await analyst.LogInAsync("anna"));
        Assert.Equal(204, await editor.LogInAsync("edna"));
        Assert.Equal("reader", (await reader.GetAsync("/api/v1/me")).GetProperty("role").GetString());
        Assert.Single((await reader.GetAsync("/api/v1/claims")).GetProperty("items").EnumerateArray());
        Assert.Equal(403, (await reader.PostAsync("/api/v1/reviews", new { kind = "accept", claim })).Status);
        Assert.Equal(403, (await reader.PostAsync("/api/v1/inbox", new { text = "x" })).Status);
        Assert.Equal(403, (await analyst.PostAsync("/api/v1/users", new { name = "eve", role = "admin" })).Status);
        Assert.Equal(403, (await analyst.AnswerAsync(new HttpRequestMessage(HttpMethod.Get, "/api/v1/audit"))).Status);
        Assert.Equal(403, (await analyst.AnswerAsync(new HttpRequestMessage(HttpMethod.Get, "/api/v1/users.csv"))).Status);
        (int status, JsonElement entry) = await editor.PostAsync("/api/v1/reviews", new { kind = "accept", claim });
        Assert.Equal((201, "edna"), (status, entry.GetProperty("reviewer").GetString()));
        (status, JsonElement problem) = await analyst.PostAsync("/api/v1/reviews", new { kind = "undo", claim, undoes = 1 });
        Assert.Equal((403, "HS0702"), (status, problem.GetProperty("code").GetString()));
        Assert.Equal(201, (await editor.PostAsync("/api/v1/reviews", new { kind = "undo", claim, undoes = 1 })).Status);
    }

    [Fact]
    public async Task A_session_ends_when_it_is_ended_anywhere()
    {
        await using RunningWorkbench bench = await RunningWorkbench.StartAsync(accounts: Everybody);
        using RunningWorkbench.Browser admin = bench.NewClient();
        using RunningWorkbench.Browser analyst = bench.NewClient();
        await admin.LogInAsync("root");
        await analyst.LogInAsync("anna");
        (int status, JsonElement user) = await admin.SendAsync(HttpMethod.Patch, "/api/v1/users/anna", new { role = "reader" });
        Assert.Equal((200, "reader"), (status, user.GetProperty("role").GetString()));
        Assert.Equal("reader", (await analyst.GetAsync("/api/v1/me")).GetProperty("role").GetString());
        (status, _) = await admin.SendAsync(HttpMethod.Patch, "/api/v1/users/anna", new { disabled = true });
        Assert.Equal(401, (await analyst.AnswerAsync(new HttpRequestMessage(HttpMethod.Get, "/api/v1/claims"))).Status);
        Assert.Equal(401, await analyst.LogInAsync("anna"));
        (status, JsonElement problem) = await admin.SendAsync(HttpMethod.Patch, "/api/v1/users/root", new { disabled = true });
        Assert.Equal((400, "HS0517"), (status, problem.GetProperty("code").GetString()));
        Assert.Equal(204, (await admin.PostAsync("/api/v1/logout", null)).Status);
        Assert.Equal(401, (await admin.AnswerAsync(new HttpRequestMessage(HttpMethod.Get, "/api/v1/claims"))).Status);
        IReadOnlyList<AuditEntry> audit = await bench.Ledger.AuditAsync(cancellationToken: Stop);
        Assert.Contains(audit, entry => entry is { Actor: "root", Action: "PATCH /api/v1/users/anna", Detail: "200" });
        Assert.Contains(audit, entry => entry is { Actor: "anna", Action: "login failed" });
        Assert.DoesNotContain(audit, entry => $"{entry.Detail}{entry.Subject}{entry.Action}".Contains(RunningWorkbench.Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Passwords_are_guessed_slowly_and_kept_as_hashes()
    {
        await using RunningWorkbench bench = await RunningWorkbench.StartAsync(accounts: Everybody);
        using RunningWorkbench.Browser guesser = bench.NewClient();
        List<int> answers = [];
        for (int at = 0; at < 12; at++)
        {
            answers.Add(await guesser.LogInAsync("anna", "wrong wrong wrong " + at));
        }

        Assert.Equal(Enumerable.Repeat(401, 10).Append(429).Append(429), answers);
        Assert.Equal(429, await guesser.LogInAsync("anna"));
        Assert.Equal(401, await guesser.LogInAsync("nobody"));
        Account account = (await bench.Ledger.AccountAsync("anna", Stop))!;
        Assert.DoesNotContain("horse", account.Password, StringComparison.Ordinal);
        using RunningWorkbench.Browser admin = bench.NewClient();
        await admin.LogInAsync("root");
        (int status, JsonElement problem) = await admin.PostAsync("/api/v1/users", new { name = "eve", role = "reader", password = "short" });
        Assert.Equal((400, "HS0707"), (status, problem.GetProperty("code").GetString()));
        string users = (await admin.GetAsync("/api/v1/users")).ToString();
        Assert.DoesNotContain(account.Password!, users, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_site_changes_nothing()
    {
        await using RunningWorkbench bench = await RunningWorkbench.StartAsync();
        string csrf = (await bench.Client.GetAsync("/api/v1/me")).GetProperty("csrf").GetString()!;
        async Task<(int, string?)> PostAsync(Action<HttpRequestMessage> change)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/searches") { Content = JsonContent.Create(new { name = "x", q = "" }) };
            change(request);
            (int status, JsonElement body) = await bench.Client.AnswerAsync(request);
            return (status, status < 400 ? null : body.GetProperty("code").GetString());
        }

        Assert.Equal((403, "HS0703"), await PostAsync(_ => { }));
        Assert.Equal((403, "HS0703"), await PostAsync(request => request.Headers.Add("X-Hearsay-Csrf", "made up")));
        Assert.Equal((403, "HS0703"), await PostAsync(request =>
        {
            request.Headers.Add("X-Hearsay-Csrf", csrf);
            request.Headers.Add("Origin", "https://evil.example");
        }));
        Assert.Equal((403, "HS0703"), await PostAsync(request =>
        {
            request.Headers.Add("X-Hearsay-Csrf", csrf);
            request.Headers.Add("Sec-Fetch-Site", "cross-site");
        }));
        Assert.Equal((421, "HS0704"), await PostAsync(request =>
        {
            request.Headers.Add("X-Hearsay-Csrf", csrf);
            request.Headers.Host = "rebound.example";
        }));
        Assert.Equal((201, null), await PostAsync(request => request.Headers.Add("X-Hearsay-Csrf", csrf)));
    }

    [Fact]
    public async Task Nothing_is_opened_to_others_without_accounts()
    {
        WorkbenchException refused = await Assert.ThrowsAsync<WorkbenchException>(() => RunningWorkbench.StartAsync(settings => settings with { Listen = new IPEndPoint(IPAddress.Any, 0) }));
        Assert.Equal("HS0713", refused.Code);
        refused = await Assert.ThrowsAsync<WorkbenchException>(() => RunningWorkbench.StartAsync(settings => settings with { PublicAddress = new Uri("https://desk.example.org") }));
        Assert.Equal("HS0713", refused.Code);
        await using RunningWorkbench bench = await RunningWorkbench.StartAsync(settings => settings with { Listen = new IPEndPoint(IPAddress.Any, 0), Token = Token });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://127.0.0.1:{bench.Host.Address.Port}/api/v1/claims"));
        Assert.Equal(401, (await bench.Client.AnswerAsync(request)).Status);
    }

    [Fact]
    public async Task A_token_lets_programs_in_and_people_log_in_with_it()
    {
        await using RunningWorkbench bench = await RunningWorkbench.StartAsync(settings => settings with { Token = Token });
        async Task<int> GetAsync(string token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/claims");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return (await bench.Client.AnswerAsync(request)).Status;
        }

        Assert.Equal(401, await GetAsync("a-token-of-more-than-twenty-letters"));
        Assert.Equal(200, await GetAsync(Token));
        using var change = new HttpRequestMessage(HttpMethod.Post, "/api/v1/searches") { Content = JsonContent.Create(new { name = "x", q = "" }) };
        change.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        Assert.Equal(201, (await bench.Client.AnswerAsync(change)).Status);
        using RunningWorkbench.Browser person = bench.NewClient();
        Assert.Equal(401, await person.LogInAsync("anna", "not the token at all"));
        Assert.Equal(204, await person.LogInAsync("anna", Token));
        JsonElement me = await person.GetAsync("/api/v1/me");
        Assert.Equal(("anna", "editor", false), (me.GetProperty("user").GetString(), me.GetProperty("role").GetString(), me.GetProperty("local").GetBoolean()));
        Assert.DoesNotContain(Token, bench.Printed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_openid_provider_logs_people_in()
    {
        await using OpenIdStub stub = await OpenIdStub.StartAsync();
        await using RunningWorkbench bench = await RunningWorkbench.StartAsync(settings => settings with { OpenId = new OpenIdProvider(stub.Issuer, "hearsay", "a secret") { AllowPlain = true, NewAccounts = Role.Analyst } });
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = bench.Host.Address };
        using HttpResponseMessage refused = await browser.GetAsync("/api/v1/me", Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        using HttpResponseMessage landed = await browser.GetAsync("/api/v1/login/openid", Stop);
        Assert.True(landed.IsSuccessStatusCode, $"{landed.StatusCode} {await landed.Content.ReadAsStringAsync(Stop)} {bench.Printed}");
        JsonElement me = await browser.GetFromJsonAsync<JsonElement>("/api/v1/me", Stop);
        Assert.Equal(("marta", "analyst"), (me.GetProperty("user").GetString(), me.GetProperty("role").GetString()));
        Assert.Equal($"{stub.Issuer.AbsoluteUri.TrimEnd('/')} 4711", (await bench.Ledger.AccountAsync("marta", Stop))!.Subject);

        // Without a role for new people only those get in whose account names their identity.
        await using RunningWorkbench strict = await RunningWorkbench.StartAsync(settings => settings with { OpenId = new OpenIdProvider(stub.Issuer, "hearsay", "a secret") { AllowPlain = true } });
        using var stranger = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = strict.Host.Address };
        using HttpResponseMessage turned = await stranger.GetAsync("/api/v1/login/openid", Stop);
        Assert.Equal(HttpStatusCode.Forbidden, turned.StatusCode);
        Assert.Contains("HS0711", await turned.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    /// <summary>Every method and path of the API's document, with something in each hole.</summary>
    private static async Task<List<(HttpMethod, string)>> RoutesAsync(RunningWorkbench bench)
    {
        using RunningWorkbench.Browser admin = bench.NewClient();
        await admin.LogInAsync("root");
        JsonElement document = await admin.GetAsync("/api/v1/openapi.json");
        return
        [
            .. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(method => (
                HttpMethod.Parse(method.Name),
                path.Name.Replace("{number}", "1", StringComparison.Ordinal).Replace("{id}", "1", StringComparison.Ordinal).Replace("{name}", "root", StringComparison.Ordinal).Replace("{format}", "csv", StringComparison.Ordinal).Replace("{cluster}", "0", StringComparison.Ordinal)))),
        ];
    }
}
