using System.Numerics;
using Hearsay.Reading.Network;
using Hearsay.Reading.Tokenizing;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Recognizing;

/// <summary>
/// Lists of names by kind (given names, firms, towns …), known by hash, and where their entries stand in a text, whatever the case. What is found is a hint for the network and no verdict: most entries are something else now and then.
/// </summary>
internal sealed class Gazetteer
{
    /// <summary>Kinds of list.</summary>
    public const int Kinds = 12;

    /// <summary>What may be marked at a token: it is an entry by itself, an entry of several words begins, or goes on, of each kind.</summary>
    public const int Marks = 3 * Kinds;

    /// <summary>Words of an entry at most; longer ones are not taken up.</summary>
    private const int MaximumWords = 8;

    /// <summary>Marks an entry that others begin with.</summary>
    private const int Prefix = 1 << Kinds;

    private readonly HashedKeys _entries;

    /// <summary>Builds the lists over what <see cref="Entries"/> made.</summary>
    public Gazetteer(ReadOnlySpan<ulong> entries) => _entries = new HashedKeys(entries, Kinds + 1);

    /// <summary>What a model file holds for lists of names: the hash of each entry, and of each beginning of one, with its kinds in the low bits.</summary>
    /// <param name="names">Names, each with the number of its list.</param>
    public static ulong[] Entries(IEnumerable<(string Name, int Kind)> names)
    {
        var entries = new SortedDictionary<ulong, int>();
        ulong[] hashes = new ulong[MaximumWords];
        foreach ((string name, int kind) in names)
        {
            Tokens tokens = Tokenizer.Tokenize(new RawText(name));
            if (tokens.Count is 0 or > MaximumWords)
            {
                continue;
            }

            Hash(tokens, hashes);
            ulong key = 0;
            for (int word = 0; word < tokens.Count; word++)
            {
                key = Extend(key, hashes[word]);
                ulong kept = key & ~((1UL << (Kinds + 1)) - 1);
                entries[kept] = entries.GetValueOrDefault(kept) | (word == tokens.Count - 1 ? 1 << kind : Prefix);
            }
        }

        return [.. entries.Select(entry => entry.Key | (uint)entry.Value)];
    }

    /// <summary>Hashes the normal forms of the tokens.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="hashes">Room for as many of them as are wanted.</param>
    public static void Hash(Tokens tokens, Span<ulong> hashes)
    {
        Span<char> form = stackalloc char[WordForm.MaximumLength];
        for (int token = 0; token < Math.Min(tokens.Count, hashes.Length); token++)
        {
            hashes[token] = WordForm.Hash(form[..WordForm.Normalize(tokens[token], form)]);
        }
    }

    /// <summary>Marks where entries stand; of those that begin at one token the longest.</summary>
    /// <param name="hashes">Of the tokens (<see cref="Hash"/>).</param>
    /// <param name="marks">As many: receives sets of <see cref="Marks"/> bits.</param>
    public void Find(ReadOnlySpan<ulong> hashes, Span<ulong> marks)
    {
        marks.Clear();
        for (int start = 0; start < hashes.Length; start++)
        {
            ulong key = Extend(0, hashes[start]);
            int found = _entries.Find(key);
            marks[start] |= (uint)(found & (Prefix - 1));
            int end = start + 1;
            int longest = 0;
            int kinds = 0;
            while ((found & Prefix) != 0 && end < hashes.Length)
            {
                key = Extend(key, hashes[end]);
                found = _entries.Find(key);
                end++;
                if ((found & (Prefix - 1)) != 0)
                {
                    longest = end;
                    kinds = found & (Prefix - 1);
                }
            }

            if (kinds != 0)
            {
                marks[start] |= (ulong)(uint)kinds << Kinds;
                for (int token = start + 1; token < longest; token++)
                {
                    marks[token] |= (ulong)(uint)kinds << (2 * Kinds);
                }
            }
        }
    }

    /// <summary>The key of an entry that goes on with another word.</summary>
    private static ulong Extend(ulong key, ulong word) => (BitOperations.RotateLeft(key, 5) ^ word) * 0x9E3779B97F4A7C15;
}
