using System.Collections.Immutable;
using Hearsay.Claims;
using Hearsay.Claims.Comparing;
using Hearsay.Storage;
using Hearsay.Storage.Queries;

namespace Hearsay.Cli.Work;

/// <summary>The claims that a query finds in a ledger, compared. Rejected claims are left out.</summary>
/// <param name="Reports">The claims with what is known of their documents.</param>
/// <param name="Clusters">Clusters of two or more.</param>
/// <param name="All">Every cluster, also of one.</param>
internal sealed record Comparison(IReadOnlyList<ClaimReport> Reports, ImmutableArray<ClaimCluster> Clusters, ImmutableArray<ClaimCluster> All)
{
    /// <summary>Reads and compares.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="query">Which claims.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <param name="keep">Which of the claims found are compared, or null for all.</param>
    public static async Task<Comparison> OfAsync(Ledger ledger, Query query, CancellationToken cancellationToken, Func<FoundClaim, bool>? keep = null) => Of(await ledger.ReportsAsync(query, keep, cancellationToken));

    /// <summary>Compares.</summary>
    public static Comparison Of(IReadOnlyList<ClaimReport> reports)
    {
        var clusters = new ClaimClusters();
        foreach (ClaimReport report in reports)
        {
            clusters.Add(report);
        }

        ImmutableArray<ClaimCluster> all = clusters.List(1);
        return new Comparison(reports, [.. all.Where(cluster => cluster.Members.Length > 1)], all);
    }

    /// <summary>The words of a claim on one line.</summary>
    public static string Words(Comparand member) => string.Join(" … ", member.Report.Claim.Content.Select(part => part.Quote.ReplaceLineEndings(" ")));

    /// <summary>"Iran denies", "Iran (John Kirby) asserts".</summary>
    public static string Speaker(Comparand member) => string.Join(" ← ", member.Report.Claim.Sources.Select(source => source.Kind == SpeakerKind.Unnamed && source.Mention is { } mention ? mention.Quote.ReplaceLineEndings(" ") : source.Name));
}
