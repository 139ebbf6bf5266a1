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

    private readonly ByteMatrix _dependents;
    private readonly ByteMatrix _heads;
    private readonly ByteMatrix _arcs;
    private readonly float[] _root;
    private readonly float[] _headBias;

    /// <summary>What the distance from a word to its head adds, from −<see cref="LongestSentence"/> on.</summary>
    private readonly float[] _distances;

    private readonly float _scale;
    private readonly ByteMatrix _relationDependents;
    private readonly ByteMatrix _relationHeads;
    private readonly float[] _relationRoot;
    private readonly ByteMatrix _relations;

    /// <summary>Takes the parser's part out of a model.</summary>
    /// <exception cref="InvalidDataException">A field is missing.</exception>
    public Parser(ModelFile model)
    {
        _dependents = model.ByteMatrix("arc_dependent");
        _heads = model.ByteMatrix("arc_head");
        _arcs = model.ByteMatrix("arc");
        _root = model.Floats("arc_root");
        _headBias = model.Floats("head_bias.weight");
        float[] distances = model.Floats("distance");
        int furthest = distances.Length / 2;
        _distances = [.. Enumerable.Range(-LongestSentence, (2 * LongestSentence) + 1).Select(distance => distances[Math.Clamp(distance, -furthest, furthest) + furthest])];
        _scale = 1 / MathF.Sqrt(_arcs.Outputs);
        _relationDependents = model.ByteMatrix("relation_dependent");
        _relationHeads = model.ByteMatrix("relation_head");
        _relationRoot = model.Floats("relation_root");
        _relations = model.ByteMatrix("relation");
    }

    /// <summary>Floats of scratch for a stretch of <paramref name="rows"/> tokens.</summary>
    public int Scratch(int rows) => (rows * ((2 * _arcs.PaddedOutputs) + _dependents.PaddedOutputs + (2 * _relationHeads.PaddedOutputs))) + ByteRows.Room(rows, _arcs.Inputs)
        + (LongestSentence * ((LongestSentence + 1) + _relationHeads.PaddedOutputs + _relations.PaddedOutputs));

    /// <summary>Parses whole sentences.</summary>
    /// <param name="encoded">Encoded tokens of <paramref name="range"/>.</param>
    /// <param name="range">The tokens of the sentences.</param>
    /// <param name="pieces">The sentences, each with at most <see cref="LongestSentence"/> tokens, in order; together they are the range.</param>
    /// <param name="tree">Finds trees.</param>
    /// <param name="heads">Of the document: receives the heads.</param>
    /// <param name="relations">Of the document: receives the relations.</param>
    /// <param name="scratch">At least <see cref="Scratch"/> floats.</param>
    public void Parse(in ByteRows encoded, TokenRange range, ReadOnlySpan<TokenRange> pieces, SpanningTree tree, int[] heads, byte[] relations, Span<float> scratch)
    {
        int rows = range.Length;
        int width = _arcs.PaddedOutputs;
        int relationWidth = _relationHeads.PaddedOutputs;
        Span<float> raw = Take(ref scratch, rows * _dependents.PaddedOutputs);
        Span<float> queries = Take(ref scratch, rows * width);
        Span<float> keys = Take(ref scratch, rows * width);
        Span<float> relationDependents = Take(ref scratch, rows * relationWidth);
        Span<float> relationHeads = Take(ref scratch, rows * relationWidth);
        var rectified = new ByteRows(Take(ref scratch, ByteRows.Room(rows, _arcs.Inputs)), rows, _arcs.Inputs);
        _dependents.Multiply(encoded, 0, 0, rows, raw);
        Rectify(raw);
        for (int row = 0; row < rows; row++)
        {
            rectified.Set(row, raw[(row * _dependents.PaddedOutputs)..], 1);
        }

        _arcs.Multiply(rectified, 0, 0, rows, queries);
        Scale(queries, _scale);
        _heads.Multiply(encoded, 0, 0, rows, keys);
        Rectify(keys);
        _relationDependents.Multiply(encoded, 0, 0, rows, relationDependents);
        _relationHeads.Multiply(encoded, 0, 0, rows, relationHeads);
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
            rectified.Set(0, pairs, words);
            _relations.Multiply(rectified, 0, 0, words, relationScores);
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

        int best = 0;
        float most = scores[0];
        for (int relation = 1; relation < scores.Length; relation++)
        {
            if (scores[relation] > most && relation != (int)DependencyRelation.Root)
            {
                most = scores[relation];
                best = relation;
            }
        }

        return (DependencyRelation)best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Score(ReadOnlySpan<float> queries, ReadOnlySpan<float> keys, int words, Span<float> scores)
    {
        int width = _arcs.PaddedOutputs;
        Span<float> bias = stackalloc float[LongestSentence];
        for (int head = 0; head < words; head++)
        {
            bias[head] = Dot(_headBias, keys.Slice(head * width, _headBias.Length));
        }

        for (int word = 0; word < words; word++)
        {
            ReadOnlySpan<float> query = queries.Slice(word * width, width);
            Span<float> row = scores.Slice(word * (words + 1), words + 1);
            ReadOnlySpan<float> distances = _distances.AsSpan(LongestSentence - word);
            row[0] = Dot(query[.._root.Length], _root);
            row = row[1..];
            int head = 0;
            for (; head + 4 <= row.Length; head += 4)
            {
                Vector128<float> products = Dots(query, keys.Slice(head * width, 4 * width));
                (products + Vector128.Create<float>(bias[head..]) + Vector128.Create(distances[head..])).CopyTo(row[head..]);
            }

            for (; head < row.Length; head++)
            {
                row[head] = Dot(query, keys.Slice(head * width, width)) + bias[head] + distances[head];
            }
        }
    }

    /// <summary><see cref="Dot"/> of <paramref name="x"/> with each of four rows, to the same bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Dots(ReadOnlySpan<float> x, ReadOnlySpan<float> rows)
    {
        ref Vector256<float> a = ref Unsafe.As<float, Vector256<float>>(ref MemoryMarshal.GetReference(x));
        ref Vector256<float> b = ref Unsafe.As<float, Vector256<float>>(ref MemoryMarshal.GetReference(rows));
        Vector256<float> even0 = default, even1 = default, even2 = default, even3 = default;
        Vector256<float> odd0 = default, odd1 = default, odd2 = default, odd3 = default;
        int steps = x.Length / Vector256<float>.Count;
        for (int i = 0; i + 1 < steps; i += 2)
        {
            Vector256<float> v = Unsafe.Add(ref a, i);
            even0 = Vector256.FusedMultiplyAdd(v, Unsafe.Add(ref b, i), even0);
            even1 = Vector256.FusedMultiplyAdd(v, Unsafe.Add(ref b, i + steps), even1);
            even2 = Vector256.FusedMultiplyAdd(v, Unsafe.Add(ref b, i + (2 * steps)), even2);
            even3 = Vector256.FusedMultiplyAdd(v, Unsafe.Add(ref b, i + (3 * steps)), even3);
            v = Unsafe.Add(ref a, i + 1);
            odd0 = Vector256.FusedMultiplyAdd(v, Unsafe.Add(ref b, i + 1), odd0);
            odd1 = Vector256.FusedMultiplyAdd(v, Unsafe.Add(ref b, i + 1 + steps), odd1);
            odd2 = Vector256.FusedMultiplyAdd(v, Unsafe.Add(ref b, i + 1 + (2 * steps)), odd2);
            odd3 = Vector256.FusedMultiplyAdd(v, Unsafe.Add(ref b, i + 1 + (3 * steps)), odd3);
        }

        return Vector128.Create(Sum(even0 + odd0), Sum(even1 + odd1), Sum(even2 + odd2), Sum(even3 + odd3));
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

        return Sum(even + odd);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum(Vector256<float> v)
    {
        Vector128<float> four = v.GetLower() + v.GetUpper();
        return (four[0] + four[2]) + (four[1] + four[3]);
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
