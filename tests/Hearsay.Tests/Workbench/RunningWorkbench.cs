using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Hearsay.Cli.Work;
using Hearsay.Storage;
using Hearsay.Storage.Access;
using Hearsay.Tests.Cli;
using Hearsay.Tests.Storage;
using Hearsay.Workbench;
using Hearsay.Workbench.Access;

namespace Hearsay.Tests.Workbench;

/// <summary>A workbench on a free port of this machine, over a ledger of its own.</summary>
internal sealed class RunningWorkbench : IAsyncDisposable
{
    public const string Password = "correct horse battery staple";

    private readonly Folder _folder;

    private RunningWorkbench(Folder folder, Ledger ledger, WorkbenchHost host, string place, StringBuilder printed)
    {
        Printed = printed;
        _folder = folder;
        Ledger = ledger;
        Host = host;
        Place = place;
        Client = NewClient();
    }

    public Ledger Ledger { get; }

    public WorkbenchHost Host { get; }

    /// <summary>Path of the ledger.</summary>
    public string Place { get; }

    /// <summary>A browser with cookies of its own.</summary>
    public Browser Client { get; }

    /// <summary>Everything that the server printed.</summary>
    public StringBuilder Printed { get; }

    public static async Task<RunningWorkbench> StartAsync(Func<WorkbenchSettings, WorkbenchSettings>? change = null, IEnumerable<(string Name, Role Role)>? accounts = null)
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        var folder = new Folder();
        string place = folder.PathOf("desk.db");
        Ledger ledger = await Ledger.OpenAsync(place, LedgerAccess.Create, TimeProvider.System, stop);
        foreach ((string name, Role role) in accounts ?? [])
        {
            await ledger.SetAccountAsync(new Account(name, role, Passwords.Hash(Password), null, default, null), stop);
        }

        var printed = new StringBuilder();
        var settings = new WorkbenchSettings(ledger, TimeProvider.System, new IPEndPoint(IPAddress.Loopback, 0)) { Version = "0.1.0", LocalUser = "mkell", Downloads = Downloads.All, Log = line => printed.AppendLine(line) };
        try
        {
            return new RunningWorkbench(folder, ledger, await WorkbenchHost.StartAsync(change?.Invoke(settings) ?? settings, stop), place, printed);
        }
        catch
        {
            await ledger.DisposeAsync();
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Adds articles whose sentences state their claims, as <see cref="TestLedger.Article"/> has it.</summary>
    public async Task AddAsync(params Arrival[] articles)
    {
        await Ledger.AddAsync(new Delivery([.. articles]), TestContext.Current.CancellationToken);
        await Ledger.GroupAsync(cancellationToken: TestContext.Current.CancellationToken);
    }

    public Browser NewClient() => new(Host.Address);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
        await Ledger.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>An HTTP client that keeps cookies, and sends the token with what changes something.</summary>
    internal sealed class Browser(Uri address) : IDisposable
    {
        private readonly HttpClient _http = new(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = address };
        private string? _csrf;

        public HttpClient Http => _http;

        public async Task<JsonElement> GetAsync(string path)
        {
            using HttpResponseMessage answer = await _http.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
            return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        }

        /// <summary>Sends something that changes the ledger, as the pages do.</summary>
        public async Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, string path, object? body, string? key = null)
        {
            _csrf ??= (await GetAsync("/api/v1/me")).GetProperty("csrf").GetString();
            using var request = new HttpRequestMessage(method, path) { Content = body as HttpContent ?? (body is null ? null : JsonContent.Create(body)) };
            request.Headers.Add("X-Hearsay-Csrf", _csrf);
            if (key is not null)
            {
                request.Headers.Add("Idempotency-Key", key);
            }

            return await AnswerAsync(request);
        }

        public Task<(int Status, JsonElement Body)> PostAsync(string path, object? body, string? key = null) => SendAsync(HttpMethod.Post, path, body, key);

        /// <summary>Sends a request as it is.</summary>
        public async Task<(int Status, JsonElement Body)> AnswerAsync(HttpRequestMessage request)
        {
            using HttpResponseMessage answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
            string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            return ((int)answer.StatusCode, text.Length > 0 && answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true ? JsonDocument.Parse(text).RootElement : default);
        }

        public async Task<int> LogInAsync(string user, string password = Password)
        {
            using HttpResponseMessage answer = await _http.PostAsJsonAsync("/api/v1/login", new { user, password }, TestContext.Current.CancellationToken);
            _csrf = null;
            return (int)answer.StatusCode;
        }

        public void Dispose() => _http.Dispose();
    }
}
