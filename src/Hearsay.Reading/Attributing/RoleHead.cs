using Hearsay.Reading.Network;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Attributing;

/// <summary>
/// Finds source and content for one cue: tags a window of tokens around it, the cue marked, and decodes the best sequence
/// (linear-chain conditional random field) that has at most one source.
/// </summary>
internal sealed class RoleHead
{
    private const int Tags = 5;
    private const int BeginSource = 1;
    private const int InSource = 2;
    private const int BeginContent = 3;
    private const int InContent = 4;

    /// <summary>Sentence distances to the cue that are told apart: −2 … 2.</summary>
    private const int Distances = 5;

    private readonly Matrix _token;
    private readonly Matrix _query;
    private readonly float[] _offsets;
    private readonly float[] _inside;
    private readonly float[] _distances;
    private readonly GatedConvolution[] _blocks;
    private readonly LayerNorm _last;
    private readonly Matrix _scores;
    private readonly float[] _transitions;
    private readonly float[] _start;

    public RoleHead(ModelFile model)
    {
        _token = model.Matrix("token");
        _query = model.Matrix("query");
        _offsets = model.Floats("offset.weight");
        _inside = model.Floats("inside.weight");
        _distances = model.Floats("distance.weight");
        _blocks = model.Blocks("role_blocks");
        _last = model.Norm("role_last");
        _scores = model.Matrix("role");
        _transitions = model.Floats("transitions");
        _start = model.Floats("start");
        float[] window = model.Floats("window");
        Before = (int)window[0];
        After = (int)window[1];
        Width = _token.Outputs;
    }

    /// <summary>Tokens of the window before the cue's first token.</summary>
    public int Before { get; }

    /// <summary>Tokens of the window from the cue's first token on.</summary>
    public int After { get; }

    /// <summary>Numbers per token inside this head.</summary>
    public int Width { get; }

    /// <summary>Padded numbers per token of <see cref="Keys"/>.</summary>
    public int KeyWidth => _token.PaddedOutputs;

    /// <summary>Floats of scratch for one cue.</summary>
    public int Scratch
    {
        get
        {
            int rows = Before + After;
            return (rows * Width) + _blocks.Max(block => block.Scratch(rows)) + (rows * _scores.PaddedOutputs) + _query.Inputs + _query.PaddedOutputs;
        }
    }

    /// <summary>What every window needs of each token, computed once per stretch: rows × <see cref="KeyWidth"/> floats.</summary>
    public void Keys(ReadOnlySpan<float> vectors, int rows, Span<float> keys) => _token.Multiply(vectors, _token.Inputs, 1, 0, rows, keys);

    /// <summary>Finds source and content of <paramref name="cue"/>.</summary>
    /// <param name="vectors">Encoded tokens of the stretch.</param>
    /// <param name="keys">Their keys.</param>
    /// <param name="stretch">The tokens that the rows stand for; it holds the whole window, as far as the document does.</param>
    /// <param name="cue">The cue.</param>
    /// <param name="sentences">Of the document.</param>
    /// <param name="scratch">At least <see cref="Scratch"/> floats.</param>
    /// <param name="source">The source, empty when none is named.</param>
    /// <param name="content">Receives the parts of the content, in text order.</param>
    /// <returns>The tokens of the window that was looked at.</returns>
    public TokenRange Find(ReadOnlySpan<float> vectors, ReadOnlySpan<float> keys, TokenRange stretch, TokenRange cue, Sentences sentences, Span<float> scratch, out TokenRange source, List<TokenRange> content)
    {
        var window = new TokenRange(Math.Max(stretch.Start, cue.Start - Before), Math.Min(stretch.End, cue.Start + After));
        int rows = window.Length;
        Span<float> x = scratch[..(rows * Width)];
        Span<float> rest = scratch[(rows * Width)..];
        Span<float> mean = rest[.._query.Inputs];
        Span<float> query = rest.Slice(mean.Length, _query.PaddedOutputs);
        rest = rest[(mean.Length + query.Length)..];
        Mean(vectors, stretch, cue, mean);
        _query.Multiply(mean, _query.Inputs, 1, 0, 1, query);
        int cueSentence = sentences.Of(cue.Start);
        int sentence = sentences.Of(window.Start);
        for (int i = 0; i < rows; i++)
        {
            int token = window.Start + i;
            while (token >= sentences[sentence].End)
            {
                sentence++;
            }

            int distance = Math.Clamp(sentence - cueSentence, -(Distances / 2), Distances / 2) + (Distances / 2);
            ReadOnlySpan<float> key = keys.Slice((token - stretch.Start) * KeyWidth, Width);
            ReadOnlySpan<float> offset = _offsets.AsSpan((token - cue.Start + Before) * Width, Width);
            ReadOnlySpan<float> inside = _inside.AsSpan(cue.Contains(token) ? Width : 0, Width);
            ReadOnlySpan<float> away = _distances.AsSpan(distance * Width, Width);
            Span<float> row = x.Slice(i * Width, Width);
            for (int k = 0; k < row.Length; k++)
            {
                row[k] = (((key[k] + query[k]) + offset[k]) + inside[k]) + away[k];
            }
        }

        foreach (GatedConvolution block in _blocks)
        {
            block.Apply(x, rows, rest);
        }

        _last.Apply(x, x, rows);
        Span<float> scores = rest[..(rows * _scores.PaddedOutputs)];
        _scores.Multiply(x, Width, 1, 0, rows, scores);
        Decode(scores, rows, window, out source, content);
        return window;
    }

