using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Hearsay.Reading.Network;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Parsing;

/// <summary>
/// Draws the dependency tree of each sentence: every pair of words gets a score (biaffine, Dozat and Manning 2017, plus one for their distance), the best
/// tree is found exactly, and each of its arcs gets the best relation.
/// </summary>
internal sealed class Parser
{
    /// <summary>Words of a sentence that are parsed as one tree; the longest of the treebanks has 221. A longer one is read in pieces that hang on the first.</summary>
    public const int LongestSentence = 256;

    /// <summary>Slope of the leaky rectifier below zero, as trained.</summary>
    private const float Slope = 0.01f;

    private readonly Matrix _dependents;
    private readonly Matrix _heads;
    private readonly Matrix _arcs;
    private readonly float[] _root;
    private readonly float[] _headBias;
    private readonly float[] _distances;
    private readonly float _scale;
    private readonly Matrix _relationDependents;
    private readonly Matrix _relationHeads;
    private readonly float[] _relationRoot;
    private readonly Matrix _relations;

    /// <summary>Takes the parser's part out of a model.</summary>
    /// <exception cref="InvalidDataException">A field is missing.</exception>
    public Parser(ModelFile model)
    {
        _dependents = model.Matrix("arc_dependent");
        _heads = model.Matrix("arc_head");
        _arcs = model.Matrix("arc");
        _root = model.Floats("arc_root");
        _headBias = model.Floats("head_bias.weight");
        _distances = model.Floats("distance");
        _scale = 1 / MathF.Sqrt(_arcs.Outputs);
        _relationDependents = model.Matrix("relation_dependent");
        _relationHeads = model.Matrix("relation_head");
        _relationRoot = model.Floats("relation_root");
        _relations = model.Matrix("relation");
    }

    /// <summary>Floats of scratch for a stretch of <paramref name="rows"/> tokens.</summary>
    public int Scratch(int rows) => (rows * ((2 * _arcs.PaddedOutputs) + _dependents.PaddedOutputs + (2 * _relationHeads.PaddedOutputs)))
        + (LongestSentence * ((LongestSentence + 1) + _relationHeads.PaddedOutputs + _relations.PaddedOutputs));

    /// <summary>Parses whole sentences.</summary>
    /// <param name="vectors">Encoded tokens of <paramref name="range"/>.</param>
    /// <param name="range">The tokens of the sentences.</param>
    /// <param name="pieces">The sentences, each with at most <see cref="LongestSentence"/> tokens, in order; together they are the range.</param>
    /// <param name="tree">Finds trees.</param>
    /// <param name="heads">Of the document: receives the heads.</param>
    /// <param name="relations">Of the document: receives the relations.</param>
    /// <param name="scratch">At least <see cref="Scratch"/> floats.</param>
    public void Parse(ReadOnlySpan<float> vectors, TokenRange range, ReadOnlySpan<TokenRange> pieces, SpanningTree tree, int[] heads, byte[] relations, Span<float> scratch)
    {
        int rows = range.Length;
        int width = _arcs.PaddedOutputs;
        int relationWidth = _relationHeads.PaddedOutputs;
        Span<float> raw = Take(ref scratch, rows * _dependents.PaddedOutputs);
        Span<float> queries = Take(ref scratch, rows * width);
        Span<float> keys = Take(ref scratch, rows * width);
        Span<float> relationDependents = Take(ref scratch, rows * relationWidth);
        Span<float> relationHeads = Take(ref scratch, rows * relationWidth);
        _dependents.Multiply(vectors, _dependents.Inputs, 1, 0, rows, raw);
        Rectify(raw);
        _arcs.Multiply(raw, _dependents.PaddedOutputs, 1, 0, rows, queries);
        Scale(queries, _scale);
        _heads.Multiply(vectors, _heads.Inputs, 1, 0, rows, keys);
        Rectify(keys);
        _relationDependents.Multiply(vectors, _relationDependents.Inputs, 1, 0, rows, relationDependents);
        _relationHeads.Multiply(vectors, _relationHeads.Inputs, 1, 0, rows, relationHeads);
        Span<float> scores = Take(ref scratch, LongestSentence * (LongestSentence + 1));
        Span<float> pairs = Take(ref scratch, LongestSentence * relationWidth);
        Span<float> relationScores = Take(ref scratch, LongestSentence * _relations.PaddedOutputs);
        Span<int> found = stackalloc int[LongestSentence];
        foreach (TokenRange piece in pieces)
        {
            int words = piece.Length;
            int first = piece.Start - range.Start;
            Score(queries[(first * width)..], keys[(first * width)..], words, scores);
            tree.Find(scores, words + 1, words, found);
            for (int word = 0; word < words; word++)
            {
                ReadOnlySpan<float> head = found[word] == 0 ? _relationRoot : relationHeads.Slice((first + found[word] - 1) * relationWidth, relationWidth);
                VectorSum.Write(relationDependents.Slice((first + word) * relationWidth, relationWidth), head, pairs.Slice(word * relationWidth, relationWidth));
            }

            Rectify(pairs[..(words * relationWidth)]);
            _relations.Multiply(pairs, relationWidth, 1, 0, words, relationScores);
            for (int word = 0; word < words; word++)
            {
                int token = piece.Start + word;
                heads[token] = found[word] == 0 ? Dependencies.Root : piece.Start + found[word] - 1;
                relations[token] = (byte)Relation(relationScores.Slice(word * _relations.PaddedOutputs, _relations.Outputs), found[word] == 0);
            }
        }
    }

