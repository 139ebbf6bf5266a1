using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Hearsay.Claims;
using Hearsay.Claims.Formats;
using Hearsay.Claims.Reviewing;
using Hearsay.Export;
using Hearsay.Storage;
using Hearsay.Storage.Queries;
using Hearsay.Text;

namespace Hearsay.Cli.Work;

/// <summary>The claims that a query finds in a ledger, as exporters take them: in the order in which they were added, each with its article.</summary>
internal static class ExportSource
{
    private const int PageSize = 500;

    /// <summary>Streams claims; one text is held at a time.</summary>
    /// <param name="ledger">Where they are.</param>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <exception cref="CommandFailure">A claim does not fit its text: the ledger is damaged.</exception>
    public static async IAsyncEnumerable<ExportedClaim> Read(Ledger ledger, Query query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? cursor = null;
        string? sha256 = null;
        RawText? text = null;
        do
        {
            Page<FoundClaim> page = await ledger.ClaimsAsync(query, Order.Oldest, PageSize, cursor, cancellationToken);
            foreach (FoundClaim found in page.Items)
            {
                byte[] record = Encoding.UTF8.GetBytes(found.Record);
                string hash = HashOf(record, found);
                if (text is null || hash != sha256)
                {
                    sha256 = hash;
                    text = await ledger.TextAsync(hash, cancellationToken) ?? throw new CommandFailure(CliErrors.BrokenClaim, found.Id, $"its text {hash} is not in the ledger; 'hearsay verify' tells more");
                }

                yield return ClaimOf(found, record, text);
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }

    /// <summary>Leaves out what must not be shared so widely, and tells the loss report.</summary>
    /// <param name="claims">The claims.</param>
    /// <param name="most">The narrowest marking that may go out, or null for any. What is not marked goes out.</param>
    /// <param name="whole">The marking that the export as a whole will bear, or null for none of its own.</param>
    /// <param name="losses">Hears what is left out.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <exception cref="CommandFailure">A claim is marked more narrowly than the export that would hold it.</exception>
    public static async IAsyncEnumerable<ExportedClaim> Shareable(
        IAsyncEnumerable<ExportedClaim> claims, TrafficLight? most, TrafficLight? whole, LossReport losses, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (ExportedClaim claim in claims.WithCancellation(cancellationToken))
        {
            if (claim.Marking > most)
            {
                losses.Drop(claim, $"marked {Markings.LabelOf(claim.Marking!.Value)}: above {Markings.LabelOf(most!.Value)}, the most that may go out");
                continue;
            }

            if (claim.Marking > whole)
            {
                throw MarkedMoreNarrowly(claim.Claim.Id.Value, claim.Marking!.Value, whole!.Value);
            }

            yield return claim;
        }
    }

    /// <summary>What is said when a claim does not fit the marking of what would hold it.</summary>
    public static CommandFailure MarkedMoreNarrowly(string claim, TrafficLight marking, TrafficLight whole) => new(
        CliErrors.MarkedMoreNarrowly, claim,
        $"it is marked {Markings.LabelOf(marking)}, the export {Markings.LabelOf(whole)}; mark the export alike, or leave such claims out with --max-marking {Markings.NameOf(whole)}");

    private static string HashOf(byte[] record, FoundClaim found)
    {
        using JsonDocument json = JsonDocument.Parse(record);
        return json.RootElement.TryGetProperty("sha256", out JsonElement hash) && hash.GetString() is { } value
            ? value
            : throw new CommandFailure(CliErrors.BrokenClaim, found.Id, "its record names no text; 'hearsay verify' tells more");
    }

    private static ExportedClaim ClaimOf(FoundClaim found, byte[] record, RawText text)
    {
        Claim claim;
        try
        {
            claim = ClaimJson.Read(record, text) with { Confidence = (float)found.Confidence };
        }
        catch (JsonException wrong)
        {
            throw new CommandFailure(CliErrors.BrokenClaim, found.Id, $"it does not fit its text: {wrong.Message}; 'hearsay verify' tells more");
        }

        var article = new Article(
            found.Name, text, found.Title, found.Outlet, PublicationDate.TryParse(found.PublishedAt ?? found.Published), Uri.TryCreate(found.Address, UriKind.Absolute, out Uri? address) ? address : null,
            found.Language);
        Verdict? verdict = Enum.TryParse(found.Verdict, ignoreCase: true, out Verdict decided) ? decided : null;
        bool reviewed = verdict is not null || found.Reliability is not null || found.Credibility is not null;
        return new ExportedClaim(claim, article, found.Document, found.Recorded, reviewed ? new Standing(verdict, found.Reliability, found.Credibility, 0) : null, found.Marking)
        {
            Record = found.Record,
            Revision = found.Revision,
            Model = found.Model,
            CopyOf = found.CopyOf,
        };
    }
}
