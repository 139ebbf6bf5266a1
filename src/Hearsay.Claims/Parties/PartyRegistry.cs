using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Hearsay.Claims.Parties;

/// <summary>
/// The parties known by name: every state, its metonyms and main organs, international bodies, armed groups, arms makers, news media.
/// Data and format: parties.tsv. Immutable and safe to share between threads.
/// </summary>
public sealed class PartyRegistry
{
    private static readonly Lazy<PartyRegistry> Loaded = new(() => new PartyRegistry(ReadTable()));

    private readonly FrozenDictionary<string, Party> _byName;
    private readonly FrozenDictionary<string, Party> _byAdjective;
    private readonly FrozenDictionary<string, Party> _byId;
    private readonly FrozenDictionary<string, Party> _states;
    private readonly FrozenSet<string> _firstWords;

    /// <summary>Indexes the parties; a name that two of them claim belongs to the first, an alias before a capital.</summary>
    public PartyRegistry(IEnumerable<Party> parties)
    {
        ArgumentNullException.ThrowIfNull(parties);
        Parties = [.. parties];
        var names = new Dictionary<string, Party>(StringComparer.Ordinal);
        var adjectives = new Dictionary<string, Party>(StringComparer.Ordinal);
        foreach (Party party in Parties)
        {
            names.TryAdd(party.Name, party);
        }

        foreach (Party party in Parties)
        {
            foreach (string alias in party.Aliases)
            {
                names.TryAdd(alias, party);
            }

            foreach (string adjective in party.Adjectives)
            {
                adjectives.TryAdd(adjective, party);
            }
        }

        foreach (Party party in Parties)
        {
            foreach (string capital in party.Capitals)
            {
                names.TryAdd(capital, party);
            }
        }

        _byName = names.ToFrozenDictionary(StringComparer.Ordinal);
        _byAdjective = adjectives.ToFrozenDictionary(StringComparer.Ordinal);
        _byId = Parties.ToFrozenDictionary(party => party.Id, StringComparer.Ordinal);
        _states = Parties.Where(party => party.IsState).ToFrozenDictionary(party => party.Country!, StringComparer.Ordinal);
        _firstWords = names.Keys.Concat(adjectives.Keys).Select(name => FirstWord(name)).ToFrozenSet(StringComparer.Ordinal);
        LongestName = names.Keys.Max(name => name.Count(' ')) + 1;
    }

    /// <summary>The registry that ships with this assembly.</summary>
    /// <exception cref="InvalidOperationException">The table in the assembly is missing or damaged.</exception>
    public static PartyRegistry Standard => Loaded.Value;

    /// <summary>All parties in the order of the table.</summary>
    public ImmutableArray<Party> Parties { get; }

    /// <summary>Most words that a name has.</summary>
    internal int LongestName { get; }

    /// <summary>The party with this name, alias or capital, spelt exactly so and without article; null when there is none.</summary>
    public Party? Find(ReadOnlySpan<char> name)
    {
        if (_byName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out Party? party))
        {
            return party;
        }

        return name.Contains('’') ? _byName.GetValueOrDefault(name.ToString().Replace('’', '\'')) : null;
    }

    /// <summary>The party that this adjective or word for a people ("Iranian", "Britons") belongs to, spelt exactly so; null when there is none.</summary>
    public Party? FindAdjective(ReadOnlySpan<char> adjective) =>
        _byAdjective.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(adjective, out Party? party) ? party : null;

    /// <summary>The party with this id, or null.</summary>
    public Party? FindId(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The state with this ISO 3166 alpha-3 code, or null.</summary>
    public Party? State(string? country) => country is null ? null : _states.GetValueOrDefault(country);

    /// <summary>True when a name or an adjective begins with this word, in this spelling.</summary>
    internal bool Begins(ReadOnlySpan<char> word) => _firstWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static string FirstWord(string name)
    {
        int end = name.AsSpan().IndexOfAny(' ', '-', '\'');
        return end < 0 ? name : name[..end];
    }

    private static IEnumerable<Party> ReadTable() => EmbeddedTable.Rows("parties.tsv", columns: 7).Select(row => new Party(
        row[0],
        Enum.Parse<SpeakerKind>(row[1], ignoreCase: true),
        row[2].Length == 0 ? null : row[2],
        row[3],
        List(row[4]),
        List(row[5]),
        List(row[6])));

    private static ImmutableArray<string> List(string cell) => [.. cell.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
