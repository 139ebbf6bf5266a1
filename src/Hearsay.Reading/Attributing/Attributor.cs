using System.Collections.Immutable;
using Hearsay.Reading.Network;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Attributing;

/// <summary>
/// Finds who says what, cue first: cues over the whole document, then source and content for each. Long documents go through
/// in stretches that overlap by all that a decision depends on, so memory is bounded and the result does not depend on the cut.
/// </summary>
internal sealed class Attributor
{
    /// <summary>Tokens whose cues are found in one go: the vectors of a stretch fit the second-level cache.</summary>
    private const int StretchLength = 1024;

    private readonly Encoder _encoder;
    private readonly CueHead _cues;
    private readonly RoleHead _roles;

    public Attributor(ModelFile model)
    {
        _encoder = new Encoder(model);
        _cues = new CueHead(model);
        _roles = new RoleHead(model);
    }

    /// <summary>Finds all attributions in the first <paramref name="limit"/> tokens whose cue is at least as likely as <paramref name="threshold"/>.</summary>
    public Attributions Find(Tokens tokens, Sentences sentences, Quotations quotations, Words words, Dependencies syntax, int limit, float threshold, Workspace workspace)
    {
        var found = new List<Attribution>();
        List<(TokenRange Cue, float Probability)> cues = workspace.Cues;
        int overlap = _encoder.Reach + Math.Max(_roles.Before, _roles.After);
        limit = Math.Min(tokens.Count, limit);
        for (int start = 0; start < limit; start += StretchLength)
        {
            var core = new TokenRange(start, Math.Min(limit, start + StretchLength));
            var stretch = new TokenRange(Math.Max(0, core.Start - overlap), Math.Min(limit, core.End + overlap));
            Span<float> vectors = workspace.Vectors(stretch.Length * _encoder.Width);
            Span<float> scratch = workspace.Scratch(Math.Max(_encoder.Scratch(stretch.Length), Math.Max(_cues.Scratch(stretch.Length), _roles.Scratch)));
            _encoder.Encode(workspace.Features, stretch.Start, stretch.End, vectors, scratch);
            cues.Clear();
            _cues.Find(vectors, stretch, core, threshold, scratch, cues);
            if (cues.Count == 0)
            {
                continue;
            }

            Span<float> keys = workspace.Keys(stretch.Length * _roles.KeyWidth);
            _roles.Keys(vectors, stretch.Length, keys);
            foreach ((TokenRange cue, float probability) in cues)
            {
                workspace.Content.Clear();
                TokenRange window = _roles.Find(vectors, keys, stretch, cue, sentences, scratch, out TokenRange source, workspace.Content);
                ImmutableArray<TokenRange> content = ContentExtent.Of(workspace.Content, window, tokens, sentences, quotations);
                content = ClauseBorders.Of(content, source, words, syntax);
                if (!content.IsEmpty)
                {
                    found.Add(new Attribution(source, cue, content, -1, probability));
                }
            }
        }

        return Nesting.Of(found);
    }
}
