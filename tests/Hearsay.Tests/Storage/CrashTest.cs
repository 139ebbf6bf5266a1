using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Hearsay.Storage;
using Hearsay.Storage.Queries;
using Hearsay.Tests.Cli;

namespace Hearsay.Tests.Storage;

/// <summary>
/// The program is killed at random moments while it adds and reviews: what it had acknowledged is there, the file opens and holds, and running it again completes without doubles.
/// HEARSAY_CRASHES says how often; the usual number keeps the tests short.
/// </summary>
public sealed class CrashTest
{
    private const int ArticlesPerCorpus = 160;

    private static readonly int Crashes = int.TryParse(Environment.GetEnvironmentVariable("HEARSAY_CRASHES"), NumberStyles.None, CultureInfo.InvariantCulture, out int many) ? many : 6;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_nothing_is_there_twice()
    {
        const int Seed = 20221018;
        var random = new Random(Seed);
        using var folder = new Folder();
        string place = folder.PathOf("ledger.db");
        HashSet<string> added = new(StringComparer.Ordinal);
        HashSet<long> decided = [];
        string[] claims = [];
        int corpora = 0;
        int killed = 0;
        for (int round = 0; round < Crashes; round++)
        {
            // Now and then a new corpus, so that there is something left to add; in between the same again.
            if (round % 3 == 0)
            {
                folder.Write($"corpora/{corpora}.jsonl", Corpus(corpora++));
            }

            bool reviews = round % 4 == 3 && claims.Length > 0;
            string[] arguments = reviews
                ? ["review", random.Next(2) == 0 ? "accept" : "reject", .. random.GetItems(claims, 200), "--ledger", place, "--by", "crash"]
                : ["add", folder.PathOf("corpora"), "--ledger", place, "--format", "jsonl", "--threads", "2"];
            using Process process = Process.Start(CliRun.Process(arguments))!;
            process.StandardInput.Close();
            Task<string> errors = process.StandardError.ReadToEndAsync(Token);
            int lines = random.Next(0, 60);
            TimeSpan delay = TimeSpan.FromMilliseconds(random.Next(0, round % 2 == 0 ? 40 : 1500));
            Task kill = round % 2 == 0 ? Task.CompletedTask : Task.Delay(delay, Token).ContinueWith(_ => Kill(process), Token, TaskContinuationOptions.None, TaskScheduler.Default);
            while (await process.StandardOutput.ReadLineAsync(Token) is { } line)
            {
                Acknowledged(line, added, decided);
                if (round % 2 == 0 && lines-- == 0)
                {
                    await Task.Delay(delay, Token);
                    Kill(process);
                }
            }

            await process.WaitForExitAsync(Token);
            await kill;
            killed += process.ExitCode == 137 ? 1 : 0;
            Assert.True(process.ExitCode is 0 or 137, $"round {round} of seed {Seed}: exit code {process.ExitCode}\n{await errors}");
            if (File.Exists(place) && new FileInfo(place).Length > 0)
            {
                claims = await CheckAsync(place, added, decided, round);
            }
        }

        CliRun rest = await CliRun.AsProcessAsync(["add", folder.PathOf("corpora"), "--ledger", place, "--format", "jsonl"]);
        Assert.Equal((0, ""), (rest.Code, rest.Error));
        foreach (string line in rest.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Acknowledged(line, added, decided);
        }

        await CheckAsync(place, added, decided, Crashes);
        await using Ledger ledger = await Ledger.OpenAsync(place, LedgerAccess.Read, TimeProvider.System, Token);
        IReadOnlyList<FoundDocument> documents = (await ledger.DocumentsAsync(Query.Everything, int.MaxValue - 1, cancellationToken: Token)).Items;
        Assert.Equal(corpora * ArticlesPerCorpus, documents.Count);
        Assert.Equal(documents.Count, documents.Select(document => document.Sha256).Distinct(StringComparer.Ordinal).Count());
        Assert.All(documents, document => Assert.Equal(1, document.Revision));
        IReadOnlyList<FoundClaim> all = (await ledger.ClaimsAsync(Query.Everything, most: int.MaxValue - 1, cancellationToken: Token)).Items;
        Assert.Equal(all.Count, all.Select(claim => claim.Id).Distinct(StringComparer.Ordinal).Count());
        CliRun whole = await CliRun.AsProcessAsync(["read", folder.PathOf("corpora"), "--spans", "claims"]);
        Assert.Equal(whole.Claims.Select(claim => claim.GetProperty("id").GetString()!).Order(StringComparer.Ordinal), all.Select(claim => claim.Id).Order(StringComparer.Ordinal));
        TestContext.Current.SendDiagnosticMessage($"{killed} of {Crashes} runs were killed before their end; {documents.Count} documents, {all.Count} claims, {decided.Count} reviews");
        Assert.True(killed > 0 || Crashes == 0, "no run was killed before its end");
    }

