using System.Collections.Immutable;
using Hearsay.Claims.Parties;
using Hearsay.Claims.Transfers;

namespace Hearsay.Claims.Registers;

/// <summary>Tells supplier and recipient of a transfer.</summary>
internal static class DealParties
{
    /// <summary>
    /// Every pair of a supplier and a recipient that makes a deal: one is identified or called a government, or both have names, or one has a name and the other is an armed group. Others are mostly
    /// people in stories that are about no deal; they count when an analyst accepted the claim.
    /// </summary>
    public static IEnumerable<(RegisterParty Supplier, RegisterParty Recipient)> Of(ArmsTransfer transfer, Proposition what, EventObject? thing, RegisterGoods goods, bool accepted, Affiliations ties) =>
        Pairs(transfer, what, thing, goods).Select(pair => (Supplier: ties.For(pair.Supplier), Recipient: ties.For(pair.Recipient))).Where(pair => pair.Supplier.Key != pair.Recipient.Key
            && (IsParty(pair.Supplier, ties) || IsParty(pair.Recipient, ties) || (pair.Supplier.IsNamed && pair.Recipient.IsNamed)
                || (pair.Supplier.IsNamed && pair.Recipient.IsArmedGroup) || (pair.Supplier.IsArmedGroup && pair.Recipient.IsNamed) || (accepted && (pair.Supplier.IsNamed || pair.Recipient.IsNamed))));

    private static bool IsParty(RegisterParty party, Affiliations ties) => party.IsIdentified || ties.IsState(party);

    private static (RegisterParty Supplier, RegisterParty Recipient)[] Pairs(ArmsTransfer transfer, Proposition what, EventObject? thing, RegisterGoods goods)
    {
        RegisterParty[] suppliers = Named(transfer.Suppliers);
        RegisterParty[] recipients = Named(transfer.Recipients);
        if (transfer.Kind == TransferKind.JointProduction && suppliers.Length > 1)
        {
            return Makers(suppliers, transfer.ProducedAt ?? what.Place, goods);
        }

        if (suppliers.Length == 0 && OriginOf(thing) is { } origin && !recipients.Contains(origin))
        {
            suppliers = [origin];
        }

        return
        [
            .. from supplier in suppliers.DefaultIfEmpty(RegisterParty.Unknown)
               from recipient in recipients.DefaultIfEmpty(RegisterParty.Unknown)
               select (supplier, recipient),
        ];
    }

    /// <summary>The state that the goods are called by: "North Korean weapons".</summary>
    public static RegisterParty? OriginOf(EventObject? thing)
    {
        if (thing is null)
        {
            return null;
        }

        string[] words = thing.Words.Quote.Split((char[])[' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < words.Length; i++)
        {
            for (int length = Math.Min(3, words.Length - i); length > 0; length--)
            {
                string name = string.Join(' ', words, i, length);
                string bare = name.EndsWith("-made", StringComparison.Ordinal) || name.EndsWith("-built", StringComparison.Ordinal) ? name[..name.LastIndexOf('-')] : name;
                if (char.IsUpper(bare[0]) && (PartyRegistry.Standard.FindAdjective(bare) ?? (bare == name ? null : PartyRegistry.Standard.Find(bare))) is { IsState: true } state)
                {
                    return new RegisterParty(state.Id, state.Name, state.Country);
                }
            }
        }

        return null;
    }

    /// <summary>Who makes something together: the one at whose place it is made receives what the other brings; else the maker of the weapon provides; else both are told as one.</summary>
    private static (RegisterParty Supplier, RegisterParty Recipient)[] Makers(RegisterParty[] partners, EventPlace? place, RegisterGoods goods)
    {
        string? home = place?.Country is { } country ? "state:" + country : null;
        RegisterParty? recipient = Array.Find(partners, partner => partner.Key == home);
        if (recipient is null && PartyRegistry.Standard.FindId(goods.Key)?.Fact("maker") is { } maker && Array.Exists(partners, partner => partner.Key == maker) && partners.Length == 2)
        {
            recipient = Array.Find(partners, partner => partner.Key != maker);
        }

        return recipient is null
            ? [(RegisterParty.Joint(partners), RegisterParty.Unknown)]
            : [.. partners.Where(partner => partner != recipient).Select(partner => (partner, recipient))];
    }

    private static RegisterParty[] Named(ImmutableArray<Participant> who) => [.. who.Select(RegisterParty.Of).OfType<RegisterParty>().Distinct()];
}
