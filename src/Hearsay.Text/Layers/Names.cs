using System.Collections;

namespace Hearsay.Text.Layers;

/// <summary>All names of a document, in order, never overlapping.</summary>
public sealed class Names : IReadOnlyList<Name>
{
    private readonly IReadOnlyList<Name> _items;

    /// <summary>Takes over the list, which must be ordered and disjoint.</summary>
    public Names(IReadOnlyList<Name> items) => _items = items;

    /// <summary>A document without names.</summary>
    public static Names None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <inheritdoc/>
    public Name this[int index] => _items[index];

    /// <inheritdoc/>
    public IEnumerator<Name> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
