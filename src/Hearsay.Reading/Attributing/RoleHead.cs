using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Hearsay.Reading.Network;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Attributing;

/// <summary>
/// Finds the words of a cue, its source and its content, given the cue's head word: tags a window of tokens around it, each described by how it hangs in the tree seen
/// from that word and which quotation it stands in, and decodes the best sequence (linear-chain conditional random field) that has at most one source.
/// </summary>
internal sealed class RoleHead
{
    private const int Tags = 7;
    private const int BeginSource = 1;
    private const int InSource = 2;

    /// <summary>States of the decoder: tags, then tags again for when a source has begun, each rounded up to one vector.</summary>
    private const int Lanes = 16;

    private const int Half = 8;
    private const float Never = -1e4f;

    /// <summary>Sentence distances to the cue that are told apart: −2 … 2.</summary>
    private const int Distances = 5;

    /// <summary>Tokens before the cue's head word that are looked at first; half of 4,000 cues in press releases need no more.</summary>
    private const int FirstBefore = 22;

    /// <summary>Tokens from the head word on that are looked at first.</summary>
    private const int FirstAfter = 42;

    /// <summary>Tokens of a sentence whose tree is looked at as a whole; of a longer one, which no corpus has, only what the window holds.</summary>
    private const int LongestTree = 512;

    private readonly Matrix _token;
    private readonly Matrix _query;
    private readonly float[] _offsets;
    private readonly float[] _anchor;
    private readonly float[] _distances;
    private readonly float[] _branches;
    private readonly float[] _depths;
    private readonly float[] _twigs;
    private readonly float[] _quotations;
    private readonly GatedConvolution[] _blocks;
    private readonly int _reach;
    private readonly LayerNorm _last;
    private readonly Matrix _scores;
    private readonly float[] _transitions = new float[Lanes * Lanes];
    private readonly float[] _start = new float[Lanes];
    private readonly float[] _tagTransitions = new float[Half * Half];
    private readonly float[] _tagStart = new float[Half];

    /// <summary>Takes the head's part out of a model.</summary>
    /// <exception cref="InvalidDataException">A field is missing or does not fit.</exception>
    public RoleHead(ModelFile model)
    {
        _token = model.Matrix("token");
        _query = model.Matrix("query");
        _offsets = model.Floats("offset.weight");
        _anchor = model.Floats("anchor");
        _distances = model.Floats("distance.weight");
        _branches = model.Floats("branch.weight");
        _depths = model.Floats("depth.weight");
        _twigs = model.Floats("twig.weight");
        _quotations = model.Floats("quotation.weight");
        _blocks = model.Blocks("role_blocks");
        _reach = _blocks.Sum(block => block.Dilation);
        _last = model.Norm("role_last");
        _scores = model.Matrix("role");
        float[] window = model.Floats("window");
        Before = (int)window[0];
        After = (int)window[1];
        Width = _token.Outputs;
        float[] transitions = model.Floats("transitions");
        float[] start = model.Floats("start");
        if (_scores.Outputs != Tags || transitions.Length != Tags * Tags || start.Length != Tags)
        {
            throw ReaderErrors.Mismatch(model.Sha256[..12], $"{_scores.Outputs} role tags, not {Tags}");
        }

        _transitions.AsSpan().Fill(Never);
        _start.AsSpan().Fill(Never);
        for (int to = 0; to < Tags; to++)
        {
            _tagStart[to] = start[to];
            for (int from = 0; from < Tags; from++)
            {
                _tagTransitions[(from * Half) + to] = MathF.Exp(transitions[(from * Tags) + to]);
            }
        }

        for (int to = 0; to < Tags; to++)
        {
            bool source = to is BeginSource or InSource;
            _start[to + (source ? Half : 0)] = start[to];
            for (int from = 0; from < Tags; from++)
            {
                float score = transitions[(from * Tags) + to];
                _transitions[(from * Lanes) + to + (source ? Half : 0)] = score;
                if (!source || (to == InSource && from is BeginSource or InSource))
                {
                    _transitions[((from + Half) * Lanes) + to + Half] = score;
                }
            }
        }
    }

