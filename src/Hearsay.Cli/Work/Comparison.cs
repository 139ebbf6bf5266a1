using System.Collections.Immutable;
using Hearsay.Claims;
using Hearsay.Claims.Comparing;
using Hearsay.Storage;
using Hearsay.Storage.Queries;

namespace Hearsay.Cli.Work;

/// <summary>Claims compared anew, as is done for a choice of them or for the past; for the present, the ledger keeps its clusters.</summary>
/// <param name="Reports">The claims with what is known of their documents.</param>
/// <param name="Clusters">Clusters of two or more.</param>
/// <param name="All">Every cluster, also of one.</param>
internal sealed record Comparison(IReadOnlyList<ClaimReport> Reports, ImmutableArray<ClaimCluster> Clusters, ImmutableArray<ClaimCluster> All)
{
    /// <summary>Code of a ledger that cannot be written to (docs/errors.md).</summary>
    private const string ReadOnly = "HS0504";

    /// <summary>Code of a ledger that another process writes to.</summary>
    private const string Busy = "HS0506";

    /// <summary>Reads and compares.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="query">Which claims. Rejected claims are left out.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <param name="keep">Which of the claims found are compared, or null for all.</param>
    public static async Task<Comparison> OfAsync(Ledger ledger, Query query, CancellationToken cancellationToken, Func<FoundClaim, bool>? keep = null) =>
        Of(await ledger.ReportsAsync(query, keep, cancellationToken), await ledger.PairsAsync(cancellationToken));

    /// <summary>Compares.</summary>
    /// <param name="reports">The claims.</param>
    /// <param name="pairs">What people decided about which are alike.</param>
    public static Comparison Of(IReadOnlyList<ClaimReport> reports, ImmutableArray<ClaimPair> pairs)
    {
        var clusters = new ClaimClusters(pairs);
        foreach (ClaimReport report in reports)
        {
            clusters.Add(report);
        }

        ImmutableArray<ClaimCluster> all = clusters.List(1);
        return new Comparison(reports, [.. all.Where(cluster => cluster.Members.Length > 1)], all);
    }

    /// <summary>Opens a ledger whose clusters are up to date: what came in before a ledger had clusters, or what a crash left over, is put into them first.</summary>
    /// <param name="place">The ledger.</param>
    /// <param name="terminal">Where a note goes when it cannot be written to.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<Ledger> OpenAsync(string place, Terminal terminal, CancellationToken cancellationToken)
    {
        Ledger ledger = await Ledger.OpenAsync(place, LedgerAccess.Read, terminal.Clock, cancellationToken);
        long waiting = await ledger.UngroupedAsync(cancellationToken);
        if (waiting == 0)
        {
            return ledger;
        }

        try
        {
            await using Ledger writer = await Ledger.OpenAsync(place, LedgerAccess.Write, terminal.Clock, cancellationToken);
            while (await writer.GroupAsync(cancellationToken: cancellationToken) > 0)
            {
                // Until none is left.
            }
        }
        catch (LedgerException failure) when (failure.Code is ReadOnly or Busy)
        {
            await terminal.Error.WriteLineAsync($"{failure.Code}: {waiting} claims or clusters are not compared yet, and the ledger cannot be written to now: what they change is left out");
        }

        return ledger;
    }

    /// <summary>The words of a claim on one line.</summary>
    public static string Words(Comparand member) => string.Join(" … ", member.Report.Claim.Content.Select(part => part.Quote.ReplaceLineEndings(" ")));

    /// <summary>"Iran denies", "Iran (John Kirby) asserts".</summary>
    public static string Speaker(Comparand member) => string.Join(" ← ", member.Report.Claim.Sources.Select(source => source.Kind == SpeakerKind.Unnamed && source.Mention is { } mention ? mention.Quote.ReplaceLineEndings(" ") : source.Name));
}
