using Hearsay.Claims;
using Hearsay.Claims.Registers;
using Hearsay.Claims.Reviewing;
using Hearsay.Claims.Transfers;

namespace Hearsay.Tests.Claims;

/// <summary>Rows of the register, folded from claims that are made by hand.</summary>
public sealed class RegisterTest
{
    private static readonly Participant Iran = Deals.State("Iran", "IRN");
    private static readonly Participant Russia = Deals.State("Russia", "RUS");

    [Fact]
    public void What_a_party_admits_is_acknowledged_and_what_others_say_is_alleged()
    {
        Register alleged = Register.Fold([Deals.Say(1, "Ukraine", "UKR", Stance.Accuses, Deals.Delivery(Iran, Russia, "drones"))]);
        RegisterRow row = Assert.Single(alleged.Rows);
        Assert.Equal(("Iran", "Russia", "drones", RegisterSection.Alleged, RegisterStage.Delivered, 3), (row.Supplier.Name, row.Recipient.Name, row.Goods.Name, row.Section, row.Stage, row.Credibility));
        Assert.Contains("an admission by Iran or Russia, or an analyst's acceptance graded 1 or 2, would move it to the acknowledged", row.Changes);
        Assert.Contains("one more independent origin would raise its credibility from 3 to 1", row.Changes);

        RegisterRow admitted = Assert.Single(Register.Fold([Deals.Say(1, "Ukraine", "UKR", Stance.Accuses, Deals.Delivery(Iran, Russia, "drones")), Deals.Say(2, "Iran", "IRN", Stance.Admits, Deals.Delivery(Iran, Russia, "drones"))]).Rows);
        Assert.Equal((RegisterSection.Acknowledged, 2, 1, 1), (admitted.Section, admitted.Support.Origins, admitted.Support.FirstHand, admitted.Credibility));
        Assert.Equal(row.Id, admitted.Id);
        Assert.Contains("it rests on what Iran said on 2025-01-03 (claim 00000002): without it the row falls to alleged", admitted.Changes);
    }

    [Fact]
    public void Parties_that_no_registry_knows_stand_as_texts_name_them()
    {
        Participant veland = Unknown("Veland");
        Participant rebels = Unknown("rebels");
        ReviewedReport accused = Said(1, "Oruvia", "Oruvia", SpeakerKind.Government, Stance.Accuses, Deals.Delivery(veland, rebels, "anti-ship missiles"));
        ReviewedReport denied = Said(2, "Veland's foreign ministry", "Veland's foreign ministry", SpeakerKind.Government, Stance.Denies, Deals.Delivery(veland, rebels, "anti-ship missiles"));
        RegisterRow row = Assert.Single(Register.Fold([denied, accused]).Rows);
        Assert.Equal(("Veland", "rebels", "anti-ship missiles", RegisterSection.Alleged, 1, 1), (row.Supplier.Name, row.Recipient.Name, row.Goods.Name, row.Section, row.Support.Origins, row.Denial.Origins));
        Assert.True(row[RegisterField.Supplier].IsUncertain);
        Assert.Contains("no registry knows “Veland”: a list of parties that has it would say who it is", row[RegisterField.Supplier].Changes);

        // Who is called a government delivers to nobody in particular, too; a name alone is anybody.
        ReviewedReport open = Said(3, "Oruvia", "Oruvia", SpeakerKind.Government, Stance.Accuses, Deals.Delivery(veland, null, "missiles"));
        Assert.Empty(Register.Fold([open]).Rows);
        RegisterRow unknown = Register.Fold([open, denied]).Rows.Single(one => one.Recipient.IsUnknown);
        Assert.Equal(("Veland", RegisterSection.Alleged), (unknown.Supplier.Name, unknown.Section));
        Assert.Empty(Register.Fold([Said(4, "Reth", "Reth", SpeakerKind.Person, Stance.Asserts, Deals.Delivery(Unknown("Ilse Brandt"), Unknown("customers"), "pistols"))]).Rows);
    }

