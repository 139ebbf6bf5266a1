using Hearsay.Claims.Parties;
using Hearsay.Claims.Reviewing;
using Hearsay.Storage;
using Hearsay.Storage.Access;
using Hearsay.Storage.Deciding;
using Hearsay.Storage.Inbox;
using Hearsay.Storage.Queries;
using Hearsay.Storage.Searches;

namespace Hearsay.Tests.Storage;

/// <summary>What the screens of the workbench ask for, in both databases.</summary>
public sealed class ScreenTest(PostgresServer server)
{
    private const string Matter = "Veland shipped four coastal missile batteries to the rebels in Port Cassel";

    private const string Report = "Ada Quill asserts that the freighter left the harbour of Sund before dawn with forty crates in its hold and no papers. Tor Lind denies that the freighter carried crates at all on that day. "
        + "Customs officers followed it as far as the outer reef and turned back when fog came in over the bay.";

    public static TheoryData<string> Kinds => TestLedger.Kinds;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Copies_outlets_and_families_are_told_as_they_are_and_as_they_were(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        await test.AddAsync(TestLedger.Article("a", Report, "Coast Wire", "2026-03-01", "https://a.example/1", title: "Crates"));
        await test.Ledger.CompareAsync(PartyRegistry.Standard, cancellationToken: Token);
        DateTimeOffset then = test.Clock.Now;
        test.Clock.Now = then.AddDays(1);
        await test.AddAsync(TestLedger.Article("b", "HALDEN (AFP) - " + Report, "Evening Lamp", "2026-03-02", "https://b.example/1"));
        await test.Ledger.CompareAsync(PartyRegistry.Standard, cancellationToken: Token);
        await test.Ledger.GroupAsync(cancellationToken: Token);

        FoundFamily family = Assert.Single(await test.Ledger.FamiliesAsync(cancellationToken: Token));
        Assert.Equal(("Crates", 2L, 2L, 4L, "2026-03-01", "2026-03-02"), (family.Title, family.Documents, family.Outlets, family.Claims, family.First, family.Last));
        Assert.Empty(await test.Ledger.FamiliesAsync(asOf: then, cancellationToken: Token));
        Assert.Equal([("Coast Wire", 1L, 2L, 1L), ("Evening Lamp", 1L, 2L, 1L)], (await test.Ledger.OutletsAsync(cancellationToken: Token)).Select(outlet => (outlet.Name, outlet.Documents, outlet.Claims, outlet.Copies)));
        FoundOutlet past = Assert.Single(await test.Ledger.OutletsAsync(asOf: then, cancellationToken: Token));
        Assert.Equal(("Coast Wire", 1L, 2L), (past.Name, past.Documents, past.Claims));

        Page<FoundClaim> claims = await test.Ledger.ClaimsAsync(Query.Parse("stance:denies"), cancellationToken: Token);
        IReadOnlyDictionary<string, ClaimContext> context = await test.Ledger.ContextAsync(claims.Items, Token);
        Assert.All(claims.Items, claim => Assert.Equal((0L, 2, 1), (context[claim.Id].Last, context[claim.Id].Copies, context[claim.Id].Reports)));
        Assert.Equal(2, claims.Items.Count);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Who_spoke_of_the_same_matter_before_is_found(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        await test.AddAsync(TestLedger.Article("a", $"Toll denies that {Matter}. Kell asserts that {Matter}.", "Coast Wire", "2026-05-02"));
        await test.Ledger.GroupAsync(cancellationToken: Token);
        long before = await test.Ledger.NewestClaimAsync(Token);
        Assert.Empty(await test.Ledger.SpokenAgainAsync(0, before, cancellationToken: Token));
        await test.AddAsync(TestLedger.Article("b", $"Toll admits that {Matter}. Arens asserts that {Matter}. Kell asserts that nothing was seen at all.", "Halden Post", "2026-05-27"));
        await test.Ledger.GroupAsync(cancellationToken: Token);
        FoundClaim admission = Assert.Single((await test.Ledger.ClaimsAsync(Query.Parse("stance:admits"), cancellationToken: Token)).Items);
        Assert.Equal([admission.Id], await test.Ledger.SpokenAgainAsync(before, await test.Ledger.NewestClaimAsync(Token), cancellationToken: Token));
        Assert.NotNull(await test.Ledger.ClusterIdAsync(admission.Id, Token));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_least_certain_come_first_with_and_without_words(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        Arrival arrival = TestLedger.Article("a", "Kell asserts that it rained. Kell asserts that it snowed. Toll denies that it hailed. Toll asserts that it froze.", "Coast Wire");
        float[] sure = [0.9f, 1f / 3, 0.5f, 1f / 3];
        await test.AddAsync(arrival with { Claims = [.. arrival.Claims.Select((claim, index) => claim with { Confidence = sure[index] })] });
        foreach ((string query, double[] expected) in ((string, double[])[])[("", [1f / 3, 1f / 3, 0.5, 0.9f]), ("it", [1f / 3, 1f / 3, 0.5, 0.9f]), ("speaker:kell", [1f / 3, 0.9f])])
        {
            List<FoundClaim> seen = [];
            string? cursor = null;
            do
            {
                Page<FoundClaim> page = await test.Ledger.ClaimsAsync(Query.Parse(query), Order.Confidence, 1, cursor, Token);
                seen.AddRange(page.Items);
                cursor = page.Next;
            }
            while (cursor is not null);

            Assert.Equal(expected, seen.Select(claim => claim.Confidence));
            Assert.Equal(expected.Length, seen.Select(claim => claim.Id).Distinct(StringComparer.Ordinal).Count());
        }

        Assert.Equal("HS0522", (await Assert.ThrowsAsync<LedgerException>(() => test.Ledger.ClaimsAsync(Query.Everything, Order.Confidence, 1, "7", Token))).Code);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Parties_searches_people_and_the_inbox_answer(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        await test.AddAsync(TestLedger.Article("a", "Iran denies that it sold drones. Kell accuses that Iran sold drones.", "Coast Wire", "2026-05-02"));
        LedgerStamp stamp = await test.Ledger.StampAsync(Token);
        FoundParty iran = Assert.Single(await test.Ledger.PartiesAsync(["state:IRN"], Token));
        Assert.Equal(1, iran.Speaks);
        Assert.Equal(("Iran", 1L), Assert.Single((await test.Ledger.AliasesAsync(iran.Id, cancellationToken: Token)).Select(alias => (alias.Value!, alias.Count))));
        FoundClaim denial = Assert.Single((await test.Ledger.ClaimsAsync(Query.Parse("stance:denies"), cancellationToken: Token)).Items);
        await test.Ledger.ReviewAsync(new Review(0, default, "mkell", ReviewKind.Grade, denial.Id, Reliability: 'B', Credibility: 3), Token);
        Assert.Equal('B', Assert.Single(await test.Ledger.GradesAsync(iran.Id, cancellationToken: Token)).Reliability);
        Assert.Empty(await test.Ledger.EdgesAsync(Query.Parse("stance:accuses"), cancellationToken: Token));
        Assert.Empty(await test.Ledger.PlacesAsync(Query.Everything, cancellationToken: Token));
        Assert.NotEqual(stamp, await test.Ledger.StampAsync(Token));

        SavedSearch search = await test.Ledger.SaveSearchAsync("mkell", "drones", "drones", Token);
        Assert.Equal(["claim"], (await test.Ledger.AlertAsync(search, [("claim", "because")], search.Checked + 5, Token)).Select(alert => alert.Claim));
        Assert.Empty(await test.Ledger.AlertAsync(search, [("other", "because")], search.Checked + 5, Token));
        Assert.Equal("because", Assert.Single(await test.Ledger.AlertsAsync(search.Number, cancellationToken: Token)).Why);
        Assert.True(await test.Ledger.SeeSearchAsync("mkell", search.Number, Token));
        Assert.False(await test.Ledger.DropSearchAsync("other", search.Number, Token));
        Assert.True(await test.Ledger.DropSearchAsync("mkell", search.Number, Token));
        Assert.Empty(await test.Ledger.SearchesAsync(null, Token));

        Account account = await test.Ledger.SetAccountAsync(new Account("jreck", Role.Analyst, "hash", null, default, null), Token);
        await test.Ledger.BeginSessionAsync("session", account.Name, test.Clock.Now.AddHours(1), Token);
        Assert.Equal(Role.Analyst, (await test.Ledger.SessionAsync("session", Token))!.Role);
        await test.Ledger.EndSessionAsync("session", Token);
        Assert.Null(await test.Ledger.SessionAsync("session", Token));
        await test.Ledger.AuditAsync("mkell", "export", "drones", null, "127.0.0.1", Token);
        Assert.Contains(await test.Ledger.AuditAsync(cancellationToken: Token), entry => entry.Action == "export");

        Decided decided = await test.Ledger.DecideAsync([new Decision(new Review(0, default, "mkell", ReviewKind.Accept, denial.Id), null)], "key", Token);
        Assert.Equal(decided.Entries[0].Number, (await test.Ledger.DecideAsync([new Decision(new Review(0, default, "mkell", ReviewKind.Accept, denial.Id), null)], "key", Token)).Entries[0].Number);
        Assert.Equal((1L, 2L), (await test.Ledger.SizeAsync(Token) is var size ? size.Documents : 0, size.Claims));
        Assert.Single(await test.Ledger.ReadersAsync(Token));
        Assert.Empty(await test.Ledger.NewestInboxAsync(cancellationToken: Token));
        Assert.Single(await test.Ledger.SourcesAsync(Query.Parse("speaker:kell"), cancellationToken: Token));
        Assert.NotNull(await test.Ledger.PastClaimAsync(denial.Id, null, Token));
    }
}
