using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Hearsay.Claims;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Formats;
using Hearsay.Claims.Origins;
using Hearsay.Claims.Parties;
using Hearsay.Claims.Registers;
using Hearsay.Claims.Reviewing;
using Hearsay.Storage;
using Hearsay.Storage.Queries;
using Hearsay.Text;

namespace Hearsay.Cli.Work;

/// <summary>The claims that a query finds in a ledger, as comparing and the register take them.</summary>
internal static class LedgerReports
{
    private const int PageSize = 500;

    /// <summary>Streams claims in the order in which they were added, one text held at a time. Claims that were rejected or replaced are left out.</summary>
    /// <param name="ledger">Where they are.</param>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public static async IAsyncEnumerable<ReviewedReport> Read(Ledger ledger, Query query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Dictionary<string, ImmutableArray<string>> cites = [];
        RawText? text = null;
        string? cursor = null;
        do
        {
            Page<FoundClaim> page = await ledger.ClaimsAsync(query, Order.Oldest, PageSize, cursor, cancellationToken);
            foreach (FoundClaim found in page.Items.Where(found => found.Verdict is not ("rejected" or "edited")))
            {
                byte[] record = Encoding.UTF8.GetBytes(found.Record);
                string sha256 = Sha256Of(record);
                if (text?.Sha256 != sha256)
                {
                    text = await ledger.TextAsync(sha256, cancellationToken);
                }

                if (text is null)
                {
                    continue;
                }

                if (!cites.TryGetValue(found.Document, out ImmutableArray<string> cited))
                {
                    cites[found.Document] = cited = CitedBy(text, found);
                }

                var report = new ClaimReport(ClaimJson.Read(record, text), found.Document, found.Outlet, PublicationDate.TryParse(found.Published)?.Day, found.Family, cited);
                yield return new ReviewedReport(report, StandingOf(found));
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }

    private static Standing? StandingOf(FoundClaim found)
    {
        Verdict? verdict = Enum.TryParse(found.Verdict, ignoreCase: true, out Verdict decided) ? decided : null;
        return verdict is null && found.Reliability is null && found.Credibility is null ? null : new Standing(verdict, found.Reliability, found.Credibility, 0);
    }

    /// <summary>Outlets and agencies that the document says it rests on.</summary>
    private static ImmutableArray<string> CitedBy(RawText text, FoundClaim found)
    {
        var article = new Article(found.Name, text, found.Title, found.Outlet, PublicationDate.TryParse(found.Published));
        return [.. Lineage.Find(article, PartyRegistry.Standard).Citations.Where(citation => citation.IsExplicit).Select(citation => citation.Outlet.Name)];
    }

    private static string Sha256Of(byte[] record)
    {
        using JsonDocument json = JsonDocument.Parse(record);
        return json.RootElement.GetProperty("sha256").GetString()!;
    }
}
