using System.Data.Common;
using System.Text;
using System.Text.Json.Nodes;
using Hearsay.Claims.Parties;
using Hearsay.Claims.Reviewing;
using Hearsay.Storage;
using Hearsay.Storage.Queries;
using Hearsay.Text;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Hearsay.Tests.Storage;

/// <summary>What the ledger promises, in both databases.</summary>
public sealed class LedgerTest(PostgresServer server)
{
    private const string Story = "Iran denies that it sold drones to anyone. Marta Kell asserts that ninety drones were sold 😀 in May. Piet Arens admits that parts were shipped.";

    public static TheoryData<string> Kinds => TestLedger.Kinds;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_is_added_is_found_and_holds(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        Arrival arrival = TestLedger.Article("a", Story, "Coast Wire", "2026-05-02", "https://example.org/a", title: "Drones");
        Added added = await test.AddAsync(arrival);
        Assert.Equal((AddState.Added, 1, 3, 3, 0), (added.State, added.Revision, added.Claims, added.New, added.Gone));
        await test.ReopenAsync();
        Page<FoundClaim> page = await test.Ledger.ClaimsAsync(Query.Parse("speaker:kell"), cancellationToken: Token);
        FoundClaim claim = Assert.Single(page.Items);
        Assert.Equal(("Coast Wire", "2026-05-02", "Drones", added.Document, "open"), (claim.Outlet, claim.Published, claim.Title, claim.Document, claim.Verdict));
        Assert.Equal(Encoding.UTF8.GetString(arrival.Claims[1].Record.Span).TrimEnd('\n'), claim.Record);
        FoundDocument document = Assert.Single((await test.Ledger.DocumentsAsync(Query.Parse("parts"), cancellationToken: Token)).Items);
        Assert.Equal(Story, (await test.Ledger.TextAsync(document.Sha256, Token))!.ToString());
        Assert.Equal(arrival.Bytes.ToArray(), await test.Ledger.BytesAsync(document.Original!, Token));
        Verified verified = await test.Ledger.VerifyAsync(cancellationToken: Token);
        Assert.Empty(verified.Findings);
        Assert.Equal((2, 3, 0), (verified.Contents, verified.Claims, verified.Entries));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_same_again_changes_nothing(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        Arrival arrival = TestLedger.Article("a", Story, "Coast Wire");
        Assert.False(await test.Ledger.KnowsAsync(arrival, TestLedger.Reader, Token));
        Added first = await test.AddAsync(arrival);
        Assert.True(await test.Ledger.KnowsAsync(arrival, TestLedger.Reader, Token));
        Added again = await test.AddAsync(TestLedger.Article("a", Story, "Coast Wire"));
        Assert.Equal((AddState.Known, first.Document), (again.State, again.Document));
        // Under another name, without bytes: another arrival of the same document.
        Added renamed = await test.AddAsync(TestLedger.Article("b", Story, "Coast Wire") with { Bytes = default });
        Assert.Equal((AddState.Known, first.Document), (renamed.State, renamed.Document));
        // From another outlet it is another document with the same claims.
        Added other = await test.AddAsync(TestLedger.Article("a", Story, "Hill Post"));
        Assert.Equal(AddState.Added, other.State);
        Page<FoundClaim> page = await test.Ledger.ClaimsAsync(Query.Parse("kell"), cancellationToken: Token);
        Assert.Equal(["Hill Post", "Coast Wire"], page.Items.Select(claim => claim.Outlet));
        Assert.Single(page.Items.Select(claim => claim.Id).Distinct());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_edited_article_is_a_revision_and_reviews_stay(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        Added first = await test.AddAsync(TestLedger.Article("a", Story, address: "https://example.org/a"));
        string kept = (await test.Ledger.ClaimsAsync(Query.Parse("speaker:arens"), cancellationToken: Token)).Items[0].Id;
        await test.Ledger.ReviewAsync(new Review(0, default, "kell", ReviewKind.Accept, kept), Token);
        test.Clock.Now += TimeSpan.FromDays(1);
        const string Edited = "Correction. Marta Kell asserts that nine drones were sold 😀 in May. Piet Arens admits that parts were shipped.";
        Added second = await test.AddAsync(TestLedger.Article("a", Edited, address: "https://example.org/a"));
        Assert.Equal((AddState.Revised, first.Document, 2, 2, 1, 2), (second.State, second.Document, second.Revision, second.Claims, second.New, second.Gone));
        FoundClaim carried = Assert.Single((await test.Ledger.ClaimsAsync(Query.Parse("speaker:arens"), cancellationToken: Token)).Items);
        Assert.NotEqual(kept, carried.Id);
        Assert.Equal(("accepted", 2), (carried.Verdict, carried.Revision));
        ClaimDiff change = await test.Ledger.ClaimDiffAsync(first.Document, 2, Token);
        Assert.Equal((2, 1, 0, 1), (change.Gone.Count, change.New.Count, change.Unchanged.Count, change.Carried.Count));
        Assert.Contains("nine drones", change.New[0], StringComparison.Ordinal);
        Assert.Contains("parts were shipped", change.Carried[0], StringComparison.Ordinal);
        Assert.Equal([1, 2], (await test.Ledger.RevisionsAsync(first.Document, Token)).Select(revision => revision.Revision));

        // As it was the day before.
        Query then = Query.Parse("") with { AsOf = test.Clock.Now - TimeSpan.FromHours(1) };
        Assert.Equal(3, (await test.Ledger.ClaimsAsync(then, cancellationToken: Token)).Items.Count);
        Assert.Equal([1], (await test.Ledger.DocumentsAsync(then, cancellationToken: Token)).Items.Select(document => document.Revision));

        // The older text once more is known and does not come back.
        Assert.Equal(AddState.Known, (await test.AddAsync(TestLedger.Article("a", Story, address: "https://example.org/a"))).State);
        Assert.Equal(2, (await test.Ledger.ClaimsAsync(Query.Everything, cancellationToken: Token)).Items.Count);
        Assert.Empty((await test.Ledger.VerifyAsync(cancellationToken: Token)).Findings);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_newer_reader_keeps_what_was_decided(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        Arrival older = TestLedger.Article("a", Story);
        await test.AddAsync(older);
        string[] ids = [.. (await test.Ledger.ClaimsAsync(Query.Everything, Order.Oldest, cancellationToken: Token)).Items.Select(claim => claim.Id)];
        await test.Ledger.ReviewAsync(new Review(0, default, "kell", ReviewKind.Accept, ids[1]), Token);
        await test.Ledger.ReviewAsync(new Review(0, default, "kell", ReviewKind.Reject, ids[2]), Token);
        test.Clock.Now += TimeSpan.FromDays(1);

        // It reads the second claim again, and neither the first nor the third.
        var newer = new ReaderVersion("0.2.0", new string('b', 64));
        Arrival again = TestLedger.Article("a", Story, reader: newer);
        Assert.False(await test.Ledger.KnowsAsync(again, newer, Token));
        Added added = await test.AddAsync(again with { Claims = [again.Claims[1]] });
        Assert.Equal((AddState.Reread, 2, 0, 1), (added.State, added.Claims, added.New, added.Gone));
        Assert.Equal([ids[2], ids[1]], (await test.Ledger.ClaimsAsync(Query.Everything, Order.Oldest, cancellationToken: Token)).Items.Select(claim => claim.Id));
        Assert.Equal(["accepted", "rejected"], (await test.Ledger.ClaimsAsync(Query.Everything, cancellationToken: Token)).Items.Select(claim => claim.Verdict));
        Assert.Contains("0.2.0", (await test.Ledger.ClaimsAsync(Query.Parse("id:" + ids[1]), cancellationToken: Token)).Items[0].Record, StringComparison.Ordinal);
        Assert.Empty((await test.Ledger.VerifyAsync(cancellationToken: Token)).Findings);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Reviews_are_appended_and_every_past_state_can_be_shown(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        await test.AddAsync(TestLedger.Article("a", Story));
        string[] ids = [.. (await test.Ledger.ClaimsAsync(Query.Everything, Order.Oldest, cancellationToken: Token)).Items.Select(claim => claim.Id)];
        async Task<Review> Decide(Review draft)
        {
            test.Clock.Now += TimeSpan.FromHours(1);
            return await test.Ledger.ReviewAsync(draft with { Reviewer = "kell" }, Token);
        }

        async Task<string> State(DateTimeOffset? then = null)
        {
            FoundClaim claim = Assert.Single((await test.Ledger.ClaimsAsync(Query.Parse("id:" + ids[0]) with { AsOf = then }, cancellationToken: Token)).Items);
            return $"{claim.Verdict} {claim.Reliability}{claim.Credibility}".Trim();
        }

        DateTimeOffset start = test.Clock.Now;
        Review accept = await Decide(new Review(0, default, "", ReviewKind.Accept, ids[0]));
        await Decide(new Review(0, default, "", ReviewKind.Grade, ids[0], Reliability: 'B', Note: "close to the ministry"));
        await Decide(new Review(0, default, "", ReviewKind.Grade, ids[0], Credibility: 3));
        Assert.Equal("accepted B3", await State());
        await Decide(new Review(0, default, "", ReviewKind.Reject, ids[0]));
        Assert.Equal("rejected B3", await State());
        Review undo = await Decide(new Review(0, default, "", ReviewKind.Undo, "", Undoes: 4));
        Assert.Equal("accepted B3", await State());
        await Decide(new Review(0, default, "", ReviewKind.Undo, "", Undoes: accept.Number));
        Assert.Equal("open B3", await State());
        await Decide(new Review(0, default, "", ReviewKind.Undo, "", Undoes: undo.Number));
        Assert.Equal("rejected B3", await State());
        await Decide(new Review(0, default, "", ReviewKind.Link, ids[0], ids[1], "denies"));
        await Decide(new Review(0, default, "", ReviewKind.Merge, ids[1], ids[2]));
        await Decide(new Review(0, default, "", ReviewKind.Split, ids[1], ids[2]));
        await Decide(new Review(0, default, "", ReviewKind.Comment, ids[0], Note: "ask again 'in' May — “soon”"));
        Assert.Equal("open", await State(start));
        Assert.Equal("accepted", await State(start.AddHours(1)));
        Assert.Equal("accepted B", await State(start.AddHours(2)));
        Assert.Equal("rejected B3", await State(start.AddHours(4)));
        Assert.Equal("accepted B3", await State(start.AddHours(5)));
        IReadOnlyList<Review> log = await test.Ledger.LogAsync(cancellationToken: Token);
        Assert.Equal(Enumerable.Range(1, 11).Select(number => (long)number), log.Select(entry => entry.Number));
        Assert.Equal(start.AddHours(1), log[0].At);
        Assert.Equal("ask again 'in' May — “soon”", log[^1].Note);
        Assert.Equal(3, (await test.Ledger.LogAsync(ids[2], cancellationToken: Token)).Count + 1);
        Assert.Equal([ids[0]], (await test.Ledger.ClaimsAsync(Query.Parse("review:rejected reliability:B"), cancellationToken: Token)).Items.Select(claim => claim.Id));
        await test.ReopenAsync();
        Verified verified = await test.Ledger.VerifyAsync(cancellationToken: Token);
        Assert.Empty(verified.Findings);
        Assert.Equal(11, verified.Entries);
        Assert.NotEqual(Ledger.Genesis, verified.Head);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_corrected_copy_points_at_its_original(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        Added added = await test.AddAsync(TestLedger.Article("a", Story));
        FoundClaim claim = (await test.Ledger.ClaimsAsync(Query.Parse("speaker:arens"), cancellationToken: Token)).Items[0];
        JsonNode record = JsonNode.Parse(claim.Record)!;
        record["sources"]![0]!["name"] = "Pieter Arens";
        Review edit = await test.Ledger.EditAsync("kell", claim.Id, Encoding.UTF8.GetBytes(record.ToJsonString()), "full name", Token);
        FoundClaim copy = Assert.Single((await test.Ledger.ClaimsAsync(Query.Parse("speaker:pieter"), cancellationToken: Token)).Items);
        Assert.Equal((edit.Other, claim.Id, "accepted"), (copy.Id, copy.CopyOf, copy.Verdict));
        Assert.Equal("edited", (await test.Ledger.ClaimsAsync(Query.Parse("id:" + claim.Id), cancellationToken: Token)).Items[0].Verdict);
        // A claim that the reader missed.
        record["stance"] = "asserts";
        Review missed = await test.Ledger.AddClaimAsync("kell", added.Document, Encoding.UTF8.GetBytes(record.ToJsonString()), null, Token);
        Assert.Equal("accepted", (await test.Ledger.ClaimsAsync(Query.Parse("id:" + missed.Subject), cancellationToken: Token)).Items[0].Verdict);
        // A quote that does not stand in the text is refused, and nothing of it is kept.
        record["content"]![0]!["text"] = "what nobody said";
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(() => test.Ledger.EditAsync("kell", claim.Id, Encoding.UTF8.GetBytes(record.ToJsonString()), null, Token));
        Assert.Equal("HS0513", refused.Code);
        Assert.Equal(2, (await test.Ledger.LogAsync(cancellationToken: Token)).Count);
        // Undone, the original is open again and the copy is not counted.
        await test.Ledger.ReviewAsync(new Review(0, default, "kell", ReviewKind.Undo, "", Undoes: edit.Number), Token);
        Assert.Equal("open", (await test.Ledger.ClaimsAsync(Query.Parse("id:" + claim.Id), cancellationToken: Token)).Items[0].Verdict);
        Assert.Equal("rejected", (await test.Ledger.ClaimsAsync(Query.Parse("id:" + copy.Id), cancellationToken: Token)).Items[0].Verdict);
        // A newer reader leaves alone what people wrote.
        await test.AddAsync(TestLedger.Article("a", Story, reader: new ReaderVersion("0.2.0", new string('b', 64))));
        Assert.Equal(5, (await test.Ledger.ClaimsAsync(Query.Everything, cancellationToken: Token)).Items.Count);
        Assert.Empty((await test.Ledger.VerifyAsync(cancellationToken: Token)).Findings);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_review_that_makes_no_sense_is_refused(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        await test.AddAsync(TestLedger.Article("a", Story));
        string[] ids = [.. (await test.Ledger.ClaimsAsync(Query.Everything, cancellationToken: Token)).Items.Select(claim => claim.Id)];
        foreach ((string code, Review draft) in new[]
        {
            ("HS0510", new Review(0, default, "k", ReviewKind.Accept, new string('0', 32))),
            ("HS0510", new Review(0, default, "k", ReviewKind.Undo, "", Undoes: 99)),
            ("HS0510", new Review(0, default, "k", ReviewKind.ConfirmParty, "nobody")),
            ("HS0512", new Review(0, default, " ", ReviewKind.Accept, ids[0])),
            ("HS0512", new Review(0, default, "k", ReviewKind.Merge, ids[0], ids[0])),
            ("HS0512", new Review(0, default, "k", ReviewKind.Accept, ids[0], ids[1])),
            ("HS0512", new Review(0, default, "k", ReviewKind.Link, ids[0], ids[1], "hates")),
            ("HS0512", new Review(0, default, "k", ReviewKind.Grade, ids[0])),
            ("HS0512", new Review(0, default, "k", ReviewKind.Grade, ids[0], Reliability: 'G')),
            ("HS0512", new Review(0, default, "k", ReviewKind.Grade, ids[0], Credibility: 7)),
            ("HS0512", new Review(0, default, "k", ReviewKind.Comment, ids[0])),
            ("HS0512", new Review(0, default, "k", ReviewKind.Edit, ids[0], ids[1])),
        })
        {
            Assert.Equal(code, (await Assert.ThrowsAsync<LedgerException>(() => test.Ledger.ReviewAsync(draft, Token))).Code);
        }

        Assert.Empty(await test.Ledger.LogAsync(cancellationToken: Token));
        Assert.Equal(ids[0], await test.Ledger.ClaimIdAsync(ids[0][..6], Token));
        Assert.Equal("HS0510", (await Assert.ThrowsAsync<LedgerException>(() => test.Ledger.ClaimIdAsync("ab", Token))).Code);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Parties_go_from_mention_to_candidate_to_confirmed(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        await test.AddAsync(TestLedger.Article("a", Story));
        await test.AddAsync(TestLedger.Article("b", "Marta Kell denies that it rained."));
        IReadOnlyList<FoundParty> parties = await test.Ledger.PartiesAsync(Query.Everything, cancellationToken: Token);
        Assert.Equal(["Marta Kell", "Iran", "Piet Arens"], parties.Select(party => party.Name).OrderBy(name => name == "Marta Kell" ? 0 : 1).ThenBy(name => name, StringComparer.Ordinal));
        Assert.Equal(("registered", "state:IRN"), parties.Where(party => party.Name == "Iran").Select(party => (party.State, party.Id)).Single());
        FoundParty kell = parties.Single(party => party.Name == "Marta Kell");
        FoundParty arens = parties.Single(party => party.Name == "Piet Arens");
        Assert.Equal(("candidate", 2), (kell.State, kell.Speaks));
        await test.Ledger.ReviewAsync(new Review(0, default, "k", ReviewKind.ConfirmParty, kell.Id), Token);
        Review merge = await test.Ledger.ReviewAsync(new Review(0, default, "k", ReviewKind.MergeParty, arens.Id, kell.Id), Token);
        parties = await test.Ledger.PartiesAsync(Query.Everything, cancellationToken: Token);

        // What was merged counts for the party that it was merged into, and is found by it.
        Assert.Equal(("confirmed", 3), parties.Where(party => party.Id == kell.Id).Select(party => (party.State, party.Speaks)).Single());
        Assert.DoesNotContain(parties, party => party.Id == arens.Id);
        Assert.Equal(("merged", kell.Id, 1), (await test.Ledger.PartiesAsync(Query.Everything, "merged", cancellationToken: Token)).Select(party => (party.State, party.SameAs, party.Speaks)).Single());
        Assert.Equal(3, (await test.Ledger.ClaimsAsync(Query.Parse("speaker:" + kell.Id), cancellationToken: Token)).Items.Count);
        Assert.Equal(3, (await test.Ledger.ClaimsAsync(Query.Parse("party:" + kell.Id), cancellationToken: Token)).Items.Count);
        Assert.Equal(2, (await test.Ledger.DocumentsAsync(Query.Parse("party:" + kell.Id), cancellationToken: Token)).Items.Count);
        Assert.Empty((await test.Ledger.ClaimsAsync(Query.Parse("actor:" + kell.Id), cancellationToken: Token)).Items);
        Assert.Single((await test.Ledger.ClaimsAsync(Query.Parse("-speaker:" + kell.Id), cancellationToken: Token)).Items);
        IReadOnlyList<PartyEvidence> evidence = await test.Ledger.EvidenceAsync(kell.Id, cancellationToken: Token);
        Assert.Equal([("Marta Kell", "speaker", 2, 2), ("Piet Arens", "speaker", 1, 1)], evidence.Select(row => (row.Name, row.Role, (int)row.Mentions, (int)row.Documents)));
        Assert.Equal("HS0512", (await Assert.ThrowsAsync<LedgerException>(() => test.Ledger.ReviewAsync(new Review(0, default, "k", ReviewKind.MergeParty, kell.Id, arens.Id), Token))).Code);

        // A day before nothing was decided.
        Query before = Query.Everything with { AsOf = test.Clock.Now };
        test.Clock.Now += TimeSpan.FromDays(1);
        Review late = await test.Ledger.ReviewAsync(new Review(0, default, "k", ReviewKind.RejectParty, kell.Id), Token);
        Assert.Equal("confirmed", (await test.Ledger.PartiesAsync(before, cancellationToken: Token)).Single(party => party.Id == kell.Id).State);
        Assert.Equal("rejected", (await test.Ledger.PartiesAsync(Query.Everything, cancellationToken: Token)).Single(party => party.Id == kell.Id).State);
        await test.Ledger.ReviewAsync(new Review(0, default, "k", ReviewKind.Undo, "", Undoes: late.Number), Token);
        Assert.Empty((await test.Ledger.VerifyAsync(cancellationToken: Token)).Findings);
        await test.Ledger.ReviewAsync(new Review(0, default, "k", ReviewKind.Undo, "", Undoes: merge.Number), Token);
        Assert.Equal(["Piet Arens"], (await test.Ledger.PartiesAsync(Query.Everything, "candidate", cancellationToken: Token)).Select(party => party.Name));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Operators_find_what_they_say(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        await test.AddAsync(TestLedger.Article("a", Story, "Coast Wire", "2026-05-02"));
        await test.AddAsync(TestLedger.Article("b", "Marta Kell denies that the Café-Été closed. Marta Kell Berg asserts that all is well.", "Hill Post", "2026-06-01"));
        await test.AddAsync(TestLedger.Article("c", "Iran asserts that its drones fly."));
        async Task Finds(string query, params string[] speakers)
        {
            Page<FoundClaim> page = await test.Ledger.ClaimsAsync(Query.Parse(query), Order.Oldest, cancellationToken: Token);
            Assert.Equal((query, string.Join('|', speakers)), (query, string.Join('|', page.Items.Select(claim => System.Text.Json.JsonDocument.Parse(claim.Record).RootElement.GetProperty("sources")[0].GetProperty("name").GetString()))));
        }

        await Finds("speaker:iran", "Iran", "Iran");
        await Finds("speaker:IRN", "Iran", "Iran");
        await Finds("party:state:IRN", "Iran", "Iran");
        await Finds("speaker:\"marta kell\"", "Marta Kell", "Marta Kell", "Marta Kell Berg");
        await Finds("speaker:\"kell berg\"", "Marta Kell Berg");
        await Finds("speaker:kell stance:denies,admits", "Marta Kell");
        await Finds("stance:denies -outlet:\"coast wire\"", "Marta Kell");
        await Finds("-speaker:iran -stance:asserts", "Piet Arens", "Marta Kell");
        await Finds("drone* sold", "Iran", "Marta Kell");
        await Finds("\"drones sold\"");
        await Finds("\"sold drones\"", "Iran");
        await Finds("cafe", "Marta Kell");
        await Finds("\"CAFÉ ÉTÉ\"", "Marta Kell");
        await Finds("after:2026-05-02 before:2026-06", "Iran", "Marta Kell", "Piet Arens");
        await Finds("after:2026-06", "Marta Kell", "Marta Kell Berg");
        await Finds("confidence:0.95");
        await Finds("review:open stance:admits", "Piet Arens");
        await Finds("type:aid");
        await Finds("all is well", "Marta Kell Berg");
        Assert.Equal([("asserts", 3), ("denies", 2), ("admits", 1)], (await test.Ledger.CountByAsync(Query.Everything, Facet.Stance, cancellationToken: Token)).Select(count => (count.Value!, (int)count.Count)));
        Assert.Equal([("Coast Wire", 3), ("Hill Post", 2), (null, 1)], (await test.Ledger.CountByAsync(Query.Everything, Facet.Outlet, cancellationToken: Token)).Select(count => (count.Value, (int)count.Count)));
        Assert.Equal([("Iran", 2), ("Marta Kell", 2)], (await test.Ledger.SourcesAsync(Query.Everything, 2, Token)).Select(source => (source.Name, (int)source.Claims)));
        Assert.Equal(["c", "a"], (await test.Ledger.DocumentsAsync(Query.Parse("speaker:iran"), cancellationToken: Token)).Items.Select(document => document.Name));
        Assert.Equal(["a"], (await test.Ledger.DocumentsAsync(Query.Parse("outlet:coast speaker:iran shipped"), cancellationToken: Token)).Items.Select(document => document.Name));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Pages_follow_each_other_without_gaps(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        for (int at = 0; at < 7; at++)
        {
            await test.AddAsync(TestLedger.Article($"d{at}", $"Iran denies that case {at} is true. Piet Arens asserts that case {at} is true.", published: at % 3 == 0 ? null : $"2026-05-0{at}"));
        }

        foreach (Order order in Enum.GetValues<Order>())
        {
            foreach (string asked in new[] { "", "case", "case frequent", "case after:2026-05-02 frequent" })
            {
                // A frequent word is looked through day by day.
                test.Ledger.Few = asked.Contains("frequent", StringComparison.Ordinal) ? 0 : 5000;
                string query = asked.Replace(" frequent", "", StringComparison.Ordinal);
                IReadOnlyList<FoundClaim> whole = (await test.Ledger.ClaimsAsync(Query.Parse(query), order, 100, cancellationToken: Token)).Items;
                List<FoundClaim> paged = [];
                string? cursor = null;
                do
                {
                    Page<FoundClaim> page = await test.Ledger.ClaimsAsync(Query.Parse(query), order, 3, cursor, Token);
                    paged.AddRange(page.Items);
                    cursor = page.Next;
                }
                while (cursor is not null);

                Assert.Equal(query.Contains("after", StringComparison.Ordinal) ? 6 : 14, whole.Count);
                Assert.Equal(order == Order.Published ? whole.OrderByDescending(claim => claim.Published, StringComparer.Ordinal).ThenByDescending(claim => claim.Number).Select(claim => claim.Number) : whole.Select(claim => claim.Number), whole.Select(claim => claim.Number));
                Assert.Equal(whole.Select(claim => claim.Number), paged.Select(claim => claim.Number));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Verify_names_what_was_tampered_with(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        await test.AddAsync(TestLedger.Article("a", Story));
        string[] ids = [.. (await test.Ledger.ClaimsAsync(Query.Everything, Order.Oldest, cancellationToken: Token)).Items.Select(claim => claim.Id)];
        foreach (string id in ids)
        {
            await test.Ledger.ReviewAsync(new Review(0, default, "kell", ReviewKind.Accept, id), Token);
        }

        string head = (await test.Ledger.VerifyAsync(cancellationToken: Token)).Head;
        bool sqlite = kind == "sqlite";
        string unlock = sqlite ? "DROP TRIGGER review_is_never_changed; DROP TRIGGER review_is_never_deleted" : "ALTER TABLE review DISABLE TRIGGER ALL";
        await Assert.ThrowsAnyAsync<DbException>(() => TamperAsync(test, "UPDATE review SET record = '{}'"));
        await Assert.ThrowsAnyAsync<DbException>(() => TamperAsync(test, "DELETE FROM review"));
        await TamperAsync(test, unlock + "; UPDATE review SET record = REPLACE(record, 'kell', 'arens') WHERE number = 1; DELETE FROM review WHERE number = 2");
        await TamperAsync(test, $"UPDATE claim SET record = REPLACE(record, 'parts were', 'ships were') WHERE id = '{ids[2]}'; UPDATE claim SET stance = 'admits' WHERE id = '{ids[0]}'; UPDATE claim SET record = REPLACE(record, 'asserts', 'pledges'), stance = 'pledges' WHERE id = '{ids[1]}'");
        await TamperAsync(test, $"UPDATE standing SET verdict = 'rejected' WHERE claim = '{ids[0]}'");
        await TamperAsync(test, sqlite ? "UPDATE content SET stored = x'00' WHERE length < 150" : "UPDATE content SET stored = '\\x00' WHERE length < 150");
        await test.ReopenAsync();
        IReadOnlyList<Finding> findings = (await test.Ledger.VerifyAsync(cancellationToken: Token)).Findings;
        Assert.Contains(("HS0531", "entry 1"), findings.Select(finding => (finding.Code, finding.Subject)));
        Assert.Contains(("HS0530", "entry 3"), findings.Select(finding => (finding.Code, finding.Subject)));
        Assert.Contains(("HS0536", ids[0]), findings.Select(finding => (finding.Code, finding.Subject)));
        Assert.Contains("HS0532", findings.Select(finding => finding.Code));
        await TamperAsync(test, "DELETE FROM review WHERE number > 0");
        Assert.NotEqual(head, (await test.Ledger.VerifyAsync(cancellationToken: Token)).Head);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Verify_names_claims_that_do_not_follow_from_their_text(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        await test.AddAsync(TestLedger.Article("a", Story));
        string[] ids = [.. (await test.Ledger.ClaimsAsync(Query.Everything, Order.Oldest, cancellationToken: Token)).Items.Select(claim => claim.Id)];
        await TamperAsync(test, $"UPDATE claim SET stance = 'admits' WHERE id = '{ids[0]}'");
        await TamperAsync(test, $"UPDATE claim SET record = REPLACE(record, '\"stance\":\"asserts\"', '\"stance\":\"pledges\"'), stance = 'pledges' WHERE id = '{ids[1]}'");
        await TamperAsync(test, $"UPDATE claim SET record = REPLACE(record, 'parts were', 'ships were') WHERE id = '{ids[2]}'");
        IReadOnlyList<Finding> findings = (await test.Ledger.VerifyAsync(cancellationToken: Token)).Findings;
        Assert.Equal([("HS0538", "seal 2"), ("HS0535", ids[0]), ("HS0534", ids[1]), ("HS0533", ids[2])], findings.Where(finding => finding.Subject != "tally").Select(finding => (finding.Code, finding.Subject)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_cannot_be_taken_in_is_set_aside_and_solved_when_it_comes_in(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        var rejection = new Rejection("a.html", new Defect("HS0130", "no article", DefectSeverity.Error), Encoding.UTF8.GetBytes($"<p>{Story}</p>"));
        await test.Ledger.AddAsync(new Delivery([]) { Rejections = [rejection] }, Token);
        await test.Ledger.AddAsync(new Delivery([]) { Rejections = [rejection, rejection with { Origin = "b.html", Bytes = default }] }, Token);
        IReadOnlyList<SetAside> aside = await test.Ledger.ListSetAsideAsync(Token);
        Assert.Equal([("a.html", "HS0130", 2, true), ("b.html", "HS0130", 1, false)], aside.Select(item => (item.Origin, item.Code, item.Tries, item.Original is not null)));
        await test.AddAsync(TestLedger.Article("a", Story));
        await test.Ledger.SolveAsync(aside[1].Number, Token);
        Assert.Empty(await test.Ledger.ListSetAsideAsync(Token));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Copies_are_families_whatever_came_first_and_whatever_broke_off(string kind)
    {
        const string Report = "The freighter left the harbour of Sund before dawn with forty crates in its hold and no papers for any of them. Customs officers followed it as far as the outer reef and turned back when fog came in. "
            + "Its owner, a company of three people with an address above a bakery, answered no calls on Tuesday. The crew was paid in cash a week before.";
        const string Other = "Rain fell over Oruvia for a ninth day and two bridges on the northern road were closed to lorries. Farmers moved their animals to higher ground. The water is expected to fall by the weekend.";
        string[] texts = [Report, "HALDEN (AFP) - " + Report + " More was to follow.", Other, Report, "Halden was quiet. " + Report[100..]];
        foreach (int[] order in new[] { new[] { 0, 1, 2, 3, 4 }, [4, 2, 3, 1, 0] })
        {
            await using TestLedger test = await TestLedger.CreateAsync(kind, server);
            string[] ids = new string[texts.Length];
            foreach (int at in order)
            {
                ids[at] = (await test.AddAsync(TestLedger.Article($"d{at}", texts[at], outlet: $"Outlet {at}"))).Document;
                if (at == order[1])
                {
                    // Two come in before they are compared, as after a crash.
                    continue;
                }

                await test.Ledger.CompareAsync(PartyRegistry.Standard, cancellationToken: Token);
            }

            await test.ReopenAsync();
            Assert.Equal(0, await test.Ledger.CompareAsync(PartyRegistry.Standard, cancellationToken: Token));
            foreach (int at in new[] { 0, 1, 3, 4 })
            {
                Assert.Equal(new[] { ids[0], ids[1], ids[3], ids[4] }.Order(StringComparer.Ordinal), (await test.Ledger.FamilyAsync(ids[at], cancellationToken: Token)).Select(member => member.Document).Order(StringComparer.Ordinal));
            }

            Assert.Empty(await test.Ledger.FamilyAsync(ids[2], cancellationToken: Token));
            Assert.Equal(("credit", null), (await test.Ledger.OriginsAsync(ids[1], Token)).Select(origin => (origin.Basis, origin.Other)).Single());
            IReadOnlyList<FoundDocument> documents = (await test.Ledger.DocumentsAsync(Query.Everything, cancellationToken: Token)).Items;
            string family = Assert.Single(documents.Select(document => document.Family).OfType<string>().Distinct());
            Assert.Equal(4, (await test.Ledger.DocumentsAsync(Query.Parse("family:" + family), cancellationToken: Token)).Items.Count);

            // As it was before the fourth copy came.
            DateTimeOffset moment = test.Clock.Now;
            test.Clock.Now += TimeSpan.FromDays(1);
            string late = (await test.AddAsync(TestLedger.Article("late", Report, outlet: "Outlet 9"))).Document;
            await test.Ledger.CompareAsync(PartyRegistry.Standard, cancellationToken: Token);
            Assert.Equal(5, (await test.Ledger.FamilyAsync(late, cancellationToken: Token)).Count);
            Assert.Equal(4, (await test.Ledger.FamilyAsync(ids[0], moment, Token)).Count);
            Assert.Empty(await test.Ledger.FamilyAsync(late, moment, Token));
            Assert.Equal(4, (await test.Ledger.DocumentsAsync(Query.Parse("family:" + family) with { AsOf = moment }, cancellationToken: Token)).Items.Count);
            Assert.Equal(4, (await test.Ledger.DocumentsAsync(Query.Everything with { AsOf = moment }, cancellationToken: Token)).Items.Count(document => document.Family == family));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_older_schema_opens(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        await test.AddAsync(TestLedger.Article("a", Story));
        await test.Ledger.CompareAsync(PartyRegistry.Standard, cancellationToken: Token);
        string triggers = kind == "sqlite" ? "DROP TRIGGER claim_counts; DROP TRIGGER claim_counts_no_longer" : "DROP TRIGGER claim_counts ON claim; DROP TRIGGER claim_counts_no_longer ON claim; DROP FUNCTION count_claim; DROP FUNCTION count_claim_no_longer";
        (int Number, string Undo)[] newer =
        [
            (2, "DROP TABLE fingerprint; DROP TABLE compared"),
            (3, "DROP INDEX claim_published; CREATE INDEX claim_published ON claim(published_day, pk)"),
            (4, $"{triggers}; DROP TABLE seal; DROP TABLE tally; DROP TABLE family_past; DROP INDEX claim_ended; DROP INDEX arrival_seal; DROP INDEX claim_published; CREATE INDEX claim_published ON claim(published_day, until); " +
                "ALTER TABLE claim DROP COLUMN seal; ALTER TABLE claim DROP COLUMN ended; ALTER TABLE claim DROP COLUMN voice; ALTER TABLE revision DROP COLUMN seal; ALTER TABLE arrival DROP COLUMN seal; " +
                "ALTER TABLE reading DROP COLUMN seal; ALTER TABLE review DROP COLUMN seal; CREATE INDEX claim_facets ON claim(until, stance, outlet, speaker, type, status)"),
            (5, "DROP TABLE unsummed; DROP TABLE ungrouped; DROP TABLE citation; DROP TABLE cluster_id; DROP TABLE comparand_key; DROP TABLE comparand; DROP TABLE cluster"),
            (6, "DROP TABLE inbox_document; DROP TABLE inbox"),
            (7, "DROP TABLE alert; DROP TABLE saved_search; DROP TABLE answered; DROP TABLE audit; DROP TABLE session; DROP TABLE account" + (kind == "sqlite" ? "" : "; DROP FUNCTION refuse_audit_change")),
            (8, "DROP TABLE marking"),
            (9, "DROP INDEX claim_revision; DROP INDEX claim_copy; DROP INDEX succession_older; DROP INDEX review_kind"),
            (10, "DROP INDEX claim_confidence"),
            (11, "ALTER TABLE cluster DROP COLUMN summed; DROP INDEX comparand_cluster; CREATE INDEX comparand_cluster ON comparand(cluster); DROP INDEX comparand_centre; CREATE INDEX comparand_centre ON comparand(centre); " +
                "ALTER TABLE comparand_key DROP COLUMN centre"),
        ];
        foreach ((int number, _) in newer.Reverse())
        {
            await TamperAsync(test, $"{string.Join("; ", newer.Where(file => file.Number >= number).Reverse().Select(file => file.Undo))}; DELETE FROM migration WHERE number >= {number}");
            await test.ReopenAsync(LedgerAccess.Read);
            Assert.Equal(3, (await test.Ledger.ClaimsAsync(Query.Everything, cancellationToken: Token)).Items.Count);
            Assert.Equal(3, (await test.Ledger.ClaimsAsync(Query.Everything, Order.Published, cancellationToken: Token)).Items.Count);
            Assert.Equal(3, (await test.Ledger.CountByAsync(Query.Everything, Facet.Outlet, cancellationToken: Token)).Sum(count => count.Count));
            Verified verified = await test.Ledger.VerifyAsync(cancellationToken: Token);
            Assert.Empty(verified.Findings);

            // All that was there before there were seals is under the first.
            string seal = $"seal {(number <= 4 ? 1 : 2)}";
            await TamperAsync(test, "UPDATE claim SET confidence = 0.5 WHERE ordinal = 1");
            Assert.Equal([("HS0538", seal)], (await test.Ledger.VerifyAsync(cancellationToken: Token)).Findings.Select(finding => (finding.Code, finding.Subject)));
            await TamperAsync(test, "UPDATE claim SET confidence = (SELECT MAX(x.confidence) FROM claim x) WHERE ordinal = 1");
        }

        await test.ReopenAsync();
        Assert.Equal(1, await test.Ledger.CompareAsync(PartyRegistry.Standard, cancellationToken: Token));
    }

    [Fact]
    public async Task What_is_no_ledger_says_so()
    {
        using var folder = new Cli.Folder();
        async Task<string> Code(string place, LedgerAccess access)
        {
            LedgerException failure = await Assert.ThrowsAsync<LedgerException>(() => Ledger.OpenAsync(place, access, TimeProvider.System, Token));
            return failure.Code;
        }

        Assert.Equal("HS0501", await Code(folder.PathOf("none.db"), LedgerAccess.Read));
        Assert.Equal("HS0501", await Code(folder.PathOf("no/such/folder/none.db"), LedgerAccess.Create));
        string text = folder.Write("text.db", string.Concat(Enumerable.Repeat("This is a story and no database. ", 100)));
        Assert.Equal("HS0502", await Code(text, LedgerAccess.Create));
        string foreign = folder.PathOf("foreign.db");
        await using (var connection = new SqliteConnection($"Data Source={foreign};Pooling=false"))
        {
            await connection.OpenAsync(Token);
            await using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE notes(words TEXT)";
            await command.ExecuteNonQueryAsync(Token);
        }

        byte[] before = await File.ReadAllBytesAsync(foreign, Token);
        Assert.Equal("HS0502", await Code(foreign, LedgerAccess.Create));
        Assert.Equal(before, await File.ReadAllBytesAsync(foreign, Token));
        Assert.Equal("HS0507", await Code("Host=127.0.0.1;Port=1;Database=x;Username=y;Password=secret;Timeout=2", LedgerAccess.Read));
        Assert.DoesNotContain("secret", (await Assert.ThrowsAsync<LedgerException>(() => Ledger.OpenAsync("Host=127.0.0.1;Bad Key=secret", LedgerAccess.Read, TimeProvider.System, Token))).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_ledger_is_one_file()
    {
        await using TestLedger test = await TestLedger.CreateAsync("sqlite", server);
        await test.AddAsync(TestLedger.Article("a", Story));
        Assert.Single((await test.Ledger.ClaimsAsync(Query.Parse("speaker:iran"), cancellationToken: Token)).Items);
        await test.Ledger.DisposeAsync();
        Assert.Equal([Path.GetFileName(test.Place)], Directory.GetFiles(Path.GetDirectoryName(test.Place)!).Select(Path.GetFileName));
        await test.ReopenAsync();
        Assert.Equal(3, (await test.Ledger.ClaimsAsync(Query.Everything, cancellationToken: Token)).Items.Count);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_newer_schema_is_refused(string kind)
    {
        await using TestLedger test = await TestLedger.CreateAsync(kind, server);
        await TamperAsync(test, "INSERT INTO migration(number, at) VALUES(999, 'x')");
        Assert.Equal("HS0503", (await Assert.ThrowsAsync<LedgerException>(() => test.ReopenAsync())).Code);
        await TamperAsync(test, "DELETE FROM migration WHERE number = 999");
        await test.ReopenAsync(LedgerAccess.Read);
    }

    [Fact]
    public async Task A_full_disk_says_so_and_keeps_what_was_acknowledged()
    {
        await using TestLedger test = await TestLedger.CreateAsync("sqlite", server);
        await test.AddAsync(TestLedger.Article("a", Story));
        // The limit belongs to the connection: it is set on the ledger's own writer.
        await test.Ledger.LimitPagesAsync(10, Token);
        var random = new Random(11);
        string noise = string.Concat(Enumerable.Range(0, 200_000).Select(_ => (char)random.Next('a', 'z')));
        LedgerException failure = await Assert.ThrowsAsync<LedgerException>(() => test.AddAsync(TestLedger.Article("b", noise)));
        Assert.Equal("HS0505", failure.Code);
        Assert.Equal(3, (await test.Ledger.ClaimsAsync(Query.Everything, cancellationToken: Token)).Items.Count);
        await test.ReopenAsync();
        await test.AddAsync(TestLedger.Article("b", noise));
        Assert.Empty((await test.Ledger.VerifyAsync(cancellationToken: Token)).Findings);
    }

    private static async Task TamperAsync(TestLedger test, string sql)
    {
        await using DbConnection connection = test.Place.Contains("Host=", StringComparison.Ordinal) ? new NpgsqlConnection(test.Place) : new SqliteConnection($"Data Source={test.Place};Pooling=false");
        await connection.OpenAsync(Token);
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Token);
    }
}
