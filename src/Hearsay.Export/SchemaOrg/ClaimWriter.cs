using System.Collections.Immutable;
using System.Text.Json;
using Hearsay.Claims;
using Hearsay.Claims.Reviewing;

namespace Hearsay.Export.SchemaOrg;

/// <summary>
/// schema.org in JSON-LD, one line per claim: a Claim with its appearance, a Quotation for direct speech, and a ClaimReview only where an analyst graded the claim
/// (MAPPING.md beside this file).
/// </summary>
public static class ClaimWriter
{
    private static readonly ImmutableArray<string> Grades = ["confirmed by other sources", "probably true", "possibly true", "doubtful", "improbable"];

    /// <summary>What schema.org cannot say of any claim.</summary>
    public static ImmutableArray<Loss> Never { get; } =
    [
        new("stance", "no property: an additionalProperty named stance"),
        new("sources", "the first speaker is author; the chain becomes isBasedOn in words"),
        new("content", "no offsets"),
        new("propositions", "no structure: in about, in words"),
        new("answers", "no property"),
        new("parent", "no property"),
    ];

    /// <summary>Writes claims.</summary>
    /// <param name="claims">Claims in any order.</param>
    /// <param name="to">Receives UTF-8; not closed.</param>
    /// <param name="settings">The producer is the author of reviews.</param>
    /// <param name="losses">Hears what is lost.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteAsync(IAsyncEnumerable<ExportedClaim> claims, Stream to, ExportSettings settings, LossReport losses, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(losses);
        losses.Never(Never);
        await using var lines = new JsonLines(to);
        await foreach (ExportedClaim claim in claims.WithCancellation(cancellationToken))
        {
            Write(lines, claim, settings);
            losses.Written();
            await lines.FlushAsync(cancellationToken);
            await losses.FlushAsync(cancellationToken);
        }
    }

    private static void Write(JsonLines lines, ExportedClaim claim, ExportSettings settings)
    {
        Utf8JsonWriter json = lines.Begin();
        json.WriteString("@context", "https://schema.org");
        bool judged = claim.Standing is { Verdict: Verdict.Accepted, Credibility: >= 1 and <= 5 };
        if (judged)
        {
            int credibility = claim.Standing!.Credibility!.Value;
            json.WriteString("@type", "ClaimReview");
            json.WriteString("@id", "urn:uuid:" + NamedId.Of($"review|{claim.Claim.Id.Value}"));
            json.WriteString("claimReviewed", Wording.Sentence(claim.Claim));
            json.WriteStartObject("author");
            json.WriteString("@type", "Organization");
            json.WriteString("name", settings.Producer);
            json.WriteEndObject();
            json.WriteStartObject("reviewRating");
            json.WriteString("@type", "Rating");
            json.WriteNumber("ratingValue", 6 - credibility);
            json.WriteNumber("bestRating", 5);
            json.WriteNumber("worstRating", 1);
            json.WriteString("alternateName", Grades[credibility - 1]);
            json.WriteEndObject();
            json.WriteStartObject("itemReviewed");
        }

        json.WriteString("@type", "Claim");
        json.WriteString("@id", "urn:uuid:" + NamedId.Of($"claim|{claim.Claim.Id.Value}"));
        json.WriteString("identifier", claim.Claim.Id.Value);
        json.WriteString("name", Wording.Sentence(claim.Claim));
        json.WriteString("text", Wording.Content(claim.Claim));
        json.WriteString("inLanguage", claim.Article.Language);
        Author(json, "author", claim.Claim.Sources[0]);
        if (claim.Claim.Sources.Length > 1)
        {
            json.WriteStartArray("isBasedOn");
            foreach (Speaker speaker in claim.Claim.Sources.Skip(1))
            {
                json.WriteStringValue(Wording.OneLine(speaker.Mention?.Quote ?? speaker.Name));
            }

            json.WriteEndArray();
        }

        if (claim.Claim.Propositions.Length > 0)
        {
            json.WriteStartArray("about");
            foreach (Proposition what in claim.Claim.Propositions)
            {
                json.WriteStartObject();
                json.WriteString("@type", "Event");
                json.WriteString("name", Wording.Sentence(what));
                if (Wording.Day(what.Time?.Earliest) is { } start)
                {
                    json.WriteString("startDate", start);
                }

                if (Wording.Day(what.Time?.Latest) is { } end)
                {
                    json.WriteString("endDate", end);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteStartObject("appearance");
        json.WriteString("@type", "NewsArticle");
        json.WriteString("headline", Wording.Title(claim.Article));
        if (claim.Article.Outlet is { } outlet)
        {
            json.WriteStartObject("publisher");
            json.WriteString("@type", "Organization");
            json.WriteString("name", outlet);
            json.WriteEndObject();
        }

        if (claim.Article.Published is { } published)
        {
            json.WriteString("datePublished", published.ToString());
        }

        if (claim.Article.Address is { } address)
        {
            json.WriteString("url", address.AbsoluteUri);
        }

        json.WriteString("sha256", claim.Claim.Sha256);
        if (claim.Claim.Form == Form.Direct)
        {
            json.WriteStartObject("hasPart");
            json.WriteString("@type", "Quotation");
            json.WriteString("text", Wording.Content(claim.Claim));
            Author(json, "spokenByCharacter", claim.Claim.Sources[0]);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("additionalProperty");
        json.WriteString("@type", "PropertyValue");
        json.WriteString("name", "stance");
        json.WriteString("value", Wording.Of(claim.Claim.Stance));
        json.WriteEndObject();
        if (judged)
        {
            json.WriteEndObject();
        }

        lines.End();
    }

    private static void Author(Utf8JsonWriter json, string field, Speaker speaker)
    {
        json.WriteStartObject(field);
        json.WriteString("@type", speaker.Kind == SpeakerKind.Person ? "Person" : "Organization");
        json.WriteString("name", Wording.OneLine(speaker.Name));
        json.WriteEndObject();
    }
}
