using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Hearsay.Cli.Work;
using Hearsay.Storage;
using Hearsay.Storage.Inbox;
using Hearsay.Tests.Storage;
using Npgsql;

namespace Hearsay.Tests.Cli;

/// <summary>
/// Two workers are killed and started again at random moments while they read a corpus from a queue into PostgreSQL: nothing is lost, nothing is there twice, and the ledger is the one that a single 'hearsay add' makes.
/// HEARSAY_WORK_ARTICLES says how many articles, and runs the test over a cluster of RabbitMQ, too, whose leading node is killed; the usual number keeps the tests short. bench/work-crash.sh runs it at full size.
/// </summary>
public sealed class WorkCrashTest(PostgresServer server)
{
    private const int Usual = 240;
    private const int Seed = 19470612;

    /// <summary>Articles of one day: so many that claims of near days are compared, and few enough that a vocabulary of some dozen words does not make one story of all.</summary>
    private const int ADay = 12;

    private static readonly string? Asked = Environment.GetEnvironmentVariable("HEARSAY_WORK_ARTICLES");

    private static readonly int Articles = int.TryParse(Asked, NumberStyles.None, CultureInfo.InvariantCulture, out int many) ? many : Usual;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_workers_lose_nothing_and_double_nothing()
    {
        string place = server.NewDatabase();
        await RunAsync(place, null);
    }

    [Fact]
    public async Task Killed_workers_and_a_killed_broker_lose_nothing_and_double_nothing()
    {
        Assert.SkipWhen(Asked is null, "takes minutes: HEARSAY_WORK_ARTICLES=2000 runs it");
        string place = server.NewDatabase();
        await using RabbitCluster? cluster = await RabbitCluster.StartAsync(Token);
        Assert.SkipWhen(cluster is null, "needs the programs of a RabbitMQ server, as in the package rabbitmq-server");
        CliRun declared = await CliRun.AsProcessAsync(["work", "--declare", "--broker", cluster.Address]);
        Assert.Equal((0, ""), (declared.Code, declared.Error));
        await RunAsync(place, cluster);
    }

    private static async Task RunAsync(string place, RabbitCluster? cluster)
    {
        var random = new Random(Seed);
        using var folder = new Folder();
        folder.Write("corpus.jsonl", Corpus());
        string alone = folder.PathOf("alone.db");
        long begun = Stopwatch.GetTimestamp();
        CliRun added = await CliRun.AsProcessAsync(["add", folder.PathOf("corpus.jsonl"), "--ledger", alone, "--format", "summary"]);
        Assert.Equal((0, ""), (added.Code, added.Error));
        TimeSpan single = Stopwatch.GetElapsedTime(begun);
        CliRun queued = await CliRun.AsProcessAsync(["add", folder.PathOf("corpus.jsonl"), "--queue", "--ledger", place, "--format", "summary"]);
        Assert.Equal((0, ""), (queued.Code, queued.Error));

        string[] arguments = ["work", "--ledger", place, "--workers", "1", "--lease", "5s", "--resend", "20s", "--format", "summary", .. cluster is null ? (string[])[] : ["--broker", cluster.Address]];
        var errors = new StringBuilder();
        Process[] workers = [Start(arguments, errors), Start(arguments, errors)];
        int kills = 0;
        int stops = 0;
        int brokers = 0;
        begun = Stopwatch.GetTimestamp();
        await using Ledger ledger = await Ledger.OpenAsync(place, LedgerAccess.Read, TimeProvider.System, Token);
        try
        {
            InboxLag lag = await ledger.InboxLagAsync(Token);
            while (lag is not { Waiting: 0, Delayed: 0, Leased: 0 })
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Asked is null ? random.Next(1_500, 6_000) : random.Next(1_500, 30_000)), Token);
                lag = await ledger.InboxLagAsync(Token);
                int victim = random.Next(2);
                if (random.Next(4) == 0)
                {
                    // As a deployment does it: what it has is finished, and its end is a good one.
                    using Process? kill = Process.Start("kill", ["-TERM", workers[victim].Id.ToString(CultureInfo.InvariantCulture)]);
                    await workers[victim].WaitForExitAsync(Token);
                    Assert.True(workers[victim].ExitCode == 0, $"seed {Seed}: exit code {workers[victim].ExitCode} after SIGTERM\n{errors}");
                    stops++;
                }
                else
                {
                    Assert.False(workers[victim].HasExited, $"seed {Seed}: a worker ended by itself\n{errors}");
                    workers[victim].Kill();
                    await workers[victim].WaitForExitAsync(Token);
                    kills++;
                }

