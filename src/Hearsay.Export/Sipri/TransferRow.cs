namespace Hearsay.Export.Sipri;

/// <summary>A row of the register while it is folded: one supplier, one recipient, one system.</summary>
internal sealed class TransferRow
{
    public required string Supplier { get; init; }

    public required string Recipient { get; init; }

    public required string Goods { get; init; }

    public required string Class { get; init; }

    /// <summary>The cells, each with all that speaks for it.</summary>
    public List<CellEvidence> Evidence { get; } = [];

    /// <summary>True once a party to the deal itself, or an analyst with credibility 1 or 2, stands behind order or delivery.</summary>
    public bool Acknowledged { get; set; }

    /// <summary>The least number ordered that a claim states; doubtful when it is a bound or claims differ.</summary>
    public decimal? Ordered { get; set; }

    public bool OrderedDoubtful { get; set; }

    /// <summary>The least number delivered that a claim states; doubtful when it is a bound or claims differ.</summary>
    public decimal? Delivered { get; set; }

    public bool DeliveredDoubtful { get; set; }

    public SortedSet<int> OrderYears { get; } = [];

    public SortedSet<int> DeliveryYears { get; } = [];

    public bool OrderYearsInferred { get; set; }

    public bool DeliveryYearsInferred { get; set; }

    public SortedSet<string> Comments { get; } = new(StringComparer.Ordinal);
}
