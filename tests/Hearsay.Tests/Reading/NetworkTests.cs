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
