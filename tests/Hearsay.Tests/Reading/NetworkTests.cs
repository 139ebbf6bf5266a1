using Hearsay.Reading.Network;

namespace Hearsay.Tests.Reading;

public sealed class NetworkTests
{
    private readonly Random _random = new(7);

    [Theory]
    [InlineData(1, 3, 16, 1)]
    [InlineData(7, 32, 24, 1)]
    [InlineData(8, 64, 48, 3)]
    [InlineData(13, 256, 96, 3)]
    [InlineData(100, 192, 384, 3)]
    public void A_matrix_multiplies_like_the_definition(int rows, int outputs, int inputs, int segments)
    {
        float[] weights = Floats(outputs * inputs);
        float[] bias = Floats(outputs);
        var matrix = new Matrix(weights, bias, outputs);
        int length = inputs / segments;
        int stride = 2 * length;
        float[] x = Floats((rows * length) + (segments * stride));
        float[] y = new float[rows * matrix.PaddedOutputs];
        matrix.Multiply(x, length, segments, stride, rows, y);
        for (int r = 0; r < rows; r++)
        {
            for (int o = 0; o < outputs; o++)
            {
                double sum = bias[o];
                for (int i = 0; i < inputs; i++)
                {
                    sum += (double)weights[(o * inputs) + i] * x[(r * length) + (i / length * stride) + (i % length)];
                }

                Assert.Equal(sum, y[(r * matrix.PaddedOutputs) + o], 1e-3);
            }
        }
    }

    [Fact]
    public void A_row_gives_the_same_bits_in_any_batch()
    {
        var matrix = new Matrix(Floats(64 * 48), Floats(64), 64);
        float[] x = Floats(37 * 48);
        float[] all = new float[37 * 64];
        matrix.Multiply(x, 48, 1, 0, 37, all);
        float[] one = new float[64];
        for (int r = 0; r < 37; r++)
        {
            matrix.Multiply(x.AsSpan(r * 48, 48), 48, 1, 0, 1, one);
            Assert.Equal(all.AsSpan(r * 64, 64).ToArray(), one);
        }
    }