    private static Span<float> Take(ref Span<float> scratch, int length)
    {
        Span<float> taken = scratch[..length];
        scratch = scratch[length..];
        return taken;
    }

    /// <summary>The word under the root has the relation root, and no other has.</summary>
    private static DependencyRelation Relation(ReadOnlySpan<float> scores, bool root)
    {
        if (root)
        {
            return DependencyRelation.Root;
        }

        int best = -1;
        for (int relation = 0; relation < scores.Length; relation++)
        {
            if (relation != (int)DependencyRelation.Root && (best < 0 || scores[relation] > scores[best]))
            {
                best = relation;
            }
        }

        return (DependencyRelation)best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Score(ReadOnlySpan<float> queries, ReadOnlySpan<float> keys, int words, Span<float> scores)
    {
        int width = _arcs.PaddedOutputs;
        int furthest = _distances.Length / 2;
        Span<float> bias = stackalloc float[LongestSentence];
        for (int head = 0; head < words; head++)
        {
            bias[head] = Dot(_headBias, keys.Slice(head * width, _headBias.Length));
        }

        for (int word = 0; word < words; word++)
        {
            ReadOnlySpan<float> query = queries.Slice(word * width, width);
            Span<float> row = scores.Slice(word * (words + 1), words + 1);
            row[0] = Dot(query[.._root.Length], _root);
            for (int head = 0; head < words; head++)
            {
                int distance = Math.Clamp(head - word, -furthest, furthest) + furthest;
                row[head + 1] = Dot(query, keys.Slice(head * width, width)) + bias[head] + _distances[distance];
            }
        }
    }

    /// <summary>Sum of products in sixteen fixed lanes, so that the result does not depend on the width of the vector unit; lengths are multiples of sixteen.</summary>
    private static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        ReadOnlySpan<Vector256<float>> a = MemoryMarshal.Cast<float, Vector256<float>>(x);
        ReadOnlySpan<Vector256<float>> b = MemoryMarshal.Cast<float, Vector256<float>>(y[..x.Length]);
        Vector256<float> even = Vector256<float>.Zero;
        Vector256<float> odd = Vector256<float>.Zero;
        for (int i = 0; i + 1 < a.Length; i += 2)
        {
            even = Vector256.FusedMultiplyAdd(a[i], b[i], even);
            odd = Vector256.FusedMultiplyAdd(a[i + 1], b[i + 1], odd);
        }

        Vector256<float> v = even + odd;
        return ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]));
    }

    private static void Rectify(Span<float> x)
    {
        foreach (ref Vector256<float> v in MemoryMarshal.Cast<float, Vector256<float>>(x))
        {
            v = Vector256.Max(v, v * Slope);
        }
    }

    private static void Scale(Span<float> x, float factor)
    {
        foreach (ref Vector256<float> v in MemoryMarshal.Cast<float, Vector256<float>>(x))
        {
            v *= factor;
        }
    }
}
