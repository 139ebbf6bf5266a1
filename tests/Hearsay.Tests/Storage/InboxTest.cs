using Hearsay.Storage;
using Hearsay.Storage.Inbox;
using Hearsay.Text;

namespace Hearsay.Tests.Storage;

/// <summary>What the inbox promises, in both databases.</summary>
public sealed class InboxTest(PostgresServer server)
{
    private const string Story = "Marta Kell asserts that ninety drones were sold in May. Piet Arens admits that parts were shipped.";

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    public static TheoryData<string> Kinds => TestLedger.Kinds;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_is_submitted_is_taken_once_and_names_its_documents_when_it_is_done(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        IReadOnlyList<long> numbers = await test.Ledger.SubmitAsync([Text("a", Story) with { Outlet = "Coast Wire", Published = PublicationDate.TryParse("2026-05-02"), AddedBy = "kell" }, Text("b", "Nothing.")], Token);
        Assert.Equal(numbers, await test.Ledger.SubmitAsync([Text("a", Story) with { Outlet = "Coast Wire", Published = PublicationDate.TryParse("2026-05-02") }, Text("b", "Nothing.")], Token));
        Assert.Equal(new InboxLag(2, 0, 0, 0, 0, test.Clock.Now), await test.Ledger.InboxLagAsync(Token));

        InboxItem item = Assert.Single(await test.Ledger.LeaseAsync("one", 1, Lease, Token));
        Assert.Equal((numbers[0], "a.txt", "a", InboxState.Leased, 1, "Coast Wire", "2026-05-02", "kell", "one"), (item.Number, item.Name, item.DocumentId, item.State, item.Tries, item.Outlet, item.Published, item.AddedBy, item.Worker));
        Assert.Equal(Story, System.Text.Encoding.UTF8.GetString((await test.Ledger.BytesAsync(item.Content!, Token))!));
        Assert.Equal(numbers[1], Assert.Single(await test.Ledger.LeaseAsync("two", 5, Lease, Token)).Number);
        Assert.Empty(await test.Ledger.LeaseAsync("two", 5, Lease, Token));
        Assert.Empty(await test.Ledger.LeaseAsync(numbers, "two", Lease, Token));

        IReadOnlyList<Added> added = await test.Ledger.AddAsync(new Delivery([TestLedger.Article("a", Story) with { Item = item.Number }]) { Settled = [new Settlement(item)] }, Token);
        InboxItem done = Assert.Single(await test.Ledger.InboxAsync(InboxState.Done, cancellationToken: Token));
        Assert.Equal((item.Number, InboxState.Done, test.Clock.Now), (done.Number, done.State, done.Settled));
        Assert.Equal([added[0].Document], done.Documents);
        Assert.Equal(new InboxLag(0, 0, 1, 0, 1, null), await test.Ledger.InboxLagAsync(Token));
        Assert.Empty((await test.Ledger.VerifyAsync(cancellationToken: Token)).Findings);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_lease_that_ends_is_another_workers_and_the_first_can_settle_nothing_any_more(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        await test.Ledger.SubmitAsync([Text("a", Story)], Token);
        InboxItem first = Assert.Single(await test.Ledger.LeaseAsync("one", 5, Lease, Token));
        test.Clock.Now += Lease / 2;
        Assert.Equal(1, await test.Ledger.ProlongAsync([first], Lease, Token));
        test.Clock.Now += Lease * 0.75;
        Assert.Empty(await test.Ledger.LeaseAsync("two", 5, Lease, Token));
        test.Clock.Now += Lease;
        InboxItem second = Assert.Single(await test.Ledger.LeaseAsync("two", 5, Lease, Token));
        Assert.Equal(2, second.Tries);
        Assert.Equal(0, await test.Ledger.ProlongAsync([first], Lease, Token));

        // What the first has read is kept; the item is still the second's.
        await test.Ledger.AddAsync(new Delivery([TestLedger.Article("a", Story) with { Item = first.Number }]) { Settled = [new Settlement(first)] }, Token);
        Assert.Equal(InboxState.Leased, (await test.Ledger.InboxItemAsync(first.Number, Token))!.State);
        IReadOnlyList<Added> again = await test.Ledger.AddAsync(new Delivery([TestLedger.Article("a", Story) with { Item = second.Number }]) { Settled = [new Settlement(second)] }, Token);
        Assert.Equal(AddState.Known, again[0].State);
        Assert.Equal(InboxState.Done, (await test.Ledger.InboxItemAsync(first.Number, Token))!.State);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_is_given_back_was_not_taken_and_what_fails_waits(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        await test.Ledger.SubmitAsync([Text("a", Story)], Token);
        InboxItem item = Assert.Single(await test.Ledger.LeaseAsync("one", 5, Lease, Token));
        Assert.Equal(1, await test.Ledger.ReleaseAsync([item], Token));
        item = Assert.Single(await test.Ledger.LeaseAsync("one", 5, Lease, Token));
        Assert.Equal(1, item.Tries);
        await test.Ledger.PostponeAsync(item, "HS0000", "no answer", TimeSpan.FromMinutes(5), Token);
        Assert.Equal(new InboxLag(0, 1, 0, 0, 0, test.Clock.Now), await test.Ledger.InboxLagAsync(Token));
        Assert.Empty(await test.Ledger.LeaseAsync("one", 5, Lease, Token));
        test.Clock.Now += TimeSpan.FromMinutes(5);
        item = Assert.Single(await test.Ledger.LeaseAsync("one", 5, Lease, Token));
        Assert.Equal((2, "HS0000", "no answer"), (item.Tries, item.Code, item.Message));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_ends_every_worker_is_given_up_and_can_be_retried(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        await test.Ledger.SubmitAsync([Text("a", Story)], Token);
        for (int time = 0; time < Ledger.MostTries; time++)
        {
            Assert.Single(await test.Ledger.LeaseAsync("w", 5, Lease, Token));
            test.Clock.Now += Lease;
        }

        Assert.Empty(await test.Ledger.LeaseAsync("w", 5, Lease, Token));
        InboxItem dead = Assert.Single(await test.Ledger.InboxAsync(InboxState.Dead, cancellationToken: Token));
        Assert.Equal((Ledger.MostTries, "HS0514"), (dead.Tries, dead.Code));
        Assert.Equal(0, await test.Ledger.RetryAsync([dead.Number + 1], Token));
        Assert.Equal(1, await test.Ledger.RetryAsync([dead.Number], Token));
        InboxItem again = Assert.Single(await test.Ledger.LeaseAsync("w", 5, Lease, Token));
        Assert.Equal(1, again.Tries);

        // Given up by the worker, and submitted once more by hand.
        await test.Ledger.AddAsync(new Delivery([]) { Settled = [new Settlement(again) { Code = "HS0001", Message = "no text" }] }, Token);
        Assert.Equal("no text", Assert.Single(await test.Ledger.InboxAsync(InboxState.Dead, cancellationToken: Token)).Message);
        Assert.Equal([dead.Number], await test.Ledger.SubmitAsync([Text("a", Story)], Token));
        Assert.Single(await test.Ledger.LeaseAsync("w", 5, Lease, Token));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Two_texts_of_one_address_do_not_overtake_one_another(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        var address = new Uri("https://example.org/a");
        IReadOnlyList<long> numbers = await test.Ledger.SubmitAsync([Text("a", Story) with { Address = address }, Text("a", "Corrected. " + Story) with { Address = address }, Text("b", Story)], Token);
        IReadOnlyList<InboxItem> taken = await test.Ledger.LeaseAsync("one", 5, Lease, Token);
        Assert.Equal([numbers[0], numbers[2]], taken.Select(item => item.Number));
        Assert.Empty(await test.Ledger.LeaseAsync([numbers[1]], "two", Lease, Token));
        await test.Ledger.AddAsync(new Delivery([]) { Settled = [new Settlement(taken[0])] }, Token);
        Assert.Equal(numbers[1], Assert.Single(await test.Ledger.LeaseAsync("two", 5, Lease, Token)).Number);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task References_are_sent_once_and_again_when_they_must_be_lost(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        IReadOnlyList<long> numbers = await test.Ledger.SubmitAsync([Text("a", Story), Text("b", Story)], Token);
        var lost = TimeSpan.FromMinutes(10);
        Assert.Equal(numbers, await test.Ledger.SendAsync(10, lost, Token));
        Assert.Empty(await test.Ledger.SendAsync(10, lost, Token));
        await test.Ledger.UnsendAsync([numbers[1]], Token);
        Assert.Equal([numbers[1]], await test.Ledger.SendAsync(10, lost, Token));
        InboxItem item = Assert.Single(await test.Ledger.LeaseAsync([numbers[0]], "one", Lease, Token));
        await test.Ledger.AddAsync(new Delivery([]) { Settled = [new Settlement(item)] }, Token);
        test.Clock.Now += lost + TimeSpan.FromSeconds(1);
        Assert.Equal([numbers[1]], await test.Ledger.SendAsync(10, lost, Token));

        // Its worker is gone: as soon as the lease ends.
        Assert.Single(await test.Ledger.LeaseAsync([numbers[1]], "one", Lease, Token));
        test.Clock.Now += Lease + TimeSpan.FromSeconds(1);
        Assert.Equal([numbers[1]], await test.Ledger.SendAsync(10, lost, Token));
        Assert.Empty(await test.Ledger.SendAsync(10, lost, Token));
    }

    [Fact]
    public async Task Many_workers_at_once_take_each_item_once()
    {
        await using TestLedger test = await TestLedger.CreateAsync("postgres", server);
        await test.Ledger.SubmitAsync([.. Enumerable.Range(0, 400).Select(at => Text($"t{at}", $"{Story} {at}"))], Token);
        IEnumerable<Task<List<long>>> workers = Enumerable.Range(0, 4).Select(async at =>
        {
            await using Ledger ledger = await Ledger.OpenAsync(test.Place, LedgerAccess.Write, test.Clock, Token);
            List<long> taken = [];
            while (await ledger.LeaseAsync($"w{at}", 7, Lease, Token) is { Count: > 0 } items)
            {
                taken.AddRange(items.Select(item => item.Number));
            }

            return taken;
        });
        long[] all = [.. (await Task.WhenAll(workers)).SelectMany(taken => taken)];
        Assert.Equal((400, 400), (all.Length, all.Distinct().Count()));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_was_done_long_ago_is_forgotten_and_its_documents_stay(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        await test.Ledger.SubmitAsync([Text("a", Story), Text("b", Story)], Token);
        InboxItem item = Assert.Single(await test.Ledger.LeaseAsync("one", 1, Lease, Token));
        await test.Ledger.AddAsync(new Delivery([TestLedger.Article("a", Story) with { Item = item.Number }]) { Settled = [new Settlement(item)] }, Token);
        Assert.Equal(0, await test.Ledger.ForgetAsync(test.Clock.Now, Token));
        Assert.Equal(1, await test.Ledger.ForgetAsync(test.Clock.Now + TimeSpan.FromDays(1), Token));
        Assert.Equal(InboxState.Waiting, Assert.Single(await test.Ledger.InboxAsync(cancellationToken: Token)).State);
        Assert.Empty((await test.Ledger.VerifyAsync(cancellationToken: Token)).Findings);
        Assert.Single((await test.Ledger.DocumentsAsync(Hearsay.Storage.Queries.Query.Everything, cancellationToken: Token)).Items);
    }

    [Fact]
    public async Task A_submission_of_nothing_is_refused()
    {
        await using TestLedger test = await TestLedger.CreateAsync("sqlite", server);
        await Assert.ThrowsAsync<ArgumentException>(() => test.Ledger.SubmitAsync([new Submission("empty.txt", default)], Token));
    }

    private static Submission Text(string name, string text) => new(name + ".txt", System.Text.Encoding.UTF8.GetBytes(text));
}
