using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Hearsay.Reading.Network;

/// <summary>
/// A weight matrix in eight bits with a scale per output, for multiplying rows of seven bits: y = x·Wᵀ + b, about two and a half times as fast as <see cref="Matrix"/> and off by one or two
/// parts in a hundred. Sums of products are whole numbers and exact, what follows is one fixed chain of fused multiply-adds per element: the same bits on any machine, batch and number of threads.
/// </summary>
/// <remarks>
/// Processors multiply bytes without sign by bytes with sign and add neighbours into sixteen bits, where what does not fit is cut off. Weights are scaled so that nothing is ever cut off: the
/// positive, and the negative, weights that meet in one sixteen-bit lane over a block of sixteen inputs sum up to 258 at most, and 258 · 127 &lt; 2¹⁵. That costs little of the eight bits, for few
/// weights of a row are near its highest.
/// </remarks>
public sealed class ByteMatrix
{
    /// <summary>Output columns of one panel: two 512-bit vectors of sums.</summary>
    private const int Panel = 32;

    /// <summary>Inputs whose products are added up in sixteen bits: four steps of four.</summary>
    private const int Block = 16;

    /// <summary>Greatest sum of weights in a lane before rounding; rounding eight weights adds at most four.</summary>
    private const float LaneLimit = 254;

    private readonly sbyte[] _packed;
    private readonly float[] _scales;
    private readonly float[] _bias;

    /// <summary>Per segment and output: the sum of the packed weights, which the lowest value of a row is multiplied by.</summary>
    private readonly float[] _sums;

    /// <summary>Rounds and packs a weight matrix.</summary>
    /// <param name="weights">Row-major, shape outputs × inputs, as trainers store it.</param>
    /// <param name="bias">One per output, or empty for none.</param>
    /// <param name="outputs">Number of outputs.</param>
    /// <param name="segments">Rows of input that make one row of output; the inputs are so many stretches of equal length, a multiple of 16.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ByteMatrix(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, int outputs, int segments = 1)
    {
        if (outputs <= 0 || weights.Length % outputs != 0 || (bias.Length != 0 && bias.Length != outputs))
        {
            throw new ArgumentException($"{weights.Length} weights and {bias.Length} biases do not fit {outputs} outputs", nameof(outputs));
        }

        Outputs = outputs;
        Inputs = weights.Length / outputs;
        if (segments <= 0 || Inputs % (segments * Block) != 0)
        {
            throw new ArgumentException($"{Inputs} inputs are not {segments} stretches of a multiple of {Block}", nameof(segments));
        }

        Segments = segments;
        PaddedOutputs = (outputs + Panel - 1) / Panel * Panel;
        _packed = GC.AllocateArray<sbyte>(PaddedOutputs * Inputs, pinned: true);
        _scales = GC.AllocateArray<float>(PaddedOutputs, pinned: true);
        _bias = GC.AllocateArray<float>(PaddedOutputs, pinned: true);
        _sums = GC.AllocateArray<float>(PaddedOutputs * segments, pinned: true);
        bias.CopyTo(_bias);
        int length = Inputs / segments;
        for (int output = 0; output < outputs; output++)
        {
            ReadOnlySpan<float> row = weights.Slice(output * Inputs, Inputs);
            float scale = Scale(row);
            float factor = 1 / scale;
            _scales[output] = scale;

            // Within a panel, for every four inputs: the four weights of output 0, of output 1 and so on, side by side.
            int at = (output / Panel * Panel * Inputs) + (output % Panel * 4);
            for (int segment = 0; segment < segments; segment++)
            {
                int sum = 0;
                for (int i = segment * length; i < (segment + 1) * length; i++)
                {
                    int weight = (int)MathF.Round(row[i] * factor);
                    _packed[at + (i / 4 * 4 * Panel) + (i % 4)] = (sbyte)weight;
                    sum += weight;
                }

                _sums[(segment * PaddedOutputs) + output] = sum;
            }
        }
    }

    /// <summary>Number of inputs per row, all segments together.</summary>
    public int Inputs { get; }

    /// <summary>Rows of input that make one row of output.</summary>
    public int Segments { get; }

    /// <summary>Number of outputs per row that mean something.</summary>
    public int Outputs { get; }

    /// <summary>Outputs rounded up to whole panels: the room that each row of a product needs.</summary>
    public int PaddedOutputs { get; }

