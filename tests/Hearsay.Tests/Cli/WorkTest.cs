using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Hearsay.Cli.Work;
using Hearsay.Storage;
using Hearsay.Storage.Inbox;
using Hearsay.Tests.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Hearsay.Tests.Cli;

/// <summary><c>hearsay add --queue</c> and <c>hearsay work</c>, on both databases: what comes out is what 'hearsay add' alone gives, whatever happens to the workers.</summary>
public sealed class WorkTest(PostgresServer server)
{
    public static TheoryData<string> Kinds => TestLedger.Kinds;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_is_queued_and_worked_off_is_what_adding_gives(string kind)
    {
        using var folder = new Folder();
        folder.Write("in/a.txt", Article(1));
        folder.Write("in/b.jsonl", Corpus(2, 20));
        folder.Write("in/c.html", $"<html><head><title>Port</title></head><body><article><p>{Article(50)}</p><p>{Article(51)}</p></article></body></html>");
        folder.Write("in/large.jsonl", Corpus(100, 40) + JsonSerializer.Serialize(new { id = "long", text = string.Join("\n\n", Enumerable.Range(0, 40).Select(Article)), note = new string('x', 1 << 20) }) + "\n");
        string place = kind == "sqlite" ? folder.PathOf("queued.db") : server.NewDatabase();
        string alone = folder.PathOf("alone.db");
        await CliRun.InProcessAsync(["add", folder.PathOf("in"), "--ledger", alone, "--outlet", "Coast Wire"]);

        CliRun queued = await CliRun.InProcessAsync(["add", folder.PathOf("in"), "--queue", "--ledger", place, "--outlet", "Coast Wire"]);
        Assert.Equal((0, ""), (queued.Code, queued.Error));
        Assert.Equal(3 + 41, queued.Claims.Count);
        CliRun status = await CliRun.InProcessAsync(["work", "--status", "--ledger", place]);
        Assert.Equal((0, 44), (status.Code, status.Claims[0].GetProperty("waiting").GetInt32()));
        CliRun worked = await CliRun.InProcessAsync(["work", "--until-empty", "--ledger", place]);
        Assert.Equal((0, ""), (worked.Code, worked.Error));
        await SameAsync(alone, place);

        // Once more: everything is known, and nothing changes.
        await CliRun.InProcessAsync(["add", folder.PathOf("in"), "--queue", "--ledger", place, "--outlet", "Coast Wire"]);
        CliRun again = await CliRun.InProcessAsync(["work", "--until-empty", "--ledger", place]);
        Assert.All(again.Claims, line => Assert.Equal("known", line.GetProperty("state").GetString()));
        await SameAsync(alone, place);
        Assert.Equal(1, (await CliRun.InProcessAsync(["work", "--status", "--ledger", place])).Code);
    }

