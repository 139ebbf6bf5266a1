using Hearsay.Text.Layers;

namespace Hearsay.Reading.Resolving;

/// <summary>
/// Keeps the mentions read so far, and gives for the next one those that it may refer back to: the nearest, and farther ones that share a head, a word of a name,
/// an acronym or a state. However long the document, the number is bounded.
/// </summary>
internal sealed class AntecedentWindow
{
    /// <summary>Nearest mentions looked at for pronouns and definite nouns: in GUM 97 % of the antecedents of pronouns lie within.</summary>
    private const int Near = 36;

    /// <summary>Nearest mentions looked at for names and indefinite nouns, which seldom refer to what they share no word with.</summary>
    private const int NearForNames = 14;

    /// <summary>Latest mentions kept for each key.</summary>
    private const int PerKey = 4;

    /// <summary>Words of a name by which it is found again.</summary>
    private const int IndexedWords = 6;

    /// <summary>Antecedents of one mention, at most.</summary>
    public const int MaximumAntecedents = 64;

    private readonly Dictionary<ulong, Latest> _byKey = [];
    private readonly List<int> _mentions = [];

    /// <summary>Indexes of mentions found by <see cref="Find"/>, nearest first, then the farther ones.</summary>
    public int[] Found { get; } = new int[MaximumAntecedents];

    /// <summary>Per mention found: how many mentions back it stands, from 1.</summary>
    public int[] Distances { get; } = new int[MaximumAntecedents];

    /// <summary>Looks for antecedents of <paramref name="one"/>.</summary>
    /// <returns>Number found.</returns>
    public int Find(in Candidate one, ReadOnlySpan<ulong> words)
    {
        int near = one.Form == MentionForm.Pronoun || one.Class is ReferenceClass.Definite or ReferenceClass.Demonstrative or ReferenceClass.Possessed ? Near : NearForNames;
        int count = 0;
        int total = _mentions.Count;
        for (int back = 1; back <= near && back <= total; back++)
        {
            Found[count] = _mentions[total - back];
            Distances[count++] = back;
        }

        if (one.Form == MentionForm.Pronoun && one.Class is not (ReferenceClass.I or ReferenceClass.We))
        {
            return count;
        }

        int nearest = total - near;
        Take(Key(one.Last, 1), nearest, ref count);
        if (one.Form == MentionForm.Pronoun)
        {
            return count;
        }

        Take(Key(one.Text, 2), nearest, ref count);
        if (one.State != 0)
        {
            Take(Key((ulong)one.State, 3), nearest, ref count);
        }

        if (one.Acronym != 0)
        {
            Take(Key(one.Acronym, 4), nearest, ref count);
        }

        if (one.Initials != 0)
        {
            Take(Key(one.Initials, 5), nearest, ref count);
        }

        if (one.Form == MentionForm.Name)
        {
            foreach (ulong word in words.Slice(one.Words, Math.Min(one.WordCount, IndexedWords)))
            {
                Take(Key(word, 6), nearest, ref count);
            }
        }

        return count;
    }

    /// <summary>Forgets all mentions: another document begins.</summary>
    public void Clear()
    {
        _byKey.Clear();
        _mentions.Clear();
    }

    /// <summary>Adds a mention; its index is higher than those before.</summary>
    public void Add(int index, in Candidate one, ReadOnlySpan<ulong> words)
    {
        int ordinal = _mentions.Count;
        _mentions.Add(index);
        Put(Key(one.Last, 1), ordinal);
        if (one.Form == MentionForm.Pronoun)
        {
            return;
        }

        Put(Key(one.Text, 2), ordinal);
        if (one.State != 0)
        {
            Put(Key((ulong)one.State, 3), ordinal);
        }

        if (one.Initials != 0)
        {
            Put(Key(one.Initials, 4), ordinal);
        }

        if (one.Acronym != 0)
        {
            Put(Key(one.Acronym, 5), ordinal);
        }

        if (one.Form == MentionForm.Name)
        {
            foreach (ulong word in words.Slice(one.Words, Math.Min(one.WordCount, IndexedWords)))
            {
                Put(Key(word, 6), ordinal);
            }
        }
    }

    private static ulong Key(ulong hash, ulong sort) => hash ^ (sort * 0x9E3779B97F4A7C15);

    private void Take(ulong key, int nearest, ref int count)
    {
        if (!_byKey.TryGetValue(key, out Latest latest))
        {
            return;
        }

        for (int i = 0; i < PerKey && count < MaximumAntecedents; i++)
        {
            int ordinal = latest[i];
            if (ordinal < 0 || ordinal >= nearest)
            {
                continue;
            }

            int index = _mentions[ordinal];
            if (!Found.AsSpan(0, count).Contains(index))
            {
                Found[count] = index;
                Distances[count++] = _mentions.Count - ordinal;
            }
        }
    }

    private void Put(ulong key, int ordinal)
    {
        ref Latest latest = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_byKey, key, out bool known);
        latest = known ? new Latest(ordinal, latest.A, latest.B, latest.C) : new Latest(ordinal, -1, -1, -1);
    }

    private readonly record struct Latest(int A, int B, int C, int D)
    {
        public int this[int at] => at switch { 0 => A, 1 => B, 2 => C, _ => D };
    }
}