    [Theory]
    [InlineData("Prime Minister Elsa Toll of Veland")]
    [InlineData("Velandic Prime Minister Elsa Toll")]
    public void Who_holds_an_office_speaks_for_a_state_that_no_registry_knows(string mention)
    {
        Proposition what = Deals.Delivery(Unknown("Veland"), Unknown("rebels"), "missile launchers");
        ReviewedReport[] said =
        [
            Said(1, "Veland's government", "Veland's government", SpeakerKind.Government, Stance.Denies, Deals.Delivery(Unknown("Veland"), Unknown("rebels"), "mines")),
            Said(2, mention, "Elsa Toll", SpeakerKind.Person, Stance.Denies, Deals.Delivery(Unknown("Veland"), Unknown("rebels"), "tanks")),
            Said(3, "Toll", "Elsa Toll", SpeakerKind.Person, Stance.Admits, what),
        ];
        RegisterRow row = Register.Fold(said).Rows.Single(one => one.Goods.Key == "class:rocket-artillery");
        Assert.Equal((RegisterSection.Acknowledged, 1), (row.Section, row.Support.FirstHand));
        Assert.Equal([.. Register.Fold(said).Rows.Select(one => (one.Id, one.Section))], [.. Register.Fold(said.Reverse()).Rows.Select(one => (one.Id, one.Section))]);
        Assert.Equal(RegisterSection.Alleged, Register.Fold([said[2]]).Rows.Single().Section);
    }

    [Fact]
    public void A_party_that_takes_its_word_back_acknowledges_no_longer()
    {
        ReviewedReport admits = Deals.Say(1, "Iran", "IRN", Stance.Admits, Deals.Delivery(Iran, Russia, "drones"));
        ReviewedReport denies = Deals.Say(2, "Iran", "IRN", Stance.Denies, Deals.Delivery(Iran, Russia, "drones"));
        RegisterRow row = Assert.Single(Register.Fold([denies, admits]).Rows);
        Assert.Equal((RegisterSection.Alleged, 4), (row.Section, row.Credibility));
        Assert.Contains("the denial by Iran of 2025-01-03 stands against it (claim 00000002)", row.Changes);
    }

    [Fact]
    public void What_a_rival_tells_of_an_admission_is_none()
    {
        ReviewedReport told = Deals.Say(1, "Iran", "IRN", Stance.Admits, Deals.Delivery(Iran, Russia, "drones"));
        Claim claim = told.Report.Claim;
        told = told with { Report = told.Report with { Claim = claim with { Sources = [Deals.Speaker("United States", "USA"), .. claim.Sources] } } };
        Assert.Equal(RegisterSection.Alleged, Assert.Single(Register.Fold([told]).Rows).Section);
    }

    [Fact]
    public void An_analyst_acknowledges_by_accepting_with_a_grade_and_removes_by_rejecting()
    {
        ReviewedReport accused = Deals.Say(1, "Ukraine", "UKR", Stance.Accuses, Deals.Delivery(Iran, Russia, "drones"));
        RegisterSection? Section(Verdict verdict, int? credibility) => Register.Fold([accused with { Standing = new Standing(verdict, null, credibility, 1) }]).Rows.FirstOrDefault()?.Section;
        Assert.Equal(RegisterSection.Acknowledged, Section(Verdict.Accepted, 2));
        Assert.Equal(RegisterSection.Alleged, Section(Verdict.Accepted, 3));
        Assert.Null(Section(Verdict.Rejected, null));
        Assert.Null(Section(Verdict.Edited, null));
    }

