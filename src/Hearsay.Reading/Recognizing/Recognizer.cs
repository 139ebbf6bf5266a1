using System.Runtime.Intrinsics;
using Hearsay.Reading.Network;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Recognizing;

/// <summary>Finds names: the best sequence of begin, inside and outside tags over a sentence (linear-chain conditional random field, Lafferty et al. 2001).</summary>
internal sealed class Recognizer
{
    /// <summary>Tags rounded up to two vectors of eight.</summary>
    private const int Lanes = 16;

    private const float Never = -1e4f;
    private readonly Matrix _scores;
    private readonly float[] _transitions = new float[Lanes * Lanes];
    private readonly float[] _start = new float[Lanes];

    /// <summary>Takes the recognizer's part out of a model.</summary>
    /// <exception cref="InvalidDataException">A field is missing or does not fit.</exception>
    public Recognizer(ModelFile model)
    {
        _scores = model.Matrix("name");
        int tags = 1 + (2 * Enum.GetValues<NameKind>().Length);
        float[] transitions = model.Floats("transitions");
        float[] start = model.Floats("start");
        if (_scores.Outputs != tags || transitions.Length != tags * tags || start.Length != tags)
        {
            throw ReaderErrors.Mismatch(model.Sha256[..12], $"{_scores.Outputs} name tags, not {tags}");
        }

        _transitions.AsSpan().Fill(Never);
        _start.AsSpan().Fill(Never);
        for (int to = 0; to < tags; to++)
        {
            // Tag 2 + 2k goes on with a name of kind k, so it follows 1 + 2k or itself.
            bool inside = to > 0 && to % 2 == 0;
            _start[to] = start[to] + (inside ? Never : 0);
            for (int from = 0; from < tags; from++)
            {
                _transitions[(from * Lanes) + to] = transitions[(from * tags) + to] + (inside && from != to && from != to - 1 ? Never : 0);
            }
        }
    }

    /// <summary>Floats of scratch for a sentence of at most <paramref name="longest"/> tokens, and bytes for the way back.</summary>
    public int Scratch(int longest) => longest * (_scores.PaddedOutputs + (Lanes / 4));

    /// <summary>Appends the names of a sentence.</summary>
    /// <param name="vectors">Its encoded tokens.</param>
    /// <param name="sentence">The tokens.</param>
    /// <param name="names">Receives names.</param>
    /// <param name="scratch">At least <see cref="Scratch"/> floats.</param>
    public void Find(ReadOnlySpan<float> vectors, TokenRange sentence, List<Name> names, Span<float> scratch)
    {
        int rows = sentence.Length;
        int stride = _scores.PaddedOutputs;
        Span<float> scores = scratch[..(rows * stride)];
        Span<byte> back = System.Runtime.InteropServices.MemoryMarshal.AsBytes(scratch.Slice(rows * stride, rows * Lanes / 4));
        _scores.Multiply(vectors, _scores.Inputs, 1, 0, rows, scores);
        Vector256<float> low = Vector256.Create<float>(_start) + Vector256.Create<float>(scores);
        Vector256<float> high = Vector256.Create<float>(_start.AsSpan(8)) + Vector256.Create<float>(scores[8..]);
        Span<float> sums = stackalloc float[Lanes];
        for (int row = 1; row < rows; row++)
        {
            low.CopyTo(sums);
            high.CopyTo(sums[8..]);
            Vector256<float> bestLow = Vector256.Create(float.NegativeInfinity);
            Vector256<float> bestHigh = bestLow;
            Vector256<float> fromLow = Vector256<float>.Zero;
            Vector256<float> fromHigh = Vector256<float>.Zero;
            for (int from = 0; from < Lanes - 1; from++)
            {
                Vector256<float> sum = Vector256.Create(sums[from]);
                Vector256<float> number = Vector256.Create((float)from);
                Vector256<float> toLow = sum + Vector256.Create<float>(_transitions.AsSpan(from * Lanes));
                Vector256<float> toHigh = sum + Vector256.Create<float>(_transitions.AsSpan((from * Lanes) + 8));
                fromLow = Vector256.ConditionalSelect(Vector256.GreaterThan(toLow, bestLow), number, fromLow);
                fromHigh = Vector256.ConditionalSelect(Vector256.GreaterThan(toHigh, bestHigh), number, fromHigh);
                bestLow = Vector256.Max(toLow, bestLow);
                bestHigh = Vector256.Max(toHigh, bestHigh);
            }

            ReadOnlySpan<float> own = scores.Slice(row * stride, Lanes);
            low = bestLow + Vector256.Create<float>(own);
            high = bestHigh + Vector256.Create<float>(own[8..]);
            for (int lane = 0; lane < 8; lane++)
            {
                back[(row * Lanes) + lane] = (byte)fromLow[lane];
                back[(row * Lanes) + 8 + lane] = (byte)fromHigh[lane];
            }
        }

        low.CopyTo(sums);
        high.CopyTo(sums[8..]);
        int tag = 0;
        for (int other = 1; other < _scores.Outputs; other++)
        {
            tag = sums[other] > sums[tag] ? other : tag;
        }

        int first = names.Count;
        int end = sentence.End;
        for (int row = rows - 1; row >= 0; row--)
        {
            int token = sentence.Start + row;
            if (tag == 0)
            {
                end = token;
            }
            else if (tag % 2 == 1)
            {
                names.Add(new Name(new TokenRange(token, end), (NameKind)((tag - 1) / 2)));
                end = token;
            }

            tag = row > 0 ? back[(row * Lanes) + tag] : 0;
        }

        names.Reverse(first, names.Count - first);
    }
}
