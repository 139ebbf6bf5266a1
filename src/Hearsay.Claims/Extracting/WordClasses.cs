using System.Collections.Frozen;

namespace Hearsay.Claims.Extracting;

/// <summary>Sets of words that the rules ask about, from words.tsv. Case does not count.</summary>
internal static class WordClasses
{
    private static readonly FrozenDictionary<string, WordClass> Classes = EmbeddedTable.Rows("words.tsv", columns: 2)
        .ToFrozenDictionary(row => row[0], row => new WordClass(row[1].Split('|').SelectMany(word => row[0].StartsWith("verb.", StringComparison.Ordinal) ? VerbForms.Of(word) : [word])), StringComparer.Ordinal);

    /// <summary>The class with this name in words.tsv.</summary>
    /// <exception cref="KeyNotFoundException">There is no such class.</exception>
    public static WordClass Of(string name) => Classes[name];
}
