using System.Collections.Immutable;
using Hearsay.Claims.Comparing;

namespace Hearsay.Claims.Registers;

/// <summary>A row while it is folded: all that is said of one deal.</summary>
internal sealed class Deal(DealKey key, RegisterGoods goods)
{
    private readonly List<DealStatement> _statements = [];
    private bool _sorted;

    public DealKey Key { get; } = key;

    public RegisterGoods Goods { get; } = goods;

    public RegisterParty Supplier { get; private set; } = RegisterParty.Unknown;

    public RegisterParty Recipient { get; private set; } = RegisterParty.Unknown;

    /// <summary>Deals of wider goods or parties that are claimed, too.</summary>
    public List<Deal> Wider { get; } = [];

    /// <summary>Deals of narrower goods or parties.</summary>
    public List<Deal> Narrower { get; } = [];

    /// <summary>The statements by day.</summary>
    public IReadOnlyList<DealStatement> Statements
    {
        get
        {
            if (!_sorted)
            {
                _statements.Sort((a, b) => Comparand.Compare(a.Member, b.Member));
                _sorted = true;
            }

            return _statements;
        }
    }

    public void Add(DealStatement statement, RegisterParty? supplier, RegisterParty? recipient)
    {
        _statements.Add(statement);
        _sorted = false;
        Supplier = Of(Supplier, supplier);
        Recipient = Of(Recipient, recipient);
    }

    /// <summary>The keys of all deals that would hold this one.</summary>
    public IEnumerable<DealKey> Above()
    {
        foreach (string supplier in Chain(Supplier))
        {
            foreach (string recipient in Chain(Recipient))
            {
                if (supplier == RegisterParty.Unknown.Key && recipient == supplier)
                {
                    continue;
                }

                foreach (string things in (ImmutableArray<string>)[Goods.Key, .. Goods.Wider])
                {
                    var wider = new DealKey(supplier, recipient, things);
                    if (wider != Key)
                    {
                        yield return wider;
                    }
                }
            }
        }
    }

    private static IEnumerable<string> Chain(RegisterParty party)
    {
        yield return party.Key;
        if (party.State is { } state)
        {
            yield return state;
        }

        if (!party.IsUnknown)
        {
            yield return RegisterParty.Unknown.Key;
        }
    }

    /// <summary>One spelling for all orders of arrival.</summary>
    private static RegisterParty Of(RegisterParty known, RegisterParty? named) =>
        named is null ? known : known.IsUnknown || string.CompareOrdinal(named.Name, known.Name) < 0 ? named : known;
}
