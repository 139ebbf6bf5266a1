using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hearsay.Reading.Network;

/// <summary>
/// A weight matrix with its bias, packed for multiplying many rows at once: y = x·Wᵀ + b. Each element of the product is one
/// chain of fused multiply-adds over the inputs in order, whatever the number of rows, threads or the width of the vector unit,
/// so results are equal to the bit everywhere.
/// </summary>
public sealed class Matrix
{
    /// <summary>Output columns of one panel: two 512-bit vectors, so that eight rows fill sixteen accumulators.</summary>
    private const int Panel = 32;

    /// <summary>Rows that one call of the 512-bit kernel multiplies.</summary>
    private const int TallTile = 8;

    /// <summary>Rows that one call of the 256-bit kernel multiplies.</summary>
    private const int LowTile = 4;

    private readonly float[] _packed;
    private readonly float[] _bias;

    /// <summary>Packs a weight matrix.</summary>
    /// <param name="weights">Row-major, shape outputs × inputs, as trainers store it.</param>
    /// <param name="bias">One per output, or empty for none.</param>
    /// <param name="outputs">Number of outputs.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together.</exception>
    public Matrix(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, int outputs)
    {
        if (outputs <= 0 || weights.Length % outputs != 0 || (bias.Length != 0 && bias.Length != outputs))
        {
            throw new ArgumentException($"{weights.Length} weights and {bias.Length} biases do not fit {outputs} outputs", nameof(outputs));
        }

        Outputs = outputs;
        Inputs = weights.Length / outputs;
        int panels = (outputs + Panel - 1) / Panel;
        PaddedOutputs = panels * Panel;
        _packed = GC.AllocateArray<float>(PaddedOutputs * Inputs, pinned: true);
        _bias = GC.AllocateArray<float>(PaddedOutputs, pinned: true);
        bias.CopyTo(_bias);
        for (int o = 0; o < outputs; o++)
        {
            int at = (o / Panel * Panel * Inputs) + (o % Panel);
            for (int i = 0; i < Inputs; i++)
            {
                _packed[at + (i * Panel)] = weights[(o * Inputs) + i];
            }
        }
    }

    /// <summary>Number of inputs per row.</summary>
    public int Inputs { get; }

    /// <summary>Number of outputs per row that mean something.</summary>
    public int Outputs { get; }

    /// <summary>Outputs rounded up to whole panels: the room that each row of a product needs.</summary>
    public int PaddedOutputs { get; }

    /// <summary>
    /// Multiplies <paramref name="rows"/> rows. The inputs of row r are <paramref name="segments"/> stretches of equal length:
    /// stretch s starts at <c>r·rowStride + s·segmentStride</c>, so a dilated convolution reads its taps in place.
    /// </summary>
    /// <param name="x">Inputs; every stretch of every row must lie inside.</param>
    /// <param name="rowStride">Distance between rows in floats.</param>
    /// <param name="segments">Number of stretches; their length is <c>Inputs / segments</c>.</param>
    /// <param name="segmentStride">Distance between stretches in floats.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="y">Room for rows × <see cref="PaddedOutputs"/> floats.</param>
    public unsafe void Multiply(ReadOnlySpan<float> x, int rowStride, int segments, int segmentStride, int rows, Span<float> y)
    {
        int length = Inputs / segments;
        if (rows == 0)
        {
            return;
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(((rows - 1) * rowStride) + ((segments - 1) * segmentStride) + length, x.Length, nameof(x));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows * PaddedOutputs, y.Length, nameof(y));
        fixed (float* px = &MemoryMarshal.GetReference(x))
        fixed (float* py = &MemoryMarshal.GetReference(y))
        fixed (float* pw = _packed)
        fixed (float* pb = _bias)
        {
            for (int column = 0; column < PaddedOutputs; column += Panel)
            {
                float* w = pw + ((long)column * Inputs);
                float* b = pb + column;
                float* c = py + column;
                int row = 0;
                if (Vector512.IsHardwareAccelerated)
                {
                    for (; row + TallTile <= rows; row += TallTile)
                    {
                        Tall(px + ((long)row * rowStride), rowStride, segments, segmentStride, length, w, b, c + ((long)row * PaddedOutputs), PaddedOutputs);
                    }
                }

                for (; row + LowTile <= rows; row += LowTile)
                {
                    Low(px + ((long)row * rowStride), rowStride, segments, segmentStride, length, w, b, c + ((long)row * PaddedOutputs), PaddedOutputs);
                    Low(px + ((long)row * rowStride), rowStride, segments, segmentStride, length, w + 16, b + 16, c + ((long)row * PaddedOutputs) + 16, PaddedOutputs);
                }

                for (; row < rows; row++)
                {
                    Single(px + ((long)row * rowStride), segments, segmentStride, length, w, b, c + ((long)row * PaddedOutputs));
                }
            }
        }
    }

