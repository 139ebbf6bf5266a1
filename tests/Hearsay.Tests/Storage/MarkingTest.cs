using Hearsay.Claims.Reviewing;
using Hearsay.Storage;
using Hearsay.Storage.Queries;

namespace Hearsay.Tests.Storage;

/// <summary>Markings: who may see what, as the review log says it.</summary>
public sealed class MarkingTest(PostgresServer server)
{
    private const string Address = "https://hill-post.example/1";

    public static TheoryData<string> Kinds => TestLedger.Kinds;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_claim_is_as_narrow_as_its_document_and_undoing_widens_it_again(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        Added added = await test.AddAsync(TestLedger.Article("a", "Iran denies that it sent drones. Marta Kell asserts that it did."));
        string[] ids = [.. (await ClaimsAsync(test)).Select(claim => claim.Id)];
        Assert.All(await ClaimsAsync(test), claim => Assert.Null(claim.Marking));
        Review document = await MarkAsync(test, added.Document, "green");
        await MarkAsync(test, ids[0], "red");
        await MarkAsync(test, ids[1], "clear");
        Assert.Equal([TrafficLight.Red, TrafficLight.Green], (await ClaimsAsync(test)).OrderBy(claim => Array.IndexOf(ids, claim.Id)).Select(claim => claim.Marking!.Value));
        Assert.Equal(TrafficLight.Green, (await test.Ledger.DocumentsAsync(Query.Everything, cancellationToken: Token)).Items[0].Marking);
        await test.Ledger.ReviewAsync(new Review(0, default, "ana", ReviewKind.Undo, "", Undoes: document.Number), Token);
        Assert.Equal([TrafficLight.Red, TrafficLight.Clear], (await ClaimsAsync(test)).OrderBy(claim => Array.IndexOf(ids, claim.Id)).Select(claim => claim.Marking!.Value));
        Assert.Empty((await test.Ledger.VerifyAsync(cancellationToken: Token)).Findings);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_same_claim_of_an_edited_text_stays_marked(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        await test.AddAsync(TestLedger.Article("a", "Iran denies that it sent drones. Marta Kell asserts that it did.", address: Address));
        await MarkAsync(test, (await ClaimsAsync(test)).Single(claim => claim.Record.Contains("\"denies\"", StringComparison.Ordinal)).Id, "amber+strict");
        await test.AddAsync(TestLedger.Article("a", "It rained. Iran denies that it sent drones. Marta Kell asserts that it did.", address: Address));
        FoundClaim[] claims = await ClaimsAsync(test);
        Assert.Equal(TrafficLight.AmberStrict, claims.Single(claim => claim.Record.Contains("\"denies\"", StringComparison.Ordinal)).Marking);
        Assert.Null(claims.Single(claim => claim.Record.Contains("\"asserts\"", StringComparison.Ordinal)).Marking);
        Assert.Empty((await test.Ledger.VerifyAsync(cancellationToken: Token)).Findings);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Adding_narrows_and_never_widens(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        Arrival arrival = TestLedger.Article("a", "Iran denies that it sent drones.");
        await test.AddAsync(arrival with { Marking = TrafficLight.Amber, MarkedBy = "ana" });
        await test.AddAsync(arrival with { Marking = TrafficLight.Green, MarkedBy = "bo" });
        Assert.Equal(TrafficLight.Amber, (await ClaimsAsync(test))[0].Marking);
        await test.AddAsync(arrival with { Marking = TrafficLight.Red, MarkedBy = "bo" });
        Assert.Equal(TrafficLight.Red, (await ClaimsAsync(test))[0].Marking);
        Assert.Equal(["ana", "bo"], (await test.Ledger.LogAsync(cancellationToken: Token)).Select(entry => entry.Reviewer));
    }

    [Fact]
    public async Task What_is_no_marking_is_refused()
    {
        await using TestLedger test = await TestLedger.CreateAsync("sqlite", server);
        Added added = await test.AddAsync(TestLedger.Article("a", "Iran denies that it sent drones."));
        Assert.Equal("HS0512", (await Assert.ThrowsAsync<LedgerException>(() => MarkAsync(test, added.Document, "pink"))).Code);
        Assert.Equal("HS0510", (await Assert.ThrowsAsync<LedgerException>(() => MarkAsync(test, "nothing", "red"))).Code);
    }

    [Theory]
    [InlineData("clear", TrafficLight.Clear)]
    [InlineData("TLP:AMBER+STRICT", TrafficLight.AmberStrict)]
    [InlineData("Red", TrafficLight.Red)]
    [InlineData("white", null)]
    [InlineData(null, null)]
    public void Names_are_those_of_the_protocol(string? name, TrafficLight? expected) => Assert.Equal(expected, Markings.TryParse(name));

    private static Task<Review> MarkAsync(TestLedger test, string id, string marking) => test.Ledger.ReviewAsync(new Review(0, default, "ana", ReviewKind.Mark, id, Relation: marking), Token);

    private static async Task<FoundClaim[]> ClaimsAsync(TestLedger test) => [.. (await test.Ledger.ClaimsAsync(Query.Everything, cancellationToken: Token)).Items];
}
