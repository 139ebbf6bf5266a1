using System.Collections.Frozen;
using System.Collections.Immutable;
using Hearsay.Claims.Parties;

namespace Hearsay.Claims.Registers;

/// <summary>The goods of a row: a weapon of the registry, a class of goods, or words that no class knows.</summary>
/// <param name="Key">Id of the weapon ("weapon:shahed-136"), "class:drone", or "words:" with the words.</param>
/// <param name="Name">The name to show.</param>
/// <param name="Class">Class of goods ("drone"), or null when none is known.</param>
/// <param name="Wider">Keys of what they belong to, the closest first: the family of the weapon, its class, the wider classes.</param>
public sealed record RegisterGoods(string Key, string Name, string? Class, ImmutableArray<string> Wider)
{
    /// <summary>Words of a description that are looked at: no name of goods in the table has more.</summary>
    private const int LongestName = 5;

    private static readonly FrozenDictionary<string, (string Wider, string Name)> Classes =
        EmbeddedTable.Rows("goods.tsv", columns: 4).ToFrozenDictionary(row => row[0], row => (row[1], row[2]), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Words = EmbeddedTable.Rows("goods.tsv", columns: 4)
        .SelectMany(row => row[3].Split('|').Select(word => (word, row[0]))).ToFrozenDictionary(pair => pair.word, pair => pair.Item2, StringComparer.Ordinal);

    /// <summary>Goods that are only called arms.</summary>
    public static RegisterGoods Unnamed { get; } = OfClass("arms");

    /// <summary>Whether the goods are in the registry or in a class.</summary>
    public bool IsKnown => Class is not null;

    /// <inheritdoc/>
    public bool Equals(RegisterGoods? other) => other is not null && Key == other.Key;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Key);

    /// <summary>What an event's object is.</summary>
    public static RegisterGoods Of(EventObject thing)
    {
        ArgumentNullException.ThrowIfNull(thing);
        if (thing.System is { } id && PartyRegistry.Standard.FindId(id) is { } system)
        {
            return OfSystem(system);
        }

        string[] words = Singular(thing.Words.Quote);
        if (ClassOf(words) is { } found)
        {
            return OfClass(found);
        }

        string named = string.Join(' ', words.TakeLast(LongestName));
        return new RegisterGoods("words:" + named, named.Length > 0 ? named : "goods", null, []);
    }

    private static RegisterGoods OfSystem(Party system)
    {
        var wider = new List<string>();
        for (Party? family = system; family?.Fact("part-of") is { } above && wider.Count < Classes.Count && !wider.Contains(above); family = PartyRegistry.Standard.FindId(above))
        {
            wider.Add(above);
        }

        string? known = system.Fact("class");
        AddClasses(wider, known);
        return new RegisterGoods(system.Id, system.Name, known, [.. wider]);
    }

    private static RegisterGoods OfClass(string found)
    {
        var wider = new List<string>();
        AddClasses(wider, Classes[found].Wider);
        return new RegisterGoods("class:" + found, Classes[found].Name, found, [.. wider]);
    }

    private static void AddClasses(List<string> wider, string? found)
    {
        for (string? name = found; name is { Length: > 0 } && Classes.TryGetValue(name, out (string Wider, string Name) row); name = row.Wider)
        {
            wider.Add("class:" + name);
        }
    }

    /// <summary>The class whose words end the description, or else stand in it; the longest words decide, then the last ones.</summary>
    private static string? ClassOf(string[] words)
    {
        for (int end = words.Length; end > 0; end--)
        {
            for (int length = Math.Min(LongestName, end); length > 0; length--)
            {
                if (Words.TryGetValue(string.Join(' ', words, end - length, length), out string? found))
                {
                    return found;
                }
            }
        }

        return null;
    }

    /// <summary>Words in small letters, each in the singular; a hyphen holds words together.</summary>
    private static string[] Singular(string quote)
    {
        string[] words = quote.ToLowerInvariant().Split((char[])[' ', '\t', '\r', '\n', ',', '"', '“', '”', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < words.Length; i++)
        {
            string word = words[i];
            words[i] = word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal) ? word[..^3] + "y"
                : word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u') ? word[..^1]
                : word;
        }

        return words;
    }
}
