using Hearsay.Claims.Registers;
using Hearsay.Claims.Timelines;
using Hearsay.Storage.Queries;

namespace Hearsay.Storage;

/// <content>The register of arms transfers and the timeline: folded from the claims of a query each time, kept nowhere.</content>
public sealed partial class Ledger
{
    /// <summary>The register of arms transfers, folded from the claims that a query finds.</summary>
    /// <param name="query">Which claims.</param>
    /// <param name="keep">Which of those found, or null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Register> RegisterAsync(Query query, Func<FoundClaim, bool>? keep = null, CancellationToken cancellationToken = default) =>
        Register.Fold(await ReviewedReportsAsync(query, keep, cancellationToken));

    /// <summary>The timeline of the events in the claims that a query finds.</summary>
    /// <param name="query">Which claims.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Timeline> TimelineAsync(Query query, CancellationToken cancellationToken = default) => Timeline.Of(await ClustersAsync(query, 1, null, cancellationToken));
}