                workers[victim].Dispose();
                workers[victim] = Start(arguments, errors);
                long open = lag.Waiting + lag.Leased;
                if (cluster is not null && brokers < 3 && open < Articles * (3 - brokers) / 4)
                {
                    brokers++;
                    int leader = await cluster.LeaderAsync(RabbitQueue.Queue, Token);
                    cluster.Kill(leader);
                    await Task.Delay(TimeSpan.FromSeconds(8), Token);
                    await cluster.RestartAsync(leader, Token);
                }
            }
        }
        finally
        {
            foreach (Process worker in workers)
            {
                worker.Kill();
                worker.Dispose();
            }
        }

        TimeSpan together = Stopwatch.GetElapsedTime(begun);
        Assert.Empty(await ledger.InboxAsync(InboxState.Dead, cancellationToken: Token));
        await WorkTest.SameAsync(alone, place);
        await using var connection = new NpgsqlConnection(place);
        await connection.OpenAsync(Token);
        Assert.Equal(Articles, await CountAsync(connection, "SELECT COUNT(*) FROM document"));
        Assert.Equal(Articles, await CountAsync(connection, "SELECT COUNT(*) FROM revision"));
        Assert.Equal(Articles, await CountAsync(connection, "SELECT COUNT(*) FROM inbox WHERE state = 'done'"));
        Assert.Equal(Articles, await CountAsync(connection, "SELECT COUNT(*) FROM inbox_document"));
        Assert.Equal(0, await CountAsync(connection, "SELECT COUNT(*) FROM (SELECT document, id FROM claim GROUP BY document, id HAVING COUNT(*) > 1) twice"));
        long twice = await CountAsync(connection, "SELECT COUNT(*) FROM inbox WHERE tries > 1");
        string report = string.Create(
            CultureInfo.InvariantCulture,
            $"{Articles} articles over {(cluster is null ? "PostgreSQL" : "RabbitMQ")}: {kills} workers killed, {stops} stopped, {brokers} brokers killed; {twice} items taken more than once; {together.TotalSeconds:0} s, {Articles / together.TotalSeconds:0} articles/s; alone {single.TotalSeconds:0} s; same ledger");
        TestContext.Current.SendDiagnosticMessage(report);
        if (Asked is not null)
        {
            Console.Error.WriteLine(report);
        }

        Assert.True(kills > 0, "no worker was killed");
    }

    private static Process Start(string[] arguments, StringBuilder errors)
    {
        Process process = Process.Start(CliRun.Process(arguments))!;
        process.StandardInput.Close();
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errors)
            {
                errors.AppendLine(line.Data);
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }

    /// <summary>Short articles of words drawn by lot; of every twenty, two are a copy of the one before in another outlet, one of them cut. The file is so large that each article is an item of its own.</summary>
    private static string Corpus()
    {
        var random = new Random(Seed);
        string[] outlets = ["Coast Wire", "Hill Post", "The Sund Courier"];
        string before = "";
        var lines = new StringBuilder();
        for (int at = 0; at < Articles; at++)
        {
            string text = at % 20 is 7 ? before : at % 20 is 13 ? before[(before.IndexOf('.', StringComparison.Ordinal) + 2)..] : string.Join(' ', Enumerable.Range(0, 5).Select(_ => Sentence(random)));
            before = text;
            string day = new DateOnly(2020, 1, 1).AddDays(at / ADay).ToString("O", CultureInfo.InvariantCulture);
            lines.Append(JsonSerializer.Serialize(new { id = $"w{at}", text, outlet = outlets[at % 3], published = day, note = at == 0 ? new string('x', 1 << 20) : "" })).Append('\n');
        }

        return lines.ToString();
    }

    private static string Sentence(Random random)
    {
        string Of(string words)
        {
            string[] all = words.Split(' ');
            return all[random.Next(all.Length)];
        }

        string Who() => $"{Of("Marta Piet Ines Elsa Jonas Tove Ruben Nadia Oskar Lena Viktor Hanna")} {Of("Kell Arens Dorval Toll Brandt Skov Lindqvist Maro Petrov Sand Havel Orum")}";
        string Thing() => $"{Of("old heavy sealed missing Velandic Oruvian foreign stolen unmarked defective")} {Of("rifles drones crates engines radars shells boats trucks permits batteries turbines sensors")}";
        string Place() => Of("Sund Veland Oruvia Halden Marrow Tesk Ostrava Lemnos Karst Dunmore Pellin Arvika");
        string Act() => $"{Of("sold shipped seized bought hid repaired returned inspected counted exported")} {random.Next(3, 9000)} {Thing()} {Of("in near from for")} {Place()}";
        string day = Of("Monday Tuesday Wednesday Thursday Friday Saturday Sunday");
        return random.Next(5) switch
        {
            0 => $"{Who()} said on {day} that {Place()} had {Act()}.",
            1 => $"{Who()} denied that anyone in {Place()} {Act()}.",
            2 => $"\"We {Act()} and {Act()},\" {Who()} told {Of("reporters parliament lawyers investigators shareholders")} on {day}.",
            3 => $"According to {Who()}, {Place()} {Act()} before {day}.",
            _ => $"{Place()} accused {Place()} of having {Act()}.",
        };
    }
}
