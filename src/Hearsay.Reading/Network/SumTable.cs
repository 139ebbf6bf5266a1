using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hearsay.Reading.Network;

/// <summary>Rows of sixteen-bit numbers with one scale for all, for adding up many rows at once: whole-number sums, exact and the same on any machine.</summary>
public sealed class SumTable
{
    /// <summary>Numbers of a row that stay in registers over all rows.</summary>
    private const int Lanes = 64;

    private readonly short[] _values;
    private readonly float _scale;

    /// <summary>Converts a table of eight-bit rows with a scale each.</summary>
    /// <param name="values">Rows × width, row-major; the width must be a multiple of 64.</param>
    /// <param name="scales">What one unit of each row is worth; length = number of rows.</param>
    /// <param name="terms">Rows that are added up in one go, at most: so much room the sums have.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public SumTable(ReadOnlySpan<sbyte> values, ReadOnlySpan<float> scales, int terms)
    {
        Width = scales.Length == 0 ? 0 : values.Length / scales.Length;
        Rows = scales.Length;
        Terms = terms;
        if (Width % Lanes != 0 || Width * Rows != values.Length || terms <= 0)
        {
            throw new ArgumentException($"{values.Length} values are not {Rows} rows of a width that is a multiple of {Lanes}, or {terms} is no number of terms", nameof(scales));
        }

        float highest = 0;
        for (int row = 0; row < Rows; row++)
        {
            Vector128<sbyte> upper = default;
            Vector128<sbyte> lower = default;
            foreach (Vector128<sbyte> part in MemoryMarshal.Cast<sbyte, Vector128<sbyte>>(values.Slice(row * Width, Width)))
            {
                upper = Vector128.Max(upper, part);
                lower = Vector128.Min(lower, part);
            }

            int most = 0;
            for (int lane = 0; lane < Vector128<sbyte>.Count; lane++)
            {
                most = Math.Max(most, Math.Max((int)upper[lane], -lower[lane]));
            }

            highest = MathF.Max(highest, most * MathF.Abs(scales[row]));
        }

        // Rounding adds half a unit to each term.
        _scale = highest > 0 ? highest * terms / (short.MaxValue - terms) : 1;
        _values = GC.AllocateUninitializedArray<short>(values.Length);
        for (int row = 0; row < Rows; row++)
        {
            Vector256<float> factor = Vector256.Create(scales[row] / _scale);
            ReadOnlySpan<Vector128<sbyte>> from = MemoryMarshal.Cast<sbyte, Vector128<sbyte>>(values.Slice(row * Width, Width));
            Span<Vector256<short>> to = MemoryMarshal.Cast<short, Vector256<short>>(_values.AsSpan(row * Width, Width));
            for (int i = 0; i < from.Length; i++)
            {
                Vector256<float> low = Vector256.ConvertToSingle(Vector256.WidenLower(Vector256.Create(Vector128.WidenLower(from[i]), Vector128.WidenUpper(from[i])))) * factor;
                Vector256<float> high = Vector256.ConvertToSingle(Vector256.WidenUpper(Vector256.Create(Vector128.WidenLower(from[i]), Vector128.WidenUpper(from[i])))) * factor;
                to[i] = Vector256.Narrow(Vector256.ConvertToInt32(Vector256.Round(low)), Vector256.ConvertToInt32(Vector256.Round(high)));
            }
        }
    }

    /// <summary>Numbers per row.</summary>
    public int Width { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Rows that are added up in one go, at most.</summary>
    public int Terms { get; }

    /// <summary>Adds rows to <paramref name="sum"/>.</summary>
    /// <param name="rows">Numbers of the rows, at most <see cref="Terms"/>.</param>
    /// <param name="sum">Has <see cref="Width"/> numbers.</param>
    /// <exception cref="ArgumentException">Too many rows, or the sum has another width.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe void AddTo(ReadOnlySpan<int> rows, Span<float> sum)
    {
        if (sum.Length != Width || rows.Length > Terms)
        {
            throw new ArgumentException($"room for {sum.Length} numbers, not {Width}, or {rows.Length} rows, more than {Terms}", nameof(sum));
        }

        uint highest = 0;
        foreach (int row in rows)
        {
            highest = Math.Max(highest, (uint)row);
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(highest, (uint)Rows, nameof(rows));
        fixed (short* table = _values)
        fixed (float* to = sum)
        {
            for (int column = 0; column < sum.Length; column += Lanes)
            {
                Vector256<short> a = default, b = default, c = default, d = default;
                foreach (int row in rows)
                {
                    short* values = table + ((row * Width) + column);
                    a += Vector256.Load(values);
                    b += Vector256.Load(values + 16);
                    c += Vector256.Load(values + 32);
                    d += Vector256.Load(values + 48);
                }

                Finish(a, to + column);
                Finish(b, to + column + 16);
                Finish(c, to + column + 32);
                Finish(d, to + column + 48);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe void Finish(Vector256<short> sums, float* to)
    {
        Vector256<float> scale = Vector256.Create(_scale);
        Vector256.FusedMultiplyAdd(Vector256.ConvertToSingle(Vector256.WidenLower(sums)), scale, Vector256.Load(to)).Store(to);
        Vector256.FusedMultiplyAdd(Vector256.ConvertToSingle(Vector256.WidenUpper(sums)), scale, Vector256.Load(to + 8)).Store(to + 8);
    }
}
