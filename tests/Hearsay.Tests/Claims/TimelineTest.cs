using Hearsay.Claims;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Registers;
using Hearsay.Claims.Timelines;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Claims;

/// <summary>Events by their own time and by the time in which they were told.</summary>
public sealed class TimelineTest
{
    private static readonly Participant Iran = Deals.State("Iran", "IRN");
    private static readonly Participant Russia = Deals.State("Russia", "RUS");

    [Fact]
    public void The_band_holds_all_days_that_a_claim_allows_and_the_core_those_that_all_allow()
    {
        TimelineEvent item = Assert.Single(Of(
            Deals.Say(1, "Ukraine", "UKR", Stance.Accuses, Deals.Delivery(Iran, Russia, "drones", time: Span(10, 40))),
            Deals.Say(2, "Iran", "IRN", Stance.Denies, Deals.Delivery(Iran, Russia, "drones", time: Span(30, 60))),
            Deals.Say(3, "Poland", "POL", Stance.Accuses, Deals.Delivery(Iran, Russia, "drones"))).Events);
        Assert.Equal((Day(10), Day(60), Day(30), Day(40), true), (item.Earliest, item.Latest, item.CoreEarliest, item.CoreLatest, item.IsUncertain));
        Assert.Equal((Day(1), Day(3), 2, 1), (item.FirstPublished, item.LastPublished, item.Origins, item.DenyingOrigins));
        Assert.Equal([("state:IRN", "actor"), ("state:RUS", "recipient"), ("state:POL", "speaker"), ("state:UKR", "speaker")], item.Parties.Select(party => (party.Key, party.Role)));
        Assert.Equal([ClaimSide.Affirms, ClaimSide.Denies, ClaimSide.Affirms], item.Statements.Select(statement => statement.Side));
    }

    [Fact]
    public void Days_that_exclude_each_other_have_no_core()
    {
        TimelineEvent item = Assert.Single(Of(
            Deals.Say(1, "Ukraine", "UKR", Stance.Accuses, Deals.Delivery(Iran, Russia, "drones", time: Span(10, 10))),
            Deals.Say(2, "Poland", "POL", Stance.Accuses, Deals.Delivery(Iran, Russia, "drones", time: Span(12, 12)))).Events);
        Assert.Equal((Day(10), Day(12), null, null, true), (item.Earliest, item.Latest, item.CoreEarliest, item.CoreLatest, item.IsUncertain));
    }

    [Fact]
    public void What_all_date_alike_is_certain_and_what_nobody_dates_stands_where_it_was_told()
    {
        Timeline timeline = Of(
            Deals.Say(5, "Poland", "POL", Stance.Accuses, Deals.Delivery(Deals.State("France", "FRA"), Deals.State("India", "IND"), "tanks")),
            Deals.Say(1, "Ukraine", "UKR", Stance.Accuses, Deals.Delivery(Iran, Russia, "drones", time: Span(20, 20))));
        Assert.Equal([Day(5), Day(20)], timeline.Events.Select(item => item.Day));
        Assert.Equal([true, false], timeline.Events.Select(item => item.IsUncertain));
        Assert.Equal(["state:FRA", "state:IND", "state:IRN", "state:POL", "state:RUS", "state:UKR"], timeline.Lanes.Select(lane => lane.Key).Order(StringComparer.Ordinal));
        Assert.All(timeline.Lanes, lane => Assert.Single(lane.Events));
    }

    [Fact]
    public void The_order_of_arrival_does_not_matter()
    {
        ReviewedReport[] claims = Deals.Many(200, seed: 11);
        string[] expected = Told(Of(claims));
        for (int seed = 0; seed < 3; seed++)
        {
            ReviewedReport[] shuffled = [.. claims];
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(expected, Told(Of(shuffled)));
        }

        static string[] Told(Timeline timeline) =>
        [
            .. timeline.Events.Select(item => $"{item.Id} {item.Type} {item.Title} {item.Earliest} {item.Latest} {item.CoreEarliest} {item.CoreLatest} {item.IsUncertain} {item.Origins} {string.Join(',', item.Parties)} {string.Join(',', item.Statements)}"),
            .. timeline.Lanes.Select(lane => $"{lane.Key} {lane.Name} {string.Join(',', lane.Events)}"),
        ];
    }

    private static Timeline Of(params ReviewedReport[] claims)
    {
        var clusters = new ClaimClusters();
        foreach (ReviewedReport claim in claims)
        {
            clusters.Add(claim.Report);
        }

        return Timeline.Of(clusters.List(1));
    }

    private static DateOnly? Day(int day) => new DateOnly(2025, 1, 1).AddDays(day);

    private static EventTime Span(int first, int last) => new(Deals.Words("then"), Day(first), Day(last), TimePrecision.Day, false);
}
