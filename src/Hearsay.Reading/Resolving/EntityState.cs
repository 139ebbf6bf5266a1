using Hearsay.Text.Layers;

namespace Hearsay.Reading.Resolving;

/// <summary>What the mentions joined so far say of their entity.</summary>
internal struct EntityState
{
    /// <summary>Number of mentions.</summary>
    public int Size;

    /// <summary>Index of the latest.</summary>
    public int Latest;

    /// <summary>Bits of the genders and numbers seen, by their place in the enumeration; the unknown is bit 0.</summary>
    public byte Genders;
    public byte Numbers;

    /// <summary>Last word of its first name; 0 while it has none.</summary>
    public ulong Name;

    /// <summary>Adds a mention.</summary>
    public void Join(int index, in Candidate one)
    {
        Size++;
        Latest = index;
        Genders |= (byte)(1 << (int)one.Gender);
        Numbers |= (byte)(1 << (int)one.Number);
        if (Name == 0 && one.Form == MentionForm.Name)
        {
            Name = one.Last;
        }
    }

    /// <summary>0 not known, 1 the gender was seen before, 2 only another was.</summary>
    public readonly int Agrees(MentionGender gender) => Agrees(Genders, (int)gender);

    /// <summary>0 not known, 1 the number was seen before, 2 only another was.</summary>
    public readonly int Agrees(MentionNumber number) => Agrees(Numbers, (int)number);

    private static int Agrees(byte seen, int value) => value == 0 || (seen & ~1) == 0 ? 0 : (seen & (1 << value)) != 0 ? 1 : 2;
}
