using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hearsay.Reading.Network;

/// <summary>
/// Layer normalisation (Ba, Kiros and Hinton 2016): each row to mean 0 and variance 1, then scaled and shifted.
/// Sums are taken in eight fixed lanes, so results do not depend on the width of the vector unit.
/// </summary>
public sealed class LayerNorm
{
    private const float Epsilon = 1e-5f;
    private readonly float[] _scale;
    private readonly float[] _shift;

    /// <summary>Takes over the weights, one per column; the width must be a multiple of eight.</summary>
    public LayerNorm(float[] scale, float[] shift)
    {
        ArgumentNullException.ThrowIfNull(scale);
        ArgumentNullException.ThrowIfNull(shift);
        if (scale.Length != shift.Length || scale.Length % Vector256<float>.Count != 0)
        {
            throw new ArgumentException($"a width of {scale.Length} is not a multiple of {Vector256<float>.Count}, or there are {shift.Length} shifts", nameof(shift));
        }

        _scale = scale;
        _shift = shift;
    }

    /// <summary>Normalises <paramref name="rows"/> rows of <paramref name="x"/> into <paramref name="y"/>; they may be the same.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer rows than that.</exception>
    public unsafe void Apply(ReadOnlySpan<float> x, Span<float> y, int rows)
    {
        int width = _scale.Length;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows * width, Math.Min(x.Length, y.Length), nameof(rows));
        fixed (float* from = x, to = y)
        {
            for (int row = 0; row < rows; row += 2)
            {
                // The last of an odd number goes with itself.
                int second = Math.Min(row + 1, rows - 1);
                Apply(from + (row * width), from + (second * width), to + (row * width), to + (second * width));
            }
        }
    }

    /// <summary>Two rows in turns: a sum waits for its own last addition, not for the other's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void Apply(float* x0, float* x1, float* y0, float* y1)
    {
        int width = _scale.Length;
        Vector256<float> sum0 = default, sum1 = default;
        for (int i = 0; i < width; i += Vector256<float>.Count)
        {
            sum0 += Vector256.Load(x0 + i);
            sum1 += Vector256.Load(x1 + i);
        }

        Vector256<float> mean0 = Vector256.Create(Sum(sum0) / width);
        Vector256<float> mean1 = Vector256.Create(Sum(sum1) / width);
        Vector256<float> squares0 = default, squares1 = default;
        for (int i = 0; i < width; i += Vector256<float>.Count)
        {
            Vector256<float> d0 = Vector256.Load(x0 + i) - mean0;
            Vector256<float> d1 = Vector256.Load(x1 + i) - mean1;
            squares0 = Vector256.FusedMultiplyAdd(d0, d0, squares0);
            squares1 = Vector256.FusedMultiplyAdd(d1, d1, squares1);
        }

        Vector256<float> factor0 = Vector256.Create(1 / MathF.Sqrt((Sum(squares0) / width) + Epsilon));
        Vector256<float> factor1 = Vector256.Create(1 / MathF.Sqrt((Sum(squares1) / width) + Epsilon));
        fixed (float* scales = _scale, shifts = _shift)
        {
            for (int i = 0; i < width; i += Vector256<float>.Count)
            {
                Vector256<float> scale = Vector256.Load(scales + i);
                Vector256<float> shift = Vector256.Load(shifts + i);
                Vector256<float> first = Vector256.FusedMultiplyAdd((Vector256.Load(x0 + i) - mean0) * factor0, scale, shift);
                Vector256<float> second = Vector256.FusedMultiplyAdd((Vector256.Load(x1 + i) - mean1) * factor1, scale, shift);
                first.Store(y0 + i);
                second.Store(y1 + i);
            }
        }
    }

    /// <summary>Adds the eight lanes in a fixed order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum(Vector256<float> v)
    {
        Vector128<float> four = v.GetLower() + v.GetUpper();
        return (four[0] + four[2]) + (four[1] + four[3]);
    }
}
