using System.Runtime.InteropServices;
using Hearsay.Reading.Network;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Attributing;

/// <summary>
/// The vectors that attributions are read from, built on the base reading: what the base encoder says of a token and of its head in the tree, embeddings of the
/// word and of its tag, relation, head's direction, name and of the relations that hang on it, normalised, then a few gated convolutions. A vector depends on <see cref="Reach"/> tokens on either side.
/// </summary>
internal sealed class AttributionEncoder
{
    /// <summary>Rows that are mapped at a time: their inputs stay in the first-level cache.</summary>
    private const int Stripe = 16;

    private const int Columns = 9;

    private readonly EmbeddingTable _tables;
    private readonly int[] _offsets;
    private readonly ByteMatrix _reading;
    private readonly float[] _conventions;
    private readonly LayerNorm _first;
    private readonly GatedConvolution[] _blocks;
    private readonly LayerNorm _last;

    /// <summary>Takes the encoder's part out of a model.</summary>
    /// <exception cref="InvalidDataException">A field is missing.</exception>
    public AttributionEncoder(ModelFile model)
    {
        string[] names = ["word", "prefix", "suffix", "shape", "place", "tag", "relation", "arc", "name", "child"];
        _tables = model.Table(names, out _offsets);
        _reading = model.ByteMatrix("reading", segments: 2);
        _conventions = model.Floats("convention.weight");
        _first = model.Norm("norm");
        _blocks = model.Blocks("blocks");
        _last = model.Norm("last");
        Width = _blocks[0].Width;
        Reach = _blocks.Sum(block => block.Dilation);
        if (_conventions.Length != Enum.GetValues<AttributionConvention>().Length * Width)
        {
            throw ReaderErrors.Mismatch(model.Sha256[..12], "it knows other conventions of annotation");
        }
    }

    /// <summary>Numbers per token.</summary>
    public int Width { get; }

    /// <summary>Numbers per token that it needs of the base encoder.</summary>
    public int BaseWidth => _reading.Inputs / 2;

    /// <summary>Tokens on either side that a vector depends on, those that the base encoder saw not counted.</summary>
    public int Reach { get; }

    /// <summary>Floats that <paramref name="rows"/> tokens need as scratch.</summary>
    public int Scratch(int rows) => Math.Max(_blocks.Max(block => block.Scratch(rows)), ByteRows.Room(2 * Stripe, BaseWidth) + (Stripe * _reading.PaddedOutputs));

    /// <summary>Encodes the tokens of <paramref name="range"/> as if there were no others.</summary>
    /// <param name="features">Of the whole document.</param>
    /// <param name="reading">Of the whole document.</param>
    /// <param name="syntax">Of the whole document.</param>
    /// <param name="encoded">Of the whole document: the base encoder's vectors.</param>
    /// <param name="range">The tokens.</param>
    /// <param name="convention">Whose habits the attributions follow that are read off the vectors.</param>
    /// <param name="vectors">Room for <see cref="Width"/> floats per token of the range.</param>
    /// <param name="scratch">At least <see cref="Scratch"/> floats.</param>
    public void Encode(TokenFeatures features, ReadingColumns reading, Dependencies syntax, ReadOnlySpan<float> encoded, TokenRange range, AttributionConvention convention, Span<float> vectors, Span<float> scratch)
    {
        int half = BaseWidth;
        vectors = vectors[..(range.Length * Width)];
        var inputs = new ByteRows(scratch, 2 * Stripe, half);
        Span<float> mapped = scratch.Slice(ByteRows.Room(2 * Stripe, half), Stripe * _reading.PaddedOutputs);
        Span<int> rows = stackalloc int[Columns];
        for (int start = range.Start; start < range.End; start += Stripe)
        {
            int count = Math.Min(Stripe, range.End - start);
            for (int i = 0; i < count; i++)
            {
                inputs.Set(i, encoded[((start + i) * half)..], 1);
                int head = syntax.Heads[start + i];
                if (head == Dependencies.Root)
                {
                    inputs.Clear(Stripe + i, 1);
                }
                else
                {
                    inputs.Set(Stripe + i, encoded[(head * half)..], 1);
                }
            }

            _reading.Multiply(inputs, 0, Stripe, count, mapped);
            for (int i = 0; i < count; i++)
            {
                int token = start + i;
                rows[0] = features[FeatureColumn.Word][token];
                rows[1] = features[FeatureColumn.Prefix][token];
                rows[2] = features[FeatureColumn.Suffix][token];
                rows[3] = features[FeatureColumn.Shape][token];
                rows[4] = features[FeatureColumn.Place][token];
                rows[5] = reading.Tags[token];
                rows[6] = reading.Relations[token];
                rows[7] = reading.Arcs[token];
                rows[8] = reading.Names[token];
                for (int column = 0; column < Columns; column++)
                {
                    rows[column] += _offsets[column];
                }

                Span<float> vector = vectors.Slice((token - range.Start) * Width, Width);
                VectorSum.Write(mapped.Slice(i * _reading.PaddedOutputs, Width), _conventions.AsSpan((int)convention * Width, Width), vector);
                _tables.AddTo(rows, vector);
                for (int child = syntax.FirstDependent(token); child >= 0; child = syntax.NextDependent(child))
                {
                    _tables.AddTo(_offsets[Columns] + reading.Relations[child], vector);
                }
            }
        }

        _first.Apply(vectors, vectors, range.Length);
        foreach (GatedConvolution block in _blocks)
        {
            block.Apply(vectors, range.Length, scratch);
        }

        _last.Apply(vectors, vectors, range.Length);
    }
}
