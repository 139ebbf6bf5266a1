namespace Hearsay.Claims.Coding;

/// <summary>What must hold of the words around a predicate, so that a frame fits. A thousand of them are made at start: sets that are quick to make.</summary>
/// <param name="Needs">The phrase that must be there; <see cref="Slot.None"/> for no such condition.</param>
/// <param name="Of">What is looked at: <see cref="Slot.Object"/>, <see cref="Slot.Modifier"/> or <see cref="Slot.Subject"/>.</param>
/// <param name="Negated">True when it must not be one of the words.</param>
/// <param name="Words">Lemmas, those of classes included; empty where only <paramref name="Needs"/> counts.</param>
/// <param name="Arms">True when arms of any name count as one of the words.</param>
/// <param name="Groups">True when armed groups of any name count as one of the words.</param>
internal sealed record Condition(Slot Needs, Slot Of, bool Negated, HashSet<string> Words, bool Arms, bool Groups)
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>True when the lemma is one of the words.</summary>
    public bool Has(ReadOnlySpan<char> lemma) => _lookup.Contains(lemma);
}
