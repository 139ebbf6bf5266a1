using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hearsay.Reading.Network;

/// <summary>Rows of eight-bit numbers with one scale each: a quarter of the memory, and of the bandwidth, of floats.</summary>
public sealed class EmbeddingTable
{
    private readonly sbyte[] _values;
    private readonly float[] _scales;

    /// <summary>Takes over the columns.</summary>
    /// <param name="values">Rows × width, row-major.</param>
    /// <param name="scales">What one unit of each row is worth; length = number of rows.</param>
    public EmbeddingTable(sbyte[] values, float[] scales)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(scales);
        Width = scales.Length == 0 ? 0 : values.Length / scales.Length;
        if (Width % Vector256<float>.Count != 0 || Width * scales.Length != values.Length)
        {
            throw new ArgumentException($"{values.Length} values are not {scales.Length} rows of a width that is a multiple of {Vector256<float>.Count}", nameof(scales));
        }

        _values = values;
        _scales = scales;
    }

    /// <summary>Numbers per row.</summary>
    public int Width { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => _scales.Length;

    /// <summary>Adds a row to <paramref name="sum"/>, which has <see cref="Width"/> numbers.</summary>
    public void AddTo(int row, Span<float> sum)
    {
        ReadOnlySpan<long> values = MemoryMarshal.Cast<sbyte, long>(_values.AsSpan(row * Width, Width));
        Vector256<float> scale = Vector256.Create(_scales[row]);
        Span<Vector256<float>> sums = MemoryMarshal.Cast<float, Vector256<float>>(sum);
        for (int i = 0; i < sums.Length; i++)
        {
            Vector128<short> shorts = Vector128.WidenLower(Vector128.CreateScalar(values[i]).AsSByte());
            Vector256<float> floats = Vector256.ConvertToSingle(Vector256.Create(Vector128.WidenLower(shorts), Vector128.WidenUpper(shorts)));
            sums[i] = Vector256.FusedMultiplyAdd(floats, scale, sums[i]);
        }
    }
}
