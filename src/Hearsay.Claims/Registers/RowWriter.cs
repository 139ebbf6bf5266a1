using System.Collections.Immutable;
using System.Globalization;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Parties;
using Hearsay.Claims.Reviewing;

namespace Hearsay.Claims.Registers;

/// <summary>Makes a row out of all that is said of a deal.</summary>
internal static class RowWriter
{
    /// <summary>The row of a deal.</summary>
    public static RegisterRow Row(Deal deal)
    {
        DealStatement[] own = [.. deal.Statements];
        HashSet<DealStatement> mine = new(own, ReferenceEqualityComparer.Instance);
        DealStatement[] affirmed = [.. own.Where(statement => statement.Side == ClaimSide.Affirms)];
        DealStatement[] real = Merge(own.Where(statement => statement.IsReal), deal.Narrower.SelectMany(narrower => narrower.Statements).Where(statement => statement.IsReal));
        DealStatement[] denied = Merge(own.Where(statement => statement.Side == ClaimSide.Denies), deal.Wider.SelectMany(wider => wider.Statements).Where(statement => statement.Side == ClaimSide.Denies));
        RegisterLegs support = Legs(deal, real);
        RegisterLegs denial = Legs(deal, denied);
        int credibility = ClaimCluster.CredibilityOf(support.Origins, support.FirstHand, denial.Origins);
        DealStatement[] acknowledging = Acknowledging(deal, real, denied);
        RegisterSection section = Array.Exists(real, mine.Contains) ? acknowledging.Length > 0 ? RegisterSection.Acknowledged : RegisterSection.Alleged
            : affirmed.Any(statement => statement.Stage is RegisterStage.Refused or RegisterStage.Halted or RegisterStage.Seized) ? RegisterSection.Stopped
            : own.Any(statement => statement.Side != ClaimSide.Denies) ? RegisterSection.Open
            : RegisterSection.Denied;
        var cells = new CellWriter(deal, own, affirmed);
        return new RegisterRow(
            deal.Key.Id, deal.Supplier, deal.Recipient, deal.Goods, section, StageOf(affirmed, [.. real.Where(mine.Contains)]), support, denial, credibility,
            [
                cells.Party(RegisterField.Supplier), cells.Party(RegisterField.Recipient), cells.Goods(), cells.Kind(), cells.Status(),
                cells.Count(RegisterField.Ordered), cells.Years(RegisterField.OrderYears), cells.Count(RegisterField.Delivered), cells.Years(RegisterField.DeliveryYears),
                cells.Value(), cells.ProducedAt(), cells.Intermediaries(), cells.EndUse(),
            ],
            Evidence(denied, statement => mine.Contains(statement) ? "denied" : "denied as part of something wider"),
            Evidence(own.Where(statement => statement.Side == ClaimSide.Silent), statement => statement.Source.Report.Claim.Stance == Stance.Asks ? "asked" : "declined to say"),
            Ids(deal.Wider), Ids(deal.Narrower),
            Changes(deal, section, real, denied, acknowledging, support, denial, credibility));
    }

    /// <summary>The claims behind a cell.</summary>
    public static ImmutableArray<RegisterEvidence> Evidence(IEnumerable<DealStatement> statements, Func<DealStatement, string> value, Func<DealStatement, Evidence?>? words = null) =>
    [
        .. statements.Select(statement =>
        {
            ClaimReport report = statement.Source.Report;
            Evidence shown = (statement.IsReply ? null : words?.Invoke(statement)) ?? (statement.IsReply ? report.Claim.Content[0] : statement.What.Predicate);
            return new RegisterEvidence(
                report.Claim.Id.Value, report.Document, report.Claim.Sha256, report.Outlet, report.Published, statement.HolderName, statement.Holder, report.Claim.Stance, statement.Side, value(statement), shown, statement.Source.Standing?.Verdict,
                statement.Source.Standing?.Credibility, statement.IsReply);
        }).DistinctBy(evidence => (evidence.Claim, evidence.Document, evidence.Value, evidence.Words.Span)),
    ];

    /// <summary>On how many legs statements stand.</summary>
    public static RegisterLegs Legs(Deal deal, DealStatement[] statements)
    {
        if (statements.Length == 0)
        {
            return default;
        }

        Independence legs = Independence.Of([.. statements.Select(statement => statement.Member)]);
        int firstHand = legs.Groups.Count(group => group.Members.Any(member => DealStatement.HolderOf(member.Report.Claim.Sources[^1], statements[0].Ties) is var knows && (deal.Supplier.Is(knows) || deal.Recipient.Is(knows))));
        return new RegisterLegs(legs.Articles, legs.Origins, firstHand);
    }

    /// <summary>"2022-10-12", "an undated day".</summary>
    public static string Day(DealStatement statement) => statement.Source.Report.Published?.ToString("O", CultureInfo.InvariantCulture) ?? "an unknown day";

    /// <summary>What a stage is called.</summary>
    public static string Name(RegisterStage stage) => stage == RegisterStage.Interest ? "interest" : stage.ToString().ToLowerInvariant();

    /// <summary>What a part of the register is called.</summary>
    public static string Name(RegisterSection section) => section.ToString().ToLowerInvariant();

