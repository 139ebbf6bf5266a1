using System.Collections.Immutable;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Reviewing;
using Hearsay.Claims.Transfers;

namespace Hearsay.Claims.Registers;

/// <summary>
/// The register of arms transfers, folded from claims: one row for each supplier, recipient and kind of goods, with everything that is claimed of it. The order of the claims does
/// not matter; time and memory grow with their number. What it counts and leaves out: docs/register.md.
/// </summary>
/// <param name="Rows">Acknowledged rows first, then alleged ones, stopped ones, open ones and denied ones; in each part those with most origins first.</param>
/// <param name="Unplaced">Claims about a transfer of which neither supplier nor recipient is identified, or whose goods are in no class: they are in no row.</param>
public sealed record Register(ImmutableArray<RegisterRow> Rows, ImmutableArray<string> Unplaced)
{
    /// <summary>Folds claims.</summary>
    /// <param name="reports">The claims, in any order. Those that analysts rejected or replaced do not count.</param>
    public static Register Fold(IEnumerable<ReviewedReport> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ReviewedReport[] counted = [.. reports.Where(report => report.Counts)];
        var ties = new Affiliations(counted);
        var deals = new Dictionary<DealKey, Deal>();
        var placed = new Dictionary<(string Document, string Claim), List<(Deal Deal, DealStatement Statement)>>();
        var replies = new List<ReviewedReport>();
        var unplaced = new SortedSet<string>(StringComparer.Ordinal);
        foreach (ReviewedReport report in counted)
        {
            Claim claim = report.Report.Claim;
            bool any = false;
            List<(Deal, DealStatement)> own = [];
            for (int i = 0; i < claim.Propositions.Length; i++)
            {
                if (claim.Propositions[i].Transfer is not { } transfer)
                {
                    continue;
                }

                any = true;
                Place(deals, own, report, i, transfer, ties);
            }

            if (own.Count > 0)
            {
                placed[(report.Report.Document, claim.Id.Value)] = own;
            }
            else if (any)
            {
                unplaced.Add(claim.Id.Value);
            }
            else if (!claim.Answers.IsEmpty && claim.Stance is Stance.Denies or Stance.Admits or Stance.Declines)
            {
                replies.Add(report);
            }
        }

        foreach (ReviewedReport reply in replies)
        {
            Attach(placed, reply, ties);
        }

        return new Register(MakeRows(deals), [.. unplaced]);
    }

    /// <summary>Puts a proposition into every deal that it names.</summary>
    private static void Place(Dictionary<DealKey, Deal> deals, List<(Deal, DealStatement)> own, ReviewedReport report, int proposition, ArmsTransfer transfer, Affiliations ties)
    {
        Claim claim = report.Report.Claim;
        Proposition what = claim.Propositions[proposition];
        (ClaimSide side, RegisterStage stage) = DealStatement.Judge(claim, what, transfer);
        var member = new Comparand(report.Report, proposition);
        bool accepted = report.Standing?.Verdict == Verdict.Accepted;
        foreach ((RegisterGoods goods, EventObject? thing) in GoodsOf(what, accepted))
        {
            foreach ((RegisterParty supplier, RegisterParty recipient) in DealParties.Of(transfer, what, thing, goods, accepted, ties))
            {
                var key = new DealKey(supplier.Key, recipient.Key, goods.Key);
                if (!deals.TryGetValue(key, out Deal? deal))
                {
                    deals[key] = deal = new Deal(key, goods);
                }

                var statement = new DealStatement(report, member, what, transfer, thing, side, stage, IsReply: false, ties);
                deal.Add(statement, supplier, recipient);
                own.Add((deal, statement));
            }
        }
    }

    /// <summary>"Tehran denied the accusation": the reply counts where the accusation does.</summary>
    private static void Attach(Dictionary<(string Document, string Claim), List<(Deal Deal, DealStatement Statement)>> placed, ReviewedReport reply, Affiliations ties)
    {
        ClaimSide side = reply.Report.Claim.Stance switch { Stance.Denies => ClaimSide.Denies, Stance.Admits => ClaimSide.Affirms, _ => ClaimSide.Silent };
        var member = new Comparand(reply.Report, -1);
        var seen = new HashSet<Deal>();
        foreach (ClaimId answered in reply.Report.Claim.Answers)
        {
            // A reply to a denial says that the denial is false: too much turns on its words.
            foreach ((Deal deal, DealStatement statement) in placed.GetValueOrDefault((reply.Report.Document, answered.Value)) ?? [])
            {
                if (statement.Side == ClaimSide.Affirms && seen.Add(deal))
                {
                    deal.Add(new DealStatement(reply, member, statement.What, statement.Transfer, statement.Thing, side, statement.Stage, IsReply: true, ties), null, null);
                }
            }
        }
    }

    /// <summary>The goods of a proposition. Words that no class knows are mostly no arms; they count when an analyst accepted the claim and there is nothing better.</summary>
    private static IEnumerable<(RegisterGoods Goods, EventObject? Thing)> GoodsOf(Proposition what, bool accepted)
    {
        (RegisterGoods Goods, EventObject? Thing)[] all = [.. what.Objects.Select(thing => (RegisterGoods.Of(thing), (EventObject?)thing)).DistinctBy(pair => pair.Item1)];
        if (all.Length == 0)
        {
            return [(RegisterGoods.Unnamed, null)];
        }

        return all.Any(pair => pair.Goods.IsKnown) ? all.Where(pair => pair.Goods.IsKnown) : accepted ? all.Take(1) : [];
    }

    private static ImmutableArray<RegisterRow> MakeRows(Dictionary<DealKey, Deal> deals)
    {
        foreach (Deal deal in deals.Values)
        {
            foreach (DealKey wider in deal.Above())
            {
                if (deals.TryGetValue(wider, out Deal? above))
                {
                    deal.Wider.Add(above);
                    above.Narrower.Add(deal);
                }
            }
        }

        return
        [
            .. deals.Values.Select(RowWriter.Row).OrderBy(row => row.Section).ThenByDescending(row => row.Support.Origins).ThenByDescending(row => row.Support.Articles)
                .ThenBy(row => row.Recipient.Name, StringComparer.Ordinal).ThenBy(row => row.Supplier.Name, StringComparer.Ordinal).ThenBy(row => row.Goods.Name, StringComparer.Ordinal).ThenBy(row => row.Id, StringComparer.Ordinal),
        ];
    }
}
