namespace Hearsay.Reading.Network;

/// <summary>Small numbers by 64-bit keys, of which only the high bits are kept: open addressing, linear probing. An entry is a key whose low bits are the number, which is not 0.</summary>
internal sealed class HashedKeys
{
    private readonly ulong[] _slots;
    private readonly ulong _low;
    private readonly int _shift;

    /// <summary>Builds the table.</summary>
    /// <param name="entries">Entries with different keys.</param>
    /// <param name="bits">Low bits that hold the number.</param>
    public HashedKeys(ReadOnlySpan<ulong> entries, int bits)
    {
        int size = Math.Max(4, System.Numerics.BitOperations.Log2((uint)Math.Max(1, entries.Length)) + 2);
        _low = (1UL << bits) - 1;
        _slots = new ulong[1 << size];
        _shift = 64 - size;
        foreach (ulong entry in entries)
        {
            int slot = (int)(entry >> _shift);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = entry;
        }
    }

    /// <summary>The number of a key, or 0.</summary>
    public int Find(ulong key)
    {
        key &= ~_low;
        int slot = (int)(key >> _shift);
        while (_slots[slot] != 0)
        {
            if ((_slots[slot] & ~_low) == key)
            {
                return (int)(_slots[slot] & _low);
            }

            slot = (slot + 1) & (_slots.Length - 1);
        }

        return 0;
    }
}
