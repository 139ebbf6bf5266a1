using System.Collections.Immutable;
using System.Globalization;
using Hearsay.Claims;
using Hearsay.Claims.Parties;
using Hearsay.Claims.Reviewing;
using Hearsay.Claims.Transfers;

namespace Hearsay.Export.Sipri;

/// <summary>
/// A register of arms transfers in SIPRI's sixteen columns, folded from claims: acknowledged transfers, alleged ones in a second table of the same shape, and the evidence for each
/// cell in a third (MAPPING.md beside this file). Memory grows with the number of claims about transfers.
/// </summary>
public static class RegisterWriter
{
    private static readonly ImmutableArray<string> Header =
    [
        "Recipient", "Supplier", "Year of order", "", "Number ordered", "", "Weapon designation", "Weapon description", "Number delivered", "", "Year(s) of delivery", "status", "Comments",
        "SIPRI TIV per unit", "SIPRI TIV for total order", "SIPRI TIV of delivered weapons",
    ];

    /// <summary>What the register's columns cannot say of any claim.</summary>
    public static ImmutableArray<Loss> Never { get; } =
    [
        new("sources", "the register has no column for who says so; the sidecar names every claim behind a cell"),
        new("stance", "acknowledged and alleged transfers are parted into two tables; the rest is in the sidecar"),
        new("propositions.time", "days become years"),
        new("propositions.transfer.value", "the register has no prices; in the sidecar only"),
        new("propositions.transfer.intermediaries", "no column; in Comments"),
        new("TIV", "trend indicator values are SIPRI's own: empty"),
    ];

    /// <summary>Writes the three tables.</summary>
    /// <param name="claims">Claims in any order.</param>
    /// <param name="main">Receives transfers that a party to them acknowledges, or that an analyst graded confirmed or probably true.</param>
    /// <param name="alleged">Receives all others that somebody states.</param>
    /// <param name="sidecar">Receives the evidence: table, row, column, value, claim, speaker, stance, words, address, hash.</param>
    /// <param name="losses">Hears what is lost.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteAsync(IAsyncEnumerable<ExportedClaim> claims, Stream main, Stream alleged, Stream sidecar, LossReport losses, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(losses);
        losses.Never(Never);
        var rows = new SortedDictionary<(string Recipient, string Supplier, string Goods), TransferRow>();
        await foreach (ExportedClaim claim in claims.WithCancellation(cancellationToken))
        {
            if (claim.Standing?.Verdict is Verdict.Rejected or Verdict.Edited)
            {
                losses.Drop(claim, "rejected or replaced by an analyst");
                continue;
            }

            bool any = false;
            foreach (Proposition what in claim.Claim.Propositions)
            {
                any |= what.Transfer is { } transfer && Fold(rows, claim, what, transfer, losses);
            }

            if (any)
            {
                losses.Written();
            }
            else if (!claim.Claim.Propositions.Any(what => what.Transfer is not null))
            {
                losses.Drop(claim, "states no arms transfer");
            }
            else
            {
                losses.Drop(claim, "its transfer is denied, refused, halted, only wished for, or lacks supplier, recipient or goods");
            }

            await losses.FlushAsync(cancellationToken);
        }