    [Fact]
    public async Task What_cannot_be_read_is_given_up_listed_and_put_back()
    {
        using var folder = new Folder();
        string place = folder.PathOf("l.db");
        folder.Write("in/a.txt", Article(1));
        folder.Write("in/empty.txt", " \n");
        await CliRun.InProcessAsync(["add", folder.PathOf("in"), "--queue", "--ledger", place]);
        CliRun worked = await CliRun.InProcessAsync(["work", "--until-empty", "--ledger", place]);
        Assert.Equal(2, worked.Code);
        CliRun dead = await CliRun.InProcessAsync(["work", "--dead", "--ledger", place]);
        JsonElement item = Assert.Single(dead.Claims);
        Assert.Equal("HS0101", item.GetProperty("code").GetString());
        Assert.EndsWith("empty.txt", item.GetProperty("name").GetString(), StringComparison.Ordinal);
        Assert.Contains("HS0101", (await CliRun.InProcessAsync(["work", "--dead", "--format", "summary", "--ledger", place], terminal: true)).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await CliRun.InProcessAsync(["work", "--retry", item.GetProperty("number").GetRawText(), "--ledger", place])).Code);
        Assert.Equal(1, (await CliRun.InProcessAsync(["work", "--dead", "--ledger", place])).Code);
        Assert.Contains("waiting   1", (await CliRun.InProcessAsync(["work", "--status", "--format", "summary", "--ledger", place])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_does_not_answer_is_tried_again_later()
    {
        using var folder = new Folder();
        string place = folder.PathOf("l.db");
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();
        await CliRun.InProcessAsync(["add", $"http://127.0.0.1:{port}/story", "--queue", "--ledger", place]);
        CliRun worked = await CliRun.InProcessAsync(["work", "--until-empty", "--allow-private-addresses", "--ledger", place]);
        Assert.Equal(1, worked.Code);
        Assert.Equal(1, (await CliRun.InProcessAsync(["work", "--status", "--ledger", place])).Claims[0].GetProperty("delayed").GetInt32());
        Assert.Equal((10, 20, 40), (Worker.DelayAfter(1).TotalSeconds, Worker.DelayAfter(2).TotalSeconds, Worker.DelayAfter(3).TotalSeconds));
        Assert.Equal(3600, Worker.DelayAfter(60).TotalSeconds);
    }

    [Fact]
    public async Task A_worker_that_is_asked_to_stop_finishes_what_it_has_and_shows_itself_meanwhile()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "needs signals");
        using var folder = new Folder();
        string place = folder.PathOf("l.db");
        folder.Write("in.jsonl", Corpus(0, 60));
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            int port = ((IPEndPoint)free.LocalEndpoint).Port;
            free.Stop();
            await CliRun.InProcessAsync(["add", folder.PathOf("in.jsonl"), "--queue", "--ledger", place]);
            using Process worker = Process.Start(CliRun.Process("work", "--ledger", place, "--monitor", $"127.0.0.1:{port}"))!;
            string? first = await worker.StandardOutput.ReadLineAsync(Token);
            Assert.NotNull(first);
            using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            Assert.Contains("\"ok\"", await client.GetStringAsync(new Uri("/livez", UriKind.Relative), Token), StringComparison.Ordinal);
            Assert.Contains("\"dead\":0", await client.GetStringAsync(new Uri("/readyz", UriKind.Relative), Token), StringComparison.Ordinal);
            string metrics = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative), Token);
            Assert.Contains("hearsay_articles_total", metrics, StringComparison.Ordinal);
            Assert.Contains("hearsay_stage_duration_seconds_bucket", metrics, StringComparison.Ordinal);
            using Process? kill = Process.Start("kill", ["-TERM", worker.Id.ToString(CultureInfo.InvariantCulture)]);
            await worker.StandardOutput.ReadToEndAsync(Token);
            await worker.WaitForExitAsync(Token);
            Assert.Equal(0, worker.ExitCode);
        }

        await using Ledger ledger = await Ledger.OpenAsync(place, LedgerAccess.Read, TimeProvider.System, Token);
        Assert.Equal(0, (await ledger.InboxLagAsync(Token)).Leased);
        Assert.Equal(InboxState.Done, (await ledger.InboxAsync(most: 1, cancellationToken: Token))[0].State);
    }

    /// <summary>Asserts that two ledgers hold the same documents, claims and families.</summary>
    internal static async Task SameAsync(string one, string other)
    {
        (string[] Documents, string[] Claims, string[] Families) first = await ContentAsync(one);
        (string[] Documents, string[] Claims, string[] Families) second = await ContentAsync(other);
        Assert.NotEmpty(first.Claims);
        Assert.Equal(first.Documents, second.Documents);
        Assert.Equal(first.Claims, second.Claims);
        Assert.Equal(first.Families, second.Families);
    }

    internal static string Article(int number) =>
        $"The harbour master of Sund said on Monday that ship {number} had carried {(number * 7) + 3} crates. Marta Kell denied that the crates of ship {number} held weapons. " +
        $"\"Not one of the {number} boxes was ours,\" Piet Arens told reporters in Veland.";

    private static string Corpus(int first, int count) =>
        string.Concat(Enumerable.Range(first, count).Select(at => JsonSerializer.Serialize(new { id = $"c{at}", text = Article(at), published = "2026-05-02" }) + "\n"));

    /// <summary>What a ledger holds, without what depends on the order of arrival: read straight from its tables, so that tens of thousands of documents take seconds.</summary>
    private static async Task<(string[] Documents, string[] Claims, string[] Families)> ContentAsync(string place)
    {
        await using (Ledger ledger = await Ledger.OpenAsync(place, LedgerAccess.Write, TimeProvider.System, Token))
        {
            Assert.Empty((await ledger.VerifyAsync(cancellationToken: Token)).Findings);
        }

        await using DbConnection connection = place.Contains("Host=", StringComparison.Ordinal) ? new NpgsqlConnection(place) : new SqliteConnection($"Data Source={place};Mode=ReadOnly;Pooling=false");
        await connection.OpenAsync(Token);
        async Task<string[]> RowsAsync(string sql)
        {
            await using DbCommand command = connection.CreateCommand();
            command.CommandText = sql;
            List<string> rows = [];
            await using DbDataReader reader = await command.ExecuteReaderAsync(Token);
            while (await reader.ReadAsync(Token))
            {
                rows.Add(reader.GetString(0));
            }

            return [.. rows.Order(StringComparer.Ordinal)];
        }

        string[] documents = await RowsAsync(
            "SELECT d.id || ' ' || r.number || ' ' || b.sha256 || ' ' || COALESCE(o.name, '') || ' ' || COALESCE(r.published, '') FROM document d JOIN revision r ON r.document = d.pk JOIN body b ON b.pk = r.body LEFT JOIN outlet o ON o.pk = r.outlet");
        string[] claims = await RowsAsync("SELECT d.id || ' ' || c.id || ' ' || c.record FROM claim c JOIN document d ON d.pk = c.document");
        string[] members = await RowsAsync("SELECT m.family || ' ' || d.id FROM family_member m JOIN document d ON d.pk = m.document");
        IEnumerable<string> families = members.Select(member => member.Split(' ')).GroupBy(pair => pair[0], StringComparer.Ordinal).Select(family => string.Join(' ', family.Select(pair => pair[1]).Order(StringComparer.Ordinal)));
        return (documents, claims, [.. families.Order(StringComparer.Ordinal)]);
    }
}
