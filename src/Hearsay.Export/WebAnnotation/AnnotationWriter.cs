using System.Collections.Immutable;
using System.Text.Json;
using Hearsay.Claims;
using Hearsay.Claims.Reviewing;
using Hearsay.Text;

namespace Hearsay.Export.WebAnnotation;

/// <summary>
/// W3C Web Annotations, one JSON-LD object per line: the words of each claim by quotation and by position in code points (MAPPING.md beside this file).
/// </summary>
public static class AnnotationWriter
{
    /// <summary>Code points of context before and after a quotation.</summary>
    private const int Context = 32;

    /// <summary>What a Web Annotation cannot say of any claim.</summary>
    public static ImmutableArray<Loss> Never { get; } =
    [
        new("propositions", "in the body, in words"),
        new("stance", "a tag of the body"),
        new("answers", "no relation between annotations: in the body, as ids"),
        new("country", "left out"),
    ];

    /// <summary>Writes annotations.</summary>
    /// <param name="claims">Claims in any order.</param>
    /// <param name="to">Receives UTF-8; not closed.</param>
    /// <param name="losses">Hears what is lost.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteAsync(IAsyncEnumerable<ExportedClaim> claims, Stream to, LossReport losses, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(losses);
        losses.Never(Never);
        await using var lines = new JsonLines(to);
        await foreach (ExportedClaim claim in claims.WithCancellation(cancellationToken))
        {
            Write(lines, claim);
            losses.Written();
            await lines.FlushAsync(cancellationToken);
            await losses.FlushAsync(cancellationToken);
        }
    }

    private static void Write(JsonLines lines, ExportedClaim claim)
    {
        Claim said = claim.Claim;
        Utf8JsonWriter json = lines.Begin();
        json.WriteString("@context", "http://www.w3.org/ns/anno.jsonld");
        json.WriteString("id", "urn:uuid:" + NamedId.Of($"annotation|{said.Id.Value}"));
        json.WriteString("type", "Annotation");
        json.WriteString("motivation", "describing");
        json.WriteString("created", claim.Recorded.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteStartObject("generator");
        json.WriteString("type", "Software");
        json.WriteString("name", $"Hearsay {said.Reading.Version}");
        json.WriteEndObject();
        json.WriteStartArray("body");
        Body(json, "describing", Wording.Sentence(said));
        Body(json, "tagging", Wording.Of(said.Stance));
        Body(json, "identifying", said.Id.Value);
        if (claim.Marking is { } marking)
        {
            Body(json, "tagging", Markings.LabelOf(marking));
        }

        foreach (Proposition what in said.Propositions)
        {
            Body(json, "classifying", Wording.Sentence(what));
        }

        foreach (ClaimId answered in said.Answers)
        {
            Body(json, "linking", answered.Value);
        }

        json.WriteEndArray();
        json.WriteStartArray("target");
        foreach (Evidence part in said.Content)
        {
            Target(json, claim, part, "content");
        }

        if (said.Cue is { } cue)
        {
            Target(json, claim, cue, "cue");
        }

        foreach (Speaker speaker in said.Sources)
        {
            if (speaker.Mention is { } mention)
            {
                Target(json, claim, mention, "source");
            }
        }

        json.WriteEndArray();
        lines.End();
    }

    private static void Body(Utf8JsonWriter json, string purpose, string value)
    {
        json.WriteStartObject();
        json.WriteString("type", "TextualBody");
        json.WriteString("purpose", purpose);
        json.WriteString("format", "text/plain");
        json.WriteString("value", value);
        json.WriteEndObject();
    }

    private static void Target(Utf8JsonWriter json, ExportedClaim claim, Evidence part, string role)
    {
        RawText text = claim.Article.Text;
        (int start, int end) = Wording.Points(text, part.Span);
        int before = text.CodePoints.ToUtf16(Math.Max(0, start - Context));
        int after = text.CodePoints.ToUtf16(Math.Min(text.CodePoints.Count, end + Context));
        json.WriteStartObject();
        json.WriteString("type", "SpecificResource");
        json.WriteString("id", "urn:uuid:" + NamedId.Of($"target|{claim.Claim.Id.Value}|{role}|{start}|{end}"));
        json.WriteString("source", claim.Article.Address?.AbsoluteUri ?? $"urn:sha256:{claim.Claim.Sha256}");
        if (claim.Article.Published is { } published)
        {
            json.WriteStartObject("state");
            json.WriteString("type", "TimeState");
            json.WriteString("sourceDate", (published.Moment ?? new DateTimeOffset(published.Day, default, TimeSpan.Zero)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("cached", $"urn:sha256:{claim.Claim.Sha256}");
            json.WriteEndObject();
        }

        json.WriteStartArray("selector");
        json.WriteStartObject();
        json.WriteString("type", "TextQuoteSelector");
        json.WriteString("exact", part.Quote);
        json.WriteString("prefix", text[new TextSpan(before, part.Span.Start)]);
        json.WriteString("suffix", text[new TextSpan(part.Span.End, after)]);
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteString("type", "TextPositionSelector");
        json.WriteNumber("start", start);
        json.WriteNumber("end", end);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
