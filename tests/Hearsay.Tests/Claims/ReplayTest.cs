using Hearsay.Claims;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Registers;
using Hearsay.Claims.Replaying;
using Hearsay.Claims.Reviewing;

namespace Hearsay.Tests.Claims;

/// <summary>Conclusions from part of the evidence, and what moved between two states of the register.</summary>
public sealed class ReplayTest
{
    private static readonly Participant Iran = Deals.State("Iran", "IRN");
    private static readonly Participant Russia = Deals.State("Russia", "RUS");
    private static readonly ReviewedReport Accused = Deals.Say(1, "Ukraine", "UKR", Stance.Accuses, Deals.Delivery(Iran, Russia, "drones"));
    private static readonly ReviewedReport Admitted = Deals.Say(2, "Iran", "IRN", Stance.Admits, Deals.Delivery(Iran, Russia, "drones"));
    private static readonly ReviewedReport Denied = Deals.Say(3, "Russia", "RUS", Stance.Denies, Deals.Delivery(Iran, Russia, "drones"));

    [Fact]
    public void Without_the_outlet_of_an_admission_a_row_falls_to_alleged_and_a_dispute_remains()
    {
        ReviewedReport[] all = [Accused, Admitted, Denied];
        Flip flip = Assert.Single(Flips(all, "Outlet 2"), flip => flip.Kind == "row");
        Assert.Equal(("Iran → Russia: drones", "acknowledged, credibility 3, 2 for, 1 against", "alleged, credibility 4, 1 for, 1 against"), (flip.About, flip.Before, flip.After));
        Assert.Equal(("dispute", "no dispute"), Assert.Single(Flips(all, "RUS"), flip => flip.Kind == "dispute") is var gone ? (gone.Kind, gone.After) : default);
        Assert.Empty(Flips(all, "Nobody Herald"));
    }

    [Fact]
    public void A_position_that_falls_with_a_source_is_gone_and_one_that_it_hid_is_new()
    {
        ReviewedReport[] all = [Accused, Admitted, Denied];
        Flip gone = Assert.Single(Flips(all, "RUS"), flip => flip.Kind == "position");
        Assert.Equal(("denies", "gone"), (gone.Before, gone.After));
        Assert.StartsWith("Russia: ", gone.About, StringComparison.Ordinal);
        Flip there = Assert.Single(Replay.Of([Accused, Admitted]).Flips(Replay.Of(all)), flip => flip.Kind == "position");
        Assert.Equal(("not there", "denies"), (there.Before, there.After));
    }

    [Fact]
    public void A_claim_that_says_a_proposition_twice_is_one_statement_of_a_position()
    {
        Claim claim = Admitted.Report.Claim;
        ReviewedReport twice = Admitted with { Report = Admitted.Report with { Claim = claim with { Propositions = [claim.Propositions[0], claim.Propositions[0]] } } };
        ClaimCluster cluster = Assert.Single(Replay.Of([Accused, twice]).Clusters);
        Assert.Equal(3, cluster.Members.Length);
        Assert.Equal([claim.Id], Assert.Single(cluster.Positions, position => position.Key == "state:IRN").Statements.Select(statement => statement.Report.Claim.Id));
    }

    [Fact]
    public void A_source_takes_with_it_what_rests_on_it_and_the_copies_of_that()
    {
        ReviewedReport credited = Accused with { Report = Accused.Report with { Outlet = "Hill Post", Cites = ["Reuters"], Family = "fa01" } };
        ReviewedReport silent = Admitted with { Report = Admitted.Report with { Outlet = "Morning Lamp", Family = "fa01" } };
        IReadOnlyList<ClaimReport> Left(params string[] without) => new SourceFilter(without).Keep([credited.Report, silent.Report, Denied.Report]);
        Assert.Equal([Denied.Report], Left("reuters"));
        Assert.Equal([Denied.Report], Left("fa01"));
        Assert.Equal([Denied.Report], Left("Morning Lamp"));
        Assert.Equal([credited.Report, silent.Report], Left("Russia"));
        Assert.Equal([credited.Report], Left("state:RUS", "Iran"));
        Assert.Equal(3, Left().Count);
    }

    [Fact]
    public void Only_what_stands_on_enough_origins_counts()
    {
        Assert.Single(Replay.Of([Accused, Admitted], leastOrigins: 2).Register.Rows);
        Assert.Empty(Replay.Of([Accused], leastOrigins: 2).Register.Rows);
        Assert.Single(Replay.Of([Accused, Denied], leastOrigins: 1).Disputes);
        Assert.Empty(Replay.Of([Accused, Denied], leastOrigins: 2).Disputes);
    }

    [Fact]
    public void A_change_says_which_claims_moved_it()
    {
        RegisterChange change = Assert.Single(RegisterChange.Between(Register.Fold([Accused]), Register.Fold([Accused, Admitted, Denied])));
        RegisterMove section = Assert.Single(change.Moves, move => move.What == "section");
        Assert.Equal(("alleged", "acknowledged"), (section.Before, section.After));
        Assert.Equal([Denied.Report.Claim.Id.Value], Assert.Single(change.Moves, move => move.What == "against").Added.Select(one => one.Claim));
        Assert.Equal([Admitted.Report.Claim.Id.Value, Denied.Report.Claim.Id.Value], change.Added.Select(one => one.Claim));
        Assert.Empty(change.Removed);
        Assert.Empty(RegisterChange.Between(Register.Fold([Accused]), Register.Fold([Accused])));
    }

    [Fact]
    public void A_change_says_which_decisions_moved_it()
    {
        ReviewedReport accepted = Accused with { Standing = new Standing(Verdict.Accepted, 'B', 2, 1) };
        RegisterChange change = Assert.Single(RegisterChange.Between(Register.Fold([Accused]), Register.Fold([accepted])));
        Assert.Equal(Accused.Report.Claim.Id.Value, Assert.Single(change.Reviewed).Claim);
        Assert.Equal(("alleged", "acknowledged"), Assert.Single(change.Moves) is var move ? (move.Before, move.After) : default);

        RegisterChange gone = Assert.Single(RegisterChange.Between(Register.Fold([Accused]), Register.Fold([Accused with { Standing = new Standing(Verdict.Rejected, null, null, 2) }])));
        Assert.Null(gone.After);
        Assert.Equal(Accused.Report.Claim.Id.Value, Assert.Single(gone.Removed).Claim);
    }

    private static Flip[] Flips(ReviewedReport[] all, string without) =>
        [.. Replay.Of(all).Flips(Replay.Of(new SourceFilter([without]).Keep(all, report => report.Report)))];
}
