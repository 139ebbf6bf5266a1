using System.Collections.Immutable;
using System.Globalization;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Reviewing;
using Hearsay.Storage;
using Hearsay.Storage.Queries;

namespace Hearsay.Tests.Storage;

/// <summary>Clusters that a ledger keeps: the same as from scratch, whatever came in, went and was decided, in whatever order.</summary>
public sealed class GroupingTest(PostgresServer server) : IClassFixture<PostgresServer>
{
    private const int Seed = 20261128;

    private static readonly string[] Contents =
    [
        "Veland shipped rockets to the rebels in Sund", "rockets from Veland were shipped to the rebels", "Veland had shipped rockets and radar sets to the rebels in Sund by night",
        "Veland shipped grain to the islanders", "the crane at berth four was never inspected after the flood", "nobody inspected the crane at berth four after the flood",
        "the crane at berth nine was sold after the flood", "Oruvia closed the strait to freighters", "the strait was closed to freighters by Oruvia", "Oruvia opened the bridge to lorries",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => TestLedger.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Kept_clusters_are_those_from_scratch_in_any_order(string kind)
    {
        var random = new Random(Seed);
        string? told = null;
        string[] speakers = ["Ada Quill", "Tor Lind", "Iran", "Marta Kell"];
        (string Name, string Text, string Day)[] articles =
        [
            .. Enumerable.Range(0, 24).Select(at => ($"a{at}", string.Join(" ", Enumerable.Range(0, 3).Select(_ => $"{speakers[random.Next(4)]} {(random.Next(3) == 0 ? "denies" : "asserts")} that {Contents[random.Next(Contents.Length)]}.")),
                new DateOnly(2026, 3, 1).AddDays(random.Next(50)).ToString("O", CultureInfo.InvariantCulture))),
        ];
        for (int round = 0; round < 3; round++)
        {
            await using TestLedger test = await TestLedger.CreateAsync(kind, server);
            random.Shuffle(articles);
            foreach ((string name, string text, string day) in articles)
            {
                await test.AddAsync(TestLedger.Article(name, text, "Lamp " + name, day, "https://example.org/" + name));
                await GroupAsync(test);
            }

            string kept = await KeptAsync(test);
            Assert.Equal(await AnewAsync(test), kept);
            told ??= kept;
            Assert.True(told == kept, $"another order of arrival comes to something else (seed {Seed}, round {round})");
            Assert.Contains("disputed", kept, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_people_decide_and_what_articles_take_back_is_followed(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        var random = new Random(Seed);
        var ids = new List<string>();
        for (int step = 0; step < 60; step++)
        {
            test.Clock.Now += TimeSpan.FromMinutes(1);
            string One() => ids[random.Next(ids.Count)];
            switch (ids.Count < 6 ? 0 : random.Next(8))
            {
                case 0 or 1 or 2:
                    string name = "a" + random.Next(8).ToString(CultureInfo.InvariantCulture);
                    string text = $"Ada Quill {(random.Next(2) == 0 ? "denies" : "asserts")} that {Contents[random.Next(Contents.Length)]}. Tor Lind asserts that {Contents[random.Next(Contents.Length)]}.";
                    await test.AddAsync(TestLedger.Article(name, text, "Lamp", "2026-03-0" + (1 + random.Next(9)).ToString(CultureInfo.InvariantCulture), "https://example.org/" + name));
                    await GroupAsync(test);
                    break;
                case 3 or 4:
                    await DecideAsync(test, ReviewKind.Merge, One(), One());
                    break;
                case 5:
                    await DecideAsync(test, ReviewKind.Split, One(), One());
                    break;
                case 6:
                    await DecideAsync(test, ReviewKind.Reject, One(), null);
                    break;
                default:
                    IReadOnlyList<Review> log = await test.Ledger.LogAsync(cancellationToken: Token);
                    if (log.Count > 0)
                    {
                        await test.Ledger.ReviewAsync(new Review(0, default, "ada", ReviewKind.Undo, "", Undoes: log[random.Next(log.Count)].Number), Token);
                    }

                    break;
            }

            ids = [.. (await test.Ledger.ClaimsAsync(Query.Everything, most: 500, cancellationToken: Token)).Items.Select(found => found.Id).Distinct().Order(StringComparer.Ordinal)];
            string anew = await AnewAsync(test);
            string kept = await KeptAsync(test);
            Assert.True(anew == kept, $"step {step}, seed {Seed}\nanew:\n{anew}\nkept:\n{kept}");
        }

        Assert.NotEmpty(await test.Ledger.PairsAsync(Token));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Large_clusters_are_summed_when_nothing_else_is_left_to_do(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        for (int at = 0; at < 90; at++)
        {
            await test.AddAsync(TestLedger.Article($"a{at}", $"Ada Quill asserts that {Contents[0]}. Tor Lind denies that {Contents[1]}.", $"Lamp {at}", "2026-03-05", $"https://example.org/{at}"));
            while (await test.Ledger.GroupAsync(rest: false, cancellationToken: Token) > 0)
            {
                // More is to come.
            }
        }

        Assert.Equal(1, await test.Ledger.UngroupedAsync(Token));
        await GroupAsync(test);
        string kept = await KeptAsync(test);
        Assert.Equal(await AnewAsync(test), kept);
        Assert.Contains("disputed", kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merged_and_split_claims_stay_so_and_an_old_id_is_found()
    {
        await using TestLedger test = await TestLedger.CreateAsync("sqlite", server);
        await test.AddAsync(TestLedger.Article("a", $"Ada Quill asserts that {Contents[0]}. Tor Lind denies that {Contents[1]}. Ada Quill asserts that {Contents[4]}.", "Lamp", "2026-03-05"));
        await GroupAsync(test);
        Dictionary<string, string> id = (await test.Ledger.ClaimsAsync(Query.Everything, Order.Oldest, cancellationToken: Token)).Items.ToDictionary(found => found.Record.Contains("crane", StringComparison.Ordinal) ? "crane" : found.Record.Contains("from Veland", StringComparison.Ordinal) ? "denial" : "rockets", found => found.Id);
        Assert.Single(await test.Ledger.DisputesAsync(Query.Everything, cancellationToken: Token));

        await DecideAsync(test, ReviewKind.Split, id["rockets"], id["denial"]);
        Assert.Empty(await test.Ledger.DisputesAsync(Query.Everything, cancellationToken: Token));
        await DecideAsync(test, ReviewKind.Merge, id["rockets"], id["crane"]);
        string before = Assert.Single(await test.Ledger.ClusterAsync(id["crane"], cancellationToken: Token)).Id;
        await test.AddAsync(TestLedger.Article("b", $"Marta Kell asserts that {Contents[2]}.", "Post", "2026-03-01"));
        await GroupAsync(test);
        ClaimCluster after = Assert.Single(await test.Ledger.ClusterAsync(id["crane"], cancellationToken: Token));
        Assert.Equal(3, after.Members.Length);
        Assert.NotEqual(before, after.Id);
        Assert.Equal(after.Id, Assert.Single(await test.Ledger.ClusterAsync(before, cancellationToken: Token)).Id);
        Assert.Equal(after.Id, Assert.Single(await test.Ledger.ClustersAsync(Query.Parse("outlet:Post"), cancellationToken: Token)).Id);
        Assert.Empty(await test.Ledger.ClusterAsync("no id", cancellationToken: Token));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Confirmed_takes_two_independent_origins_or_a_rationale(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        await test.AddAsync(TestLedger.Article("a", $"Ada Quill asserts that {Contents[0]}.", "Lamp", "2026-03-05"));
        await test.AddAsync(TestLedger.Article("b", $"Ada Quill asserts that {Contents[1]}.", "Post", "2026-03-06"));
        await GroupAsync(test);
        string id = (await test.Ledger.ClaimsAsync(Query.Parse("outlet:Lamp"), cancellationToken: Token)).Items.Single().Id;
        var confirmed = new Review(0, default, "ada", ReviewKind.Grade, id, Credibility: 1);
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(() => test.Ledger.ReviewAsync(confirmed, Token));
        Assert.Equal(("HS0519", id), (refused.Code, refused.Origin));
        Assert.Contains("knows 1 independent origin of this claim", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await test.Ledger.LogAsync(cancellationToken: Token));

        // Any other grade needs no second origin, and a reason is kept in the log.
        await test.Ledger.ReviewAsync(confirmed with { Credibility = 2 }, Token);
        Review reasoned = await test.Ledger.ReviewAsync(confirmed with { Note = "seen by our own reporter" }, Token);
        Assert.Equal("seen by our own reporter", (await test.Ledger.LogAsync(cancellationToken: Token)).Single(entry => entry.Number == reasoned.Number).Note);

        // A second speaker is a second origin.
        await test.AddAsync(TestLedger.Article("c", $"Tor Lind asserts that {Contents[1]}.", "Bell", "2026-03-06"));
        await GroupAsync(test);
        await test.Ledger.ReviewAsync(confirmed, Token);
        Assert.Equal(3, (await test.Ledger.LogAsync(cancellationToken: Token)).Count);
    }

    private static async Task GroupAsync(TestLedger test)
    {
        while (await test.Ledger.GroupAsync(2, cancellationToken: Token) > 0)
        {
            // Two at a time.
        }

        Assert.Equal(0, await test.Ledger.UngroupedAsync(Token));
    }

    private static async Task DecideAsync(TestLedger test, ReviewKind kind, string one, string? other)
    {
        if (one != other)
        {
            await test.Ledger.ReviewAsync(new Review(0, default, "ada", kind, one, other), Token);
        }
    }

    private static async Task<string> KeptAsync(TestLedger test) =>
        Tell(await test.Ledger.ClustersAsync(Query.Everything, 1, cancellationToken: Token), await test.Ledger.DisputesAsync(Query.Everything, cancellationToken: Token));

    private static async Task<string> AnewAsync(TestLedger test)
    {
        var clusters = new ClaimClusters(await test.Ledger.PairsAsync(Token));
        foreach (ClaimReport report in await test.Ledger.ReportsAsync(Query.Everything, cancellationToken: Token))
        {
            clusters.Add(report);
        }

        ImmutableArray<ClaimCluster> all = clusters.List(1);
        return Tell(all, Dispute.Find(all));
    }

    private static string Tell(ImmutableArray<ClaimCluster> clusters, ImmutableArray<Dispute> disputes) =>
        string.Join('\n', clusters.OrderBy(cluster => cluster.Id, StringComparer.Ordinal).Select(cluster =>
            $"{cluster.Id}: {string.Join(' ', cluster.Members.Select(member => $"{member.Report.Claim.Id.Value[..6]}{member.Side.ToString()[0]}"))}; "
            + string.Join(", ", cluster.Positions.Select(position => $"{position.Name} {position.Side} {position.Shifts.Length}")))
        .Concat(disputes.Select(dispute => $"disputed {dispute.Cluster.Id} {dispute.Weight.ToString(CultureInfo.InvariantCulture)} {dispute.Latest:O} {dispute.Sides?.For.Report.Claim.Id.Value[..6]}"))).Trim();
}
