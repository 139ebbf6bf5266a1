using Hearsay.Reading.Network;
using Hearsay.Reading.Parsing;
using Hearsay.Text;

namespace Hearsay.Reading;

/// <summary>Memory that one thread reads in, reused from article to article. Grows to the longest stretch, never with the number of articles.</summary>
internal sealed class Workspace(Vocabulary vocabulary)
{
    private float[] _vectors = [];
    private float[] _keys = [];
    private float[] _scratch = [];

    public TokenFeatures Features { get; } = new(vocabulary);

    public List<(TokenRange Cue, float Probability)> Cues { get; } = [];

    public List<TokenRange> Content { get; } = [];

    public List<TokenRange> Pieces { get; } = [];

    public SpanningTree Tree { get; } = new();

    public Span<float> Vectors(int length) => Room(ref _vectors, length);

    public Span<float> Keys(int length) => Room(ref _keys, length);

    public Span<float> Scratch(int length) => Room(ref _scratch, length);

    private static Span<float> Room(ref float[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = GC.AllocateUninitializedArray<float>(length);
        }

        return buffer.AsSpan(0, length);
    }
}
