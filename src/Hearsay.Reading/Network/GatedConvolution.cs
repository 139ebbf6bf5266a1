using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hearsay.Reading.Network;

/// <summary>
/// One block of the encoder: x + a·sigmoid(b), where [a, b] is a dilated convolution of three taps over the normalised x
/// (gated linear unit, Dauphin et al. 2017, with a residual connection).
/// </summary>
public sealed class GatedConvolution
{
    /// <summary>Rows mixed at a time: their products stay in the first-level cache.</summary>
    private const int Stripe = 24;

    private readonly LayerNorm _norm;
    private readonly ByteMatrix _mix;

    /// <summary>Takes over the weights.</summary>
    /// <param name="norm">Normalisation of the input.</param>
    /// <param name="mix">Inputs: three taps × width (earlier, same, later row); outputs: width values and width gates.</param>
    /// <param name="dilation">Rows between taps, at least 1.</param>
    public GatedConvolution(LayerNorm norm, ByteMatrix mix, int dilation)
    {
        ArgumentNullException.ThrowIfNull(norm);
        ArgumentNullException.ThrowIfNull(mix);
        _norm = norm;
        _mix = mix;
        Width = mix.Inputs / 3;
        Dilation = dilation;
        if (mix.Segments != 3 || mix.Outputs != 2 * Width || mix.PaddedOutputs != mix.Outputs)
        {
            throw new ArgumentException($"{mix.Inputs} inputs in {mix.Segments} segments and {mix.Outputs} outputs are not three taps and two halves of a width that is a multiple of 16", nameof(mix));
        }
    }

    /// <summary>Numbers per row.</summary>
    public int Width { get; }

    /// <summary>Rows between taps.</summary>
    public int Dilation { get; }

    /// <summary>Floats that <paramref name="rows"/> rows need as scratch.</summary>
    public int Scratch(int rows) => ByteRows.Room(rows + (2 * Dilation), Width) + (Stripe * _mix.PaddedOutputs);

    /// <summary>Applies the block to <paramref name="rows"/> rows of <paramref name="x"/> in place; rows beyond either end count as zero.</summary>
    /// <param name="x">Rows × width.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="scratch">At least <see cref="Scratch"/> floats; what is in them does not matter.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(Span<float> x, int rows, Span<float> scratch)
    {
        var normal = new ByteRows(scratch, rows + (2 * Dilation), Width);
        Span<float> mixed = scratch.Slice(ByteRows.Room(normal.Rows, Width), Stripe * _mix.PaddedOutputs);
        normal.Clear(0, Dilation);
        normal.Clear(Dilation + rows, Dilation);
        for (int row = 0; row < rows; row += Stripe)
        {
            int count = Math.Min(Stripe, rows - row);
            _norm.Apply(x.Slice(row * Width, count * Width), mixed, count);
            normal.Set(Dilation + row, mixed, count);
        }

        for (int row = 0; row < rows; row += Stripe)
        {
            int count = Math.Min(Stripe, rows - row);
            _mix.Multiply(normal, row, Dilation, count, mixed);
            for (int r = 0; r < count; r++)
            {
                Gate(mixed.Slice(r * _mix.PaddedOutputs, 2 * Width), x.Slice((row + r) * Width, Width));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gate(ReadOnlySpan<float> mixed, Span<float> x)
    {
        ReadOnlySpan<Vector256<float>> values = MemoryMarshal.Cast<float, Vector256<float>>(mixed[..x.Length]);
        ReadOnlySpan<Vector256<float>> gates = MemoryMarshal.Cast<float, Vector256<float>>(mixed.Slice(x.Length, x.Length));
        Span<Vector256<float>> sums = MemoryMarshal.Cast<float, Vector256<float>>(x);
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += values[i] / (Vector256<float>.One + Exponential(-gates[i]));
        }
    }

    /// <summary>
    /// e to the power of x, off by less than four units in the last place: 2ⁿ · 2ᶠ with |f| ≤ ½, the latter by its Taylor series. Below −87 and above 87 it stays, where a gate is shut or open.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Exponential(Vector256<float> x)
    {
        // Adding 1.5 · 2²³ rounds to a whole number, which then stands in the lowest bits.
        Vector256<float> shift = Vector256.Create(12582912f);
        x = Vector256.MinNative(Vector256.MaxNative(x, Vector256.Create(-87f)), Vector256.Create(87f)) * 1.44269504f;
        Vector256<float> shifted = x + shift;
        Vector256<float> f = x - (shifted - shift);
        Vector256<float> power = Vector256.FusedMultiplyAdd(Vector256.Create(1.5403530e-4f), f, Vector256.Create(1.3333558e-3f));
        power = Vector256.FusedMultiplyAdd(power, f, Vector256.Create(9.6181291e-3f));
        power = Vector256.FusedMultiplyAdd(power, f, Vector256.Create(5.5504109e-2f));
        power = Vector256.FusedMultiplyAdd(power, f, Vector256.Create(2.4022651e-1f));
        power = Vector256.FusedMultiplyAdd(power, f, Vector256.Create(6.9314718e-1f));
        power = Vector256.FusedMultiplyAdd(power, f, Vector256<float>.One);
        return (power.AsInt32() + (shifted.AsInt32() << 23)).AsSingle();
    }
}