        await using var evidence = new Delimited(sidecar, ',');
        evidence.Row("table", "row", "column", "value", "claim", "speaker", "stance", "words", "outlet", "published", "address", "sha256");
        await WriteAsync(rows.Values.Where(row => row.Acknowledged), "main", main, evidence, cancellationToken);
        await WriteAsync(rows.Values.Where(row => !row.Acknowledged), "alleged", alleged, evidence, cancellationToken);
    }

    private static bool Fold(SortedDictionary<(string Recipient, string Supplier, string Goods), TransferRow> rows, ExportedClaim claim, Proposition what, ArmsTransfer transfer, LossReport losses)
    {
        bool real = what.Polarity == Polarity.Positive && claim.Claim.Stance is not (Stance.Denies or Stance.Declines or Stance.Asks or Stance.Urges)
            && transfer.Kind is not (TransferKind.Refusal or TransferKind.Halt or TransferKind.Interest) && transfer.Stage != TransferStage.Interest
            && what.Status is EventStatus.Happened or EventStatus.Ongoing or EventStatus.Planned;
        if (!real || what.Objects.IsEmpty)
        {
            return false;
        }

        if (transfer.Suppliers.IsEmpty || transfer.Recipients.IsEmpty)
        {
            losses.Add(claim, "propositions.transfer", "supplier or recipient unknown: written as \"unknown\"");
        }

        foreach ((Participant? supplier, Participant? recipient) in Coding.Pairs(transfer.Suppliers, transfer.Recipients))
        {
            foreach (EventObject goods in what.Objects)
            {
                Party? system = goods.System is { } id ? PartyRegistry.Standard.FindId(id) : null;
                string designation = system?.Name ?? Wording.OneLine(goods.Words.Quote);
                (string Recipient, string Supplier, string Goods) key = (recipient is null ? "unknown" : Coding.StateOrName(recipient), supplier is null ? "unknown" : Coding.StateOrName(supplier), designation);
                if (!rows.TryGetValue(key, out TransferRow? row))
                {
                    rows[key] = row = new TransferRow { Recipient = key.Recipient, Supplier = key.Supplier, Goods = designation, Class = system?.Fact("class") ?? "" };
                }

                Fold(row, claim, what, transfer, goods);
            }
        }

        return true;
    }

    private static void Fold(TransferRow row, ExportedClaim claim, Proposition what, ArmsTransfer transfer, EventObject goods)
    {
        row.Evidence.Add(new CellEvidence("Weapon designation", row.Goods, claim, goods.Words));
        bool delivered = transfer.Stage is TransferStage.Delivery or TransferStage.Production && what.Status is EventStatus.Happened or EventStatus.Ongoing;
        if (what.Quantity is { } quantity)
        {
            row.Evidence.Add(new CellEvidence(delivered ? "Number delivered" : "Number ordered", quantity.Words.Quote, claim, quantity.Words));
            bool bound = quantity.Min != quantity.Max;
            if (delivered)
            {
                row.DeliveredDoubtful |= bound || row.Delivered is { } known && quantity.Min is { } said && known != said;
                row.Delivered = Least(row.Delivered, quantity.Min ?? quantity.Max);
            }
            else
            {
                row.OrderedDoubtful |= bound || row.Ordered is { } known && quantity.Min is { } said && known != said;
                row.Ordered = Least(row.Ordered, quantity.Min ?? quantity.Max);
            }
        }

        EventTime? time = delivered ? transfer.Delivered ?? what.Time : transfer.Ordered ?? what.Time;
        if (time is { Earliest: { } first })
        {
            int last = time.Latest?.Year ?? first.Year;
            SortedSet<int> years = delivered ? row.DeliveryYears : row.OrderYears;
            for (int year = first.Year; year <= last && year <= first.Year + 20; year++)
            {
                years.Add(year);
            }

            if (delivered)
            {
                row.DeliveryYearsInferred |= time.Inferred || last > first.Year;
            }
            else
            {
                row.OrderYearsInferred |= time.Inferred || last > first.Year;
            }

            if (time.Words is { } words)
            {
                row.Evidence.Add(new CellEvidence(delivered ? "Year(s) of delivery" : "Year of order", words.Quote, claim, words));
            }
        }

        if (transfer.EndUse is { } use)
        {
            row.Comments.Add(Wording.OneLine(use.Quote));
            row.Evidence.Add(new CellEvidence("Comments", use.Quote, claim, use));
        }

        if (transfer.Value is { } value)
        {
            row.Evidence.Add(new CellEvidence("Value", value.Words.Quote, claim, value.Words));
        }

        if (!transfer.Intermediaries.IsEmpty)
        {
            row.Comments.Add("via " + Wording.Names(transfer.Intermediaries, ""));
        }

        string? speaks = claim.Claim.Sources[0].Country;
        bool party = speaks is not null && (transfer.Suppliers.Any(one => one.Country == speaks) || transfer.Recipients.Any(one => one.Country == speaks));
        bool certain = what.Certainty == Certainty.Certain && (what.Status != EventStatus.Planned || transfer.Stage == TransferStage.Order);
        row.Acknowledged |= certain && ((party && claim.Claim.Stance is Stance.Asserts or Stance.Admits) || claim.Standing is { Verdict: Verdict.Accepted, Credibility: 1 or 2 });
    }

    private static decimal? Least(decimal? known, decimal? other) => known is null ? other : other is null ? known : Math.Min(known.Value, other.Value);

    private static async Task WriteAsync(IEnumerable<TransferRow> rows, string table, Stream to, Delimited sidecar, CancellationToken cancellationToken)
    {
        await using var lines = new Delimited(to, ',');
        lines.Row([.. Header]);
        int number = 0;
        foreach (TransferRow row in rows)
        {
            number++;
            lines.Row(
                row.Recipient, row.Supplier,
                row.OrderYears.Count == 0 ? "" : row.OrderYears.Min.ToString(CultureInfo.InvariantCulture), Doubt(row.OrderYears.Count > 1 || row.OrderYearsInferred),
                Delimited.Number(row.Ordered), Doubt(row.OrderedDoubtful),
                row.Goods, row.Class,
                Delimited.Number(row.Delivered), Doubt(row.DeliveredDoubtful),
                string.Join("; ", row.DeliveryYears) + (row.DeliveryYears.Count > 0 && row.DeliveryYearsInferred ? "?" : ""),
                "", string.Join("; ", row.Comments), "", "", "");
            foreach (CellEvidence cell in row.Evidence)
            {
                sidecar.Row(
                    table, number.ToString(CultureInfo.InvariantCulture), cell.Field, Wording.OneLine(cell.Value), cell.Claim.Claim.Id.Value, cell.Claim.Claim.Sources[0].Name, Wording.Of(cell.Claim.Claim.Stance),
                    Wording.OneLine(cell.Words.Quote), cell.Claim.Article.Outlet, cell.Claim.Article.Published?.ToString(), cell.Claim.Article.Address?.AbsoluteUri, cell.Claim.Claim.Sha256);
            }

            await lines.FlushAsync(cancellationToken);
            await sidecar.FlushAsync(cancellationToken);
        }
    }

    private static string Doubt(bool doubtful) => doubtful ? "?" : "";
}
