using System.Collections.Immutable;
using Hearsay.Reading.Network;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Attributing;

/// <summary>
/// Finds who says what, cue first: head words of cues over the whole document, then for each its cue, source and content. Long documents go through
/// in stretches that overlap by all that a decision depends on, so memory is bounded and the result does not depend on the cut.
/// </summary>
internal sealed class Attributor
{
    /// <summary>Tokens whose cues are found in one go: the vectors of a stretch fit the second-level cache.</summary>
    private const int StretchLength = 1024;

    private readonly AttributionEncoder _encoder;
    private readonly CueHead _cues;
    private readonly RoleHead _roles;
    private readonly ClaimConfidence[] _confidences;

    public Attributor(ModelFile model)
    {
        _encoder = new AttributionEncoder(model);
        _cues = new CueHead(model);
        _roles = new RoleHead(model);
        _confidences = [.. Enum.GetValues<AttributionConvention>().Select(convention => new ClaimConfidence(model, convention))];
    }

    /// <summary>Finds all attributions in the first <paramref name="limit"/> tokens that are at least as probable as <paramref name="threshold"/>. The base reader has just read the document in this workspace.</summary>
    public Attributions Find(Tokens tokens, Sentences sentences, Quotations quotations, Words words, Dependencies syntax, Names names, int limit, AttributionConvention convention, float threshold, Workspace workspace)
    {
        ClaimConfidence confidences = _confidences[(int)convention];
        var found = new List<Attribution>();
        List<(int Head, float LogOdds)> cues = workspace.Cues;
        float least = confidences.LeastCue(threshold);
        int overlap = _encoder.Reach + Math.Max(_roles.Before, _roles.After);
        limit = Math.Min(tokens.Count, limit);
        ReadingColumns reading = workspace.Reading;
        reading.Describe(limit, sentences, quotations, words, syntax, names);
        ReadOnlySpan<float> encoded = workspace.Encoded(limit * _encoder.BaseWidth);
        for (int start = 0; start < limit; start += StretchLength)
        {
            var core = new TokenRange(start, Math.Min(limit, start + StretchLength));
            var stretch = new TokenRange(Math.Max(0, core.Start - overlap), Math.Min(limit, core.End + overlap));
            Span<float> vectors = workspace.Vectors(stretch.Length * _encoder.Width);
            Span<float> scratch = workspace.Scratch(Math.Max(_encoder.Scratch(stretch.Length), Math.Max(_cues.Scratch(core.Length), _roles.Scratch)));
            _encoder.Encode(workspace.Features, reading, syntax, encoded, stretch, convention, vectors, scratch);
            cues.Clear();
            _cues.Find(vectors, stretch, core, least, scratch, cues);
            if (cues.Count == 0)
            {
                continue;
            }

            Span<float> keys = workspace.Keys(stretch.Length * _roles.KeyWidth);
            _roles.Keys(vectors, stretch.Length, keys);
            foreach ((int head, float logOdds) in cues)
            {
                workspace.Content.Clear();
                TokenRange window = _roles.Find(vectors, keys, stretch, head, sentences, syntax, reading, scratch, out TokenRange cue, out TokenRange source, workspace.Content, out float probability);
                float confidence = confidences.Of(logOdds, probability, source.IsEmpty);
                if (confidence < threshold)
                {
                    continue;
                }

                ImmutableArray<TokenRange> content = ContentExtent.Of(workspace.Content, window, tokens, sentences, quotations);
                content = ClauseBorders.Of(content, source, words, syntax);
                if (!content.IsEmpty)
                {
                    content = ClauseBorders.WithoutAddressee(content, cue, words, syntax);
                    content = ClauseBorders.WithAddressee(content, cue, words, syntax);
                    content = ClauseBorders.WithBeginning(content, source, cue, tokens, sentences, words, syntax);
                    found.Add(new Attribution(source, cue, content, -1, confidence));
                }
            }
        }

        ContentExtent.GoBack(found, quotations);
        return Nesting.Of(found);
    }
}