    /// <summary>A column as it is typed and written: "delivery_years".</summary>
    public static string Name(RegisterField field) => field switch
    {
        RegisterField.OrderYears => "order_years",
        RegisterField.DeliveryYears => "delivery_years",
        RegisterField.ProducedAt => "produced_at",
        RegisterField.EndUse => "end_use",
        _ => field.ToString().ToLowerInvariant(),
    };

    private static ImmutableArray<string> Ids(List<Deal> deals) => [.. deals.Select(deal => deal.Key.Id).Order(StringComparer.Ordinal)];

    private static DealStatement[] Merge(IEnumerable<DealStatement> own, IEnumerable<DealStatement> others)
    {
        DealStatement[] all = [.. own, .. others];
        Array.Sort(all, (a, b) => Comparand.Compare(a.Member, b.Member) is not 0 and var order ? order : string.CompareOrdinal(a.Thing?.Words.Quote, b.Thing?.Words.Quote));
        return all;
    }

    /// <summary>Statements that put the deal among the acknowledged: of parties whose last word is not a denial, and what analysts accepted.</summary>
    private static DealStatement[] Acknowledging(Deal deal, DealStatement[] real, DealStatement[] denied)
    {
        Dictionary<string, DateOnly> denials = denied.GroupBy(statement => statement.Holder, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Max(Published), StringComparer.Ordinal);
        return
        [
            .. real.Where(statement => statement.Source.IsAccepted
                || (statement.IsAcknowledgedBy(deal.Supplier, deal.Recipient) && (!denials.TryGetValue(statement.Holder, out DateOnly last) || last <= Published(statement)))),
        ];
    }

    private static DateOnly Published(DealStatement statement) => statement.Source.Report.Published ?? DateOnly.MinValue;

    private static RegisterStage? StageOf(DealStatement[] affirmed, DealStatement[] real)
    {
        DealStatement[] from = real.Length > 0 ? real : affirmed;
        RegisterStage[] order = [RegisterStage.Delivered, RegisterStage.Produced, RegisterStage.Ordered, RegisterStage.Seized, RegisterStage.Halted, RegisterStage.Refused, RegisterStage.Interest];
        foreach (RegisterStage stage in order)
        {
            if (Array.Exists(from, statement => statement.Stage == stage))
            {
                return stage;
            }
        }

        return null;
    }

    private static ImmutableArray<string> Changes(
        Deal deal, RegisterSection section, DealStatement[] real, DealStatement[] denied, DealStatement[] acknowledging, RegisterLegs support, RegisterLegs denial, int credibility)
    {
        var changes = new List<string>();
        string parties = string.Join(" or ", new[] { deal.Supplier, deal.Recipient }.Where(party => !party.IsUnknown).Select(party => party.Name));
        switch (section)
        {
            case RegisterSection.Acknowledged:
                string[] by = [.. acknowledging.Select(statement => statement.Source.IsAccepted ? $"an analyst's acceptance of claim {Short(statement)}" : $"what {statement.HolderName} said on {Day(statement)} (claim {Short(statement)})").Distinct(StringComparer.Ordinal)];
                changes.Add(by.Length == 1 ? $"it rests on {by[0]}: without it the row falls to alleged" : $"it rests on {by.Length} acknowledgements, first {by[0]}: without all of them the row falls to alleged");
                break;
            case RegisterSection.Alleged:
                changes.Add($"an admission by {parties}, or an analyst's acceptance graded 1 or 2, would move it to the acknowledged");
                if (real.FirstOrDefault(statement => statement.IsSpokenByParty(deal.Supplier, deal.Recipient) && !statement.IsAcknowledgedBy(deal.Supplier, deal.Recipient)) is { } unnamed)
                {
                    changes.Add($"{unnamed.HolderName} says so without a name that stands for it (claim {Short(unnamed)}): the same by name would acknowledge it");
                }

                break;
            case RegisterSection.Stopped:
                changes.Add("a report that it was ordered or delivered would move it to alleged");
                break;
            case RegisterSection.Open:
                changes.Add("a report that it was ordered, made or delivered would move it to alleged");
                break;
            case RegisterSection.Denied:
                changes.Add(real.Length > 0 ? "nobody says so in these words, but rows that it holds are claimed" : "nobody says that it happened; somebody who does would move it to alleged");
                break;
        }

        if (support.Origins > 0)
        {
            int more = ClaimCluster.CredibilityOf(support.Origins + 1, support.FirstHand, denial.Origins);
            if (more < credibility)
            {
                changes.Add(string.Create(CultureInfo.InvariantCulture, $"one more independent origin would raise its credibility from {credibility} to {more}"));
            }
        }

        foreach (IGrouping<string, DealStatement> holder in denied.GroupBy(statement => statement.Holder, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            DealStatement last = holder.Last();
            changes.Add($"the denial by {last.HolderName} of {Day(last)} stands against it (claim {Short(last)})");
        }

        if (support.Origins > 0 && denial.Origins > 0)
        {
            int free = ClaimCluster.CredibilityOf(support.Origins, support.FirstHand, 0);
            changes.Add(string.Create(CultureInfo.InvariantCulture, $"without denials its credibility would be {free} instead of {credibility}"));
        }

        return [.. changes];
    }

    private static string Short(DealStatement statement) => statement.Source.Report.Claim.Id.Value is { Length: > 8 } id ? id[..8] : statement.Source.Report.Claim.Id.Value;
}
