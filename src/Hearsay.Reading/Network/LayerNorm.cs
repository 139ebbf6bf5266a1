using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(ReadOnlySpan<float> x, Span<float> y, int rows)
    {
        int width = _scale.Length;
        ReadOnlySpan<Vector256<float>> scale = MemoryMarshal.Cast<float, Vector256<float>>(_scale.AsSpan());
        ReadOnlySpan<Vector256<float>> shift = MemoryMarshal.Cast<float, Vector256<float>>(_shift.AsSpan());
        for (int r = 0; r < rows; r++)
        {
            ReadOnlySpan<Vector256<float>> from = MemoryMarshal.Cast<float, Vector256<float>>(x.Slice(r * width, width));
            Span<Vector256<float>> to = MemoryMarshal.Cast<float, Vector256<float>>(y.Slice(r * width, width));
            Vector256<float> sum = Vector256<float>.Zero;
            for (int i = 0; i < from.Length; i++)
            {
                sum += from[i];
            }

            Vector256<float> mean = Vector256.Create(Sum(sum) / width);
            Vector256<float> squares = Vector256<float>.Zero;
            for (int i = 0; i < from.Length; i++)
            {
                Vector256<float> d = from[i] - mean;
                squares = Vector256.FusedMultiplyAdd(d, d, squares);
            }

            Vector256<float> factor = Vector256.Create(1 / MathF.Sqrt((Sum(squares) / width) + Epsilon));
            for (int i = 0; i < from.Length; i++)
            {
                to[i] = Vector256.FusedMultiplyAdd((from[i] - mean) * factor, scale[i], shift[i]);
            }
        }
    }

    /// <summary>Adds the eight lanes in a fixed order.</summary>
    private static float Sum(Vector256<float> v)
    {
        Vector128<float> four = v.GetLower() + v.GetUpper();
        return (four[0] + four[2]) + (four[1] + four[3]);
    }
}