    private static void Kill(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
    }

    /// <summary>A line that is whole was written after what it tells of was durable.</summary>
    private static void Acknowledged(string line, HashSet<string> added, HashSet<long> decided)
    {
        JsonElement root;
        try
        {
            using var json = JsonDocument.Parse(line);
            root = json.RootElement.Clone();
        }
        catch (JsonException)
        {
            // The last line of a killed process may be cut.
            return;
        }

        if (root.TryGetProperty("number", out JsonElement number))
        {
            decided.Add(number.GetInt64());
        }
        else
        {
            added.Add(root.GetProperty("sha256").GetString()!);
        }
    }

    /// <returns>Ids of the claims.</returns>
    private static async Task<string[]> CheckAsync(string place, HashSet<string> added, HashSet<long> decided, int round)
    {
        await using Ledger ledger = await Ledger.OpenAsync(place, LedgerAccess.Write, TimeProvider.System, Token);
        Verified verified = await ledger.VerifyAsync(cancellationToken: Token);
        Assert.True(verified.Findings.Count == 0, $"round {round}: {string.Join("; ", verified.Findings.Take(5))}");
        HashSet<string> texts = [.. (await ledger.DocumentsAsync(Query.Everything, int.MaxValue - 1, cancellationToken: Token)).Items.Select(document => document.Sha256)];
        Assert.True(added.IsSubsetOf(texts), $"round {round}: {added.Except(texts).Count()} acknowledged articles are not there");
        HashSet<long> entries = [.. (await ledger.LogAsync(cancellationToken: Token)).Select(entry => entry.Number)];
        Assert.True(decided.IsSubsetOf(entries), $"round {round}: {decided.Except(entries).Count()} acknowledged reviews are not there");
        return [.. (await ledger.ClaimsAsync(Query.Everything, most: 500, cancellationToken: Token)).Items.Select(claim => claim.Id)];
    }

    private static string Corpus(int number)
    {
        var lines = new StringBuilder();
        string[] offices = ["harbour master", "customs office", "port captain", "union", "insurer", "prefect", "coast guard"];
        string[] places = ["Sund", "Halden", "Marrow", "Tesk", "Lemnos", "Karst", "Dunmore", "Arvika", "Ruse", "Ense", "Kest"];
        string[] goods = ["rifles", "radars", "tractors", "medicines", "turbines", "batteries", "shells", "trucks", "pumps", "cables", "lenses", "drills", "tents"];
        for (int at = 0; at < ArticlesPerCorpus; at++)
        {
            // Days and words apart: thousands of copies of one report are another matter than being killed.
            int article = (number * ArticlesPerCorpus) + at;
            (string office, string place, string thing) = (offices[article % offices.Length], places[article % places.Length], goods[article % goods.Length]);
            string text = $"The {office} of {place} said on Monday that ship {number}-{at} had carried {(at * 7) + 3} {thing}. Marta Kell denied that the {thing} of ship {number}-{at} were sold in {place}.";
            string published = new DateOnly(2010, 1, 4).AddDays(7 * (article % 700)).ToString("O", CultureInfo.InvariantCulture);
            lines.Append(JsonSerializer.Serialize(new { id = $"c{number}-{at}", text, outlet = "Coast Wire", published })).Append('\n');
        }

        return lines.ToString();
    }
}
