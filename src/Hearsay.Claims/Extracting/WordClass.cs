using System.Collections.Frozen;

namespace Hearsay.Claims.Extracting;

/// <summary>A closed set of words; case does not count.</summary>
internal sealed class WordClass
{
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _words;

    /// <summary>Takes the words in.</summary>
    public WordClass(IEnumerable<string> words) =>
        _words = words.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>True when <paramref name="word"/> belongs to the class.</summary>
    public bool Has(ReadOnlySpan<char> word) => _words.Contains(word);
}