    [Fact]
    public void A_weapon_supports_its_class_and_a_denial_of_the_class_stands_against_it()
    {
        Register register = Register.Fold(
        [
            Deals.Say(1, "Ukraine", "UKR", Stance.Accuses, Deals.Delivery(Iran, Russia, "Shahed-136 drones", "weapon:shahed-136")),
            Deals.Say(2, "Iran", "IRN", Stance.Denies, Deals.Delivery(Iran, null, "drones")),
            Deals.Say(3, "Poland", "POL", Stance.Accuses, Deals.Delivery(Iran, Russia, "weapons")),
        ]);
        RegisterRow weapon = register.Rows.Single(row => row.Goods.Key == "weapon:shahed-136");
        RegisterRow drones = register.Rows.Single(row => row.Goods.Key == "class:drone");
        RegisterRow arms = register.Rows.Single(row => row.Goods.Key == "class:arms");
        Assert.Equal((RegisterSection.Alleged, 1, 1), (weapon.Section, weapon.Denial.Origins, weapon.Support.Origins));
        Assert.Equal((RegisterSection.Denied, 1), (drones.Section, drones.Denial.Origins));
        Assert.Equal((RegisterSection.Alleged, 2, 0), (arms.Section, arms.Support.Origins, arms.Denial.Origins));
        Assert.Contains(drones.Id, weapon.Wider);
        Assert.Contains(weapon.Id, arms.Narrower);
        Assert.Equal("denied as part of something wider", Assert.Single(weapon.Against).Value);
    }

    [Fact]
    public void Numbers_are_intervals_and_say_what_would_settle_them()
    {
        ReviewedReport Counted(int id, string who, string code, string words, decimal? least, decimal? most) =>
            Deals.Say(id, who, code, Stance.Accuses, Deals.Delivery(Iran, Russia, "drones") with { Quantity = new EventQuantity(Deals.Words(words), least, most, null) });
        RegisterCell Cell(params ReviewedReport[] said) => Assert.Single(Register.Fold(said).Rows)[RegisterField.Delivered];
        Assert.Equal(("20", false), (Cell(Counted(1, "Ukraine", "UKR", "20", 20, 20)).Text, Cell(Counted(1, "Ukraine", "UKR", "20", 20, 20)).IsUncertain));
        Assert.Equal("at least 20", Cell(Counted(1, "Ukraine", "UKR", "at least 20", 20, null)).Text);
        RegisterCell apart = Cell(Counted(1, "Ukraine", "UKR", "300", 300, 300), Counted(2, "Poland", "POL", "a dozen", 12, 12));
        Assert.Equal(("12–300", 12m, 300m, true, 2), (apart.Text, apart.Least, apart.Most, apart.IsUncertain, apart.Origins));
        Assert.Equal("Poland (a dozen) and Ukraine (300) exclude each other: a third origin would tell them apart", Assert.Single(apart.Changes));
    }

    [Fact]
    public void Halts_refusals_seizures_and_wishes_are_kept_apart()
    {
        RegisterRow Row(TransferKind kind, TransferStage stage, EventStatus status) => Assert.Single(Register.Fold([Deals.Say(1, "Ukraine", "UKR", Stance.Asserts, Deals.Delivery(Iran, Russia, "drones", kind: kind, stage: stage, status: status))]).Rows);
        Assert.Equal((RegisterSection.Stopped, RegisterStage.Halted), Of(Row(TransferKind.Halt, TransferStage.Delivery, EventStatus.Happened)));
        Assert.Equal((RegisterSection.Stopped, RegisterStage.Refused), Of(Row(TransferKind.Refusal, TransferStage.Delivery, EventStatus.NotHappened)));
        Assert.Equal((RegisterSection.Stopped, RegisterStage.Seized), Of(Row(TransferKind.Seizure, TransferStage.Delivery, EventStatus.Happened)));
        Assert.Equal((RegisterSection.Open, RegisterStage.Interest), Of(Row(TransferKind.Interest, TransferStage.Interest, EventStatus.Possible)));
        Assert.Equal((RegisterSection.Alleged, RegisterStage.Ordered), Of(Row(TransferKind.Sale, TransferStage.Order, EventStatus.Planned)));

        static (RegisterSection, RegisterStage?) Of(RegisterRow row) => (row.Section, row.Stage);
    }