    /// <summary>Added to the scores of the head word: it is in the cue.</summary>
    private static Vector256<float> OnlyCue => Vector256.Create(Never, Never, Never, Never, Never, 0, 0, Never);

    /// <summary>Tokens of the window before the cue's head word.</summary>
    public int Before { get; }

    /// <summary>Tokens of the window from the cue's head word on.</summary>
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
            return (rows * Width) + Math.Max(_blocks.Max(block => block.Scratch(rows)), rows * (_scores.PaddedOutputs + (Lanes / sizeof(float)))) + _query.PaddedOutputs;
        }
    }

    /// <summary>What every window needs of each token, computed once per stretch: rows × <see cref="KeyWidth"/> floats.</summary>
    public void Keys(ReadOnlySpan<float> vectors, int rows, Span<float> keys) => _token.Multiply(vectors, _token.Inputs, 1, 0, rows, keys);

    /// <summary>
    /// Finds cue, source and content around the head word of a cue. A small window is looked at first; where it holds no source or no content, or a role comes so near to one of its
    /// ends that what lies beyond had a say, that side is looked at as far as the window goes, and all is decoded again.
    /// </summary>
    /// <param name="vectors">Encoded tokens of the stretch.</param>
    /// <param name="keys">Their keys.</param>
    /// <param name="stretch">The tokens that the rows stand for; it holds the whole window, as far as the document does.</param>
    /// <param name="head">The cue's head word.</param>
    /// <param name="sentences">Of the document.</param>
    /// <param name="syntax">Of the document.</param>
    /// <param name="reading">Of the document.</param>
    /// <param name="scratch">At least <see cref="Scratch"/> floats.</param>
    /// <param name="cue">The words of the cue, which hold its head.</param>
    /// <param name="source">The source, empty when none is named.</param>
    /// <param name="content">Receives the parts of the content, in text order.</param>
    /// <param name="probability">Log-probability of the tags that say so, 0 or less.</param>
    /// <returns>The tokens of the window that was looked at.</returns>
    public TokenRange Find(ReadOnlySpan<float> vectors, ReadOnlySpan<float> keys, TokenRange stretch, int head, Sentences sentences, Dependencies syntax, ReadingColumns reading, Span<float> scratch, out TokenRange cue, out TokenRange source, List<TokenRange> content, out float probability)
    {
        Span<float> query = scratch[.._query.PaddedOutputs];
        scratch = scratch[query.Length..];
        _query.Multiply(vectors[((head - stretch.Start) * _query.Inputs)..], _query.Inputs, 1, 0, 1, query);
        int own = sentences.Of(head);
        var whole = new TokenRange(Math.Max(stretch.Start, head - Before), Math.Min(stretch.End, head + After));
        TokenRange tree = sentences[own];
        tree = tree.Length > LongestTree ? new(Math.Max(tree.Start, whole.Start), Math.Min(tree.End, whole.End)) : new(tree.Start, Math.Min(tree.End, reading.Length));
        Span<byte> branches = stackalloc byte[tree.Length];
        Span<byte> depths = stackalloc byte[tree.Length];
        Span<byte> twigs = stackalloc byte[tree.Length];
        CueTree.Describe(head, tree, syntax.Heads, reading.Relations, branches, depths, twigs);
        var window = new TokenRange(Math.Max(whole.Start, head - FirstBefore), Math.Min(whole.End, head + FirstAfter));
        while (true)
        {
            int rows = window.Length;
            Span<float> x = scratch[..(rows * Width)];
            Span<float> rest = scratch[x.Length..];
            int sentence = sentences.Of(window.Start);
            for (int i = 0; i < rows; i++)
            {
                int token = window.Start + i;
                while (token >= sentences[sentence].End)
                {
                    sentence++;
                }

                int distance = Math.Clamp(sentence - own, -(Distances / 2), Distances / 2) + (Distances / 2);
                bool hangs = tree.Contains(token);
                Span<float> row = x.Slice(i * Width, Width);
                VectorSum.Write(query[..Width], keys.Slice((token - stretch.Start) * KeyWidth, Width), row);
                VectorSum.Write(row, _offsets.AsSpan((token - head + Before) * Width, Width), row);
                VectorSum.Write(row, _distances.AsSpan(distance * Width, Width), row);
                VectorSum.Write(row, _branches.AsSpan(hangs ? branches[token - tree.Start] * Width : 0, Width), row);
                VectorSum.Write(row, _depths.AsSpan(hangs ? depths[token - tree.Start] * Width : 0, Width), row);
                VectorSum.Write(row, _twigs.AsSpan(hangs ? twigs[token - tree.Start] * Width : 0, Width), row);
                VectorSum.Write(row, _quotations.AsSpan(Quotation(token, head, reading) * Width, Width), row);
            }

            Span<float> at = x.Slice((head - window.Start) * Width, Width);
            VectorSum.Write(at, _anchor, at);
            foreach (GatedConvolution block in _blocks)
            {
                block.Apply(x, rows, rest);
            }

            _last.Apply(x, x, rows);
            Span<float> scores = rest[..(rows * _scores.PaddedOutputs)];
            _scores.Multiply(x, Width, 1, 0, rows, scores);
            Span<byte> tags = MemoryMarshal.AsBytes(rest.Slice(scores.Length, rows * Lanes / sizeof(float)));
            Decode(scores, rows, head - window.Start, tags);
            tags = tags[..rows];
            Collect(tags, window, head, out cue, out source, content);
            bool missing = source.IsEmpty || content.Count == 0;
            int near = Math.Min(rows, _reach);
            var wider = new TokenRange(missing || tags[..near].ContainsAnyExcept((byte)0) ? whole.Start : window.Start, missing || tags[^near..].ContainsAnyExcept((byte)0) ? whole.End : window.End);
            if (wider == window)
            {
                probability = LogProbability(scores, head - window.Start, tags);
                return window;
            }

            content.Clear();
            window = wider;
        }
    }

    /// <summary>
    /// Row of the table of quotations: outside any, the cue too; outside, the cue inside; in the cue's; in the nearest to the cue; in another. Each before, in and
    /// after the cue's paragraph.
    /// </summary>
    private static int Quotation(int token, int head, ReadingColumns reading)
    {
        int own = reading.Quotations[head];
        int of = reading.Quotations[token];
        int row = of < 0 ? (own < 0 ? 0 : 1) : of == own ? 2 : of == reading.Nearest[head] ? 3 : 4;
        return (row * 3) + 1 + Math.Sign(reading.Paragraphs[token] - reading.Paragraphs[head]);
    }

    /// <summary>The runs of tags as ranges. Of several cues the one with the head word counts.</summary>
    private static void Collect(ReadOnlySpan<byte> tags, TokenRange window, int head, out TokenRange cue, out TokenRange source, List<TokenRange> content)
    {
        cue = new TokenRange(head, head + 1);
        source = default;
        int start = 0;
        while (start < tags.Length)
        {
            int kind = (tags[start] + 1) / 2;
            int end = start + 1;
            while (end < tags.Length && kind > 0 && tags[end] == 2 * kind)
            {
                end++;
            }

            var range = new TokenRange(window.Start + start, window.Start + end);
            switch (kind)
            {
                case 1:
                    source = range;
                    break;
                case 2:
                    content.Add(range);
                    break;
                case 3 when range.Contains(head):
                    cue = range;
                    break;
                default:
                    break;
            }

            start = end;
        }
    }

    /// <summary>Viterbi over tag × "a source has begun"; the head word is in the cue.</summary>
    /// <param name="scores">Of the tags, one row of padded outputs per token.</param>
    /// <param name="rows">Number of tokens.</param>
    /// <param name="head">Row of the head word.</param>
    /// <param name="back">Room for <see cref="Lanes"/> bytes per token; its first bytes receive the tags.</param>
    private void Decode(ReadOnlySpan<float> scores, int rows, int head, Span<byte> back)
    {
        int stride = _scores.PaddedOutputs;
        Vector256<float> own = Vector256.Create(scores) + (head == 0 ? OnlyCue : Vector256<float>.Zero);
        Vector256<float> low = Vector256.Create<float>(_start) + own;
        Vector256<float> high = Vector256.Create<float>(_start.AsSpan(Half)) + own;
        Span<float> sums = stackalloc float[Lanes];
        for (int row = 1; row < rows; row++)
        {
            low.CopyTo(sums);
            high.CopyTo(sums[Half..]);
            Vector256<float> bestLow = Vector256.Create(float.NegativeInfinity);
            Vector256<float> bestHigh = bestLow;
            Vector256<float> fromLow = Vector256<float>.Zero;
            Vector256<float> fromHigh = Vector256<float>.Zero;
            for (int from = 0; from < Half + Tags; from++)
            {
                Vector256<float> sum = Vector256.Create(sums[from]);
                Vector256<float> number = Vector256.Create((float)from);
                Vector256<float> toLow = sum + Vector256.Create<float>(_transitions.AsSpan(from * Lanes));
                Vector256<float> toHigh = sum + Vector256.Create<float>(_transitions.AsSpan((from * Lanes) + Half));
                fromLow = Vector256.ConditionalSelect(Vector256.GreaterThan(toLow, bestLow), number, fromLow);
                fromHigh = Vector256.ConditionalSelect(Vector256.GreaterThan(toHigh, bestHigh), number, fromHigh);
                bestLow = Vector256.Max(toLow, bestLow);
                bestHigh = Vector256.Max(toHigh, bestHigh);
            }

            own = Vector256.Create(scores[(row * stride)..]) + (row == head ? OnlyCue : Vector256<float>.Zero);
            low = bestLow + own;
            high = bestHigh + own;
            for (int lane = 0; lane < Half; lane++)
            {
                back[(row * Lanes) + lane] = (byte)fromLow[lane];
                back[(row * Lanes) + Half + lane] = (byte)fromHigh[lane];
            }
        }

        low.CopyTo(sums);
        high.CopyTo(sums[Half..]);
        int state = 0;
        for (int other = 1; other < Half + Tags; other++)
        {
            state = other != Tags && sums[other] > sums[state] ? other : state;
        }

        // A token's tag is written where the way back has been read already.
        for (int row = rows - 1; row >= 0; row--)
        {
            byte before = back[(row * Lanes) + state];
            back[(row * Lanes)] = (byte)(state % Half);
            state = before;
        }

        for (int row = 0; row < rows; row++)
        {
            back[row] = back[row * Lanes];
        }
    }

    /// <summary>What the field gives the sequence <paramref name="tags"/>, by the forward algorithm, scaled row by row.</summary>
    private float LogProbability(ReadOnlySpan<float> scores, int head, ReadOnlySpan<byte> tags)
    {
        int stride = _scores.PaddedOutputs;
        Vector256<float> used = Vector256.Create(0f, 0, 0, 0, 0, 0, 0, Never);
        double sum = 0;
        Vector256<float> forward = Vector256<float>.Zero;
        for (int row = 0; row < tags.Length; row++)
        {
            Vector256<float> own = Vector256.Create(scores[(row * stride)..]) + (row == head ? OnlyCue : used);
            own += row == 0 ? Vector256.Create<float>(_tagStart) : Vector256<float>.Zero;
            sum += own[tags[row]] + (row == 0 ? 0 : MathF.Log(_tagTransitions[(tags[row - 1] * Half) + tags[row]]));
            float highest = own[0];
            for (int tag = 1; tag < Tags; tag++)
            {
                highest = MathF.Max(highest, own[tag]);
            }

            Vector256<float> likely = Vector256.Exp(own - Vector256.Create(highest));
            if (row > 0)
            {
                Vector256<float> reached = Vector256<float>.Zero;
                for (int from = 0; from < Tags; from++)
                {
                    reached = Vector256.FusedMultiplyAdd(Vector256.Create(forward[from]), Vector256.Create<float>(_tagTransitions.AsSpan(from * Half)), reached);
                }

                likely *= reached;
            }

            float total = ((likely[0] + likely[4]) + (likely[2] + likely[6])) + ((likely[1] + likely[5]) + likely[3]);
            forward = likely / Vector256.Create(total);
            sum -= highest + MathF.Log(total);
        }

        return (float)Math.Min(0, sum);
    }
}
