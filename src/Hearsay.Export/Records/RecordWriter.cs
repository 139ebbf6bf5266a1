using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hearsay.Claims;
using Hearsay.Claims.Formats;
using Hearsay.Claims.Reviewing;
using Hearsay.Text.Layers;
using Hearsay.Text;

namespace Hearsay.Export.Records;

/// <summary>
/// Our own exchange form, without loss: JSON Lines in which each document (hearsay.document/1, with its text) comes before its claims (hearsay.claim/1, as the ledger has them, with one field more,
/// "ledger"). 'hearsay import claims' reads it back. Since 0.1.
/// </summary>
public static class RecordWriter
{
    /// <summary>Name and version of the line that holds a document.</summary>
    public const string DocumentSchema = "hearsay.document/1";

    /// <summary>Writes documents and claims.</summary>
    /// <param name="claims">Claims; those of one document one after the other, or the document comes again.</param>
    /// <param name="to">Receives UTF-8; not closed.</param>
    /// <param name="losses">Hears that nothing is lost.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteAsync(IAsyncEnumerable<ExportedClaim> claims, Stream to, LossReport losses, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(losses);
        losses.Never([new Loss("reviews", "what the review log amounts to is written, not the log itself: a proof pack holds it"), new Loss("original", "the original bytes are left out: a proof pack holds them")]);
        await using var lines = new JsonLines(to);
        (string Document, string Sha256) last = ("", "");
        await foreach (ExportedClaim claim in claims.WithCancellation(cancellationToken))
        {
            if (last != (claim.Document, claim.Claim.Sha256))
            {
                last = (claim.Document, claim.Claim.Sha256);
                WriteDocument(lines, claim);
            }

            // The record as it is, with one field more before its closing brace.
            lines.Raw(Encoding.UTF8.GetBytes($"{Opened(RecordOf(claim))},\"ledger\":"));
            Utf8JsonWriter json = lines.Begin();
            json.WriteString("document", claim.Document);
            json.WriteNumber("revision", claim.Revision);
            json.WriteNumber("confidence", Math.Round(claim.Claim.Confidence, 4));
            json.WriteString("review", claim.Standing?.Verdict is { } verdict ? Wording.Of(verdict) : "open");
            json.WriteString("reliability", claim.Standing?.Reliability?.ToString());
            if (claim.Standing?.Credibility is { } credibility)
            {
                json.WriteNumber("credibility", credibility);
            }
            else
            {
                json.WriteNull("credibility");
            }

            json.WriteString("marking", claim.Marking is { } marking ? Markings.NameOf(marking) : null);
            json.WriteString("copy_of", claim.CopyOf);
            json.WriteString("model", claim.Record is null ? claim.Claim.Reading.Model : claim.Model);
            json.WriteString("recorded", claim.Recorded.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
            lines.EndWithin();
            losses.Written();
            await lines.FlushAsync(cancellationToken);
            await losses.FlushAsync(cancellationToken);
        }
    }

    /// <summary>A record as it is, byte for byte, without its closing brace: one field more, "ledger", follows. One that already holds such a field, as corrected copies made from a listing once did, loses it.</summary>
    /// <param name="record">The record, one JSON object without a line feed.</param>
    public static string Opened(string record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return (record.Contains("\"ledger\":", StringComparison.Ordinal) && JsonNode.Parse(record) is JsonObject json && json.Remove("ledger") ? json.ToJsonString() : record)[..^1];
    }

    /// <summary>The claim's record as the ledger has it, or as it would be written.</summary>
    internal static string RecordOf(ExportedClaim claim)
    {
        if (claim.Record is { } record)
        {
            return record;
        }

        var to = new ArrayBufferWriter<byte>(2048);
        ClaimJson.Write(to, claim.Claim, claim.Article.Text, AttributionConvention.Claims);
        return Encoding.UTF8.GetString(to.WrittenSpan[..^1]);
    }

    private static void WriteDocument(JsonLines lines, ExportedClaim claim)
    {
        Article article = claim.Article;
        Utf8JsonWriter json = lines.Begin();
        json.WriteString("schema", DocumentSchema);
        json.WriteString("id", claim.Document);
        json.WriteNumber("revision", claim.Revision);
        json.WriteString("name", article.Id);
        json.WriteString("title", article.Title);
        json.WriteString("outlet", article.Outlet);
        json.WriteString("published", article.Published?.ToString());
        json.WriteString("url", article.Address?.AbsoluteUri);
        json.WriteString("language", article.Language);
        json.WriteString("sha256", claim.Claim.Sha256);
        json.WriteString("text", article.Text.ToString());
        lines.End();
    }
}
