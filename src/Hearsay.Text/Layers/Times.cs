using System.Collections;

namespace Hearsay.Text.Layers;

/// <summary>All time expressions of a document, in order, never overlapping.</summary>
public sealed class Times : IReadOnlyList<TimeExpression>
{
    private readonly IReadOnlyList<TimeExpression> _items;

    /// <summary>Takes over the list, which must be ordered and disjoint.</summary>
    public Times(IReadOnlyList<TimeExpression> items) => _items = items;

    /// <summary>A document without time expressions, or where they were not read.</summary>
    public static Times None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <inheritdoc/>
    public TimeExpression this[int index] => _items[index];

    /// <inheritdoc/>
    public IEnumerator<TimeExpression> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