    [Fact]
    public void A_matrix_refuses_inputs_that_are_too_short()
    {
        var matrix = new Matrix(Floats(32 * 16), [], 32);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Multiply(new float[31], 16, 1, 0, 2, new float[64]));
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Multiply(new float[32], 16, 1, 0, 2, new float[63]));
    }

    [Theory]
    [InlineData(1, 3, 16, 1)]
    [InlineData(7, 33, 48, 1)]
    [InlineData(8, 64, 48, 3)]
    [InlineData(13, 70, 96, 3)]
    [InlineData(103, 320, 480, 3)]
    public void A_matrix_of_bytes_gives_the_same_bits_on_any_machine_and_nearly_what_floats_give(int rows, int outputs, int inputs, int segments)
    {
        float[] weights = Floats(outputs * inputs);
        float[] bias = Floats(outputs);
        int width = inputs / segments;
        int step = 2;
        float[] x = Floats((rows + ((segments - 1) * step)) * width);
        var matrix = new ByteMatrix(weights, bias, outputs, segments);
        ByteRows bytes = Bytes(x, width);
        float[] narrow = Product(matrix, bytes, step, rows, ByteKernel.Narrow);
        AssertSameOnAnyMachine(matrix, bytes, step, rows, narrow);

        // Each input is off by up to half a step of 1/127 of its range, each weight by half of about 1/127: errors of independent sign add up as their square root.
        double tolerance = 8 * Math.Sqrt(inputs) * (1.0 / 127);
        for (int r = 0; r < rows; r++)
        {
            for (int o = 0; o < outputs; o++)
            {
                double sum = bias[o];
                for (int i = 0; i < inputs; i++)
                {
                    sum += (double)weights[(o * inputs) + i] * x[((r + (i / width * step)) * width) + (i % width)];
                }

                Assert.Equal(sum, narrow[(r * matrix.PaddedOutputs) + o], tolerance);
            }
        }
    }

    [Theory]
    [InlineData(1f, 1f)]
    [InlineData(-1f, 1f)]
    [InlineData(1f, -1f)]
    [InlineData(-1f, -1f)]
    public void Sums_of_extreme_bytes_are_not_cut_off(float even, float odd)
    {
        // All weights of a row at their highest and all inputs but one at theirs: were the weights not held back, products would not fit into sixteen bits.
        const int Width = 160;
        const int Outputs = 40;
        float[] weights = [.. Enumerable.Range(0, Outputs * Width * 3).Select(i => i % 2 == 0 ? even : odd)];
        float[] x = [.. Enumerable.Range(0, 7 * Width).Select(i => i % Width == 3 ? 0f : 127f)];
        var matrix = new ByteMatrix(weights, [], Outputs, 3);
        ByteRows bytes = Bytes(x, Width);
        float[] narrow = Product(matrix, bytes, 1, 5, ByteKernel.Narrow);
        AssertSameOnAnyMachine(matrix, bytes, 1, 5, narrow);
        double expected = 127 * 3 * ((even * Width / 2) + (odd * ((Width / 2) - 1)));
        Assert.All(Enumerable.Range(0, 5 * Outputs), i => Assert.Equal(expected, narrow[(i / Outputs * matrix.PaddedOutputs) + (i % Outputs)], 0.02 * 127 * 3 * Width));
    }

    [Fact]
    public void Bytes_stand_for_any_range_of_a_row()
    {
        float[] x = [.. Enumerable.Range(0, 16).Select(i => 1000 + (i / 100f)), .. Enumerable.Repeat(-3.5f, 16), .. Enumerable.Repeat(0f, 15), 1e30f];
        ByteRows bytes = Bytes(x, 16);
        for (int i = 0; i < x.Length; i++)
        {
            Assert.Equal(x[i], bytes.Lows[i / 16] + (bytes.Scales[i / 16] * bytes.Values[i]), Math.Max(1e-4, bytes.Scales[i / 16] / 2));
        }

        bytes.Clear(0, 1);
        Assert.Equal(new float[32], Product(new ByteMatrix(Floats(32 * 16), [], 32), bytes, 0, 1, ByteKernel.Narrow));
    }

    [Fact]
    public void A_matrix_of_bytes_refuses_what_does_not_fit()
    {
        Assert.Throws<ArgumentException>("segments", () => new ByteMatrix(new float[32 * 24], [], 32));
        Assert.Throws<ArgumentException>("segments", () => new ByteMatrix(new float[32 * 32], [], 32, 4));
        Assert.Throws<ArgumentException>("outputs", () => new ByteMatrix(new float[31], [], 32));
        Assert.Throws<ArgumentException>("width", () => new ByteRows(new float[100], 2, 24));
        var matrix = new ByteMatrix(Floats(32 * 32), [], 32, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Multiply(Bytes(new float[32], 16), 0, 1, 2, new float[64]));
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Multiply(Bytes(new float[48], 16), 0, 1, 2, new float[63]));
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Multiply(Bytes(new float[96], 32), 0, 1, 2, new float[64]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5f)]
    [InlineData(-4)]
    [InlineData(30)]
    [InlineData(-1000)]
    [InlineData(1000)]
    public void A_gate_opens_like_the_logistic_function(float gate)
    {
        // No taps, only the bias: value 1 and the gate.
        var norm = new LayerNorm(new float[16], new float[16]);
        var block = new GatedConvolution(norm, new ByteMatrix(new float[32 * 48], [.. Enumerable.Repeat(1f, 16), .. Enumerable.Repeat(gate, 16)], 32, 3), 1);
        float[] x = new float[16];
        block.Apply(x, 1, new float[block.Scratch(1)]);
        Assert.All(x, v => Assert.Equal(1 / (1 + Math.Exp(-gate)), v, 3e-7));
    }

    private static ByteRows Bytes(float[] x, int width)
    {
        var bytes = new ByteRows(new float[ByteRows.Room(x.Length / width, width)], x.Length / width, width);
        bytes.Set(0, x, x.Length / width);
        return bytes;
    }

    private static float[] Product(ByteMatrix matrix, in ByteRows x, int step, int rows, ByteKernel kernel)
    {
        float[] y = new float[rows * matrix.PaddedOutputs];
        matrix.Multiply(x, 0, step, rows, y, kernel);
        return y;
    }

    /// <summary>Every way that this machine has, and each row alone.</summary>
    private static void AssertSameOnAnyMachine(ByteMatrix matrix, in ByteRows x, int step, int rows, float[] expected)
    {
        foreach (ByteKernel kernel in Enum.GetValues<ByteKernel>().Where(ByteMatrix.Has))
        {
            Assert.Equal(expected, Product(matrix, x, step, rows, kernel));
            float[] one = new float[matrix.PaddedOutputs];
            for (int row = 0; row < rows; row++)
            {
                matrix.Multiply(x, row, step, 1, one, kernel);
                Assert.Equal(expected.AsSpan(row * one.Length, one.Length).ToArray(), one);
            }
        }
    }

    [Fact]
    public void A_table_adds_scaled_rows()
    {
        var table = new EmbeddingTable([.. Enumerable.Range(0, 32).Select(i => (sbyte)(i - 16))], [0.5f, 2f]);
        float[] sum = [.. Enumerable.Repeat(1f, 16)];
        table.AddTo(1, sum);
        Assert.Equal([.. Enumerable.Range(0, 16).Select(i => 1 + (2f * i))], sum);
    }

    [Fact]
    public void A_norm_has_mean_zero_and_variance_one()
    {
        var norm = new LayerNorm([.. Enumerable.Repeat(1f, 32)], new float[32]);
        float[] y = new float[64];
        norm.Apply(Floats(64), y, 2);
        Assert.Equal(0, y.Take(32).Average(), 1e-4);
        Assert.Equal(1, y.Skip(32).Average(v => v * v), 1e-2);
    }

    [Fact]
    public void A_vocabulary_knows_its_words_and_no_others()
    {
        string[] words = [.. Enumerable.Range(0, 5000).Select(i => $"word{i}")];
        Vocabulary vocabulary = Vocabulary.Of([.. words.Select(w => WordForm.Hash(w))]);
        Assert.Equal(5001, vocabulary.Count);
        for (int i = 0; i < words.Length; i++)
        {
            Assert.Equal(i + 1, vocabulary.Row(WordForm.Hash(words[i])));
        }

        Assert.Equal(0, vocabulary.Row(WordForm.Hash("other")));
    }

    [Theory]
    [InlineData("Drones", "drones")]
    [InlineData("1,250", "0,000")]
    [InlineData("don’t", "don't")]
    [InlineData("“", "\"")]
    [InlineData("dis\u00ADarm", "disarm")]
    public void A_normal_form_hides_what_does_not_matter(string token, string expected)
    {
        char[] form = new char[WordForm.MaximumLength];
        Assert.Equal(expected, new string(form, 0, WordForm.Normalize(token, form)));
    }

    [Fact]
    public void A_model_survives_writing_and_names_what_is_wrong_with_it()
    {
        using var stream = new MemoryStream();
        ModelFile.Write(stream, [("numbers", [2, 2], new float[] { 1, 2, 3, 4 }), ("small", [2], new sbyte[] { -1, 1 }), ("raw", [1], new byte[] { 65 }), ("future", [1], new ulong[] { 9 })]);
        byte[] bytes = stream.ToArray();
        ModelFile model = ModelFile.Read(new MemoryStream(bytes), "test.hsm");
        Assert.Equal([1f, 2f, 3f, 4f], model.Floats("numbers"));
        Assert.Equal("A", model.Words("raw"));
        Assert.Equal(64, model.Sha256.Length);
        Assert.Contains("no field weights", Message(() => model.Floats("weights")), StringComparison.Ordinal);
        Assert.Contains("HS0204", Message(() => model.Floats("small")), StringComparison.Ordinal);

        byte[] damaged = [.. bytes];
        damaged[20] ^= 1;
        Assert.Contains("HS0203: test.hsm is damaged", Message(() => ModelFile.Read(new MemoryStream(damaged), "test.hsm")), StringComparison.Ordinal);
        damaged = [.. bytes];
        damaged[4] = 9;
        Assert.Contains("HS0202: test.hsm has model format 9", Message(() => ModelFile.Read(new MemoryStream(damaged), "test.hsm")), StringComparison.Ordinal);
        Assert.Contains("HS0201", Message(() => ModelFile.Read(new MemoryStream(new byte[100]), "test.hsm")), StringComparison.Ordinal);
        Assert.Contains("HS0201", Message(() => ModelFile.Read(new MemoryStream(), "test.hsm")), StringComparison.Ordinal);
        for (int cut = 1; cut < bytes.Length; cut += 7)
        {
            Assert.Contains("HS020", Message(() => ModelFile.Read(new MemoryStream(bytes[..^cut]), "test.hsm")), StringComparison.Ordinal);
        }
    }

    private static string Message(Action action) => Assert.Throws<InvalidDataException>(action).Message;

    private float[] Floats(int count)
    {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++)
        {
            floats[i] = ((float)_random.NextDouble() * 2) - 1;
        }

        return floats;
    }
}
