using System.Collections;

namespace Hearsay.Text.Layers;

/// <summary>All quantities of a document, in order, never overlapping.</summary>
public sealed class Quantities : IReadOnlyList<Quantity>
{
    private readonly IReadOnlyList<Quantity> _items;

    /// <summary>Takes over the list, which must be ordered and disjoint.</summary>
    public Quantities(IReadOnlyList<Quantity> items) => _items = items;

    /// <summary>A document without quantities, or where they were not read.</summary>
    public static Quantities None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <inheritdoc/>
    public Quantity this[int index] => _items[index];

    /// <inheritdoc/>
    public IEnumerator<Quantity> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
