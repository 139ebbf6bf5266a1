using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Hearsay.Claims;
using Hearsay.Claims.Comparing;
using Hearsay.Claims.Formats;
using Hearsay.Claims.Origins;
using Hearsay.Claims.Parties;
using Hearsay.Storage;
using Hearsay.Storage.Queries;
using Hearsay.Text;

namespace Hearsay.Cli.Work;

/// <summary>The claims that a query finds in a ledger, compared. Rejected claims are left out.</summary>
/// <param name="Reports">The claims with what is known of their documents.</param>
/// <param name="Clusters">Clusters of two or more.</param>
/// <param name="All">Every cluster, also of one.</param>
internal sealed record Comparison(IReadOnlyList<ClaimReport> Reports, ImmutableArray<ClaimCluster> Clusters, ImmutableArray<ClaimCluster> All)
{
    private const int PageSize = 500;

    /// <summary>Reads and compares.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="query">Which claims.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <param name="keep">Which of the claims found are compared, or null for all.</param>
    public static async Task<Comparison> OfAsync(Ledger ledger, Query query, CancellationToken cancellationToken, Func<FoundClaim, bool>? keep = null)
    {
        Dictionary<string, ImmutableArray<string>> cites = [];
        var reports = new List<ClaimReport>();
        var clusters = new ClaimClusters();
        RawText? text = null;
        string? cursor = null;
        do
        {
            Page<FoundClaim> page = await ledger.ClaimsAsync(query, Order.Oldest, PageSize, cursor, cancellationToken);
            foreach (FoundClaim found in page.Items.Where(found => found.Verdict is not "rejected" && keep?.Invoke(found) != false))
            {
                string sha256 = Sha256Of(found.Record);
                if (text?.Sha256 != sha256)
                {
                    text = await ledger.TextAsync(sha256, cancellationToken);
                }

                if (text is null)
                {
                    continue;
                }

                Claim claim = ClaimJson.Read(Encoding.UTF8.GetBytes(found.Record), text);
                if (!cites.TryGetValue(found.Document, out ImmutableArray<string> cited))
                {
                    cites[found.Document] = cited = CitedBy(text, found);
                }

                var report = new ClaimReport(claim, found.Document, found.Outlet, PublicationDate.TryParse(found.Published)?.Day, found.Family, cited);
                reports.Add(report);
                clusters.Add(report);
            }

            cursor = page.Next;
        }
        while (cursor is not null);

        ImmutableArray<ClaimCluster> all = clusters.List(1);
        return new Comparison(reports, [.. all.Where(cluster => cluster.Members.Length > 1)], all);
    }

    /// <summary>The words of a claim on one line.</summary>
    public static string Words(Comparand member) => string.Join(" … ", member.Report.Claim.Content.Select(part => part.Quote.ReplaceLineEndings(" ")));

    /// <summary>"Iran denies", "Iran (John Kirby) asserts".</summary>
    public static string Speaker(Comparand member) => string.Join(" ← ", member.Report.Claim.Sources.Select(source => source.Kind == SpeakerKind.Unnamed && source.Mention is { } mention ? mention.Quote.ReplaceLineEndings(" ") : source.Name));

    /// <summary>Outlets and agencies that the document says it rests on.</summary>
    private static ImmutableArray<string> CitedBy(RawText text, FoundClaim found)
    {
        var article = new Article(found.Name, text, found.Title, found.Outlet, PublicationDate.TryParse(found.Published));
        return [.. Lineage.Find(article, PartyRegistry.Standard).Citations.Where(citation => citation.IsExplicit).Select(citation => citation.Outlet.Name)];
    }

    private static string Sha256Of(string record)
    {
        using JsonDocument json = JsonDocument.Parse(record);
        return json.RootElement.GetProperty("sha256").GetString()!;
    }
}
