using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Hearsay.Reading.Network;

namespace Hearsay.Reading.Resolving;

/// <summary>Word vectors of unit length in eight bits: what words are like, by what they are used with.</summary>
internal sealed class HeadVectors
{
    /// <summary>Numbers per vector.</summary>
    public const int Width = 64;

    private readonly Vocabulary _vocabulary;
    private readonly sbyte[] _values;
    private readonly float[] _scales;

    /// <param name="hashes">Hash of each word, from row 1.</param>
    /// <param name="values">Rows × <see cref="Width"/>; row 0 stands for words without a vector.</param>
    /// <param name="scales">What one unit of each row is worth.</param>
    public HeadVectors(ReadOnlySpan<ulong> hashes, sbyte[] values, float[] scales)
    {
        _vocabulary = Vocabulary.Of(hashes);
        _values = values;
        _scales = scales;
        if (values.Length != scales.Length * Width || _vocabulary.Count > scales.Length)
        {
            throw new InvalidDataException($"{values.Length} numbers and {scales.Length} scales are no vectors for {_vocabulary.Count} words");
        }
    }

    /// <summary>Row of the word with this hash, or 0.</summary>
    public int Row(ulong hash) => _vocabulary.Row(hash);

    /// <summary>Writes a row as floats.</summary>
    public void Copy(int row, Span<float> to)
    {
        ReadOnlySpan<sbyte> values = _values.AsSpan(row * Width, Width);
        float scale = row == 0 ? 0 : _scales[row];
        for (int i = 0; i < Width; i++)
        {
            to[i] = values[i] * scale;
        }
    }

    /// <summary>Likeness of two words, −1 … 1; 0 where one has no vector. Whole-number sums: the same on any machine.</summary>
    public float Cosine(int row, int other)
    {
        if (row == 0 || other == 0)
        {
            return 0;
        }

        ReadOnlySpan<Vector128<sbyte>> a = MemoryMarshal.Cast<sbyte, Vector128<sbyte>>(_values.AsSpan(row * Width, Width));
        ReadOnlySpan<Vector128<sbyte>> b = MemoryMarshal.Cast<sbyte, Vector128<sbyte>>(_values.AsSpan(other * Width, Width));
        Vector256<int> sum = Vector256<int>.Zero;
        for (int i = 0; i < a.Length; i++)
        {
            // Two products of seven bits each fit into sixteen; four of them need more.
            Vector128<short> low = Vector128.WidenLower(a[i]) * Vector128.WidenLower(b[i]);
            Vector128<short> high = Vector128.WidenUpper(a[i]) * Vector128.WidenUpper(b[i]);
            sum += Vector256.Create(Vector128.WidenLower(low), Vector128.WidenUpper(low)) + Vector256.Create(Vector128.WidenLower(high), Vector128.WidenUpper(high));
        }

        return Vector256.Sum(sum) * _scales[row] * _scales[other];
    }
}
