namespace Hearsay.Text.Layers;

/// <summary>
/// Which words stand for the same person or thing. Mentions may lie within each other ("the minister of [the country]"); every mention belongs to
/// exactly one entity, and an entity may have one mention only. Entities are numbered from 0 in the order of their first mentions.
/// </summary>
public sealed class Coreference
{
    private readonly Mention[] _mentions;
    private readonly int[] _entities;
    private readonly int[] _starts;
    private readonly int[] _members;
    private readonly int[] _representatives;

    /// <summary>Takes over the columns.</summary>
    /// <param name="mentions">Ordered by first token; of those that begin together, the longer first.</param>
    /// <param name="entities">Per mention: any number that its entity alone has; they are numbered anew. Length = <paramref name="mentions"/>.Length.</param>
    /// <exception cref="ArgumentException">The columns differ in length, or a mention is out of order.</exception>
    public Coreference(Mention[] mentions, int[] entities)
    {
        ArgumentNullException.ThrowIfNull(mentions);
        ArgumentNullException.ThrowIfNull(entities);
        if (mentions.Length != entities.Length)
        {
            throw new ArgumentException($"{mentions.Length} mentions but {entities.Length} entity numbers", nameof(entities));
        }

        for (int at = 1; at < mentions.Length; at++)
        {
            TokenRange before = mentions[at - 1].Tokens;
            TokenRange here = mentions[at].Tokens;
            if (here.Start < before.Start || (here.Start == before.Start && here.End > before.End))
            {
                throw new ArgumentException($"mention {at} stands before mention {at - 1}", nameof(mentions));
            }
        }

        _mentions = mentions;
        _entities = new int[entities.Length];
        var numbers = new Dictionary<int, int>();
        for (int at = 0; at < entities.Length; at++)
        {
            if (!numbers.TryGetValue(entities[at], out int number))
            {
                number = numbers.Count;
                numbers.Add(entities[at], number);
            }

            _entities[at] = number;
        }

        _starts = new int[numbers.Count + 1];
        foreach (int entity in _entities)
        {
            _starts[entity + 1]++;
        }

        for (int entity = 0; entity < numbers.Count; entity++)
        {
            _starts[entity + 1] += _starts[entity];
        }

        _members = new int[mentions.Length];
        int[] filled = _starts[..^1];
        for (int at = 0; at < _entities.Length; at++)
        {
            _members[filled[_entities[at]]++] = at;
        }

        _representatives = new int[numbers.Count];
        for (int entity = 0; entity < _representatives.Length; entity++)
        {
            _representatives[entity] = Best(Entity(entity));
        }
    }

    /// <summary>No mentions: of an empty text, or where the layer was not read.</summary>
    public static Coreference None { get; } = new([], []);

    /// <summary>All mentions, ordered by first token; of those that begin together, the longer first.</summary>
    public ReadOnlySpan<Mention> Mentions => _mentions;

    /// <summary>Number of entities.</summary>
    public int EntityCount => _representatives.Length;

    /// <summary>Number, from 0, of the entity that the mention with index <paramref name="mention"/> stands for.</summary>
    public int EntityOf(int mention) => _entities[mention];

    /// <summary>Indexes of the mentions of an entity, in text order; never empty.</summary>
    public ReadOnlySpan<int> Entity(int entity) => _members.AsSpan(_starts[entity].._starts[entity + 1]);

    /// <summary>Index of the mention that tells best who or what the entity is: its longest name if it has one (the first of equals), else its first noun, else its first mention.</summary>
    public int Representative(int entity) => _representatives[entity];

    /// <summary>Index of the first mention whose head is the token with index <paramref name="head"/>, or −1.</summary>
    public int WithHead(int head)
    {
        // A mention holds its head, so none that begins after it counts; those that begin before are searched backwards.
        int low = 0;
        int high = _mentions.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _mentions[middle].Tokens.Start <= head ? (middle + 1, high) : (low, middle);
        }

        for (int at = low - 1; at >= 0 && at >= low - NearestSearched; at--)
        {
            if (_mentions[at].Head == head)
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Mentions looked through by <see cref="WithHead"/>: a phrase rarely holds more than a dozen mentions before its head.</summary>
    private const int NearestSearched = 64;

    private int Best(ReadOnlySpan<int> members)
    {
        int best = members[0];
        foreach (int at in members)
        {
            Mention mention = _mentions[at];
            Mention chosen = _mentions[best];
            if (mention.Form < chosen.Form || (mention.Form == MentionForm.Name && chosen.Form == MentionForm.Name && mention.Tokens.Length > chosen.Tokens.Length && mention.Tokens.Length <= LongestName))
            {
                best = at;
            }
        }

        return best;
    }

    /// <summary>A phrase of more tokens than this around a name is a description of it.</summary>
    private const int LongestName = 8;
}