    private static void Mean(ReadOnlySpan<float> vectors, TokenRange stretch, TokenRange cue, Span<float> mean)
    {
        mean.Clear();
        int last = Math.Min(cue.End, stretch.End);
        for (int token = cue.Start; token < last; token++)
        {
            ReadOnlySpan<float> row = vectors.Slice((token - stretch.Start) * mean.Length, mean.Length);
            for (int k = 0; k < mean.Length; k++)
            {
                mean[k] += row[k];
            }
        }

        for (int k = 0; k < mean.Length; k++)
        {
            mean[k] /= last - cue.Start;
        }
    }

    /// <summary>Viterbi over tag × "a source has begun".</summary>
    private void Decode(ReadOnlySpan<float> scores, int rows, TokenRange window, out TokenRange source, List<TokenRange> content)
    {
        const int States = Tags * 2;
        int stride = _scores.PaddedOutputs;
        Span<float> best = stackalloc float[States];
        Span<float> next = stackalloc float[States];
        Span<byte> back = rows * States <= 4096 ? stackalloc byte[rows * States] : new byte[rows * States];
        best.Fill(float.NegativeInfinity);
        for (int tag = 0; tag < Tags; tag++)
        {
            best[tag + (tag is BeginSource or InSource ? Tags : 0)] = _start[tag] + scores[tag];
        }

        for (int i = 1; i < rows; i++)
        {
            next.Fill(float.NegativeInfinity);
            for (int from = 0; from < States; from++)
            {
                if (float.IsNegativeInfinity(best[from]))
                {
                    continue;
                }

                int fromTag = from % Tags;
                bool had = from >= Tags;
                for (int tag = 0; tag < Tags; tag++)
                {
                    bool second = had && (tag == BeginSource || (tag == InSource && fromTag is not (BeginSource or InSource)));
                    if (second)
                    {
                        continue;
                    }

                    int to = tag + (had || tag is BeginSource or InSource ? Tags : 0);
                    float score = best[from] + _transitions[(fromTag * Tags) + tag] + scores[(i * stride) + tag];
                    if (score > next[to])
                    {
                        next[to] = score;
                        back[(i * States) + to] = (byte)from;
                    }
                }
            }

            next.CopyTo(best);
        }

        int state = 0;
        for (int s = 1; s < States; s++)
        {
            state = best[s] > best[state] ? s : state;
        }

        source = default;
        int end = -1;
        int kind = 0;
        int firstContent = content.Count;
        for (int i = rows - 1; i >= 0; i--)
        {
            int tag = state % Tags;
            int tagKind = (tag + 1) / 2;
            if (end >= 0 && tagKind != kind)
            {
                Close(i + 1, ref source);
            }

            if (tagKind != 0 && end < 0)
            {
                end = i + 1;
                kind = tagKind;
            }

            if (end >= 0 && tag is BeginSource or BeginContent)
            {
                Close(i, ref source);
            }

            state = back[(i * States) + state];
        }

        if (end >= 0)
        {
            Close(0, ref source);
        }

        content.Reverse(firstContent, content.Count - firstContent);

        void Close(int start, ref TokenRange found)
        {
            var range = new TokenRange(window.Start + start, window.Start + end);
            if (kind == 1)
            {
                found = range;
            }
            else
            {
                content.Add(range);
            }

            end = -1;
        }
    }
}
