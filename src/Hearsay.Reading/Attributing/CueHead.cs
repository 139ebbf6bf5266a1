using Hearsay.Reading.Network;
using Hearsay.Text;

namespace Hearsay.Reading.Attributing;

/// <summary>Finds cues: for each token the probability that it begins, continues or is outside the words that carry an attribution.</summary>
internal sealed class CueHead
{
    private const int Outside = 0;
    private const int Begins = 1;
    private const int Continues = 2;
    private readonly Matrix _scores;

    public CueHead(ModelFile model) => _scores = model.Matrix("cue");

    /// <summary>Floats of scratch for <paramref name="rows"/> tokens.</summary>
    public int Scratch(int rows) => rows * _scores.PaddedOutputs;

    /// <summary>Appends the cues whose first token is in the part of the stretch that counts.</summary>
    /// <param name="vectors">Encoded tokens of a stretch, row-major.</param>
    /// <param name="stretch">The tokens that the rows stand for.</param>
    /// <param name="core">The part of the stretch whose cues are wanted.</param>
    /// <param name="threshold">Least probability, 0 … 1, that a token is in a cue.</param>
    /// <param name="scratch">At least <see cref="Scratch"/> floats.</param>
    /// <param name="cues">Receives the cues with their probability.</param>
    public void Find(ReadOnlySpan<float> vectors, TokenRange stretch, TokenRange core, float threshold, Span<float> scratch, List<(TokenRange Cue, float Probability)> cues)
    {
        int stride = _scores.PaddedOutputs;
        _scores.Multiply(vectors, _scores.Inputs, 1, 0, stretch.Length, scratch);
        int token = core.Start;
        while (token < core.End)
        {
            (int tag, float inCue) = Tag(scratch.Slice((token - stretch.Start) * stride, 3), threshold);
            bool begins = tag == Begins || (tag == Continues && (token == stretch.Start || Tag(scratch.Slice((token - 1 - stretch.Start) * stride, 3), threshold).Tag == Outside));
            if (!begins)
            {
                token++;
                continue;
            }

            int end = token + 1;
            while (end < stretch.End && Tag(scratch.Slice((end - stretch.Start) * stride, 3), threshold).Tag == Continues)
            {
                end++;
            }

            cues.Add((new TokenRange(token, end), inCue));
            token = end;
        }
    }

    /// <summary>The likelier of "begins" and "continues" when a token is in a cue at all, and the probability that it is.</summary>
    private static (int Tag, float InCue) Tag(ReadOnlySpan<float> scores, float threshold)
    {
        float highest = MathF.Max(scores[0], MathF.Max(scores[1], scores[2]));
        float outside = MathF.Exp(scores[0] - highest);
        float begins = MathF.Exp(scores[1] - highest);
        float continues = MathF.Exp(scores[2] - highest);
        float inCue = (begins + continues) / (outside + begins + continues);
        return (inCue < threshold ? Outside : begins >= continues ? Begins : Continues, inCue);
    }
}
