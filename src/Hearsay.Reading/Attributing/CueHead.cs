using Hearsay.Reading.Network;
using Hearsay.Text;

namespace Hearsay.Reading.Attributing;

/// <summary>Finds the head words of cues: for each token the log odds that it is one.</summary>
internal sealed class CueHead
{
    private readonly Matrix _scores;

    public CueHead(ModelFile model) => _scores = model.Matrix("cue");

    /// <summary>Floats of scratch for <paramref name="rows"/> tokens.</summary>
    public int Scratch(int rows) => rows * _scores.PaddedOutputs;

    /// <summary>Appends the head words of cues in the part of a stretch that counts.</summary>
    /// <param name="vectors">Encoded tokens of a stretch, row-major.</param>
    /// <param name="stretch">The tokens that the rows stand for.</param>
    /// <param name="core">The part of the stretch whose cues are wanted.</param>
    /// <param name="least">Least log odds.</param>
    /// <param name="scratch">At least <see cref="Scratch"/> floats for the core.</param>
    /// <param name="cues">Receives head words with their log odds.</param>
    public void Find(ReadOnlySpan<float> vectors, TokenRange stretch, TokenRange core, float least, Span<float> scratch, List<(int Head, float LogOdds)> cues)
    {
        int stride = _scores.PaddedOutputs;
        _scores.Multiply(vectors[((core.Start - stretch.Start) * _scores.Inputs)..], _scores.Inputs, 1, 0, core.Length, scratch);
        for (int i = 0; i < core.Length; i++)
        {
            float logOdds = scratch[(i * stride) + 1] - scratch[i * stride];
            if (logOdds >= least)
            {
                cues.Add((core.Start + i, logOdds));
            }
        }
    }
}
