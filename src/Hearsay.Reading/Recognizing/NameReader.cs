using System.Numerics;
using Hearsay.Reading.Network;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Recognizing;

/// <summary>
/// Finds the names of a document: what the base encoder says of each token, how it is spelt and which lists of names have it, normalised, then a few gated convolutions, and on top of them a <see cref="Recognizer"/> that takes the
/// best sequence of tags over each sentence. Immutable and safe to share between threads.
/// </summary>
internal sealed class NameReader
{
    /// <summary>Tokens encoded in one go, about; the same names come out at any number.</summary>
    private const int StretchLength = 768;

    /// <summary>Rows that are mapped at a time: their inputs stay in the first-level cache.</summary>
    private const int Stripe = 16;

    /// <summary>What is looked up of a token's spelling.</summary>
    private static readonly FeatureColumn[] Columns = [FeatureColumn.Prefix, FeatureColumn.Suffix, FeatureColumn.ShortEnding, FeatureColumn.Shape, FeatureColumn.Place];

    private readonly Gazetteer _gazetteer;
    private readonly EmbeddingTable _tables;
    private readonly int[] _offsets;
    private readonly ByteMatrix _reading;
    private readonly LayerNorm _first;
    private readonly GatedConvolution[] _blocks;
    private readonly LayerNorm _last;
    private readonly Recognizer _recognizer;
    private readonly int _width;
    private readonly int _reach;

    private NameReader(ModelFile model)
    {
        _gazetteer = new Gazetteer(model.Longs("lists"));
        _tables = model.Table(["prefix", "suffix", "short", "shape", "place", "gazetteer"], out _offsets);
        _reading = model.ByteMatrix("reading");
        _first = model.Norm("norm");
        _blocks = model.Blocks("blocks");
        _last = model.Norm("last");
        _recognizer = new Recognizer(model);
        _width = _blocks[0].Width;
        _reach = _blocks.Sum(block => block.Dilation);
        Model = model.Sha256;
    }

    /// <summary>SHA-256 of the model's content, 64 lower-case hexadecimal digits.</summary>
    public string Model { get; }

    /// <summary>Loads the model that ships with the product.</summary>
    /// <param name="baseModel">The base model whose vectors it reads.</param>
    /// <exception cref="InvalidDataException">The model is missing, damaged, or belongs to another base model.</exception>
    public static NameReader Load(ModelFile baseModel)
    {
        using Stream stream = typeof(NameReader).Assembly.GetManifestResourceStream("names.hsm") ?? throw ReaderErrors.NoModel("names.hsm");
        ModelFile model = ModelFile.Read(stream, "models/en/names.hsm");
        return model.Words("base") == baseModel.Words("recipe") ? new NameReader(model) : throw ReaderErrors.OtherBase(model.Sha256[..12], baseModel.Sha256[..12]);
    }

    /// <summary>Finds the names among the first <paramref name="limit"/> tokens, whose features and base vectors must lie in <paramref name="workspace"/>.</summary>
    public Names Find(Tokens tokens, Sentences sentences, int limit, Workspace workspace)
    {
        List<Name> names = [];
        limit = Math.Min(limit, tokens.Count);
        Span<ulong> hashes = workspace.Hashes(2 * limit);
        Span<ulong> marks = hashes[limit..];
        Gazetteer.Hash(tokens, hashes[..limit]);
        _gazetteer.Find(hashes[..limit], marks);
        int sentence = 0;
        while (sentence < sentences.Count && sentences[sentence].Start < limit)
        {
            int first = sentence;
            int start = sentences[first].Start;
            int end = start;
            while (sentence < sentences.Count && sentences[sentence].Start < limit && (sentence == first || sentences[sentence].End - start <= StretchLength))
            {
                end = Math.Min(limit, sentences[sentence].End);
                sentence++;
            }

            ReadOnlySpan<float> vectors = Encode(new TokenRange(start, end), limit, marks, workspace);
            for (int at = first; at < sentence; at++)
            {
                // A sentence that is longer than any in print is taken up piece by piece.
                for (int from = sentences[at].Start; from < Math.Min(end, sentences[at].End); from += Parsing.Parser.LongestSentence)
                {
                    var piece = new TokenRange(from, Math.Min(Math.Min(end, sentences[at].End), from + Parsing.Parser.LongestSentence));
                    _recognizer.Find(vectors[((from - start) * _width)..], piece, names, workspace.Scratch(_recognizer.Scratch(Parsing.Parser.LongestSentence)));
                }
            }
        }

        return names.Count == 0 ? Names.None : new Names(names);
    }

    /// <summary>The vectors of these tokens, which may see <see cref="_reach"/> tokens beyond on either side.</summary>
    private ReadOnlySpan<float> Encode(TokenRange core, int limit, ReadOnlySpan<ulong> marks, Workspace workspace)
    {
        int start = Math.Max(0, core.Start - _reach);
        int end = Math.Min(limit, core.End + _reach);
        int rows = end - start;
        int baseWidth = _reading.Inputs;
        ReadOnlySpan<float> encoded = workspace.Encoded(limit * baseWidth);
        Span<float> vectors = workspace.Vectors(rows * _width);
        Span<float> scratch = workspace.Scratch(Math.Max(_blocks.Max(block => block.Scratch(rows)), ByteRows.Room(Stripe, baseWidth) + (Stripe * _reading.PaddedOutputs)));
        var inputs = new ByteRows(scratch, Stripe, baseWidth);
        Span<float> mapped = scratch.Slice(ByteRows.Room(Stripe, baseWidth), Stripe * _reading.PaddedOutputs);
        Span<int> tableRows = stackalloc int[Columns.Length];
        for (int at = start; at < end; at += Stripe)
        {
            int count = Math.Min(Stripe, end - at);
            inputs.Set(0, encoded[(at * baseWidth)..], count);
            _reading.Multiply(inputs, 0, 0, count, mapped);
            for (int i = 0; i < count; i++)
            {
                for (int column = 0; column < Columns.Length; column++)
                {
                    tableRows[column] = _offsets[column] + workspace.Features[Columns[column]][at + i];
                }

                Span<float> vector = vectors.Slice((at - start + i) * _width, _width);
                mapped.Slice(i * _reading.PaddedOutputs, _width).CopyTo(vector);
                _tables.AddTo(tableRows, vector);
                for (ulong left = marks[at + i]; left != 0; left &= left - 1)
                {
                    _tables.AddTo(_offsets[Columns.Length] + BitOperations.TrailingZeroCount(left), vector);
                }
            }
        }

        _first.Apply(vectors, vectors, rows);
        foreach (GatedConvolution block in _blocks)
        {
            block.Apply(vectors, rows, scratch);
        }

        vectors = vectors.Slice((core.Start - start) * _width, core.Length * _width);
        _last.Apply(vectors, vectors, core.Length);
        return vectors;
    }
}
