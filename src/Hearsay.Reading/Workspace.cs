using Hearsay.Reading.Attributing;
using Hearsay.Reading.Network;
using Hearsay.Reading.Parsing;
using Hearsay.Text;

namespace Hearsay.Reading;

/// <summary>Memory that one thread reads in, reused from article to article. Grows to the longest stretch, never with the number of articles.</summary>
internal sealed class Workspace(Vocabulary vocabulary)
{
    private float[] _vectors = [];
    private float[] _bytes = [];
    private float[] _keys = [];
    private float[] _scratch = [];
    private float[] _encoded = [];
    private ulong[] _hashes = [];
    private byte[] _kinds = [];

    public TokenFeatures Features { get; } = new(vocabulary);

    public ReadingColumns Reading { get; } = new();

    public List<(int Head, float LogOdds)> Cues { get; } = [];

    public List<TokenRange> Content { get; } = [];

    public List<TokenRange> Pieces { get; } = [];

    public SpanningTree Tree { get; } = new();

    public Span<float> Vectors(int length) => Room(ref _vectors, length);

    public Span<float> Bytes(int length) => Room(ref _bytes, length);

    /// <summary>What the base encoder says of every token of the document: tokens × its width, kept for the attributions.</summary>
    public Span<float> Encoded(int length) => Room(ref _encoded, length);

    public Span<float> Keys(int length) => Room(ref _keys, length);

    public Span<float> Scratch(int length) => Room(ref _scratch, length);

    public Span<ulong> Hashes(int length) => Room(ref _hashes, length);

    public Span<byte> Kinds(int length) => Room(ref _kinds, length);

    private static Span<T> Room<T>(ref T[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            // Doubled, or every document a little longer than those before would cost a buffer.
            buffer = GC.AllocateUninitializedArray<T>(Math.Max(length, buffer.Length * 2));
        }

        return buffer.AsSpan(0, length);
    }
}
