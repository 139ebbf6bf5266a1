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
    private const int Stripe = 32;

    private readonly LayerNorm _norm;
    private readonly Matrix _mix;

    /// <summary>Takes over the weights.</summary>
    /// <param name="norm">Normalisation of the input.</param>
    /// <param name="mix">Inputs: three taps × width (earlier, same, later row); outputs: width values and width gates.</param>
    /// <param name="dilation">Rows between taps, at least 1.</param>
    public GatedConvolution(LayerNorm norm, Matrix mix, int dilation)
    {
        ArgumentNullException.ThrowIfNull(norm);
        ArgumentNullException.ThrowIfNull(mix);
        _norm = norm;
        _mix = mix;
        Width = mix.Inputs / 3;
        Dilation = dilation;
        if (mix.Outputs != 2 * Width || mix.PaddedOutputs != mix.Outputs)
        {
            throw new ArgumentException($"{mix.Inputs} inputs and {mix.Outputs} outputs are not three taps and two halves of a width that is a multiple of 16", nameof(mix));
        }
    }

    /// <summary>Numbers per row.</summary>
    public int Width { get; }

    /// <summary>Rows between taps.</summary>
    public int Dilation { get; }

    /// <summary>Floats that <paramref name="rows"/> rows need as scratch.</summary>
    public int Scratch(int rows) => ((rows + (2 * Dilation)) * Width) + (Stripe * _mix.PaddedOutputs);

    /// <summary>Applies the block to <paramref name="rows"/> rows of <paramref name="x"/> in place; rows beyond either end count as zero.</summary>
    /// <param name="x">Rows × width.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="scratch">At least <see cref="Scratch"/> floats; what is in them does not matter.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(Span<float> x, int rows, Span<float> scratch)
    {
        int margin = Dilation * Width;
        Span<float> normal = scratch[..((rows * Width) + (2 * margin))];
        Span<float> mixed = scratch.Slice(normal.Length, Stripe * _mix.PaddedOutputs);
        normal[..margin].Clear();
        normal[^margin..].Clear();
        _norm.Apply(x, normal[margin..], rows);
        for (int row = 0; row < rows; row += Stripe)
        {
            int count = Math.Min(Stripe, rows - row);
            _mix.Multiply(normal[(row * Width)..], Width, 3, margin, count, mixed);
            for (int r = 0; r < count; r++)
            {
                Gate(mixed.Slice(r * _mix.PaddedOutputs, 2 * Width), x.Slice((row + r) * Width, Width));
            }
        }
    }

    private static void Gate(ReadOnlySpan<float> mixed, Span<float> x)
    {
        ReadOnlySpan<Vector256<float>> values = MemoryMarshal.Cast<float, Vector256<float>>(mixed[..x.Length]);
        ReadOnlySpan<Vector256<float>> gates = MemoryMarshal.Cast<float, Vector256<float>>(mixed[x.Length..]);
        Span<Vector256<float>> sums = MemoryMarshal.Cast<float, Vector256<float>>(x);
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += values[i] / (Vector256<float>.One + Vector256.Exp(-gates[i]));
        }
    }
}