    [Fact]
    public void A_bare_denial_counts_for_the_claim_that_it_answers()
    {
        ReviewedReport accused = Deals.Say(1, "Ukraine", "UKR", Stance.Accuses, Deals.Delivery(Iran, Russia, "drones"), document: "one");
        ReviewedReport denied = Deals.Say(2, "Iran", "IRN", Stance.Denies, null, document: "one");
        denied = denied with { Report = denied.Report with { Claim = denied.Report.Claim with { Answers = [accused.Report.Claim.Id] } } };
        RegisterEvidence against = Assert.Single(Assert.Single(Register.Fold([denied, accused]).Rows).Against);
        Assert.Equal(("00000002000000000000000000000000", "Iran", true), (against.Claim, against.Speaker, against.IsReply));
    }

    [Fact]
    public void Goods_are_put_into_classes_by_their_words()
    {
        string Key(string words) => RegisterGoods.Of(new EventObject(Deals.Words(words), null)).Key;
        Assert.Equal("class:drone", Key("unmanned aerial vehicles"));
        Assert.Equal("class:ballistic-missile", Key("short-range ballistic missiles"));
        Assert.Equal("class:missile", Key("missiles"));
        Assert.Equal("class:combat-aircraft", Key("second-hand fighter jets"));
        Assert.Equal("class:artillery-shell", Key("155 mm shells"));
        Assert.Equal("class:drone", Key("lethal drone production line"));
        Assert.Equal("words:cheese", Key("cheese"));
        Assert.Equal(["weapon:shahed", "class:drone", "class:arms"], RegisterGoods.Of(new EventObject(Deals.Words("Shahed-136"), "weapon:shahed-136")).Wider);
    }

    [Fact]
    public void The_order_of_arrival_does_not_matter()
    {
        ReviewedReport[] claims = Deals.Many(400, seed: 7);
        string[] expected = Told(Register.Fold(claims));
        for (int seed = 0; seed < 5; seed++)
        {
            ReviewedReport[] shuffled = [.. claims];
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(expected, Told(Register.Fold(shuffled)));
        }

        static string[] Told(Register register) =>
        [
            .. register.Rows.Select(row => string.Join(" | ", (string[])
            [
                row.Id, row.Supplier.Name, row.Recipient.Name, row.Goods.Name, $"{row.Section} {row.Stage} {row.Support} {row.Denial} {row.Credibility}",
                .. row.Cells.Select(cell => $"{cell.Text} {cell.Least} {cell.Most} {cell.IsUncertain} {cell.Origins} {string.Join(',', cell.Evidence.Select(one => one.Claim))} {string.Join(',', cell.Changes)}"),
                .. row.Changes, .. row.Against.Select(one => one.Claim), .. row.Wider, .. row.Narrower,
            ])),
        ];
    }

    [Fact]
    public void Ten_times_the_claims_take_about_ten_times_the_memory()
    {
        ReviewedReport[] many = Deals.Many(100_000, seed: 3);
        Register.Fold(many.Take(1_000));
        long few = Allocated(many.Take(10_000));
        long all = Allocated(many);
        Assert.True(all < 15 * few, $"{few} bytes for 10,000 claims, {all} for 100,000");

        static long Allocated(IEnumerable<ReviewedReport> claims)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.NotEmpty(Register.Fold(claims).Rows);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static Participant Unknown(string name) => new(Deals.Words(name), name, null, null);

    private static ReviewedReport Said(int id, string mention, string name, SpeakerKind kind, Stance stance, Proposition what)
    {
        ReviewedReport report = Deals.Say(id, name, "XXX", stance, what);
        return report with { Report = report.Report with { Claim = report.Report.Claim with { Sources = [new Speaker(Deals.Words(mention), name, kind, null, null)] } } };
    }
}
