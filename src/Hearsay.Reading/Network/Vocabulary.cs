namespace Hearsay.Reading.Network;

/// <summary>
/// The words that have a row of their own in the embedding table, known by hash only. Row 0 stands for every other word.
/// Open addressing, linear probing, half full: the arrays are the model file's own.
/// </summary>
public sealed class Vocabulary
{
    private readonly ulong[] _hashes;
    private readonly int[] _rows;
    private readonly int _mask;

    private Vocabulary(ulong[] hashes, int[] rows, int count)
    {
        _hashes = hashes;
        _rows = rows;
        _mask = hashes.Length - 1;
        Count = count;
    }

    /// <summary>Number of rows, row 0 included.</summary>
    public int Count { get; }

    /// <summary>Builds the table over the hashes of the words of rows 1, 2, … in order (<see cref="WordForm.Hash"/>).</summary>
    public static Vocabulary Of(ReadOnlySpan<ulong> hashes)
    {
        int size = 16;
        while (size < hashes.Length * 2)
        {
            size *= 2;
        }

        var slots = new ulong[size];
        var rows = new int[size];
        for (int i = 0; i < hashes.Length; i++)
        {
            int slot = (int)hashes[i] & (size - 1);
            while (rows[slot] != 0 && slots[slot] != hashes[i])
            {
                slot = (slot + 1) & (size - 1);
            }

            if (rows[slot] == 0)
            {
                slots[slot] = hashes[i];
                rows[slot] = i + 1;
            }
        }

        return new Vocabulary(slots, rows, hashes.Length + 1);
    }

    /// <summary>The row of the word with this hash, or 0.</summary>
    public int Row(ulong hash)
    {
        int slot = (int)hash & _mask;
        while (_rows[slot] != 0)
        {
            if (_hashes[slot] == hash)
            {
                return _rows[slot];
            }

            slot = (slot + 1) & _mask;
        }

        return 0;
    }
}
