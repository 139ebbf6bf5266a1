using System.Runtime.CompilerServices;
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

    /// <summary>Adds several rows in order, to the same bits as one after the other.</summary>
    /// <param name="rows">Numbers of the rows.</param>
    /// <param name="sum">Has <see cref="Width"/> numbers; the width must be a multiple of 32.</param>
    /// <exception cref="ArgumentException">The sum has another width.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddTo(ReadOnlySpan<int> rows, Span<float> sum)
    {
        const int Lanes = 32;
        if (sum.Length != Width || Width % Lanes != 0)
        {
            throw new ArgumentException($"room for {sum.Length} numbers, not {Width}, or that is no multiple of {Lanes}", nameof(sum));
        }

        // Thirty-two columns at a time stay in registers over all rows.
        for (int column = 0; column < sum.Length; column += Lanes)
        {
            Span<Vector256<float>> sums = MemoryMarshal.Cast<float, Vector256<float>>(sum.Slice(column, Lanes));
            Vector256<float> a = sums[0];
            Vector256<float> b = sums[1];
            Vector256<float> c = sums[2];
            Vector256<float> d = sums[3];
            foreach (int row in rows)
            {
                ReadOnlySpan<Vector128<sbyte>> values = MemoryMarshal.Cast<sbyte, Vector128<sbyte>>(_values.AsSpan((row * Width) + column, Lanes));
                Vector256<float> scale = Vector256.Create(_scales[row]);
                Vector256<short> low = Vector256.Create(Vector128.WidenLower(values[0]), Vector128.WidenUpper(values[0]));
                Vector256<short> high = Vector256.Create(Vector128.WidenLower(values[1]), Vector128.WidenUpper(values[1]));
                a = Vector256.FusedMultiplyAdd(Vector256.ConvertToSingle(Vector256.WidenLower(low)), scale, a);
                b = Vector256.FusedMultiplyAdd(Vector256.ConvertToSingle(Vector256.WidenUpper(low)), scale, b);
                c = Vector256.FusedMultiplyAdd(Vector256.ConvertToSingle(Vector256.WidenLower(high)), scale, c);
                d = Vector256.FusedMultiplyAdd(Vector256.ConvertToSingle(Vector256.WidenUpper(high)), scale, d);
            }

            sums[0] = a;
            sums[1] = b;
            sums[2] = c;
            sums[3] = d;
        }
    }
}
