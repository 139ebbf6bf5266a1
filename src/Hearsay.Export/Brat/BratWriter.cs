using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Hearsay.Claims;
using Hearsay.Text;

namespace Hearsay.Export.Brat;

/// <summary>Stand-off annotation as brat reads it: the text of a document, and a file with source, cue and content of each claim (MAPPING.md beside this file).</summary>
public static class BratWriter
{
    /// <summary>What the stand-off file cannot say of any claim.</summary>
    public static ImmutableArray<Loss> Never { get; } =
    [
        new("propositions", "not written"),
        new("sources", "mentions only: names, kinds and states are left out"),
        new("parent", "not written"),
    ];

    /// <summary>The annotations of one document.</summary>
    /// <param name="text">The document's text, as it is written to the .txt file.</param>
    /// <param name="claims">Its claims.</param>
    /// <returns>The .ann file.</returns>
    public static string Annotations(RawText text, IEnumerable<Claim> claims)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(claims);
        var to = new StringBuilder();
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        var events = new Dictionary<ClaimId, string>();
        var later = new List<(string Event, ClaimId Answered)>();
        int spans = 0;
        int attributions = 0;
        int attributes = 0;
        int relations = 0;
        foreach (Claim claim in claims)
        {
            string content = Span("Content", claim.Content);
            string? source = claim.Sources[0].Mention is { } mention ? Span("Source", [mention]) : null;
            string @event = $"E{++attributions}";
            string trigger = claim.Cue is { } cue ? Span("Attribution", [cue]) : Span("Attribution", [claim.Content[0]]);
            to.Append(CultureInfo.InvariantCulture, $"{@event}\tAttribution:{trigger} Content:{content}{(source is null ? "" : " Source:" + source)}\n");
            to.Append(CultureInfo.InvariantCulture, $"A{++attributes}\tStance {@event} {Wording.Of(claim.Stance)}\n");
            to.Append(CultureInfo.InvariantCulture, $"#{attributions}\tAnnotatorNotes {@event}\t{claim.Id.Value}\n");
            events[claim.Id] = @event;
            later.AddRange(claim.Answers.Select(answered => (@event, answered)));
        }

        foreach ((string @event, ClaimId answered) in later)
        {
            if (events.TryGetValue(answered, out string? other))
            {
                to.Append(CultureInfo.InvariantCulture, $"R{++relations}\tAnswers Arg1:{@event} Arg2:{other}\n");
            }
        }

        return to.ToString();

        string Span(string type, ImmutableArray<Evidence> parts)
        {
            // A passage over several lines is written as one fragment per line, as brat asks.
            string offsets = string.Join(';', parts.SelectMany(part => Lines(text, part.Span)).Select(span => Wording.Points(text, span)).Select(span => $"{span.Start} {span.End}"));
            string key = $"{type} {offsets}";
            if (!known.TryGetValue(key, out string? id))
            {
                known[key] = id = $"T{++spans}";
                to.Append(CultureInfo.InvariantCulture, $"{id}\t{key}\t{string.Join(' ', parts.SelectMany(part => Lines(text, part.Span)).Select(span => text.Words(span)))}\n");
            }

            return id;
        }
    }

    private static IEnumerable<TextSpan> Lines(RawText text, TextSpan span)
    {
        int start = span.Start;
        for (int at = span.Start; at <= span.End; at++)
        {
            if (at == span.End || text[at] is '\n' or '\r')
            {
                if (at > start)
                {
                    yield return new TextSpan(start, at);
                }

                start = at + 1;
            }
        }
    }
}
