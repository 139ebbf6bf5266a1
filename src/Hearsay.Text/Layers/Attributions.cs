using System.Collections;

namespace Hearsay.Text.Layers;

/// <summary>All attributions of a document, ordered by first token of the cue (of the content where there is no cue).</summary>
public sealed class Attributions : IReadOnlyList<Attribution>
{
    private readonly IReadOnlyList<Attribution> _items;

    /// <summary>Takes over the list, which must be ordered.</summary>
    public Attributions(IReadOnlyList<Attribution> items) => _items = items;

    /// <summary>A document without any attribution.</summary>
    public static Attributions None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <inheritdoc/>
    public Attribution this[int index] => _items[index];

    /// <inheritdoc/>
    public IEnumerator<Attribution> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
