using Hearsay.Reading.Network;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Attributing;

/// <summary>
/// The probability that an attribution is right, from the probability of its cue and of the tags decoded for it: logistic regression (Platt 1999), fitted on text
/// that the networks were not trained on, for each convention of annotation. Right means what PolNeAR's relation score means: source and content share at least half their words with those of the corpus.
/// </summary>
internal sealed class ClaimConfidence
{
    /// <summary>Least log-probability of a decoded sequence that is told from less likely ones.</summary>
    private const float Floor = -20;

    /// <summary>Log odds of a cue, one in fifty, below which none is looked at whatever is asked for: the time for a text must not depend on what it says.</summary>
    private const float LeastLogOdds = -4;

    private readonly float _bias;
    private readonly float _cue;
    private readonly float _roles;
    private readonly float _noSource;

    /// <summary>Takes the weights out of a model.</summary>
    /// <exception cref="InvalidDataException">The field is missing or does not fit.</exception>
    public ClaimConfidence(ModelFile model, AttributionConvention convention)
    {
        float[] weights = model.Floats("confidence");
        int each = weights.Length / Enum.GetValues<AttributionConvention>().Length;
        if (weights.AsSpan((int)convention * each, each) is not [float bias, float cue, float roles, float noSource] || cue <= 0 || roles < 0)
        {
            throw ReaderErrors.Mismatch(model.Sha256[..12], "its confidence does not rise with the probability of cues");
        }

        (_bias, _cue, _roles, _noSource) = (bias, cue, roles, noSource);
    }

    /// <summary>The probability, 0 … 1.</summary>
    /// <param name="cue">Log odds that the head word is one of a cue.</param>
    /// <param name="roles">Log-probability of the decoded tags.</param>
    /// <param name="noSource">No source was found.</param>
    public float Of(float cue, float roles, bool noSource) => 1 / (1 + MathF.Exp(-(_bias + (_cue * cue) + (_roles * MathF.Max(Floor, roles)) + (noSource ? _noSource : 0))));

    /// <summary>The log odds of a cue below which no attribution can be as probable as <paramref name="confidence"/>.</summary>
    public float LeastCue(float confidence) => MathF.Max(LeastLogOdds, (MathF.Log(confidence / (1 - confidence)) - _bias - MathF.Max(0, _noSource)) / _cue);
}
