namespace Hearsay.Claims.Registers;

/// <summary>What makes a row the row that it is.</summary>
internal readonly record struct DealKey(string Supplier, string Recipient, string Goods)
{
    public string Id => RegisterRow.IdOf(Supplier, Recipient, Goods);
}