    /// <summary>The fastest way of this machine.</summary>
    private static ByteKernel Best => Has(ByteKernel.Wide) ? ByteKernel.Wide : Has(ByteKernel.Dot) ? ByteKernel.Dot : Has(ByteKernel.Middle) ? ByteKernel.Middle : ByteKernel.Narrow;

    /// <summary>Multiplies <paramref name="rows"/> rows; segment s of row r is row first + r + s·step of <paramref name="x"/>, so a dilated convolution reads its taps in place.</summary>
    /// <param name="x">Inputs, as wide as a segment.</param>
    /// <param name="first">Row of the inputs that is segment 0 of row 0.</param>
    /// <param name="step">Rows from segment to segment.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="y">Room for rows × <see cref="PaddedOutputs"/> floats.</param>
    /// <exception cref="ArgumentOutOfRangeException">Inputs or room are too small, or of another width.</exception>
    public void Multiply(in ByteRows x, int first, int step, int rows, Span<float> y) => Multiply(x, first, step, rows, y, Best);

    /// <summary>Multiplies one row as far as outputs <paramref name="from"/> … <paramref name="to"/>−1 are concerned: a few of many cost little.</summary>
    /// <param name="x">Inputs.</param>
    /// <param name="row">Row of the inputs.</param>
    /// <param name="from">First output that is wanted.</param>
    /// <param name="to">After the last.</param>
    /// <param name="y">Room for <see cref="PaddedOutputs"/> floats; the outputs stand in their places, what is in the others does not matter.</param>
    /// <exception cref="ArgumentOutOfRangeException">Inputs or room are too small, or there are no such outputs.</exception>
    public void MultiplyPart(in ByteRows x, int row, int from, int to, Span<float> y)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(to, Outputs);
        Multiply(x, row, 0, 1, from / Panel * Panel, to, y, Best);
    }

    /// <summary>The same as the first in the way that is named; all give the same bits.</summary>
    internal void Multiply(in ByteRows x, int first, int step, int rows, Span<float> y, ByteKernel kernel) => Multiply(x, first, step, rows, 0, PaddedOutputs, y, kernel);

    private unsafe void Multiply(in ByteRows x, int first, int step, int rows, int fromColumn, int toColumn, Span<float> y, ByteKernel kernel)
    {
        if (rows == 0)
        {
            return;
        }

        ArgumentOutOfRangeException.ThrowIfNotEqual(x.Width, Inputs / Segments, nameof(x));
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + rows + ((Segments - 1) * step), x.Rows, nameof(x));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows * PaddedOutputs, y.Length, nameof(y));

        // As many rows at a time as leave their sums in registers, of which there are 32 for 512 bits and sixteen otherwise; what is left over, one by one.
        int tile;
        delegate*<byte*, int, sbyte*, Factors, float*, int, float*, int, void> many;
        delegate*<byte*, int, sbyte*, Factors, float*, float*, void> one;
        switch (kernel)
        {
            case ByteKernel.Wide:
                tile = 4;
                many = &Wide;
                one = &WideSingle;
                break;
            case ByteKernel.Dot:
                tile = 3;
                many = &Dot;
                one = &DotSingle;
                break;
            case ByteKernel.Middle:
                tile = 2;
                many = &Middle;
                one = &MiddleSingle;
                break;
            default:
                tile = rows + 1;
                many = null;
                one = &Narrow;
                break;
        }

        fixed (byte* values = x.Values)
        fixed (float* scales = x.Scales, lows = x.Lows, py = y)
        fixed (sbyte* weights = _packed)
        fixed (float* sums = _sums, columnScales = _scales, bias = _bias)
        {
            for (int column = fromColumn; column < toColumn; column += Panel)
            {
                sbyte* panel = weights + (column * Inputs);
                for (int segment = 0; segment < Segments; segment++)
                {
                    int offset = first + (segment * step);
                    var factors = new Factors(scales + offset, lows + offset, sums + (segment * PaddedOutputs) + column, columnScales + column);
                    byte* from = values + (offset * x.Width);
                    sbyte* w = panel + (segment * x.Width * Panel);

                    // The first segment is added to the bias, the others to what is there.
                    float* start = segment == 0 ? bias + column : py + column;
                    int startStride = segment == 0 ? 0 : PaddedOutputs;
                    int row = 0;
                    for (; row + tile <= rows; row += tile)
                    {
                        many(from + (row * x.Width), x.Width, w, factors.At(row), start + (row * startStride), startStride, py + column + (row * PaddedOutputs), PaddedOutputs);
                    }

                    for (; row < rows; row++)
                    {
                        one(from + (row * x.Width), x.Width, w, factors.At(row), start + (row * startStride), py + column + (row * PaddedOutputs));
                    }
                }
            }
        }
    }

    /// <summary>True when this machine has that way.</summary>
    internal static bool Has(ByteKernel kernel) => kernel switch
    {
        ByteKernel.Wide => Avx512BW.IsSupported,
        ByteKernel.Dot => AvxVnni.IsSupported,
        ByteKernel.Middle => Avx2.IsSupported,
        _ => true,
    };

    /// <summary>What one unit of a packed row is worth: its highest weight becomes 127, unless a lane would overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Scale(ReadOnlySpan<float> row)
    {
        float highest = 0;
        float fullest = 0;
        for (int block = 0; block < row.Length; block += Block)
        {
            Vector256<float> most = Vector256<float>.Zero;
            Vector256<float> positive = Vector256<float>.Zero;
            Vector256<float> negative = Vector256<float>.Zero;
            for (int i = block; i < block + Block; i += 8)
            {
                Vector256<float> weights = Vector256.Create(row.Slice(i, 8));
                most = Vector256.Max(most, Vector256.Abs(weights));
                positive += Vector256.Max(weights, Vector256<float>.Zero);
                negative += Vector256.Max(-weights, Vector256<float>.Zero);
            }

            // Inputs 0, 1, 4, 5, 8, … meet in one lane, 2, 3, 6, 7, … in the other.
            for (int i = 0; i < 8; i++)
            {
                highest = MathF.Max(highest, most[i]);
            }

            float even = (positive[0] + positive[1]) + (positive[4] + positive[5]);
            float odd = (positive[2] + positive[3]) + (positive[6] + positive[7]);
            float evenBelow = (negative[0] + negative[1]) + (negative[4] + negative[5]);
            float oddBelow = (negative[2] + negative[3]) + (negative[6] + negative[7]);
            fullest = MathF.Max(fullest, MathF.Max(MathF.Max(even, odd), MathF.Max(evenBelow, oddBelow)));
        }

        float scale = MathF.Max(highest / sbyte.MaxValue, fullest / LaneLimit);
        return scale > 0 ? scale : 1;
    }

    /// <summary>Four rows × 32 columns, 512 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Wide(byte* x, int length, sbyte* w, Factors factors, float* start, int startStride, float* y, int stride)
    {
        Vector512<int> a0 = default, a1 = default, a2 = default, a3 = default;
        Vector512<int> b0 = default, b1 = default, b2 = default, b3 = default;
        for (byte* end = x + length; x < end; x += Block, w += Block * Panel)
        {
            Add(ref a0, ref b0, x, w);
            Add(ref a1, ref b1, x + length, w);
            Add(ref a2, ref b2, x + (2 * length), w);
            Add(ref a3, ref b3, x + (3 * length), w);
        }

        Finish(a0, b0, 0, factors, start, y);
        Finish(a1, b1, 1, factors, start + startStride, y + stride);
        Finish(a2, b2, 2, factors, start + (2 * startStride), y + (2 * stride));
        Finish(a3, b3, 3, factors, start + (3 * startStride), y + (3 * stride));
    }

    /// <summary>One row × 32 columns, 512 bits: what is left over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void WideSingle(byte* x, int length, sbyte* w, Factors factors, float* start, float* y)
    {
        Vector512<int> a = default, b = default;
        for (byte* end = x + length; x < end; x += Block, w += Block * Panel)
        {
            Add(ref a, ref b, x, w);
        }

        Finish(a, b, 0, factors, start, y);
    }

    /// <summary>Adds a block of sixteen inputs to the sums of 32 columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Add(ref Vector512<int> a, ref Vector512<int> b, byte* x, sbyte* w)
    {
        Vector512<byte> v = Vector512.Create(*(int*)x).AsByte();
        Vector512<short> left = Avx512BW.MultiplyAddAdjacent(v, Vector512.Load(w));
        Vector512<short> right = Avx512BW.MultiplyAddAdjacent(v, Vector512.Load(w + 64));
        v = Vector512.Create(*(int*)(x + 4)).AsByte();
        left += Avx512BW.MultiplyAddAdjacent(v, Vector512.Load(w + 128));
        right += Avx512BW.MultiplyAddAdjacent(v, Vector512.Load(w + 192));
        v = Vector512.Create(*(int*)(x + 8)).AsByte();
        left += Avx512BW.MultiplyAddAdjacent(v, Vector512.Load(w + 256));
        right += Avx512BW.MultiplyAddAdjacent(v, Vector512.Load(w + 320));
        v = Vector512.Create(*(int*)(x + 12)).AsByte();
        left += Avx512BW.MultiplyAddAdjacent(v, Vector512.Load(w + 384));
        right += Avx512BW.MultiplyAddAdjacent(v, Vector512.Load(w + 448));
        a += Avx512BW.MultiplyAddAdjacent(left, Vector512<short>.One);
        b += Avx512BW.MultiplyAddAdjacent(right, Vector512<short>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Finish(Vector512<int> a, Vector512<int> b, int row, Factors factors, float* start, float* y)
    {
        Vector512<float> scale = Vector512.Create(factors.Scales[row]);
        Vector512<float> low = Vector512.Create(factors.Lows[row]);
        Vector512<float> left = Vector512.FusedMultiplyAdd(scale, Vector512.ConvertToSingle(a), low * Vector512.Load(factors.Sums));
        Vector512<float> right = Vector512.FusedMultiplyAdd(scale, Vector512.ConvertToSingle(b), low * Vector512.Load(factors.Sums + 16));
        Vector512.FusedMultiplyAdd(left, Vector512.Load(factors.ColumnScales), Vector512.Load(start)).Store(y);
        Vector512.FusedMultiplyAdd(right, Vector512.Load(factors.ColumnScales + 16), Vector512.Load(start + 16)).Store(y + 16);
    }

    /// <summary>Two rows × 32 columns, 256 bits.</summary>
    /// <remarks>All fits into sixteen registers: a sum that goes to the stack and back costs as much as the products.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Middle(byte* x, int length, sbyte* w, Factors factors, float* start, int startStride, float* y, int stride)
    {
        for (int column = 0; column < Panel; column += 16)
        {
            Vector256<int> a0 = default, b0 = default;
            Vector256<int> a1 = default, b1 = default;
            sbyte* from = w + (column * 4);
            for (int i = 0; i < length; i += Block, from += Block * Panel)
            {
                Vector256<short> left0 = default, right0 = default;
                Vector256<short> left1 = default, right1 = default;
                Add(ref left0, ref right0, ref left1, ref right1, x + i, x + i + length, from);
                Add(ref left0, ref right0, ref left1, ref right1, x + i + 4, x + i + 4 + length, from + (4 * Panel));
                Add(ref left0, ref right0, ref left1, ref right1, x + i + 8, x + i + 8 + length, from + (8 * Panel));
                Add(ref left0, ref right0, ref left1, ref right1, x + i + 12, x + i + 12 + length, from + (12 * Panel));
                a0 += Avx2.MultiplyAddAdjacent(left0, Vector256<short>.One);
                b0 += Avx2.MultiplyAddAdjacent(right0, Vector256<short>.One);
                a1 += Avx2.MultiplyAddAdjacent(left1, Vector256<short>.One);
                b1 += Avx2.MultiplyAddAdjacent(right1, Vector256<short>.One);
            }

            Finish(a0, 0, column, factors, start, y);
            Finish(b0, 0, column + 8, factors, start, y);
            Finish(a1, 1, column, factors, start + startStride, y + stride);
            Finish(b1, 1, column + 8, factors, start + startStride, y + stride);
        }
    }

    /// <summary>Adds four inputs of two rows to the sums of sixteen columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Add(ref Vector256<short> left0, ref Vector256<short> right0, ref Vector256<short> left1, ref Vector256<short> right1, byte* x0, byte* x1, sbyte* w)
    {
        Vector256<byte> v0 = Vector256.Create(*(int*)x0).AsByte();
        Vector256<byte> v1 = Vector256.Create(*(int*)x1).AsByte();
        Vector256<sbyte> left = Vector256.Load(w);
        Vector256<sbyte> right = Vector256.Load(w + 32);
        left0 += Avx2.MultiplyAddAdjacent(v0, left);
        right0 += Avx2.MultiplyAddAdjacent(v0, right);
        left1 += Avx2.MultiplyAddAdjacent(v1, left);
        right1 += Avx2.MultiplyAddAdjacent(v1, right);
    }

    /// <summary>One row × 32 columns, 256 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void MiddleSingle(byte* x, int length, sbyte* w, Factors factors, float* start, float* y)
    {
        for (int column = 0; column < Panel; column += 16)
        {
            Vector256<int> a = default, b = default;
            sbyte* from = w + (column * 4);
            for (int i = 0; i < length; i += Block, from += Block * Panel)
            {
                Add(ref a, ref b, x + i, from);
            }

            Finish(a, 0, column, factors, start, y);
            Finish(b, 0, column + 8, factors, start, y);
        }
    }

    /// <summary>Adds a block of sixteen inputs to the sums of sixteen columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Add(ref Vector256<int> a, ref Vector256<int> b, byte* x, sbyte* w)
    {
        Vector256<byte> v = Vector256.Create(*(int*)x).AsByte();
        Vector256<short> left = Avx2.MultiplyAddAdjacent(v, Vector256.Load(w));
        Vector256<short> right = Avx2.MultiplyAddAdjacent(v, Vector256.Load(w + 32));
        v = Vector256.Create(*(int*)(x + 4)).AsByte();
        left += Avx2.MultiplyAddAdjacent(v, Vector256.Load(w + 128));
        right += Avx2.MultiplyAddAdjacent(v, Vector256.Load(w + 160));
        v = Vector256.Create(*(int*)(x + 8)).AsByte();
        left += Avx2.MultiplyAddAdjacent(v, Vector256.Load(w + 256));
        right += Avx2.MultiplyAddAdjacent(v, Vector256.Load(w + 288));
        v = Vector256.Create(*(int*)(x + 12)).AsByte();
        left += Avx2.MultiplyAddAdjacent(v, Vector256.Load(w + 384));
        right += Avx2.MultiplyAddAdjacent(v, Vector256.Load(w + 416));
        a += Avx2.MultiplyAddAdjacent(left, Vector256<short>.One);
        b += Avx2.MultiplyAddAdjacent(right, Vector256<short>.One);
    }

    /// <summary>Three rows × 32 columns, 256 bits, where one instruction multiplies bytes and adds them up.</summary>
    /// <remarks>Twelve sums, three stretches of input and one of weights fill the sixteen registers, and twelve chains of sums keep both units busy, which eight do not: each instruction waits four or five cycles for the sum before it.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Dot(byte* x, int length, sbyte* w, Factors factors, float* start, int startStride, float* y, int stride)
    {
        Vector256<int> a0 = default, b0 = default, c0 = default, d0 = default;
        Vector256<int> a1 = default, b1 = default, c1 = default, d1 = default;
        Vector256<int> a2 = default, b2 = default, c2 = default, d2 = default;
        for (byte* end = x + length; x < end; x += 4, w += 4 * Panel)
        {
            Vector256<byte> v0 = Vector256.Create(*(int*)x).AsByte();
            Vector256<byte> v1 = Vector256.Create(*(int*)(x + length)).AsByte();
            Vector256<byte> v2 = Vector256.Create(*(int*)(x + (2 * length))).AsByte();
            Vector256<sbyte> weights = Vector256.Load(w);
            a0 = AvxVnni.MultiplyWideningAndAdd(a0, v0, weights);
            a1 = AvxVnni.MultiplyWideningAndAdd(a1, v1, weights);
            a2 = AvxVnni.MultiplyWideningAndAdd(a2, v2, weights);
            weights = Vector256.Load(w + 32);
            b0 = AvxVnni.MultiplyWideningAndAdd(b0, v0, weights);
            b1 = AvxVnni.MultiplyWideningAndAdd(b1, v1, weights);
            b2 = AvxVnni.MultiplyWideningAndAdd(b2, v2, weights);
            weights = Vector256.Load(w + 64);
            c0 = AvxVnni.MultiplyWideningAndAdd(c0, v0, weights);
            c1 = AvxVnni.MultiplyWideningAndAdd(c1, v1, weights);
            c2 = AvxVnni.MultiplyWideningAndAdd(c2, v2, weights);
            weights = Vector256.Load(w + 96);
            d0 = AvxVnni.MultiplyWideningAndAdd(d0, v0, weights);
            d1 = AvxVnni.MultiplyWideningAndAdd(d1, v1, weights);
            d2 = AvxVnni.MultiplyWideningAndAdd(d2, v2, weights);
        }

        Finish(a0, 0, 0, factors, start, y);
        Finish(b0, 0, 8, factors, start, y);
        Finish(c0, 0, 16, factors, start, y);
        Finish(d0, 0, 24, factors, start, y);
        Finish(a1, 1, 0, factors, start + startStride, y + stride);
        Finish(b1, 1, 8, factors, start + startStride, y + stride);
        Finish(c1, 1, 16, factors, start + startStride, y + stride);
        Finish(d1, 1, 24, factors, start + startStride, y + stride);
        Finish(a2, 2, 0, factors, start + (2 * startStride), y + (2 * stride));
        Finish(b2, 2, 8, factors, start + (2 * startStride), y + (2 * stride));
        Finish(c2, 2, 16, factors, start + (2 * startStride), y + (2 * stride));
        Finish(d2, 2, 24, factors, start + (2 * startStride), y + (2 * stride));
    }

    /// <summary>One row × 32 columns, the same way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void DotSingle(byte* x, int length, sbyte* w, Factors factors, float* start, float* y)
    {
        Vector256<int> a = default, b = default, c = default, d = default;
        for (byte* end = x + length; x < end; x += 4, w += 4 * Panel)
        {
            Vector256<byte> v = Vector256.Create(*(int*)x).AsByte();
            a = AvxVnni.MultiplyWideningAndAdd(a, v, Vector256.Load(w));
            b = AvxVnni.MultiplyWideningAndAdd(b, v, Vector256.Load(w + 32));
            c = AvxVnni.MultiplyWideningAndAdd(c, v, Vector256.Load(w + 64));
            d = AvxVnni.MultiplyWideningAndAdd(d, v, Vector256.Load(w + 96));
        }

        Finish(a, 0, 0, factors, start, y);
        Finish(b, 0, 8, factors, start, y);
        Finish(c, 0, 16, factors, start, y);
        Finish(d, 0, 24, factors, start, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Finish(Vector256<int> a, int row, int column, Factors factors, float* start, float* y)
    {
        Vector256<float> sum = Vector256.FusedMultiplyAdd(Vector256.Create(factors.Scales[row]), Vector256.ConvertToSingle(a), Vector256.Create(factors.Lows[row]) * Vector256.Load(factors.Sums + column));
        Vector256.FusedMultiplyAdd(sum, Vector256.Load(factors.ColumnScales + column), Vector256.Load(start + column)).Store(y + column);
    }

    /// <summary>One row × 32 columns, 128 bits: ARM, and whatever else there is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Narrow(byte* x, int length, sbyte* w, Factors factors, float* start, float* y)
    {
        for (int column = 0; column < Panel; column += 4)
        {
            // Two sums per column where there is no instruction for it: of inputs 0, 1, 4, 5, … and 2, 3, 6, 7, …
            Vector128<int> low = default, high = default;
            sbyte* from = w + (column * 4);
            for (int i = 0; i < length; i += 4, from += 4 * Panel)
            {
                Vector128<sbyte> v = Vector128.Create(*(int*)(x + i)).AsSByte();
                Vector128<sbyte> weights = Vector128.Load(from);
                if (Dp.IsSupported)
                {
                    low = Dp.DotProduct(low, v, weights);
                    continue;
                }

                Vector128<int> left = (Vector128.WidenLower(v) * Vector128.WidenLower(weights)).AsInt32();
                Vector128<int> right = (Vector128.WidenUpper(v) * Vector128.WidenUpper(weights)).AsInt32();
                low += ((left << 16) >> 16) + (left >> 16);
                high += ((right << 16) >> 16) + (right >> 16);
            }

            if (!Dp.IsSupported)
            {
                low = Vector128.Create(low[0] + low[1], low[2] + low[3], high[0] + high[1], high[2] + high[3]);
            }

            Vector128<float> sum = Vector128.FusedMultiplyAdd(Vector128.Create(factors.Scales[0]), Vector128.ConvertToSingle(low), Vector128.Create(factors.Lows[0]) * Vector128.Load(factors.Sums + column));
            Vector128.FusedMultiplyAdd(sum, Vector128.Load(factors.ColumnScales + column), Vector128.Load(start + column)).Store(y + column);
        }
    }

    /// <summary>What whole sums are turned into floats with: per row of inputs its scale and lowest value; per column the sum of weights and the scale.</summary>
    private readonly unsafe struct Factors(float* scales, float* lows, float* sums, float* columnScales)
    {
        public float* Scales => scales;

        public float* Lows => lows;

        public float* Sums => sums;

        public float* ColumnScales => columnScales;

        public Factors At(int row) => new(scales + row, lows + row, sums, columnScales);
    }
}
