using System.Data.Common;
using Hearsay.Claims.Reviewing;
using Hearsay.Storage;
using Hearsay.Storage.Queries;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Hearsay.Tests.Storage;

/// <summary>Whoever changes the database behind Hearsay's back is noticed, whatever was changed.</summary>
public sealed class SealTest(PostgresServer server)
{
    private const string Story = "Iran denies that it sold drones to anyone. Marta Kell asserts that ninety drones were sold in May. Piet Arens admits that parts were shipped.";

    private const string Edited = "Iran denies that it sold drones to anyone. Marta Kell asserts that eighty drones were sold in May.";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>What is done to the database, and what 'verify' then names: code and the beginning of the subject.</summary>
    public static TheoryData<string, string, string, string> Changes
    {
        get
        {
            (string Sql, string Code, string Subject)[] changes =
            [
                ("DELETE FROM claim_words WHERE rowid = 3; DELETE FROM mention WHERE claim = 3; DELETE FROM proposition WHERE claim = 3; DELETE FROM claim WHERE pk = 3", "HS0538", "seal 2"),
                ("UPDATE claim SET confidence = 0.1 WHERE pk = 2", "HS0538", "seal 2"),
                ("UPDATE claim SET ordinal = 7 WHERE pk = 2", "HS0538", "seal 2"),
                ("UPDATE claim SET until = '2026-01-05T00:00:00.000000Z' WHERE pk = 5", "HS0538", ""),
                ("UPDATE claim SET until = NULL, ended = NULL WHERE pk = 3", "HS0538", "seal 3"),
                ("UPDATE claim SET since = '2020-01-05T00:00:00.000000Z' WHERE pk = 5", "HS0538", "seal 3"),
                ("UPDATE claim SET voice = 'narration' WHERE pk = 5", "HS0538", "seal 3"),
                ("DELETE FROM mention WHERE claim = 4", "HS0535", ""),
                ("UPDATE mention SET name = 'Oruvia' WHERE claim = 4", "HS0535", ""),
                ("INSERT INTO proposition(claim, ordinal, type, transfer) VALUES(4, 0, 'AID', 0)", "HS0535", ""),
                ("UPDATE claim SET form = 'direct' WHERE pk = 4", "HS0535", ""),
                ("DELETE FROM arrival WHERE revision = 1", "HS0538", "seal 2"),
                ("UPDATE arrival SET origin = 'elsewhere' WHERE revision = 1", "HS0538", "seal 2"),
                ("UPDATE revision SET title = 'Another' WHERE pk = 1", "HS0538", "seal 2"),
                ("UPDATE outlet SET name = 'Another'", "HS0538", "seal 2"),
                ("UPDATE revision SET until = '2026-01-09T00:00:00.000000Z' WHERE pk = 1", "HS0538", ""),
                ("DELETE FROM claim_words WHERE rowid IN (4, 5); DELETE FROM mention WHERE claim IN (4, 5); DELETE FROM claim WHERE pk IN (4, 5); DELETE FROM succession; DELETE FROM arrival WHERE revision = 2; DELETE FROM revision WHERE pk = 2", "HS0538", "seal 3"),
                ("UPDATE claim SET reading = NULL; DELETE FROM reading", "HS0538", "seal 2"),
                ("UPDATE reading SET at = '2020-01-05T00:00:00.000000Z'", "HS0538", "seal 2"),
                ("UNLOCK review; DELETE FROM review WHERE number = 2; DELETE FROM standing WHERE last = 2", "HS0538", "seal 5"),
                ("UNLOCK seal; DELETE FROM seal WHERE number = 3", "HS0530", "seal 4"),
                ("UNLOCK seal; DELETE FROM seal WHERE number = 5", "HS0538", "seal 5"),
                ("UNLOCK seal; UPDATE seal SET subject = 'x' WHERE number = 3", "HS0530", "seal 3"),
                ("UPDATE tally SET claims = claims + 1 WHERE facet = 'day'", "HS0537", "tally"),
                ("UPDATE party SET state = 'confirmed'", "HS0536", ""),
            ];
            var data = new TheoryData<string, string, string, string>();
            foreach (string kind in new[] { "sqlite", "postgres" })
            {
                foreach ((string sql, string code, string subject) in changes)
                {
                    data.Add(kind, sql, code, subject);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_behind_Hearsays_back_is_named(string kind, string sql, string code, string subject)
    {
        await using TestLedger test = await FilledAsync(kind);
        Verified before = await test.Ledger.VerifyAsync(cancellationToken: Token);
        Assert.Empty(before.Findings);
        Assert.Equal(5, before.Seals);
        await ChangeAsync(test, sql);
        IReadOnlyList<Finding> findings = (await test.Ledger.VerifyAsync(cancellationToken: Token)).Findings;
        Assert.True(findings.Any(finding => finding.Code == code && finding.Subject.StartsWith(subject, StringComparison.Ordinal)), $"{sql}: {string.Join("; ", findings)}");
    }

    [Theory]
    [MemberData(nameof(TestLedger.Kinds), MemberType = typeof(TestLedger))]
    public async Task Whoever_makes_all_of_it_anew_is_noticed_by_a_hash_that_was_kept(string kind)
    {
        await using TestLedger test = await FilledAsync(kind);
        Verified before = await test.Ledger.VerifyAsync(cancellationToken: Token);
        Assert.Empty((await test.Ledger.VerifyAsync(before.Seal, cancellationToken: Token)).Findings);
        Assert.Empty((await test.Ledger.VerifyAsync(before.Head, cancellationToken: Token)).Findings);

        // The last decision is taken out with all that shows it: what is left is a sound ledger that was never more.
        await ChangeAsync(test, "UNLOCK review; UNLOCK seal; DELETE FROM review WHERE number = 2; DELETE FROM standing WHERE last = 2; DELETE FROM seal WHERE number = 5");
        Assert.Empty((await test.Ledger.VerifyAsync(cancellationToken: Token)).Findings);
        Finding finding = Assert.Single((await test.Ledger.VerifyAsync(before.Seal, cancellationToken: Token)).Findings);
        Assert.Equal(("HS0539", before.Seal), (finding.Code, finding.Subject));

        // What is added after a check does not make its hash void.
        await using TestLedger other = await FilledAsync(kind);
        string kept = (await other.Ledger.VerifyAsync(cancellationToken: Token)).Seal;
        await other.AddAsync(TestLedger.Article("b", "Ana Brandt asserts that the port is open."));
        Assert.Empty((await other.Ledger.VerifyAsync(kept, cancellationToken: Token)).Findings);
    }

    /// <summary>Three claims (1 to 3), a revision that takes two of them out and brings two in (4 and 5), and two decisions: seals 2 to 5.</summary>
    private async Task<TestLedger> FilledAsync(string kind)
    {
        TestLedger test = await TestLedger.CreateAsync(kind, server);
        await test.AddAsync(TestLedger.Article("a", Story, "Coast Wire", "2026-05-02", "https://example.org/a", title: "Drones"));
        test.Clock.Now = test.Clock.Now.AddDays(1);
        await test.AddAsync(TestLedger.Article("a", Edited, "Coast Wire", "2026-05-02", "https://example.org/a", title: "Drones"));
        string[] ids = [.. (await test.Ledger.ClaimsAsync(Query.Everything, Order.Oldest, cancellationToken: Token)).Items.Select(claim => claim.Id)];
        Assert.Equal(2, ids.Length);
        foreach (string id in ids)
        {
            await test.Ledger.ReviewAsync(new Review(0, default, "kell", ReviewKind.Accept, id), Token);
        }

        return test;
    }

    private static async Task ChangeAsync(TestLedger test, string sql)
    {
        bool sqlite = !test.Place.Contains("Host=", StringComparison.Ordinal);
        foreach (string table in new[] { "review", "seal" })
        {
            sql = sql.Replace($"UNLOCK {table}", sqlite ? $"DROP TRIGGER {table}_is_never_changed; DROP TRIGGER {table}_is_never_deleted" : $"ALTER TABLE {table} DISABLE TRIGGER ALL", StringComparison.Ordinal);
        }

        // The words of a claim cannot be taken out of SQLite's index one by one; whoever deletes a claim leaves them.
        sql = sqlite ? string.Join(';', sql.Split(';').Where(part => !part.Contains("claim_words", StringComparison.Ordinal))) : sql;
        await using DbConnection connection = sqlite ? new SqliteConnection($"Data Source={test.Place};Pooling=false") : new NpgsqlConnection(test.Place);
        await connection.OpenAsync(Token);
        await using DbCommand command = connection.CreateCommand();

        // Whoever means harm is not held up by references between tables.
        command.CommandText = (sqlite ? "PRAGMA foreign_keys = OFF; " : "SET session_replication_role = replica; ") + sql;
        await command.ExecuteNonQueryAsync(Token);
    }
}
