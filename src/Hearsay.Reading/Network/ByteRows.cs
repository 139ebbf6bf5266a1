using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hearsay.Reading.Network;

/// <summary>
/// Rows of seven-bit numbers, each with a scale and a lowest value of its own: what a <see cref="ByteMatrix"/> multiplies. A number x of a row is kept as
/// round((x − lowest) ÷ scale), 0 … 127, so that the whole range of the row is used, wherever it lies.
/// </summary>
public readonly ref struct ByteRows
{
    /// <summary>Highest value of a byte: with seven bits, sums of products with signed weights stay in sixteen (see <see cref="ByteMatrix"/>).</summary>
    internal const int Highest = 127;

    private readonly Span<byte> _values;
    private readonly Span<float> _scales;
    private readonly Span<float> _lows;

    /// <summary>Makes room for rows in scratch memory; what is in it does not matter until a row is set.</summary>
    /// <param name="room">At least <see cref="Room"/> floats.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="width">Numbers per row, a multiple of 16.</param>
    /// <exception cref="ArgumentException">The width is no multiple of 16.</exception>
    public ByteRows(Span<float> room, int rows, int width)
    {
        if (width % Vector128<byte>.Count != 0)
        {
            throw new ArgumentException($"{width} is not a multiple of {Vector128<byte>.Count}", nameof(width));
        }

        Rows = rows;
        Width = width;
        _values = MemoryMarshal.AsBytes(room[..(rows * width / sizeof(float))]);
        _scales = room.Slice(rows * width / sizeof(float), rows);
        _lows = room.Slice((rows * width / sizeof(float)) + rows, rows);
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Numbers per row.</summary>
    public int Width { get; }

    /// <summary>The bytes, row after row.</summary>
    internal ReadOnlySpan<byte> Values => _values;

    /// <summary>What one unit of each row is worth.</summary>
    internal ReadOnlySpan<float> Scales => _scales;

    /// <summary>Lowest value of each row: what a byte of 0 stands for.</summary>
    internal ReadOnlySpan<float> Lows => _lows;

    /// <summary>Floats of scratch that <paramref name="rows"/> rows of <paramref name="width"/> numbers need.</summary>
    public static int Room(int rows, int width) => rows * ((width / sizeof(float)) + 2);

    /// <summary>Sets rows to zero.</summary>
    public void Clear(int first, int count)
    {
        _values.Slice(first * Width, count * Width).Clear();
        _scales.Slice(first, count).Clear();
        _lows.Slice(first, count).Clear();
    }

    /// <summary>Sets <paramref name="rows"/> rows from number <paramref name="first"/> on.</summary>
    /// <param name="first">First row to set.</param>
    /// <param name="x">Rows × <see cref="Width"/> finite numbers.</param>
    /// <param name="rows">Number of rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no room, or fewer numbers.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe void Set(int first, ReadOnlySpan<float> x, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + rows, Rows, nameof(rows));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows * Width, x.Length, nameof(rows));
        Vector256<float> half = Vector256.Create(0.5f);
        Vector256<int> mask = Vector256.Create(Highest);
        fixed (float* all = x)
        fixed (byte* bytes = _values)
        {
            for (int row = 0; row < rows; row++)
            {
                float* from = all + (row * Width);
                Vector256<float> least = Vector256.Load(from);
                Vector256<float> most = least;
                for (int i = Vector256<float>.Count; i < Width; i += Vector256<float>.Count)
                {
                    Vector256<float> numbers = Vector256.Load(from + i);
                    least = Vector256.MinNative(least, numbers);
                    most = Vector256.MaxNative(most, numbers);
                }

                float low = Least(least);
                float range = -Least(-most) - low;
                _scales[first + row] = range / Highest;
                _lows[first + row] = low;
                Vector256<float> lows = Vector256.Create(low);
                Vector256<float> factor = Vector256.Create(range > 0 ? Highest / range : 0);
                byte* to = bytes + ((first + row) * Width);
                for (int i = 0; i < Width; i += Vector128<byte>.Count)
                {
                    // Rounded by truncation, for no number is below zero; the mask keeps the bound even for what is not finite.
                    Vector256<int> a = Vector256.ConvertToInt32Native(Vector256.FusedMultiplyAdd(Vector256.Load(from + i) - lows, factor, half)) & mask;
                    Vector256<int> b = Vector256.ConvertToInt32Native(Vector256.FusedMultiplyAdd(Vector256.Load(from + i + Vector256<float>.Count) - lows, factor, half)) & mask;
                    Vector256<short> shorts = Vector256.Narrow(a, b);
                    Vector128.Narrow(shorts.GetLower(), shorts.GetUpper()).AsByte().Store(to + i);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Least(Vector256<float> v)
    {
        Vector128<float> four = Vector128.MinNative(v.GetLower(), v.GetUpper());
        return MathF.Min(MathF.Min(four[0], four[2]), MathF.Min(four[1], four[3]));
    }
}