    /// <summary>Eight rows × 32 columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Tall(float* x, int rowStride, int segments, int segmentStride, int length, float* w, float* b, float* y, int yStride)
    {
        Vector512<float> left = Vector512.Load(b);
        Vector512<float> right = Vector512.Load(b + 16);
        Vector512<float> a0 = left, a1 = left, a2 = left, a3 = left, a4 = left, a5 = left, a6 = left, a7 = left;
        Vector512<float> b0 = right, b1 = right, b2 = right, b3 = right, b4 = right, b5 = right, b6 = right, b7 = right;
        for (int s = 0; s < segments; s++)
        {
            float* x0 = x + (s * segmentStride);
            float* x1 = x0 + rowStride;
            float* x2 = x1 + rowStride;
            float* x3 = x2 + rowStride;
            float* x4 = x3 + rowStride;
            float* x5 = x4 + rowStride;
            float* x6 = x5 + rowStride;
            float* x7 = x6 + rowStride;
            for (int k = 0; k < length; k++)
            {
                left = Vector512.Load(w);
                right = Vector512.Load(w + 16);
                w += Panel;
                Vector512<float> v = Vector512.Create(x0[k]);
                a0 = Vector512.FusedMultiplyAdd(v, left, a0);
                b0 = Vector512.FusedMultiplyAdd(v, right, b0);
                v = Vector512.Create(x1[k]);
                a1 = Vector512.FusedMultiplyAdd(v, left, a1);
                b1 = Vector512.FusedMultiplyAdd(v, right, b1);
                v = Vector512.Create(x2[k]);
                a2 = Vector512.FusedMultiplyAdd(v, left, a2);
                b2 = Vector512.FusedMultiplyAdd(v, right, b2);
                v = Vector512.Create(x3[k]);
                a3 = Vector512.FusedMultiplyAdd(v, left, a3);
                b3 = Vector512.FusedMultiplyAdd(v, right, b3);
                v = Vector512.Create(x4[k]);
                a4 = Vector512.FusedMultiplyAdd(v, left, a4);
                b4 = Vector512.FusedMultiplyAdd(v, right, b4);
                v = Vector512.Create(x5[k]);
                a5 = Vector512.FusedMultiplyAdd(v, left, a5);
                b5 = Vector512.FusedMultiplyAdd(v, right, b5);
                v = Vector512.Create(x6[k]);
                a6 = Vector512.FusedMultiplyAdd(v, left, a6);
                b6 = Vector512.FusedMultiplyAdd(v, right, b6);
                v = Vector512.Create(x7[k]);
                a7 = Vector512.FusedMultiplyAdd(v, left, a7);
                b7 = Vector512.FusedMultiplyAdd(v, right, b7);
            }
        }

        a0.Store(y);
        b0.Store(y + 16);
        y += yStride;
        a1.Store(y);
        b1.Store(y + 16);
        y += yStride;
        a2.Store(y);
        b2.Store(y + 16);
        y += yStride;
        a3.Store(y);
        b3.Store(y + 16);
        y += yStride;
        a4.Store(y);
        b4.Store(y + 16);
        y += yStride;
        a5.Store(y);
        b5.Store(y + 16);
        y += yStride;
        a6.Store(y);
        b6.Store(y + 16);
        y += yStride;
        a7.Store(y);
        b7.Store(y + 16);
    }

    /// <summary>Four rows × 16 columns, half a panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Low(float* x, int rowStride, int segments, int segmentStride, int length, float* w, float* b, float* y, int yStride)
    {
        Vector256<float> left = Vector256.Load(b);
        Vector256<float> right = Vector256.Load(b + 8);
        Vector256<float> a0 = left, a1 = left, a2 = left, a3 = left;
        Vector256<float> b0 = right, b1 = right, b2 = right, b3 = right;
        for (int s = 0; s < segments; s++)
        {
            float* x0 = x + (s * segmentStride);
            float* x1 = x0 + rowStride;
            float* x2 = x1 + rowStride;
            float* x3 = x2 + rowStride;
            for (int k = 0; k < length; k++)
            {
                left = Vector256.Load(w);
                right = Vector256.Load(w + 8);
                w += Panel;
                Vector256<float> v = Vector256.Create(x0[k]);
                a0 = Vector256.FusedMultiplyAdd(v, left, a0);
                b0 = Vector256.FusedMultiplyAdd(v, right, b0);
                v = Vector256.Create(x1[k]);
                a1 = Vector256.FusedMultiplyAdd(v, left, a1);
                b1 = Vector256.FusedMultiplyAdd(v, right, b1);
                v = Vector256.Create(x2[k]);
                a2 = Vector256.FusedMultiplyAdd(v, left, a2);
                b2 = Vector256.FusedMultiplyAdd(v, right, b2);
                v = Vector256.Create(x3[k]);
                a3 = Vector256.FusedMultiplyAdd(v, left, a3);
                b3 = Vector256.FusedMultiplyAdd(v, right, b3);
            }
        }

        a0.Store(y);
        b0.Store(y + 8);
        y += yStride;
        a1.Store(y);
        b1.Store(y + 8);
        y += yStride;
        a2.Store(y);
        b2.Store(y + 8);
        y += yStride;
        a3.Store(y);
        b3.Store(y + 8);
    }

    /// <summary>One row × 32 columns: what is left over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Single(float* x, int segments, int segmentStride, int length, float* w, float* b, float* y)
    {
        Vector256<float> a0 = Vector256.Load(b);
        Vector256<float> a1 = Vector256.Load(b + 8);
        Vector256<float> a2 = Vector256.Load(b + 16);
        Vector256<float> a3 = Vector256.Load(b + 24);
        for (int s = 0; s < segments; s++)
        {
            float* x0 = x + (s * segmentStride);
            for (int k = 0; k < length; k++)
            {
                Vector256<float> v = Vector256.Create(x0[k]);
                a0 = Vector256.FusedMultiplyAdd(v, Vector256.Load(w), a0);
                a1 = Vector256.FusedMultiplyAdd(v, Vector256.Load(w + 8), a1);
                a2 = Vector256.FusedMultiplyAdd(v, Vector256.Load(w + 16), a2);
                a3 = Vector256.FusedMultiplyAdd(v, Vector256.Load(w + 24), a3);
                w += Panel;
            }
        }

        a0.Store(y);
        a1.Store(y + 8);
        a2.Store(y + 16);
        a3.Store(y + 24);
    }
}
