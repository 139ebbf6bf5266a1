using System.Globalization;
using System.Text.RegularExpressions;
using Hearsay.Claims.Parties;
using Hearsay.Claims.Reviewing;
using Hearsay.Storage;
using Hearsay.Storage.Queries;
using Microsoft.Data.Sqlite;

namespace Hearsay.Tests.Storage;

/// <summary>How SQLite goes about what it is asked: an article takes no longer because the ledger is large.</summary>
public sealed partial class PlanTest(PostgresServer server)
{
    /// <summary>Tables that grow with the articles that were ever added.</summary>
    private static readonly HashSet<string> Growing = new(StringComparer.Ordinal)
    {
        "arrival", "body", "citation", "claim", "cluster", "cluster_id", "comparand", "comparand_key", "compared", "content", "document", "family", "family_member", "family_past", "fingerprint", "mention", "origin", "party", "proposition",
        "reading", "review", "revision", "seal", "sketch", "standing", "succession",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_that_an_article_needs_reads_a_whole_table()
    {
        const string Report = "Ada Quill asserts that the freighter left the harbour of Sund before dawn with forty crates in its hold and no papers. Tor Lind denies that the freighter carried crates at all on that day. "
            + "Customs officers followed it as far as the outer reef and turned back when fog came in over the bay.";
        await using TestLedger test = await TestLedger.CreateAsync("sqlite", server);
        await Added(TestLedger.Article("a", Report, "Coast Wire", "2026-03-01", "https://a.example/1"));
        await Added(TestLedger.Article("b", "HALDEN (AFP) - " + Report, "Evening Lamp", "2026-03-02", "https://b.example/1"));
        await Added(TestLedger.Article("c", Report, "Morgenblad", "2026-03-02", "https://c.example/1"));
        await Added(TestLedger.Article("a", Report + " Marta Kell admits that the freighter carried crates.", "Coast Wire", "2026-03-01", "https://a.example/1"));
        string[] ids = [.. (await test.Ledger.ClaimsAsync(Query.Everything, cancellationToken: Token)).Items.Select(claim => claim.Id).Distinct(StringComparer.Ordinal)];
        await test.Ledger.ReviewAsync(new Review(0, default, "ada", ReviewKind.Accept, ids[0]), Token);
        await test.Ledger.ReviewAsync(new Review(0, default, "ada", ReviewKind.Merge, ids[0], ids[1]), Token);
        await test.Ledger.ReviewAsync(new Review(0, default, "ada", ReviewKind.Undo, "", Undoes: 1), Token);
        string[] run = [.. test.Ledger.WrittenBy];
        Assert.Contains(run, sql => sql.StartsWith("INSERT INTO unsummed", StringComparison.Ordinal));

        await test.Ledger.DisposeAsync();
        await using var connection = new SqliteConnection($"Data Source={test.Place};Pooling=False");
        await connection.OpenAsync(Token);
        var found = new List<string>();
        foreach (string sql in run)
        {
            await using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "EXPLAIN QUERY PLAN " + sql;
            foreach (string name in Placeholder().Matches(sql).Select(match => match.Value).Distinct(StringComparer.Ordinal))
            {
                command.Parameters.AddWithValue(name, 1);
            }

            try
            {
                await using SqliteDataReader reader = await command.ExecuteReaderAsync(Token);
                while (await reader.ReadAsync(Token))
                {
                    // What refers to a row that is new is looked for only while something refers to nothing; the last row of all is the first one looked at.
                    string step = reader.GetString(3);
                    if (step.StartsWith("SEARCH comparand_key", StringComparison.Ordinal) && !step.Contains("day", StringComparison.Ordinal))
                    {
                        found.Add($"all days of a key, {step}: {sql}");
                    }

                    bool first = (sql.StartsWith("INSERT", StringComparison.Ordinal) && !sql.Contains("SELECT", StringComparison.Ordinal)) || sql.EndsWith("ORDER BY number DESC LIMIT 1", StringComparison.Ordinal);
                    if (!first && step.StartsWith("SCAN ", StringComparison.Ordinal) && Growing.Contains(TableOf(sql, step.Split(' ')[1])))
                    {
                        found.Add($"{step}: {sql}");
                    }
                }
            }
            catch (SqliteException missing) when (missing.Message.Contains("no such table", StringComparison.Ordinal))
            {
                // A temporary table of the session that ran it.
            }
        }

        Assert.True(found.Count == 0, string.Join('\n', found));

        async Task Added(Arrival arrival)
        {
            test.Clock.Now += TimeSpan.FromMinutes(1);
            await test.AddAsync(arrival);
            await test.Ledger.CompareAsync(PartyRegistry.Standard, cancellationToken: Token);
            while (await test.Ledger.GroupAsync(cancellationToken: Token) > 0)
            {
            }
        }
    }

    /// <summary>The table that stands for a name in a statement: itself, or what it is short for.</summary>
    private static string TableOf(string sql, string alias) => Regex.Match(sql, string.Create(CultureInfo.InvariantCulture, $@"\b(?:FROM|JOIN|UPDATE|INTO) (\w+)(?: AS)? {alias}\b"), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)) is { Success: true } named
        ? named.Groups[1].Value
        : alias;

    [GeneratedRegex(@"\$\d+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Placeholder();
}
